"""The numbers and bullets of Word's lists, which Word computes and keeps out of the text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kgquiz.formats.base import CannotTake
from kgquiz.formats.word_lists import ALPHABETS, WordLevel, WordList, word_lists

if TYPE_CHECKING:
    from kgquiz.books.readers.packed import Parts

_BULLET, _NONE = "bullet", "none"
_MOST_LEVELS = 9
_HIGHEST = 9999
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"))
_SMALL_ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


class Numbering:
    """Counts the lists of one document as its paragraphs come."""

    def __init__(self, parts: Parts) -> None:
        self._lists = _lists_of(parts)
        self._at: dict[str, list[int | None]] = {}

    def marker(self, number: str, level: int) -> str:
        """What stands before the next paragraph of a list: “3. ”, “а) ”, “• ”; nothing where Word shows none."""
        found = self._lists.get(number)
        levels = found.levels if found else {}
        how = levels.get(level)
        counted = f"of {found.kind}" if found and found.kind else number
        counts = self._at.setdefault(counted, [None] * _MOST_LEVELS)
        if not 0 <= level < _MOST_LEVELS:
            return "• "
        counts[level + 1 :] = [None] * (_MOST_LEVELS - level - 1)
        before = counts[level]
        counts[level] = (how.start if how else 1) if before is None else before + 1
        if how is None or how.kind == _BULLET:
            return "• "
        return "" if how.kind == _NONE else _shown(levels, level, counts)


def _lists_of(parts: Parts) -> dict[str, WordList]:
    try:
        return word_lists(parts.xml("word/numbering.xml"))
    except CannotTake:  # a document without lists has none
        return {}


def _shown(levels: dict[int, WordLevel], level: int, counts: list[int | None]) -> str:
    text = levels[level].text
    for one in range(level + 1):
        how = levels.get(one)
        count = counts[one] or (how.start if how else 1)
        text = text.replace(f"%{one + 1}", _written(count, how.kind if how else ""))
    return f"{text.strip()} " if text.strip() else ""


def _written(count: int, kind: str) -> str:
    if not 0 < count <= _HIGHEST:
        return str(count)
    if kind in ALPHABETS:
        sign = _letters(count, ALPHABETS[kind].lower())
    elif kind in {"lowerRoman", "upperRoman"}:
        sign = _roman(count)
    else:
        return str(count)
    return sign.upper() if kind.endswith("Upper") or kind.startswith("upper") else sign


def _letters(count: int, alphabet: str) -> str:
    """As Word goes on after the last letter: it doubles them."""
    times, at = divmod(count - 1, len(alphabet))
    return alphabet[at] * (min(times, 8) + 1)


def _roman(count: int) -> str:
    text = ""
    for value, sign in (*_ROMAN, *_SMALL_ROMAN):
        times, count = divmod(count, value)
        text += sign * times
    return text
