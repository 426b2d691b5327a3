"""Numbers, shares, dates and spans of time as the language of the interface writes them."""

from __future__ import annotations

from datetime import date, datetime

from kgquiz.lang.catalogue import _, language_in_use
from kgquiz.messages import N_

_MONTHS = (
    N_("January {day}, {year}"),
    N_("February {day}, {year}"),
    N_("March {day}, {year}"),
    N_("April {day}, {year}"),
    N_("May {day}, {year}"),
    N_("June {day}, {year}"),
    N_("July {day}, {year}"),
    N_("August {day}, {year}"),
    N_("September {day}, {year}"),
    N_("October {day}, {year}"),
    N_("November {day}, {year}"),
    N_("December {day}, {year}"),
)


_WITH_COMMA = frozenset({"ky", "ru"})
"""Languages that write 0,85 and 20.01.2027."""


def number(value: float, places: int | None = None) -> str:
    """A number with the language's decimal mark and a true minus; as short as it goes where no places are given."""
    text = f"{value:.10g}" if places is None else f"{value:.{places}f}"
    return text.replace("-", "−").replace(".", decimal_mark())


def decimal_mark() -> str:
    """What stands before the decimals."""
    return "," if language_in_use() in _WITH_COMMA else "."


def percent(share: float, places: int = 0) -> str:
    """A share in percent: `76 %`."""
    return f"{number(100 * share, places)} %"


def day_words(day: date) -> str:
    """A date as it is written in a sentence: `20-январь, 2027-жыл`."""
    return _(_MONTHS[day.month - 1]).format(day=day.day, year=day.year)


def binding_day(text: str) -> str:
    """The day to which a law stands, from `2016-07-01`: in Kyrgyz in words and in the dative; other text as it is."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return text
    if language_in_use() == "ky":
        return day_words(day) + ("не" if day.month == _APRIL else "на")
    return short_day(day)


_APRIL = 4
"""The month whose Kyrgyz name has front vowels."""


class SpokenNumber(float):
    """A number that formats itself with the language's decimal mark and a true minus."""

    def __format__(self, spec: str) -> str:
        return super().__format__(spec or ".10g").replace("-", "−").replace(".", decimal_mark())


def short_day(day: date) -> str:
    """A date in digits: `20.01.2027`, in English the ISO date."""
    return day.strftime("%d.%m.%Y") if language_in_use() in _WITH_COMMA else day.isoformat()


def moment(text: str) -> str:
    """A moment kept as ISO 8601, to the minute: `20.01.2027 09:30`."""
    at = datetime.fromisoformat(text)
    return f"{short_day(at.date())} {at:%H:%M}"


def seconds(value: float) -> str:
    """Whole seconds: `12 s`."""
    return _("{n:.0f} s").format(n=value)
