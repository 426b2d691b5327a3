"""What no kgquiz wrote is left out and named; the rest works."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pytest

from kgquiz.actions.plan.promise import PREDICTED
from kgquiz.actions.plan.report import RESULTS
from kgquiz.actions.plan.setting import PLAN, PlanSetting
from kgquiz.actions.plan.tune import HISTORY, TUNED_AT, UNCERTAINTY
from kgquiz.actions.study.due import NEW_PER_DAY
from kgquiz.actions.study.queue import ORDER
from kgquiz.key import CardKey
from kgquiz.memory.log import Event, Kind
from kgquiz.memory.model import Rating
from kgquiz.messages import Message
from kgquiz.storage.settings import Kept
from kgquiz.storage.states import RETENTION, WEIGHTS
from kgquiz.storage.store import Store
from tests.storage.test_frozen import DATA
from tests.storage.test_store import review
from tests.support import SMALL_DECK, Person, write

pytestmark = pytest.mark.landing

ALL: tuple[Kept[object], ...] = (
    RETENTION,
    WEIGHTS,
    NEW_PER_DAY,
    PLAN,
    PREDICTED,
    RESULTS,
    HISTORY,
    TUNED_AT,
    UNCERTAINTY,
    ORDER,
)
SHAPES = ['"x"', "-1", "[]", "[1, 2, 3]", "{}", "5000", "true", "1e999", "NaN", "{", "much", '{"exam": "x"}', "[{}]"]
COMMANDS = [("due",), ("study", "small", "--plain"), ("plan", "--quick"), ("settings",), ("tune", "--show"), ()]


@pytest.fixture
def owner(tmp_path: Path) -> Person:
    """Someone whose progress file has everything in it."""
    write(tmp_path / "shipped", "small.yaml", SMALL_DECK)
    owner = Person(tmp_path / "home", tmp_path / "shipped")
    owner.home.mkdir()
    connection = sqlite3.connect(owner.world.database)
    connection.executescript((DATA / "db_v2.sql").read_text(encoding="utf-8"))
    connection.close()
    owner.clock.go_on(days=63)  # a week before the exam of her plan
    return owner


def harm(person: Person, statement: str, *values: object) -> None:
    connection = sqlite3.connect(person.world.database)
    connection.execute(statement, values)
    connection.commit()
    connection.close()


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("spared", ["plan", "weights"])
def test_settings_of_any_shape_stop_no_command(owner: Person, spared: str, shape: str) -> None:
    for name in {"plan-today", *(kept.name for kept in ALL)} - {spared}:
        harm(owner, "insert or replace into setting values (?, ?)", name, shape)
    for command in COMMANDS:
        said = owner.types(*command)
        assert said.code in {0, 7}, said.err
        assert "plan-today" not in said.err


def test_a_damaged_setting_is_named_and_counts_as_not_set(owner: Person) -> None:
    harm(owner, "update setting set value = ? where name = 'retention'", '"much"')
    harm(owner, "update setting set value = '-3' where name = 'new-per-day'")
    said = owner.types("settings")
    assert "retention = 0.9 " in said.out
    assert "new-per-day = 20 " in said.out
    assert "The setting 'retention' is damaged (\"much\")" in said.err
    assert "The setting 'new-per-day' is damaged (-3)" in said.err
    assert owner.types("settings", "retention", "0.8").code == 0
    assert "retention = 0.8 " in owner.types("settings").out


def test_fields_of_another_version_are_kept_for_it(owner: Person) -> None:
    harm(owner, "update setting set value = json_set(value, '$.mood', 'x') where name = 'plan'")
    assert owner.types("plan", "--minutes", "33", "--quick").err == ""
    with Store.open(owner.world.database) as store:
        plan = store.settings.get(PLAN)
        assert isinstance(plan, PlanSetting)
        assert plan.minutes == 33
        (text,) = store.connection.execute("select value from setting where name = 'plan'").fetchone()
    assert json.loads(text)["mood"] == "x"


@pytest.mark.parametrize(
    "damage",
    [
        "update log set kind = 'guess' where id = '0001'",
        "update log set kind = 'guess', rating = null where id = '0001'",
        "update log set rating = 9 where id = '0001'",
        "update log set rating = 0 where id = '0001'",
        "update log set mode = 'sleep' where id = '0001'",
        "update log set day = 99999999 where id = '0001'",
        "update log set day = -4 where id = '0001'",
        "update log set at = 1 << 62 where id = '0001'",
        "update log set kind = cast(x'ff' as text) where id = '0001'",
    ],
)
def test_a_damaged_event_is_named_and_kept_aside(tmp_path: Path, damage: str) -> None:
    told: list[Message] = []
    with Store.open(tmp_path / "progress.db") as store:
        store.journal.record(review(1), review(2), review(3, card="other"))
        store.connection.execute(damage)
    with Store.open(tmp_path / "progress.db", told.append) as store:
        store.journal.record(review(4))
        assert [event.id for event in store.journal.all()] == ["0002", "0003", "0004"]
        assert store.schedule.state(CardKey("c")).reps == 2
        stored = store.schedule.all_states()
        store.schedule.rebuild()
        assert store.schedule.all_states() == stored
        assert store.connection.execute("select count(*) from log").fetchone() == (4,)
        assert store.journal.last_change() == review(4)
    assert [str(one) for one in told if "answer 0001" in str(one)]
    assert len(told) == 1


@pytest.mark.parametrize("answer", ["5", "{", "null", '"x"', "[1]", "[[]]", "{}", "[" * 100_000])
def test_an_answer_that_is_no_list_leaves_its_rating_standing(tmp_path: Path, answer: str) -> None:
    with Store.open(tmp_path / "progress.db") as store:
        store.journal.record(review(1))
        store.connection.execute("update log set answer = ?", (answer,))
        store.journal.record(Event(id="2", kind=Kind.REVIEW, card=CardKey("c"), at=9, day=30, rating=Rating.AGAIN))
        assert [event.answer for event in store.journal.all()] == [(), ()]
        assert store.schedule.state(CardKey("c")).reps == 2


@pytest.mark.parametrize(
    "damage",
    [
        "update memory set last_rating = 9",
        "update memory set last_rating = 0",
        "update memory set stability = 0",
        "update memory set stability = -1e300",
        "update memory set difficulty = 99",
        "update memory set difficulty = null",
        "update memory set last_day = 0",
        "update memory set last_day = 99999999",
        "update memory set due = 99999999",
        "update memory set lapses = 9223372036854775807",
        "update memory set lapses = -1",
        "update memory set reps = 9223372036854775807",
        "update memory set first_day = 9223372036854775807",
    ],
)
def test_damaged_states_are_replayed_without_a_word(owner: Person, damage: str) -> None:
    with Store.open(owner.world.database) as store:
        before = store.schedule.all_states()
    harm(owner, damage)
    for command in [("due",), ("study", "small", "--plain"), ("tune", "--show"), ()]:
        said = owner.types(*command)
        assert said.code in {0, 7}, said.err
        assert "damaged" not in said.err
    with Store.open(owner.world.database) as store:
        assert store.schedule.all_states() == before


ATTEMPT_DAMAGE = [
    "update attempt_item set section = 99",
    "update attempt_item set section = -1",
    "update attempt_item set card = x'c1'",
    "update attempt_item set type = 'guess'",
    "delete from attempt_item",
    "update attempt set marks = '{}' where number = 1",
    "update attempt set marks = '[]' where number = 1",
    "update attempt set marks = '[{}]' where number = 1",
    "update attempt set marks = json_remove(marks, '$[0].verdict')",
    "update attempt set marks = json_set(marks, '$[0].verdict.finding', 'x')",
    "update attempt set marks = json_set(marks, '$[0].share', 'x')",
    "update attempt set blueprint = '[]'",
    "update attempt set blueprint = '{'",
    "update attempt set blueprint = json_set(blueprint, '$.minutes', 'x')",
    "update attempt set blueprint = json_set(blueprint, '$.sections', 4)",
    "update attempt set terms = '5' where number = 2",
    "update attempt set started = 1 << 62",
    "update attempt_step set act = 'sleep'",
    "update attempt_step set answer = '5'",
    "update attempt_step set item = 99",
]


@pytest.mark.parametrize("damage", ATTEMPT_DAMAGE)
def test_a_damaged_exam_is_named_and_stops_nothing_else(owner: Person, damage: str) -> None:
    harm(owner, damage)
    for command in [("exam", "list"), ("exam", "list", "--json"), (), ("due",), ("study", "small", "--plain")]:
        said = owner.types(*command)
        assert said.code in {0, 7}, said.err
    both = [owner.types("exam", "show", "1"), owner.types("exam", "--resume", "2", lines=":hand-in\ny\n1\n")]
    assert {one.code for one in both} <= {0, 3, 5}
    assert [one.err for one in both if "damaged" in one.err]
