"""simulate: the benchmark of study policies that anyone can run, run by run, so that it can be cut short."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import product

from kgquiz.errors import UsageProblem
from kgquiz.memory.simulation.benchmark import BenchmarkRow, BenchmarkRun, benchmark, table
from kgquiz.memory.simulation.bound import Bound, upper_bound
from kgquiz.memory.simulation.policies import OURS, all_policies
from kgquiz.memory.simulation.students import (
    HALF_LEARNT,
    WORKLOADS,
    Learner,
    Workload,
    known_learners,
    unknown_learners,
)
from kgquiz.messages import N_
from kgquiz.value import dataclass

STUDENTS, STRANGERS = 12, 20
"""How many simulated students there are: with weights the planner knows, and with others."""


@dataclass(frozen=True, slots=True)
class Simulation:
    """What is to be run."""

    workloads: tuple[Workload, ...]
    policies: tuple[str, ...]
    learners: tuple[Learner, ...]
    known: bool

    @property
    def runs(self) -> int:
        """How many runs there are in all."""
        return len(self.workloads) * len(self.policies) * len(self.learners)


def prepared(
    workloads: Sequence[str], policies: Sequence[str], students: int | None, *, unknown: bool, half: bool
) -> Simulation:
    """A simulation from what was asked for: workloads as `cards/days/minutes`, policies by name, or all of them."""
    chosen = tuple(policies) or tuple(all_policies())
    learners = (
        unknown_learners(STRANGERS if students is None else students)
        if unknown
        else known_learners(STUDENTS if students is None else students)
    )
    loads = tuple(map(_workload, workloads)) or (HALF_LEARNT if half else WORKLOADS)
    return Simulation(loads, tuple(dict.fromkeys((*chosen, OURS))), learners, known=not unknown)


def _workload(text: str) -> Workload:
    found = re.fullmatch(r"(\d{1,4})/(\d{1,3})/(\d{1,3})", text)
    if not found or not all(map(int, found.groups())):
        raise UsageProblem(N_("'{text}' is no workload. Write cards/days/minutes, such as 600/30/20."), text=text)
    cards, days, minutes = map(int, found.groups())
    return Workload(cards, days, minutes)


def runs(simulation: Simulation) -> Iterator[BenchmarkRun]:
    """The runs, one by one: every student under every policy before the next student."""
    policies = {name: made for name, made in all_policies().items() if name in simulation.policies}
    yield from benchmark(simulation.workloads, policies, simulation.learners)


def compared(done: Sequence[BenchmarkRun]) -> tuple[BenchmarkRow, ...]:
    """The table of what has run so far."""
    return table(done, OURS)


def bounds(simulation: Simulation) -> Iterator[tuple[Workload, Bound]]:
    """The Lagrangian bound of each workload, for a student whose weights are known."""
    for workload, learner in product(simulation.workloads, known_learners(1)):
        yield workload, upper_bound(workload, learner)
