"""Shares, streaks and plots by known figures."""

from __future__ import annotations

import pytest

from kgquiz.statistics.days import Streak, forecast, streak
from kgquiz.statistics.shares import Share
from kgquiz.terminal.statistics.plots import bar, calendar, shade


@pytest.mark.parametrize(
    ("right", "n", "low", "high"),
    [(9, 10, 0.5958, 0.9821), (0, 10, 0.0, 0.2775), (10, 10, 0.7225, 1.0), (50, 100, 0.4038, 0.5962), (0, 0, 0.0, 1.0)],
)
def test_the_interval_is_wilson_s(right: int, n: int, low: float, high: float) -> None:
    assert Share(right, n).interval() == pytest.approx((low, high), abs=1e-4)


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        ([], Streak(0, 0)),
        ([10], Streak(1, 1)),
        ([8, 9], Streak(2, 2)),
        ([7, 8], Streak(0, 2)),
        ([1, 2, 3, 9, 10], Streak(2, 3)),
    ],
)
def test_a_day_not_yet_over_breaks_no_streak(days: list[int], expected: Streak) -> None:
    assert streak(days, 10) == expected


def test_what_is_overdue_is_due_today() -> None:
    coming = forecast({5: 2, 9: 1, 11: 4, 99: 7}, today=10, days=3, seconds_a_card=10)
    assert [(one.day, one.cards, one.seconds) for one in coming] == [(10, 3, 30), (11, 4, 40), (12, 0, 0)]


def test_a_bar_fills_to_an_eighth_and_carries_its_mark() -> None:
    assert bar(0.5, 4) == "██··"
    assert bar(0.53, 4) == "██▏·"
    assert bar(0.5, 10, 0.9) == "█████····┃"
    assert bar(7, 3) == "███"


def test_the_calendar_ends_today_and_shades_by_the_busiest_day() -> None:
    wednesday = 739_000 - 739_000 % 7 + 3  # ordinals of Mondays leave 1
    rows = calendar({wednesday: 10, wednesday - 7: 1}, wednesday, 2, ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"])
    assert rows[2] == "We ░█"
    assert rows[3] == "Th · "
    assert (shade(0, 10), shade(10, 10), shade(1, 10)) == ("·", "█", "░")
