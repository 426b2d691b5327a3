"""How hard cards are, as a class found out: a first guess of what somebody knows who has not met them yet."""

from __future__ import annotations

from kgquiz.key import CardKey
from kgquiz.storage.settings import Kept, struct

FARTHEST = 6.0
"""Logits beyond which nothing is believed."""
HARDNESS: Kept[dict[CardKey, float]] = Kept("hardness", {}, struct(dict[CardKey, float]), derived=True)
"""By card in logits, 0 the mean card; from `kgquiz class send`, which brings what the instructor shared."""


def sound(hardness: dict[CardKey, float]) -> dict[CardKey, float]:
    """Without what no class can have found."""
    return {card: logits for card, logits in hardness.items() if -FARTHEST <= logits <= FARTHEST}
