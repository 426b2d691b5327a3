"""All or nothing."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kgquiz.errors import StoreError
from kgquiz.messages import N_


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """Commit at the end, roll back on any exception; joins one that is already open.

    Raises StoreError when the file was removed meanwhile: an open file takes writes after its name is gone.
    """
    if connection.in_transaction:
        yield
        return
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
