"""Out of a damaged progress file into a new one: every event that can be read row by row, exams, settings.

A page that cannot be read takes its own rows with it, not its neighbours': what does not come up when all are read is
asked for by its number. A file whose first page is lost is read once more with the first page of a new file, in which
the log stands in the same place.
"""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

from kgquiz.errors import StoreError
from kgquiz.storage.copies import private_folder, unpack_readable
from kgquiz.storage.damage import DamagedRow
from kgquiz.storage.rows import LOG_COLUMNS, event_of_row
from kgquiz.storage.statements import marks
from kgquiz.storage.store import Store
from kgquiz.storage.transaction import transaction
from kgquiz.value import dataclass

_PAGE = 4096
_ROWS_A_PAGE = 100
"""More than a page of the log can hold."""


@dataclass(frozen=True, slots=True)
class Salvage:
    """What came out."""

    events: int
    exams: int
    settings: int


def salvage(damaged: Path, target: Path) -> Salvage:
    """Read what can be read of a damaged file, packed or not, into a new one. The damaged one is not touched."""
    with private_folder(target.parent) as folder:
        copied, headed, fresh = folder / "copy.db", folder / "headed.db", folder / "new.db"
        unpack_readable(damaged, copied)
        with Store.open(fresh) as store:
            _take(copied, store)
            if not store.journal.count():
                _put_first_page(copied, headed, folder)
                _take(headed, store)
            _drop_unreadable_exams(store)
            store.schedule.rebuild()
            found = Salvage(store.journal.count(), *_counted(store.connection, "attempt", "setting"))
            store.connection.execute("pragma wal_checkpoint(truncate)")
        fresh.replace(target)
    return found


def _counted(connection: sqlite3.Connection, *tables: str) -> tuple[int, ...]:
    return tuple(connection.execute(f"select count(*) from {table}").fetchone()[0] for table in tables)


def _put_first_page(copied: Path, headed: Path, folder: Path) -> None:
    """The same file with the first page of a new one, which says how many pages there are."""
    model = folder / "model.db"
    with Store.open(model) as store:
        store.connection.execute("pragma journal_mode = delete")
    first = bytearray(model.read_bytes()[:_PAGE])
    shutil.copyfile(copied, headed)
    pages = max(1, headed.stat().st_size // _PAGE)
    first[28:32] = pages.to_bytes(4, "big")
    first[92:96] = first[24:28]  # so that the number of pages is believed
    with headed.open("r+b") as file:
        file.write(first)


def _take(damaged: Path, store: Store) -> None:
    with suppress(sqlite3.DatabaseError, UnicodeDecodeError), closing(sqlite3.connect(damaged)) as source:
        source.text_factory = lambda stored: stored.decode(errors="replace")
        pages = damaged.stat().st_size // _PAGE + 1
        with transaction(store.connection):
            _take_events(source, store.connection, pages)
            _take_rows(source, store.connection, "setting", "name, value")
            for table, columns in _EXAMS.items():
                _take_rows(source, store.connection, table, columns)


_EXAMS = {
    "attempt": "number, id, exam, seed, practice, started, blueprint, terms, marked, points, worth, marks",
    "attempt_item": "attempt, position, key, item, deck, chapter, section, points, salt, type, card",
    "attempt_step": "attempt, seq, act, at, item, answer, sure",
}


def _take_events(source: sqlite3.Connection, target: sqlite3.Connection, pages: int) -> None:
    statement = f"insert or ignore into log ({LOG_COLUMNS}) values ({marks(14)})"
    for row in _rows_by_number(source, _newest(source, pages)):
        with suppress(DamagedRow, sqlite3.Error):
            event_of_row(row)
            target.execute(statement, row)


def _newest(source: sqlite3.Connection, pages: int) -> int:
    """A number that no row of the log exceeds: the greatest that any index holds, or as many as could be."""
    most = pages * _ROWS_A_PAGE
    for way in ("not indexed", "indexed by log_day", "indexed by log_card"):
        with suppress(sqlite3.DatabaseError):
            found = source.execute(f"select max(seq) from log {way}").fetchone()[0]
            if isinstance(found, int) and most < found < most * _ROWS_A_PAGE:
                most = found  # rows were numbered with gaps
    return most


def _rows_by_number(source: sqlite3.Connection, newest: int) -> Iterator[tuple[Any, ...]]:
    """All at once as far as that goes, then each number that did not come up: a page may hold it all the same."""
    statement = f"select seq, {LOG_COLUMNS} from log not indexed"
    seen = set()
    with suppress(sqlite3.DatabaseError, OverflowError):
        for seq, *row in source.execute(statement):
            seen.add(seq)
            yield tuple(row)
    for number in range(1, newest + 1):
        if number not in seen:
            with suppress(sqlite3.DatabaseError, OverflowError):
                for _, *row in source.execute(f"{statement} where seq = ?", (number,)):
                    yield tuple(row)


def _take_rows(source: sqlite3.Connection, target: sqlite3.Connection, table: str, columns: str) -> None:
    """The rows of a small table from its beginning as far as they can be read, and from its end."""
    statement = f"insert or ignore into {table} ({columns}) values ({marks(columns.count(',') + 1)})"
    first = ", ".join(columns.split(", ")[: 2 if table.startswith("attempt_") else 1])
    for order in (first, ", ".join(f"{name} desc" for name in first.split(", "))):
        with suppress(sqlite3.DatabaseError):
            for row in source.execute(f"select {columns} from {table} order by {order}"):
                with suppress(sqlite3.Error):
                    target.execute(statement, row)


def _drop_unreadable_exams(store: Store) -> None:
    """An exam of which a part is lost cannot be shown; its answers stand in the log."""
    numbers = [row[0] for row in store.connection.execute("select number from attempt")]
    for number in numbers:
        try:
            is_whole = store.attempts.get(number) is not None and bool(store.attempts.items(number))
            store.attempts.terms(number)
            store.attempts.steps(number)
            store.attempts.marks(number)
        except StoreError:
            is_whole = False
        if not is_whole:
            with transaction(store.connection):
                store.connection.execute("delete from attempt where number = ?", (number,))
