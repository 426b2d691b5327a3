"""How SQLite goes about what every sitting asks first: by an index, never through all cards of a deck."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kgquiz.key import CardKey
from kgquiz.memory.model import Rating
from kgquiz.storage.store import Store
from tests.storage.test_schedule import answer, put

ASKED: dict[str, Callable[[Store, list[int]], object]] = {
    "due": lambda store, decks: store.schedule.due(decks, 100, 9, [CardKey("one/b.1")]),
    "outlived": lambda store, decks: store.schedule.outlived(decks, 100, 9),
    "due count": lambda store, decks: store.schedule.due_count(decks, 100, [CardKey("one/b.1")]),
    "lapsed": lambda store, decks: store.schedule.lapsed(decks, 30),
    "missed in exams": lambda store, decks: store.schedule.missed_in_exams(decks),
    "new": lambda store, decks: store.schedule.new(decks, 100, 9, ["typed"]),
    "new by lessons": lambda store, decks: store.schedule.new_by_lessons(decks, 100, 9),
    "siblings": lambda store, decks: store.schedule.siblings(decks, CardKey("one/a.1")),
    "new today": lambda store, _decks: store.schedule.introduced_on(30),
    "items seen": lambda store, _decks: store.schedule.items_seen_on(30),
}


@pytest.mark.parametrize("question", ASKED)
def test_what_gives_a_few_cards_is_found_by_an_index(question: str) -> None:
    with Store.open_in_memory() as store:
        decks = [put(store, "one", "a.1", "a.2", "b.1", "c.1"), put(store, "two", "d.1", "d.2")]
        for card, day in (("one/a.1", 10), ("one/a.2", 20), ("one/b.1", 10)):
            answer(store, card, day)
        answer(store, "two/d.1", 30, Rating.AGAIN)
        said: list[str] = []
        store.connection.set_trace_callback(said.append)
        ASKED[question](store, decks)
        store.connection.set_trace_callback(None)
        plans = [
            step
            for statement in said
            for *_, step in store.connection.execute(f"explain query plan {statement}").fetchall()
        ]
        assert [step for step in plans if step.startswith("SEARCH") or "log_exam_misses" in step]
        assert [step for step in plans if is_walk(step)] == []


def is_walk(step: str) -> bool:
    """Whether a whole table or all cards of a deck are gone through. New cards are read in order, as far as wanted."""
    whole_deck = step.endswith("(deck=?)") and not any(index in step for index in ("card_fresh", "card_lesson"))
    return whole_deck or (step.startswith("SCAN") and "log_exam_misses" not in step)


def test_of_a_due_card_that_was_outlived_all_asked_cards_of_its_item_are_told() -> None:
    with Store.open_in_memory() as store:
        decks = [put(store, "one", "a.1", "a.2", "a.3", "b.1", "b.2")]
        answer(store, "one/a.1", 10)
        answer(store, "one/b.1", 10)
        assert store.schedule.outlived(decks, 100, 9) == {}
        answer(store, "one/a.2", 20)
        found = store.schedule.outlived(decks, 100, 9)
        assert {card: sorted(cards) for card, cards in found.items()} == {"one/a.1": ["one/a.1", "one/a.2"]}
