"""decks: what there is to learn, and how far one is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from kgquiz.actions.desk import Desk
from kgquiz.actions.library.decks import chosen_decks, ids
from kgquiz.actions.study.due import due_count
from kgquiz.memory.model import recall
from kgquiz.storage.deck_cache import CachedDeck


@dataclass(frozen=True, slots=True)
class DeckRow:
    """A deck at a glance. `known` is the number of cards that would be recalled today, on average.

    `items` are what the cards ask about, `items_seen` those of which a card was asked.
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


def deck_rows(desk: Desk, names: Sequence[str] = ()) -> tuple[DeckRow, ...]:
    """Every chosen deck (all where none is named), by chapter."""
    decks = chosen_decks(desk, names)
    rows = [_row(desk, deck) for deck in decks]
    return tuple(sorted(rows, key=lambda row: (row.chapter == 0, row.chapter, row.deck)))


def _row(desk: Desk, deck: CachedDeck) -> DeckRow:
    head, today = desk.store.decks.head(deck.id), desk.world.today()
    weights = desk.store.schedule.scheduler.weights
    memories = [state.memory for state in desk.store.schedule.states(desk.store.decks.keys([deck.id])).values()]
    seen = [memory for memory in memories if memory is not None]
    breadth = desk.store.schedule.breadth(ids([deck]))
    return DeckRow(
        deck=deck.slug,
        title=head.title,
        chapter=head.chapter,
        part=head.part,
        cards=deck.cards,
        seen=len(seen),
        due=due_count(desk.store, ids([deck]), today),
        known=sum(recall(today - memory.last_day, memory.stability, weights) for memory in seen),
        file=deck.path,
        items=breadth.items,
        items_seen=breadth.items_met,
    )
