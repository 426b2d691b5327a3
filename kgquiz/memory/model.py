"""What a student remembers of a card: FSRS-6 states, the forgetting curve and the next interval.

fsrs-rs computes the states; it lacks the recall function, dates and fuzz, which stand here.
Source of the formulas: FSRS-6, https://github.com/open-spaced-repetition/fsrs4anki/wiki/The-Algorithm
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from enum import IntEnum
from functools import cache

from fsrs_rs_python import DEFAULT_PARAMETERS, FSRS, FSRSItem, FSRSReview, MemoryState

from kgquiz.key import CardKey
from kgquiz.value import dataclass

DEFAULT_WEIGHTS: tuple[float, ...] = tuple(DEFAULT_PARAMETERS)
DEFAULT_RETENTION = 0.90
LONGEST_INTERVAL = 36_500


class Rating(IntEnum):
    """What the scheduler is told of an answer."""

    AGAIN = 1
    HARD = 2
    GOOD = 3
    EASY = 4


HALF = 0.5


def rating_of(score: float) -> Rating:
    """Right is good, wrong is again, partly right is hard: but less than half is a failure.

    Calling failures "hard" makes intervals unreasonably long (Anki manual, deck options), hence the floor.
    """
    if score >= 1:
        return Rating.GOOD
    return Rating.HARD if score >= HALF else Rating.AGAIN


@dataclass(frozen=True, slots=True)
class Memory:
    """Stability in days, difficulty 1..10, and the study day (ordinal) of the last review."""

    stability: float
    difficulty: float
    last_day: int


def recall(elapsed: float, stability: float, weights: Sequence[float] = DEFAULT_WEIGHTS) -> float:
    """Probability of recall after `elapsed` days: R = (1 + F·t/S)^−w20, F = 0.9^(−1/w20) − 1."""
    decay = weights[20]
    factor = 0.9 ** (-1 / decay) - 1
    return float((1 + factor * max(elapsed, 0) / stability) ** -decay)


def interval(stability: float, retention: float, weights: Sequence[float] = DEFAULT_WEIGHTS) -> float:
    """Days until recall has fallen to `retention`: the inverse of `recall`."""
    decay = weights[20]
    factor = 0.9 ** (-1 / decay) - 1
    return float(stability / factor * (retention ** (-1 / decay) - 1))


Reviews = Sequence[tuple[int, Rating]]
"""One card's reviews in order: (study day, rating)."""


class Scheduler:
    """FSRS-6 with one student's weights and target retention. Values in, values out."""

    def __init__(self, weights: Sequence[float] = DEFAULT_WEIGHTS, retention: float = DEFAULT_RETENTION) -> None:
        self.weights = tuple(weights)
        self.retention = retention
        self._fsrs = FSRS(list(self.weights))

    def after(self, memory: Memory | None, rating: Rating, day: int) -> Memory:
        """The memory after an answer on study day `day`; None stands for a card never seen."""
        before = None if memory is None else MemoryState(memory.stability, memory.difficulty)
        elapsed = 0 if memory is None else max(0, day - memory.last_day)
        states = self._fsrs.next_states(before, self.retention, elapsed)
        chosen = getattr(states, _OUTCOMES[rating - 1]).memory
        return Memory(chosen.stability, chosen.difficulty, day)

    def replay(self, logs: Sequence[Reviews]) -> list[Memory]:
        """The memory after each log of (study day, rating), none of them empty: `after`, many times over, in Rust."""
        states = self._fsrs.memory_state_batch([_fsrs_item(reviews) for reviews in logs]) if logs else []
        return [
            Memory(state.stability, state.difficulty, reviews[-1][0])
            for state, reviews in zip(states, logs, strict=True)
        ]

    def due(self, card: CardKey, memory: Memory) -> int:
        """The study day on which the card comes back: whole days, at least one, gently spread."""
        days = interval(memory.stability, self.retention, self.weights)
        return memory.last_day + fuzzed(days, spread(card, memory.last_day))


_OUTCOMES = ("again", "hard", "good", "easy")


def _fsrs_item(reviews: Reviews) -> FSRSItem:
    """Reviews with the days since the one before, as fsrs-rs takes them."""
    previous = reviews[0][0]
    steps = []
    for day, rating in reviews:
        steps.append(_fsrs_review(rating, day - previous))
        previous = day
    return FSRSItem(steps)


@cache
def _fsrs_review(rating: Rating, elapsed: int) -> FSRSReview:
    """There are few, and replay asks for a million of them."""
    return FSRSReview(rating, max(0, elapsed))


# Anki's bands: the longer the interval, the smaller the share by which it may be moved.
_BANDS = ((2.5, 7.0, 0.15), (7.0, 20.0, 0.10), (20.0, math.inf, 0.05))


def fuzzed(days: float, chance: float) -> int:
    """Round an interval to whole days, moved by a few so that cards learnt together part company.

    `chance` in [0, 1) chooses within the band; intervals under 2.5 days are not moved.
    """
    whole = min(max(1, round(days)), LONGEST_INTERVAL)
    if days < 2.5:  # noqa: PLR2004 - the lower edge of the first band
        return whole
    width = 1 + sum(share * max(0.0, min(days, end) - start) for start, end, share in _BANDS)
    low, high = max(2, round(days - width)), min(round(days + width), LONGEST_INTERVAL)
    return min(low + int(chance * (high - low + 1)), LONGEST_INTERVAL)


def spread(card: CardKey, day: int) -> float:
    """A reproducible number in [0, 1) for this card on this day: fuzz that replays the same."""
    from hashlib import blake2b  # noqa: PLC0415 - brings in OpenSSL; the first card need not wait for it

    digest = blake2b(f"{card}@{day}".encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big") / 2**64
