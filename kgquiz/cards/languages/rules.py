"""What a language of content is made of for the marker."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import field

from kgquiz.value import dataclass

KYRGYZ = "ky"
"""The language of a deck that names none; its rules are those of `kgquiz.cards.kyrgyz`."""


def _as_it_is(word: str) -> str:
    return word


def _same(expected: str, typed: str) -> bool:
    return expected == typed


def _only_itself(word: str) -> tuple[str, ...]:
    return (word,)


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules of one language. Words are handed in small letters."""

    alike: Mapping[int, int] = field(default_factory=dict)
    """Letters of another alphabet that look like those of this one, for words that mix the two."""
    fold: Callable[[str], str] = _as_it_is
    """A word as another keyboard or spelling would have it: ё as е, labour as labor."""
    same_word: Callable[[str, str], bool] = _same
    """Whether the second word is a form of the first; both folded."""
    forms: Callable[[str], tuple[str, ...]] = _only_itself
    """Every stem that a folded word may be made of, itself first: by what a word is looked up."""
    left_out: frozenset[str] = frozenset()
    """Words that say nothing: articles."""
    joining: frozenset[str] = frozenset()
    """Words for "and" between parts whose order is free."""
    denying: frozenset[str] = frozenset()
    """Words for "not"."""
    layout: Mapping[int, int] = field(default_factory=dict)
    """The letters that its keys give while the other keyboard layout is on: what was typed to what was meant."""
    number_words: Mapping[str, int] = field(default_factory=dict)
    """Numbers in words, in all their forms."""
    scales: Mapping[str, int] = field(default_factory=dict)
    """Words that multiply: thousand, million."""
    thousands: str = ""
    """What groups the digits of a number, where it is no space."""
    months: Mapping[str, int] = field(default_factory=dict)
    percent: frozenset[str] = frozenset()
    after_number: frozenset[str] = frozenset()
    """What only shows that a number is an ordinal (5-й, 5th)."""
    year: frozenset[str] = frozenset()
    """Words for "year", which after the number of a year may be left out."""


PLAIN = Rules()
"""Nothing is known of the language."""
