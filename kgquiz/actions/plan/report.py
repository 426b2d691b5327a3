"""What a plan promises: marks to expect, day by day, with other minutes, and how earlier promises were kept."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from kgquiz.actions.desk import Desk
from kgquiz.actions.plan.aside import told_of_the_plan
from kgquiz.actions.plan.day import Situation, keep_work, kept_work, no_plan, situation
from kgquiz.actions.plan.promise import forecasts, keep_promises, promises_kept, uncertainty_of
from kgquiz.actions.plan.setting import LONGEST_PLAN, active_plan, current_plan, days_to_the_last, is_day, is_exam_day
from kgquiz.actions.plan.today import todays_plan, work_of_today
from kgquiz.errors import NothingToDo, UsageProblem
from kgquiz.key import deck_of_key
from kgquiz.memory.planning.forecast import Forecast
from kgquiz.memory.planning.planner import SETTLED_WITHIN, Plan, plan, promised_share
from kgquiz.memory.planning.values import PlanCard, PlanDay
from kgquiz.memory.queue import Entry
from kgquiz.messages import N_
from kgquiz.storage.settings import Kept, struct
from kgquiz.storage.store import Store
from kgquiz.value import dataclass

WHAT_IF = (10, 20, 30, 45)
"""Minutes a day that are tried out."""


@dataclass(frozen=True, slots=True)
class ChapterOutlook:
    """A chapter's expected mark in percent: today, on the day with the plan, on the day without further study."""

    chapter: int
    deck: str
    now: float
    planned: float
    untouched: float


@dataclass(frozen=True, slots=True)
class DayAhead:
    """A day of the plan: its minutes, and the mark in percent if study ended with it."""

    day: int
    minutes: float
    mark: float


@dataclass(frozen=True, slots=True)
class WhatIf:
    """The mark to expect with other minutes a day."""

    minutes: int
    mark: float


@dataclass(frozen=True, slots=True)
class PastExam:
    """A past exam: what was predicted (with its 80 % interval) and what came. In percent."""

    exam: int
    predicted: float
    low: float
    high: float
    actual: float


RESULTS: Kept[tuple[PastExam, ...]] = Kept(
    "plan-results", (), struct(tuple[PastExam, ...], lambda kept: all(is_day(result.exam) for result in kept))
)


@dataclass(frozen=True, slots=True)
class LaterMarks:
    """What to expect of an exam after the first one; its day is a study day, marks are in percent."""

    exam: int
    days_left: int
    title: str
    pass_mark: float
    now: Forecast
    planned: Forecast
    untouched: Forecast


@dataclass(frozen=True, slots=True)
class PlanReport:
    """All that `kgquiz plan` shows, of the first exam ahead; `later` has the others'.

    Days are study-day ordinals, `off` weekdays (0: Monday), marks in percent.

    `gain_per_minute` is the points that a further minute today brings.

    `items` and `cards` may be asked in any of the exams; of `dropped_items` no card is begun.

    No plan can promise more than `missing` points above the mark; where that is much, it is not `settled`.
    """

    exam: int
    days_left: int
    minutes: int
    off: tuple[int, ...]
    order: str
    reviews_first: int
    rehearsal: bool
    day_off: bool
    minutes_today: float
    minutes_spent: float
    cards_today: int
    new_today: int
    title: str
    pass_mark: float
    now: Forecast
    planned: Forecast
    untouched: Forecast
    chapters: tuple[ChapterOutlook, ...]
    days: tuple[DayAhead, ...]
    what_if: tuple[WhatIf, ...]
    dropped: int
    dropped_chapters: tuple[tuple[str, int], ...]
    gain_per_minute: float
    settled: bool
    missing: float
    results: tuple[PastExam, ...]
    items: int = 0
    items_met: int = 0
    cards: int = 0
    cards_met: int = 0
    dropped_items: int = 0
    later: tuple[LaterMarks, ...] = ()
    off_dates: tuple[int, ...] = ()
    exam_today: bool = False
    """An exam is sat today, and others follow: a day off."""


