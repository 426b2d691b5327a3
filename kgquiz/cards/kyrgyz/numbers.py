"""Numbers by value: digits, Kyrgyz number words, ordinals, shares, percentages.

Each reader takes tokens in normal form and a position, and returns what it read and where it stopped.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from functools import lru_cache

from kgquiz.cards.kyrgyz.inflection import LONGEST_WORD
from kgquiz.cards.kyrgyz.letters import StemEnd, fold, skeleton, stem_end
from kgquiz.cards.kyrgyz.normal import is_glued
from kgquiz.cards.kyrgyz.number_words import (
    HUNDRED,
    THOUSAND,
    NumberWord,
    Style,
    case_of,
    is_form_of,
    number_word,
    read_words,
)
from kgquiz.cards.kyrgyz.suffixes import ORDINAL_TAILS, Case
from kgquiz.value import dataclass

_PERCENT_WORDS = ("пайыз", "процент")
_PART = "болук"
_MOST_DIGITS = 18
_GROUP = 3
_POINTED = re.compile(r"[1-9][0-9]{0,2}(?:\.[0-9]{3})+")
"""Thousands set off by points; a fraction of three places is written with a comma."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number; of a percentage the hundredth part."""

    value: Fraction
    style: Style = Style.DIGITS
    percent: bool = False
    case: Case = Case.NOMINATIVE

    def equals(self, other: Quantity) -> bool:
        """Whether both say the same: беш is 5, бешинчи is 5, but беш is not бешинчи, nor 100 % one."""
        styles = {self.style, other.style}
        if styles == {Style.CARDINAL, Style.ORDINAL} or self.value != other.value:
            return False
        return self.percent == other.percent or self.value.denominator != 1

    def counts_like(self, other: Quantity) -> bool:
        """Whether the figure is the same, be it of hundred or not: 50 and 50 %."""
        return self._figure() == other._figure()

    def _figure(self) -> Fraction:
        return self.value * HUNDRED if self.percent else self.value


Read = tuple[Quantity, int]


def read_quantity(tokens: Sequence[str], start: int) -> Read | None:
    """A number with what belongs to it: 50 %, элүү пайызы, үчтөн экиси, 3/4 бөлүгү."""
    first = _number(tokens, start)
    if first is None:
        return None
    quantity, end = first
    if quantity.case is Case.ABLATIVE and (share := _share_of(quantity, tokens, end)):
        return share
    if end < len(tokens) and _is_percent(tokens[end]):
        end = _after_ending(tokens, end + 1)
        return replace(quantity, value=quantity.value / HUNDRED, percent=True, style=Style.DIGITS), end
    if quantity.value.denominator != 1 and end < len(tokens) and is_form_of(tokens[end], _PART):
        end += 1
    return quantity, end


def _share_of(whole: Quantity, tokens: Sequence[str], start: int) -> Read | None:
    """X-тен Y(-и): Y parts of X."""
    part = _number(tokens, start)
    if part is None or whole.value.denominator != 1 or whole.value <= 1:
        return None
    quantity, end = part
    if end < len(tokens) and is_form_of(tokens[end], _PART):
        end += 1
    return Quantity(quantity.value / whole.value, case=quantity.case), end


def _number(tokens: Sequence[str], start: int) -> Read | None:
    if start >= len(tokens):
        return None
    found = _plain_number(tokens, start) or _half(tokens, start)
    return (found and _with_decimals(found, tokens)) or found


def _plain_number(tokens: Sequence[str], start: int) -> Read | None:
    if tokens[start][0] in "0123456789":
        return _from_digits(tokens, start)
    if said := read_words(tokens, start):
        word, end = said
        return Quantity(Fraction(word.value), word.style, case=word.case), end
    return None


HALF = "жарым"


def _half(tokens: Sequence[str], start: int) -> Read | None:
    """Жарымы, тең жарымы, жарым бөлүгү; жарым before another noun is no figure yet: жарым жыл."""
    if fold(tokens[start]) == "тен" and start + 1 < len(tokens):
        start += 1
    token, end = tokens[start], start + 1
    if not token.startswith(HALF) or not is_form_of(token, HALF):
        return None
    if token == HALF:
        if end >= len(tokens) or not is_form_of(tokens[end], _PART):
            return None
        return Quantity(Fraction(1, 2)), end + 1
    return Quantity(Fraction(1, 2), case=case_of(stem_end(HALF), token[len(HALF) :]) or Case.NOMINATIVE), end


_WHOLE = "бутун"
_DECIMAL_PLACES = (10, HUNDRED, THOUSAND)


