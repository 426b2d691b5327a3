"""How likely it is that a point is covered, from its evidence: boosted trees."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from functools import cache
from itertools import accumulate
from math import exp
from operator import and_, getitem

from kgquiz.cards.reading.weights import CONSTANT, TREES

_ASKED, _LEAVES = 7, 8
_TREE = 2 * _ASKED + _LEAVES
_LEFT_OF = (0b00001111, 0b00000011, 0b00110000, 0b00000001, 0b00000100, 0b00010000, 0b01000000)
"""Of each node of a complete tree the leaves, a bit each, out of reach where its number is above its threshold."""
_LEFTMOST = bytes(8 if not leaves else (leaves & -leaves).bit_length() - 1 for leaves in range(256))
Asked = tuple[int, tuple[float, ...], tuple[int, ...]]
"""A number, all thresholds it is held against in order, and the leaves of all trees left by the first n of them."""


def chance(numbers: Sequence[float]) -> float:
    """From 0 to 1, for numbers in the order of `evidence.NAMES`.

    Each number strikes leaves out of all trees at once; what is leftmost of a tree is where it leads (QuickScorer:
    Lucchese et al., SIGIR 2015). Three times as quick as going down the trees one by one.
    """
    asked, trees = _forest()
    left = (1 << 8 * len(trees)) - 1
    for number, thresholds, leaves in asked:
        left &= leaves[bisect_left(thresholds, numbers[number])]
    reached = left.to_bytes(len(trees), "little").translate(_LEFTMOST)
    return _probability(sum(map(getitem, trees, reached), CONSTANT))


def _probability(score: float) -> float:
    odds: float = exp(max(-30.0, min(30.0, score)))
    return odds / (1 + odds)


@cache
def _forest() -> tuple[tuple[Asked, ...], tuple[tuple[float, ...], ...]]:
    numbers = TREES.split()
    starts = range(0, len(numbers), _TREE)
    everything = (1 << 8 * len(starts)) - 1
    struck: defaultdict[int, list[tuple[float, int]]] = defaultdict(list)
    for tree, start in enumerate(starts):
        for node, out in enumerate(_LEFT_OF):
            asked, above = numbers[start + 2 * node : start + 2 * node + 2]
            struck[int(asked)].append((float(above), everything ^ out << 8 * tree))
    return (
        tuple(_asked(number, sorted(those), everything) for number, those in sorted(struck.items())),
        tuple(tuple(map(float, numbers[start + 2 * _ASKED : start + _TREE])) for start in starts),
    )


def _asked(number: int, struck: list[tuple[float, int]], everything: int) -> Asked:
    thresholds, leaves = zip(*struck, strict=True)
    return number, thresholds, tuple(accumulate(leaves, and_, initial=everything))
