"""The log is asked by day, exam, kind and card; what was taken back is no longer told."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from kgquiz.key import CardKey
from kgquiz.memory.log import Event, Kind, Mode
from kgquiz.memory.model import Rating
from kgquiz.storage.damage import LAST_DAY, LAST_MOMENT
from kgquiz.storage.store import Store
from tests.storage.test_exchange import FULL
from tests.storage.test_store import review


@pytest.fixture
def store() -> Iterator[Store]:
    with Store.open_in_memory() as opened:
        yield opened


def said(id_: str, kind: Kind, card: str = "c", at: int = 50, **rest: Any) -> Event:
    return Event(id=id_, kind=kind, card=CardKey(card), at=at, day=50, **rest)


def ids(events: object) -> list[str]:
    assert hasattr(events, "__iter__")
    return [event.id for event in events]


def test_an_event_is_read_back_as_it_was_recorded(store: Store) -> None:
    star = said("star", Kind.STAR)
    store.journal.record(FULL, star)
    assert store.journal.by_ids(["full", "star", "none"]) == {"full": FULL, "star": star}
    assert store.journal.of_card(FULL.card) == [FULL]


def test_a_days_events_are_told_oldest_first(store: Store) -> None:
    some = [replace(review(n), day=7) for n in (3, 1, 2)]
    store.journal.record(*some, review(8), replace(review(4, card="d"), day=7, at=1))
    assert ids(store.journal.on_day(7)) == ["0001", "0004", "0002", "0003"]
    assert ids(store.journal.on_day(8)) == ["0008"]
    assert store.journal.on_day(9) == []


def test_the_newest_are_those_recorded_last_whenever_they_happened(store: Store) -> None:
    assert store.journal.newest_moment() is None
    store.journal.record(review(5), review(9), review(2), review(7))
    assert ids(store.journal.newest(2)) == ["0002", "0007"]
    assert store.journal.newest_moment() == 7
    assert ids(store.journal.all()) == ["0002", "0005", "0007", "0009"]
    assert ids(store.journal.of_card(CardKey("c"))) == ["0002", "0005", "0007", "0009"]


def test_what_is_taken_back_last_is_what_she_did_last(store: Store) -> None:
    assert store.journal.last_change() is None
    store.journal.record(review(1), said("s", Kind.STAR))
    store.journal.record(said("k", Kind.KNOWN, score=0.9), replace(review(3), id="0003~c2", card=CardKey("c2")))
    assert store.journal.last_change() == said("s", Kind.STAR)
    store.journal.record(said("u", Kind.UNDO, target="s"))
    assert store.journal.last_change() == review(1)


def test_the_answers_of_an_exam_are_told_without_those_taken_back(store: Store) -> None:
    examined = [replace(review(n, card=f"c{n}"), mode=Mode.EXAM, attempt=f"e{n % 2}") for n in (4, 2, 6, 1)]
    store.journal.record(*examined, review(8))
    assert ids(store.journal.of_attempt("e0")) == ["0002", "0004", "0006"]
    assert not store.journal.was_taken_back("e0")
    store.journal.record(said("u", Kind.UNDO, "c4", target="0004"))
    assert ids(store.journal.of_attempt("e0")) == ["0002", "0006"]
    assert store.journal.was_taken_back("e0")
    assert not store.journal.was_taken_back("e1")


def test_amendments_and_changes_are_told_apart_from_answers(store: Store) -> None:
    amended = [said(f"a{n}", Kind.AMEND, at=60 - n, rating=Rating.GOOD, target="0001") for n in (1, 2, 3)]
    store.journal.record(review(1), *amended, said("n", Kind.NOTE, at=40), said("m", Kind.NOTE, at=40))
    store.journal.record(said("u", Kind.UNDO, at=70, target="a2"))
    assert ids(store.journal.amendments()) == ["a3", "a1"]
    assert ids(store.journal.changes()) == ["m", "n", "a3", "a2", "a1", "u"]


def test_misses_are_the_wrong_answers_from_a_day_on(store: Store) -> None:
    store.journal.record(
        *(review(n, card=f"c{n}", rating=Rating.AGAIN) for n in (4, 5, 6)), review(7, rating=Rating.HARD)
    )
    store.journal.record(said("a", Kind.AMEND, rating=Rating.AGAIN, target="0007"))
    assert sorted(store.journal.misses(5)) == [("0005", "c5", 5), ("0006", "c6", 6)]
    assert len(store.journal.misses(-9)) == 3


def test_what_is_answered_wrong_again_and_again_is_counted_for_the_cards_that_slip_most(store: Store) -> None:
    def answers(card: str, *texts: str) -> list[Event]:
        first = replace(review(1, card=card), id=f"{card}0")
        wrong = [
            replace(review(n, card=card, rating=Rating.AGAIN), id=f"{card}{n}", answer=tuple(text.split()))
            for n, text in enumerate(texts, 2)
        ]
        return [first, *wrong]

    store.journal.record(*answers("a", "аким", "аким", "мэр", ""), *answers("b", "эки сөз"), *answers("c"))
    every = [("a", "аким", 2), ("a", "мэр", 1), ("b", "эки сөз", 1)]
    assert sorted(store.journal.repeated_answers((), 9)) == every
    assert sorted(store.journal.repeated_answers((), 1)) == every[:2]
    assert sorted(store.journal.repeated_answers({"a2", "b2"}, 9)) == [("a", "аким", 1), ("a", "мэр", 1)]


SECONDS = [(0, True), (999, True), (-999, True), (1999, True), (2000, False), (-1001, False)]


@pytest.mark.parametrize(("beside", "is_known"), SECONDS)
def test_an_answer_from_elsewhere_a_moment_beside_one_that_stands_is_the_same(
    store: Store, beside: int, is_known: bool
) -> None:
    own = replace(review(1), at=50_000)
    store.journal.record(own)
    stranger = replace(own, id="x", at=50_000 + beside)
    assert store.journal.merge([stranger, replace(stranger, id="y", card=CardKey("d"))]) == 2 - is_known
    assert store.schedule.state(CardKey("c")).reps == 2 - is_known
    assert store.schedule.state(CardKey("d")).reps == 1


def test_a_history_merged_twice_adds_nothing_and_stars_are_never_doubted(store: Store) -> None:
    history = [replace(review(n), at=n * 5000) for n in (1, 2, 3)]
    assert store.journal.merge(history) == 3
    star = said("s", Kind.STAR, at=5000)
    assert store.journal.merge([*history, star]) == 1
    assert store.journal.count() == 4


def test_a_card_takes_over_the_history_of_those_it_was_made_from_once(store: Store) -> None:
    store.journal.record(review(1, card="a"), review(2, card="b"), review(3, card="z"))
    former = {CardKey("new"): [CardKey("a"), CardKey("b"), CardKey("never")], CardKey("none"): [CardKey("never")]}
    for _ in range(2):
        store.journal.take_over(former)
        assert store.journal.count() == 5
    assert ids(store.journal.of_card(CardKey("new"))) == ["0001~new", "0002~new"]
    assert store.schedule.state(CardKey("new")).reps == 2
    store.journal.record(review(9, card="a"))
    store.journal.take_over(former)
    assert store.schedule.state(CardKey("new")).reps == 3


def test_a_card_without_a_history_to_take_over_asks_for_no_writing(store: Store) -> None:
    store.connection.execute("pragma query_only = on")
    store.journal.take_over({CardKey("new"): [CardKey("never")]})
    store.journal.take_over({})
    assert store.journal.count() == 0


EDGES = [(0, 1, True), (LAST_MOMENT, LAST_DAY, True), (-1, 1, False), (5, 0, False)]
EDGES += [(LAST_MOMENT + 1, 5, False), (5, LAST_DAY + 1, False)]


@pytest.mark.parametrize(("at", "day", "counts"), EDGES)
def test_an_answer_counts_from_the_first_to_the_last_moment_a_calendar_knows(
    store: Store, at: int, day: int, *, counts: bool
) -> None:
    store.journal.record(review(1, card="other"))
    store.connection.execute("update log set card = 'c', at = ?, day = ?", (at, day))
    store.schedule.rebuild()
    assert store.schedule.state(CardKey("c")).reps == counts
    assert len(store.journal.of_card(CardKey("c"))) == counts
