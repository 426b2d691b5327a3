"""Which due cards need not come yet, because another card of their item was asked since."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from kgquiz.key import CardKey
from kgquiz.memory.blend import Blended, Sighting, of_item
from kgquiz.memory.model import Rating, Scheduler


def rested(
    items: Sequence[Mapping[CardKey, Sequence[Sighting]]],
    due: frozenset[CardKey],
    tau: float,
    days: Sequence[int],
    scheduler: Scheduler,
) -> list[frozenset[CardKey]]:
    """Of the cards `due` by their own memory those that, with their item's, are still recalled above the target.

    For each of the days in turn; the answers are replayed once.

    `items` are, item by item, the answers to each of its cards. Both memories are plain FSRS-6 replays. A card comes
    back when its own recall and the blended one of `kgquiz.memory.blend` have both fallen to the target: a sibling
    that was missed brings the item back by itself, since it is due on the morrow.
    """
    pairs = [(number, card) for number, cards in enumerate(items) for card in cards if card in due]
    own = scheduler.replay([_reviews(items[number][card]) for number, card in pairs])
    shared = scheduler.replay([_reviews(of_item(cards.values())) for cards in items])
    both = [(card, Blended(memory, shared[number], tau)) for (number, card), memory in zip(pairs, own, strict=True)]
    return [
        frozenset(card for card, one in both if one.recalled(day, scheduler.weights) > scheduler.retention)
        for day in days
    ]


def _reviews(answers: Iterable[Sighting]) -> list[tuple[int, Rating]]:
    return [(one.day, one.rating) for one in sorted(answers, key=lambda one: (one.at, one.id))]
