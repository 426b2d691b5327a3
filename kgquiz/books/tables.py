"""Tables of a book: rows that follow each other, as pairs for an author to turn into a group."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kgquiz.books.model import BookLine
from kgquiz.value import dataclass

_FEWEST_ROWS = 2
_MARKER = re.compile(r"(?:[•▪●*–—-]|\(?[а-яёa-z\d]{1,2}[.)]?)")
_CAPTION = 140


@dataclass(frozen=True, slots=True)
class FoundTable:
    """A table: what stands above it, its rows of cells, and where it stands."""

    caption: str
    rows: tuple[tuple[str, ...], ...]
    page: int
    first: int
    last: int


def cells_in(text: str) -> tuple[str, ...]:
    """The cells of a line of plain text that tabs divide; none where the first is only the mark of a list."""
    cells = tuple(" ".join(cell.split()) for cell in text.strip().split("\t") if cell.strip())
    return cells if len(cells) > 1 and not _MARKER.fullmatch(cells[0]) else ()


def tables_of(lines: Sequence[BookLine]) -> Iterator[FoundTable]:
    """Every run of rows of one width."""
    rows: list[BookLine] = []
    caption = ""
    for line in [*lines, None]:
        goes_on = line is not None and bool(line.cells) and (not rows or len(line.cells) == len(rows[0].cells))
        if not goes_on and rows:
            if len(rows) >= _FEWEST_ROWS:
                yield FoundTable(
                    caption, tuple(row.cells for row in rows), rows[0].page, rows[0].number, rows[-1].number
                )
            rows, caption = [], ""
        if line is None:
            continue
        if line.cells:
            rows.append(line)
        elif line.text.strip():
            caption = line.text.strip() if len(line.text.strip()) <= _CAPTION else ""
