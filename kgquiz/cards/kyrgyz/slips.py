"""Slips: one edit in one long word. Never forgiven unasked, unless it can be no other word."""

from __future__ import annotations

from functools import cache, lru_cache

from rapidfuzz.distance import OSA

from kgquiz.cards.kyrgyz.field import named_things
from kgquiz.cards.kyrgyz.inflection import LONGEST_WORD, Kinship, TokenPlace, Variant, Word, kin, word_of
from kgquiz.cards.kyrgyz.letters import fold, skeleton
from kgquiz.cards.kyrgyz.normal import Reading
from kgquiz.cards.kyrgyz.phrases import Phrase
from kgquiz.cards.kyrgyz.sounds import is_mistyped, sounds_like
from kgquiz.cards.kyrgyz.synonyms import synonyms
from kgquiz.cards.kyrgyz.tally import UNCOUNTED, Tally
from kgquiz.cards.verdict import Allowance, Forgiven

_SLIP_SPEAKS_FROM = 8
"""Shorter words have too many neighbours one letter away."""


def slip(phrase: Phrase, typed: Reading, tally: Tally = UNCOUNTED) -> Forgiven | None:
    """The one long word that is an edit away from the expected one, if all others fit."""
    if len(typed.tokens) != len(phrase.words):
        return None
    odd = _misfit(phrase, typed, tally)
    alone = len(phrase.words) == 1
    if odd is not None and (kind := forgivable(phrase.words[odd], typed.tokens[odd], typed.folded[odd], alone=alone)):
        return Forgiven(typed.shown[odd], phrase.reading.shown[odd], kind)
    if odd is None or len(phrase.words[odd].text) < _SLIP_SPEAKS_FROM:
        return None
    if not is_one_edit_away(phrase.words[odd], typed.tokens[odd], typed.folded[odd], tally):
        return None
    return Forgiven(typed.shown[odd], phrase.reading.shown[odd], Allowance.LETTER)


@lru_cache(maxsize=8192)
def misspelled(token: str, known: str, place: TokenPlace, *, alone: bool) -> tuple[Allowance | None, bool]:
    """What a teacher passes over in a token, beside a known one; and whether it is but one edit away.

    An answer is compared in several readings, with several right answers, and the same two words each time.
    """
    word, folded = word_of(known, place), fold(token)
    kind = forgivable(word, token, folded, alone=alone)
    return kind, is_one_edit_away(word, token, folded, related=not alone)


def forgivable(word: Word, token: str, folded: str, *, alone: bool) -> Allowance | None:
    """What a teacher passes over in a word: its spelling; a letter lost in its midst, if that makes no other word.

    A word alone must be longer, for it may be another one: реакция, редакция.
    """
    if sounds_like(word, token, folded):
        return Allowance.SOUND
    if not is_mistyped(word, token, folded, alone=alone) or folded in known_words():
        return None
    return Allowance.TYPED


@cache
def known_words() -> frozenset[str]:
    """The folded words of the field and of its synonyms: who typed one of them may have meant it."""
    things = (*named_things(), *synonyms())
    return frozenset(word for thing in things for name in thing.names for word in fold(name.casefold()).split())


def _misfit(phrase: Phrase, typed: Reading, tally: Tally) -> int | None:
    """The one token that does not fit, if there is only one."""
    odd: int | None = None
    for at, (word, token, folded) in enumerate(zip(phrase.words, typed.tokens, typed.folded, strict=True)):
        tally.add(1 + len(word.variants))
        if kin(word, token, folded):
            continue
        if odd is not None:
            return None
        odd = at
    return odd


def is_one_edit_away(word: Word, token: str, folded: str, tally: Tally = UNCOUNTED, *, related: bool = False) -> bool:
    """Whether a token is a form of the word but for one letter too many, too few, another, or two swapped.

    `related` forms may be those of a third word, of which both are forms: администрациялар, администарция.
    """
    if len(folded) > LONGEST_WORD:
        return False
    bones = skeleton(token)
    kinships = {Kinship.INFLECTED, Kinship.RELATED} if related else {Kinship.INFLECTED}
    variants = (variant for variant in word.variants if variant.kinship in kinships)
    return any(_nearly(variant, folded, bones, tally) for variant in variants)


def _nearly(variant: Variant, folded: str, bones: str, tally: Tally) -> bool:
    """One letter too many, too few, another, or two swapped in the stem; the ending as it should be."""
    length = len(variant.prefix)
    tally.add(3 * length)
    return any(
        bones[cut:] in variant.endings and OSA.distance(variant.prefix, folded[:cut], score_cutoff=1) <= 1
        for cut in (length, length - 1, length + 1)
    )
