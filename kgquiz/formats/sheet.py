"""Spreadsheets: the sheet layout as .xlsx, read from .xlsx, .xls and .ods, every cell a text."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from kgquiz.formats.base import (
    LARGEST_TEXT,
    MEGABYTE,
    CannotTake,
    Format,
    Found,
    Given,
    Left,
    Made,
    MissingLibrary,
    Remark,
    Taken,
    Wanted,
    lost_fields,
    writable,
)
from kgquiz.formats.gather import taken
from kgquiz.formats.rows import COLUMNS, row_of
from kgquiz.formats.table import Placed, cards_of, heading_in
from kgquiz.messages import N_, Message, message

Piece = Found | Left | Remark
_NAME = "xlsx"
_LARGEST = 256 * MEGABYTE
"""Of the unpacked sheets."""
_LARGEST_SHEET = 5_000_000
"""Cells, empty ones too, in the rectangle around all that are filled."""
_MOST_CELLS = 1_500_000
"""Filled cells."""
_CELL = re.compile(rb'<c r="([A-Z]{1,3})(\d{1,7})"')
_ROW = re.compile(rb"<table:table-row\b([^>]*)>")
_FILLED = re.compile(rb"<table:table-cell\b([^>]*office:value-type[^>]*)>")
_ROWS, _COLUMNS = (re.compile(rb'number-%s-repeated="(\d{1,9})"' % name) for name in (b"rows", b"columns"))
_BLANKS = re.compile(rb'text:c="(\d{1,12})"')
_MOST_BLANKS = 1_000_000
"""Blanks that an OpenDocument sheet may write as numbers."""


def read(given: Given) -> Taken:
    """The questions of every sheet that has the headings; of a file without headings, its first two columns."""
    sheets = [(name, rows) for name, rows in _sheets(given) if any(any(map(_filled, row)) for row in rows)]
    headed = [(name, rows) for name, rows in sheets if heading_in(_filled_rows(rows)) is not None]
    chosen = headed or sheets[:1]
    pieces: list[Piece] = []
    for name, _ in sheets:
        if name not in {one for one, _ in chosen}:
            told = N_("The sheet “{name}” has no headings of the layout and is passed over.")
            pieces.append(Remark(given.file, message(told, name=name)))
    for name, rows in chosen:
        prefix = f"{name}!" if len(sheets) > 1 else ""
        wrong: list[Left] = []
        pieces += cards_of(_texts(rows, given, prefix, wrong))
        pieces += wrong
    return taken(pieces, given)


def _filled_rows(rows: Sequence[Sequence[Any]]) -> list[list[str]]:
    return [[str(cell) for cell in row] for row in rows[:_TOP] if any(map(_filled, row))]


_TOP = 50
"""Rows at the top of a sheet, empty ones too, in which its headings stand."""


def _filled(cell: Any) -> bool:
    return bool(cell != "")


def _sheets(given: Given) -> list[tuple[str, list[list[Any]]]]:
    try:
        from python_calamine import CalamineError, CalamineWorkbook
    except ImportError as error:
        raise MissingLibrary(_NAME) from error
    data = given.whole(LARGEST_TEXT)
    _check(data, given)
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        return [(name, book.get_sheet_by_name(name).to_python(skip_empty_area=False)) for name in book.sheet_names]
    except (CalamineError, OSError, ValueError) as error:
        told = N_("{file} cannot be read as a spreadsheet: it is damaged, or protected by a password.")
        raise CannotTake(told, file=given.file) from error


def _check(data: bytes, given: Given) -> None:
    """Refuse what would unpack to more than there can be: bombs, and one cell in the farthest corner."""
    if not data.startswith(b"PK"):
        return
    told = N_("{file} would unpack to more than any list of questions; it is not read.")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
            if sum(member.file_size for member in members) > _LARGEST:
                raise CannotTake(told, file=given.file)
            for member in members:
                if re.match(r"xl/worksheets/.*\.xml$|content\.xml$", member.filename):
                    text = archive.read(member)
                    if _cells(text) > _LARGEST_SHEET or _repeated(text) > _MOST_CELLS or _blanks(text) > _MOST_BLANKS:
                        raise CannotTake(told, file=given.file)
    except (zipfile.BadZipFile, OSError, EOFError, NotImplementedError, RuntimeError) as error:
        damaged = N_("{file} cannot be read as a spreadsheet: it is damaged, or protected by a password.")
        raise CannotTake(damaged, file=given.file) from error


def _cells(text: bytes) -> int:
    """Of the rectangle around all cells."""
    wide = deep = 0
    for letters, number in _CELL.findall(text):
        deep = max(deep, int(number))
        wide = max(wide, sum((letter - 64) * 26**place for place, letter in enumerate(reversed(letters))))
    return wide * deep


def _repeated(text: bytes) -> int:
    """Filled cells of an OpenDocument sheet, those that are written once and stand for many too."""
    total, rows = 0, [*_ROW.finditer(text)]
    for row, end in zip(rows, [*(one.start() for one in rows[1:]), len(text)], strict=False):
        wide = sum(_times(_COLUMNS, cell[1]) for cell in _FILLED.finditer(text, row.end(), end))
        total += wide * _times(_ROWS, row[1])
    return total


def _times(pattern: re.Pattern[bytes], attributes: bytes) -> int:
    found = pattern.search(attributes)
    return int(found[1]) if found else 1


def _blanks(text: bytes) -> int:
    return sum(int(number) for number in _BLANKS.findall(text))


def _texts(rows: Sequence[Sequence[Any]], given: Given, prefix: str, wrong: list[Left]) -> Iterator[Placed]:
    for number, row in enumerate(rows, 1):
        cells: list[str] = []
        bad: Left | None = None
        for column, cell in enumerate(row):
            text, why = _text(cell)
            if why is not None:
                address = f"{prefix}{_letters(column)}{number}"
                bad = bad or Left(given.at(address), str(row[0] or cell), message(why, cell=address, text=str(cell)))
            cells.append(text)
        if bad is None:
            yield given.at(f"{prefix}A{number}" if prefix else number), cells
        else:
            wrong.append(bad)


def _letters(column: int) -> str:
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


_MOMENT = N_(
    "Cell {cell} holds a date or a time ({text}) instead of a text: what was typed is lost. "
    "Format it as text and type it anew."
)
_TRUTH = N_("Cell {cell} holds TRUE or FALSE instead of a text. Format it as text and type it anew.")
_SHARE = N_("Cell {cell} holds the number {text}: it may have been a share. Format it as text and type it anew.")
_KINDS: tuple[tuple[Any, str], ...] = ((bool, _TRUTH), ((date, datetime, time, timedelta), _MOMENT))


def _text(cell: Any) -> tuple[str, str | None]:
    """A cell's text, or why it has none: what a spreadsheet made of `12:30`, `2010-06-27` or `50%` is not known."""
    for kinds, why in _KINDS:
        if isinstance(cell, kinds):
            return "", why
    if isinstance(cell, (int, float)):
        if not float(cell).is_integer():
            return "", _SHARE
        return str(int(cell)), None
    return str(cell), None


