"""Dates and years by value: 5-май 1993, 1993-жылдын 5-майы, 05.05.93, 08.2013, 5 мая 1993 г., 2012-жыл."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import field, replace
from functools import lru_cache

from kgquiz.cards.kyrgyz.inflection import LONGEST_WORD
from kgquiz.cards.kyrgyz.months import month_of
from kgquiz.cards.kyrgyz.number_words import Style, is_form_of, number_word
from kgquiz.cards.kyrgyz.numbers import HALF, Quantity, read_quantity
from kgquiz.value import dataclass

_FIRST_YEAR, _LAST_YEAR = 1000, 2999
_LAST_DAY, _LAST_MONTH = 31, 12
_DOTTED = re.compile(r"([0-9]{1,2})[./]([0-9]{1,2})[./]([0-9]{4}|[0-9]{2})")
_DOTTED_MONTH = re.compile(r"([0-9]{1,2})[./]((?:19|20)[0-9]{2})")
"""Of our own two centuries alone: 3.1415 is a number."""
_DOTTED_DAY = re.compile(r"([0-9]{1,2})[./]([0-9]{2})")
_TWO_DIGITS = re.compile("[0-9]{2}")
_NUMBERED_MONTH = re.compile("айы(?:н[аы]?[а-я]{0,4})?")
"""The month of a year that is called by its number; what is counted is ай: 2013-жылдын 8-айында, 8 ай."""
_OF_A_MONTH = re.compile("[нд][ыиуү]н$")
"""A day that stands behind its month is the month's: ноябрь айынын 12си."""
_YEAR_IN_FULL, _CENTURY = 4, 100
_YEAR_WORDS = frozenset({"ж", "жж", "г", "гг", "год", "года", "году", "годом", "годе", "годы", "годов", "годах"})


@dataclass(frozen=True, slots=True)
class CalendarDate:
    """A day or a month; 0 stands for a part that is not said. Of a year in `two_digits` the century is not."""

    year: int
    month: int
    day: int
    two_digits: bool = field(default=False, kw_only=True)

    def equals(self, other: CalendarDate) -> bool:
        """Whether both are the same time; '93 is 1993, and 1893 too."""
        return self._day_of_year() == other._day_of_year() and self._has_year_of(other)

    def lacks_year_of(self, other: CalendarDate) -> bool:
        """Whether day and month agree, and only one of the two says the year."""
        agree = self.day > 0 and self._day_of_year() == other._day_of_year()
        return agree and self._says_year() is not other._says_year()

    def _day_of_year(self) -> tuple[int, int]:
        return self.month, self.day

    def _says_year(self) -> bool:
        return self.two_digits or self.year > 0

    def _has_year_of(self, other: CalendarDate) -> bool:
        if self.two_digits or other.two_digits:
            same_ending = self.year % _CENTURY == other.year % _CENTURY
            return same_ending and self._says_year() and other._says_year()
        return self.year == other.year


Value = Quantity | CalendarDate
Read = tuple[Value, int]
_Dated = tuple[CalendarDate, int]


def read_value(tokens: Sequence[str], start: int, *, dated: bool = False) -> Read | None:
    """The date, year or number that starts at a position, and where it ends.

    15.03 is a number, unless it stands where the other text is `dated`.
    """
    token = tokens[start]
    if token.isalpha() and len(token) <= LONGEST_WORD and not _may_be_a_value(token):
        return None
    return (
        _written_with_dots(tokens, start, dated)
        or _written_as_iso(tokens, start)
        or _from_month(tokens, start)
        or _from_number(tokens, start)
    )


@lru_cache(maxsize=16384)
def _may_be_a_value(word: str) -> bool:
    return month_of(word) > 0 or number_word(word) is not None or word.startswith((HALF, "тең", "тен"))


def _written_with_dots(tokens: Sequence[str], start: int, dated: bool) -> _Dated | None:
    if match := _DOTTED.fullmatch(tokens[start]):
        day, month, year = map(int, match.groups())
        date = CalendarDate(year, month, day, two_digits=len(match[3]) < _YEAR_IN_FULL)
        return _if_possible(date, _after_year(tokens, start + 1))
    if match := _DOTTED_MONTH.fullmatch(tokens[start]):
        return _if_possible(CalendarDate(int(match[2]), int(match[1]), 0), _after_year(tokens, start + 1))
    if dated and (match := _DOTTED_DAY.fullmatch(tokens[start])):
        return _if_possible(CalendarDate(0, int(match[2]), int(match[1])), start + 1)
    return None


