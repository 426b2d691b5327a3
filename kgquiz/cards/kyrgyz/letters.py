"""Kyrgyz letters: vowels, consonant classes, the keyboard fold and the harmony skeleton."""

from __future__ import annotations

from enum import Enum, IntEnum
from functools import lru_cache

VOWELS = frozenset("аеёиоөуүыэюя")
VOICELESS = frozenset("кпстфхцчшщ")
LOAN_VOICED = frozenset("бвгд")
"""End only loanwords, where both spellings of the ending are in use: архивге, архивке."""
KEEPS_L = frozenset("рй")
"""After these consonants, as after vowels, the plural is -лар."""

UNVOICED = str.maketrans("бг", "пк")
"""At the end of a stem к is as good as г, п as б: адеп, адеби."""

_SOUNDS_LIKE = {"я": "а", "ю": "у", "ё": "о", "э": "е"}
_OPEN_AFTER = {"а": "а", "ы": "а", "у": "а", "о": "о", "е": "е", "и": "е", "ө": "ө", "ү": "ө"}
_CLOSE_AFTER = {"а": "ы", "ы": "ы", "у": "у", "о": "у", "е": "и", "и": "и", "ө": "ү", "ү": "ү"}
_FOLD = str.maketrans("өүңё", "оуне")
_SKELETON = str.maketrans("аеёоөэыиуү", "AAAAAAIIII")


class Refold(IntEnum):
    """What the keyboard fold did to make two spellings one."""

    NONE = 0
    KEYBOARD = 1
    """о у н were typed for ө ү ң, as on a Russian keyboard."""
    REVERSED = 2
    """ө ү ң were typed for о у н: who can type them meant them."""


class StemEnd(Enum):
    """What the first consonant of an ending depends on."""

    VOWEL = "vowel"
    VOICELESS = "voiceless"
    LIQUID = "р й"
    VOICED = "voiced"
    EITHER = "voiced or voiceless"
    ANY = "read in a way the spelling does not show"


@lru_cache(maxsize=32768)
def fold(text: str) -> str:
    """Lower-case text as a Russian keyboard would have it; lengths are kept."""
    return text.translate(_FOLD)


def refold(typed: str, expected: str) -> Refold:
    """How two spellings with one fold differ."""
    if typed == expected:
        return Refold.NONE
    pairs = zip(typed, expected, strict=True)
    return Refold.REVERSED if any(one in "өүң" and one != other for one, other in pairs) else Refold.KEYBOARD


@lru_cache(maxsize=32768)
def skeleton(text: str) -> str:
    """Lower-case text with the vowels that follow harmony reduced to A (open) and I (close)."""
    return text.translate(_SKELETON)


def stem_end(stem: str) -> StemEnd:
    """The class of a stem's last sound; a soft sign has none."""
    last = stem.rstrip("ьъ")[-1:]
    if last in VOWELS:
        return StemEnd.VOWEL
    if last in VOICELESS:
        return StemEnd.VOICELESS
    if last in KEEPS_L:
        return StemEnd.LIQUID
    if last in LOAN_VOICED:
        return StemEnd.EITHER
    return StemEnd.VOICED if "а" <= last <= "я" or last == "ң" else StemEnd.ANY


def sounds(vowel: str) -> str:
    """A vowel as it sounds: я is а."""
    return _SOUNDS_LIKE.get(vowel, vowel)


def last_vowel(word: str) -> str:
    """The last vowel of a word, as it sounds; empty where there is none."""
    return next((sounds(letter) for letter in reversed(word) if letter in VOWELS), "")


def open_after(word: str) -> str:
    """The open vowel (а о е ө) that an ending has after a word; of one without vowels the name ends in а."""
    return _OPEN_AFTER[last_vowel(word) or "а"]


def close_after(word: str) -> str:
    """The same of the close ones (ы у и ү)."""
    return _CLOSE_AFTER[last_vowel(word) or "а"]


def l_after(word: str) -> str:
    """How the first sound of an ending with л stands after a word: реформа-л, тест-т, анализ-д."""
    end = stem_end(word)
    return "т" if end is StemEnd.VOICELESS else "л" if end in {StemEnd.VOWEL, StemEnd.LIQUID} else "д"
