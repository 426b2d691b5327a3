"""Dates and years by value: 5-май 1993, 1993-жылдын 5-майы, 05.05.1993, 2012-жыл."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from kgquiz.cards.kyrgyz.letters import fold
from kgquiz.cards.kyrgyz.number_words import Style, is_form_of
from kgquiz.cards.kyrgyz.numbers import Quantity, read_quantity

_MONTHS = (
    "январ", "феврал", "март", "апрел", "май", "июн", "июл", "август", "сентябр", "октябр", "ноябр", "декабр",
)  # fmt: skip
_FIRST_YEAR, _LAST_YEAR = 1000, 2999
_LAST_DAY, _LAST_MONTH = 31, 12
_DOTTED = re.compile(r"([0-9]{1,2})[./]([0-9]{1,2})[./]([0-9]{4})")
_CENTURY_HENCE = 4


@dataclass(frozen=True, slots=True)
class CalendarDate:
    """A day or a month; 0 stands for a part that is not said."""

    year: int
    month: int
    day: int


Value = Quantity | CalendarDate
Read = tuple[Value, int]


def read_value(tokens: Sequence[str], start: int) -> Read | None:
    """The date, year or number that starts at a position, and where it ends."""
    return _written_with_dots(tokens, start) or _from_month(tokens, start) or _from_number(tokens, start)


def _written_with_dots(tokens: Sequence[str], start: int) -> Read | None:
    if match := _DOTTED.fullmatch(tokens[start]):
        day, month, year = map(int, match.groups())
        return _if_possible(CalendarDate(year, month, day), _after_year(tokens, start + 1))
    iso = tokens[start : start + 5]
    if len(iso) == 5 and iso[1] == iso[3] == "-" and len(iso[0]) == _CENTURY_HENCE:  # noqa: PLR2004
        parts = [int(text) for text in iso[::2] if text.isdecimal() and len(text) <= _CENTURY_HENCE]
        if len(parts) == 3:  # noqa: PLR2004
            return _if_possible(CalendarDate(*parts), start + 5)
    return None


def _if_possible(date: CalendarDate, end: int) -> Read | None:
    return (date, end) if date.month <= _LAST_MONTH and date.day <= _LAST_DAY else None


def _from_month(tokens: Sequence[str], start: int) -> Read | None:
    """Май 1993, май 5."""
    month = _month(tokens[start])
    found = read_quantity(tokens, start + 1) if month else None
    if not found:
        return None
    number, end = found
    if _is_year(number):
        return CalendarDate(_whole(number), month, 0), _after_year(tokens, end)
    return None


def _from_number(tokens: Sequence[str], start: int) -> Read | None:
    found = read_quantity(tokens, start)
    if found is None:
        return None
    number, end = found
    if _is_year(number):
        return _from_year(number, tokens, _after_year(tokens, end))
    if _is_day(number) and end < len(tokens) and (month := _month(tokens[end])):
        return _from_day(_whole(number), month, tokens, end + 1)
    return number, end


def _from_year(year: Quantity, tokens: Sequence[str], end: int) -> Read:
    """1993-жылдын 5-майы, 2013-жылдын февралы, 2012-жыл."""
    if end < len(tokens) and (month := _month(tokens[end])):
        return CalendarDate(_whole(year), month, 0), end + 1
    following = read_quantity(tokens, end)
    if following and _is_day(following[0]) and following[1] < len(tokens):
        day, after = following
        if month := _month(tokens[after]):
            return CalendarDate(_whole(year), month, _whole(day)), after + 1
    return replace(year, style=Style.DIGITS), end


def _from_day(day: int, month: int, tokens: Sequence[str], end: int) -> Read:
    following = read_quantity(tokens, end)
    if following and _is_year(following[0]):
        return CalendarDate(_whole(following[0]), month, day), _after_year(tokens, following[1])
    return CalendarDate(0, month, day), end


def _after_year(tokens: Sequence[str], at: int) -> int:
    """The word year says nothing after a number that can only be one."""
    return at + (at < len(tokens) and (tokens[at] in {"ж", "жж"} or is_form_of(tokens[at], "жыл")))


def _is_year(number: Quantity) -> bool:
    return _is_whole(number) and _FIRST_YEAR <= number.value <= _LAST_YEAR


def _is_day(number: Quantity) -> bool:
    return _is_whole(number) and 1 <= number.value <= _LAST_DAY


def _is_whole(number: Quantity) -> bool:
    return number.value.denominator == 1 and not number.percent


def _whole(number: Quantity) -> int:
    return number.value.numerator


@lru_cache(maxsize=1024)
def _month(token: str) -> int:
    """1 to 12, or 0 for another word."""
    bare = fold(token).replace("ь", "", 1)
    matches = (number for number, stem in enumerate(_MONTHS, 1) if is_form_of(bare, stem))
    return next(matches, 0)