def _written_as_iso(tokens: Sequence[str], start: int) -> _Dated | None:
    iso = tokens[start : start + 5]
    if len(iso) == 5 and iso[1] == iso[3] == "-" and len(iso[0]) == _YEAR_IN_FULL:  # noqa: PLR2004
        parts = [int(text) for text in iso[::2] if text.isdecimal() and len(text) <= _YEAR_IN_FULL]
        if len(parts) == 3:  # noqa: PLR2004
            return _if_possible(CalendarDate(*parts), start + 5)
    return None


def _if_possible(date: CalendarDate, end: int) -> _Dated | None:
    return (date, end) if 1 <= date.month <= _LAST_MONTH and date.day <= _LAST_DAY else None


def _from_month(tokens: Sequence[str], start: int) -> _Dated | None:
    """Май 1993."""
    month = month_of(tokens[start])
    found = read_quantity(tokens, _after_month(tokens, start + 1)) if month else None
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
    after = _after_year(tokens, end)
    if _is_year(number):
        dated = _in_year(CalendarDate(_whole(number), 0, 0), tokens, after)
        return dated or (replace(number, style=Style.DIGITS), after)
    if _is_day(number) and end < len(tokens) and (month := month_of(tokens[end])):
        return _from_day(_whole(number), month, tokens, end + 1)
    if after > end and _TWO_DIGITS.fullmatch(tokens[start]) and _is_whole(number) and number.value < _CENTURY:
        short = CalendarDate(_whole(number), 0, 0, two_digits=True)
        return _in_year(short, tokens, after) or found
    return found


def _in_year(year: CalendarDate, tokens: Sequence[str], end: int) -> _Dated | None:
    """1993-жылдын 5-майы, 2013-жылдын февралы, 2013-жылдын 8-айы."""
    if end < len(tokens) and (month := month_of(tokens[end])):
        after = _after_month(tokens, end + 1)
        number = read_quantity(tokens, after) if _OF_A_MONTH.search(tokens[after - 1]) else None
        if number and _is_day(number[0]) and (number[1] == len(tokens) or number[1] > after + 1):
            return replace(year, month=month, day=_whole(number[0])), number[1]
        return replace(year, month=month), after
    following = read_quantity(tokens, end)
    if following and _is_day(following[0]) and following[1] < len(tokens):
        day, after = following
        if month := month_of(tokens[after]):
            return replace(year, month=month, day=_whole(day)), after + 1
        if day.value <= _LAST_MONTH and _NUMBERED_MONTH.fullmatch(tokens[after]):
            return replace(year, month=_whole(day)), after + 1
    return None


def _from_day(day: int, month: int, tokens: Sequence[str], end: int) -> _Dated:
    following = read_quantity(tokens, end)
    if following and _is_year(following[0]):
        return CalendarDate(_whole(following[0]), month, day), _after_year(tokens, following[1])
    if end < len(tokens) and _TWO_DIGITS.fullmatch(tokens[end]):
        after = _after_year(tokens, end + 1)
        if after in {end + 2, len(tokens)}:
            return CalendarDate(int(tokens[end]), month, day, two_digits=True), after
    return CalendarDate(0, month, day), end


def _after_year(tokens: Sequence[str], at: int) -> int:
    """The word year says nothing after a number that can only be one."""
    return at + (at < len(tokens) and (tokens[at] in _YEAR_WORDS or is_form_of(tokens[at], "жыл")))


def _after_month(tokens: Sequence[str], at: int) -> int:
    """Nor does the word month after its name: август айы."""
    return at + (at < len(tokens) and is_form_of(tokens[at], "ай"))


def _is_year(number: Quantity) -> bool:
    return _is_whole(number) and _FIRST_YEAR <= _whole(number) <= _LAST_YEAR


def _is_day(number: Quantity) -> bool:
    return _is_whole(number) and 1 <= _whole(number) <= _LAST_DAY


def _is_whole(number: Quantity) -> bool:
    return number.value.denominator == 1 and not number.percent


def _whole(number: Quantity) -> int:
    return number.value.numerator
