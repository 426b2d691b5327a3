"""The day at a glance: what is due, how the plan stands, whether a fit is worth while."""

from __future__ import annotations

from dataclasses import dataclass

from kgquiz.actions.plan.setting import PlanState, plan_state
from kgquiz.actions.plan.tune import tuning_is_due
from kgquiz.actions.study.clock import check_clock
from kgquiz.actions.study.due import DueReport, due_report
from kgquiz.actions.study.queue import todays_plan
from kgquiz.actions.world import World
from kgquiz.memory.queue import Entry
from kgquiz.storage.store import Store


@dataclass(frozen=True, slots=True)
class Glance:
    """What `kgquiz` alone tells; `plan` is None where none is set or its exam is past."""

    due: DueReport
    plan: PlanState | None
    by_plan: tuple[Entry, ...] | None
    """What the plan asks for today; None where none is followed."""
    tuning_is_due: bool
    open_exam: int | None = None
    """The number of the exam that was left unfinished."""


def glance(world: World) -> Glance:
    """The day, over all decks."""
    due = due_report(world)
    with Store.open(world.database) as store:
        check_clock(world, store)
        left = store.attempts.newest_open()
        return Glance(
            due=due,
            plan=plan_state(world, store),
            by_plan=todays_plan(world, store),
            tuning_is_due=tuning_is_due(store),
            open_exam=None if left is None else left.number,
        )
