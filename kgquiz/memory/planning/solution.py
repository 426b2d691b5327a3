"""One morning's solution over columns of cards: prices, each card's advantage today, what will come of it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from kgquiz.memory.planning.curves import Floats, Weights, recall_after
from kgquiz.memory.planning.grid import build_grid
from kgquiz.memory.planning.pool import Pool, kinds_of
from kgquiz.memory.planning.prices import AGAIN, USUAL, Effort, find_prices
from kgquiz.memory.planning.problem import PlanningProblem
from kgquiz.value import dataclass

KINDS = 4
OLDEST = 365  # days since the last review that are told apart


@dataclass(frozen=True, slots=True)
class Solution:
    """By day from today: price of a second, seconds. By card: the rest; recall is a probability.

    What hangs on the exam is by exam first, in the order in which they were given.
    """

    prices: Floats  # of a second, in units of value: where the search for the day's price ended
    price: float  # what a further second today brings; 0 where there is time for everything
    seconds_by_day: Floats
    gain_by_day: Floats  # exam × day: expected recall on exam day, weighed by value, added by each day's work
    advantage: Floats  # value gained per second by taking the card today rather than waiting
    seconds: Floats  # expected, if taken today
    recalled: Floats  # exam × card: on exam day, with the plan
    untouched: Floats  # exam × card: on exam day, without any further study
    left_out: Floats  # exam × card: probability that the plan does not begin it before; 0 if it was seen before
    missing: float  # value by which the least bound lies above the plan: what no plan can add to it


def solve(  # noqa: PLR0913 - what a morning consists of
    pool: Pool,
    budget: Floats,
    weights: Weights,
    *,
    start: Floats | None = None,
    exams: Sequence[int] = (),
    rehearsals: frozenset[int] = frozenset(),
    effort: Effort = USUAL,
) -> Solution:
    """Solve for the days of `budget` (seconds a day, from today to the day before the last exam).

    `start` are prices to begin from, such as yesterday's; `exams` and `rehearsals` as PlanningProblem has them.
    """
    problem = problem_of(pool, budget, weights, exams=exams, rehearsals=rehearsals)
    found = find_prices(problem, effort if start is None else AGAIN, start)
    course = found.course
    advantage, seconds = problem.advantages(found.values)
    on_the_day = [recall_after(pool.elapsed + day, problem.memory.stability, weights) for day in problem.exams]
    return Solution(
        prices=found.prices,
        price=float(course.clearing[0]),
        seconds_by_day=course.seconds,
        gain_by_day=np.diff(course.reached, prepend=problem.untouched_by_exam()[:, None]),
        advantage=advantage,
        seconds=seconds,
        recalled=np.stack([problem.recalled(course, exam) for exam in range(len(problem.exams))]),
        untouched=np.where(pool.fresh, 0.0, np.stack(on_the_day)),
        left_out=np.stack([problem.left_out(course, exam) for exam in range(len(problem.exams))]),
        missing=max(0.0, found.bound - course.final),
    )


def problem_of(
    pool: Pool,
    budget: Floats,
    weights: Weights,
    *,
    exams: Sequence[int] = (),
    rehearsals: frozenset[int] = frozenset(),
) -> PlanningProblem:
    """The priced problem of a morning, on a grid that reaches as far as its cards need."""
    oldest = len(budget) + min(float(pool.elapsed.max(initial=0.0)), OLDEST)
    return PlanningProblem(
        build_grid(weights, _rounded(oldest)),
        pool,
        kinds_of(pool, KINDS),
        budget,
        exams=exams,
        rehearsals=rehearsals,
    )


def _rounded(days: float) -> int:
    # A grid serves every shorter plan too; rounding up lets a whole season of mornings share few grids.
    return max(8, int(2 ** np.ceil(np.log2(days + 1))))
