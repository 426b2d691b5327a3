"""Words spelled as they are heard: one letter for a doubled one, и for е of a loan word, no soft sign.

Whoever writes so has said the word; о for а is no such thing, for кампания is another word than компания.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import zip_longest

from rapidfuzz.distance import OSA

from kgquiz.cards.kyrgyz.inflection import LONGEST_WORD, Kinship, Word, kin
from kgquiz.cards.kyrgyz.letters import VOWELS, fold, skeleton
from kgquiz.cards.kyrgyz.suffixes import PLURAL

_SPEAKS_FROM = 6
"""Shorter words have neighbours that sound alike: эсеп, эсип."""
_FEWEST_LETTERS = 4
_LONG, _LONG_ALONE, _VERY_LONG = 7, 9, 10
_KEPT_BEFORE, _KEPT_AFTER = 2, 4
"""Letters that stand as they should on either side of a letter too many or too few: an ending says what is done."""
_DOUBLED = re.compile(r"([бвгджзклмнпрстфхцчш])\1")
_SAME_SOUND = str.maketrans({"э": "и", "е": "и", "ь": "", "ъ": "", "щ": "ш"})


@lru_cache(maxsize=8192)
def heard(text: str) -> str:
    """A folded text by its sound; саясый is саясий, коллегиалык коллегиялык."""
    told = _DOUBLED.sub(r"\1", text.translate(_SAME_SOUND)).replace("цы", "ци").replace("иа", "ия")
    return f"{told[:-2]}ий" if told.endswith("ый") else told


def sounds_like(word: Word, token: str, folded: str) -> bool:
    """Whether a token is a form of the word with one letter of its stem, or its plural, written as it is heard."""
    if _has_its_plural_unlike(word, token, folded) or _is_respelled(word, token):
        return True
    if _is_linked_otherwise(word.folded, folded):
        return True
    return len(word.folded) >= _SPEAKS_FROM and any(
        typed != stem and heard(typed) == heard(stem) and OSA.distance(stem, typed, score_cutoff=1) <= 1
        for stem, typed in _stems(word, token, folded)
    )


_PLURALS = ("лAр", "дAр", "тAр", "IлAр")
"""The plural as it stands after a vowel, a voiced sound, a voiceless one, two consonants: шаарлар, мыйзамдар."""


_LETTERS_OF_IT = 3


def _has_its_plural_unlike(word: Word, token: str, folded: str) -> bool:
    """Whether the plural stands as after another sound: мыйзамлар, кеңешлер, актлар, рейтингтер."""
    bones = skeleton(token) if len(token) <= LONGEST_WORD else ""
    if PLURAL.search(bones) is None:
        return False
    return any(
        folded.startswith(variant.prefix)
        and PLURAL.match(bones, len(variant.prefix))
        and any(plural + bones[len(variant.prefix) + _LETTERS_OF_IT :] in variant.endings for plural in _PLURALS)
        for variant in word.variants
        if variant.kinship in {Kinship.INFLECTED, Kinship.RELATED}
    )


_TWO_FOR_ONE = (("щ", "ш"), ("йу", "ю"), ("йа", "я"), ("йо", "ё"))
"""How one sound of Kyrgyz may be written besides; no two words are told apart by it, however short."""
_MAY_BE_RESPELLED = re.compile("[щэ]|й[уао]")


def _is_respelled(word: Word, token: str) -> bool:
    """Whether a token is a form of the word, with щ for ш, йу for ю, е for э or э for е: кеңещ, жойулган, мерия."""
    told = "э" in word.folded or _MAY_BE_RESPELLED.search(token)
    if not told or len(token) > LONGEST_WORD:
        return False
    respelled = token
    for written, letter in _TWO_FOR_ONE:
        if written not in word.folded:
            respelled = respelled.replace(written, letter)
    respelled = "".join(
        _ONE_E.get((typed, letter), typed)
        for typed, letter in zip_longest(respelled, word.folded[: len(respelled)], fillvalue="")
    )
    return respelled != token and kin(word, respelled, fold(respelled)) is not None


_ONE_E = {("е", "э"): "э", ("э", "е"): "е"}
_LINK = re.compile(r"(.{5,}[^аеоыиуэюя])([аыио]?л?[лдт])(?:[ыиу]к|уу)(.*)")
"""A loan and what binds it to -лык: структур-а-лык, структур-лык; the last place where it may stand."""
_LATIN_END = re.compile(r"[аеи]л$")


@lru_cache(maxsize=8192)
def _is_linked_otherwise(word: str, typed: str) -> bool:
    """Whether both are one adjective of a loan, bound otherwise: неоинституционалык, -налдык; финансалык, -сылык."""
    if word[:_SPEAKS_FROM] != typed[:_SPEAKS_FROM]:
        return False
    first, second = _LINK.fullmatch(word), _LINK.fullmatch(typed)
    if first is None or second is None or skeleton(first[3]) != skeleton(second[3]):
        return False
    stems = [_LATIN_END.sub("", found[1]) for found in (first, second)]
    return stems[0] == stems[1] and first.group(1, 2) != second.group(1, 2)


def is_mistyped(word: Word, token: str, folded: str, *, alone: bool = False) -> bool:
    """Whether a letter is missing, doubled or swapped in the midst of a long word, which leaves no other word.

    A letter for another may: компания, кампания; so may one near the end: башкару, башкаруу. A word alone is longer:
    реакция, редакция. In a very long word a vowel may stand for another: прокуротура.
    """
    if not alone and _ends_doubled(word, folded):
        return True
    least = _LONG_ALONE if alone else _LONG
    for stem, typed in _stems(word, token, folded):
        size = len(stem)
        if size >= least and _in_the_midst(stem, typed):
            return True
        if len(typed) + 1 == size and (
            (not alone and _is_short_for_long(stem, typed)) or (size >= _LONG and _leaves_no_word(stem, typed))
        ):
            return True
    return False


def _ends_doubled(word: Word, folded: str) -> bool:
    """Whether a short vowel at the end of the word is written long: ордуу for орду."""
    if folded[:-1] != word.folded or folded[-1] not in VOWELS:
        return False
    return folded[-1] == folded[-2] and len(folded) > _FEWEST_LETTERS


def _is_short_for_long(stem: str, typed: str) -> bool:
    """Whether one long vowel is written short: шайло, жергиликтү."""
    return any(
        stem[at] == stem[at - 1] and stem[at] in VOWELS and stem[:at] + stem[at + 1 :] == typed
        for at in range(1, len(stem))
    )


_NO_WORD = re.compile(r"[бвгджзйклмнпрстфхцчш]{3}")


def _leaves_no_word(stem: str, typed: str) -> bool:
    """Whether a vowel is lost where three consonants come together, as in no word of Kyrgyz: жетекчлик, турктуу."""
    if typed[:_KEPT_BEFORE] != stem[:_KEPT_BEFORE]:
        return False
    at = _first_unlike(stem, typed)
    if stem[at] not in VOWELS or stem[:at] + stem[at + 1 :] != typed:
        return False
    return _NO_WORD.search(typed[max(0, at - 2) : at + 2]) is not None


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
    if stem[:_KEPT_BEFORE] != typed[:_KEPT_BEFORE] or OSA.distance(stem, typed, score_cutoff=1) != 1:
        return False
    kept = _kept_after(stem, typed)
    return kept > 0 and stem[-kept:] == typed[-kept:]


def _kept_after(stem: str, typed: str) -> int:
    """Letters that must stand behind the one that is odd; 0 where it may be another word wherever it stands.

    Two letters swapped in a very long word leave no other word even near its end, nor does a lost syllable: прокрор.
    """
    if len(stem) != len(typed):
        return _KEPT_AFTER - _loses_a_syllable(stem, typed)
    if sorted(stem) == sorted(typed):
        return 1 if len(stem) >= _VERY_LONG else _KEPT_AFTER
    return _KEPT_AFTER if _is_vowel_for_vowel(stem, typed) else 0


def _loses_a_syllable(stem: str, typed: str) -> bool:
    """Whether a long word lost a vowel between two consonants."""
    if len(stem) <= _LONG or len(stem) != len(typed) + 1:
        return False
    at = _first_unlike(stem, typed)
    return stem[at] in VOWELS and VOWELS.isdisjoint(stem[at - 1] + stem[at + 1 : at + 2])


def _first_unlike(stem: str, typed: str) -> int:
    """The place of the first letter that is another one, or of the first that is not typed any more."""
    return next((at for at, (one, other) in enumerate(zip(stem, typed, strict=False)) if one != other), len(typed))


def _is_vowel_for_vowel(stem: str, typed: str) -> bool:
    if len(stem) < _VERY_LONG:
        return False
    return all(one == other or VOWELS.issuperset(one + other) for one, other in zip(stem, typed, strict=True))
