"""Kyrgyz inflectional endings as harmony skeletons: plural, possessive, case; no derivation, no negation.

A and I stand for the open and the close vowel of harmony (see `letters.skeleton`). The system is that of the
noun chapter of any Kyrgyz grammar: stem + plural + possessive + case, first consonants by the stem's end.
"""

from __future__ import annotations

import re
from enum import Enum
from functools import cache

from kgquiz.cards.kyrgyz.letters import StemEnd

PLURAL = re.compile("[лдт]Aр")
"""The ending of the plural in a skeleton."""


class Case(Enum):
    """The last slot of a noun form."""

    NOMINATIVE = "nominative"
    GENITIVE = "genitive"
    ACCUSATIVE = "accusative"
    DATIVE = "dative"
    LOCATIVE = "locative"
    ABLATIVE = "ablative"
    OWNED = "-ныкы"
    ATTRIBUTE = "-дагы"

    __hash__ = object.__hash__


SPATIAL = frozenset({Case.DATIVE, Case.LOCATIVE, Case.ABLATIVE, Case.ATTRIBUTE})
"""Cases that say something of their own: кызматка алуу and кызматтан алуу are opposites."""

Endings = frozenset[tuple[str, Case]]


def _cases(nasal: str, velar: str, dental: str) -> Endings:
    return frozenset(
        {
            ("", Case.NOMINATIVE),
            (nasal + "Iн", Case.GENITIVE),
            (nasal + "I", Case.ACCUSATIVE),
            (velar + "A", Case.DATIVE),
            (dental + "A", Case.LOCATIVE),
            (dental + "Aн", Case.ABLATIVE),
            (nasal + "IкI", Case.OWNED),
            (dental + "AгI", Case.ATTRIBUTE),
        }
    )


def _prefixed(prefix: str, endings: Endings) -> Endings:
    return frozenset((prefix + ending, case) for ending, case in endings)


_AFTER_VOWEL = _cases("н", "г", "д")
_AFTER_VOICELESS = _cases("т", "к", "т")
_AFTER_VOICED = _cases("д", "г", "д")
_AFTER_THIRD = frozenset(
    {
        ("", Case.NOMINATIVE),
        ("нIн", Case.GENITIVE),
        ("н", Case.ACCUSATIVE),
        ("нA", Case.DATIVE),
        ("ндA", Case.LOCATIVE),
        ("нAн", Case.ABLATIVE),
        ("нIкI", Case.OWNED),
        ("ндAгI", Case.ATTRIBUTE),
    }
)
_AFTER_SINGULAR_PERSON = frozenset({("A", Case.DATIVE), ("нAн", Case.ABLATIVE)}) | (
    _AFTER_VOICED - {("гA", Case.DATIVE)}
)
_SINGULAR_PERSONS = _prefixed("м", _AFTER_SINGULAR_PERSON) | _prefixed("ң", _AFTER_SINGULAR_PERSON)
_PLURAL_PERSONS = frozenset[tuple[str, Case]]().union(
    *(_prefixed(person, _AFTER_VOICED) for person in ("бIз", "ңAр", "ңIз", "ңIздAр", "нAр", "нIз", "нIздAр"))
)
_PERSONS = _SINGULAR_PERSONS | _PLURAL_PERSONS

THIRD_AFTER_VOWEL = _prefixed("сI", _AFTER_THIRD)
THIRD_AFTER_CONSONANT = _prefixed("I", _AFTER_THIRD)
_POSSESSED_AFTER_VOWEL = THIRD_AFTER_VOWEL | _PERSONS
_POSSESSED_AFTER_CONSONANT = THIRD_AFTER_CONSONANT | _prefixed("I", _PERSONS)

_OF_PLURAL = _AFTER_VOICED | _POSSESSED_AFTER_CONSONANT
_OF_PLURAL_THIRD = _AFTER_VOICED | THIRD_AFTER_CONSONANT

_SINGULAR: dict[StemEnd, Endings] = {
    StemEnd.VOWEL: _AFTER_VOWEL,
    StemEnd.VOICELESS: _AFTER_VOICELESS,
    StemEnd.LIQUID: _AFTER_VOICED,
    StemEnd.VOICED: _AFTER_VOICED,
}
_PLURAL = {
    StemEnd.VOWEL: "лAр",
    StemEnd.VOICELESS: "тAр",
    StemEnd.LIQUID: "лAр",
    StemEnd.VOICED: "дAр",
}
_SPELLED_AS = {
    StemEnd.EITHER: (StemEnd.VOICED, StemEnd.VOICELESS),
    StemEnd.ANY: (StemEnd.VOWEL, StemEnd.VOICELESS, StemEnd.LIQUID, StemEnd.VOICED),
}


@cache
def endings(end: StemEnd) -> Endings:
    """Every ending that may follow a stem of this class, with its case."""
    if end in _SPELLED_AS:
        return frozenset[tuple[str, Case]]().union(*map(endings, _SPELLED_AS[end]))
    possessed = _POSSESSED_AFTER_VOWEL if end is StemEnd.VOWEL else _POSSESSED_AFTER_CONSONANT
    return _SINGULAR[end] | possessed | _prefixed(_PLURAL[end], _OF_PLURAL)


@cache
def plural_endings(end: StemEnd) -> Endings:
    """The plural, bare or of the third person, in all cases."""
    if end in _SPELLED_AS:
        return frozenset[tuple[str, Case]]().union(*map(plural_endings, _SPELLED_AS[end]))
    return _prefixed(_PLURAL[end], _OF_PLURAL_THIRD)


@cache
def relational_endings(end: StemEnd) -> Endings:
    """What a noun may carry inside a book's phrase: plural, third person, case."""
    if end in _SPELLED_AS:
        return frozenset[tuple[str, Case]]().union(*map(relational_endings, _SPELLED_AS[end]))
    third = THIRD_AFTER_VOWEL if end is StemEnd.VOWEL else THIRD_AFTER_CONSONANT
    return (_SINGULAR[end] | third | plural_endings(end)) - {("", Case.NOMINATIVE)}


LONGEST = max(len(ending) for ending, _ in endings(StemEnd.ANY))
ORDINAL_TAILS = frozenset({"чI", "нчI", "IнчI"})
AFTER_DIGITS = ORDINAL_TAILS | frozenset(ending for ending, _ in endings(StemEnd.ANY) if ending)
"""What may be glued to digits or %, with or without a hyphen: 5-ти, 2012-ге, 3-чү, 50%ы."""
