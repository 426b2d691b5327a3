"""decks: what there is to learn, and how far one is."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from kgquiz.actions.desk import Desk
from kgquiz.actions.library.decks import chosen_decks, ids
from kgquiz.actions.study.due import due_count, met_and_new, todays_plan
from kgquiz.memory.model import recall
from kgquiz.memory.queue import Entry
from kgquiz.storage.deck_cache import CachedDeck
from kgquiz.value import dataclass


@dataclass(frozen=True, slots=True)
class DeckRow:
    """A deck at a glance. `known` is the number of cards that would be recalled today, on average.

    `items` are what the cards ask about, `items_seen` those of which a card was asked. `due` were met before: what
    today's part of the plan has of the deck, beside `new` ones; `new` is None where no plan is followed.
    `due_alone` is what comes up where the deck is studied by itself, beside any plan.
    """

    deck: str
    title: str
    chapter: int
    part: int
    cards: int
    seen: int
    due: int
    known: float
    file: Path
    items: int = 0
    items_seen: int = 0
    new: int | None = None
    due_alone: int = 0

    @property
    def today(self) -> int:
        """What there is to be studied of it today."""
        return self.due + (self.new or 0)


def deck_rows(desk: Desk, names: Sequence[str] = ()) -> tuple[DeckRow, ...]:
    """Every chosen deck (all where none is named), by chapter."""
    decks = chosen_decks(desk, names)
    planned = todays_plan(desk)
    rows = [_row(desk, deck, planned) for deck in decks]
    return tuple(sorted(rows, key=lambda row: (row.chapter == 0, row.chapter, row.deck)))


def _row(desk: Desk, deck: CachedDeck, planned: Sequence[Entry] | None) -> DeckRow:
    head, today = desk.store.decks.head(deck.id), desk.world.today()
    weights = desk.store.schedule.scheduler.weights
    memories = [state.memory for state in desk.store.schedule.states(desk.store.decks.keys([deck.id])).values()]
    seen = [memory for memory in memories if memory is not None]
    breadth = desk.store.schedule.breadth(ids([deck]))
    alone = due_count(desk.store, ids([deck]), today)
    due, new = (alone, None) if planned is None else met_and_new(one for one in planned if one.deck == deck.slug)
    return DeckRow(
        deck=deck.slug,
        title=head.title,
        chapter=head.chapter,
        part=head.part,
        cards=deck.cards,
        seen=len(seen),
        due=due,
        known=sum(recall(today - memory.last_day, memory.stability, weights) for memory in seen),
        file=deck.path,
        items=breadth.items,
        items_seen=breadth.items_met,
        new=new,
        due_alone=alone,
    )
