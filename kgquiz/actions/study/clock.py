"""The computer's clock: whether it can be believed, since it decides what is due, and in which zones it has stood."""

from __future__ import annotations

from datetime import timedelta

from kgquiz.actions.desk import Desk
from kgquiz.memory.study_day import as_date
from kgquiz.messages import N_, message
from kgquiz.storage.settings import Kept, struct
from kgquiz.value import dataclass

LONG_AWAY = 120
"""Days without an answer after which a clock far ahead is as likely as a long holiday."""


def check_clock(desk: Desk) -> None:
    """Have it said when the newest answer lies ahead of today, or so far back that the clock may run ahead."""
    newest, today = desk.store.schedule.newest_day(), desk.world.today()
    if newest is None:
        return
    if newest > today:
        template = N_(
            "Your newest answer is dated {newest}, and today is {today} by this computer's clock. If the clock is right"
            " now, it was wrong then: those cards stay away too long; take them back with 'kgquiz undo'."
        )
    elif today - newest > LONG_AWAY:
        template = N_(
            "Today is {today} by this computer's clock, and your newest answer is dated {newest}. If the clock is"
            " wrong, set it right before you go on: it decides when cards come back."
        )
    else:
        return
    desk.world.notice(message(template, newest=as_date(newest), today=as_date(today)))


@dataclass(frozen=True, slots=True)
class ZoneChange:
    """From `at` on (milliseconds since 1970) the clock stood so many minutes before UTC."""

    at: int
    minutes: int


ZONES: Kept[tuple[ZoneChange, ...]] = Kept("zones", (), struct(tuple[ZoneChange, ...]), derived=True)
"""The log keeps moments in UTC; the time of day at which she studied needs what her clock showed then."""
_MOST_CHANGES = 200


def note_zone(desk: Desk) -> None:
    """Remember the zone of the clock where it is another than before: summer time, a laptop that was moved."""
    changes, minutes = desk.store.settings.get(ZONES), _offset(desk)
    if not changes or changes[-1].minutes != minutes:
        now = ZoneChange(desk.world.milliseconds(), minutes)
        desk.store.settings.set(ZONES, (*changes, now)[-_MOST_CHANGES:])


def zones(desk: Desk) -> tuple[ZoneChange, ...]:
    """The zones of this computer's clock, oldest first, one at least; what lies before the first counts as in it."""
    return desk.store.settings.get(ZONES) or (ZoneChange(0, _offset(desk)),)


def _offset(desk: Desk) -> int:
    return round((desk.world.now().utcoffset() or timedelta()).total_seconds() / 60)
