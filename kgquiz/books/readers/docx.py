"""Word: paragraphs, lists and tables in order; pages by the breaks that Word wrote when it last laid the text out."""

from __future__ import annotations

from collections.abc import Iterator

from kgquiz.books.model import BookLine, BookText
from kgquiz.books.readers.packed import Parts
from kgquiz.formats.base import Given

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_TEXT, _TAB, _BREAK, _RENDERED = f"{_W}t", f"{_W}tab", f"{_W}br", f"{_W}lastRenderedPageBreak"
_HYPHEN, _SOFT = f"{_W}noBreakHyphen", f"{_W}softHyphen"


def read(given: Given) -> BookText:
    """Every paragraph a line with an empty one after it, soft breaks too; a cell of a table after the other."""
    parts = Parts(given)
    document = parts.xml("word/document.xml")
    headings = _heading_styles(parts)
    first = next(
        (int(one) for node in document.iter(f"{_W}pgNumType") if (one := node.get(f"{_W}start", "")).isdigit()), 1
    )
    drawn = any(True for _ in document.iter(_RENDERED))
    broken = drawn or any(node.get(f"{_W}type") == "page" for node in document.iter(_BREAK))
    lines: list[BookLine] = []
    page = first if broken else 0
    counts: dict[str, int] = {}
    for paragraph in document.iter(f"{_W}p"):
        style = _value(paragraph, "pStyle")
        marker = _marker(paragraph, style, counts)
        for text, turned in _pieces(paragraph, drawn):
            page += turned if broken else 0
            shown = f"{marker}{text}" if text.strip() else text
            marker = "" if text.strip() else marker
            lines.append(BookLine(len(lines) + 1, shown, page, heading=style in headings and bool(text.strip())))
        lines.append(BookLine(len(lines) + 1, "", page))
    return BookText(tuple(lines))


def _pieces(paragraph: object, drawn: bool) -> Iterator[tuple[str, int]]:
    """The lines of a paragraph, and how many pages were turned before each."""
    text, turned = "", 0
    for node in paragraph.iter():  # type: ignore[attr-defined]
        kind = node.get(f"{_W}type") if node.tag == _BREAK else ""
        if node.tag == _TEXT:
            text += node.text or ""
        elif node.tag == _TAB:
            text += "\t"
        elif node.tag == _HYPHEN:
            text += "-"
        elif node.tag == _SOFT:
            text += "\u00ad"
        elif node.tag == _RENDERED or (kind == "page" and not drawn):
            if text.strip():
                yield text, turned
                text, turned = "", 0
            turned += 1
        elif node.tag == _BREAK and kind != "page":
            yield text, turned
            text, turned = "", 0
    yield text, turned


def _value(paragraph: object, name: str) -> str:
    node = paragraph.find(f"{_W}pPr/{_W}{name}")  # type: ignore[attr-defined]
    return "" if node is None else str(node.get(f"{_W}val", ""))


def _marker(paragraph: object, style: str, counts: dict[str, int]) -> str:
    """A list's number or bullet, which Word keeps out of the text."""
    node = paragraph.find(f"{_W}pPr/{_W}numPr/{_W}numId")  # type: ignore[attr-defined]
    if node is None:
        if style.startswith("ListBullet"):
            return "• "
        if not style.startswith("ListNumber"):
            counts.pop("style", None)
            return ""
        counts["style"] = counts.get("style", 0) + 1
        return f"{counts['style']}. "
    return "• "


def _heading_styles(parts: Parts) -> frozenset[str]:
    """The ids of the styles of headings, in whatever language Word names them."""
    from kgquiz.formats.base import CannotTake  # noqa: PLC0415 - a file may have no styles

    try:
        styles = parts.xml("word/styles.xml")
    except CannotTake:
        return frozenset()
    found = set()
    for style in styles.iter(f"{_W}style"):
        name = style.find(f"{_W}name")
        said = "" if name is None else str(name.get(f"{_W}val", "")).casefold()
        if (said.startswith("heading") and said != "heading 1") or (
            style.find(f"{_W}pPr/{_W}outlineLvl") is not None and said != "heading 1"
        ):
            found.add(str(style.get(f"{_W}styleId", "")))
    return frozenset(found)
