"""Which cards a sitting asks: by the plan where one is set, else what is due and new in the chosen decks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from kgquiz.actions.desk import Desk
from kgquiz.actions.library.decks import chosen_decks, ids
from kgquiz.actions.plan.aside import set_aside_if_gone
from kgquiz.actions.plan.setting import PlanSetting, active_plan, is_exam_day
from kgquiz.actions.plan.today import decks_of_plan, planned_today
from kgquiz.actions.study.due import new_left_today
from kgquiz.actions.study.resting import resting
from kgquiz.cards.registry import CARD_TYPE_BY_NAME
from kgquiz.errors import NothingToDo, UsageProblem
from kgquiz.memory.order import DEFAULT_ORDER, ORDERS
from kgquiz.memory.queue import Entry, against_each_other, interleaved, one_per_item, study_queue, varied
from kgquiz.messages import N_
from kgquiz.storage.deck_cache import CachedDeck
from kgquiz.storage.settings import Kept, one_of
from kgquiz.storage.store import Store
from kgquiz.value import dataclass

MOST_IN_A_SITTING = 500
ALL = -1
"""No limit, as SQLite has it."""
ORDER: Kept[str] = Kept("order", DEFAULT_ORDER, one_of(*ORDERS))
"""How new cards follow each other."""


@dataclass(frozen=True, slots=True)
class StudyOptions:
    """What the student asked for; None leaves it to the plan and the settings."""

    decks: tuple[str, ...] = ()
    new: int | None = None
    limit: int | None = None
    types: tuple[str, ...] = ()
    cram: bool = False
    plan: bool = True
    order: str | None = None
    where: str = ""
    """A query (docs/cards.md): what fits is asked, due or not."""
    minutes: int | None = None

    @property
    def leaves_the_plan(self) -> bool:
        """Whether she asked for something else than the day's plan."""
        return bool(
            self.decks or self.types or self.cram or self.where or not self.plan or self.new is not None or self.order
        )


@dataclass(frozen=True, slots=True)
class Chosen:
    """The decks of a sitting and its cards in order."""

    decks: list[CachedDeck]
    queue: tuple[Entry, ...]
    by_plan: bool = False


def chosen_queue(desk: Desk, options: StudyOptions) -> Chosen:
    """The cards to ask. Raises NothingToDo, with the way on, where there are none."""
    _check_types(options.types)
    _check_order(options.order)
    setting = None if options.leaves_the_plan else active_plan(desk)
    planned = None if setting is None else set_aside_if_gone(desk, lambda: _by_plan(desk, setting))
    chosen = planned or _by_deck(desk, options)
    limit = MOST_IN_A_SITTING if options.limit is None else options.limit
    if not chosen.queue:
        raise _nothing(desk, setting if chosen.by_plan else None)
    return replace(chosen, queue=chosen.queue[:limit])


def _nothing(desk: Desk, setting: PlanSetting | None) -> NothingToDo:
    if setting is not None and is_exam_day(desk):
        return NothingToDo(
            N_("Today an exam is sat: the plan leaves the day free. To study all the same: kgquiz study --no-plan")
        )
    if setting is not None and not setting.seconds_on(desk.world.today()):
        return NothingToDo(N_("Today is a day off by your plan. To study all the same: kgquiz study --no-plan"))
    if setting is not None:
        return NothingToDo(N_("Today's part of the plan is done. To go on all the same: kgquiz study --no-plan"))
    return NothingToDo(N_("Nothing is due here today. Take more new cards with --new 10, or drill with --cram."))


def _check_order(order: str | None) -> None:
    if order is not None and order not in ORDERS:
        known = ", ".join(ORDERS)
        raise UsageProblem(N_("There is no order '{name}'. There are: {known}."), name=order, known=known)


def _check_types(types: Sequence[str]) -> None:
    for name in types:
        if name not in CARD_TYPE_BY_NAME:
            known = ", ".join(CARD_TYPE_BY_NAME)
            raise UsageProblem(N_("There is no card type '{name}'. There are: {known}."), name=name, known=known)


