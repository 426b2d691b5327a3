"""Whether an ending glued to a filling fits it, for linting blanks such as {{Жогорку Кеңеш}}ке."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from kgquiz.cards.kyrgyz.letters import VOWELS, StemEnd, close_after, last_vowel, open_after, skeleton, sounds, stem_end
from kgquiz.cards.kyrgyz.normal import mixed_script_words, read
from kgquiz.cards.kyrgyz.suffixes import endings

__all__ = ["fits", "mixed_script_words"]

_DERIVATIONS = ("лIк", "лII", "сIз", "чI", "дAй", "чA", "лAш")
"""They change the meaning, but may follow a blank; their first consonant assimilates like the plural's."""
_LAST_DIGIT = ("нөл", "бир", "эки", "үч", "төрт", "беш", "алты", "жети", "сегиз", "тогуз")
_LAST_TEN = ("", "он", "жыйырма", "отуз", "кырк", "элүү", "алтымыш", "жетимиш", "сексен", "токсон")
_LONGEST_ABBREVIATION = 6
_DIGITS = frozenset("0123456789")


def fits(stem: str, ending: str) -> bool:
    """Whether the ending agrees with the stem's last word in harmony and first consonant.

    Digits and % are taken as they are read aloud; an abbreviation can be read in several ways, so any ending
    fits it. An ending that is none of the noun's is held to harmony alone.
    """
    written = read(stem)
    tail = ending.strip().lstrip("-").lower()
    if not written.tokens or not tail:
        return True
    shown = written.shown[-1]
    if shown.isupper() and 1 < len(shown) <= _LONGEST_ABBREVIATION:
        return True
    return any(_agrees(word, tail) for word in _read_aloud(written.tokens))


def _read_aloud(tokens: Sequence[str]) -> tuple[str, ...]:
    """What the last word sounds like; the groups of 90 000 are one number."""
    if tokens[-1] == "%":
        return ("пайыз", "процент")
    if tokens[-1][-1] not in _DIGITS:
        return (tokens[-1],)
    groups = takewhile(lambda token: token[-1] in _DIGITS, reversed(tokens))
    return (_last_number_word("".join([*groups][::-1])),)


def _last_number_word(digits: str) -> str:
    zeros = len(digits) - len(digits.rstrip("0"))
    if zeros == 0 or not digits.strip("0"):
        return _LAST_DIGIT[int(digits[-1])]
    if zeros == 1:
        return _LAST_TEN[int(digits[-2])]
    scales = ("жүз", "миң", "миң", "миң", "миллион", "миллион", "миллион")
    return scales[zeros - 2] if zeros - 2 < len(scales) else "миллиард"


def _agrees(stem: str, ending: str) -> bool:
    bones = skeleton(ending)
    if bones in _forms(stem_end(stem)):
        return _harmonises(stem, ending) and not _would_change(stem, bones)
    if bones in _forms(StemEnd.ANY):
        return False
    return _harmonises(stem, ending)


def _forms(end: StemEnd) -> frozenset[str]:
    assimilated = {StemEnd.VOICELESS: "т", StemEnd.VOICED: "д"}.get(end, "")
    derived = {assimilated + form[1:] if assimilated and form[0] == "л" else form for form in _DERIVATIONS}
    if end is StemEnd.ANY:
        derived = {form.replace("л", first, 1) for form in _DERIVATIONS for first in "лтд"} | set(_DERIVATIONS)
    return frozenset(text for text, _ in endings(end)) | derived


def _would_change(stem: str, bones: str) -> bool:
    """к and п between vowels soften, so салык and ы do not simply stand side by side."""
    return bones.startswith("I") and stem[-1] in "кп" and stem[-2:-1] in VOWELS


def _harmonises(stem: str, ending: str) -> bool:
    """Each vowel is the one that the vowel before it calls for; a soft sign may call for front ones."""
    last = last_vowel(stem)
    if not last:
        return True
    return _follows(last, ending) or ("ь" in stem[-2:] and _follows("е", ending))


def _follows(last: str, ending: str) -> bool:
    for letter in ending:
        if letter not in VOWELS:
            continue
        plain = sounds(letter)
        if plain not in {open_after(last), close_after(last)}:
            return False
        last = plain
    return True
