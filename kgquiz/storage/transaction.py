"""All or nothing."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from weakref import WeakSet

from kgquiz.errors import StoreError
from kgquiz.messages import N_

Identity = tuple[int, int]
"""Device and number of a file: two files under one name differ in it, on Windows too."""


class Connection(sqlite3.Connection):
    """A connection that knows whether what is written to it is kept, and leaves nothing open behind it."""

    copied_from: Path | None = None
    """The file of which this is a copy in memory, because it cannot be written."""
    identity: Identity | None = None
    """Which file was opened: another one may be put under its name while it is open."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._asked: WeakSet[sqlite3.Cursor] = WeakSet()

    def execute(self, *arguments: Any) -> sqlite3.Cursor:
        """As of any connection; what was asked is known until it is answered."""
        cursor = super().execute(*arguments)
        self._asked.add(cursor)
        return cursor

    def close(self) -> None:
        """Close, and end what was only half read: SQLite keeps a file locked as long as a statement is not ended.

        An error that stopped a reading keeps its statement alive as long as somebody keeps the error.
        """
        for cursor in list(self._asked):
            cursor.close()
        super().close()


def identity_of(path: Path) -> Identity | None:
    """Which file stands at a path now; None where there is none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


@contextmanager
def answer_saved(connection: sqlite3.Connection) -> Iterator[None]:
    """A transaction that holds an answer just given: where the disk is full, that is said of it."""
    try:
        with transaction(connection):
            yield
    except sqlite3.OperationalError as error:
        if not is_full(error):
            raise
        raise StoreError(
            N_("The disk is full; the last answer was not saved. Make room and go on: {path}"),
            path=connection.execute("pragma database_list").fetchone()[2],
        ) from error


def must_keep(connection: sqlite3.Connection) -> None:
    """Raise StoreError where nothing new can be kept, or the file is no longer the one that was opened."""
    with transaction(connection):
        pass


def is_full(error: sqlite3.OperationalError) -> bool:
    """Whether the disk, or the share of it, takes no more."""
    return error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_FULL


@contextmanager
def transaction(connection: sqlite3.Connection, *, derived: bool = False) -> Iterator[None]:
    """Commit at the end, roll back on any exception; joins one that is already open.

    Raises StoreError when the file was removed or replaced meanwhile (by a sync tool, by a restored backup): an open
    file takes writes after its name is gone, and they would be lost. That is looked at again after the commit, before
    anybody is told that something is saved. To a copy of a file that cannot be written only what is `derived` is
    written: it is made again each time.
    """
    if connection.in_transaction:
        yield
        return
    copied_from = getattr(connection, "copied_from", None)
    if copied_from is not None and not derived:
        template = N_(
            "{path} cannot be written: nothing new can be kept. Set KGQUIZ_HOME to a folder you can write to."
        )
        raise StoreError(template, path=copied_from)
    _check_file(connection)
    connection.execute("begin immediate")
    try:
        yield
        connection.execute("commit")
    except BaseException:
        roll_back(connection)
        raise
    _check_file(connection)


@contextmanager
def snapshot(connection: sqlite3.Connection) -> Iterator[None]:
    """Everything read within is of one moment; nobody else has to wait. Only temporary tables may be written."""
    if connection.in_transaction:
        yield
        return
    connection.execute("begin")
    try:
        yield
    finally:
        connection.execute("commit")


def roll_back(connection: sqlite3.Connection) -> None:
    """Take back what was begun; SQLite itself does so after some failures, such as a full disk."""
    if connection.in_transaction:
        connection.execute("rollback")


def _check_file(connection: sqlite3.Connection) -> None:
    opened = getattr(connection, "identity", None)
    name = connection.execute("pragma database_list").fetchone()[2]
    if not name:
        return
    there = identity_of(Path(name))
    if there is None:
        template = N_("{path} was removed while kgquiz was running: the last answer is not saved. Put it back.")
        raise StoreError(template, path=name)
    if opened is not None and there != opened:
        raise StoreError(
            N_(
                "{path} was replaced by another file while kgquiz was running: the last answer is not saved. "
                "Start again to go on with the new file."
            ),
            path=name,
        )
