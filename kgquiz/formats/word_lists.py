"""How a Word file numbers its lists, by its part of numbering: what Word computes, and keeps out of the text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kgquiz.value import dataclass

if TYPE_CHECKING:
    from lxml.etree import _Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
LATIN = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
RUSSIAN = "АБВГДЕЖЗИКЛМНОПРСТУФХЦЧШЩЭЮЯ"
"""The letters with which Word counts in Russian; Ё, Й and the signs are not among them."""
ALPHABETS = {"upperLetter": LATIN, "lowerLetter": LATIN, "russianUpper": RUSSIAN, "russianLower": RUSSIAN}


@dataclass(frozen=True, slots=True)
class WordLevel:
    """How a level of a list is counted: its kind of number ("" where none is told), its text (“%1.”), its beginning."""

    kind: str
    text: str
    start: int


@dataclass(frozen=True, slots=True)
class WordList:
    """A list: its levels by depth, and the kind that it goes on counting with others; "" where it begins anew."""

    levels: dict[int, WordLevel]
    kind: str


def word_lists(numbering: _Element) -> dict[str, WordList]:
    """The lists of a document by their number, from the root of its part of numbering."""
    kinds = {
        _attribute(node, "abstractNumId"): dict(map(_level, node.iter(f"{W}lvl")))
        for node in numbering.iter(f"{W}abstractNum")
    }
    return {
        _attribute(node, "numId"): _list(_value(node, "abstractNumId"), dict(_begun(node)), kinds)
        for node in numbering.iter(f"{W}num")
    }


def _list(kind: str, begun: dict[int, int], kinds: dict[str, dict[int, WordLevel]]) -> WordList:
    levels = {
        depth: WordLevel(level.kind, level.text, begun.get(depth, level.start))
        for depth, level in kinds.get(kind, {}).items()
    }
    return WordList(levels, "" if begun else kind)


def _begun(node: _Element) -> Iterator[tuple[int, int]]:
    """The depths at which a list begins anew, and with which number."""
    for one in node.iter(f"{W}lvlOverride"):
        depth, start = _attribute(one, "ilvl"), _value(one, "startOverride")
        if start.isdecimal():
            yield int(depth) if depth.isdecimal() else 0, int(start)


def _level(node: _Element) -> tuple[int, WordLevel]:
    start, depth = _value(node, "start"), _attribute(node, "ilvl")
    level = WordLevel(_value(node, "numFmt"), _value(node, "lvlText"), int(start) if start.isdecimal() else 1)
    return int(depth) if depth.isdecimal() else 0, level


def _value(node: _Element, name: str) -> str:
    found = node.find(f"{W}{name}")
    return "" if found is None else _attribute(found, "val")


def _attribute(node: _Element, name: str) -> str:
    return str(node.get(f"{W}{name}", ""))
