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
        day.isoformat(),
    ]
    assert [values(way) for way in ways] == [[CalendarDate(day.year, day.month, day.day)]] * len(ways)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("2012-жыл", "2012"),
        ("2012-ж.", "эки миң он экинчи жыл"),
        ("2013-жылдын февралы", "февраль 2013"),
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


@pytest.mark.parametrize("text", ["45.13.1993", "май", "жыл", "1993.05"])
def test_what_is_no_date(text: str) -> None:
    assert not any(isinstance(value, CalendarDate) for value in values(text))
