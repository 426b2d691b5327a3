"""Word: paragraphs, lists and tables in order; pages by the breaks that Word wrote when it last laid the text out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kgquiz.books.model import BookLine, BookText
from kgquiz.books.readers.numbering import Numbering
from kgquiz.books.readers.packed import Parts
from kgquiz.formats.base import CannotTake, Given
from kgquiz.formats.word_lists import W as _W

if TYPE_CHECKING:
    from lxml.etree import _Element

_TEXT, _TAB, _BREAK, _RENDERED = f"{_W}t", f"{_W}tab", f"{_W}br", f"{_W}lastRenderedPageBreak"
_PARAGRAPH, _TABLE = f"{_W}p", f"{_W}tbl"
_HYPHEN, _SOFT = f"{_W}noBreakHyphen", f"{_W}softHyphen"
_NO_LIST = "0"
"""What takes a paragraph out of the list that its style puts it in."""
_DEEPEST, _LONGEST_CELL = 60, 400


def read(given: Given) -> BookText:
    """Every paragraph a line with an empty one after it, soft breaks too; a row of a table is a line."""
    parts = Parts(given)
    document = parts.xml("word/document.xml")
    headings = _heading_styles(parts)
    first = next(
        (int(one) for node in document.iter(f"{_W}pgNumType") if (one := node.get(f"{_W}start", "")).isdigit()), 1
    )
    drawn = any(True for _ in document.iter(_RENDERED))
    broken = drawn or any(node.get(f"{_W}type") == "page" for node in document.iter(_BREAK))
    writer = _WordLines(Numbering(parts), headings, _numbers_of_styles(parts), drawn=drawn)
    writer.page, writer.turns = (first, True) if broken else (0, False)
    body = document.find(f"{_W}body")
    writer.walk(document if body is None else body)
    return BookText(tuple(writer.lines))


class _WordLines:
    """Writes the paragraphs and tables of a document down as lines."""

    def __init__(
        self, numbering: Numbering, headings: frozenset[str], numbered: dict[str, tuple[str, int]], *, drawn: bool
    ) -> None:
        self.lines: list[BookLine] = []
        self.page, self.turns = 0, False
        self._numbering = numbering
        self._headings = headings
        self._numbered = numbered
        self._drawn = drawn
        self._counts: dict[str, int] = {}

    def walk(self, node: _Element, depth: int = 0) -> None:
        """All paragraphs in order; a table with simple cells row by row, another cell by cell."""
        for child in node:
            if child.tag == _PARAGRAPH:
                self._paragraph(child)
            elif child.tag == _TABLE and _is_simple(child):
                self._table(child)
            elif depth < _DEEPEST:
                self.walk(child, depth + 1)

    def _paragraph(self, paragraph: _Element) -> None:
        style = _value(paragraph, "pStyle")
        marker = self._marker(paragraph, style)
        for text, turned in _pieces(paragraph, self._drawn):
            self.page += turned if self.turns else 0
            shown = f"{marker}{text}" if text.strip() else text
            marker = "" if text.strip() else marker
            self._add(shown, heading=style in self._headings and bool(text.strip()))
        self._add("")

    def _table(self, table: _Element) -> None:
        for row in table.iter(f"{_W}tr"):
            cells = []
            for cell in row.iter(f"{_W}tc"):
                pieces = [piece for paragraph in cell.iter(_PARAGRAPH) for piece in _pieces(paragraph, self._drawn)]
                self.page += sum(turned for _, turned in pieces) if self.turns else 0
                cells.append(" ".join(" ".join(text for text, _ in pieces).split()))
            self._add(" | ".join(cells), cells=tuple(cells))
        self._add("")

    def _add(self, text: str, *, heading: bool = False, cells: tuple[str, ...] = ()) -> None:
        self.lines.append(BookLine(len(self.lines) + 1, text, self.page, heading=heading, cells=cells))

    def _marker(self, paragraph: _Element, style: str) -> str:
        """A list's number or bullet; by the paragraph, by its style, or by the names of Word's own styles."""
        node = paragraph.find(f"{_W}pPr/{_W}numPr/{_W}numId")
        depth = paragraph.find(f"{_W}pPr/{_W}numPr/{_W}ilvl")
        number, level = self._numbered.get(style, ("", 0))
        if node is not None:
            number = str(node.get(f"{_W}val", ""))
        if depth is not None and str(depth.get(f"{_W}val", "")).isdecimal():
            level = int(str(depth.get(f"{_W}val")))
        if number and number != _NO_LIST:
            return self._numbering.marker(number, level)
        if style.startswith("ListBullet"):
            return "• "
        if not style.startswith("ListNumber"):
            self._counts.pop("style", None)
            return ""
        self._counts["style"] = self._counts.get("style", 0) + 1
        return f"{self._counts['style']}. "


def _is_simple(table: _Element) -> bool:
    """Whether every cell is short and no table is inside: a table for the layout of a page is read as text."""
    cells = list(table.iter(f"{_W}tc"))
    inner = sum(1 for _ in table.iter(_TABLE)) > 1
    columns = max((sum(1 for _ in row.iter(f"{_W}tc")) for row in table.iter(f"{_W}tr")), default=0)
    return (
        not inner
        and columns > 1
        and all(sum(len(node.text or "") for node in cell.iter(_TEXT)) <= _LONGEST_CELL for cell in cells)
    )


def _pieces(paragraph: _Element, drawn: bool) -> Iterator[tuple[str, int]]:
    """The lines of a paragraph, and how many pages were turned before each."""
    text, turned = "", 0
    for node in paragraph.iter():
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


def _value(paragraph: _Element, name: str) -> str:
    node = paragraph.find(f"{_W}pPr/{_W}{name}")
    return "" if node is None else str(node.get(f"{_W}val", ""))


def _heading_styles(parts: Parts) -> frozenset[str]:
    """The ids of the styles of headings, in whatever language Word names them."""
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


def _numbers_of_styles(parts: Parts) -> dict[str, tuple[str, int]]:
    """The list and level that a style gives its paragraphs: numbered headings are made so."""
    try:
        styles = parts.xml("word/styles.xml")
    except CannotTake:
        return {}
    found = {}
    for style in styles.iter(f"{_W}style"):
        number, level = style.find(f"{_W}pPr/{_W}numPr/{_W}numId"), style.find(f"{_W}pPr/{_W}numPr/{_W}ilvl")
        if number is not None:
            depth = "" if level is None else str(level.get(f"{_W}val", ""))
            given = str(number.get(f"{_W}val", ""))
            found[str(style.get(f"{_W}styleId", ""))] = (given, int(depth) if depth.isdecimal() else 0)
    return found
