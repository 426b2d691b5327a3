"""Word lists: the questions of a .docx, by its paragraphs and tables."""

from __future__ import annotations

import io
import re
import zipfile
from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING, Any

from kgquiz.formats.base import (
    LARGEST_TEXT,
    MEGABYTE,
    CannotTake,
    Found,
    Given,
    Left,
    MissingLibrary,
    Remark,
    Taken,
)
from kgquiz.formats.gather import no_more, taken
from kgquiz.formats.question_list import ListLine, questions_in
from kgquiz.formats.rows import is_heading
from kgquiz.formats.table import cards_of
from kgquiz.formats.word_lists import ALPHABETS, word_lists
from kgquiz.formats.word_lists import W as _W
from kgquiz.messages import N_
from kgquiz.value import dataclass

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import Table, _Cell
    from docx.text.paragraph import Paragraph
    from docx.text.run import Run

_NAME = "docx"
_LARGEST = 64 * MEGABYTE
"""Of the unpacked text."""
_MOST = 50_000
"""Paragraphs or cells: python-docx reads some thousands a second."""
_TALLEST_KEY = 500
"""Rows of a table that may be a key."""


def read(given: Given) -> Taken:
    """The numbered questions, and those of tables with the headings of the layout."""
    document = _document(given)
    from docx.table import Table as Tables

    lists = _Lists(_alphabets(document), {style.style_id: style.name or "" for style in document.styles})
    lines: list[ListLine] = []
    pieces: list[Found | Left | Remark] = []
    blocks = document.element.body.iterchildren(f"{_W}p", f"{_W}tbl")
    deque(no_more(blocks, given, _MOST), 0)  # counted before the first is read, which takes long
    for number, block in enumerate(document.iter_inner_content(), 1):
        place = given.at(f"paragraph {number}")
        if isinstance(block, Tables):
            head = next(_rows(block, place), (place, []))[1]
            if is_heading(head):
                pieces += cards_of(no_more(_rows(block, place), given, _MOST))
                continue
            deque(no_more(block._tbl.iter(f"{_W}tc"), given, _MOST), 0)  # noqa: SLF001 - as for `row.cells` below
            if key := _key([cells for _, cells in islice(_rows(block, place), _TALLEST_KEY)]):
                lines += [ListLine(place, "KEY"), ListLine(place, key)]
            else:
                lines += no_more(_cells(block, place, number, lists), given, _MOST)
        else:
            lines += _lines(block, place, lists)
    return taken([*questions_in(lines), *pieces], given)


def _document(given: Given) -> Document:
    try:
        import docx
        from docx.opc.exceptions import PackageNotFoundError
        from lxml.etree import XMLSyntaxError
    except ImportError as error:
        raise MissingLibrary(_NAME) from error
    told = N_("{file} cannot be read as a Word file: it is damaged, or protected by a password.")
    data = given.whole(LARGEST_TEXT)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            size = sum(one.file_size for one in archive.infolist() if one.filename.endswith((".xml", ".rels")))
        if size > _LARGEST:
            too_much = N_("{file} would unpack to more than any list of questions; it is not read.")
            raise CannotTake(too_much, file=given.file)
        return docx.Document(io.BytesIO(data))
    except (zipfile.BadZipFile, PackageNotFoundError, XMLSyntaxError, KeyError, ValueError, OSError) as error:
        raise CannotTake(told, file=given.file) from error


@dataclass(frozen=True, slots=True)
class _Lists:
    """What Word letters each list with, by the list's number and level; and the names of the styles."""

    alphabets: Mapping[tuple[int, int], str]
    styles: Mapping[str, str]


def _cells_of(table: Table) -> Iterator[list[_Cell]]:
    """The cells row by row; not by `row.cells`, which takes hours for a large table."""
    from docx.table import _Cell as Cell

    for row in table._tbl.tr_lst:  # noqa: SLF001 - see above
        yield [Cell(cell, table) for cell in row.tc_lst]


def _rows(table: Table, place: str) -> Iterator[tuple[str, list[str]]]:
    for cells in _cells_of(table):
        yield place, [cell.text.strip() for cell in cells]


