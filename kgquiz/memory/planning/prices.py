"""The price of a second on each day: the one at which the time wanted meets the time there is."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from kgquiz.memory.planning.curves import Floats
from kgquiz.memory.planning.problem import Course, PlanningProblem, Values
from kgquiz.value import dataclass

LOWEST_PRICE, HIGHEST_PRICE = 1e-5, 1.0  # of recall per second
CHEAPEST, DEAREST = 3e-4, 0.12  # of the last day's price, between which the search sets out
# How the price falls with the days left, and how far above the lowest bound to set out. Both were
# measured on the shipped final (14 to 90 days, 10 to 45 minutes): too dear costs little, too cheap much.
FALL, ABOVE = 0.3, 1.35
ABOVE_FOR_SEVERAL = 2.2
"""The same where several exams share the time: the bound is looser then (part 1 in 24 days and the final in 50)."""
GOLDEN = (5**0.5 - 1) / 2
STEP = 0.25


@dataclass(frozen=True, slots=True)
class Effort:
    """How long to look: tries for the level of prices, then rounds of moving them."""

    tries: int
    rounds: int


USUAL = Effort(7, 14)
QUICK = Effort(5, 7)
THOROUGH = Effort(9, 60)
AGAIN = Effort(0, 8)  # from prices that were right yesterday


@dataclass(frozen=True, slots=True)
class BestCourse:
    """The best course that was found, with its prices and values; the least bound met on the way, and where."""

    prices: Floats
    values: Values
    course: Course
    bound: float
    least_bound_at: Floats


def find_prices(problem: PlanningProblem, effort: Effort, start: Floats | None = None) -> BestCourse:
    """Look for the prices whose course reaches most: from `start`, or from the level of least bound.

    Each round moves every day's price towards the one at which that day was full (a tâtonnement in
    logarithms). Every round's course keeps every day's time, so stopping early costs marks, never truth.
    """
    prices = _clipped(_levelled(problem, effort.tries) if start is None else start)
    best: BestCourse | None = None
    least, least_at = np.inf, prices
    for _ in range(effort.rounds):
        values = problem.values(prices)
        course = problem.course(values)
        if values.bound < least:
            least, least_at = values.bound, prices
        if best is None or course.final > best.course.final:
            best = BestCourse(prices, values, course, least, least_at)
        prices = _moved(problem, prices, course.clearing)
    if best is None:
        msg = "an effort has one round at least"
        raise ValueError(msg)
    return replace(best, bound=least, least_bound_at=least_at)


def _levelled(problem: PlanningProblem, tries: int) -> Floats:
    """Prices that rise towards the next exam, at the level of the least bound, which is convex in it, and above."""
    days = np.arange(problem.days)
    coming = np.array(sorted(problem.exams))
    shape = (coming[np.searchsorted(coming, days, side="right")] - days) ** -FALL

    def bound(level: float) -> float:
        return problem.values(np.exp(level) * shape).bound

    low, high = np.log(CHEAPEST), np.log(DEAREST)
    left, right = high - GOLDEN * (high - low), low + GOLDEN * (high - low)
    at_left, at_right = bound(left), bound(right)
    for _ in range(tries - 2):
        if at_left < at_right:
            high, right, at_right = right, left, at_left
            left = high - GOLDEN * (high - low)
            at_left = bound(left)
        else:
            low, left, at_left = left, right, at_right
            right = low + GOLDEN * (high - low)
            at_right = bound(right)
    above = ABOVE if len(problem.exams) == 1 else ABOVE_FOR_SEVERAL
    return np.asarray(above * np.exp(left if at_left < at_right else right) * shape)


def _moved(problem: PlanningProblem, prices: Floats, clearing: Floats) -> Floats:
    """A step towards the prices that cleared each day; days off take theirs from their neighbours."""
    logs = (1 - STEP) * np.log(prices) + STEP * np.log(np.maximum(clearing, LOWEST_PRICE))
    open_days = np.flatnonzero(problem.budget > 0)
    if len(open_days):
        logs = np.interp(np.arange(problem.days), open_days, logs[open_days])
    return _clipped(np.exp(logs))


def _clipped(prices: Floats) -> Floats:
    return np.asarray(np.clip(prices, LOWEST_PRICE, HIGHEST_PRICE))
