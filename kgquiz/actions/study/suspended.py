"""suspended: the cards that are asked no more, and bringing them back."""

from __future__ import annotations

from collections.abc import Sequence

from kgquiz.actions.desk import Desk
from kgquiz.actions.library.questions import questions
from kgquiz.actions.world import World
from kgquiz.errors import NotFound
from kgquiz.key import CardKey
from kgquiz.memory.log import Event, Kind
from kgquiz.messages import N_
from kgquiz.value import dataclass


@dataclass(frozen=True, slots=True)
class SuspendedCard:
    """A card that is asked no more, and what it asks (empty where its deck is gone)."""

    card: CardKey
    question: str


def suspended_cards(desk: Desk) -> tuple[SuspendedCard, ...]:
    """All suspended cards, by key."""
    return _with_questions(desk, sorted(desk.store.schedule.suspended()))


def resume(desk: Desk, cards: Sequence[CardKey]) -> tuple[SuspendedCard, ...]:
    """Ask these cards again. Raises NotFound for one that is not suspended."""
    known = desk.store.schedule.suspended()
    for card in cards:
        if card not in known:
            raise NotFound(N_("'{card}' is not suspended. See 'kgquiz suspended'."), card=card)
    desk.store.journal.record(*(_resumed(desk.world, card) for card in cards))
    return _with_questions(desk, cards)


def _with_questions(desk: Desk, keys: Sequence[CardKey]) -> tuple[SuspendedCard, ...]:
    asked = questions(desk.store, keys)
    return tuple(SuspendedCard(key, asked.get(key, "")) for key in keys)


def _resumed(world: World, card: CardKey) -> Event:
    return Event(id=world.new_id(), kind=Kind.RESUME, card=card, at=world.milliseconds(), day=world.today())