def plan_report(desk: Desk, *, what_if: Sequence[int] = WHAT_IF) -> PlanReport:
    """Work the plan out and tell what it promises. Raises NothingToDo where none is set or its exam is past."""
    setting = active_plan(desk)
    if setting is None:
        raise _no_plan(desk)
    with told_of_the_plan(desk):
        now = situation(desk, setting)
    solved = plan(now.given)
    uncertainty = uncertainty_of(desk.store, now)
    if kept_work(desk, setting) is None:  # else home and study would count other cards than this
        keep_work(desk, now, solved)
    today = todays_plan(desk) or ()
    what_ifs = _what_ifs(now, what_if, solved.share_planned)
    report = _report(now, solved, today, what_ifs, _results(desk.store), uncertainty)
    wanted = sum(card.seconds for card in work_of_today(desk)) / 60
    report = replace(report, minutes_today=min(report.minutes_today, wanted))  # few cards do not fill the time
    report = replace(report, exam_today=is_exam_day(desk))
    keep_promises(desk, now, [report.planned, *(one.planned for one in report.later)])
    return report


def _no_plan(desk: Desk) -> NothingToDo:
    setting = current_plan(desk.store)
    if setting is not None and days_to_the_last(desk, setting) > LONGEST_PLAN:
        return NothingToDo(
            N_(
                "By this computer's clock the exam is {left} days away; plan at most {most} ahead. Set the clock right."
            ),
            left=days_to_the_last(desk, setting),
            most=LONGEST_PLAN,
        )
    if setting is not None:
        return NothingToDo(
            N_("The exam is over or today. Note your mark: kgquiz plan --result 78. Then set a new plan or --clear it.")
        )
    return no_plan()


def _report(  # noqa: PLR0913, PLR0917 - the parts a report is put together from
    now: Situation,
    solved: Plan,
    today: tuple[Entry, ...],
    what_ifs: tuple[WhatIf, ...],
    results: tuple[PastExam, ...],
    uncertainty: float,
) -> PlanReport:
    blueprint = now.exam.blueprint
    marks = forecasts(now, 0, _recalls(solved), _shares(solved), uncertainty)
    left_out: defaultdict[str, int] = defaultdict(int)
    for card in solved.dropped:
        left_out[deck_of_key(card)] += 1
    met = [card for card in now.given.cards if not card.is_new]
    out = set(solved.dropped)
    return PlanReport(
        exam=now.setting.exam,
        days_left=now.setting.exam - now.given.today,
        minutes=now.setting.minutes,
        off=now.setting.off,
        order=now.setting.order,
        reviews_first=now.setting.reviews_first,
        rehearsal=now.setting.rehearsal,
        day_off=not now.setting.seconds_on(now.given.today),
        minutes_today=now.given.seconds_today / 60,
        minutes_spent=max(0.0, now.setting.seconds_on(now.given.today) - now.given.seconds_today) / 60,
        cards_today=len(today),
        new_today=sum(entry.is_new for entry in today),
        title=blueprint.title,
        pass_mark=blueprint.pass_mark,
        now=marks[0],
        planned=marks[1],
        untouched=marks[2],
        chapters=_chapters(now, solved),
        days=tuple(_day(now, day) for day in solved.days),
        what_if=what_ifs,
        dropped=len(solved.dropped),
        dropped_chapters=tuple(sorted(left_out.items())),
        gain_per_minute=100 * 60 * solved.price,
        settled=solved.missing <= SETTLED_WITHIN,
        missing=100 * solved.missing,
        results=results,
        items=len({card.item for card in now.given.cards}),
        items_met=len({card.item for card in met}),
        cards=len(now.given.cards),
        cards_met=len(met),
        dropped_items=len(
            {card.item for card in now.given.cards} - {card.item for card in now.given.cards if card.card not in out}
        ),
        later=tuple(_later(now, place, solved, uncertainty) for place in range(1, len(now.exams))),
        off_dates=tuple(day for day in now.setting.off_dates if now.given.today <= day < now.setting.last_exam),
    )


