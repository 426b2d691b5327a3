"""Inflected forms of Kyrgyz words made by the grammar, harmony and all, apart from the product's own rules."""

from __future__ import annotations

from collections.abc import Iterator

OPEN = {"а": "а", "ы": "а", "у": "а", "о": "о", "е": "е", "и": "е", "ө": "ө", "ү": "ө"}
CLOSE = {"а": "ы", "ы": "ы", "у": "у", "о": "у", "е": "и", "и": "и", "ө": "ү", "ү": "ү"}
SOUND = {"я": "а", "ю": "у", "ё": "о", "э": "е"}
VOWELS = set(OPEN) | set(SOUND)


def glued(stem: str, *patterns: str) -> str:
    """Glue endings written with A and I and a class consonant: Л plural, Д dental, Н nasal, Г velar."""
    word = stem
    for pattern in patterns:
        for sign in pattern:
            word += _sound(word, sign)
    return word


def _sound(word: str, sign: str) -> str:
    if sign in "AI":
        last = next(SOUND.get(letter, letter) for letter in reversed(word) if letter in VOWELS)
        return (OPEN if sign == "A" else CLOSE)[last]
    voiceless, vowel = word[-1] in "кпстфхцчшщ", word[-1] in VOWELS
    if sign == "Л":
        return "т" if voiceless else "л" if vowel or word[-1] in "йр" else "д"
    if sign == "Д":
        return "т" if voiceless else "д"
    if sign == "Н":
        return "т" if voiceless else "н" if vowel else "д"
    if sign == "Г":
        return "к" if voiceless else "г"
    return sign


def possessed(stem: str, ending: str) -> str:
    """A possessive ending (`` for the third person, м ң быз …) with what it does to the stem's end."""
    if stem[-1] in VOWELS:
        return glued(stem, ending or "сI")
    if stem[-1] in "кп" and stem[-2] in VOWELS:
        stem = stem[:-1] + {"к": "г", "п": "б"}[stem[-1]]
    return glued(stem, "I" + ending)


CASES = ("НIн", "НI", "ГA", "ДA", "ДAн")
THIRD_CASES = ("нIн", "н", "нA", "ндA", "нAн")


def forms(stem: str) -> Iterator[str]:
    """Cases, plural, possessives of all persons and their cases."""
    plural = glued(stem, "ЛAр")
    for base in (stem, plural):
        yield from (glued(base, case) for case in CASES)
        third = possessed(base, "")
        yield third
        yield from (glued(third, case) for case in THIRD_CASES)
        for person in ("бIз", "ңIз", "ңAр", "ңIздAр"):
            yield from (glued(possessed(base, person), case) for case in ("", *CASES))
        first, second = possessed(base, "м"), possessed(base, "ң")
        yield from (first, second, glued(first, "дI"), glued(second, "дIн"), glued(first, "A"))
        yield glued(base, "НIкI")
    yield plural


DERIVATIONS = ("ЛIк", "сIз", "ЛAш", "чI", "Л" + "II")


def derivations(stem: str) -> Iterator[str]:
    """Other words made of it: -лык -сыз -лаш -чы -луу."""
    yield from (glued(stem, ending) for ending in DERIVATIONS)
