"""Words spelled as they are heard: one letter for a doubled one, и for е of a loan word, no soft sign.

Whoever writes so has said the word; о for а is no such thing, for кампания is another word than компания.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from rapidfuzz.distance import OSA

from kgquiz.cards.kyrgyz.inflection import LONGEST_WORD, Kinship, Word
from kgquiz.cards.kyrgyz.letters import VOWELS, skeleton

_SPEAKS_FROM = 6
"""Shorter words have neighbours that sound alike: эсеп, эсип."""
_LONG, _LONG_ALONE, _VERY_LONG = 7, 9, 10
_KEPT_BEFORE, _KEPT_AFTER = 2, 4
"""Letters that stand as they should on either side of a letter too many or too few: an ending says what is done."""
_DOUBLED = re.compile(r"([бвгджзклмнпрстфхцчш])\1")
_SAME_SOUND = str.maketrans({"э": "и", "е": "и", "ь": "", "ъ": "", "щ": "ш"})


@lru_cache(maxsize=8192)
def heard(text: str) -> str:
    """A folded text by its sound."""
    return _DOUBLED.sub(r"\1", text.translate(_SAME_SOUND)).replace("цы", "ци")


def sounds_like(word: Word, token: str, folded: str) -> bool:
    """Whether a token is a form of the word with one letter of its stem written as it is heard."""
    return len(word.folded) >= _SPEAKS_FROM and any(
        typed != stem and heard(typed) == heard(stem) and OSA.distance(stem, typed, score_cutoff=1) <= 1
        for stem, typed in _stems(word, token, folded)
    )


def is_mistyped(word: Word, token: str, folded: str, *, alone: bool = False) -> bool:
    """Whether a letter is missing, doubled or swapped in the midst of a long word, which leaves no other word.

    A letter for another may: компания, кампания; so may one near the end: башкару, башкаруу. A word alone is longer:
    реакция, редакция. In a very long word a vowel may stand for another: прокуротура.
    """
    least = _LONG_ALONE if alone else _LONG
    return any(
        (len(stem) >= least and _in_the_midst(stem, typed)) or (not alone and _is_short_for_long(stem, typed))
        for stem, typed in _stems(word, token, folded)
    )


def _is_short_for_long(stem: str, typed: str) -> bool:
    """Whether one long vowel is written short: шайло, жергиликтү."""
    return len(typed) + 1 == len(stem) and any(
        stem[at] == stem[at - 1] and stem[at] in VOWELS and stem[:at] + stem[at + 1 :] == typed
        for at in range(1, len(stem))
    )


def _stems(word: Word, token: str, folded: str) -> Iterator[tuple[str, str]]:
    """The stems that the word may have, each beside what is typed for it, where the ending is as it should be."""
    if len(folded) > LONGEST_WORD or len(word.folded) < _SPEAKS_FROM - 1:
        return
    bones = skeleton(token)
    for variant in word.variants:
        length = len(variant.prefix)
        if length < _SPEAKS_FROM - 1 or variant.kinship not in {Kinship.INFLECTED, Kinship.RELATED}:
            continue
        for cut in (length, length - 1, length + 1):
            if bones[cut:] in variant.endings:
                yield variant.prefix, folded[:cut]


def _in_the_midst(stem: str, typed: str) -> bool:
    if OSA.distance(stem, typed, score_cutoff=1) != 1:
        return False
    swapped = len(stem) == len(typed)
    if swapped and sorted(stem) != sorted(typed) and not _is_vowel_for_vowel(stem, typed):
        return False
    return stem[:_KEPT_BEFORE] == typed[:_KEPT_BEFORE] and stem[-_KEPT_AFTER:] == typed[-_KEPT_AFTER:]


def _is_vowel_for_vowel(stem: str, typed: str) -> bool:
    if len(stem) < _VERY_LONG:
        return False
    return all(one == other or VOWELS.issuperset(one + other) for one, other in zip(stem, typed, strict=True))
