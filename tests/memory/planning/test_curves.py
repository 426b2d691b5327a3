"""The array formulas of the planner against fsrs-rs, one card at a time."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from kgquiz.memory.model import DEFAULT_WEIGHTS, Memory, Rating, Scheduler, recall
from kgquiz.memory.planning.curves import (
    MemoryArrays,
    after_right,
    after_wrong,
    bounded_weights,
    first_states,
    recall_after,
)

STABILITIES = st.floats(0.01, 3000)
DIFFICULTIES = st.floats(1, 10)
GAPS = st.integers(1, 400)
SCALES = st.lists(st.floats(0.8, 1.25), min_size=21, max_size=21)


def scaled(scales: list[float]) -> tuple[float, ...]:
    return bounded_weights(tuple(w * scale for w, scale in zip(DEFAULT_WEIGHTS, scales, strict=True)))


@given(stability=STABILITIES, difficulty=DIFFICULTIES, gap=GAPS, scales=SCALES)
def test_a_right_answer_leads_where_fsrs_leads(
    stability: float, difficulty: float, gap: int, scales: list[float]
) -> None:
    weights = scaled(scales)
    states = MemoryArrays(np.array([stability]), np.array([difficulty]))
    recalled = recall_after(np.array([gap], dtype=float), states.stability, weights)
    ours = after_right(states, recalled, weights)
    fsrs = Scheduler(weights).after(Memory(stability, difficulty, 0), Rating.GOOD, gap)
    np.testing.assert_allclose(ours.stability, fsrs.stability, rtol=2e-3)
    np.testing.assert_allclose(ours.difficulty, fsrs.difficulty, rtol=1e-4)


@given(stability=STABILITIES, difficulty=DIFFICULTIES, gap=GAPS, scales=SCALES)
def test_a_failed_card_repeated_the_same_day_ends_where_fsrs_ends(
    stability: float, difficulty: float, gap: int, scales: list[float]
) -> None:
    weights = scaled(scales)
    scheduler = Scheduler(weights)
    states = MemoryArrays(np.array([stability]), np.array([difficulty]))
    recalled = recall_after(np.array([gap], dtype=float), states.stability, weights)
    ours = after_wrong(states, recalled, weights)
    failed = scheduler.after(Memory(stability, difficulty, 0), Rating.AGAIN, gap)
    fsrs = scheduler.after(failed, Rating.GOOD, gap)
    np.testing.assert_allclose(ours.stability, fsrs.stability, rtol=2e-3)
    np.testing.assert_allclose(ours.difficulty, fsrs.difficulty, rtol=1e-4)


@given(scales=SCALES)
def test_first_memories_are_those_of_fsrs(scales: list[float]) -> None:
    weights = scaled(scales)
    scheduler = Scheduler(weights)
    right, wrong = first_states(weights)
    good = scheduler.after(None, Rating.GOOD, 0)
    failed = scheduler.after(scheduler.after(None, Rating.AGAIN, 0), Rating.GOOD, 0)
    assert np.isclose(right.stability[0], good.stability, rtol=1e-4)
    assert np.isclose(right.difficulty[0], good.difficulty, rtol=1e-4)
    assert np.isclose(wrong.stability[0], failed.stability, rtol=1e-4)
    assert np.isclose(wrong.difficulty[0], failed.difficulty, rtol=1e-4)


@given(stability=STABILITIES, gap=GAPS)
def test_recall_is_the_models_recall(stability: float, gap: int) -> None:
    ours = recall_after(np.array([float(gap)]), np.array([stability]), DEFAULT_WEIGHTS)
    assert np.isclose(ours[0], recall(gap, stability))
