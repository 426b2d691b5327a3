"""How much a word says: the rarer its stem in the points of the shipped decks, the more."""

from __future__ import annotations

from functools import cache, lru_cache
from math import log

from kgquiz.cards.reading.common import COUNTS, POINTS

_KEY = 5


def key_of(stem: str) -> str:
    """What stems are counted by: their first letters, as derivations share them."""
    return stem[:_KEY]


@lru_cache(maxsize=8192)
def rarity(stem: str) -> float:
    """From 0, in every point, to 1, in none: the inverse document frequency of Spärck Jones (1972), scaled."""
    return log((POINTS + 1) / (_counts().get(key_of(stem), 0) + 1)) / log(POINTS + 1)


@cache
def _counts() -> dict[str, int]:
    parts = COUNTS.split()
    return dict(zip(parts[::2], map(int, parts[1::2]), strict=True))
