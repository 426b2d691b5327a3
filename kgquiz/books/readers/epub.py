"""EPUB: the chapters in the order of its spine; pages where the publisher marked those of the printed book."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING

from kgquiz.books.model import BookLine, BookText
from kgquiz.books.readers.packed import Parts
from kgquiz.formats.base import CannotTake, Given
from kgquiz.messages import N_

if TYPE_CHECKING:
    from lxml.etree import _Element

_BLOCKS = frozenset(
    [
        "p",
        "div",
        "li",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "tr",
        "td",
        "th",
        "blockquote",
        "pre",
        "section",
        "dt",
        "dd",
        "figcaption",
        "caption",
    ]
)
_SKIPPED = frozenset(("script", "style", "head"))
_CELLS = frozenset(("td", "th"))
_DEEPEST, _LONGEST_CELL = 200, 400
_ESCAPES = re.compile(r"(?:%[0-9A-Fa-f]{2})+")
_TYPE = "{http://www.idpf.org/2007/ops}type"


def read(given: Given) -> BookText:
    """Every block a line."""
    parts = Parts(given)
    package = _package(parts, given)
    folder = posixpath.dirname(package)
    root = parts.xml(package)
    files = {str(node.get("id")): str(node.get("href")) for node in root.iter("{*}item") if node.get("href")}
    writer = _Lines()
    for node in root.iter("{*}itemref"):
        href = files.get(str(node.get("idref")))
        if href:
            writer.walk(parts.xml(posixpath.normpath(posixpath.join(folder, _unescaped(href))), html=True))
            writer.end()
    return BookText(tuple(writer.lines))


def _package(parts: Parts, given: Given) -> str:
    if "META-INF/rights.xml" in parts.names() or _is_locked(parts):
        told = N_("{file} is locked by its seller (DRM). kgquiz reads books that are open.")
        raise CannotTake(told, file=given.file)
    for node in parts.xml("META-INF/container.xml").iter("{*}rootfile"):
        if node.get("full-path"):
            return str(node.get("full-path"))
    raise CannotTake(
        N_("{file} is damaged, or not what its name says. Open it where it was made and save it anew."), file=given.file
    )


def _is_locked(parts: Parts) -> bool:
    """Whether more than fonts is encrypted."""
    name = "META-INF/encryption.xml"
    if name not in parts.names():
        return False
    locked = (str(node.get("URI", "")) for node in parts.xml(name).iter("{*}CipherReference"))
    return any(one.lower().endswith((".xhtml", ".html", ".htm", ".xml")) for one in locked)


def _unescaped(href: str) -> str:
    """The name of a part as an address writes it: %20 is a space; what follows a # is a place in it."""
    bare = href.partition("#")[0]
    return _ESCAPES.sub(lambda one: bytes.fromhex(one[0].replace("%", "")).decode("utf-8", "replace"), bare)


class _Lines:
    """Gathers text into lines as blocks begin and end."""

    def __init__(self) -> None:
        self.lines: list[BookLine] = []
        self._text = ""
        self._page = 0
        self._heading = False
        self._item = ""

    def _line(self) -> None:
        text = " ".join(self._text.split())
        if text:
            self.lines.append(BookLine(len(self.lines) + 1, f"{self._item}{text}", self._page, heading=self._heading))
            self._item = ""
        self._text = ""

    def end(self) -> None:
        """A block is over: what follows is another paragraph."""
        self._line()
        if self.lines and self.lines[-1].text:
            self.lines.append(BookLine(len(self.lines) + 1, "", self._page))

    def walk(self, node: _Element, depth: int = 0, before: int = 0) -> None:
        """An element with all that is in it; `before` is how many entries of its list come before it."""
        name = _name(node)
        if not name or name in _SKIPPED or depth > _DEEPEST:
            self._text += node.tail or ""
            return
        self._turn(node)
        if name == "table" and _is_simple(node):
            self._table(node)
            self._text += node.tail or ""
            return
        block = name in _BLOCKS
        if name == "br":
            self._line()
        if block:
            self.end()
            self._heading = name in {"h2", "h3"}
            if name == "li":
                self._item = _marker(node, before)
        self._text += node.text or ""
        items = 0
        for child in node:
            self.walk(child, depth + 1, items)
            items += _name(child) == "li"
        if name == "br":
            self._line()
        if block:
            self.end()
            self._heading = False
        self._text += node.tail or ""

    def _table(self, table: _Element) -> None:
        """Row by row, each a line."""
        self.end()
        for row in table.iter("{*}tr"):
            for node in row.iter():
                self._turn(node)
            cells = tuple(" ".join("".join(map(str, cell.itertext())).split()) for cell in row if _name(cell) in _CELLS)
            self.lines.append(BookLine(len(self.lines) + 1, " | ".join(cells), self._page, cells=cells))
        self.end()

    def _turn(self, node: _Element) -> None:
        said = f"{node.get(_TYPE, '')} {node.get('epub:type', '')} {node.get('role', '')}"
        if "pagebreak" in said:
            self.end()
            shown = str(node.get("title") or node.get("aria-label") or node.text or node.get("id") or "")
            digits = "".join(one for one in shown if one.isdigit())
            self._page = int(digits) if digits and len(digits) < 5 else self._page + 1  # noqa: PLR2004
            if (node.text or "").strip().isdigit():
                node.text = ""


def _is_simple(table: _Element) -> bool:
    """Whether every cell is short and no table is inside: a table for the layout of a page is read as text."""
    rows = [[cell for cell in row if _name(cell) in _CELLS] for row in table.iter("{*}tr")]
    if sum(1 for _ in table.iter("{*}table")) > 1 or max(map(len, rows), default=0) < 2:  # noqa: PLR2004 - columns
        return False
    return all(sum(map(len, cell.itertext())) <= _LONGEST_CELL for row in rows for cell in row)


def _name(node: _Element) -> str:
    """An element's name without its namespace; comments and instructions have none."""
    tag: object = node.tag
    return tag.rpartition("}")[2].lower() if isinstance(tag, str) else ""


def _marker(node: _Element, before: int) -> str:
    parent = node.getparent()
    if parent is None or _name(parent) != "ol":
        return "• "
    start = str(parent.get("start", "1"))
    first = int(start) if start.isdigit() and len(start) < 5 else 1  # noqa: PLR2004 - no list begins higher
    return f"{first + before}. "
