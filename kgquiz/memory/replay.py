"""From the log to the state of each card: the same function for one answer and for a million."""

from __future__ import annotations

from collections.abc import Mapping

from kgquiz.key import CardKey
from kgquiz.memory.log import Standing
from kgquiz.memory.model import Memory, Rating, Scheduler
from kgquiz.value import dataclass

LEECH_FROM = 8
"""Wrong answers, after the first one, from which a card is a leech (as in Anki)."""


@dataclass(frozen=True, slots=True)
class CardState:
    """All that is derived of one card. Without a memory it was never answered; `due` is then 0."""

    memory: Memory | None = None
    due: int = 0
    reps: int = 0
    lapses: int = 0
    first_day: int = 0
    last_rating: Rating | None = None
    suspended: bool = False


def replay(cards: Mapping[CardKey, Standing], scheduler: Scheduler) -> dict[CardKey, CardState]:
    """The state of every card after its standing reviews; a card of which nothing stands has none."""
    seen = [card for card, found in cards.items() if found.reviews]
    memories = scheduler.replay([cards[card].reviews for card in seen])
    remembered = dict(zip(seen, memories, strict=True))
    return {
        card: _state(card, found, remembered.get(card), scheduler)
        for card, found in cards.items()
        if found.reviews or found.suspended
    }


def advanced(card: CardKey, state: CardState, day: int, rating: Rating, scheduler: Scheduler) -> CardState:
    """The state after one more review, the newest of the card: what a replay of all of them gives."""
    memory = scheduler.after(state.memory, rating, day)
    return CardState(
        memory=memory,
        due=scheduler.due(card, memory),
        reps=state.reps + 1,
        lapses=state.lapses + (state.reps > 0 and rating is Rating.AGAIN),
        first_day=state.first_day if state.reps else day,
        last_rating=rating,
        suspended=state.suspended,
    )


def _state(card: CardKey, found: Standing, memory: Memory | None, scheduler: Scheduler) -> CardState:
    if memory is None:
        return CardState(suspended=found.suspended)
    supposed = max(0, len(found.head_starts) - 1)  # what a head start puts before the day on which it was given
    return CardState(
        memory=memory,
        due=scheduler.due(card, memory),
        reps=len(found.reviews) - supposed,
        lapses=[rating for _, rating in found.reviews[1:]].count(Rating.AGAIN),
        first_day=found.reviews[supposed][0],
        last_rating=found.reviews[-1][1],
        suspended=found.suspended,
    )
