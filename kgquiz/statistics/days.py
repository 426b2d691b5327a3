"""Study by the day: how much, how regularly, and what is coming."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from kgquiz.value import dataclass


@dataclass(frozen=True, slots=True)
class Day:
    """A study day: answers given, and seconds from prompt to answer together."""

    day: int
    answers: int
    seconds: float


@dataclass(frozen=True, slots=True)
class Streak:
    """Days of study in a row: up to today (or yesterday, while today is young), and the longest."""

    current: int
    longest: int


def streak(days: Collection[int], today: int) -> Streak:
    """From the days on which anything was answered. A day not yet over breaks nothing."""
    studied = sorted(set(days))
    longest = run = 0
    previous = None
    for day in studied:
        run = run + 1 if previous == day - 1 else 1
        longest, previous = max(longest, run), day
    current = run if previous is not None and previous >= today - 1 else 0
    return Streak(current, longest)


@dataclass(frozen=True, slots=True)
class Coming:
    """A day ahead: cards that come back on it, and the seconds they are expected to take."""

    day: int
    cards: int
    seconds: float


def forecast(due: Mapping[int, int], today: int, days: int, seconds_a_card: float) -> tuple[Coming, ...]:
    """The cards by their day, the overdue ones today. New cards and what today's answers bring are not in it."""
    overdue = sum(count for day, count in due.items() if day <= today)
    counts = [overdue, *(due.get(today + ahead, 0) for ahead in range(1, days))]
    return tuple(Coming(today + ahead, count, count * seconds_a_card) for ahead, count in enumerate(counts))
