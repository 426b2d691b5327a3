"""The numbers and bullets of Word's lists, which Word computes and keeps out of the text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kgquiz.formats.base import CannotTake

if TYPE_CHECKING:
    from lxml.etree import _Element

    from kgquiz.books.readers.packed import Parts

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_BULLET, _NONE = "bullet", "none"
_MOST_LEVELS = 9
_HIGHEST = 9999
_RUSSIAN = "абвгдежзиклмнопрстуфхцчшщэюя"
_LATIN = "abcdefghijklmnopqrstuvwxyz"
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"))
_SMALL_ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


@dataclass(frozen=True, slots=True)
class _Level:
    """How a level of a list is counted: its kind of number, its text (“%1.”), where it begins."""

    kind: str
    text: str
    start: int


class Numbering:
    """Counts the lists of one document as its paragraphs come."""

    def __init__(self, parts: Parts) -> None:
        self._levels, self._counts_of = _read(parts)
        self._at: dict[str, list[int | None]] = {}

    def marker(self, number: str, level: int) -> str:
        """What stands before the next paragraph of a list: “3. ”, “а) ”, “• ”; nothing where Word shows none."""
        how = self._levels.get((number, level))
        counts = self._at.setdefault(self._counts_of.get(number, number), [None] * _MOST_LEVELS)
        if not 0 <= level < _MOST_LEVELS:
            return "• "
        counts[level + 1 :] = [None] * (_MOST_LEVELS - level - 1)
        before = counts[level]
        counts[level] = (how.start if how else 1) if before is None else before + 1
        if how is None or how.kind == _BULLET:
            return "• "
        return "" if how.kind == _NONE else self._shown(number, level, counts)

    def _shown(self, number: str, level: int, counts: list[int | None]) -> str:
        text = self._levels[number, level].text
        for one in range(level + 1):
            how = self._levels.get((number, one))
            count = counts[one] or (how.start if how else 1)
            text = text.replace(f"%{one + 1}", _written(count, how.kind if how else "decimal"))
        return f"{text.strip()} " if text.strip() else ""


def _read(parts: Parts) -> tuple[dict[tuple[str, int], _Level], dict[str, str]]:
    """The levels by list and depth, and what each list is counted with: lists of one kind go on from each other."""
    try:
        root = parts.xml("word/numbering.xml")
    except CannotTake:  # a document without lists has none
        return {}, {}
    kinds = {
        _attribute(node, "abstractNumId"): dict(map(_level, node.iter(f"{W}lvl")))
        for node in root.iter(f"{W}abstractNum")
    }
    levels: dict[tuple[str, int], _Level] = {}
    counted: dict[str, str] = {}
    for node in root.iter(f"{W}num"):
        number = _attribute(node, "numId")
        kind = _value(node, "abstractNumId")
        begun = {
            int(_attribute(one, "ilvl") or 0): int(start)
            for one in node.iter(f"{W}lvlOverride")
            if (start := _value(one, "startOverride")).isdecimal()
        }
        counted[number] = number if begun else f"of {kind}"
        for level, how in kinds.get(kind, {}).items():
            levels[number, level] = _Level(how.kind, how.text, begun.get(level, how.start))
    return levels, counted


def _level(node: _Element) -> tuple[int, _Level]:
    start, depth = _value(node, "start"), _attribute(node, "ilvl")
    return int(depth) if depth.isdecimal() else 0, _Level(
        _value(node, "numFmt") or "decimal", _value(node, "lvlText"), int(start) if start.isdecimal() else 1
    )


def _value(node: _Element, name: str) -> str:
    found = node.find(f"{W}{name}")
    return "" if found is None else _attribute(found, "val")


def _attribute(node: _Element, name: str) -> str:
    return str(node.get(f"{W}{name}", ""))


def _written(count: int, kind: str) -> str:
    if not 0 < count <= _HIGHEST:
        return str(count)
    shown = {
        "russianLower": lambda: _letters(count, _RUSSIAN),
        "russianUpper": lambda: _letters(count, _RUSSIAN).upper(),
        "lowerLetter": lambda: _letters(count, _LATIN),
        "upperLetter": lambda: _letters(count, _LATIN).upper(),
        "lowerRoman": lambda: _roman(count),
        "upperRoman": lambda: _roman(count).upper(),
    }
    return shown.get(kind, lambda: str(count))()


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
