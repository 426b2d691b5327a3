"""The day at a glance: what is due, how the plan stands, whether a fit is worth while."""

from __future__ import annotations

from dataclasses import dataclass

from kgquiz.actions.desk import Desk
from kgquiz.actions.plan.setting import PlanState, plan_state
from kgquiz.actions.plan.tune import tuning_is_due
from kgquiz.actions.study.clock import check_clock
from kgquiz.actions.study.due import DueReport, due_report
from kgquiz.actions.study.queue import todays_plan
from kgquiz.memory.queue import Entry


@dataclass(frozen=True, slots=True)
class Glance:
    """What `kgquiz` alone tells; `plan` is None where none is set or its exam is past."""

    due: DueReport
    plan: PlanState | None
    by_plan: tuple[Entry, ...] | None
    """What the plan asks for today; None where none is followed."""
    tuning_is_due: bool
    missed: int = 0
    """Cards answered wrong in the last seven days."""
    open_exam: int | None = None
    """The number of the exam that was left unfinished."""


def glance(desk: Desk) -> Glance:
    """The day, over all decks."""
    due = due_report(desk)
    check_clock(desk)
    left = desk.store.attempts.newest_open()
    return Glance(
        due=due,
        plan=plan_state(desk),
        by_plan=todays_plan(desk),
        tuning_is_due=tuning_is_due(desk.store),
        missed=missed_lately(desk),
        open_exam=None if left is None else left.number,
    )


def missed_lately(desk: Desk) -> int:
    """How many cards were answered wrong in the last seven days, as `kgquiz cards is:missed` finds them."""
    from kgquiz.search.own import own  # noqa: PLC0415 - home is shown before anything is looked for
    from kgquiz.search.query import MISSED_DAYS  # noqa: PLC0415 - the same

    misses = desk.store.journal.misses(desk.world.today() - MISSED_DAYS + 1)
    return len(own(desk.store.journal.changes(), misses).missed) if misses else 0