def _by_deck(desk: Desk, options: StudyOptions) -> Chosen:
    decks = chosen_decks(desk, options.decks)
    entries = _fitting(desk, decks, options) if options.where else _cram_or_study(desk, decks, options)
    return Chosen(decks, tuple(e for e in entries if not options.types or e.type in options.types))


def _cram_or_study(desk: Desk, decks: Sequence[CachedDeck], options: StudyOptions) -> Sequence[Entry]:
    if options.cram:
        return _shuffled(desk, desk.store.schedule.all_entries(ids(decks)))
    return _study_queue(desk, decks, options)


def _fitting(desk: Desk, decks: Sequence[CachedDeck], options: StudyOptions) -> Sequence[Entry]:
    from kgquiz.actions.study.filtered import (  # noqa: PLC0415 - brings in the search
        confused_items,
        filtered_queue,
        fitting_entries,
    )

    entries = fitting_entries(desk, decks, options.where)
    pairs = confused_items(desk, decks, options.where, entries)
    if options.cram:
        return against_each_other(_shuffled(desk, entries), pairs)
    share = new_left_today(desk.store, desk.world.today()) if options.new is None else options.new
    return against_each_other(filtered_queue(desk, _of_types(entries, options), share), pairs)


def _study_queue(desk: Desk, decks: Sequence[CachedDeck], options: StudyOptions) -> tuple[Entry, ...]:
    today, chosen = desk.world.today(), ids(decks)
    share = new_left_today(desk.store, today) if options.new is None else options.new
    lapsed = desk.store.schedule.lapsed(chosen, today)
    most = ALL if options.types else MOST_IN_A_SITTING
    due = desk.store.schedule.due(chosen, today, most, resting(desk.store, chosen, today))
    missed = one_per_item(_of_types(desk.store.schedule.missed_in_exams(chosen), options))
    old = _of_types((*lapsed, *due), options)
    order = options.order or desk.store.settings.get(ORDER)
    if order != "mixed":
        waiting = study_queue(old, (), seen_today=[entry.item for entry in missed])
        new = desk.store.schedule.new_by_lessons(chosen, today, MOST_IN_A_SITTING, options.types)
        fresh = one_per_item(new, {entry.item for entry in (*missed, *waiting)})
        return (*missed, *waiting, *(fresh if order == "book" else sorted(fresh, key=_seconds))[:share])
    new = desk.store.schedule.new(chosen, today, MOST_IN_A_SITTING, options.types)
    queue = study_queue(old, new, seen_today=[entry.item for entry in missed])
    fresh = _new_cards(desk.store, chosen, [entry for entry in queue if entry.is_new][:share], options)
    return (*missed, *(entry for entry in queue if not entry.is_new), *interleaved(fresh))


def _seconds(entry: Entry) -> float:
    """What a new card of this type takes: every item counts the same, so the quickest brings most."""
    return CARD_TYPE_BY_NAME[entry.type].seconds[0]


def _of_types(entries: Iterable[Entry], options: StudyOptions) -> list[Entry]:
    return [entry for entry in entries if not options.types or entry.type in options.types]


def _new_cards(store: Store, decks: Sequence[int], chosen: Sequence[Entry], options: StudyOptions) -> list[Entry]:
    """Of each chosen item the card whose type had the fewest turns, so that every way of asking is met early."""
    cards = _of_types(store.schedule.new_of(decks, [entry.item for entry in chosen]), options)
    order = {entry.item: place for place, entry in enumerate(chosen)}
    return varied(sorted(cards, key=lambda card: order[card.item]))


def _shuffled(desk: Desk, entries: list[Entry]) -> list[Entry]:
    """Every card once, in an order of its own each time; every item once before any comes again."""
    desk.world.chance.shuffle(entries)
    rounds: dict[int, list[Entry]] = {}
    asked: Counter[str] = Counter()
    for entry in entries:
        rounds.setdefault(asked[entry.item], []).append(entry)
        asked[entry.item] += 1
    return [entry for one in sorted(rounds) for entry in interleaved(rounds[one])]


def _by_plan(desk: Desk, setting: PlanSetting) -> Chosen:
    decks = decks_of_plan(desk, setting)
    return Chosen(decks, planned_today(desk, setting, decks), by_plan=True)
