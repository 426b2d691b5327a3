"""decks: what there is to learn, and how far one is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from kgquiz.actions.library.decks import chosen_decks, ids
from kgquiz.actions.world import World
from kgquiz.memory.model import recall
from kgquiz.storage.deck_cache import CachedDeck
from kgquiz.storage.store import Store


@dataclass(frozen=True, slots=True)
class DeckRow:
    """A deck at a glance. `known` is the number of cards that would be recalled today, on average."""

    deck: str
    title: str
    chapter: int
    part: int
    cards: int
    seen: int
    due: int
    known: float
    file: Path


def deck_rows(world: World, names: Sequence[str] = ()) -> tuple[DeckRow, ...]:
    """Every chosen deck (all where none is named), by chapter."""
    with Store.open(world.database) as store:
        decks = chosen_decks(world, store, names)
        rows = [_row(world, store, deck) for deck in decks]
    return tuple(sorted(rows, key=lambda row: (row.chapter == 0, row.chapter, row.deck)))


def _row(world: World, store: Store, deck: CachedDeck) -> DeckRow:
    head, today = store.decks.head(deck.id), world.today()
    weights = store.schedule.scheduler.weights
    memories = [state.memory for state in store.schedule.states(store.decks.keys([deck.id])).values()]
    seen = [memory for memory in memories if memory is not None]
    return DeckRow(
        deck=deck.slug,
        title=head.title,
        chapter=head.chapter,
        part=head.part,
        cards=deck.cards,
        seen=len(seen),
        due=store.schedule.due_count(ids([deck]), today),
        known=sum(recall(today - memory.last_day, memory.stability, weights) for memory in seen),
        file=deck.path,
    )
