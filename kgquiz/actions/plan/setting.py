"""The plan that is set, and where it stands today; nothing here works a plan out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from kgquiz.actions.desk import Desk
from kgquiz.memory.order import DEFAULT_ORDER, ORDERS
from kgquiz.memory.study_day import as_date
from kgquiz.storage.settings import Kept, struct
from kgquiz.storage.store import Store
from kgquiz.value import dataclass


@dataclass(frozen=True, slots=True)
class PlannedExam:
    """One exam of a plan: its study day, and what is examined, as `kgquiz exam` takes it."""

    exam: int
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PlanSetting:
    """What the student set. `exam` is a study day, the first of those planned for; `more` has the later exams.

    `off` holds weekdays, 0 for Monday, and `off_dates` single study days.
    `reviews_first` reviews stand before the first new card; `order` is that of new cards;
    `rehearsal` keeps the last study day before an exam free of new ones.
    """

    exam: int
    minutes: int
    names: tuple[str, ...] = ()
    off: tuple[int, ...] = ()
    rehearsal: bool = False
    reviews_first: int = 0
    order: str = DEFAULT_ORDER
    more: tuple[PlannedExam, ...] = ()
    off_dates: tuple[int, ...] = ()

    @property
    def exams(self) -> tuple[PlannedExam, ...]:
        """All exams, in the order of their days."""
        return (PlannedExam(self.exam, self.names), *self.more)

    @property
    def last_exam(self) -> int:
        """The day of the last one."""
        return max(one.exam for one in self.exams)

    def of(self, exams: Iterable[PlannedExam]) -> PlanSetting:
        """The same for other exams, one at least; the wishes stay."""
        first, *more = sorted(exams, key=lambda one: one.exam)
        return replace(self, exam=first.exam, names=first.names, more=tuple(more))

    def from_day(self, day: int) -> PlanSetting | None:
        """The same for the exams of a day and later, the day before free if one is sat on it. None without any."""
        ahead = [one for one in self.exams if one.exam >= day]
        if not ahead:
            return None
        sat = tuple(one.exam for one in self.exams if one.exam == day - 1)
        return replace(self.of(ahead), off_dates=(*self.off_dates, *sat))

    def is_off(self, day: int) -> bool:
        """Whether nothing is studied on a day: by its weekday, its date, or because an exam is sat on it."""
        return as_date(day).weekday() in self.off or day in self.off_dates or any(day == e.exam for e in self.exams)

    def seconds_on(self, day: int) -> float:
        """The study time of a day."""
        return 0.0 if self.is_off(day) else self.minutes * 60.0


LONGEST_DAY = 24 * 60
"""Minutes."""


def is_day(day: int) -> bool:
    """Whether a number can be a study day."""
    return 0 < day <= date.max.toordinal()


def _is_sound(setting: PlanSetting) -> bool:
    """Whether a plan can be one that was set."""
    return (
        all(map(is_day, (*(one.exam for one in setting.exams), *setting.off_dates)))
        and 0 <= setting.minutes <= LONGEST_DAY
        and all(day in range(7) for day in setting.off)
        and setting.reviews_first >= 0
        and setting.order in ORDERS
    )


PLAN: Kept[PlanSetting | None] = Kept("plan", None, struct(PlanSetting, _is_sound))


def current_plan(store: Store) -> PlanSetting | None:
    """The plan that is set, over or not."""
    return store.settings.get(PLAN)


LONGEST_PLAN = 366
"""Days: beyond a year a plan by the day means nothing. One that was set and reaches farther: the clock went back."""


def active_plan(desk: Desk) -> PlanSetting | None:
    """The plan that is set, for the exams after today; None when the last is today or over, or out of reach."""
    setting = current_plan(desk.store)
    ahead = None if setting is None else setting.from_day(desk.world.today() + 1)
    return None if ahead is None or days_to_the_last(desk, ahead) > LONGEST_PLAN else ahead


def days_to_the_last(desk: Desk, setting: PlanSetting) -> int:
    """Days from today to the last exam of a plan."""
    return max(one.exam for one in setting.exams) - desk.world.today()


def is_planned_tomorrow(desk: Desk) -> bool:
    """Whether the plan will choose what is studied tomorrow too."""
    setting = current_plan(desk.store)
    return setting is not None and setting.from_day(desk.world.today() + 2) is not None


def is_exam_day(desk: Desk) -> bool:
    """Whether an exam of the plan is sat today."""
    setting, today = current_plan(desk.store), desk.world.today()
    return setting is not None and any(one.exam == today for one in setting.exams)


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
    ahead = None if setting is None else setting.from_day(today)
    if ahead is None:
        return None
    from kgquiz.memory.pace import seconds_spent  # noqa: PLC0415 - brings in the planner's costs

    spent = seconds_spent(desk.store.journal.on_day(today))
    return PlanState(as_date(ahead.exam), ahead.exam - today, ahead.seconds_on(today), spent)
