"""The planner's grid: stability, difficulty and days since the last review; where reviews and waiting lead on it."""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from kgquiz.memory.planning.curves import (
    RIGHT_AT_FIRST_SIGHT,
    Floats,
    Ints,
    MemoryArrays,
    Weights,
    after_right,
    after_wrong,
    first_states,
    recall_after,
)
from kgquiz.value import dataclass

LOWEST, HIGHEST = 0.02, 5000.0  # days of stability the grid spans; beyond them it holds the edge
EVERY_AGE_UP_TO = 10
AGE_GROWTH = 1.18


@dataclass(frozen=True, slots=True)
class Corners:
    """Points of the grid around each memory, and the share of each: what multilinear interpolation needs."""

    points: Ints  # … × corner
    shares: Floats

    def of(self, values: Floats) -> Floats:
        """Values (one a point) read off between the points."""
        return np.asarray((values[self.points] * self.shares).sum(axis=-1))

    def laid(self, mass: Floats, size: int) -> Floats:
        """Mass (one number a memory) put on the points: how much comes to each of `size`."""
        return np.bincount(self.points.ravel(), (mass[..., None] * self.shares).ravel(), size).astype(float)


@dataclass(frozen=True, slots=True)
class Grid:
    """Cells of stability × difficulty, ages in days since the last review, under one student's weights.

    A point is an age and a cell; arrays over points are age × cell.
    """

    weights: Weights
    log_stability: Floats
    difficulty: Floats
    ages: Ints
    recalled: Floats  # age × cell: probability of recall at a review
    reviewed: Floats  # point × cell: where a review leads
    waited: Floats  # age × age: where a day without a review leads
    first: Floats  # cell: where a new card's first day leads

    @property
    def size(self) -> int:
        """Number of cells."""
        return len(self.log_stability) * len(self.difficulty)

    @property
    def states(self) -> MemoryArrays:
        """The memory each cell stands for."""
        return _states(self.log_stability, self.difficulty)

    def recall_in(self, days: int) -> Floats:
        """Probability of recall (age × cell) so many days from now, if nothing is done until then."""
        return recall_after((self.ages + days)[:, None].astype(float), self.states.stability, self.weights)

    def cells_of(self, states: MemoryArrays) -> Corners:
        """The cells around each memory."""
        return _located(self.log_stability, self.difficulty, states)

    def points_of(self, states: MemoryArrays, ages: Floats) -> Corners:
        """The points around each memory of such an age."""
        cells, (lower, up) = self.cells_of(states), _between(self.ages, ages)
        points = [(lower + step)[:, None] * self.size + cells.points for step in (0, 1)]
        shares = [part[:, None] * cells.shares for part in (1 - up, up)]
        return Corners(np.concatenate(points, axis=-1), np.concatenate(shares, axis=-1))

    def after_review(self, states: MemoryArrays, recalled: Floats) -> Corners:
        """The cells around the memories that a review leads to, right and wrong answers weighed."""
        return _answered(self.log_stability, self.difficulty, self.weights, states, recalled)


@lru_cache(maxsize=16)
def build_grid(weights: Weights, oldest: int, rows: int = 24, columns: int = 4, *, every_age: bool = False) -> Grid:
    """The grid for ages up to `oldest` days; `rows` of stability, `columns` of difficulty."""
    log_stability = np.linspace(np.log(LOWEST), np.log(HIGHEST), rows)
    difficulty = np.linspace(1.0, 10.0, columns)
    ages = np.arange(1, max(2, oldest) + 1) if every_age else _ages(oldest)
    states = _states(log_stability, difficulty)
    recalled = recall_after(ages[:, None].astype(float), states.stability, weights)
    reviewed = _matrix(_answered(log_stability, difficulty, weights, states, recalled), rows * columns)
    right, wrong = first_states(weights)
    first = _weighed(
        _located(log_stability, difficulty, right),
        _located(log_stability, difficulty, wrong),
        np.array([RIGHT_AT_FIRST_SIGHT]),
    )
    lower, up = _between(ages, np.minimum(ages + 1, ages[-1]).astype(float))
    waited = _matrix(Corners(np.stack([lower, lower + 1], axis=-1), np.stack([1 - up, up], axis=-1)), len(ages))
    return Grid(
        weights,
        log_stability,
        difficulty,
        ages,
        recalled,
        reviewed,
        waited,
        first.laid(np.ones(1), rows * columns),
    )


def _ages(oldest: int) -> Ints:
    # Beyond ten days a day more or less changes little; fewer ages make long plans quick.
    ages = [*range(1, EVERY_AGE_UP_TO + 1)]
    while ages[-1] < oldest:
        ages.append(int(np.ceil(ages[-1] * AGE_GROWTH)))
    return np.array(ages, dtype=np.int64)


def _matrix(corners: Corners, size: int) -> Floats:
    """The corners as one row of shares for each place."""
    points = corners.points.reshape(-1, corners.points.shape[-1])
    place = np.arange(len(points))[:, None] * size + points
    flat = np.bincount(place.ravel(), corners.shares.ravel(), len(points) * size)
    return np.asarray(flat.reshape(len(points), size))


def _states(log_stability: Floats, difficulty: Floats) -> MemoryArrays:
    rows, columns = len(log_stability), len(difficulty)
    return MemoryArrays(np.exp(np.repeat(log_stability, columns)), np.tile(difficulty, rows))


def _answered(
    log_stability: Floats, difficulty: Floats, weights: Weights, states: MemoryArrays, recalled: Floats
) -> Corners:
    right = _located(log_stability, difficulty, after_right(states, recalled, weights))
    wrong = _located(log_stability, difficulty, after_wrong(states, recalled, weights))
    return _weighed(right, wrong, recalled)


def _weighed(right: Corners, wrong: Corners, chance: Floats) -> Corners:
    return Corners(
        np.concatenate([right.points, wrong.points], axis=-1),
        np.concatenate([right.shares * chance[..., None], wrong.shares * (1 - chance[..., None])], axis=-1),
    )


def _located(log_stability: Floats, difficulty: Floats, states: MemoryArrays) -> Corners:
    row, up = _between(log_stability, np.log(states.stability))
    column, right = _between(difficulty, states.difficulty)
    row, up, column, right = np.broadcast_arrays(row, up, column, right)
    cell, width = row * len(difficulty) + column, len(difficulty)
    return Corners(
        np.stack([cell, cell + 1, cell + width, cell + width + 1], axis=-1),
        np.stack([(1 - up) * (1 - right), (1 - up) * right, up * (1 - right), up * right], axis=-1),
    )


def _between(axis: Floats | Ints, places: Floats) -> tuple[Ints, Floats]:
    """The mark of a rising axis below each place, and how far it lies towards the next; the edges hold."""
    lower = np.clip(np.searchsorted(axis, places, side="right") - 1, 0, len(axis) - 2)
    up = (places - axis[lower]) / (axis[lower + 1] - axis[lower])
    return lower.astype(np.int64), np.clip(up, 0.0, 1.0)
