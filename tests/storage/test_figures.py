"""What statistics count, asked of SQLite: by day, by band of age and hour, by card."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from kgquiz.cards.typed import Typed
from kgquiz.key import CardKey
from kgquiz.knowledge.deck_value import Deck
from kgquiz.memory.log import Event, Kind, Mode
from kgquiz.memory.model import Rating
from kgquiz.storage.deck_cache import FileStamp
from kgquiz.storage.figures import LONGEST_THOUGHT, AnswerCount, Changes, Held
from kgquiz.storage.store import Store

HOUR, DAY = 3_600_000, 86_400_000
NOTHING = Changes((), {})


@pytest.fixture
def store() -> Iterator[Store]:
    with Store.open_in_memory() as opened:
        cards = tuple(
            Typed(id=f"{n}.typed", item=n, prompt="?", answer="!", section=s, page=1) for n, s in ("as", "bs", "ct")
        )
        for name, chapter in (("one", 3), ("two", 4)):
            deck = Deck(deck=name, title=name, chapter=chapter, cards=cards)
            opened.decks.put(FileStamp(Path(name), 1, 1), name.encode(), deck, 1)
        opened.search.index.refresh([1, 2])
        yield opened


def answer(card: str, day: int, rating: Rating = Rating.GOOD, *, hour: int = 12, spent: int = 2000) -> Event:
    at = day * DAY + hour * HOUR
    name = CardKey(f"{card}.typed")
    return Event(id=f"{card}@{at}", kind=Kind.REVIEW, card=name, at=at, day=day, rating=rating, spent=spent)


def test_a_days_answers_and_seconds_count_up_to_where_she_was_away(store: Store) -> None:
    store.journal.record(answer("one/a", 9), answer("one/b", 5), answer("one/a", 5, spent=10**9, hour=9))
    store.journal.record(Event(id="s", kind=Kind.STAR, card=CardKey("one/a.typed"), at=1, day=5, spent=99))
    assert store.figures.by_day() == [(5, 2, 2.0 + LONGEST_THOUGHT / 1000), (9, 1, 2.0)]


def counts(
    store: Store, since: int = 1, changes: Changes = NOTHING, decks: tuple[int, ...] = (1, 2)
) -> list[AnswerCount]:
    return store.figures.outcomes(decks, since, changes, [1, 7, 30], [(0, 0)])


def test_the_first_answer_of_each_later_day_is_a_test_of_memory(store: Store) -> None:
    store.journal.record(answer("one/a", 10, Rating.AGAIN), answer("one/a", 10, hour=13))
    assert counts(store) == []
    store.journal.record(answer("one/a", 12, Rating.AGAIN, hour=8), answer("one/a", 12, hour=9))
    store.journal.record(answer("one/a", 17, hour=8), answer("one/a", 60, hour=8))
    assert sorted(counts(store)) == [
        AnswerCount(1, 3, "s", "typed", 1, 8, 0, 1),
        AnswerCount(1, 3, "s", "typed", 7, 8, 1, 1),
        AnswerCount(1, 3, "s", "typed", 30, 8, 1, 1),
    ]
    assert [count.age for count in counts(store, since=60)] == [30]
    assert counts(store, decks=(2,)) == []


def test_answers_alike_are_counted_together_and_drills_not_at_all(store: Store) -> None:
    for card in ("one/a", "one/b", "one/c", "two/a"):
        store.journal.record(answer(card, 10), answer(card, 12, Rating.AGAIN if card == "one/b" else Rating.HARD))
    store.journal.record(replace(answer("two/b", 10)), replace(answer("two/b", 12), mode=Mode.CRAM))
    assert sorted(counts(store)) == [
        AnswerCount(1, 3, "s", "typed", 1, 12, 1, 2),
        AnswerCount(1, 3, "t", "typed", 1, 12, 1, 1),
        AnswerCount(2, 4, "s", "typed", 1, 12, 1, 1),
    ]


def test_what_was_taken_back_or_amended_counts_as_it_stands_now(store: Store) -> None:
    wrong, right = answer("one/a", 12, Rating.AGAIN, hour=8), answer("one/a", 12, hour=9)
    store.journal.record(answer("one/a", 10), wrong, right)
    assert [(c.right, c.hour) for c in counts(store)] == [(0, 8)]
    assert [(c.right, c.hour) for c in counts(store, changes=Changes({wrong.id}, {}))] == [(1, 9)]
    assert [(c.right, c.hour) for c in counts(store, changes=Changes((), {wrong.id: 3}))] == [(1, 8)]
    assert [(c.right, c.hour) for c in counts(store, changes=Changes((), {wrong.id: 1}))] == [(0, 8)]


def test_hours_are_those_of_the_wall_clock_where_she_was(store: Store) -> None:
    store.journal.record(*(answer("one/a", day, hour=20) for day in (10, 12, 20, 30)))
    zones = [(0, 6 * HOUR), (15 * DAY, -2 * HOUR), (25 * DAY, 3 * HOUR)]
    found = store.figures.outcomes([1], 1, NOTHING, [1], zones)
    assert sorted(count.hour for count in found) == [2, 18, 23]
    assert {count.hour for count in store.figures.outcomes([1], 1, NOTHING, [1], zones[:1])} == {2}


def test_cards_are_held_in_deck_order_without_the_suspended(store: Store) -> None:
    store.journal.record(answer("one/b", 10))
    store.journal.record(Event(id="s", kind=Kind.SUSPEND, card=CardKey("one/c.typed"), at=1, day=5))
    stability = store.schedule.state(CardKey("one/b.typed")).memory
    assert stability is not None
    assert list(store.figures.held([1])) == [Held(1, "s", 0, 0), Held(1, "s", stability.stability, 10)]
    assert [held.deck for held in store.figures.held([2, 1])] == [1, 1, 2, 2, 2]


@pytest.mark.parametrize(
    ("stability", "held"),
    [(0.001, 0.01), (0.26, 0.3), (9.96, 10.0), (10.4, 10.0), (99.4, 99.0), (104.0, 100.0), (356.0, 360.0)],
)
def test_stabilities_are_told_to_two_digits(store: Store, stability: float, held: float) -> None:
    store.journal.record(answer("one/b", 10), answer("two/b", 10))
    store.connection.execute("update memory set stability = ?", (stability,))
    assert store.figures.spread([1]) == [(held, 10, 1)]
    assert store.figures.spread([1, 2]) == [(held, 10, 2)]


def test_what_is_due_is_counted_by_items_and_days(store: Store) -> None:
    store.journal.record(*(answer(card, 10) for card in ("one/a", "one/b", "one/c", "two/a")))
    days = {card: state.due for card, state in store.schedule.all_states().items()}
    (day,) = set(days.values())
    assert store.figures.due_by_day([1], frozenset(), 0) == {day: 3}
    store.journal.record(answer("one/a", day, Rating.EASY))
    store.journal.record(Event(id="s", kind=Kind.SUSPEND, card=CardKey("one/c.typed"), at=1, day=5))
    later = store.schedule.state(CardKey("one/a.typed")).due
    assert store.figures.due_by_day([1], frozenset(), 0) == {day: 1, later: 1}
    assert store.figures.spread([1])[0][2] + store.figures.spread([1])[1][2] == 2


def test_a_sample_is_spread_over_all_cards_that_were_answered_again(store: Store) -> None:
    for number in range(10):
        store.journal.record(*(answer(f"x/{number}", day) for day in (1, 2)))
    store.journal.record(answer("x/once", 1))
    assert store.figures.sample(99) == [f"x/{number}.typed" for number in range(10)]
    assert store.figures.sample(5) == [f"x/{number}.typed" for number in (0, 2, 4, 6, 8)]
    assert store.figures.sample(4) == [f"x/{number}.typed" for number in (0, 3, 6, 9)]


def test_the_hardest_cards_are_those_forgotten_most_often(store: Store) -> None:
    for card, lapses in (("one/a", 1), ("one/b", 3), ("two/a", 2), ("one/c", 0)):
        store.journal.record(answer(card, 1), *(answer(card, 2 + n, Rating.AGAIN) for n in range(lapses)))
    assert store.figures.hardest([1, 2], 9) == [("one/b.typed", 3, 4), ("two/a.typed", 2, 3), ("one/a.typed", 1, 2)]
    assert store.figures.hardest([1, 2], 1) == [("one/b.typed", 3, 4)]
    assert [card for card, *_ in store.figures.hardest([1], 9)] == ["one/b.typed", "one/a.typed"]
