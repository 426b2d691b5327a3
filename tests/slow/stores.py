"""Progress files to be damaged: a full one, and ways past what its schema forbids."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from kgquiz.errors import ExitCode
from tests.slow.sources import EXAM, NINE
from tests.support import SMALL_DECK, Person, write


def somebody_who_used_everything(folder: Path) -> Path:
    """A folder with decks (`shipped`) and the progress of somebody who used all there is (`home`)."""
    write(folder / "shipped", "small.yaml", SMALL_DECK)
    write(folder / "shipped", "nine.yaml", NINE)
    write(folder / "shipped", "mid.exam.yaml", EXAM)
    person = Person(folder / "home", folder / "shipped")
    exam = "\n" + "1\n" * 20 + ":hand-in\ny\n"
    for words, lines in (
        (("study", "small", "--plain"), "мэр\n1\n" * 6),
        (("study", "nine", "--plain"), "1\nИжара\n:suspend\nжок\n:right\n" * 6),
        (("exam", "nine", "--items", "5", "--plain", "--seed", "3"), exam),
        (("exam", "mid", "--plain"), "\n1\n"),
        (("plan", "small", "nine", "--exam", "2026-03-30", "--minutes", "20", "--off", "sun"), ""),
        (("plan", "--today"), ""),
        (("settings", "order", "mixed"), ""),
        (("settings", "theme", "dark"), ""),
    ):
        said = person.types(*words, lines=lines)
        assert said.code == ExitCode.OK, said.err
    return folder


def columns_of(data: bytes, table: str) -> list[str]:
    """The columns of a table in the bytes of a database."""
    with closing(sqlite3.connect(":memory:")) as database:
        database.deserialize(data[:18] + b"\x01\x01" + data[20:])  # as a file without a log beside it
        return [row[1] for row in database.execute(f"pragma table_info({table})")]


@contextmanager
def edited(path: Path) -> Iterator[sqlite3.Connection]:
    """The database opened so that nothing it declares stops the edit, and closed as if nothing had happened."""
    with closing(sqlite3.connect(path)) as database:
        database.execute("pragma ignore_check_constraints = on")
        database.execute("pragma writable_schema = on")
        kept = database.execute("select name, sql from sqlite_master where type = 'table'").fetchall()
        for name, sql in kept:
            lax = sql.replace(") strict, ", ") ").replace(") strict", ")")
            database.execute("update sqlite_master set sql = ? where name = ?", (lax, name))
        database.commit()
        database.execute("pragma writable_schema = reset")
        yield database
        database.commit()
        database.execute("pragma writable_schema = on")
        database.executemany("update sqlite_master set sql = ? where name = ?", [(sql, name) for name, sql in kept])
        database.commit()
