"""Answers read off paper as a table: one row a student, one column an item of the paper she sat."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import field, replace
from datetime import date
from pathlib import Path

from kgquiz.actions.files import is_there, write_text
from kgquiz.actions.library.decks import read_bytes, shown_path
from kgquiz.errors import ExitCode, KgquizError
from kgquiz.messages import N_
from kgquiz.value import dataclass

STUDENT, VARIANT, DATE = "student", "variant", "date"
_HEAD = (STUDENT, VARIANT, DATE)
_COMMENT = "#"
_LARGEST = 20_000_000
_FORMULA = re.compile(r"[=+\-@\t]")
_SEPARATORS = ",;\t"


@dataclass(frozen=True, slots=True)
class StudentRow:
    """One sheet: cells by the number of the item on it, from 1; `line` is where it stands in the file."""

    student: str
    variant: str
    date: str = ""
    cells: Mapping[int, str] = field(default_factory=dict)
    line: int = 0

    def with_cell(self, number: int, cell: str) -> StudentRow:
        """The row with another cell."""
        return replace(self, cells={**self.cells, number: cell})


@dataclass(frozen=True, slots=True)
class AnswerTable:
    """All rows of a file."""

    file: Path
    items: int
    rows: tuple[StudentRow, ...] = ()
    notes: tuple[StudentRow, ...] = ()
    """Rows that begin with #: what is written where."""


class BadTable(KgquizError):
    """A table that holds no answers."""

    exit_code = ExitCode.BAD_CONTENT


def read_table(path: Path) -> AnswerTable:
    """The rows of a CSV file. Raises BadTable with the line."""
    shown = shown_path(path)
    text = _text(read_bytes(path), shown)
    lines = _lines(text, shown)
    if not lines:
        raise BadTable(N_("{file} is empty. Write a table to fill in: --template {file} --force"), file=shown)
    at, head = lines[0]
    columns = _columns(head, f"{shown}:{at}")
    found = [_row(columns, cells, line) for line, cells in lines[1:] if any(cell.strip() for cell in cells)]
    rows = tuple(row for row in found if not row.student.startswith(_COMMENT))
    notes = tuple(row for row in found if row.student.startswith(_COMMENT))
    return AnswerTable(path, max(columns.values()), rows, notes)


def _text(data: bytes, shown: str) -> str:
    """UTF-8, UTF-16 by its mark, or else the encoding of Cyrillic Windows, as a spreadsheet there saves."""
    if len(data) > _LARGEST:
        raise BadTable(N_("{file} is too large for a table of answers."), file=shown)
    for encoding in ("utf-16",) if data[:2] in {b"\xff\xfe", b"\xfe\xff"} else ("utf-8-sig", "cp1251"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise BadTable(N_("{file} is no text. Save it as CSV, in UTF-8."), file=shown)


def _lines(text: str, shown: str) -> list[tuple[int, list[str]]]:
    head = text.lstrip().partition("\n")[0]
    separator = max(_SEPARATORS, key=head.count)
    reader, found, line = csv.reader(io.StringIO(text, newline=""), delimiter=separator), [], 1
    try:
        for cells in reader:
            if not (line == 1 and cells and cells[0].startswith("sep=")):
                found.append((line, cells))
            line = reader.line_num + 1
    except csv.Error as error:
        raise BadTable(
            N_("{place} cannot be read as a table: a quotation mark is not closed, or a cell is endless."),
            place=f"{shown}:{line}",
        ) from error
    return [(line, cells) for line, cells in found if any(cells)]


def _columns(head: Sequence[str], place: str) -> dict[int, int]:
    """By column: 0, -1, -2 for student, variant, date, else the number of an item."""
    names = {name: -n for n, name in enumerate(_HEAD)}
    found: dict[int, int] = {}
    for column, cell in enumerate(head):
        name = cell.strip().lower()
        number = int(name) if name.isdecimal() and len(name) < 5 else 0  # noqa: PLR2004 - a thousand items at most
        if name in names:
            found[column] = names[name]
        elif number:
            found[column] = number
    numbers = [number for number in found.values() if number > 0]
    if 0 not in found.values() or not numbers or len(set(found.values())) < len(found):
        raise BadTable(
            N_(
                "{place} is no head of a table of answers. It wants the columns student, variant, 1, 2, 3 …, each once."
            ),
            place=place,
        )
    return found


def _row(columns: Mapping[int, int], cells: Sequence[str], line: int) -> StudentRow:
    held = {columns[n]: _unguarded(cell.strip()) for n, cell in enumerate(cells) if n in columns}
    numbered = {number: cell for number, cell in held.items() if number > 0 and cell}
    return StudentRow(held.get(0, ""), held.get(-1, ""), held.get(-2, ""), numbered, line)


def _unguarded(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell[1:]) else cell


def _guarded(cell: str) -> str:
    """What a spreadsheet would take for a formula is written with ' before it."""
    return f"'{cell}" if _FORMULA.match(cell) and len(cell) > 1 else cell


def day_of(row: StudentRow, place: str) -> date | None:
    """The day of a row; None where none is given. Raises BadTable."""
    if not row.date:
        return None
    try:
        return date.fromisoformat(row.date)
    except ValueError:
        raise BadTable(N_("{place}: “{day}” is no day. Write it as 2027-01-20."), place=place, day=row.date) from None


def table_text(table: AnswerTable) -> str:
    """The file of a table."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    numbers = range(1, table.items + 1)
    writer.writerow([*_HEAD, *numbers])
    for row in (*table.notes, *table.rows):
        cells = (row.student, row.variant, row.date, *(row.cells.get(number, "") for number in numbers))
        writer.writerow(map(_guarded, cells))
    return "\ufeff" + out.getvalue()  # spreadsheets know UTF-8 by this mark


def write_table(table: AnswerTable) -> None:
    """Put the file in place, whole."""
    write_text(table.file, table_text(table))


def table_at(path: Path, items: int) -> AnswerTable:
    """The table of a file, or an empty one where there is none yet; it has at least so many items."""
    if not is_there(path):
        return AnswerTable(path, items)
    found = read_table(path)
    return replace(found, items=max(items, found.items))


def with_row(table: AnswerTable, row: StudentRow) -> AnswerTable:
    """The table with the row of a student put in, or in place of the one there was."""
    if any(_same(one, row) for one in table.rows):
        return replace(table, rows=tuple(row if _same(one, row) else one for one in table.rows))
    return replace(table, rows=(*table.rows, row))


def _same(one: StudentRow, other: StudentRow) -> bool:
    return one.student.casefold() == other.student.casefold()
