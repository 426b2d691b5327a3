"""What is to be studied today by the plan, as `study`, `plan` and home all count it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from kgquiz.actions.desk import Desk
from kgquiz.actions.library.decks import decks_in_use, ids
from kgquiz.actions.library.questions import questions
from kgquiz.actions.library.sources import EXAM_SUFFIXES, as_path, joined, meant, named_decks
from kgquiz.actions.plan.aside import set_aside_if_gone, told_of_the_plan
from kgquiz.actions.plan.setting import PlanSetting, active_plan, plan_state
from kgquiz.actions.world import World
from kgquiz.memory.order import DEFAULT_ORDER
from kgquiz.memory.queue import Entry, interleaved, one_per_item
from kgquiz.storage.deck_cache import CachedDeck

if TYPE_CHECKING:
    from kgquiz.actions.plan.day import PlannedCard

AT_A_TIME = 12
"""Planned cards that are mixed among themselves: enough for variety, so few that stopping early costs little."""


def todays_plan(desk: Desk) -> tuple[Entry, ...] | None:
    """Today's cards in order; None where no plan is set, or what it plans for is gone."""
    setting = active_plan(desk)
    if setting is None:
        return None
    return set_aside_if_gone(desk, lambda: planned_today(desk, setting, decks_of_plan(desk, setting)))


def decks_of_plan(desk: Desk, setting: PlanSetting) -> list[CachedDeck]:
    """The decks that today's work by the plan may come from."""
    return decks_in_use(desk, _plan_names(desk.world, setting))


def planned_today(desk: Desk, setting: PlanSetting, decks: Sequence[CachedDeck]) -> tuple[Entry, ...]:
    """What was missed and is not yet right, then the plan's work as far as today's time goes; nothing on a day off."""
    first = _missed(desk, setting, decks)
    planned = [card.entry() for card in _affordable(desk, first)]
    return (*first, *(planned if setting.order == DEFAULT_ORDER else _mixed(planned)))


MISSED = "missed"
"""Why a card is asked again that the plan did not choose."""


def work_of_today(desk: Desk) -> tuple[PlannedCard, ...]:
    """The same cards with reasons and questions, the plan's own best first. Raises NothingToDo without a plan."""
    from kgquiz.actions.plan.day import PlannedCard, no_plan, usual_seconds  # noqa: PLC0415 - as below
    from kgquiz.memory.planning.costs import Seconds  # noqa: PLC0415 - as below

    setting = active_plan(desk)
    if setting is None:
        raise no_plan()
    with told_of_the_plan(desk):
        first, usual = _missed(desk, setting, decks_of_plan(desk, setting)), usual_seconds()
        missed = [
            PlannedCard(e.card, e.item, e.deck, e.type, MISSED, usual.get(e.type, Seconds()).right) for e in first
        ]
        work = (*missed, *_affordable(desk, first))
    asked = questions(desk.store, [card.card for card in work])
    return tuple(replace(card, question=asked.get(card.card, "")) for card in work)


def _missed(desk: Desk, setting: PlanSetting, decks: Sequence[CachedDeck]) -> Sequence[Entry]:
    schedule, chosen, today = desk.store.schedule, ids(decks), desk.world.today()
    if setting.is_off(today):
        return ()
    return one_per_item((*schedule.missed_in_exams(chosen), *schedule.lapsed(chosen, today)))


def _plan_names(world: World, setting: PlanSetting) -> list[str]:
    """The decks that the plan names itself: by their path, or of the folder the person stands in."""
    known = named_decks(world)
    named = [name for exam in setting.exams for name in exam.names]
    names = (name for name in joined(named) if not name.endswith(EXAM_SUFFIXES))
    return [name for name in names if as_path(name).exists() or meant(name, known)]


def _affordable(desk: Desk, first: Iterable[Entry]) -> Iterator[PlannedCard]:
    """The plan's cards that are expected to fit after those `first`; at most one goes over the end."""
    state, schedule = plan_state(desk), desk.store.schedule
    seconds = 0.0 if state is None else state.seconds_left
    taken = {entry.item for entry in first} | schedule.items_seen_on(desk.world.today())
    suspended = schedule.suspended()
    for card in _todays_work(desk):
        if seconds <= 0:
            return
        if card.item not in taken and card.card not in suspended:
            yield card
            seconds -= card.seconds


def _todays_work(desk: Desk) -> tuple[PlannedCard, ...]:
    """Today's cards by the plan, best first: worked out each morning and when something changed, then remembered."""
    setting = active_plan(desk)
    if setting is None:
        return ()
    from kgquiz.actions.plan.day import keep_work, kept_work, situation  # noqa: PLC0415 - brings in exams

    kept = kept_work(desk, setting)
    if kept is None:
        from kgquiz.actions.plan.promise import promise  # noqa: PLC0415 - the same
        from kgquiz.memory.planning.planner import plan  # noqa: PLC0415 - brings in numpy

        now = situation(desk, setting)
        solved = plan(now.given)
        promise(desk, now, solved)
        return keep_work(desk, now, solved)
    return kept


def _mixed(entries: Sequence[Entry]) -> list[Entry]:
    """Best first, a handful at a time mixed by chapter and type."""
    starts = range(0, len(entries), AT_A_TIME)
    return [entry for start in starts for entry in interleaved(entries[start : start + AT_A_TIME])]
