"""Files as earlier versions wrote them open, with everything in them."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from kgquiz.actions.search.notes import own_marks
from kgquiz.key import CardKey
from kgquiz.memory.log import Kind, Mode
from kgquiz.storage.store import LATEST, Store
from tests.support import SMALL_DECK, Person, write

DATA = Path(__file__).parent.parent / "data"
KEPT = ("log", "setting", "attempt", "attempt_item", "attempt_step")
"""The tables that are not made again from others."""


@pytest.fixture(params=["db_v2.sql", "db_v3.sql"])
def frozen(request: pytest.FixtureRequest) -> str:
    """A file that holds all that its schema keeps."""
    return str(request.param)


@pytest.fixture
def owner(frozen: str, tmp_path: Path) -> Person:
    """Someone whose progress file has everything in it that its schema keeps."""
    write(tmp_path / "shipped", "small.yaml", SMALL_DECK)
    owner = Person(tmp_path / "home", tmp_path / "shipped")
    owner.home.mkdir()
    connection = sqlite3.connect(owner.world.database)
    connection.executescript((DATA / frozen).read_text(encoding="utf-8"))
    connection.close()
    return owner


YOUNGER = {"db_v2.sql": {Kind.KNOWN, Kind.NOTE, Kind.STAR, Kind.UNSTAR}, "db_v3.sql": set[Kind]()}
"""Kinds of event that came after a frozen file."""


def rows_of(path: Path) -> dict[str, list[dict[str, object]]]:
    """What the lasting tables hold, column by column."""
    connection = sqlite3.connect(path)
    connection.row_factory = sqlite3.Row
    try:
        return {table: [dict(row) for row in connection.execute(f"select * from {table}")] for table in KEPT}  # noqa: S608
    finally:
        connection.close()


def test_the_frozen_file_has_everything_in_it(owner: Person, frozen: str) -> None:
    rows = rows_of(owner.world.database)
    assert {row["kind"] for row in rows["log"]} == {kind.value for kind in set(Kind) - YOUNGER[frozen]}
    assert {row["mode"] for row in rows["log"]} == {mode.value for mode in Mode}
    assert {row["marked"] is None for row in rows["attempt"]} == {True, False}
    assert [row["name"] for row in rows["setting"]] == [
        "new-per-day",
        "plan",
        "plan-predicted",
        "plan-results",
        "plan-today",
        "retention",
        "tuned-at",
        "weights-history",
        "weights-uncertainty",
    ]


def test_a_file_of_an_earlier_version_opens_and_keeps_all_that_is_in_it(owner: Person) -> None:
    before = rows_of(owner.world.database)
    with Store.open(owner.world.database) as store:
        assert store.connection.execute("pragma user_version").fetchone() == (LATEST,)
        stored = store.schedule.all_states()
        store.schedule.rebuild()
        assert store.schedule.all_states() == stored
    after = rows_of(owner.world.database)
    for table in KEPT:
        kept = [{name: row[name] for name in old} for old, row in zip(before[table], after[table], strict=True)]
        assert kept == before[table]


def test_all_of_a_file_of_an_earlier_version_can_be_told(owner: Person) -> None:
    owner.clock.go_on(days=27)
    assert owner.types("suspended", "--json").code == 0
    assert "small/head.choice" in owner.types("suspended").out
    assert "2 of 3 points" in owner.types("exam", "show", "1").out
    assert "Exam of March 30, 2026" in owner.types("plan", "--quick").out
    assert "retention = 0.85" in owner.types("settings").out
    assert "new-per-day = 7" in owner.types("settings").out
    assert owner.types("tune", "--show").code == 0
    assert owner.types("exam", "--resume", "2", lines=":hand-in\ny\n1\n").code == 0
    assert owner.types("undo").code == 0


def test_notes_stars_and_what_was_placed_are_read_from_a_frozen_file(owner: Person, frozen: str) -> None:
    own = owner.asks(own_marks, "small/head.typed")
    with Store.open(owner.world.database) as store:
        state = store.schedule.state(CardKey("small/q1.outline"))
    if YOUNGER[frozen]:
        assert (own.starred, own.notes) == (frozenset(), {})
    else:
        assert own.starred == {"small/head.typed"}
        assert own.notes == {"small/head.typed": "мэр — шаарда аким — районда"}
        assert state.memory is not None
    assert owner.asks(own_marks, "small/council.typed").starred == frozenset()