def _with_decimals(whole: Read, tokens: Sequence[str]) -> Read | None:
    """Беш бүтүн ондон бир: 5,1; with a scale after it, беш бүтүн ондон бир миллиард."""
    quantity, at = whole
    if at >= len(tokens) or not tokens[at].startswith("б") or not is_form_of(tokens[at], _WHOLE):
        return None
    place = _plain_number(tokens, at + 1) if at + 1 < len(tokens) else None
    if place is None or place[0].value not in _DECIMAL_PLACES or place[0].case is not Case.ABLATIVE:
        return None
    scale_at = next((n for n in range(place[1], len(tokens)) if _scale_at(tokens, n)), len(tokens))
    part = _plain_number(tokens[:scale_at], place[1]) if place[1] < scale_at else None
    if part is None or part[0].value >= place[0].value:
        return None
    value = quantity.value + part[0].value / place[0].value
    if part[1] == scale_at and (scale := _scale_at(tokens, scale_at)):
        return _scaled(value, scale, tokens, scale_at + 1)
    return Quantity(value, case=part[0].case), part[1]


def _from_digits(tokens: Sequence[str], start: int) -> Read | None:
    value = _plain_value(tokens[start])
    if value is None:
        return None
    digits, end = _grouped(tokens, start)
    quantity = Quantity(Fraction(digits) if end > start + 1 else value)
    if scale := _scale_at(tokens, end):
        return _scaled(quantity.value, scale, tokens, end + 1)
    return _with_ending(quantity, tokens, end)


def _grouped(tokens: Sequence[str], start: int) -> tuple[str, int]:
    """The digits of 1 000 000, and where they end."""
    digits, end = tokens[start], start + 1
    if len(digits) <= _GROUP and digits.isdigit():
        while end < len(tokens) and _is_group(tokens[end]) and len(digits) < _MOST_DIGITS:
            digits, end = digits + tokens[end], end + 1
    return digits, end


def _scale_at(tokens: Sequence[str], at: int) -> NumberWord | None:
    word = number_word(tokens[at]) if at < len(tokens) and len(tokens[at]) <= LONGEST_WORD else None
    return word if word and word.value >= THOUSAND else None


def _scaled(number: Fraction, scale: NumberWord, tokens: Sequence[str], end: int) -> Read:
    """10 миң, 3,3 млрд; and what follows at a smaller scale: 1 млн 200 миң. The last may have an ending."""
    value = number * scale.value
    while scale.bare and (more := _scale_at(tokens, end + 1)) and more.value < scale.value:
        count = _plain_value(tokens[end])
        if count is None:
            break
        value, scale, end = value + count * more.value, more, end + 2
    if scale.bare and end < len(tokens) and (rest := _plain_value(tokens[end])) and rest < scale.value:
        return _with_ending(Quantity(value + rest), tokens, end + 1)  # 8 миң 291
    style = Style.ORDINAL if scale.style is Style.ORDINAL else Style.DIGITS
    return _with_ending(Quantity(value, style, case=scale.case), tokens, end)


@lru_cache(maxsize=4096)
def _plain_value(text: str) -> Fraction | None:
    """Of `1993`, `3,3`, `2/3`, `30.000`; dates, times and numbers beyond any use are text."""
    if _POINTED.fullmatch(text):
        text = text.replace(".", "")
    whole, _, rest = text.replace(",", ".").replace("/", ".").partition(".")
    if len(text) > _MOST_DIGITS or not whole.isdigit() or (rest and not rest.isdigit()):
        return None
    if "/" in text:
        return Fraction(int(whole), int(rest)) if rest.strip("0") else None
    return Fraction(f"{whole}.{rest or 0}")


def _is_group(text: str) -> bool:
    return len(text) == _GROUP and text.isdigit()


def _with_ending(quantity: Quantity, tokens: Sequence[str], at: int) -> Read:
    """An ending glued to digits is a token of its own: -ти, -син, -төн, -чү."""
    if at >= len(tokens) or not is_glued(tokens[at]):
        return quantity, at
    bones = skeleton(tokens[at][1:])
    if bones in ORDINAL_TAILS:
        return replace(quantity, style=Style.ORDINAL), at + 1
    return replace(quantity, case=case_of(StemEnd.ANY, tokens[at][1:]) or Case.NOMINATIVE), at + 1


def _after_ending(tokens: Sequence[str], at: int) -> int:
    return at + (at < len(tokens) and is_glued(tokens[at]))


@lru_cache(maxsize=8192)
def _is_percent(text: str) -> bool:
    return text == "%" or any(is_form_of(text, word) for word in _PERCENT_WORDS)
