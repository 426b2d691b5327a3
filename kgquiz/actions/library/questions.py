"""What cards ask, by their keys: for lists in which nobody would know a card by its id."""

from __future__ import annotations

from collections.abc import Sequence

from kgquiz.key import CardKey
from kgquiz.storage.store import Store


def questions(store: Store, keys: Sequence[CardKey]) -> dict[CardKey, str]:
    """The question of each card, as the newest deck that holds it has it; a card of no deck is left out."""
    return {key: card.question() for key, card in store.decks.held(keys).items()}
