"""All or nothing."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kgquiz.errors import StoreError
from kgquiz.messages import N_


class Connection(sqlite3.Connection):
    """A connection that knows whether what is written to it is kept."""

    copied_from: Path | None = None
    """The file of which this is a copy in memory, because it cannot be written."""


@contextmanager
def transaction(connection: sqlite3.Connection, *, derived: bool = False) -> Iterator[None]:
    """Commit at the end, roll back on any exception; joins one that is already open.

    Raises StoreError when the file was removed meanwhile: an open file takes writes after its name is gone. To a copy
    of a file that cannot be written only what is `derived` is written: it is made again each time.
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
        _roll_back(connection)
        raise


def _roll_back(connection: sqlite3.Connection) -> None:
    """SQLite itself rolls back some failures, such as a full disk."""
    if connection.in_transaction:
        connection.execute("rollback")


def _check_file(connection: sqlite3.Connection) -> None:
    name = connection.execute("pragma database_list").fetchone()[2]
    if name and not Path(name).exists():
        template = N_("{path} was removed while kgquiz was running: the last answer is not saved. Put it back.")
        raise StoreError(template, path=name)
