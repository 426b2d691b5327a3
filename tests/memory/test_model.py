from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kgquiz.key import CardKey
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
    assert len({scheduler.due(CardKey(f"card-{n}"), memory) for n in range(50)}) > 3


@given(st.text(), st.integers(1, 10**6))
def test_fuzz_replays_the_same(card: str, day: int) -> None:
    assert spread(CardKey(card), day) == spread(CardKey(card), day)
    assert 0 <= spread(CardKey(card), day) < 1


def test_a_higher_target_brings_cards_back_sooner() -> None:
    memory = Memory(100.0, 5.0, 0)
    dues = [Scheduler(DEFAULT_WEIGHTS, target).due(CardKey("x"), memory) for target in (0.97, 0.9, 0.8)]
    assert dues == sorted(dues)
    assert len(set(dues)) == 3


@pytest.mark.parametrize("gap", [-1, -30, -400])
def test_a_clock_set_back_makes_no_negative_time(gap: int) -> None:
    scheduler = Scheduler()
    memory = scheduler.after(None, Rating.GOOD, 500)
    assert recall(gap, memory.stability) == 1
    for rating in Rating:
        back, same = (scheduler.after(memory, rating, day) for day in (500 + gap, 500))
        assert (back.stability, back.difficulty) == (same.stability, same.difficulty)
        replayed = scheduler.replay([[(500, Rating.GOOD), (500 + gap, rating)]])
        assert replayed == [back]


@pytest.mark.parametrize(
    ("days", "low", "middle", "high"),
    [(2.5, 2, 3, 4), (7.0, 5, 7, 9), (20.0, 17, 20, 23), (100.0, 93, 100, 107), (36_500.0, 34_673, 35_587, 36_500)],
)
def test_fuzz_reaches_both_ends_of_its_band(days: float, low: int, middle: int, high: int) -> None:
    assert [fuzzed(days, chance) for chance in (0.0, 0.5, 1 - 1e-9)] == [low, middle, high]
    assert fuzzed(days, 0.99) in {high, high - 1} or days > 1000


def test_the_spread_of_a_card_is_another_on_another_day() -> None:
    assert len({spread(CardKey("ch1/akim.typed"), day) for day in range(100)}) == 100
    assert len({spread(CardKey(f"ch1/{n}"), 7) for n in range(100)}) == 100


def test_an_interval_of_less_than_a_day_is_a_day() -> None:
    assert {fuzzed(days, chance / 10) for days in (0.0, 0.3, 0.9) for chance in range(10)} == {1}


def test_the_band_of_a_few_days_is_as_narrow_as_ankis() -> None:
    assert [fuzzed(5.0, chance) for chance in (0.0, 0.5, 1 - 1e-9)] == [4, 5, 6]


def test_the_spread_reaches_every_part_of_its_range() -> None:
    tenths = {int(10 * spread(CardKey(f"card-{n}"), 1)) for n in range(300)}
    assert tenths == set(range(10))


def test_a_card_is_spread_anew_at_each_of_its_reviews() -> None:
    scheduler = Scheduler()
    assert len({scheduler.due(CardKey("card"), Memory(100.0, 5.0, day)) - day for day in range(50)}) > 5


def test_the_due_day_follows_the_students_own_curve() -> None:
    steep = (*DEFAULT_WEIGHTS[:20], 0.5)
    memory = Memory(20.0, 5.0, 0)
    usual, own = Scheduler(retention=0.7), Scheduler(steep, retention=0.7)
    assert own.due(CardKey("x"), memory) < usual.due(CardKey("x"), memory) - 20


def test_no_log_is_no_memory() -> None:
    assert Scheduler().replay([]) == []
