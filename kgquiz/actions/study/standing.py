"""Where she stands: what she did last time, what has faded since, how much of all the cards she would know now."""

from __future__ import annotations

from collections.abc import Sequence

from kgquiz.actions.desk import Desk
from kgquiz.actions.plan.setting import active_plan
from kgquiz.actions.study.due import due_counts
from kgquiz.memory.log import Event, Kind, Mode, undone_ids
from kgquiz.memory.model import HALF, recall
from kgquiz.value import dataclass


@dataclass(frozen=True, slots=True)
class LastTime:
    """The last day of study before today: its study day, the cards answered, how many were right at first."""

    day: int
    cards: int
    right: int


@dataclass(frozen=True, slots=True)
class Expected:
    """The mark that the plan expects of an exam of this title; in percent, `low` to `high` its 80 %."""

    mark: float
    low: float
    high: float
    title: str = ""


@dataclass(frozen=True, slots=True)
class KnownNow:
    """How many of all `cards` she would know if all were asked now, how many she had met, how many of them she knew.

    `then` is how many she would have known on the last day of study, None where she has studied today since; `came`
    is how many items have come due since then; under a plan, which asks by its own measure, none are counted.
    """

    cards: int
    met: int
    now: float
    then: float | None = None
    came: int = 0
    last: LastTime | None = None
    expected: Expected | None = None


def standing(desk: Desk, decks: Sequence[int], cards: int) -> KnownNow | None:
    """Over some decks of so many cards (suspended ones are not looked at); None before the first answer."""
    schedule, today = desk.store.schedule, desk.world.today()
    spread = desk.store.figures.spread(decks)
    met = sum(n for _, _, n in spread)
    if not met:
        return None
    weights = schedule.scheduler.weights

    def known(day: int) -> float:
        return sum(n * recall(max(0, day - last_day), stability, weights) for stability, last_day, n in spread)

    newest = schedule.newest_day()
    last = None if newest is None or newest >= today else _last_time(desk, newest)
    return KnownNow(
        cards=cards,
        met=met,
        now=known(today),
        then=None if last is None else known(last.day),
        came=0 if last is None or active_plan(desk) is not None else _came(desk, decks, last.day, today),
        last=last,
        expected=_expected(desk),
    )


def _came(desk: Desk, decks: Sequence[int], before: int, now: int) -> int:
    """How many items came due between two days."""
    then, today = due_counts(desk.store, decks, [before, now])
    return max(0, today - then)


def _last_time(desk: Desk, day: int) -> LastTime | None:
    """What stands of a day's answers; None where all of them were taken back."""
    events = desk.store.journal.on_day(day)
    undone = undone_ids(events)
    first: dict[str, Event] = {}
    for event in events:
        if event.kind is Kind.REVIEW and event.mode is not Mode.CRAM and event.id not in undone:
            first.setdefault(event.card, event)
    raised = {event.target: event.score for event in events if event.kind is Kind.AMEND and event.id not in undone}
    scores = [raised.get(event.id, event.score) for event in first.values()]
    right = sum(_is_right(event, score) for event, score in zip(first.values(), scores, strict=True))
    return LastTime(day, len(first), right) if first else None


def _is_right(event: Event, score: float | None) -> bool:
    """As a sitting's summary has it: by the marking, by her own rating where she marks herself."""
    return event.rating is not None and event.rating > 1 if score is None else score >= HALF


def _expected(desk: Desk) -> Expected | None:
    setting = active_plan(desk)
    if setting is None:
        return None
    from kgquiz.actions.plan.promise import PREDICTED  # noqa: PLC0415 - brings in the planner

    kept = desk.store.settings.get(PREDICTED)
    return None if kept is None or kept.exam != setting.exam else Expected(kept.mark, kept.low, kept.high, kept.title)
