"""HTML as plain text with its meaning kept: lists, lines, entities; pictures, sounds and formulas named."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from html.parser import HTMLParser

from kgquiz.value import dataclass

_BLOCKS = frozenset(
    {"p", "div", "br", "tr", "table", "ul", "ol", "li", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre", "hr"}
)
_SILENT = frozenset({"script", "style", "head", "title"})
_TAG = re.compile(
    r"""</?[a-z][a-z0-9-]*(?:[\s/](?:[^<>"']|"[^"<]*"|'[^'<]*')*)?>|</?[a-z][a-z0-9-]*(?:[\s/][^<>]*)?>""",
    re.IGNORECASE,
)
"""A whole tag. Nothing is looked for beyond the next `<`, so that no text takes long."""
_ENTITY = re.compile(r"&(?:[a-z]{2,8}|#\d{1,7}|#x[0-9a-f]{1,6});", re.IGNORECASE)
_SOUND = re.compile(r"\[sound:([^\[\]]+)\]")
_FORMULAS = (
    ("\\(", "\\)"), ("\\[", "\\]"), ("[$]", "[/$]"), ("[$$]", "[/$$]"), ("[latex]", "[/latex]"), ("$$", "$$"),
)  # fmt: skip
"""How formulas begin and end."""


@dataclass(frozen=True, slots=True)
class PlainText:
    """What remains of a text with markup, and what it names that cannot be shown here."""

    text: str
    missing: tuple[str, ...] = ()


def has_markup(text: str) -> bool:
    """Whether there are tags or entities in a text."""
    return "<!--" in text or _TAG.search(text) is not None or _ENTITY.search(text) is not None


@lru_cache(maxsize=8)  # a text is asked for its words and for what it names, one after the other
def plain_text(html: str) -> PlainText:
    """The text of a piece of HTML. `2 < 3` and the like stay as they are."""
    reader = _Reader()
    reader.feed(_whole_tags("".join(outside(html, "<!--", "-->"))))
    reader.close()
    lines = "\n".join(line.strip(" \t") for line in "".join(reader.pieces).split("\n"))
    text = re.sub(r"\n{3,}", "\n\n", lines).replace("\xa0", " ").strip()
    return PlainText(_SOUND.sub(r"[\1]", text), (*reader.pictures, *_SOUND.findall(text), *_formulas(text)))


def outside(text: str, begin: str, end: str) -> Iterator[str]:
    """What stands outside of comments and the like; one that never ends takes nothing away but its sign."""
    at = 0
    for start, stop in _spans(text, begin, end):
        yield text[at:start]
        at = stop
    yield text[at:].replace(begin, "")


def _spans(text: str, begin: str, end: str) -> Iterator[tuple[int, int]]:
    """From where to where each stretch goes that begins and ends with these signs."""
    at = 0
    while (start := text.find(begin, at)) >= 0 and (stop := text.find(end, start + len(begin))) >= 0:
        at = stop + len(end)
        yield start, at


def _whole_tags(html: str) -> str:
    """Every `<` that begins no whole tag as the sign it is: the parser would look for its end again and again."""
    at, pieces = 0, []
    for tag in _TAG.finditer(html):
        pieces += [html[at : tag.start()].replace("<", "&lt;"), tag[0]]
        at = tag.end()
    return "".join([*pieces, html[at:].replace("<", "&lt;")])


def _formulas(text: str) -> Iterator[str]:
    for begin, end in _FORMULAS:
        for start, stop in _spans(text, begin, end):
            if stop - start > len(begin) + len(end):
                yield text[start:stop]


def _on_one_line(text: str) -> str:
    """Line ends and tabs, with the blanks around them, as one blank."""
    first, *others = re.split(r"[\n\t]+", text)
    if not others:
        return text
    middle = [part.strip() for part in others[:-1]]
    return " ".join([first.rstrip(), *filter(None, middle), others[-1].lstrip()])


class _Reader(HTMLParser):
    """Gathers text; blocks begin on a line of their own."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self.pictures: list[str] = []
        self.silent = 0
        self.lists: list[int] = []
        self.preformatted = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _SILENT:
            self.silent += 1
        elif tag in {"ul", "ol"}:
            self.lists.append(1 if tag == "ol" else 0)
        elif tag == "li":
            self.line()
            self.pieces.append(self.bullet())
        elif tag in _BLOCKS:
            self.preformatted += tag == "pre"
            self.line(always=tag == "br")
        elif tag in {"td", "th"}:
            self.cell()
        elif tag in {"img", "audio", "video", "object", "embed", "source"}:
            self.picture(dict(attrs))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in {"br", "hr", "img", "source", "embed"}:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT:
            self.silent = max(0, self.silent - 1)
        elif tag in {"ul", "ol"}:
            if self.lists:
                self.lists.pop()
            self.line()
        elif tag in _BLOCKS and tag not in {"br", "hr", "li"}:
            self.preformatted = max(0, self.preformatted - (tag == "pre"))
            self.line()

    def handle_data(self, data: str) -> None:
        if self.silent:
            return
        text = data if self.preformatted else _on_one_line(data)
        self.pieces.append(text.lstrip(" ") if self.at_line_start() else text)

    def at_line_start(self) -> bool:
        return bool(self.pieces) and self.pieces[-1].endswith("\n")

    def line(self, *, always: bool = False) -> None:
        if always or (self.pieces and not self.pieces[-1].endswith("\n")):
            self.pieces.append("\n")

    def bullet(self) -> str:
        if not self.lists or not self.lists[-1]:
            return "• "
        self.lists[-1] += 1
        return f"{self.lists[-1] - 1}. "

    def cell(self) -> None:
        if self.pieces and not self.pieces[-1].endswith("\n"):
            self.pieces.append(" | ")

    def picture(self, attributes: dict[str, str | None]) -> None:
        source = attributes.get("src") or attributes.get("data") or ""
        name = "…" if source.startswith("data:") else source.rsplit("/", 1)[-1].partition("?")[0]
        told = attributes.get("alt") or name
        if name:
            self.pictures.append(name)
            self.pieces.append(f"[{told}]")
