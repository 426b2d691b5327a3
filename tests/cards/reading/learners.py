"""The learner that says whether a point is covered: stochastic gradient boosting (Friedman 2002), in numpy.

It boosts the logistic loss with complete trees of depth 3 and Newton steps in the leaves; three such models, differing
in what they draw, are averaged.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]
Chosen = NDArray[np.bool_]
DEPTH = 3
_SEEDS = (0, 1, 2)
_TREES, _RATE, _ROWS, _COLUMNS, _LEAST = 100, 0.07, 0.6, 0.4, 8.0


def probability(score: Numbers) -> Numbers:
    """The logistic function."""
    result: Numbers = 1 / (1 + np.exp(-np.clip(score, -30, 30)))
    return result


@dataclass(frozen=True)
class Trees:
    """Complete trees: the numbers and thresholds asked (node n goes to 2n+1 or 2n+2), and the leaves."""

    constant: float
    asked: NDArray[np.int64]
    thresholds: Numbers
    leaves: Numbers

    def score(self, rows: Numbers) -> Numbers:
        """The log odds of each row."""
        total = np.full(len(rows), self.constant)
        for asked, thresholds, leaves in zip(self.asked, self.thresholds, self.leaves, strict=True):
            total += leaves[_leaf_of(rows, asked, thresholds)]
        return total


def _leaf_of(rows: Numbers, asked: NDArray[np.int64], thresholds: Numbers) -> NDArray[np.int64]:
    node = np.zeros(len(rows), dtype=np.int64)
    for _ in range(DEPTH):
        node = 2 * node + 1 + (rows[np.arange(len(rows)), asked[node]] > thresholds[node])
    result: NDArray[np.int64] = node - (2**DEPTH - 1)
    return result


def fit_trees(rows: Numbers, right: Numbers, weight: Numbers) -> Trees:
    """The mean of several models, as one that has all their trees."""
    models = [_boosted(rows, right, weight, seed) for seed in _SEEDS]
    return Trees(
        models[0].constant,
        np.concatenate([model.asked for model in models]),
        np.concatenate([model.thresholds for model in models]),
        np.concatenate([model.leaves for model in models]) / len(models),
    )


def _boosted(rows: Numbers, right: Numbers, weight: Numbers, seed: int) -> Trees:
    """Each tree sees part of the rows, each node part of the numbers."""
    chance = np.random.default_rng(seed)
    share = float(np.average(right, weights=weight))
    constant = float(np.log(share / (1 - share)))
    score = np.full(len(rows), constant)
    trees: list[tuple[Any, Any, Any]] = []
    for _ in range(_TREES):
        drawn = chance.random(len(rows)) < _ROWS
        now = probability(score)
        tree = _tree(rows, right - now, now * (1 - now), weight * drawn, chance)
        score = score + tree[2][_leaf_of(rows, tree[0], tree[1])]
        trees.append(tree)
    return Trees(constant, *(np.array(part) for part in zip(*trees, strict=True)))


def _tree(
    rows: Numbers, residual: Numbers, curve: Numbers, weight: Numbers, chance: np.random.Generator
) -> tuple[NDArray[np.int64], Numbers, Numbers]:
    inner = 2**DEPTH - 1
    asked, thresholds = np.zeros(inner, dtype=np.int64), np.full(inner, 9.0)
    members: list[NDArray[np.int64]] = [np.flatnonzero(weight > 0)]
    for node in range(inner):
        here = members[node]
        asked[node], thresholds[node] = _split(rows, residual, weight, here, chance)
        above = rows[here, asked[node]] > thresholds[node]
        members += [here[~above], here[above]]
    sums = [float((weight * residual)[here].sum()) for here in members[inner:]]
    curves = [float((weight * curve)[here].sum()) for here in members[inner:]]
    leaves = np.array([_RATE * total / (bend + 1) for total, bend in zip(sums, curves, strict=True)])
    return asked, thresholds, leaves


def _split(
    rows: Numbers, residual: Numbers, weight: Numbers, here: NDArray[np.int64], chance: np.random.Generator
) -> tuple[int, float]:
    """The number and threshold that part the residuals best; 9 parts nothing, no number is as large."""
    best, found = 0.0, (0, 9.0)
    if weight[here].sum() < 2 * _LEAST:
        return found
    columns = chance.choice(rows.shape[1], max(1, int(_COLUMNS * rows.shape[1])), replace=False)
    total, all_weight = (weight * residual)[here].sum(), weight[here].sum()
    for column in columns:
        values = rows[here, column]
        order = np.argsort(values, kind="stable")
        ordered = values[order]
        left = np.cumsum((weight * residual)[here][order])[:-1]
        left_weight = np.cumsum(weight[here][order])[:-1]
        fits = (np.diff(ordered) > 1e-9) & (left_weight >= _LEAST) & (all_weight - left_weight >= _LEAST)
        if fits.any():
            gain = left**2 / left_weight + (total - left) ** 2 / np.maximum(all_weight - left_weight, 1e-9)
            at = int(np.argmax(np.where(fits, gain, -1.0)))
            gained = float(gain[at] - total**2 / all_weight)
            if gained > best:
                best, found = gained, (int(column), round(float(ordered[at] + ordered[at + 1]) / 2, 4))
    return found
