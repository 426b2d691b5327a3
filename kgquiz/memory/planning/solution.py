"""One morning's solution over columns of cards: prices, each card's advantage today, what will come of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from kgquiz.memory.planning.curves import Floats, Weights
from kgquiz.memory.planning.grid import build_grid
from kgquiz.memory.planning.pool import Pool, distinct, kinds_of
from kgquiz.memory.planning.prices import find_prices, searching, settling, temperature_for
from kgquiz.memory.planning.problem import Choices, Problem

FINE = (32, 6, 4)  # rows of stability, columns of difficulty, kinds of card
SKETCH = (24, 5, 2)
SKETCHED_STEPS = 30


@dataclass(frozen=True, slots=True)
class Solution:
    """By day from today: price of a second, seconds, gain. By card: the rest; recall is a probability."""

    prices: Floats  # units of value per second
    seconds_by_day: Floats
    gain_by_day: Floats  # expected recall on exam day, weighed by value, added by each day's work
    advantage: Floats  # value gained per second by taking the card today rather than at its next best time
    seconds: Floats  # expected, if taken today
    recalled: Floats  # on exam day, with the plan
    untouched: Floats  # on exam day, without any further study
    left_out: Floats  # probability that the plan never takes the card again


def solve(
    pool: Pool,
    budget: Floats,
    weights: Weights,
    *,
    start: Floats | None = None,
    new_until: int | None = None,
) -> Solution:
    """Solve for the days of `budget` (seconds a day, from today to the day before the exam).

    `start` are prices to begin from, such as yesterday's; new cards begin before day `new_until`.
    """
    cards, count, place = distinct(pool)
    days = len(budget)

    def problem_in(step: int, rows: int, columns: int, kinds: int) -> Problem:
        grid = build_grid(weights, _horizon(-(-days // step)), rows, columns, step)
        return Problem(grid, cards, count, kinds_of(cards, kinds), budget, step=step, new_until=new_until)

    problem = problem_in(1, *FINE)
    prices = find_prices(problem, settling(days), _sketched(problem_in, days) if start is None else start)
    temperature = temperature_for(days)
    tables = problem.tables(prices, temperature)
    choices = problem.choices(prices, tables, temperature)
    outlook = problem.outlook(prices, temperature)
    return Solution(
        prices=prices,
        seconds_by_day=outlook.seconds,
        gain_by_day=outlook.gains,
        advantage=_advantages(problem, choices, prices, temperature)[place],
        seconds=problem.seconds[0][place],
        recalled=problem.recalled(tables, choices)[place],
        untouched=problem.untouched[place],
        left_out=choices.split[0][place],
    )


def _sketched(problem_in: Callable[[int, int, int, int], Problem], days: int) -> Floats:
    """Prices to set out from. They hardly depend on the grid: a coarse one, in long steps, leads most of the way."""
    step = -(-days // SKETCHED_STEPS)
    sketch = problem_in(step, *SKETCH)
    middle = sketch.first_day + (step - 1) / 2
    return np.exp(np.interp(np.arange(days), middle, np.log(find_prices(sketch, searching(days)))))


def _advantages(problem: Problem, choices: Choices, prices: Floats, temperature: float) -> Floats:
    """Today's review against the best of waiting, per second of today's; today's own price is left out.

    So the order of the cards does not hang on today's price: it is the one at which the day is full.
    """
    waiting = np.delete(choices.worth, 1, axis=0)
    best = waiting.max(axis=0)
    soft = best + temperature * np.log(np.exp((waiting - best) / temperature).sum(axis=0))
    gained = choices.worth[1] + prices[0] * problem.burden[0] - soft
    return np.asarray(gained / problem.burden[0])


def _horizon(days: int) -> int:
    # A grid serves every shorter plan too; rounding up lets a whole season of mornings share few grids.
    return max(8, int(2 ** np.ceil(np.log2(days + 1))))
