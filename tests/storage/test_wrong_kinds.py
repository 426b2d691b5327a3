"""A column that holds another kind of value than it should, in every row: told or passed over, never a traceback."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import suppress
from pathlib import Path

import pytest

from kgquiz.errors import ExitCode
from tests.slow.stores import columns_of, edited, somebody_who_used_everything
from tests.support import Person

pytestmark = pytest.mark.landing

COMMANDS = (
    ("due",),
    ("study", "--plain"),
    ("plan", "--quick"),
    ("undo",),
    ("suspended",),
    ("settings", "retention", "0.85"),
    ("exam", "list"),
    ("exam", "show"),
    ("exam", "--resume", "--plain"),
)
READERS = (
    (),
    ("plan", "--today"),
    ("stats",),
    ("cards", "is:missed"),
    ("cards", "is:confused"),
    ("why", "small/a.typed"),
    ("check", "--overruled"),
    ("check", "--suggest"),
    ("place", "--plain"),
    ("decks",),
    ("where",),
    ("tune",),
    ("doctor",),
)
"""Commands that ask the store in ways of their own."""
WRONG: tuple[str | bytes | float, ...] = ("x", b"\xff", -1, 0.5)


@pytest.fixture(scope="module")
def used(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return somebody_who_used_everything(tmp_path_factory.mktemp("used"))


TABLES = ("log", "memory", "deck", "card", "setting", "attempt", "attempt_item", "attempt_step")


@pytest.mark.slow
@pytest.mark.parametrize("wrong", WRONG, ids=ascii)
@pytest.mark.parametrize("table", TABLES)
def test_a_value_of_another_kind_in_a_column_ends_no_command(
    used: Path, table: str, wrong: str | bytes | float, tmp_path: Path
) -> None:
    columns = columns_of((used / "home" / "progress.db").read_bytes(), table)
    assert len(columns) > 1
    for column in columns:
        person = somebody_with(used, tmp_path / column, table, column, wrong)
        assert [words for words in (*COMMANDS, *READERS) if person.types(*words).code not in set(ExitCode)] == []


FOUND = (
    ("memory", "last_day", "x"),
    ("memory", "stability", "x"),
    ("log", "day", "x"),
    ("log", "card", b"\xff"),
    ("deck", "slug", b""),
    ("attempt", "worth", b"\xff"),
    ("attempt", "started", "x"),
    ("attempt", "marked", 1),
    ("attempt_item", "section", 0.5),
    ("attempt_step", "at", "x"),
)
FOUND_BY_READERS = (("log", "day", "[]"), ("log", "answer", "["), ("log", "at", "x"), ("card", "lesson", "x"))
"""What ended a command with a traceback once."""


@pytest.mark.parametrize(("table", "column", "wrong"), FOUND)
def test_what_ended_a_command_once_ends_none(
    used: Path, table: str, column: str, wrong: str | bytes | float, tmp_path: Path
) -> None:
    person = somebody_with(used, tmp_path / "other", table, column, wrong)
    assert [words for words in COMMANDS if person.types(*words).code not in set(ExitCode)] == []


@pytest.mark.parametrize(("table", "column", "wrong"), FOUND_BY_READERS)
def test_what_ended_a_reader_once_ends_none(used: Path, table: str, column: str, wrong: str, tmp_path: Path) -> None:
    person = somebody_with(used, tmp_path / "other", table, column, wrong)
    assert [words for words in READERS if person.types(*words).code not in set(ExitCode)] == []


def somebody_with(used: Path, folder: Path, table: str, column: str, wrong: str | bytes | float) -> Person:
    """Her store with this value in all rows of a column."""
    person = Person(folder, used / "shipped")
    person.clock.go_on(days=1)
    person.home.mkdir()
    person.world.database.write_bytes((used / "home" / "progress.db").read_bytes())
    statement = f"update {table} set {column} = ?"  # noqa: S608 - names are its own
    with edited(person.world.database) as database, suppress(sqlite3.IntegrityError):  # of one key there is one row
        database.execute(statement, (wrong,))
    return person


IN_ONE_ROW = (
    ("attempt", "number", "marked", "[null]", "sync shared"),
    ("memory", "card", "last_day", "0001-01-01", "stats --json"),
    ("memory", "card", "stability", "\0", "stats --json"),
    ("card", "deck, position", "rank", "x", ""),
    ("card", "deck, position", "type", "2147483648", "plan --today"),
)
"""The same where one row alone is wrong, so that it is compared with sound ones."""


@pytest.mark.parametrize("case", IN_ONE_ROW, ids=" ".join)
def test_one_wrong_row_among_sound_ones_ends_no_command(
    used: Path, case: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    table, key, column, wrong, words = case
    monkeypatch.chdir(tmp_path)
    (tmp_path / "shared").mkdir()
    shutil.copytree(used / "home", tmp_path / "home")
    person = Person(tmp_path / "home", used / "shipped")
    person.clock.go_on(days=1)
    assert person.types("sync", "shared").code == ExitCode.OK
    with edited(person.world.database) as database:
        (rows,) = database.execute(f"select count(*) from {table}").fetchone()  # noqa: S608 - names are its own
    for row in range(min(rows, 6)):
        shutil.rmtree(tmp_path / "home")
        shutil.copytree(used / "home", tmp_path / "home")
        with edited(person.world.database) as database:
            which = f"select {key} from {table} limit 1 offset {row}"  # noqa: S608 - names are its own
            database.execute(f"update {table} set {column} = ? where ({key}) = ({which})", (wrong,))  # noqa: S608 - the same
        assert person.types(*words.split()).code in set(ExitCode)
