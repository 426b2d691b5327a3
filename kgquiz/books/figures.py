"""Dates, shares and numbers in a sentence, in figures or in Kyrgyz words: what a blank would ask for."""

from __future__ import annotations

import re

from kgquiz.cards.kyrgyz.number_words import Style
from kgquiz.cards.kyrgyz.numbers import Quantity, read_quantity
from kgquiz.value import dataclass

_FIGURE = re.compile(
    r"(?P<date>\b(?:\d{1,2}\s+)?(?:1[5-9]|20)\d\d(?=\s?[-–]?\s?(?:ж|г|\b)))"
    r"|(?P<share>\b\d+(?:[.,]\d+)?\s?(?:%|пайыз\w*|процент\w*|per cent|percent))"
    r"|(?P<number>(?<![\d№.,-])\b\d{1,3}(?:[ .,]\d{3})*(?:[.,]\d{1,2})?\b"
    r"(?![-–]?\s?берене|[.,]?\d|\s?(?:глава|бөлүм)))",
)
_WORD = re.compile(r"[^\W\d_]+")
_BEST = ("share", "words", "number", "date")
_MOST = 4
_SMALLEST_SAID = 2
_VAGUE = frozenset(("ар", "нече", "канча"))
"""What makes a number no number: ар бир “each”, бир нече жүз “some hundreds”."""
_NO_NUMBER = frozenset(("үчүн", "бирөө", "бири"))
"""Words that look like forms of a number: “for”, “someone”, “one of them”."""


@dataclass(frozen=True, slots=True)
class Figure:
    """Where it stands in the sentence, from and to."""

    start: int
    end: int
    in_words: bool = False


def figure_in(sentence: str) -> Figure | None:
    """The figure most worth asking for; None where there is none, or a whole row of them, which is a table."""
    found = [
        (str(match.lastgroup), Figure(match.start(), match.end()))
        for match in _FIGURE.finditer(sentence)
        if match.start() > 0 or match.lastgroup == "date"
    ]
    if not found:
        found = [("words", one) for one in _said(sentence)]
    if not found or len(found) > _MOST:
        return None
    return min(found, key=lambda one: _BEST.index(one[0]))[1]


def _said(sentence: str) -> list[Figure]:
    """Numbers in words: “он эки”, “отуз беш пайыз”, “үчтөн экиси”; an ordinal counts a place, not a number."""
    words = list(_WORD.finditer(sentence))
    tokens = [word[0].casefold() for word in words]
    found, at = [], 0
    while at < len(tokens):
        vague = at > 0 and tokens[at - 1] in _VAGUE
        read = None if vague or tokens[at] in _NO_NUMBER else read_quantity(tokens, at)
        if read is None:
            at += 1
            continue
        quantity, end = read
        if _is_worth_asking(quantity):
            found.append(Figure(words[at].start(), words[end - 1].end(), in_words=True))
        at = max(end, at + 1)
    return found


def _is_worth_asking(quantity: Quantity) -> bool:
    return quantity.style is not Style.ORDINAL and (quantity.value.denominator > 1 or quantity.value >= _SMALLEST_SAID)