# --- writing


def write(wanted: Wanted) -> Made:
    """One sheet with the headings; every column formatted as text, so that nothing typed later is changed."""
    from kgquiz.formats.registry import XLSX

    titles, rows = laid_out(XLSX, wanted)
    return Made(workbook(titles, rows), tuple(lost_fields(XLSX, wanted.decks)))


def laid_out(kind: Format, wanted: Wanted) -> tuple[list[str], list[list[str]]]:
    """The headings, without columns that no card fills, and a row a card."""
    rows = [row_of(card) for _, cards in writable(kind, wanted.decks) for card in cards]
    titles = [name for name in COLUMNS if any(name in row for row in rows)]
    return titles, [[row.get(title, "") for title in titles] for row in rows]


def workbook(titles: Sequence[str], rows: Sequence[Sequence[str]], help_lines: Sequence[Message | str] = ()) -> bytes:
    """A workbook of texts: no cell is ever a formula, a number or a link."""
    try:
        import xlsxwriter
    except ImportError as error:
        raise MissingLibrary(_NAME) from error
    data = io.BytesIO()
    with xlsxwriter.Workbook(data, {"in_memory": True}) as book:
        text = book.add_format({"num_format": "@", "text_wrap": True, "valign": "top"})
        bold = book.add_format({"num_format": "@", "bold": True})
        sheet = book.add_worksheet("kgquiz")
        for column, title in enumerate(titles):
            sheet.set_column(column, column, _WIDTHS.get(title, 14), text)
            sheet.write_string(0, column, title, bold)
        sheet.freeze_panes(1, 0)
        for number, row in enumerate(rows, 1):
            for column, cell in enumerate(row):
                if cell:
                    sheet.write_string(number, column, cell[:_LONGEST_CELL], text)
        if help_lines:
            page = book.add_worksheet("help")
            page.set_column(0, 0, 100)
            for number, line in enumerate(help_lines):
                page.write_string(number, 0, str(line))
    return data.getvalue()


_WIDTHS = {"question": 50, "answer": 30, "wrong": 30, "points": 30, "accept": 20, "note": 30}
_LONGEST_CELL = 32_767
"""Characters; Excel's own limit."""
