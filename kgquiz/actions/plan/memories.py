"""What is remembered of the cards an exam may ask: of each by itself, or blended with its item's memory."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from kgquiz.actions.plan.sharing import is_by_form, tau_in_use
from kgquiz.cards.base import Card
from kgquiz.exam.pool import Candidate
from kgquiz.key import CardKey
from kgquiz.memory.blend import Blended, Form, of_item, replayed
from kgquiz.storage.store import Store


def form_of(card: Card) -> Form:
    """How a card asks."""
    return Form(card.ease, card.chance_of_guessing())


def memories(store: Store, candidates: Sequence[Candidate]) -> dict[CardKey, Blended]:
    """By card, for those of which anything is known: `candidates` are all cards of the items in question."""
    if not is_by_form(store):
        states = store.schedule.states(candidate.key for candidate in candidates)
        return {card: Blended(state.memory, None, 0.0) for card, state in states.items()}
    scheduler, tau = store.schedule.scheduler, tau_in_use(store)
    sightings = store.schedule.sightings({candidate.key: form_of(candidate.card) for candidate in candidates})
    of_items: defaultdict[str, list[CardKey]] = defaultdict(list)
    for candidate in candidates:
        of_items[candidate.item].append(candidate.key)
    found: dict[CardKey, Blended] = {}
    for cards in of_items.values():
        asked = [card for card in cards if card in sightings]
        own = {card: replayed(sightings[card], scheduler) for card in asked}
        item = own[asked[0]] if len(asked) == 1 else replayed(of_item(sightings[card] for card in asked), scheduler)
        if asked:
            found |= {card: Blended(own.get(card), item, tau) for card in cards}
    return found
