"""FSRS-6 over whole arrays: recall, and the memory after a day's right or wrong answer.

The same formulas as fsrs-rs, which computes one card at a time; the tests hold the two together.
Source: FSRS-6, https://github.com/open-spaced-repetition/fsrs4anki/wiki/The-Algorithm
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from kgquiz.value import dataclass

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
Ints = NDArray[np.int64]
Weights = tuple[float, ...]

SHORTEST_STABILITY = 0.0001
LONGEST_STABILITY = 36_500.0
# Share of new cards answered right at first sight: fsrs-rs, default_simulator_config().first_rating_prob,
# where "again" stands at 0.24.
RIGHT_AT_FIRST_SIGHT = 0.76
# The range of each weight: fsrs-rs, parameter_clipper.rs, which clips whatever it is given.
_LOWEST = (*(0.001,) * 4, 1.0, *(0.001,) * 3, 0.0, 0.0, *(0.001,) * 4, 0.0, 0.0, 1.0, 0.0, 0.0, 0.0, 0.1)
_HIGHEST = (*(100.0,) * 4, 10.0, 4.0, 4.0, 0.75, 4.5, 0.8, 3.5, 5.0, 0.25, 0.9, 4.0, 1.0, 6.0, 2.0, 2.0, 0.8, 0.8)


@dataclass(frozen=True, slots=True)
class MemoryArrays:
    """Stability in days and difficulty 1..10 of many cards, as arrays of one shape."""

    stability: Floats
    difficulty: Floats

    def where(self, chosen: Flags, other: MemoryArrays) -> MemoryArrays:
        """These states where `chosen` holds, the other ones elsewhere."""
        return MemoryArrays(
            np.where(chosen, self.stability, other.stability),
            np.where(chosen, self.difficulty, other.difficulty),
        )


def bounded_weights(weights: Weights) -> Weights:
    """The weights as fsrs-rs would take them: each within its range."""
    return tuple(np.clip(weights, _LOWEST, _HIGHEST).tolist())


def recall_after(elapsed: Floats, stability: Floats, weights: Weights) -> Floats:
    """Probability of recall after `elapsed` days, elementwise."""
    decay = weights[20]
    factor = 0.9 ** (-1 / decay) - 1
    return np.asarray((1 + factor * np.maximum(elapsed, 0) / stability) ** -decay)


def elapsed_at(recalled: Floats, stability: Floats, weights: Weights) -> Floats:
    """Days after which recall has fallen so far, elementwise: the inverse of `recall_after`."""
    decay = weights[20]
    factor = 0.9 ** (-1 / decay) - 1
    return np.asarray(stability / factor * (np.clip(recalled, 1e-6, 1.0) ** (-1 / decay) - 1))


def first_states(weights: Weights) -> tuple[MemoryArrays, MemoryArrays]:
    """Memory at the end of a new card's first day: right at first sight, and wrong, then right."""
    again = MemoryArrays(np.array([weights[0]]), _first_difficulty(1, weights))
    good = MemoryArrays(np.array([weights[2]]), _first_difficulty(3, weights))
    return good, after_same_day_right(again, weights)


def after_right(states: MemoryArrays, recalled: Floats, weights: Weights) -> MemoryArrays:
    """Memory after a right answer on a later day, given with which probability it was recalled."""
    growth = (
        np.exp(weights[8])
        * (11 - states.difficulty)
        * states.stability ** -weights[9]
        * (np.exp(weights[10] * (1 - recalled)) - 1)
    )
    return MemoryArrays(_bounded(states.stability * (growth + 1)), _after_good(states.difficulty, weights))


def after_wrong(states: MemoryArrays, recalled: Floats, weights: Weights) -> MemoryArrays:
    """Memory at the end of a day on which the card was failed, then repeated until it was right."""
    forgotten = (
        weights[11]
        * states.difficulty ** -weights[12]
        * ((states.stability + 1) ** weights[13] - 1)
        * np.exp(weights[14] * (1 - recalled))
    )
    ceiling = states.stability / np.exp(weights[17] * weights[18])
    again = MemoryArrays(_bounded(np.minimum(forgotten, ceiling)), _after_again(states.difficulty, weights))
    return after_same_day_right(again, weights)


def after_same_day_right(states: MemoryArrays, weights: Weights) -> MemoryArrays:
    """Memory after a repeat on the same day, answered right."""
    growth = np.exp(weights[17] * weights[18]) * states.stability ** -weights[19]
    longer = states.stability * np.maximum(growth, 1)
    return MemoryArrays(_bounded(longer), _after_good(states.difficulty, weights))


def _bounded(stability: Floats) -> Floats:
    return np.asarray(np.clip(stability, SHORTEST_STABILITY, LONGEST_STABILITY))


def _first_difficulty(rating: int, weights: Weights) -> Floats:
    return np.array([min(max(_raw_first_difficulty(rating, weights), 1.0), 10.0)])


def _raw_first_difficulty(rating: int, weights: Weights) -> float:
    return float(weights[4] - np.exp(weights[5] * (rating - 1)) + 1)


def _after_good(difficulty: Floats, weights: Weights) -> Floats:
    return _towards_easy(difficulty, weights)


def _after_again(difficulty: Floats, weights: Weights) -> Floats:
    # Two grades below good, damped as difficulty nears ten.
    return _towards_easy(difficulty + 2 * weights[6] * (10 - difficulty) / 9, weights)


def _towards_easy(difficulty: Floats, weights: Weights) -> Floats:
    # The target is the difficulty of a first "easy", which FSRS-6 leaves unclipped.
    target = _raw_first_difficulty(4, weights)
    return np.asarray(np.clip(weights[7] * target + (1 - weights[7]) * difficulty, 1, 10))
