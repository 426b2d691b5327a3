"""Plots in letters: bars to an eighth of a column, and a calendar whose shades need no colour."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kgquiz.memory.study_day import as_date

_EIGHTHS = " ▏▎▍▌▋▊▉"
SHADES = "·░▒▓█"
"""From a day without study to one with the most."""
_WEEK = 7


def bar(share: float, width: int, mark: float | None = None) -> str:
    """A share from 0 to 1 as a bar of so many columns; `┃` stands at the mark."""
    eighths = round(min(max(share, 0.0), 1.0) * width * 8)
    whole, rest = divmod(eighths, 8)
    drawn = ("█" * whole + (_EIGHTHS[rest] if rest else "")).ljust(width, "·")
    if mark is None:
        return drawn
    at = min(max(round(mark * width), 0), width - 1)
    return drawn[:at] + "┃" + drawn[at + 1 :]


def shade(value: float, most: float) -> str:
    """A day's study by its share of the busiest day."""
    if value <= 0 or most <= 0:
        return SHADES[0]
    return SHADES[min(len(SHADES) - 1, 1 + int((len(SHADES) - 1) * value / most * 0.999))]


def calendar(answers: Mapping[int, int], today: int, weeks: int, weekdays: Sequence[str]) -> list[str]:
    """A row for each day of the week, Monday first, a column a week, the last one this week; then the months."""
    first = _monday(today) - _WEEK * (weeks - 1)
    most = max((answers.get(day, 0) for day in range(first, today + 1)), default=0)
    label = max(map(len, weekdays))
    rows = [
        weekdays[row].ljust(label)
        + " "
        + "".join(
            shade(answers.get(day, 0), most) if (day := first + _WEEK * week + row) <= today else " "
            for week in range(weeks)
        )
        for row in range(_WEEK)
    ]
    return [*rows, " " * (label + 1) + _months(first, weeks)]


def _months(first: int, weeks: int) -> str:
    """The number of a month under the week in which it begins."""
    line = [" "] * (weeks + 2)
    for week in range(weeks):
        monday = as_date(first + _WEEK * week)
        if monday.day <= _WEEK:
            for place, digit in enumerate(str(monday.month)):
                line[week + place] = digit
    return "".join(line).rstrip()


def _monday(day: int) -> int:
    return day - as_date(day).weekday()
