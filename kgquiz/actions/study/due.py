"""due: what is to be done today, by the plan where one is followed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kgquiz.actions.desk import Desk
from kgquiz.actions.library.decks import chosen_decks, ids
from kgquiz.actions.plan.setting import current_plan
from kgquiz.actions.study.resting import resting_on
from kgquiz.memory.queue import Breadth, Entry
from kgquiz.storage.settings import Kept, whole
from kgquiz.storage.store import Store
from kgquiz.value import dataclass

NEW_PER_DAY: Kept[int] = Kept("new-per-day", 20, whole(0, 1000))
"""New cards a day."""


@dataclass(frozen=True, slots=True)
class DueReport:
    """Counts for one study day, in items: one card of an item is asked a day.

    `due` were met before, `new` were not: by the plan, or `new` is what is left of the day's share of new cards.
    `met` tells how much of the decks was ever asked; `due_tomorrow` comes beside what is due today, None where a plan
    will choose it in the morning.
    """

    day: int
    due: int
    new: int
    answered: int
    decks: tuple[str, ...]
    cards: int
    due_tomorrow: int | None
    met: Breadth
    by_plan: bool = False


def due_report(desk: Desk, names: Sequence[str] = ()) -> DueReport:
    """What a sitting asks for today: by the plan; of decks that are named, or without a plan, what is due and new."""
    decks = chosen_decks(desk, names)
    chosen, today = ids(decks), desk.world.today()
    planned = None if names else todays_plan(desk)
    due, new, tomorrow = _of_themselves(desk.store, chosen, today) if planned is None else (*met_and_new(planned), None)
    return DueReport(
        day=today,
        due=due,
        new=new,
        answered=desk.store.schedule.seen_on(today),
        decks=tuple(deck.slug for deck in decks),
        cards=sum(deck.cards for deck in decks),
        due_tomorrow=tomorrow,
        met=desk.store.schedule.breadth(chosen),
        by_plan=planned is not None,
    )


def _of_themselves(store: Store, decks: Sequence[int], today: int) -> tuple[int, int, int]:
    """How many are due today, how many new ones there is room for, how many more are due tomorrow."""
    due, tomorrow = due_counts(store, decks, [today, today + 1])
    new = store.schedule.new(decks, today, new_left_today(store, today))
    return due, len({entry.item for entry in new}), max(0, tomorrow - due)


def todays_plan(desk: Desk) -> tuple[Entry, ...] | None:
    """Today's part of the plan; None where none is followed. Without a plan nothing of plans is brought in."""
    if current_plan(desk.store) is None:
        return None
    from kgquiz.actions.plan.today import todays_plan  # noqa: PLC0415 - see above

    return todays_plan(desk)


def met_and_new(entries: Iterable[Entry]) -> tuple[int, int]:
    """How many of these were met before, and how many were not."""
    new = [entry.is_new for entry in entries]
    return len(new) - sum(new), sum(new)


def due_count(store: Store, decks: Sequence[int], day: int) -> int:
    """How many items ask for an answer on that day: not asked yet, or not yet right."""
    return due_counts(store, decks, [day])[0]


def due_counts(store: Store, decks: Sequence[int], days: Sequence[int]) -> list[int]:
    """The same on each of several days, the earliest first; the log is read once."""
    rests = resting_on(store, decks, days)
    return [store.schedule.due_count(decks, day, rest) for day, rest in zip(days, rests, strict=True)]


def new_left_today(store: Store, day: int) -> int:
    """How many new cards the day still has room for."""
    return max(0, store.settings.get(NEW_PER_DAY) - store.schedule.introduced_on(day))
