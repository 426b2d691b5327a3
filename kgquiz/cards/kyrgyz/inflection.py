"""Which forms belong to a word: stem changes and endings, compared on the folded spelling.

A `Word` is prepared once from an expected token; a typed token then costs a few prefix comparisons.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import IntEnum
from functools import cache, lru_cache

from kgquiz.cards.kyrgyz.letters import (
    LOAN_VOICED,
    VOICELESS,
    VOWELS,
    Refold,
    StemEnd,
    fold,
    refold,
    skeleton,
    stem_end,
)
from kgquiz.cards.kyrgyz.suffixes import (
    LONGEST,
    SPATIAL,
    THIRD_AFTER_CONSONANT,
    THIRD_AFTER_VOWEL,
    Case,
    Endings,
    endings,
    plural_endings,
    relational_endings,
)
from kgquiz.value import dataclass

LONGEST_WORD = 48
"""Longer tokens are not words and are compared only as they stand."""
_SHORTEST_STEM = 2
_SHORTEST_OWNED_STEM = 4
"""Below it a vowel stem with -м or -ң is more likely another noun: ада, адам."""
_SHORTEST_LOAN_STEM = 3
_SHORTEST_FLEETING_STEM = 4
_SHORTEST_POSSESSED = 5
"""Below it a word in -ы with -н is more likely another noun: акы, акын."""
_SHORTEST_SHARED_STEM = 3
_SHORTEST_SHARED_STEM_ALONE = 4
_PLAIN_TO_SEE = 3
_CASES_OF_THIRD = frozenset(pair for pair in THIRD_AFTER_CONSONANT if len(pair[0]) >= _PLAIN_TO_SEE)
"""Бүтүндүгүнө is of бүтүндүк, whatever stands by it; -ы alone may belong to the word."""
_CLOSE_VOWELS = "ыиу"
_SOFTENED = {"к": "г", "п": "б"}
_HARDENED = {soft: hard for hard, soft in _SOFTENED.items()}
_NASALS_AND_LIQUIDS = frozenset("нрлз")


class TokenPlace(IntEnum):
    """Where the token stands in its phrase; it decides which endings keep the meaning."""

    ALONE = 0
    INSIDE = 1
    LAST = 2


class Kinship(IntEnum):
    """How a typed token relates to the expected one, from the closest."""

    SAME = 0
    FOLDED = 1
    INFLECTED = 2
    RELATED = 3
    """Both are forms of a third: Кеңештин төрагасы, Кеңеш төрагасы."""


@dataclass(frozen=True, slots=True)
class Variant:
    """A stem as it may be spelled before certain endings (skeletons)."""

    prefix: str
    spelled: str
    """The prefix before the keyboard fold, of the same length."""
    endings: frozenset[str]
    kinship: Kinship


@dataclass(frozen=True, slots=True)
class Word:
    """An expected token with all it may look like."""

    text: str
    folded: str
    variants: tuple[Variant, ...]


@dataclass(frozen=True, slots=True)
class Kin:
    """That a typed token belongs to a word, and what the keyboard fold had to do with it."""

    kinship: Kinship
    refold: Refold = Refold.NONE


_SAME = Kin(Kinship.SAME)


@lru_cache(maxsize=32768)
def word_of(text: str, place: TokenPlace, *, abbreviation: bool = False) -> Word:
    """Prepare a token in normal form; an abbreviation takes any endings, as its reading is not spelled."""
    folded = fold(text)
    if not text.isalpha() or not _SHORTEST_STEM <= len(text) <= LONGEST_WORD:
        return Word(text, folded, ())
    end = StemEnd.ANY if abbreviation else stem_end(folded)
    own = _variants(text, end, _all_endings(end, place), Kinship.INFLECTED)
    return Word(text, folded, (*own, *_shared(text, place)))


def kin(word: Word, token: str, folded: str) -> Kin | None:
    """How a typed token (normal form, folded form) belongs to the word, if it does."""
    if token == word.text:
        return _SAME
    if folded == word.folded:
        return Kin(Kinship.FOLDED, refold(token, word.text))
    bones = skeleton(token)
    for variant in word.variants:
        if folded.startswith(variant.prefix) and bones[len(variant.prefix) :] in variant.endings:
            return Kin(variant.kinship, refold(token[: len(variant.prefix)], variant.spelled))
    return None


@cache
def _all_endings(end: StemEnd, place: TokenPlace) -> Endings:
    """-дагы makes an attribute of the noun: inside a phrase that is its role anyway, at the head not."""
    keeps = Case.OWNED if place is TokenPlace.INSIDE else Case.ATTRIBUTE
    return frozenset(pair for pair in endings(end) if pair[1] is not keeps)


def _variants(stem: str, end: StemEnd, allowed: Endings, kinship: Kinship) -> Iterator[Variant]:
    """The stem as it is, then as vowels that follow change it."""
    texts = _texts(allowed)
    if stem.endswith("ь"):
        yield _variant(stem, _consonantal(texts), kinship)
        stem = stem[:-1]
    last = stem[-1:]
    softens = last in _SOFTENED and stem[-2:-1] in VOWELS
    own = _consonantal(texts) if softens else texts
    if end is StemEnd.VOWEL and len(stem) < _SHORTEST_OWNED_STEM:
        own -= {"м", "ң"}
    yield _variant(stem, own, kinship)
    if softens:
        yield _variant(stem[:-1] + _SOFTENED[last], _vocalic(texts), kinship)
    if last == "й":
        yield _variant(stem[:-1] + "ю", frozenset(text[1:] for text in _vocalic(texts)), kinship)
    if len(stem) >= _SHORTEST_POSSESSED and fold(last) in _CLOSE_VOWELS and stem[-2] not in VOWELS:
        yield _variant(stem[:-1], _third_person(allowed), kinship)
    yield from _without_fleeting_vowel(stem, texts, kinship)
    yield from _with_loan_vowel(stem, allowed, kinship)


def _without_fleeting_vowel(stem: str, texts: frozenset[str], kinship: Kinship) -> Iterator[Variant]:
    """Орун, орду; мурун, мурду; моюн, мойну. Ооз keeps its vowel, being long."""
    if len(stem) < _SHORTEST_FLEETING_STEM or stem[-1] not in _NASALS_AND_LIQUIDS:
        return
    if stem[-2] == "ю":
        yield _variant(stem[:-2] + "й" + stem[-1], _vocalic(texts), kinship)
    elif fold(stem[-2]) in _CLOSE_VOWELS and stem[-3] not in VOWELS and stem[-4] in VOWELS:
        yield _variant(stem[:-2] + stem[-1], _vocalic(texts), kinship)
        if stem[-1] == "н":
            yield _variant(stem[:-2] + "д", _vocalic(texts), kinship)


def _with_loan_vowel(stem: str, allowed: Endings, kinship: Kinship) -> Iterator[Variant]:
    """Loans in two consonants may take a vowel before their endings: объекти-лер, объекти-си."""
    if len(stem) < _SHORTEST_LOAN_STEM or stem[-1] not in VOICELESS | LOAN_VOICED or stem[-2] in VOWELS:
        return
    cases = {case for _, case in allowed}
    after_vowel = (ending for ending, case in endings(StemEnd.VOWEL) if case in cases)
    yield _variant(stem, frozenset("I" + ending for ending in after_vowel), kinship)


def _variant(spelled: str, texts: frozenset[str], kinship: Kinship) -> Variant:
    return Variant(fold(spelled), spelled, texts, kinship)


@cache
def _texts(allowed: Endings) -> frozenset[str]:
    return frozenset(ending for ending, _ in allowed)


@cache
def _third_person(allowed: Endings) -> frozenset[str]:
    """The endings of a word that is a possessive form itself, in the allowed cases: сапаты, сапатын."""
    cases = {case for _, case in allowed}
    return frozenset(ending for ending, case in THIRD_AFTER_CONSONANT if case in cases)


@cache
def _vocalic(texts: frozenset[str]) -> frozenset[str]:
    return frozenset(text for text in texts if text[:1] in {"I", "A"})


@cache
def _consonantal(texts: frozenset[str]) -> frozenset[str]:
    return texts - _vocalic(texts)


def _shared(text: str, place: TokenPlace) -> Iterator[Variant]:
    """The stems of which the token may itself be a form, with the endings that say no more than it does."""
    shortest = _SHORTEST_SHARED_STEM_ALONE if place is TokenPlace.ALONE else _SHORTEST_SHARED_STEM
    bones = skeleton(text)
    for cut in range(max(shortest, len(text) - LONGEST), len(text)):
        cases = _cases_of(bones[cut:], stem_end(text[:cut]), place)
        if cases:
            for stem in _stems_before(text[:cut], bones[cut]):
                end = stem_end(stem)
                yield from _variants(stem, end, _no_more_than(cases, end, place), Kinship.RELATED)


def _cases_of(ending: str, end: StemEnd, place: TokenPlace) -> frozenset[Case]:
    return _readings(end, place).get(ending, frozenset())


@cache
def _readings(end: StemEnd, place: TokenPlace) -> dict[str, frozenset[Case]]:
    """Ending → its cases. A token alone is its own lemma, unless its plural, -сы or a case of -ы is plain to see."""
    possible = relational_endings(end)
    if place is TokenPlace.ALONE:
        possible = plural_endings(end) | (THIRD_AFTER_VOWEL if end is StemEnd.VOWEL else _CASES_OF_THIRD)
    readings: dict[str, set[Case]] = {}
    for ending, case in possible:
        readings.setdefault(ending, set()).add(case)
    return {ending: frozenset(cases) for ending, cases in readings.items()}


def _stems_before(stem: str, first: str) -> Iterator[str]:
    """The dictionary stems that may look like this before an ending with such a first sound."""
    if first != "I":
        yield stem
        return
    last, before = stem[-1], stem[-2:-1]
    if not (last in _SOFTENED and before in VOWELS):
        yield stem
    if last in _HARDENED and before in VOWELS:
        yield stem[:-1] + _HARDENED[last]
    if last in "днрлз" and before not in VOWELS and stem[-3:-2] in VOWELS:
        for vowel in "ыиуү":
            yield stem[:-1] + vowel + ("н" if last == "д" else last)


@cache
def _no_more_than(cases: frozenset[Case], end: StemEnd, place: TokenPlace) -> Endings:
    """A spatial case that the book has must stay; one that it has not must not come in."""
    spatial = cases & SPATIAL
    kept = spatial or frozenset(Case) - SPATIAL
    if spatial and place is not TokenPlace.INSIDE:
        kept |= {Case.NOMINATIVE}
    if not spatial and place is not TokenPlace.INSIDE:
        kept |= SPATIAL
    return frozenset(pair for pair in _all_endings(end, place) if pair[1] in kept)
