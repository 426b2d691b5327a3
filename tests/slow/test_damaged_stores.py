"""2,000 damaged progress files: bits turned, parts cut or overwritten, and wrong values in every column and setting."""

from __future__ import annotations

import json
import shutil
import sqlite3
from contextlib import suppress
from pathlib import Path
from random import Random
from typing import Any

import pytest

from tests.slow.hostile import ANSWERS, TEXTS, Judge, chance_of, flipped, slices
from tests.slow.stores import edited, somebody_who_used_everything
from tests.support import Person

pytestmark = pytest.mark.slow
STORES = 2000
SLICE = 50

COMMANDS: tuple[tuple[str, ...], ...] = (
    (),
    ("due",),
    ("study", "--plain"),
    ("study", "small", "--plain", "--cram"),
    ("place", "small", "--plain"),
    ("plan", "--quick"),
    ("plan", "--today"),
    ("plan", "nine", "--exam", "2026-03-30", "--minutes", "5", "--quick"),
    ("plan", "--result", "70"),
    ("plan", "--clear"),
    ("tune",),
    ("tune", "--show"),
    ("tune", "--undo"),
    ("decks",),
    ("undo",),
    ("suspended",),
    ("suspended", "--resume-all"),
    ("settings",),
    ("settings", "retention", "0.85"),
    ("settings", "new-per-day", "5"),
    ("where",),
    ("check", "--overruled"),
    ("check", "--suggest"),
    ("exam", "list"),
    ("exam", "show"),
    ("exam", "show", "2"),
    ("exam", "review", "--plain"),
    ("exam", "export", "--json"),
    ("exam", "--resume", "--plain"),
    ("exam", "mid", "--plain"),
    ("stats",),
    ("cards", "is:missed"),
    ("cards", "мэр"),
    ("why", "small/head.choice"),
    ("note", "small/head.choice", "эсте"),
    ("study", "--plain", "--where", "is:seen"),
    ("doctor",),
    ("doctor", "--mend"),
    ("backup",),
    ("sync", "shared"),
    ("export", "nine", "-o", "out.txt", "--force"),
    ("exam", "stats"),
    ("exam", "show", "--json"),
    ("stats", "--json"),
)
VALUES: tuple[Any, ...] = (
    *TEXTS[:-1],  # SQLite takes no half of a character
    None, -1, 0, 1, 2, 99, 2**31, 2**63 - 1, -(2**63), 0.5, -1.5, 1e308, float("inf"),
    b"", b"\x80", b"\xc1", b"\xff" * 40,
    "[1, 2, 3]", '["x"]', '{"a": 1}', '"x"', "5", "[[]]", "[null]", "[" * 5000, '{"items": {}}',
)  # fmt: skip


