"""What is remembered of the cards an exam may ask: of each by itself, or blended with its item's memory."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from kgquiz.actions.plan.sharing import is_by_form, tau_in_use
from kgquiz.cards.base import Card
from kgquiz.exam.pool import Candidate
from kgquiz.key import CardKey
from kgquiz.memory.blend import (
    Blended,
    Form,
    Sighting,
    chance_known,
    of_item,
    perhaps_known,
    replayed,
    supposing_known,
)
from kgquiz.memory.model import Memory, Scheduler
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
    supposed = store.schedule.supposed(candidate.key for candidate in candidates)
    found: dict[CardKey, Blended] = {}
    for cards in of_items.values():
        asked = {card: sightings[card] for card in cards if card in sightings}
        placed = next((supposed[card] for card in cards if card in supposed), None)
        chance = None if placed is None else chance_known(placed, (one for some in asked.values() for one in some))
        if placed is not None and chance is not None:
            found |= _supposed_known(cards, asked, replace(placed, chance=chance), scheduler, tau)
        elif asked:
            own = {card: replayed(answers, scheduler) for card, answers in asked.items()}
            item = next(iter(own.values())) if len(own) == 1 else replayed(of_item(asked.values()), scheduler)
            found |= {card: Blended(own.get(card), item, tau) for card in cards}
    return found


def _supposed_known(
    cards: Sequence[CardKey],
    asked: Mapping[CardKey, Sequence[Sighting]],
    placed: Sighting,
    scheduler: Scheduler,
    tau: float,
) -> dict[CardKey, Blended]:
    """An item that a placement supposes known with a chance: what she answered was met before, perhaps."""
    given = {card: [one for one in answers if not one.is_head_start] for card, answers in asked.items()}
    every = [one for answers in given.values() for one in answers]

    def remembered(answers: Sequence[Sighting]) -> Memory | None:
        known = replayed(supposing_known(answers, placed), scheduler)
        return perhaps_known(known, replayed(answers, scheduler), placed.chance or 0.0)

    own = {card: remembered(answers) for card, answers in given.items() if answers}
    item, supposed = remembered(every), replayed(supposing_known(every, placed), scheduler)
    return {
        card: Blended(own[card], item, tau) if card in own else Blended(None, supposed, tau, known=placed.chance)
        for card in cards
    }
