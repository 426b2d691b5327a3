"""Due cards that another card of their item has done for: outside a plan they wait until both memories have faded."""

from __future__ import annotations

from collections.abc import Sequence

from kgquiz.actions.plan.sharing import is_by_form, tau_in_use
from kgquiz.key import CardKey
from kgquiz.storage.store import Store

MOST_WEIGHED = 120
"""Due cards that are looked into, the longest overdue first: more than a day asks, few enough to be counted at once."""


def resting(store: Store, decks: Sequence[int], day: int) -> frozenset[CardKey]:
    """The cards due by their own memory that need not be asked on `day` yet; none where cards stand by themselves."""
    return resting_on(store, decks, [day])[0]


def resting_on(store: Store, decks: Sequence[int], days: Sequence[int]) -> list[frozenset[CardKey]]:
    """The same for each of several days in order, the log read once; cards due only later may be among them."""
    found = store.schedule.outlived(decks, days[-1], MOST_WEIGHED) if is_by_form(store) else {}
    if not found or not (tau := tau_in_use(store)):
        return [frozenset() for _ in days]
    from kgquiz.memory.blend import PLAIN  # noqa: PLC0415 - brings in FSRS; mostly there is nothing to weigh
    from kgquiz.memory.rested import rested  # noqa: PLC0415 - the same

    items = {frozenset(cards): cards for cards in found.values()}.values()
    answers = store.schedule.sightings({card: PLAIN for cards in items for card in cards})
    told = [{card: answers[card] for card in cards if card in answers} for cards in items]
    return rested(told, frozenset(found), tau, days, store.schedule.scheduler)
