"""CSV and TSV in the layout of rows.py, or of two columns without headings."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator

from kgquiz.formats.base import CannotTake, Given, Made, Taken, Wanted, lost_fields
from kgquiz.formats.gather import no_more, taken
from kgquiz.formats.sheet import laid_out
from kgquiz.formats.table import Placed, cards_of, heading_in
from kgquiz.formats.text import decoded
from kgquiz.messages import N_, Message, message

_SEPARATORS = (",", ";", "\t", "|")
_LARGEST_CELL = 1_000_000
_FORMULA = re.compile(r"[=+\-@\t]")
"""What a spreadsheet takes for the beginning of a formula: such a cell is written with ' before it."""


def read(given: Given) -> Taken:
    """The cards of a table. The separator is told, or guessed by which of them makes the rows equally long."""
    text, guesses = decoded(given)
    separator = given.wishes.separator or _separator(text)
    rows = list(no_more(_rows(text, separator, given), given))
    if not given.wishes.separator and heading_in([cells for _, cells in rows[:50]]) is None:
        guesses += (_guess(separator),)
    return taken(cards_of(rows), given, guesses=guesses)


def _guess(separator: str) -> Message:
    sign = {"\t": "\\t"}.get(separator, separator)
    return message(N_("The columns are separated by “{sign}”; --separator names another."), sign=sign)


def _separator(text: str) -> str:
    """The sign that cuts the first lines into the same number of cells, and into most of them."""
    told = re.match(r"sep=(.)\n", text)
    if told:
        return told[1]
    sample = text[:20_000]
    counts = {sign: [len(row) for row in _some(sample, sign)] for sign in _SEPARATORS}
    return max(_SEPARATORS, key=lambda sign: (_evenness(counts[sign]), -_SEPARATORS.index(sign)))


def _some(sample: str, separator: str) -> list[list[str]]:
    rows = []
    try:
        for row in csv.reader(io.StringIO(sample, newline=""), delimiter=separator):
            rows.append(row)
            if len(rows) == 50:  # noqa: PLR2004 - enough to tell
                break
    except csv.Error:
        return rows
    return [row for row in rows if row]


def _evenness(lengths: list[int]) -> float:
    if not lengths or max(lengths) < 2:  # noqa: PLR2004 - one column is no table
        return 0
    usual = max(set(lengths), key=lengths.count)
    return lengths.count(usual) / len(lengths) * (usual > 1) + usual / 1000


def _rows(text: str, separator: str, given: Given) -> Iterator[Placed]:
    if len(separator) != 1 or separator in '"\r\n':
        raise CannotTake(
            N_("'{text}' cannot part columns: a table takes one sign, such as ; or a tab."), text=separator
        )
    before = csv.field_size_limit(_LARGEST_CELL)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    line = 1
    try:
        for cells in reader:
            if not (line == 1 and cells and cells[0].startswith("sep=")):
                yield given.at(line), [_unguarded(cell) for cell in cells]
            line = reader.line_num + 1
    except csv.Error as error:
        told = N_("{place} cannot be read as a table: a quotation mark is not closed, or a cell is endless.")
        raise CannotTake(told, place=given.at(line)) from error
    finally:
        csv.field_size_limit(before)


def _unguarded(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell[1:]) else cell


def _guarded(cell: str) -> str:
    return f"'{cell}" if _FORMULA.match(cell) else cell


def write(wanted: Wanted, separator: str = ",") -> Made:
    """A table with headings; columns that no card fills are left out."""
    from kgquiz.formats.registry import CSV

    titles, rows = laid_out(CSV, wanted)
    text = io.StringIO(newline="")
    table = csv.writer(text, delimiter=separator, lineterminator="\n")
    table.writerow(titles)
    table.writerows([[_guarded(cell) for cell in row] for row in rows])
    return Made(text.getvalue().encode("utf-8-sig"), tuple(lost_fields(CSV, wanted.decks)))
