"""What came of the runs: by world and way of studying, means over students, and paired leads."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from kgquiz.memory.simulation.item_policies import FITTED
from kgquiz.memory.simulation.item_runs import ItemOutcome, ItemRun
from kgquiz.value import dataclass


@dataclass(frozen=True, slots=True)
class ItemRow:
    """Marks in percent: the mean and its standard error; the lead of the fitted plan, paired by student.

    `bias` is the believed mark less the true one; `off` the calibration error of single cards; `held` the share of
    exams within the 80 % interval; `tau` and `minutes` are means.
    """

    book: str
    world: str
    way: str
    mark: float
    error: float
    lead: float
    lead_error: float
    bias: float
    off: float
    held: float
    tau: float
    minutes: float
    students: int


def item_table(runs: Sequence[ItemRun], ours: str = FITTED) -> tuple[ItemRow, ...]:
    """One row for each book, world and way, in the order in which they were run."""
    groups: dict[tuple[str, str, str], dict[int, ItemOutcome]] = {}
    for run in runs:
        groups.setdefault((run.book, run.truth.name, run.way), {})[run.seed] = run.outcome
    return tuple(_row(key, group, groups.get((*key[:2], ours), {})) for key, group in groups.items())


def _row(key: tuple[str, str, str], group: dict[int, ItemOutcome], leading: dict[int, ItemOutcome]) -> ItemRow:
    found = list(group.values())
    leads = [leading[seed].mark - outcome.mark for seed, outcome in group.items() if seed in leading]
    marks = [outcome.mark for outcome in found]
    return ItemRow(
        *key,
        mark=_mean(marks),
        error=_error(marks),
        lead=_mean(leads) if leads else 0.0,
        lead_error=_error(leads),
        bias=_mean([outcome.believed - outcome.mark for outcome in found]),
        off=_mean([outcome.off for outcome in found]),
        held=_mean([outcome.held for outcome in found]),
        tau=_mean([outcome.tau for outcome in found]),
        minutes=_mean([outcome.minutes for outcome in found]),
        students=len(found),
    )


def _mean(values: Sequence[float]) -> float:
    return float(np.mean(values))


def _error(values: Sequence[float]) -> float:
    """Standard error of the mean; 0 when there is one value only."""
    return float(np.std(values, ddof=1) / np.sqrt(len(values))) if len(values) > 1 else 0.0
