"""Which study day a moment belongs to. Days are ordinals (`date.toordinal`); all intervals are whole days.

The wall clock decides, not elapsed hours: a review at 23:30 and one at 08:00 the next morning are a day apart, and a
night that is 23 or 25 hours long for daylight saving is still one night.
"""

from __future__ import annotations

from datetime import date, datetime

ROLLOVER_HOUR = 4
"""Before this hour, local time, it is still yesterday."""


def study_day(moment: datetime, rollover: int = ROLLOVER_HOUR) -> int:
    """The study day of an aware moment in its own zone."""
    day = moment.date().toordinal()
    return day if moment.hour >= rollover else day - 1


def as_date(day: int) -> date:
    """The calendar date of a study day."""
    return date.fromordinal(min(max(day, date.min.toordinal()), date.max.toordinal()))
