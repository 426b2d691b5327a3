from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kgquiz.exam.attempt import MINUTE, Act, ExamStep, GivenAnswer, after, deadline, replay, time_left, time_used

NINE = 1_772_442_000_000


def steps(*acts: tuple[Act, float] | tuple[Act, float, int]) -> list[ExamStep]:
    """Steps as (act, minutes after nine, item)."""
    return [ExamStep(act, NINE + round(at * MINUTE), item[0] if item else -1) for act, at, *item in acts]


def at(minutes: float) -> int:
    return NINE + round(minutes * MINUTE)


def test_the_last_answer_counts_and_an_empty_one_takes_it_back() -> None:
    attempt = replay(
        [
            ExamStep(Act.START, NINE),
            ExamStep(Act.ANSWER, NINE + 1, 0, ("first",)),
            ExamStep(Act.ANSWER, NINE + 2, 1, ("other",)),
            ExamStep(Act.ANSWER, NINE + 3, 0, ("second",)),
            ExamStep(Act.ANSWER, NINE + 4, 1, ()),
        ]
    )
    assert attempt.given == {0: GivenAnswer(("second",), NINE + 3)}


def test_a_changed_answer_needs_its_certainty_stated_anew() -> None:
    first = [ExamStep(Act.START, NINE), ExamStep(Act.ANSWER, NINE, 0, ("a",)), ExamStep(Act.SURE, NINE, 0, sure=3)]
    assert replay(first).given[0].sure == 3
    assert replay([*first, ExamStep(Act.ANSWER, NINE, 0, ("b",))]).given[0].sure == 0
    assert replay([*first, ExamStep(Act.SURE, NINE, 1, sure=3)]).given.keys() == {0}


def test_flags_come_and_go() -> None:
    flagged = steps((Act.START, 0), (Act.FLAG, 1, 3), (Act.FLAG, 1, 5), (Act.UNFLAG, 2, 3))
    assert replay(flagged).flagged == {5}


def test_time_on_an_item_is_added_up_over_its_showings() -> None:
    sitting = steps((Act.START, 0), (Act.SHOW, 0, 0), (Act.SHOW, 2, 1), (Act.SHOW, 3, 0), (Act.HAND_IN, 7))
    assert replay(sitting).spent == {0: 6 * MINUTE, 1: MINUTE}


def test_time_away_is_on_no_item() -> None:
    sitting = steps(
        (Act.START, 0), (Act.SHOW, 0, 0), (Act.PAUSE, 2), (Act.RESUME, 60), (Act.SHOW, 60, 0), (Act.HAND_IN, 61)
    )
    assert replay(sitting).spent == {0: 3 * MINUTE}
    killed = steps(
        (Act.START, 0), (Act.SHOW, 0, 0), (Act.FLAG, 2, 0), (Act.RESUME, 60), (Act.SHOW, 60, 0), (Act.HAND_IN, 61)
    )
    assert replay(killed).spent == {0: 3 * MINUTE}


@pytest.mark.parametrize(
    ("acts", "now", "running", "paused"),
    [
        (((Act.START, 0),), 12, 18, 18),
        (((Act.START, 0), (Act.PAUSE, 10)), 25, 5, 20),
        (((Act.START, 0), (Act.PAUSE, 10), (Act.RESUME, 25)), 27, 3, 18),
        (((Act.START, 0), (Act.SHOW, 8, 0), (Act.RESUME, 25)), 27, 3, 20),  # killed at an unknown moment after 8
        (((Act.START, 0),), 45, 0, 0),
        (((Act.START, 0), (Act.HAND_IN, 20)), 45, 10, 10),
    ],
)
def test_the_clock_runs_on_or_stops_as_the_blueprint_says(
    acts: tuple[tuple[Act, float], ...], now: float, running: float, paused: float
) -> None:
    attempt = replay(steps(*acts))
    assert time_left(attempt, 30, "running", at(now)) == running * MINUTE
    assert time_left(attempt, 30, "paused", at(now)) == paused * MINUTE


def test_the_deadline_moves_only_where_the_clock_stops() -> None:
    attempt = replay(steps((Act.START, 0), (Act.PAUSE, 10), (Act.RESUME, 25)))
    assert deadline(attempt, 30, "running", at(26)) == at(30)
    assert deadline(attempt, 30, "paused", at(26)) == at(45)


def test_a_clock_set_back_gives_and_takes_nothing() -> None:
    attempt = replay(steps((Act.START, 0), (Act.SHOW, 10, 0), (Act.SHOW, 4, 1), (Act.SHOW, 11, 2)))
    assert attempt.spent == {0: 0, 1: MINUTE}
    assert time_used(attempt, "running", at(3)) == 11 * MINUTE


def test_after_the_end_nothing_changes_but_the_self_marking() -> None:
    over = replay(
        [ExamStep(Act.START, NINE), ExamStep(Act.ANSWER, NINE + 1, 0, ("a",)), ExamStep(Act.TIME_UP, NINE + 2)]
    )
    assert (over.is_over, over.by_clock, over.ended) == (True, True, NINE + 2)
    assert after(over, ExamStep(Act.ANSWER, NINE + 3, 0, ("b",))) == over
    assert after(over, ExamStep(Act.HAND_IN, NINE + 3)) == over
    assert after(over, ExamStep(Act.TICK, NINE + 3, 0, ("p",))).ticked == {0: ("p",)}


any_steps = st.lists(
    st.builds(
        ExamStep,
        st.sampled_from(list(Act)),
        st.integers(NINE, NINE + 40 * MINUTE),
        st.integers(0, 4),
        st.sampled_from([(), ("a",), ("b",)]),
        st.integers(0, 3),
    ),
    max_size=30,
)


@given(any_steps, st.integers(0, 30))
def test_a_sitting_goes_on_from_any_step_as_if_it_had_not_stopped(done: list[ExamStep], cut: int) -> None:
    attempt = replay(done[:cut])
    for step in done[cut:]:
        attempt = after(attempt, step)
    assert attempt == replay(done)


@given(any_steps, st.integers(0, 60 * MINUTE))
def test_time_left_is_never_negative_and_never_grows(done: list[ExamStep], later: int) -> None:
    attempt = replay([ExamStep(Act.START, NINE), *done])
    now = max(attempt.last, NINE + 40 * MINUTE)
    for clock in ("running", "paused"):
        first, then = (time_left(attempt, 30, clock, moment) for moment in (now, now + later))
        assert 0 <= then <= first <= 30 * MINUTE
