"""Markdown decks: hashcards (`Q:`, `A:`, `C:`), Obsidian's repetition (`::`, `?`, `==x==`), headings (mdanki)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import field

from kgquiz.cards.cloze import Cloze
from kgquiz.cards.recall import Recall
from kgquiz.formats.base import MOST_QUESTIONS, Found, Given, Left, Remark, Taken
from kgquiz.formats.gather import no_more, taken
from kgquiz.formats.html_text import has_markup, plain_text
from kgquiz.formats.ids import slug
from kgquiz.formats.text import decoded
from kgquiz.messages import N_, message
from kgquiz.value import dataclass

Piece = Found | Left | Remark
_LINK = re.compile(r"(?<!!)\[\[(?:[^\[\]|]*\|)?([^\[\]|]+)\]\]|(?<!!)\[([^\[\]]+)\]\((?:[^()]|\([^()]*\))*\)")
_IMAGE = re.compile(r"!\[\[([^\[\]|]+)(?:\|[^\[\]]*)?\]\]|!\[([^\[\]]*)\]\(([^()\s]*)(?:\s[^()]*)?\)")
"""Neither looks for its end beyond the next bracket, so that no text takes long."""
_STRONG = re.compile(r"\*\*(.+?)\*\*|__(.+?)__")
_TAG = re.compile(r"(?:^|\s)#([^\W\d][\w/-]*)")
_CLOZE = re.compile(r"==(.+?)==")
_BRACKET = re.compile(r"(?<![!\[])\[([^\[\]]+)\](?![(\[])")
_HEADING = re.compile(r"#{1,6}\s+(.*)")


@dataclass(slots=True)
class _Block:
    """Lines between empty ones, with the number of the first."""

    line: int
    lines: list[str] = field(default_factory=list)


def read(given: Given) -> Taken:
    """All cards of whichever of these kinds stand in the file; prose between them is no question and stays out."""
    text, guesses = decoded(given)
    text = _without_comments(text)
    blocks = list(_blocks(text))
    pieces = list(no_more((piece for block in blocks for piece in _block(block, given)), given))
    if not any(isinstance(piece, Found) for piece in pieces):
        pieces += _headings(text, given)
    return taken(pieces, given, guesses=guesses)


def _without_comments(text: str) -> str:
    """Comments as the lines they take; one that is not closed stays."""
    pieces, at = [], 0
    while (start := text.find("<!--", at)) >= 0 and (stop := text.find("-->", start)) >= 0:
        pieces += [text[at:start], "\n" * text.count("\n", start, stop)]
        at = stop + len("-->")
    return "".join([*pieces, text[at:]])


_BEGINS = re.compile(r"[QCP]:\s")
_ENDS = re.compile(r"#{1,6}\s|(?:-{3,}|\*{3,}|_{3,})\s*$")
"""What ends a card of hashcards: a heading, a rule across the page."""


def _blocks(text: str) -> Iterator[_Block]:
    """Lines between empty ones; a card of hashcards (`Q:`, `C:`, `P:`) goes on over empty lines to the next."""
    block = _Block(0)
    fenced = False
    for number, line in enumerate([*text.split("\n"), ""], 1):
        fenced ^= line.lstrip().startswith("```")
        in_card = bool(block.lines) and _BEGINS.match(block.lines[0]) is not None
        starts = not fenced and (_BEGINS.match(line) is not None or (in_card and _ENDS.match(line) is not None))
        if (not line.strip() and not fenced and not in_card) or (starts and block.lines):
            if block.lines:
                yield block
            block = _Block(0)
        if line.strip() or fenced or (in_card and block.lines):
            block.line = block.line or number
            block.lines.append(line)
    if block.lines:
        yield block


def _block(block: _Block, given: Given) -> Iterator[Piece]:
    place = given.at(block.line)
    text = "\n".join(block.lines)
    if block.lines[0].startswith(("Q:", "P:")):
        front, *back = re.split(r"\n[AS]:", text[2:], maxsplit=1)
        yield from _sides(front, "".join(back), place)
    elif block.lines[0].startswith("C:"):
        yield from _cloze(text.removeprefix("C:"), _BRACKET, place)
    elif any(line.strip() in {"?", "??"} for line in block.lines[1:]):
        at = next(n for n, line in enumerate(block.lines) if n and line.strip() in {"?", "??"})
        sides = "\n".join(block.lines[:at]), "\n".join(block.lines[at + 1 :])
        yield from _sides(*sides, place, turned=block.lines[at].strip() == "??")
    else:
        yield from _lines(block, given)


def _lines(block: _Block, given: Given) -> Iterator[Piece]:
    """`front::back` on one line, `:::` for both directions; a block with `==x==` is a sentence with blanks."""
    rest = []
    for number, line in enumerate(block.lines, block.line):
        bare = re.sub(r"`[^`]*`", "", line)
        sign = ":::" if ":::" in bare else "::" if "::" in bare else ""
        if sign:
            front, _, back = line.partition(sign)
            yield from _sides(front, back, given.at(number), turned=sign == ":::")
        else:
            rest.append(line)
    text = "\n".join(rest)
    if _CLOZE.search(text):
        yield from _cloze(text, _CLOZE, given.at(block.line))


def _sides(front: str, back: str, place: str, *, turned: bool = False) -> Iterator[Piece]:
    tags = tuple(dict.fromkeys(filter(None, map(slug, _TAG.findall(front + "\n" + back)))))
    term, meaning = _plain(front), _plain(back)
    yield from _missing(front + back, place)
    if not term or not meaning:
        yield Left(place, term or meaning or "–", message(N_("There is no answer.")))
        return
    yield Found(card=Recall(id="", term=term, meaning=meaning, tags=tags), place=place)
    if turned:
        yield Found(card=Recall(id="", term=meaning, meaning=term, tags=tags), place=place)


def _cloze(text: str, blank: re.Pattern[str], place: str) -> Iterator[Piece]:
    yield from _missing(text, place)
    marked = blank.sub(lambda found: f"\x00{found[1]}\x01", text)
    plain = _plain(marked).replace("{{", "(").replace("}}", ")")
    card = Cloze(id="", text=plain.replace("\x00", "{{").replace("\x01", "}}"))
    yield Found(card=card, place=place)


def _plain(text: str) -> str:
    text = _IMAGE.sub(lambda found: f"[{found[1] or found[2] or found[3]}]", text)
    text = _LINK.sub(lambda found: found[1] or found[2], text)
    text = _STRONG.sub(lambda found: found[1] or found[2], text)
    text = re.sub(r"^#{1,6}\s+", "", _TAG.sub("", text.strip()).strip())
    return plain_text(text.replace("\n", "<br>")).text if has_markup(text) else text.strip()


def _missing(text: str, place: str) -> Iterator[Remark]:
    for found in _IMAGE.finditer(text):
        told = N_("“{name}” is left out: pictures, sounds and formulas cannot be shown.")
        yield Remark(place, message(told, name=found[1] or found[3] or found[2]))


def _headings(text: str, given: Given) -> Iterator[Piece]:
    """The deepest headings that occur are questions, what stands below them the answers."""
    lines = text.split("\n")
    headings = ((n, line) for n, line in enumerate(lines) if _HEADING.match(line))
    found = list(no_more(headings, given, MOST_QUESTIONS))
    level = max((len(line) - len(line.lstrip("#")) for _, line in found), default=0)
    for place, (number, line) in enumerate(found):
        if len(line) - len(line.lstrip("#")) == level:
            end = found[place + 1][0] if place + 1 < len(found) else len(lines)
            back = "\n".join(one for one in lines[number + 1 : end] if one.strip() != "%").strip()
            yield from _sides(line.lstrip("#"), back, given.at(number + 1))
