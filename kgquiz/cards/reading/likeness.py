"""How much alike two words are that are not the same: derived from one root, or one a slip of the other."""

from __future__ import annotations

from functools import lru_cache

from rapidfuzz.distance import Levenshtein

SAME = 1.0
SYNONYM = 0.9
_DERIVED, _ROOT, _SLIP, _TWO_SLIPS = 0.85, 0.7, 0.7, 0.65
NEAR_AT_LEAST = _TWO_SLIPS
"""Below it two words have nothing to do with each other."""
_SHORTEST_ROOT, _LONGEST_TAIL = 4, 3
_SHARED_LETTERS, _SHARED_PART = 5, 0.6
_SHORTEST_WITH_SLIP, _SHORTEST_WITH_TWO, _SHORTEST_WORD = 5, 8, 6


@lru_cache(maxsize=65536)
def likeness(stem: str, folded: str, other: str, other_folded: str) -> float:
    """From 0 to 1, of stems and folded forms with the same first letter."""
    short, long = sorted((len(stem), len(other)))
    shared = _shared_beginning(stem, other)
    if shared == short and shared >= _SHORTEST_ROOT and long - short <= _LONGEST_TAIL:
        return _DERIVED
    if shared >= _SHARED_LETTERS and shared >= _SHARED_PART * long:
        return _ROOT
    if short >= _SHORTEST_WITH_SLIP and _within(stem, other, 1):
        return _SLIP
    if short >= _SHORTEST_WITH_TWO and _within(stem, other, 2):
        return _TWO_SLIPS
    if min(len(folded), len(other_folded)) >= _SHORTEST_WORD and _within(folded, other_folded, 1):
        return _SLIP
    return 0.0


def _shared_beginning(one: str, other: str) -> int:
    shared = 0
    for first, second in zip(one, other, strict=False):
        if first != second:
            break
        shared += 1
    return shared


def _within(one: str, other: str, slips: int) -> bool:
    return Levenshtein.distance(one, other, score_cutoff=slips) <= slips
