from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kgquiz.memory.model import DEFAULT_WEIGHTS, Memory, Rating, Scheduler, fuzzed, interval, recall, spread

ratings = st.sampled_from(list(Rating))
logs = st.lists(st.tuples(st.integers(0, 60), ratings), min_size=1, max_size=20)


def test_intervals_of_a_card_that_is_always_good() -> None:
    scheduler, memory, day, intervals = Scheduler(), None, 0, []
    for _ in range(7):
        memory = scheduler.after(memory, Rating.GOOD, day)
        days = max(1, round(interval(memory.stability, 0.9)))
        intervals.append(days)
        day += days
    assert intervals == [2, 11, 46, 163, 497, 1346, 3292]


def test_recall_is_certain_at_once_and_nine_in_ten_after_the_stability() -> None:
    assert recall(0, 5.0) == 1
    assert recall(5, 5.0) == pytest.approx(0.9)
    assert recall(50, 5.0) < recall(6, 5.0) < 0.9


@given(st.floats(0.1, 1000), st.floats(0.7, 0.99))
def test_the_interval_is_where_recall_has_fallen_to_the_target(stability: float, retention: float) -> None:
    assert recall(interval(stability, retention), stability) == pytest.approx(retention)


@given(logs)
def test_replay_in_one_go_equals_answer_by_answer(log: list[tuple[int, Rating]]) -> None:
    scheduler, memory, day, reviews = Scheduler(), None, 0, []
    for gap, rating in log:
        day += gap
        memory = scheduler.after(memory, rating, day)
        reviews.append((day, rating))
    assert scheduler.replay([reviews]) == [memory]


def test_fifteen_more_goods_on_one_day_teach_nothing_more() -> None:
    scheduler = Scheduler()
    first = scheduler.after(None, Rating.GOOD, 1)
    memory = first
    for _ in range(15):
        memory = scheduler.after(memory, Rating.GOOD, 1)
    assert memory.stability == pytest.approx(first.stability, rel=0.01)


def test_a_review_the_next_study_day_counts_as_a_day_whatever_the_hours() -> None:
    scheduler = Scheduler()
    memory = scheduler.after(None, Rating.GOOD, 10)
    assert scheduler.after(memory, Rating.GOOD, 11).stability > 1.5 * memory.stability


@given(st.floats(0.1, 5000), st.floats(0, 1, exclude_max=True))
def test_fuzz_keeps_close_to_the_interval_and_never_below_a_day(days: float, chance: float) -> None:
    moved = fuzzed(days, chance)
    assert moved >= 1
    assert abs(moved - days) <= 2 + 0.15 * days


def test_short_intervals_are_not_fuzzed() -> None:
    assert {fuzzed(2.4, chance / 10) for chance in range(10)} == {2}


def test_fuzz_spreads_cards_learnt_together() -> None:
    scheduler, memory = Scheduler(), Memory(30.0, 5.0, 100)
    assert len({scheduler.due(f"card-{n}", memory) for n in range(50)}) > 3


@given(st.text(), st.integers(1, 10**6))
def test_fuzz_replays_the_same(card: str, day: int) -> None:
    assert spread(card, day) == spread(card, day)
    assert 0 <= spread(card, day) < 1


def test_a_higher_target_brings_cards_back_sooner() -> None:
    memory = Memory(100.0, 5.0, 0)
    dues = [Scheduler(DEFAULT_WEIGHTS, target).due("x", memory) for target in (0.97, 0.9, 0.8)]
    assert dues == sorted(dues)
    assert len(set(dues)) == 3
