"""The priced problem: bounds, slopes, and what follows from prices."""

from __future__ import annotations

import numpy as np
import pytest

from kgquiz.memory.model import DEFAULT_WEIGHTS
from kgquiz.memory.planning.curves import Floats
from kgquiz.memory.planning.grid import build_grid
from kgquiz.memory.planning.pool import Pool, distinct, kinds_of
from kgquiz.memory.planning.prices import THOROUGH, find_prices
from kgquiz.memory.planning.problem import Problem
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
        np.where(fresh, 0.0, chance.integers(1, 9, count)),
        value / value.mean(),
        25 * ones,
        9 * ones,
        31 * ones,
    )


def problem(minutes: float = 3) -> Problem:
    cards, count, _ = distinct(some_cards())
    budget = np.full(DAYS, 60 * minutes)
    return Problem(build_grid(DEFAULT_WEIGHTS, DAYS), cards, count, kinds_of(cards, 4), budget)


PRICES: Floats = np.linspace(2e-3, 6e-3, DAYS)


@pytest.mark.parametrize("day", range(DAYS))
def test_the_slope_is_the_slope_of_the_bound(day: int) -> None:
    asked = problem()
    step = np.zeros(DAYS)
    step[day] = 1e-7
    rise = asked.outlook(PRICES + step, 0.003).bound - asked.outlook(PRICES - step, 0.003).bound
    assert asked.outlook(PRICES, 0.003).slope[day] == pytest.approx(rise / 2e-7, rel=1e-3, abs=0.05)


def test_softer_choices_bound_from_above() -> None:
    asked = problem()
    bounds = [asked.outlook(PRICES, temperature).bound for temperature in (0.0, 0.001, 0.01)]
    assert bounds == sorted(bounds)


def test_gains_by_day_and_recall_by_card_come_to_the_same() -> None:
    asked = problem()
    tables = asked.tables(PRICES, 0.003)
    recalled = asked.recalled(tables, asked.choices(PRICES, tables, 0.003))
    gained = asked.mass @ asked.untouched + asked.outlook(PRICES, 0.003).gains.sum()
    assert asked.mass @ recalled == pytest.approx(gained, rel=1e-9)


def test_any_prices_bound_what_found_prices_promise() -> None:
    asked = problem()
    found = find_prices(asked, THOROUGH)
    best = asked.outlook(found, 0.0).bound
    for factor in (0.3, 0.8, 1.3, 3.0):
        assert asked.outlook(found * factor, 0.0).bound > best - 1e-3


def test_found_prices_fill_the_days() -> None:
    pool, budget = some_cards(400), np.full(DAYS, 600.0)
    solution = solve(pool, budget, DEFAULT_WEIGHTS)
    assert solution.seconds_by_day.sum() == pytest.approx(budget.sum(), rel=0.03)
    assert np.abs(solution.seconds_by_day / budget - 1).max() < 0.25


def test_more_value_kinds_than_tables_are_banded_and_still_cover_every_card() -> None:
    pool = some_cards()
    spread = Pool(*[*pool.rows().T[:3], np.geomspace(0.1, 4, len(pool)), *pool.rows().T[4:]])
    kinds = kinds_of(spread, 3)
    assert set(kinds.of_card.tolist()) <= {0, 1, 2}
    assert len(kinds.right) == len(set(kinds.of_card.tolist()))


def test_equal_cards_are_put_together_and_found_again() -> None:
    pool = some_cards()
    twice = Pool(*np.concatenate([pool.rows(), pool.rows()]).T)
    cards, count, place = distinct(twice)
    assert count.sum() == len(twice)
    np.testing.assert_array_equal(cards.rows()[place], twice.rows())
