"""due: what is to be done today."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kgquiz.actions.desk import Desk
from kgquiz.actions.library.decks import chosen_decks, ids
from kgquiz.actions.study.resting import resting_on
from kgquiz.memory.queue import Breadth
from kgquiz.storage.settings import Kept, whole
from kgquiz.storage.store import Store

NEW_PER_DAY: Kept[int] = Kept("new-per-day", 20, whole(0, 1000))
"""New cards a day."""


@dataclass(frozen=True, slots=True)
class DueReport:
    """Counts for one study day, in items: one card of an item is asked a day.

    `new` is what is left of the day's share of new cards; `met` tells how much of the decks was ever asked;
    `due_tomorrow` comes beside what is due today.
    """

    day: int
    due: int
    new: int
    answered: int
    decks: tuple[str, ...]
    cards: int
    due_tomorrow: int
    met: Breadth


def due_report(desk: Desk, names: Sequence[str] = ()) -> DueReport:
    """What the chosen decks (all where none is named) ask for today."""
    decks = chosen_decks(desk, names)
    chosen, today = ids(decks), desk.world.today()
    share = new_left_today(desk.store, today)
    due, tomorrow = due_counts(desk.store, chosen, [today, today + 1])
    return DueReport(
        day=today,
        due=due,
        new=len({entry.item for entry in desk.store.schedule.new(chosen, today, share)}),
        answered=desk.store.schedule.seen_on(today),
        decks=tuple(deck.slug for deck in decks),
        cards=sum(deck.cards for deck in decks),
        due_tomorrow=max(0, tomorrow - due),
        met=desk.store.schedule.breadth(chosen),
    )


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
