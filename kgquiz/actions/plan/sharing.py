"""Whether the cards of an item share what is remembered, and how much."""

from __future__ import annotations

from kgquiz.storage.settings import Kept, number, one_of
from kgquiz.storage.store import Store

BLENDED, CARDS = "blended", "cards"
MEMORY: Kept[str] = Kept("memory", BLENDED, one_of(BLENDED, CARDS))
TAU: Kept[float | None] = Kept("tau", None, number(0, 1))
"""The part of an item's memory that serves each of its cards, as fitted to the log; None: the usual one."""


def tau_in_use(store: Store) -> float:
    """The part of an item's memory that serves each of its cards; 0 where every card stands by itself."""
    if store.settings.get(MEMORY) == CARDS:
        return 0.0
    from kgquiz.memory.blend import USUAL_TAU  # noqa: PLC0415 - brings in FSRS

    fitted = store.settings.get(TAU)
    return USUAL_TAU if fitted is None else fitted


def is_by_form(store: Store) -> bool:
    """Whether a form's ease and guess count in what an answer says of memory."""
    return store.settings.get(MEMORY) == BLENDED