def _key(rows: list[list[str]]) -> str:
    """A table of numbers and letters, side by side or one below the other, as a line of pairs; "" for any other."""
    flat = [cell for row in rows for cell in row if cell]
    numbers = [cell.rstrip(".)") for cell in flat if cell.rstrip(".)").isdecimal()]
    letters = [cell for cell in flat if len(cell) == 1 and cell.isalpha()]
    if not numbers or len(numbers) != len(letters) or len(numbers) + len(letters) != len(flat):
        return ""
    return " ".join(f"{number}-{letter}" for number, letter in zip(numbers, letters, strict=True))


def _cells(table: Table, place: str, number: int, lists: _Lists) -> Iterator[ListLine]:
    """The cells of a table without headings: what bears no number belongs to the question above it."""
    for cells in _cells_of(table):
        for cell in cells:
            for paragraph in cell.paragraphs:
                yield from (replace(line, level=1, series=-number) for line in _lines(paragraph, place, lists))


def _lines(paragraph: Paragraph, place: str, lists: _Lists) -> Iterator[ListLine]:
    """A paragraph's lines: a soft break begins a new one."""
    texts: dict[str, list[str]] = {}
    for run in paragraph.runs:
        for way in _set_off(run):
            texts.setdefault(way, []).append(run.text)
    whole = {way: _bare("".join(some).strip()) for way, some in texts.items()}
    level, number = _level(paragraph, lists.styles)
    for text in paragraph.text.split("\n"):
        if text.strip():
            ways = frozenset(way for way, some in whole.items() if some and _bare(text) in some)
            yield ListLine(place, text, ways, level, number, lists.alphabets.get((number, level), ""))


def _set_off(run: Run) -> Iterator[str]:
    """How a run of letters is set off from others."""
    properties: Any = run._r.rPr  # noqa: SLF001 - python-docx gives no other way to the shading
    if properties is None:
        return
    strong = properties.find(f"{_W}rStyle") is not None and "strong" in (run.style.name or "").casefold()
    if run.bold or strong:
        yield "bold"
    if run.italic:
        yield "italic"
    if run.underline:
        yield "underline"
    if run.font.highlight_color:
        yield "highlight"
    if str(run.font.color.rgb or "000000") != "000000":
        yield "colour"
    shade = properties.find(f"{_W}shd")
    if shade is not None and shade.get(f"{_W}fill") not in {None, "auto", "FFFFFF"}:
        yield "shade"


_SIGNS = ALPHABETS | {"decimal": "123456789"}


def _alphabets(document: Document) -> dict[tuple[int, int], str]:
    """What Word letters each list with, by the list's number and level."""
    try:
        numbering: Any = document.part.numbering_part.element
    except (KeyError, NotImplementedError):
        return {}
    return {
        (int(number), depth): _SIGNS[level.kind]
        for number, found in word_lists(numbering).items()
        for depth, level in found.levels.items()
        if number.isdecimal() and level.kind in _SIGNS
    }


def _bare(text: str) -> str:
    """Without the letter before an option: it is often not bold where the option is."""
    return re.sub(r"^\s*[*+]?\s*\(?[^\W\d_][.)]\s*", "", text).strip()


def _level(paragraph: Paragraph, styles: Mapping[str, str]) -> tuple[int, int]:
    """The level in an automatic list, -1 outside of one, and which list; the style may hold it for the paragraph."""
    properties = paragraph._p.pPr  # noqa: SLF001 - python-docx gives no other way
    numbering: Any = properties.numPr if properties is not None else None
    if numbering is not None:
        level = numbering.ilvl.val if numbering.ilvl is not None else 0
        return int(level), int(numbering.numId.val) if numbering.numId is not None else 0
    style = styles.get(str(paragraph._p.style), "")  # noqa: SLF001 - its name is looked for anew each time
    if style and style.startswith(("List Number", "List Bullet")):
        digits = style.rpartition(" ")[2]
        return (int(digits) - 1 if digits.isdigit() else (1 if style.startswith("List Bullet") else 0)), 0
    return -1, 0
