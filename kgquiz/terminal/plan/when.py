"""The day of an exam as one would type it: a date, or how far away it is."""

from __future__ import annotations

import re
from datetime import date

from kgquiz.errors import UsageProblem
from kgquiz.lang.spelling import short_day
from kgquiz.memory.study_day import as_date
from kgquiz.messages import N_
from kgquiz.terminal.plan.commands.plan import day_in

EXAMPLE_AHEAD = 40
"""Days from today to the day that stands as an example."""
_WEEK, _MOST_DIGITS = 7, 3
_WEEKS, _DAYS = ("w", "ж", "апта", "н"), ("d", "к", "д")
"""How words for weeks and days begin: English, Kyrgyz, Russian."""


def exam_day(text: str, today: int) -> int:
    """The study day meant by `20.01.2027`, `20.1`, `in 6 weeks`, `6 жума`, `через 10 дней` or `6` (weeks).

    Without a year it is the next such day. Raises UsageProblem.
    """
    if not text.strip():
        raise UsageProblem(N_("Type the day, as {example}, or in how many weeks it is."), example=_example(today))
    ahead = _days_ahead(text)
    if ahead is not None:
        return today + ahead
    try:
        return _without_year(text, today) or day_in(text.strip())
    except UsageProblem as error:
        raise UsageProblem(
            N_("'{text}' is not a date. Write the day as {example}."), text=text.strip(), example=_example(today)
        ) from error


def _days_ahead(text: str) -> int | None:
    found = re.search(rf"(?<![\d.-])(\d{{1,{_MOST_DIGITS}}})\s*([^\W\d_]*)\.?(?:\s+[^\W\d_]+)*\s*$", text.casefold())
    if found is None:
        return None
    count, unit = int(found[1]), found[2]
    if not unit or unit.startswith(_WEEKS):
        return count * _WEEK
    return count if unit.startswith(_DAYS) else None


def _without_year(text: str, today: int) -> int | None:
    found = re.fullmatch(r"\s*(\d{1,2})[./](\d{1,2})\.?\s*", text)
    if found is None:
        return None
    year = as_date(today).year
    for one in (year, year + 1):
        try:
            day = date(one, int(found[2]), int(found[1])).toordinal()
        except ValueError:
            continue
        if day > today:
            return day
    return None


def _example(today: int) -> str:
    """A day as one would type it where the question is asked."""
    return short_day(as_date(today + EXAMPLE_AHEAD))
