"""Each card over a class, from the first answers: how hard, how telling, how sure, how long.

Facility, discrimination (the correlation with the mean of the student's other answers) and discriminative efficiency
(their covariance as a share of the greatest that both allow) as Moodle's quiz statistics define them.
"""

from __future__ import annotations

from math import sqrt

import numpy as np
from numpy.typing import NDArray

from kgquiz.key import CardKey
from kgquiz.statistics.classroom.columns import FEWEST, ClassColumns, FirstAnswers, Floats
from kgquiz.value import dataclass

_TOGETHER = 256
"""Cards that are worked out at once: their tables fit into the cache."""
SUREST = 3
_NOTHING = 1e-12
"""A variance by rounding alone."""


@dataclass(frozen=True, slots=True)
class ClassItem:
    """One card over a class; figures are None where fewer than ten answered, or nothing varies.

    `seconds` is the median time; `sure` the mean certainty 1..3 over the `stated` answers that had one;
    `misled` the share of those that were as sure as can be and wrong; `overruled` how many said that they were right.
    """

    card: CardKey
    answers: int
    facility: float | None = None
    discrimination: float | None = None
    efficiency: float | None = None
    seconds: float | None = None
    stated: int = 0
    sure: float | None = None
    misled: float | None = None
    overruled: int | None = None


@dataclass(frozen=True, slots=True)
class ClassReliability:
    """Cronbach's α of the cards that everybody answered, and the standard error of a mark on them as a share of 1."""

    cards: int
    students: int
    alpha: float
    error: float


def class_items(columns: ClassColumns) -> tuple[ClassItem, ...]:
    """Every card that was answered, the hardest first; those that too few answered come last."""
    firsts = columns.firsts
    counts = np.count_nonzero(~np.isnan(firsts.table), axis=0)
    figures = [_figures(firsts, slice(at, at + _TOGETHER)) for at in range(0, len(columns.cards), _TOGETHER)]
    facility, discrimination, efficiency = (
        np.concatenate([part[n] for part in figures]) if figures else np.array([]) for n in range(3)
    )
    seconds, stated, sure, misled, overruled = _answers(columns)
    found = [
        ClassItem(
            card,
            int(n),
            *(
                (
                    _figure(facility[at]),
                    _figure(discrimination[at]),
                    _figure(efficiency[at]),
                    _figure(seconds[at] / 1000),
                    int(stated[at]),
                    _figure(sure[at] if stated[at] >= FEWEST else np.nan),
                    _figure(misled[at] if stated[at] >= FEWEST else np.nan),
                    int(overruled[at]),
                )
                if n >= FEWEST
                else ()
            ),
        )
        for at, (card, n) in enumerate(zip(columns.cards, counts, strict=True))
        if n
    ]
    return tuple(sorted(found, key=lambda one: (one.facility is None, one.facility or 0.0, one.card)))


def _figure(value: float) -> float | None:
    return None if np.isnan(value) else float(value)


def _figures(firsts: FirstAnswers, cards: slice) -> tuple[Floats, Floats, Floats]:
    own = firsts.table[:, cards].astype(np.float64)
    there = ~np.isnan(own)
    count = there.sum(axis=0)
    with np.errstate(invalid="ignore", divide="ignore"):
        facility = np.where(there, own, 0.0).sum(axis=0) / count
        rest = firsts.rest(cards)
        both = there & ~np.isnan(rest)
        a, b = _centred(own, both), _centred(rest, both)
        together = (a * b).sum(axis=0)
        spread = np.sqrt((a * a).sum(axis=0) * (b * b).sum(axis=0))
        discrimination = np.where(spread > _NOTHING, together / spread, np.nan)
        # What is not there is a 0 after centring in both, and sorted in line with itself it would count: it goes last.
        most = (_ranked(a, both) * _ranked(b, both)).sum(axis=0)
        efficiency = np.where(most > _NOTHING, together / most, np.nan)
    return facility, discrimination, efficiency


