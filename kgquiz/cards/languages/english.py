"""English: plurals and possessives, two ways of spelling, articles, numbers and months.

Only nouns are declined: market and marketing, plan and planning, account and accounting are terms of their own.
"""

from __future__ import annotations

import re
from functools import lru_cache

from kgquiz.cards.languages.rules import Rules

_PAIRS = (
    ("", "s"),
    ("", "es"),
    ("y", "ies"),
    ("f", "ves"),
    ("fe", "ves"),
    ("is", "es"),
    ("on", "a"),
    ("um", "a"),
    ("us", "i"),
    ("ix", "ices"),
    ("ex", "ices"),
    ("man", "men"),
    ("woman", "women"),
    ("", "ren"),
)
_STEMS = {
    "on": ("criteri", "phenomen"),
    "um": ("dat", "medi", "memorand", "referend", "curricul", "bacteri"),
    "us": ("nucle", "radi", "stimul", "foc", "alumn"),
    "is": ("s", "x", "th", "en"),
}
"""Ends of stems that have the plural of their language: criteria, data, nuclei, analyses."""
_IRREGULAR = {
    frozenset(pair) for pair in (("person", "people"), ("foot", "feet"), ("tooth", "teeth"), ("mouse", "mice"))
}
_OTHER_THINGS = frozenset(
    [
        *("news", "goods", "customs", "arms", "economics", "politics", "statistics", "physics", "ethics", "means"),
        *("mechanics", "securities", "savings", "works", "premises", "proceeds", "spectacles", "damages", "minutes"),
    ]
)
"""Plurals that are terms of their own: custom and customs, good and goods."""
_HISSING = ("s", "x", "z", "ch", "sh", "o")
_SHORTEST = 3


@lru_cache(maxsize=16384)
def same_word(expected: str, typed: str) -> bool:
    """Whether two folded words are one noun, in the singular, the plural or the possessive."""
    if expected == typed or frozenset((expected, typed)) in _IRREGULAR:
        return True
    if expected in _OTHER_THINGS or typed in _OTHER_THINGS:
        return False
    return _is_plural(typed, expected) or _is_plural(expected, typed)


def _is_plural(many: str, one: str) -> bool:
    """Whether `many` is made of `one`."""
    for ending, other in _PAIRS:
        stem = one.removesuffix(ending) if ending else one
        if len(stem) + len(ending) == len(one) and stem + other == many and len(one) >= _SHORTEST:
            return _may_be(one, stem, ending, other)
    return False


def _may_be(one: str, stem: str, ending: str, other: str) -> bool:
    """Whether a word of this ending has this plural: pas has no pass."""
    if ending in _STEMS:
        return stem.endswith(_STEMS[ending])
    return {
        ("", "s"): not one.endswith("s"),
        ("", "es"): one.endswith(_HISSING),
        ("", "ren"): one == "child",
    }.get((ending, other), True)


def forms(word: str) -> tuple[str, ...]:
    """The word and what it may be the plural of."""
    found = [word]
    for ending, other in _PAIRS:
        if other and word.endswith(other) and len(word) - len(other) >= _SHORTEST:
            found.append(word.removesuffix(other) + ending)
    return tuple(dict.fromkeys(found))


_AMERICAN = (
    (re.compile(r"(?<=[a-z]{3})is(?=(?:e[sdr]?|ing|ations?)$)"), "iz"),
    (re.compile(r"(?<=[a-z]{2})our(?=(?:s|ed|ing|able|ite)?$)"), "or"),
    (re.compile(r"(?<=[a-z]{3}t)re(?=s?$)"), "er"),
    (re.compile(r"(?<=[a-z])ll(?=(?:ed|ing|er|ers)$)"), "l"),
    (re.compile(r"(?<=[a-z]{2})ence(?=s?$)"), "ense"),
    (re.compile(r"mme(?=s?$)"), "m"),
)


def fold(word: str) -> str:
    """One spelling for British and American: organisation, labour, centre, licence, programme."""
    for pattern, letters in _AMERICAN:
        word = pattern.sub(letters, word)
    return word


_ONES = (
    "zero one two three four five six seven eight nine ten"
    " eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth"
    " thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
)
_MONTHS = "january february march april may june july august september october november december"
_LATIN_KEYS = "qwertyuiop[]asdfghjkl;'zxcvbnm,."
_RUSSIAN_KEYS = "йцукенгшщзхъфывапролджэячсмитьбю"

ENGLISH = Rules(
    alike=str.maketrans("авсенкмортху", "abcehkmoptxy"),
    fold=fold,
    same_word=same_word,
    forms=forms,
    left_out=frozenset({"a", "an", "the"}),
    joining=frozenset({"and"}),
    denying=frozenset({"not", "no", "without", "never"}),
    layout=str.maketrans(_RUSSIAN_KEYS, _LATIN_KEYS),
    number_words={
        **{word: number for number, word in enumerate(_ONES.split())},
        **{word: 10 * number for number, word in enumerate(_TENS.split(), 2)},
        **{word: number for number, word in enumerate(_ORDINALS.split(), 1)},
        "hundred": 100,
    },
    thousands=",",
    scales={"thousand": 10**3, "million": 10**6, "billion": 10**9},
    months={word: number for number, word in enumerate(_MONTHS.split(), 1)},
    percent=frozenset({"percent", "pct"}),
    after_number=frozenset({"st", "nd", "rd", "th"}),
)