def _later(now: Situation, place: int, solved: Plan, uncertainty: float) -> LaterMarks:
    found, blueprint = solved.later[place - 1], now.exams[place].blueprint
    recalls = solved.recall_now, found.recall_planned, found.recall_untouched
    shares = found.share_now, found.share_planned, found.share_untouched
    marks = forecasts(now, place, recalls, shares, uncertainty)
    return LaterMarks(found.day, found.day - now.given.today, blueprint.title, blueprint.pass_mark, *marks)


def _day(now: Situation, day: PlanDay) -> DayAhead:
    """The forecast of single days is rough; a sitting ends when the day's time is over, whatever it says."""
    minutes = min(day.seconds, now.setting.seconds_on(day.day)) / 60
    return DayAhead(day.day, minutes, 100 * day.share)


def _recalls(solved: Plan) -> tuple[tuple[float, ...], ...]:
    """Now, with the plan, without further study."""
    return solved.recall_now, solved.recall_planned, solved.recall_untouched


def _shares(solved: Plan) -> tuple[float, ...]:
    """The same three as shares of the mark: the one figure that the table, the days and the what-ifs tell."""
    return solved.share_now, solved.share_planned, solved.share_untouched


def _chapters(now: Situation, solved: Plan) -> tuple[ChapterOutlook, ...]:
    where = {candidate.key: (candidate.chapter, candidate.deck) for candidate in now.exam.candidates}
    members: defaultdict[tuple[int, str], list[int]] = defaultdict(list)
    for place, card in enumerate(now.given.cards):
        if card.importance > 0:
            members[where[card.card]].append(place)
    return tuple(
        ChapterOutlook(
            chapter,
            deck,
            *(_mark(now.given.cards, places, recalls) for recalls in _recalls(solved)),
        )
        for (chapter, deck), places in sorted(members.items())
    )


def _mark(cards: Sequence[PlanCard], places: Sequence[int], recalls: Sequence[float]) -> float:
    weight = sum(cards[place].importance for place in places)
    score = sum(
        cards[place].importance * (cards[place].guess + (1 - cards[place].guess) * recalls[place]) for place in places
    )
    return 100 * score / weight if weight else 0.0


def _what_ifs(now: Situation, minutes: Sequence[int], share: float) -> tuple[WhatIf, ...]:
    """Other minutes a day. Who has more could do as with fewer, so no mark is below that of fewer minutes."""
    marks: dict[int, float] = {now.setting.minutes: 100 * share}
    for tried in sorted(set(minutes) - {now.setting.minutes}):
        marks[tried] = 100 * promised_share(now.with_minutes(tried))
    best, told = 0.0, {}
    for tried, mark in sorted(marks.items()):
        within = mark if tried > now.setting.minutes else min(mark, 100 * share)
        best = told[tried] = max(best, within)
    return tuple(WhatIf(tried, told[tried]) for tried in minutes)


def _results(store: Store) -> tuple[PastExam, ...]:
    return store.settings.get(RESULTS)


def note_result(desk: Desk, mark: float) -> PastExam:
    """Keep an exam's real mark (percent) beside what was predicted for it."""
    if not 0 <= mark <= 100:  # noqa: PLR2004 - percent
        raise UsageProblem(N_("The mark is given in percent, from 0 to 100."))
    promised = promises_kept(desk.store)
    if not promised:
        raise NothingToDo(N_("There is no prediction to compare it with: look at 'kgquiz plan' before an exam."))
    over = [one for one in promised if one.exam <= desk.world.today()]
    if not over:
        raise NothingToDo(N_("The exam is still ahead; note its mark afterwards."))
    predicted = max(over, key=lambda one: one.exam)
    result = PastExam(predicted.exam, predicted.mark, predicted.low, predicted.high, mark)
    earlier = [kept for kept in _results(desk.store) if kept.exam != result.exam]
    desk.store.settings.set(RESULTS, (*earlier, result))
    return result