def _centred(values: Floats, there: NDArray[np.bool_]) -> Floats:
    mean: Floats = np.where(there, values, 0.0).sum(axis=0) / there.sum(axis=0)
    return np.where(there, values - mean, 0.0)


def _ranked(values: Floats, there: NDArray[np.bool_]) -> Floats:
    ranked: Floats = np.sort(np.where(there, values, np.inf), axis=0)
    return np.where(np.isinf(ranked), 0.0, ranked)


def _answers(columns: ClassColumns) -> tuple[Floats, Floats, Floats, Floats, Floats]:
    """By card: median time, how many stated a certainty, its mean, sure and wrong, overruled; over first answers."""
    at = np.flatnonzero(columns.first)
    card, size = columns.card[at], len(columns.cards)
    sure = columns.sure[at]
    asked = sure > 0
    stated = np.bincount(card[asked], minlength=size).astype(np.float64)
    with np.errstate(invalid="ignore", divide="ignore"):
        mean = np.bincount(card[asked], weights=sure[asked], minlength=size) / stated
        wrong = asked & (sure == SUREST) & (columns.score[at] < 1)
        misled = np.bincount(card[wrong], minlength=size) / stated
    overruled = np.bincount(columns.card[columns.overruled > 0], minlength=size).astype(np.float64)
    return _medians(card, columns.spent[at], size), stated, mean, misled, overruled


def _medians(card: NDArray[np.int32], spent: NDArray[np.int32], size: int) -> Floats:
    order = np.argsort(card.astype(np.int64) << 32 | spent.astype(np.int64))
    ordered = spent[order].astype(np.float64)
    ends = np.cumsum(np.bincount(card, minlength=size))
    starts = np.concatenate([[0], ends[:-1]])
    found = np.full(size, np.nan)
    there = ends > starts
    low, high = (starts + (ends - starts - 1) // 2)[there], (starts + (ends - starts) // 2)[there]
    found[there] = (ordered[low] + ordered[high]) / 2
    return found


def class_reliability(firsts: FirstAnswers) -> ClassReliability | None:
    """α = k/(k−1)·(1 − Σ var_i / Σ cov_ij) with variances and covariances of all who answered both of two cards.

    Where everybody answered all, that is Cronbach's α itself. Cards that some two of which were answered by fewer than
    ten students together are left out, the least answered first. None where nothing is left or varies.
    """
    table = firsts.table
    counts = np.count_nonzero(~np.isnan(table), axis=0)
    kept = np.flatnonzero(counts >= FEWEST)
    own = table[:, kept].astype(np.float64)
    there = (~np.isnan(own)).astype(np.float64)
    values = np.where(np.isnan(own), 0.0, own)
    together = there.T @ there
    chosen = _answered_together(together)
    if len(chosen) < 2:  # noqa: PLR2004 - a covariance needs two
        return None
    values, there = values[:, chosen], there[:, chosen]
    together = together[np.ix_(chosen, chosen)]
    sums = values.T @ there
    covariance = (values.T @ values - sums * sums.T / together) / (together - 1)
    total, k = float(covariance.sum()), len(chosen)
    if total <= _NOTHING:
        return None
    alpha = k / (k - 1) * (1 - float(np.trace(covariance)) / total)
    students = int(np.count_nonzero(there.sum(axis=1)))
    return ClassReliability(k, students, alpha, sqrt(total * max(0.0, 1 - alpha)) / k)


def _answered_together(together: Floats) -> list[int]:
    """Cards of which any two were answered by ten students, the most answered kept."""
    order = np.argsort(-np.diag(together), kind="stable")
    if (together >= FEWEST).all():
        return [int(one) for one in np.sort(order)]
    enough = together >= FEWEST
    possible = np.ones(len(order), dtype=bool)
    chosen: list[int] = []
    for one in order:
        if possible[one]:
            chosen.append(int(one))
            possible &= enough[one]
    return sorted(chosen)
