"""suspended: the cards that are asked no more, and bringing them back."""

from __future__ import annotations

from collections.abc import Sequence

from kgquiz.actions.desk import Desk
from kgquiz.actions.world import World
from kgquiz.errors import NotFound
from kgquiz.memory.log import Event, Kind
from kgquiz.messages import N_


def suspended_cards(desk: Desk) -> tuple[str, ...]:
    """The keys of all suspended cards."""
    return tuple(sorted(desk.store.schedule.suspended()))


def resume(desk: Desk, cards: Sequence[str]) -> tuple[str, ...]:
    """Ask these cards again. Raises NotFound for one that is not suspended."""
    known = suspended_cards(desk)
    for card in cards:
        if card not in known:
            raise NotFound(N_("'{card}' is not suspended. See 'kgquiz suspended'."), card=card)
    desk.store.journal.record(*(_resumed(desk.world, card) for card in cards))
    return tuple(cards)


def _resumed(world: World, card: str) -> Event:
    return Event(id=world.new_id(), kind=Kind.RESUME, card=card, at=world.milliseconds(), day=world.today())
