"""A setting is read as what it should be, or counts as not set."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from kgquiz.messages import Message
from kgquiz.storage.settings import Kept, number, one_of, peeked, struct, whole
from kgquiz.storage.store import Store

NUMBER: Kept[float] = Kept("n", 0.5, number(0.25, 1.0))
WHOLE: Kept[int] = Kept("w", 5, whole(1, 60))
WORD: Kept[str] = Kept("o", "a", one_of("a", "b"))
DERIVED: Kept[int] = Kept("d", 5, whole(1, 60), derived=True)


@dataclass(frozen=True)
class Plan:
    minutes: int
    name: str = ""


@pytest.fixture
def told() -> list[Message]:
    return []


@pytest.fixture
def store(tmp_path: Path, told: list[Message]) -> Iterator[Store]:
    with Store.open(tmp_path / "progress.db", told.append) as opened:
        yield opened


def put(store: Store, name: str, text: str) -> None:
    store.connection.execute("insert or replace into setting values (?, ?)", (name, text))


@pytest.mark.parametrize(
    ("kept", "good", "bad"),
    [
        (NUMBER, ["0.25", "1", "1.0", "0.7"], ["0.24", "1.01", "true", '"1"', "null", "[1]", "NaN"]),
        (WHOLE, ["1", "60", "7"], ["0", "61", "7.0", "true", '"7"', "null"]),
        (WORD, ['"a"', '"b"'], ['"c"', "1", "null", '["a"]']),
    ],
    ids=["number", "whole", "word"],
)
def test_what_is_within_its_bounds_is_read_and_nothing_else(
    store: Store, told: list[Message], kept: Kept[Any], good: list[str], bad: list[str]
) -> None:
    reader: dict[str, Callable[[Any], Any]] = {"n": number(0.25, 1.0), "w": whole(1, 60), "o": one_of("a", "b")}
    kept = replace(kept, read=reader[kept.name])
    for text in good:
        put(store, kept.name, text)
        assert repr(store.settings.get(kept)) in {text.replace('"', "'"), repr(float(text)) if kept.name == "n" else ""}
    assert told == []
    for text in bad:
        put(store, kept.name, text)
        assert store.settings.get(kept) == kept.default
        assert store.settings.is_set(kept)
    assert len(told) == len(bad)


def test_what_is_derived_is_missing_where_it_is_damaged_without_a_word(store: Store, told: list[Message]) -> None:
    put(store, "d", '"x"')
    assert store.settings.get(DERIVED) == 5
    assert told == []


def test_of_long_damage_only_the_beginning_is_told(store: Store, told: list[Message]) -> None:
    put(store, "w", "x" * 40)
    store.settings.get(WHOLE)
    put(store, "w", "y" * 41)
    store.settings.get(WHOLE)
    assert "x" * 40 in str(told[0])
    assert "…" not in str(told[0])
    assert "y" * 40 + "…" in str(told[1])


def test_a_setting_that_is_forgotten_is_not_set(store: Store) -> None:
    assert not store.settings.is_set(WHOLE)
    store.settings.set(WHOLE, 9)
    assert store.settings.is_set(WHOLE)
    forget: Callable[..., None] = store.settings.set
    forget(WHOLE, None)
    assert not store.settings.is_set(WHOLE)
    assert store.settings.get(WHOLE) == 5


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('{"minutes": 1, "mood": "x"}', '{"mood": "x", "minutes": 9, "name": "күн"}'),
        ("[1]", '{"minutes": 9, "name": "күн"}'),
        ("{", '{"minutes": 9, "name": "күн"}'),
    ],
)
def test_fields_of_another_version_stay_where_they_can_be_read(store: Store, before: str, after: str) -> None:
    plan: Kept[Plan | None] = Kept("plan", None, struct(Plan, lambda found: found.minutes < 60))
    put(store, "plan", before)
    store.settings.set(plan, Plan(9, "күн"))
    assert store.connection.execute("select value from setting where name = 'plan'").fetchone() == (after,)
    assert store.settings.get(plan) == Plan(9, "күн")
    put(store, "plan", '{"minutes": 60}')
    assert store.settings.get(plan) is None


def test_several_dataclasses_are_kept_as_one_setting(store: Store) -> None:
    plans: Kept[tuple[Plan, ...]] = Kept("plans", (), struct(tuple[Plan, ...]))
    store.settings.set(plans, (Plan(1), Plan(2, "x")))
    assert store.settings.get(plans) == (Plan(1), Plan(2, "x"))


def test_a_setting_is_peeked_at_without_opening_the_progress(tmp_path: Path) -> None:
    path = tmp_path / "a file? of #hers.db"
    assert peeked(path, WHOLE) == 5
    with Store.open(path) as store:
        store.settings.set(WHOLE, 9)
        assert peeked(path, WHOLE) == 9
    before = sorted(tmp_path.iterdir())
    assert peeked(path, WHOLE) == 9
    assert sorted(tmp_path.iterdir()) == before
    path.write_bytes(b"no database" * 100)
    assert peeked(path, WHOLE) == 5
    assert peeked(tmp_path, WHOLE) == 5
