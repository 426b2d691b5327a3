"""The benchmark of policies: every student under every one of them, and the table that comes of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import product

import numpy as np

from kgquiz.memory.planning.curves import Floats
from kgquiz.memory.simulation.students import Learner, Policy, StudentOutcome, Workload, run
from kgquiz.value import dataclass


@dataclass(frozen=True, slots=True)
class BenchmarkRun:
    """One student under one policy; a benchmark is a stream of these, and may be cut short anywhere."""

    workload: Workload
    policy: str
    learner: Learner
    outcome: StudentOutcome


def benchmark(
    workloads: Sequence[Workload],
    policies: dict[str, Callable[[Workload], Policy]],
    learners: Sequence[Learner],
) -> Iterator[BenchmarkRun]:
    """Every student under every policy, student by student, so that what has run can be compared."""
    for workload, learner in product(workloads, learners):
        for name, policy in policies.items():
            yield BenchmarkRun(workload, name, learner, run(workload, learner, policy(workload)))


@dataclass(frozen=True, slots=True)
class BenchmarkRow:
    """One line of a table: the mean share and its standard error, the paired lead of `ours`, minutes."""

    workload: Workload
    policy: str
    share: float
    error: float
    lead: float
    lead_error: float
    minutes: float
    students: int


def table(runs: Sequence[BenchmarkRun], ours: str) -> tuple[BenchmarkRow, ...]:
    """Means by workload and policy; leads are paired over the students both have run with."""
    groups: dict[tuple[Workload, str], dict[Learner, StudentOutcome]] = {}
    for one in runs:
        groups.setdefault((one.workload, one.policy), {})[one.learner] = one.outcome
    return tuple(_row(key, group, groups.get((key[0], ours), {})) for key, group in groups.items())


def _row(
    key: tuple[Workload, str], group: dict[Learner, StudentOutcome], leading: dict[Learner, StudentOutcome]
) -> BenchmarkRow:
    shares = np.array([outcome.share for outcome in group.values()])
    pairs = [leading[who].share - outcome.share for who, outcome in group.items() if who in leading]
    lead = np.array(pairs or [np.nan])
    minutes = float(np.mean([outcome.minutes for outcome in group.values()]))
    return BenchmarkRow(
        *key, float(shares.mean()), _error(shares), float(lead.mean()), _error(lead), minutes, len(shares)
    )


def _error(values: Floats) -> float:
    """Standard error of the mean; 0 when there is one value only."""
    return float(values.std(ddof=1) / np.sqrt(len(values))) if len(values) > 1 else 0.0
