"""study --where: every card that fits a query, whether its day has come or not; those most at risk first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kgquiz.actions.desk import Desk
from kgquiz.actions.library.decks import ids
from kgquiz.actions.search.cards import confusions, fitting_keys
from kgquiz.errors import NothingToDo
from kgquiz.memory.log import undone_ids
from kgquiz.memory.model import recall
from kgquiz.memory.queue import Entry, study_queue
from kgquiz.messages import N_
from kgquiz.search.query import State, parse_query
from kgquiz.storage.deck_cache import CachedDeck


def fitting_entries(desk: Desk, decks: Sequence[CachedDeck], query: str) -> list[Entry]:
    """The cards of some decks that fit, in the order of the decks, without suspended ones. Raises NothingToDo."""
    keys = fitting_keys(desk, query, decks)
    entries = [entry for entry in desk.store.schedule.all_entries(ids(decks)) if entry.card in keys]
    if not entries:
        raise NothingToDo(N_("No card that can be asked fits '{query}'. Look: kgquiz cards {query}"), query=query)
    return entries


def confused_items(
    desk: Desk, decks: Sequence[CachedDeck], query: str, entries: Sequence[Entry]
) -> list[tuple[str, str]]:
    """Where a query asks for what is taken for each other: the items of each pair, the most frequent first."""
    if State.CONFUSED not in {*parse_query(query).named("is"), *parse_query(query).named("state")}:
        return []
    items = {entry.card: entry.item for entry in entries}
    found = confusions(desk, decks, undone_ids(desk.store.journal.changes()))
    return [
        (items[one.card], items[meant]) for one in found for meant in one.meant if one.card in items and meant in items
    ]


def filtered_queue(desk: Desk, entries: Sequence[Entry], new: int) -> tuple[Entry, ...]:
    """One card of each item: what would most likely be forgotten first, then as many new cards as there is room for."""
    schedule, today = desk.store.schedule, desk.world.today()
    states, weights = schedule.states(entry.card for entry in entries), schedule.scheduler.weights
    seen = []
    for entry in entries:
        memory = states[entry.card].memory if entry.card in states else None
        if memory is not None:
            seen.append(replace(entry, urgency=recall(today - memory.last_day, memory.stability, weights)))
    queue = study_queue(seen, (entry for entry in entries if entry.is_new))
    fresh = [entry for entry in queue if entry.is_new][:new]
    return (*(entry for entry in queue if not entry.is_new), *fresh)
