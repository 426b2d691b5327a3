"""The planner's grid: stability by difficulty, and where a review after each gap leads on it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from kgquiz.memory.planning.curves import (
    RIGHT_AT_FIRST_SIGHT,
    Floats,
    Ints,
    States,
    Weights,
    after_right,
    after_wrong,
    first_states,
    recall_after,
)

LOWEST, HIGHEST = 0.02, 5000.0  # days of stability the grid spans; beyond them it holds the edge
EVERY_GAP_UP_TO = 10
GAP_GROWTH = 1.18


@dataclass(frozen=True, slots=True)
class Moves:
    """Where an answer leads: for each place, eight cells of the grid and the share of each.

    Four surround the memory after a right answer, four the memory after a wrong one.
    """

    cells: Ints
    shares: Floats

    def first(self, gaps: int) -> Moves:
        """The moves after the first so many gaps."""
        return Moves(self.cells[:gaps], self.shares[:gaps])

    def expect(self, values: Floats) -> Floats:
        """Expected value after the answer; `values` is one row per cell, one column per kind."""
        return np.asarray(np.einsum("...nk,...n->...k", values[self.cells], self.shares))

    def spread(self, flow: Floats, size: int) -> Floats:
        """Where `flow` (one column per kind) lands: mass on each of `size` cells, by kind."""
        cells = self.cells.ravel()
        columns = [
            np.bincount(cells, (flow[..., kind, None] * self.shares).ravel(), size) for kind in range(flow.shape[-1])
        ]
        return np.stack(columns, axis=-1)


@dataclass(frozen=True, slots=True)
class Grid:
    """Cells of stability × difficulty under one student's weights, and the moves between them."""

    weights: Weights
    log_stability: Floats
    difficulty: Floats
    gaps: Ints  # in steps
    recalled: Floats  # gap × cell: probability of recall at the review
    moves: Moves  # gap × cell
    first: Moves  # one place: after a new card's first day

    @property
    def size(self) -> int:
        """Number of cells."""
        return len(self.log_stability) * len(self.difficulty)

    @property
    def states(self) -> States:
        """The memory each cell stands for."""
        return _states(self.log_stability, self.difficulty)

    def moves_from(self, states: States, recalled: Floats) -> Moves:
        """Where a review leads from memories that need not lie on the grid."""
        return _moves(self.log_stability, self.difficulty, self.weights, states, recalled)


@lru_cache(maxsize=16)
def build_grid(  # noqa: PLR0913 - how fine the grid is, in each direction
    weights: Weights, steps: int, rows: int = 32, columns: int = 6, step: int = 1, *, all_gaps: bool = False
) -> Grid:
    """The grid for a horizon of `steps` of `step` days; `rows` of stability, `columns` of difficulty."""
    log_stability = np.linspace(np.log(LOWEST), np.log(HIGHEST), rows)
    difficulty = np.linspace(1.0, 10.0, columns)
    gaps = np.arange(1, steps) if all_gaps else _gaps(steps)
    states = _states(log_stability, difficulty)
    recalled = recall_after((gaps * step)[:, None].astype(float), states.stability[None], weights)
    moves = _moves(log_stability, difficulty, weights, states, recalled)
    right, wrong = first_states(weights)
    first = _mixed(
        _located(log_stability, difficulty, right),
        _located(log_stability, difficulty, wrong),
        np.array([RIGHT_AT_FIRST_SIGHT]),
    )
    return Grid(weights, log_stability, difficulty, gaps, recalled, moves, first)


def _gaps(steps: int) -> Ints:
    # Beyond ten steps a gap more or less by one changes little; fewer gaps make long plans quick.
    gaps = [*range(1, min(steps, EVERY_GAP_UP_TO + 1))]
    while gaps and gaps[-1] * GAP_GROWTH < steps - 1:
        gaps.append(int(np.ceil(gaps[-1] * GAP_GROWTH)))
    return np.array([gap for gap in gaps if gap < steps], dtype=np.int64)


def _states(log_stability: Floats, difficulty: Floats) -> States:
    rows, columns = len(log_stability), len(difficulty)
    return States(np.exp(np.repeat(log_stability, columns)), np.tile(difficulty, rows))


def _moves(log_stability: Floats, difficulty: Floats, weights: Weights, states: States, recalled: Floats) -> Moves:
    right = _located(log_stability, difficulty, after_right(states, recalled, weights))
    wrong = _located(log_stability, difficulty, after_wrong(states, recalled, weights))
    return _mixed(right, wrong, recalled)


def _mixed(right: Moves, wrong: Moves, chance: Floats) -> Moves:
    return Moves(
        np.concatenate([right.cells, wrong.cells], axis=-1),
        np.concatenate([right.shares * chance[..., None], wrong.shares * (1 - chance[..., None])], axis=-1),
    )


def _located(log_stability: Floats, difficulty: Floats, states: States) -> Moves:
    row, up = _between(log_stability, np.log(states.stability))
    column, right = _between(difficulty, states.difficulty)
    row, up, column, right = np.broadcast_arrays(row, up, column, right)
    cell, width = row * len(difficulty) + column, len(difficulty)
    return Moves(
        np.stack([cell, cell + 1, cell + width, cell + width + 1], axis=-1),
        np.stack([(1 - up) * (1 - right), (1 - up) * right, up * (1 - right), up * right], axis=-1),
    )


def _between(axis: Floats, places: Floats) -> tuple[Ints, Floats]:
    position = np.clip((places - axis[0]) / (axis[1] - axis[0]), 0, len(axis) - 1)
    lower = np.minimum(position.astype(np.int64), len(axis) - 2)
    return lower, position - lower
