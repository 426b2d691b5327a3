"""Whether the computer's clock can be believed: it decides what is due."""

from __future__ import annotations

from kgquiz.actions.desk import Desk
from kgquiz.memory.study_day import as_date
from kgquiz.messages import N_, message

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
