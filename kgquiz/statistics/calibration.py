"""Whether the memory model foretells rightly: what it said of each answer beforehand against what came."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from kgquiz.key import CardKey
from kgquiz.memory.model import Rating, Scheduler, recall
from kgquiz.statistics.shares import Share
from kgquiz.value import dataclass

BINS = (0.0, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95, 1.0)
"""Edges of the bins of foretold recall: narrow where answers are many."""


@dataclass(frozen=True, slots=True)
class Bin:
    """Answers whose chance was foretold alike: the mean of what was foretold, and what came."""

    low: float
    high: float
    foretold: float
    real: Share


@dataclass(frozen=True, slots=True)
class Calibration:
    """All bins that hold answers; `error` is the mean distance of foretold and real, weighted by answers (ECE)."""

    bins: tuple[Bin, ...]
    n: int
    error: float


def calibration(logs: Mapping[CardKey, Sequence[tuple[int, Rating]]], scheduler: Scheduler) -> Calibration:
    """From some cards' standing reviews, (study day, rating) each; only the first answer of a later day counts."""
    return binned(pair for reviews in logs.values() for pair in foretold(reviews, scheduler))


def foretold(reviews: Sequence[tuple[int, Rating]], scheduler: Scheduler) -> Iterable[tuple[float, bool]]:
    """(chance before the answer, whether it was known) of each answer after a night and more."""
    memory = None
    for day, rating in reviews:
        if memory is not None and day > memory.last_day:
            yield recall(day - memory.last_day, memory.stability, scheduler.weights), rating is not Rating.AGAIN
        memory = scheduler.after(memory, rating, day)


def binned(pairs: Iterable[tuple[float, bool]]) -> Calibration:
    """The pairs by bins; a chance on an edge belongs to the bin above it."""
    held: dict[int, list[tuple[float, bool]]] = {}
    for chance, known in pairs:
        place = next(i for i in range(len(BINS) - 2, -1, -1) if chance >= BINS[i])
        held.setdefault(place, []).append((chance, known))
    bins = tuple(
        Bin(
            BINS[place],
            BINS[place + 1],
            sum(chance for chance, _ in some) / len(some),
            Share(sum(known for _, known in some), len(some)),
        )
        for place, some in sorted(held.items())
    )
    n = sum(one.real.n for one in bins)
    error = sum(abs(one.foretold - one.real.share) * one.real.n for one in bins) / n if n else 0.0
    return Calibration(bins, n, error)
