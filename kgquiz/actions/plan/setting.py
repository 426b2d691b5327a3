"""The plan that is set, and where it stands today; nothing here works a plan out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kgquiz.actions.desk import Desk
from kgquiz.memory.order import DEFAULT_ORDER, ORDERS
from kgquiz.memory.study_day import as_date
from kgquiz.storage.settings import Kept, struct
from kgquiz.storage.store import Store


@dataclass(frozen=True, slots=True)
class PlanSetting:
    """What the student set. `exam` is a study day; `off` holds weekdays, 0 for Monday.

    `reviews_first` reviews stand before the first new card; `order` is that of new cards;
    `rehearsal` keeps the last study day free of new ones.
    """

    exam: int
    minutes: int
    names: tuple[str, ...] = ()
    off: tuple[int, ...] = ()
    rehearsal: bool = False
    reviews_first: int = 0
    order: str = DEFAULT_ORDER

    def seconds_on(self, day: int) -> float:
        """The study time of a day."""
        return 0.0 if as_date(day).weekday() in self.off else self.minutes * 60.0


LONGEST_DAY = 24 * 60
"""Minutes."""


def _is_sound(setting: PlanSetting) -> bool:
    """Whether a plan can be one that was set."""
    return (
        0 < setting.exam <= date.max.toordinal()
        and 0 <= setting.minutes <= LONGEST_DAY
        and all(day in range(7) for day in setting.off)
        and setting.reviews_first >= 0
        and setting.order in ORDERS
    )


PLAN: Kept[PlanSetting | None] = Kept("plan", None, struct(PlanSetting, _is_sound))


def current_plan(store: Store) -> PlanSetting | None:
    """The plan that is set, over or not."""
    return store.settings.get(PLAN)


def active_plan(desk: Desk) -> PlanSetting | None:
    """The plan that is set, until the day before its exam."""
    setting = current_plan(desk.store)
    return setting if setting is not None and setting.exam > desk.world.today() else None


@dataclass(frozen=True, slots=True)
class PlanState:
    """Where a plan stands today, without working anything out. Times in seconds."""

    exam: date
    days_left: int
    seconds_today: float
    seconds_spent: float

    @property
    def seconds_left(self) -> float:
        """What is left of today's time."""
        return max(0.0, self.seconds_today - self.seconds_spent)


def plan_state(desk: Desk) -> PlanState | None:
    """The plan at a glance; None where none is set or its exam is past. On the day itself no days are left."""
    setting, today = current_plan(desk.store), desk.world.today()
    if setting is None or setting.exam < today:
        return None
    from kgquiz.memory.pace import seconds_spent  # noqa: PLC0415 - brings in the planner's costs

    spent = seconds_spent(desk.store.journal.on_day(today))
    planned = setting.seconds_on(today) if setting.exam > today else 0.0
    return PlanState(as_date(setting.exam), setting.exam - today, planned, spent)
