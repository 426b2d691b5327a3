from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kgquiz.cards.kyrgyz.dates import CalendarDate, Value, read_value
from kgquiz.cards.kyrgyz.normal import read

MONTHS = [
    "январь", "февраль", "март", "апрель", "май", "июнь", "июль", "август", "сентябрь", "октябрь", "ноябрь", "декабрь",
]  # fmt: skip
OWNED = [
    "январы", "февралы", "марты", "апрели", "майы", "июну", "июлу", "августу", "сентябры", "октябры", "ноябры",
    "декабры",
]  # fmt: skip
RUSSIAN = [
    "января", "февраля", "марта", "апреля", "мая", "июня", "июля", "августа", "сентября", "октября", "ноября",
    "декабря",
]  # fmt: skip


def values(text: str) -> list[Value | str]:
    """The text as values and other tokens."""
    tokens, at, found = read(text).tokens, 0, list[Value | str]()
    while at < len(tokens):
        value, end = read_value(tokens, at) or (tokens[at], at + 1)
        found.append(value)
        at = end
    return found


@given(st.dates(date(1000, 1, 1), date(2999, 12, 31)))
def test_all_ways_of_writing_a_day_are_that_day(day: date) -> None:
    month, owned = MONTHS[day.month - 1], OWNED[day.month - 1]
    ways = [
        f"{day.day}-{month} {day.year}",
        f"{day.year:04}-жылдын {day.day}-{owned}",
        f"{day.year}-ж. {day.day}-{month}",
        f"{day.year}-жылы {day.day} {month.upper()}",
        f"{day:%d.%m}.{day.year}",
        f"{day.day}/{day.month}/{day.year}",
        f"{day.day} {RUSSIAN[day.month - 1]} {day.year} г.",
        day.isoformat(),
    ]
    assert [values(way) for way in ways] == [[CalendarDate(day.year, day.month, day.day)]] * len(ways)


@given(st.dates(date(1000, 1, 1), date(2999, 12, 31)), st.dates(date(1000, 1, 1), date(2999, 12, 31)))
def test_a_year_in_two_digits_leaves_only_the_century_open(day: date, other: date) -> None:
    (short,) = values(f"{day:%d.%m}.{day.year % 100:02}")
    (full,) = values(f"{other:%d.%m}.{other.year}")
    assert isinstance(short, CalendarDate)
    assert isinstance(full, CalendarDate)
    same = (day.day, day.month, day.year % 100) == (other.day, other.month, other.year % 100)
    assert short.equals(full) is full.equals(short) is same
    assert short.equals(CalendarDate(day.year, day.month, day.day))


@pytest.mark.parametrize(
    ("one", "other", "lacks"),
    [("5-май", "05.05.1993", True), ("5-май", "05.05.93", True), ("5-май", "5-май", False), ("5-май", "6.5.93", False)],
)
def test_a_date_may_lack_the_year_of_another(one: str, other: str, lacks: bool) -> None:
    (first,), (second,) = values(one), values(other)
    assert isinstance(first, CalendarDate)
    assert isinstance(second, CalendarDate)
    assert first.lacks_year_of(second) is second.lacks_year_of(first) is lacks


def test_a_day_and_month_with_a_dot_are_a_date_only_where_one_is_expected() -> None:
    tokens = read("15.03").tokens
    assert read_value(tokens, 0, dated=True) == (CalendarDate(0, 3, 15), 1)
    assert not any(isinstance(value, CalendarDate) for value in values("15.03"))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("2012-жыл", "2012"),
        ("08.2013", "август 2013"),
        ("15 март 02-ж.", "15.03.02"),
        ("02-жылдын 15-марты", "15/3/02"),
        ("2012-ж.", "эки миң он экинчи жыл"),
        ("2013-жылдын февралы", "февраль 2013"),
        ("2013-жылдын февралы", "2013-жылдын 2-айында"),
        ("2013-жылдын февралы", "2013-жылдын 2-айынан"),
        ("2013-жылдын августунда", "2013-жылдын сегизинчи айы"),
        ("5-май", "бешинчи майда"),
        ("2013–2017-жылдар", "2013-2017"),
        ("бир миң тогуз жүз токсон үчүнчү жылдын 5-майы", "05.05.1993"),
    ],
)
def test_the_same_time_written_differently(one: str, other: str) -> None:
    assert values(one) == values(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("5-май 1993", "6-май 1993"), ("5-май 1993", "5-май"), ("5 жыл", "5"), ("05.06.1993", "06.05.1993")],
)
def test_different_times(one: str, other: str) -> None:
    assert values(one) != values(other)


@pytest.mark.parametrize(
    "text",
    ["2013-жылдын 8-айылы", "45.13.1993", "5.0.93", "май", "жыл", "1993.05", "13.2013", "3.1415", "май 93", "1.2.3"],
)
def test_what_is_no_date(text: str) -> None:
    assert not any(isinstance(value, CalendarDate) for value in values(text))