@pytest.fixture(scope="module")
def used(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return somebody_who_used_everything(tmp_path_factory.mktemp("used"))


@pytest.mark.parametrize("numbers", slices(STORES, SLICE), ids=lambda numbers: f"from-{numbers.start}")
def test_no_damage_to_the_store_brings_a_traceback_a_control_character_or_a_hang(
    used: Path, numbers: range, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "shared").mkdir()
    judge = Judge(Person(tmp_path / "home", used / "shipped"))
    judge.person.clock.go_on(days=1)
    for number in numbers:
        chance = chance_of("store", number)
        shutil.rmtree(tmp_path / "home", ignore_errors=True)
        shutil.copytree(used / "home", tmp_path / "home")
        told = damage(tmp_path / "home" / "progress.db", number, chance)
        for words in chance.sample(COMMANDS, 6):
            judge.hears(f"store {number} ({told})", *words, lines=ANSWERS)
    assert judge.commands == 6 * len(numbers)
    assert not judge.faults, "\n".join(judge.faults)


def damage(path: Path, number: int, chance: Random) -> str:
    """Damage the file; says how."""
    if number % 4 == 0:
        return _as_bytes(path, chance)
    if number % 4 == 1:
        return _settings(path, chance)
    return _values(path, chance)


def _as_bytes(path: Path, chance: Random) -> str:
    data, act = path.read_bytes(), chance.randrange(6)
    begin, size = chance.randrange(len(data)), chance.randint(1, 5000)
    found = {
        0: flipped(data, chance, 1),
        1: flipped(data, chance, 50),
        2: data[:begin],
        3: data[:begin] + b"\x00" * size + data[begin + size :],
        4: data[:begin] + chance.randbytes(size) + data[begin + size :],
        5: data[:100] + flipped(data[100:5000], chance, 5) + data[5000:],
    }[act]
    path.write_bytes(found)
    return f"bytes, {act}"


def _values(path: Path, chance: Random) -> str:
    """One column holds something else in one row or all, as whoever edits the file by hand can have it."""
    with edited(path) as database:
        table, column, key = chance.choice(_columns(database))
        value, row = chance.choice(VALUES), chance.randrange(max(1, _count(database, table)))
        one = f" where ({key}) = (select {key} from {table} limit 1 offset {row})"  # noqa: S608 - names are its own
        every = chance.random() < 0.3
        with suppress(sqlite3.IntegrityError):  # no two rows can have one key
            database.execute(f"update {table} set {column} = ?{'' if every else one}", (value,))  # noqa: S608 - the same
        return f"{table}.{column} = {value!r:.60}"


def _count(database: sqlite3.Connection, table: str) -> int:
    (count,) = database.execute(f"select count(*) from {table}").fetchone()  # noqa: S608 - names are its own
    return int(count)


def _settings(path: Path, chance: Random) -> str:
    """A setting of that name holds another value, as JSON of any shape or none at all."""
    with edited(path) as database:
        names = [name for (name,) in database.execute("select name from setting order by name")]
        name = chance.choice([*names, *OTHER_SETTINGS])
        (kept,) = database.execute("select value from setting where name = ?", (name,)).fetchone() or ("null",)
        value = chance.choice((_other(json.loads(kept), chance), chance.choice(VALUES), chance.choice(SHAPES)))
        text = value if isinstance(value, str) and chance.random() < 0.5 else json.dumps(value, default=repr)
        database.execute("insert or replace into setting (name, value) values (?, ?)", (name, text))
        return f"setting {name} = {text!r:.80}"


OTHER_SETTINGS = (
    "retention", "new-per-day", "order", "theme", "weights", "plan", "plan-today", "plan-predicted", "plan-results",
    "tuned-at", "tuning-history", "tuning-uncertainty", "unheard-of",
)  # fmt: skip
SHAPES: tuple[Any, ...] = (
    None, True, 0, -1, 1e308, "x", [], {}, [1, 2, 3], [[]], [{}], {"a": 1},
    [0.0] * 21, [1e9] * 21, ["x"] * 21, [None] * 21,
)  # fmt: skip


def _other(kept: Any, chance: Random) -> Any:
    """The value with one part of it changed."""
    if isinstance(kept, dict) and kept:
        key = chance.choice(list(kept))
        rest = {other: value for other, value in kept.items() if other != key}
        return rest if chance.random() < 0.2 else kept | {key: _other(kept[key], chance)}
    if isinstance(kept, list) and kept and chance.random() < 0.8:
        place = chance.randrange(len(kept))
        return [_other(value, chance) if at == place else value for at, value in enumerate(kept)]
    return chance.choice((*SHAPES, *TEXTS[:-1]))


def _columns(database: sqlite3.Connection) -> list[tuple[str, str, str]]:
    """Table, column, and the table's key, for every column there is."""
    tables = [name for (name,) in database.execute("select name from sqlite_master where type = 'table' order by name")]
    found = []
    for table in tables:
        columns = database.execute(f"pragma table_info({table})").fetchall()
        key = ", ".join(column[1] for column in columns if column[5]) or "rowid"
        found += [(table, column[1], key) for column in columns]
    return found
