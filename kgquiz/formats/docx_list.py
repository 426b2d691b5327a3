"""Word lists: the questions of a .docx, by its paragraphs and tables."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from kgquiz.formats.base import LARGEST_TEXT, MEGABYTE, CannotTake, Found, Given, Left, MissingLibrary, Remark, Taken
from kgquiz.formats.gather import taken
from kgquiz.formats.question_list import ListLine, questions_in
from kgquiz.formats.rows import is_heading
from kgquiz.formats.table import cards_of
from kgquiz.messages import N_

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import Table
    from docx.text.paragraph import Paragraph

_NAME = "docx"
_LARGEST = 64 * MEGABYTE
"""Of the unpacked text."""


def read(given: Given) -> Taken:
    """The numbered questions, and those of tables with the headings of the layout."""
    document = _document(given)
    from docx.table import Table as Tables

    lines: list[ListLine] = []
    pieces: list[Found | Left | Remark] = []
    for number, block in enumerate(document.iter_inner_content(), 1):
        place = given.at(f"paragraph {number}")
        if isinstance(block, Tables):
            rows = _rows(block, place)
            if rows and is_heading(rows[0][1]):
                pieces += cards_of(rows)
            else:
                lines += [ListLine(at, cell) for at, cells in rows for cell in dict.fromkeys(cells) if cell.strip()]
        else:
            lines += _lines(block, place)
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


def _rows(table: Table, place: str) -> list[tuple[str, list[str]]]:
    return [(place, [cell.text.strip() for cell in row.cells]) for row in table.rows]


def _lines(paragraph: Paragraph, place: str) -> Iterator[ListLine]:
    """A paragraph's lines: a soft break begins a new one."""
    runs = [(run.text, bool(run.bold or run.font.highlight_color or run.underline)) for run in paragraph.runs]
    strong_text = "".join(text for text, strong in runs if strong).strip()
    level, number = _level(paragraph)
    for text in paragraph.text.split("\n"):
        if text.strip():
            strong = bool(strong_text) and _bare(text) in _bare(strong_text)
            yield ListLine(place, text, strong=strong, level=level, list=number)


def _bare(text: str) -> str:
    """Without the letter before an option: it is often not bold where the option is."""
    words = text.strip().split(maxsplit=1)
    return words[1] if len(words) > 1 and words[0].rstrip(".)").isalpha() and len(words[0]) <= 2 else text.strip()  # noqa: PLR2004


def _level(paragraph: Paragraph) -> tuple[int, int]:
    """The level in an automatic list, -1 outside of one, and which list; the style may hold it for the paragraph."""
    properties = paragraph._p.pPr  # noqa: SLF001 - python-docx gives no other way
    numbering: Any = properties.numPr if properties is not None else None
    if numbering is not None:
        level = numbering.ilvl.val if numbering.ilvl is not None else 0
        return int(level), int(numbering.numId.val) if numbering.numId is not None else 0
    style = paragraph.style.name if paragraph.style is not None else ""
    if style and style.startswith(("List Number", "List Bullet")):
        digits = style.rpartition(" ")[2]
        return (int(digits) - 1 if digits.isdigit() else (1 if style.startswith("List Bullet") else 0)), 0
    return -1, 0
