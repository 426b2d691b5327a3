"""How likely it is that a point is covered, from its evidence: boosted trees."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from math import exp

from kgquiz.cards.reading.weights import CONSTANT, TREES

_ASKED, _LEAVES = 7, 8
_TREE = 2 * _ASKED + _LEAVES
Tree = tuple[tuple[int, ...], tuple[float, ...], tuple[float, ...]]
"""Complete: node n goes on to 2n + 1, or to 2n + 2 if the number asked is above the threshold."""


def chance(numbers: Sequence[float]) -> float:
    """From 0 to 1, for numbers in the order of `evidence.NAMES`."""
    score = CONSTANT
    for asked, above, leaves in _trees():
        node = 2 if numbers[asked[0]] > above[0] else 1
        node += node + (2 if numbers[asked[node]] > above[node] else 1)
        score += leaves[node + node + (2 if numbers[asked[node]] > above[node] else 1) - _ASKED]
    return _probability(score)


def _probability(score: float) -> float:
    odds: float = exp(max(-30.0, min(30.0, score)))
    return odds / (1 + odds)


@cache
def _trees() -> tuple[Tree, ...]:
    numbers = TREES.split()
    trees = []
    for start in range(0, len(numbers), _TREE):
        pairs, leaves = numbers[start : start + 2 * _ASKED], numbers[start + 2 * _ASKED : start + _TREE]
        trees.append((tuple(map(int, pairs[::2])), tuple(map(float, pairs[1::2])), tuple(map(float, leaves))))
    return tuple(trees)
