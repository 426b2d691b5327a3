"""Right answers that are already short for the main one: what may be left out of that one stays in them.

An author who lists «мамлекеттик ыйгарым укуктар» for «берилген мамлекеттик ыйгарым укуктар» has left out what may be
left out. And where the shorter one lacks the level, the main one still says which level is meant.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from kgquiz.cards.kyrgyz.alike import same_word
from kgquiz.cards.kyrgyz.normal import Reading
from kgquiz.cards.kyrgyz.senses import Meant
from kgquiz.cards.verdict import Allowance, Forgiven

_LEVELS = {
    "мамлекеттик": {"state"},
    "республикалык": {"state"},
    "борбордук": {"state"},
    "улуттук": {"state"},
    "облустук": {"region"},
    "райондук": {"district", "local"},
    "шаардык": {"town", "local"},
    "айылдык": {"village", "local"},
    "жергиликтүү": {"district", "town", "village", "local"},
    "муниципалдык": {"town", "village", "local"},
    "эл аралык": {"world"},
}
"""What a word of level may stand for; two that have nothing in common are two levels."""


@lru_cache(maxsize=4096)
def _level(token: str) -> frozenset[str]:
    return frozenset[str]().union(*(kinds for word, kinds in _LEVELS.items() if same_word(word, token)))


@lru_cache(maxsize=4096)
def is_short_for(short: Reading, main: Reading) -> bool:
    """Whether every word of one is a word of the other, which has more."""
    if len(short.tokens) >= len(main.tokens) or not short.tokens:
        return False
    return all(any(same_word(token, other) for other in main.tokens) for token in short.tokens)


def goes_too_far(found: Meant, typed: Reading, expected: Reading, right: Sequence[Reading]) -> bool:
    """Whether what passes for a short right answer leaves out still more, or is of another level than the main one."""
    main = right[0]
    if _is_half_of(typed, main) and any(not piece.typed for piece in found.forgiven):
        return True
    if expected is main or "(" in main.raw or not is_short_for(expected, main):
        return False
    return any(map(_leaves_out, found.forgiven)) or is_of_another_level(typed, main)


_HALVES = re.compile(r"([^\W\d_]{4,})-([^\W\d_]{4,})")


def _is_half_of(typed: Reading, main: Reading) -> bool:
    """Конкурс is not yet конкурс-сынак, though the question may have the other half and the author a third name."""
    if len(typed.tokens) > 1:
        return False
    halves = _HALVES.fullmatch(main.raw.strip().casefold())
    return halves is not None and any(same_word(typed.tokens[0], half) for half in halves.groups())


def _leaves_out(piece: Forgiven) -> bool:
    return not piece.typed and piece.kind is Allowance.LEVEL


def is_of_another_level(typed: Reading, main: Reading) -> bool:
    """Whether it has a level that the main answer has not, where that one has another."""
    hers = [level for level in map(_level, typed.tokens) if level]
    book = [level for level in map(_level, main.tokens) if level]
    return bool(hers and book) and all(one.isdisjoint(other) for one in hers for other in book)
