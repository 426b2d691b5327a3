"""Kyrgyz number words, with the endings and ordinals of their last word."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from enum import Enum
from functools import cache, lru_cache

from kgquiz.cards.kyrgyz.inflection import LONGEST_WORD
from kgquiz.cards.kyrgyz.letters import StemEnd, fold, skeleton, stem_end
from kgquiz.cards.kyrgyz.suffixes import LONGEST, THIRD_AFTER_CONSONANT, Case, relational_endings
from kgquiz.value import dataclass

_UNITS = ("нөл", "бир", "эки", "үч", "төрт", "беш", "алты", "жети", "сегиз", "тогуз")
_TENS = ("он", "жыйырма", "отуз", "кырк", "элүү", "алтымыш", "жетимиш", "сексен", "токсон")
_PERSONS = {"экөө": 2, "үчөө": 3, "төртөө": 4, "бешөө": 5, "алтоо": 6, "жетөө": 7}
"""Numbers of persons, said without a noun."""
_SCALES = {
    "миң": 10**3,
    "миллион": 10**6,
    "млн": 10**6,
    "миллиард": 10**9,
    "млрд": 10**9,
    "триллион": 10**12,
    "трлн": 10**12,
}
_TEN, HUNDRED, THOUSAND = 10, 100, 1000
_VALUES = {
    fold(word): value
    for word, value in (
        *zip(_UNITS, range(10), strict=True),
        *zip(_TENS, range(_TEN, HUNDRED, _TEN), strict=True),
        ("жүз", HUNDRED),
        *_PERSONS.items(),
        *_SCALES.items(),
    )
}
_SHORTEST, _LONGEST = 2, max(map(len, _VALUES))
BEYOND_ALL = 10**15
"""No scale is as great."""


class Style(Enum):
    """How a number is written; digits leave open whether it counts or orders."""

    DIGITS = "digits"
    CARDINAL = "cardinal"
    ORDINAL = "ordinal"


@cache
def _case_endings(end: StemEnd) -> dict[str, Case]:
    """Plural, third person, case; a person's own -м -ң would make алтын (gold) of алты (six)."""
    return {"": Case.NOMINATIVE} | dict(sorted(relational_endings(end), key=lambda pair: (pair[0], pair[1].name)))


def case_of(stem_class: StemEnd, rest: str) -> Case | None:
    """The case that an ending (as spelled) gives a number of this class, if it is one."""
    return _case_endings(stem_class).get(skeleton(rest))


@lru_cache(maxsize=16384)
def is_form_of(token: str, stem: str) -> bool:
    """Whether the token is the (folded) stem with any third-person, plural or case ending."""
    folded = fold(token)
    if len(token) > LONGEST_WORD:
        return False
    if folded.startswith(stem):
        return case_of(stem_end(stem), token[len(stem) :]) is not None
    if not stem.endswith("к") or not folded.startswith(stem[:-1] + "г"):
        return False
    return skeleton(token[len(stem) :]) in _third_person()


@cache
def _third_person() -> frozenset[str]:
    return frozenset(text for text, _ in THIRD_AFTER_CONSONANT)


@dataclass(frozen=True, slots=True)
class NumberWord:
    """A word for a number; not `bare` if it carries an ending, after which no other word can follow."""

    value: int
    style: Style = Style.CARDINAL
    case: Case = Case.NOMINATIVE
    bare: bool = True


@lru_cache(maxsize=4096)
def number_word(token: str) -> NumberWord | None:
    """Read one token as a number word."""
    folded = fold(token)
    longest = min(len(folded), _LONGEST)
    for cut in range(longest, max(_SHORTEST, len(folded) - LONGEST) - 1, -1):
        value = _VALUES.get(folded[:cut])
        if value is not None and (word := _inflected(value, folded[:cut], token[cut:])):
            return word
    return None


def _inflected(value: int, stem: str, rest: str) -> NumberWord | None:
    if not rest:
        return NumberWord(value)
    end, bones = stem_end(stem), skeleton(rest)
    ordinal = "нчI" if end is StemEnd.VOWEL else "IнчI"
    if bones.startswith(ordinal):
        case, style = case_of(StemEnd.VOWEL, rest[len(ordinal) :]), Style.ORDINAL
    else:
        case, style = case_of(end, rest), Style.CARDINAL
    return NumberWord(value, style, case, bare=False) if case else None


def read_words(tokens: Sequence[str], start: int) -> tuple[NumberWord, int] | None:
    """A number as it is said: groups below a thousand, each times its scale; and where it ends."""
    said, at, last = _Said(), start, NumberWord(0)
    while last.bare and at < len(tokens) and len(tokens[at]) <= LONGEST_WORD:
        word = number_word(tokens[at])
        if word is None or not said.takes(word.value):
            break
        last, at = word, at + 1
    if at <= start + 1:
        return (last, at) if at > start else None
    return replace(last, value=said.total + said.group), at


class _Said:
    """A number while it is being said."""

    def __init__(self) -> None:
        self.total, self.group = 0, 0
        self.room, self.ceiling = THOUSAND, BEYOND_ALL

    def takes(self, value: int) -> bool:
        """Add one more word, if it can follow those before it."""
        if value >= THOUSAND:
            return self._takes_scale(value)
        grown = _grown(self.group, self.room, value)
        if grown:
            self.group, self.room = grown
        return grown is not None

    def _takes_scale(self, value: int) -> bool:
        if value >= self.ceiling:
            return False
        self.total += (self.group or 1) * value
        self.group, self.room, self.ceiling = 0, THOUSAND, value
        return True


def _grown(group: int, room: int, value: int) -> tuple[int, int] | None:
    """A group below a thousand with one more word, and the place below which more may follow."""
    if value == HUNDRED:
        return ((group or 1) * HUNDRED, HUNDRED) if group < _TEN else None
    place = _TEN if value >= _TEN else 1
    return (group + value, place) if place < room else None
