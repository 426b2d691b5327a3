"""The day at a glance: what is due, how the plan stands, what was left open, what she should be reminded of."""

from __future__ import annotations

from collections.abc import Callable

from kgquiz.actions.desk import Desk
from kgquiz.actions.exam.sitting import OpenExam, open_exams
from kgquiz.actions.language import LANGUAGE
from kgquiz.actions.library.decks import chosen_decks, ids
from kgquiz.actions.plan.setting import PLAN, PlanState, plan_state
from kgquiz.actions.plan.tune import tuning_is_due
from kgquiz.actions.study.clock import check_clock
from kgquiz.actions.study.due import DueReport, due_report
from kgquiz.actions.study.standing import KnownNow, standing
from kgquiz.messages import N_, Message, message
from kgquiz.storage.settings import Kept
from kgquiz.value import dataclass

LONG_AWAY = 21
"""Days without an answer after which she is better met anew than sent back to where she stopped."""


@dataclass(frozen=True, slots=True)
class Glance:
    """What `kgquiz` alone tells. None or nothing where there is none."""

    hour: int
    """Of the local day."""
    due: DueReport
    plan: PlanState | None = None
    """None where none is set or its exam is past."""
    days_away: int | None = None
    """Since the newest answer; None where there is none."""
    open_exams: tuple[OpenExam, ...] = ()
    """Those that were left unfinished, newest first."""
    missed: int = 0
    """Cards answered wrong in the last seven days."""
    standing: KnownNow | None = None
    """Where she stands; None before her first answer."""
    reminders: tuple[Message, ...] = ()
    has_unmet: bool = False
    """Whether there is something that was never asked."""
    is_new: bool = False
    """Whether she is in her first minute: not welcomed, no plan, and no answer is older than today."""

    @property
    def was_long_away(self) -> bool:
        """Whether she comes back after a long pause."""
        return self.days_away is not None and self.days_away >= LONG_AWAY


def glance(desk: Desk) -> Glance:
    """The day, over all decks; raises NotFound where no deck is there."""
    check_clock(desk)
    newest = desk.store.schedule.newest_day()
    decks = chosen_decks(desk)
    chosen = ids(decks)
    return Glance(
        hour=desk.world.now().hour,
        due=due_report(desk),
        standing=standing(desk, chosen, sum(deck.cards for deck in decks)),
        plan=plan_state(desk),
        days_away=None if newest is None else desk.world.today() - newest,
        open_exams=tuple(open_exams(desk)),
        missed=missed_lately(desk),
        reminders=tuple(told for reminder in REMINDERS if (told := reminder(desk)) is not None),
        has_unmet=bool(desk.store.schedule.new(chosen, desk.world.today(), 1)),
        is_new=is_new(desk),
    )


WELCOMED: Kept[bool] = Kept("welcomed", False, bool)
"""Whether she went through her first minute."""


def note_welcome(desk: Desk) -> None:
    """She went through it: from now on home is the menu."""
    desk.store.settings.set(WELCOMED, value=True)


def has_language(desk: Desk) -> bool:
    """Whether a language was chosen here."""
    return desk.store.settings.is_set(LANGUAGE)


def is_first_start(desk: Desk) -> bool:
    """Whether nobody chose a language here and nothing was answered in any."""
    return not has_language(desk) and not desk.store.journal.count()


def is_new(desk: Desk) -> bool:
    """Whether she was not welcomed, has no plan, left no exam open, and has no answer that is older than today."""
    if any(desk.store.settings.is_set(kept) for kept in (WELCOMED, PLAN)):
        return False
    if open_exams(desk):
        return False
    answers = desk.store.journal.count()
    return not answers or answers == len(desk.store.journal.on_day(desk.world.today()))


def _fit_reminder(desk: Desk) -> Message | None:
    """That a fit of the schedule is worth while."""
    told = message(N_("There are enough answers to fit the schedule to you: kgquiz tune"))
    return told if tuning_is_due(desk.store) else None


def _backup_reminder(desk: Desk) -> Message | None:
    """That the last backup is old."""
    from kgquiz.actions.sharing.backups import reminder  # noqa: PLC0415 - brings in what packs files

    return reminder(desk)


REMINDERS: tuple[Callable[[Desk], Message | None], ...] = (_fit_reminder, _backup_reminder)
"""What home may remind her of; each looks for itself, quickly, and says nothing where nothing is to be done."""


def missed_lately(desk: Desk) -> int:
    """How many cards were answered wrong in the last seven days, as `kgquiz cards is:missed` finds them."""
    from kgquiz.search.own import own  # noqa: PLC0415 - home is shown before anything is looked for
    from kgquiz.search.query import MISSED_DAYS  # noqa: PLC0415 - the same

    misses = desk.store.journal.misses(desk.world.today() - MISSED_DAYS + 1)
    return len(own(desk.store.journal.changes(), misses).missed) if misses else 0
