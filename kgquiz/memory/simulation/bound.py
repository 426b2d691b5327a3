"""The Lagrangian upper bound: what no schedule can beat in expectation, whatever it does."""

from __future__ import annotations

import numpy as np

from kgquiz.memory.planning.grid import build_grid
from kgquiz.memory.planning.pool import kinds_of
from kgquiz.memory.planning.prices import THOROUGH, Effort, find_prices
from kgquiz.memory.planning.problem import PlanningProblem
from kgquiz.memory.simulation.policies import pool_of
from kgquiz.memory.simulation.students import Learner, Workload, first_morning
from kgquiz.value import dataclass


@dataclass(frozen=True, slots=True)
class Bound:
    """The bound on the mean share, and by how much it moved when the grid was made finer."""

    share: float
    grid_error: float


def upper_bound(workload: Workload, learner: Learner, effort: Effort = THOROUGH) -> Bound:
    """Find prices on a grid of every age, then value them on it and a finer one.

    Weak duality makes it a bound for any prices; good prices only make it a tight one. Days are
    budgeted one by one, and a student who begins a card only if it is expected to fit keeps to them
    in expectation.
    """
    coarse, fine = (_problem(workload, learner, rows, columns) for rows, columns in ((32, 6), (48, 9)))
    prices = find_prices(coarse, effort).least_bound_at
    first, second = (one.values(prices).bound / workload.cards for one in (coarse, fine))
    return Bound(second, second - first)


def _problem(workload: Workload, learner: Learner, rows: int, columns: int) -> PlanningProblem:
    morning = first_morning(workload, learner)
    cards = pool_of(morning)
    budget = np.full(workload.days, 60 * workload.minutes)
    oldest = workload.days + int(cards.elapsed.max(initial=0))
    grid = build_grid(learner.truth, oldest, rows, columns, every_age=True)
    return PlanningProblem(grid, cards, kinds_of(cards, 1), budget)
