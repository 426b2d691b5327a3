"""Which backups stay: one each of seven days, four weeks and twelve months, all of the last two days; within a size."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from datetime import datetime, timedelta
from pathlib import Path

from kgquiz.value import dataclass

DAYS, WEEKS, MONTHS = 7, 4, 12
FRESH = timedelta(days=2)
"""Younger ones all stay: one of them may be what a restore replaced an hour ago."""
LARGEST = 500 * 2**20
"""Bytes of all backups together."""


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup as its name tells it; `made` is aware, `size` in bytes."""

    path: Path
    made: datetime
    size: int


def superfluous(backups: Sequence[Backup], now: datetime, largest: int = LARGEST) -> list[Backup]:
    """Those to go. The newest always stays, and what a wrong clock dated ahead of now."""
    newest_first = sorted(backups, key=lambda one: one.made, reverse=True)
    kept = {one.path for one in newest_first if now - one.made < FRESH}
    for most, period in _PERIODS:
        last_of_each: dict[Hashable, Backup] = {}
        for one in newest_first:
            last_of_each.setdefault(period(one.made), one)
        kept |= {one.path for one in list(last_of_each.values())[:most]}
    room = largest
    for one in newest_first:
        room -= one.size
        if room < 0 and one is not newest_first[0]:
            kept.discard(one.path)
    return [one for one in newest_first if one.path not in kept]


_PERIODS: tuple[tuple[int, Callable[[datetime], Hashable]], ...] = (
    (DAYS, lambda made: made.date()),
    (WEEKS, lambda made: made.isocalendar()[:2]),
    (MONTHS, lambda made: (made.year, made.month)),
)
