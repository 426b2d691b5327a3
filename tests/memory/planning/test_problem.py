"""The priced problem: bounds, courses that keep the days' time, and what follows card by card."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kgquiz.memory.model import DEFAULT_WEIGHTS
from kgquiz.memory.planning.curves import Floats, recall_after
from kgquiz.memory.planning.grid import build_grid
from kgquiz.memory.planning.pool import MOST_FRESH, Pool, fresh_of, kinds_of
from kgquiz.memory.planning.prices import THOROUGH, find_prices
from kgquiz.memory.planning.problem import PlanningProblem, filled
from kgquiz.memory.planning.solution import solve

DAYS = 8


def some_cards(count: int = 40) -> Pool:
    chance = np.random.default_rng(3)
    fresh = chance.random(count) < 0.5
    ones = np.ones(count)
    value = chance.choice([0.5, 1.5], count)
    return Pool(
        np.where(fresh, 0.0, chance.uniform(1, 20, count)),
        np.where(fresh, 0.0, chance.uniform(1, 10, count)),
        np.where(fresh, 0.0, chance.integers(0, 9, count)),
        value / value.mean(),
        25 * ones,
        9 * ones,
        31 * ones,
    )


def problem(minutes: float = 3, days_off: tuple[int, ...] = ()) -> PlanningProblem:
    pool = some_cards()
    budget = np.array([0.0 if day in days_off else 60 * minutes for day in range(DAYS)])
    return PlanningProblem(build_grid(DEFAULT_WEIGHTS, DAYS + 9), pool, kinds_of(pool, 4), budget)


PRICES: Floats = np.linspace(2e-3, 6e-3, DAYS)


@pytest.mark.parametrize("factor", [0.1, 0.5, 1.0, 2.0, 8.0])
def test_whatever_the_prices_a_course_stays_under_their_bound_and_within_the_days(factor: float) -> None:
    asked = problem(days_off=(2, 7))
    values = asked.values(PRICES * factor)
    course = asked.course(values)
    assert asked.untouched() < course.final <= values.bound + 1e-9
    assert (course.seconds <= asked.budget + 1e-9).all()
    assert course.seconds[2] == course.seconds[7] == 0


def test_any_prices_bound_what_found_prices_promise() -> None:
    asked = problem()
    found = find_prices(asked, THOROUGH)
    for factor in (0.3, 0.8, 1.3, 3.0):
        assert asked.values(found.prices * factor).bound >= found.course.final
        assert asked.values(found.least_bound_at * factor).bound > found.bound - 1e-3
    assert found.bound - found.course.final < 0.02 * len(asked.pool)


def test_recall_by_card_comes_to_what_the_course_reaches() -> None:
    asked = problem()
    course = asked.course(asked.values(PRICES))
    alone = recall_after(asked.pool.elapsed + DAYS, asked.memory.stability, DEFAULT_WEIGHTS)
    gained = asked.pool.value @ (asked.recalled(course) - np.where(asked.pool.fresh, 0.0, alone))
    assert gained == pytest.approx(course.final - asked.untouched(), rel=2e-3)


def test_found_prices_fill_the_days() -> None:
    pool, budget = some_cards(400), np.full(DAYS, 600.0)
    budget[3] = 0.0
    solution = solve(pool, budget, DEFAULT_WEIGHTS)
    np.testing.assert_allclose(solution.seconds_by_day, budget)


def test_where_there_is_time_for_everything_a_further_second_brings_nothing() -> None:
    solution = solve(some_cards(), np.full(DAYS, 36_000.0), DEFAULT_WEIGHTS)
    assert solution.price == 0
    assert solution.seconds_by_day[0] < 36_000
    assert solution.left_out.max() == 0


@settings(max_examples=50)
@given(
    st.lists(st.tuples(st.floats(-1, 1), st.floats(0, 100)), min_size=1, max_size=30),
    st.floats(0, 400),
)
def test_time_goes_to_what_is_worth_most_and_no_more_is_spent_than_there_is(
    cards: list[tuple[float, float]], seconds: float
) -> None:
    worth, asked = (np.array(column) for column in zip(*cards, strict=True))
    share, last, spent = filled(worth, asked, seconds)
    assert ((share >= 0) & (share <= 1)).all()
    assert spent == pytest.approx(float(share @ asked), abs=1e-6)
    assert spent <= seconds + 1e-9
    assert (share[worth <= 0] == 0).all()
    assert (share[(worth > last * 1.02 + 1e-9) & (asked > 0)] == 1).all() or seconds == 0
    assert (share[worth < last * 0.98] == 0).all()


def test_more_value_kinds_than_tables_are_banded_and_still_cover_every_card() -> None:
    pool = some_cards()
    spread = replace(pool, value=np.geomspace(0.1, 4, len(pool)))
    kinds = kinds_of(spread, 3)
    assert set(kinds.of_card.tolist()) <= {0, 1, 2}
    assert len(kinds.right) == len(set(kinds.of_card.tolist()))


def test_new_cards_are_put_together_however_many_and_keep_their_seconds() -> None:
    count = 5000
    chance, nothing = np.random.default_rng(5), np.zeros(count)
    seconds = chance.uniform(5, 120, count)
    value = chance.uniform(0.01, 3, count)
    pool = Pool(nothing, nothing, nothing, value / value.mean(), seconds, seconds / 2, seconds * 1.5)
    fresh = fresh_of(pool, kinds_of(pool, 4))
    assert len(fresh.mass) <= 4 * MOST_FRESH
    assert fresh.mass.sum() == pytest.approx(count)
    assert fresh.mass @ fresh.burden == pytest.approx(seconds.sum())


def test_the_tables_are_no_larger_for_a_hundred_times_the_cards() -> None:
    grid, budget = build_grid(DEFAULT_WEIGHTS, 20), np.full(DAYS, 600.0)
    few, many = (
        PlanningProblem(grid, pool, kinds_of(pool, 4), budget).values(PRICES)
        for pool in (some_cards(400), some_cards(40_000))
    )
    assert few.known.shape == many.known.shape
    assert few.fresh.shape == many.fresh.shape


def test_a_hundred_thousand_cards_unlike_in_everything_are_one_mornings_work() -> None:
    count = 100_000
    chance, fresh = np.random.default_rng(11), np.arange(count) % 2 == 0
    value, seconds = chance.uniform(0.5, 2, count), chance.uniform(5, 90, count)
    pool = Pool(
        np.where(fresh, 0.0, chance.uniform(0.5, 60, count)),
        np.where(fresh, 0.0, chance.uniform(1, 10, count)),
        np.where(fresh, 0.0, chance.integers(0, 300, count)),
        value / value.mean(),
        seconds,
        seconds / 2,
        seconds * 1.5,
    )
    solution = solve(pool, np.full(DAYS, 1800.0), DEFAULT_WEIGHTS)
    assert len(solution.advantage) == count
    np.testing.assert_allclose(solution.seconds_by_day, 1800.0)
