"""What can be wrong with a progress file, looked for one kind at a time; and what of it can be made good."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from kgquiz.storage.damage import DamagedRow
from kgquiz.storage.deck_cache import content_hash
from kgquiz.storage.rows import LOG_COLUMNS, event_of_row
from kgquiz.storage.transaction import transaction

_DAY = 86_400_000
_UNIX_DAY = 719_163
"""The ordinal of 1 January 1970."""
_ASTRAY = 2
"""Days by which the study day of an answer may differ from the day of its moment: zones, and the night."""


def is_whole(connection: sqlite3.Connection) -> bool:
    """Whether every page and index of the file is as SQLite left it."""
    try:
        return str(connection.execute("pragma integrity_check(1)").fetchone()[0]) == "ok"
    except sqlite3.DatabaseError:
        return False


def is_whole_once_indexed(connection: sqlite3.Connection) -> bool:
    """Make the indexes anew; whether that mended it."""
    try:
        connection.execute("reindex")
    except sqlite3.DatabaseError:
        return False
    return is_whole(connection)


def orphans(connection: sqlite3.Connection) -> list[tuple[str, int | None]]:
    """(table, row) of what belongs to something that is gone."""
    return [(row[0], row[1]) for row in connection.execute("pragma foreign_key_check")]


def drop_orphans(connection: sqlite3.Connection) -> None:
    """Take away cards without a deck, items and steps without an exam: nothing can show them."""
    with transaction(connection):
        connection.execute("delete from card where deck not in (select id from deck)")
        for table in ("attempt_item", "attempt_step"):
            connection.execute(f"delete from {table} where attempt not in (select number from attempt)")


def unreadable_events(connection: sqlite3.Connection) -> int:
    """How many rows of the log are none of kgquiz's."""
    return sum(not _is_readable(row) for row in connection.execute(f"select {LOG_COLUMNS} from log"))


def _is_readable(row: tuple[object, ...]) -> bool:
    try:
        event_of_row(row)
    except DamagedRow:
        return False
    return True


def clock_jumps(connection: sqlite3.Connection, now: int) -> int:
    """How many answers are dated a day after `now` (milliseconds) or later, or on a study day far from it."""
    statement = f"select count(*) from log where at > ? or abs(day - {_UNIX_DAY} - at / {_DAY}) > {_ASTRAY}"
    return int(connection.execute(statement, (now + _DAY,)).fetchone()[0])


def stale_decks(connection: sqlite3.Connection) -> list[Path]:
    """The decks that are remembered otherwise than their files have them, though their files look the same."""
    found = []
    for name, size, mtime, known in connection.execute("select path, size, mtime, hash from deck"):
        path = Path(str(name))
        try:
            stamp = path.stat()
            if (stamp.st_size, stamp.st_mtime_ns) == (size, mtime) and content_hash(path.read_bytes()) != known:
                found.append(path)
        except (OSError, ValueError):
            continue
    return found


def forget_decks(connection: sqlite3.Connection, paths: list[Path]) -> None:
    """Have these decks read anew at the next start."""
    with transaction(connection, derived=True):
        connection.executemany("delete from deck where path = ?", [(str(path),) for path in paths])
