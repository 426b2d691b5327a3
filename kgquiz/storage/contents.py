"""What a progress file holds beside another one: answers, days, exams, settings."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kgquiz.value import dataclass


@dataclass(frozen=True, slots=True)
class Contents:
    """How many there are: answers that were given, the study days they fall on, exams."""

    answers: int
    days: int
    exams: int


@dataclass(frozen=True, slots=True)
class Differences:
    """What `other` has that this file has not, the other way round, and the settings that differ."""

    come: Contents
    go: Contents
    settings: tuple[str, ...]


def contents(connection: sqlite3.Connection) -> Contents:
    """Of an open progress file."""
    return _counted(connection, "kind = 'review'", "true")


def differences(connection: sqlite3.Connection, other: Path) -> Differences:
    """Between an open progress file and another of the same schema."""
    with _attached(connection, other):
        come = _counted(connection, *_NOT_IN_MAIN, schema="other")
        go = _counted(connection, *_NOT_IN_OTHER)
        names = connection.execute(_SETTINGS).fetchall()
    return Differences(come, go, tuple(row[0] for row in names))


_SETTINGS = """
    select name from (select * from main.setting except select * from other.setting)
    union select name from (select * from other.setting except select * from main.setting) order by name
"""
_NOT_IN_MAIN = (
    "kind = 'review' and not exists (select 1 from main.log here where here.id = log.id)",
    "not exists (select 1 from main.attempt here where here.id = attempt.id)",
)
_NOT_IN_OTHER = (
    "kind = 'review' and not exists (select 1 from other.log there where there.id = log.id)",
    "not exists (select 1 from other.attempt there where there.id = attempt.id)",
)


def _counted(connection: sqlite3.Connection, events: str, exams: str, *, schema: str = "main") -> Contents:
    answers, days = connection.execute(
        f"select count(*), count(distinct day) from {schema}.log where {events}"
    ).fetchone()
    sat = connection.execute(f"select count(*) from {schema}.attempt where {exams}").fetchone()[0]
    return Contents(answers, days, sat)


@contextmanager
def _attached(connection: sqlite3.Connection, other: Path) -> Iterator[None]:
    connection.execute("attach database ? as other", (str(other),))
    try:
        yield
    finally:
        connection.execute("detach database other")
