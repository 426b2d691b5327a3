from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kgquiz.memory.study_day import as_date, study_day

BISHKEK = ZoneInfo("Asia/Bishkek")
BERLIN = ZoneInfo("Europe/Berlin")


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (datetime(2026, 3, 2, 3, 59, tzinfo=BISHKEK), date(2026, 3, 1)),
        (datetime(2026, 3, 2, 4, 0, tzinfo=BISHKEK), date(2026, 3, 2)),
        (datetime(2026, 3, 2, 23, 59, tzinfo=BISHKEK), date(2026, 3, 2)),
        (datetime(2026, 1, 1, 0, 30, tzinfo=BISHKEK), date(2025, 12, 31)),
        # Clocks go forward at 02:00 on 29 March 2026 and back at 03:00 on 25 October.
        (datetime(2026, 3, 29, 3, 30, tzinfo=BERLIN), date(2026, 3, 28)),
        (datetime(2026, 3, 29, 4, 0, tzinfo=BERLIN), date(2026, 3, 29)),
        (datetime(2026, 10, 25, 2, 30, fold=1, tzinfo=BERLIN), date(2026, 10, 24)),
        (datetime(2026, 10, 25, 4, 0, tzinfo=BERLIN), date(2026, 10, 25)),
    ],
)
def test_a_study_day_begins_at_four_in_the_morning_by_the_wall_clock(moment: datetime, day: date) -> None:
    assert as_date(study_day(moment)) == day


def test_a_review_nine_hours_later_across_the_night_is_a_day_later() -> None:
    evening = datetime(2026, 3, 28, 23, 0, tzinfo=BERLIN)
    morning = (evening.astimezone(UTC) + timedelta(hours=9)).astimezone(BERLIN)
    assert study_day(morning) - study_day(evening) == 1


@given(st.datetimes(timezones=st.just(UTC)), st.integers(0, 48 * 60))
def test_a_later_moment_is_never_an_earlier_study_day_but_for_clocks_put_back(moment: datetime, minutes: int) -> None:
    start = moment.replace(year=2020 + moment.year % 20, day=min(moment.day, 28)).astimezone(BERLIN)
    later = (start.astimezone(UTC) + timedelta(minutes=minutes)).astimezone(BERLIN)
    assert study_day(later) >= study_day(start)
