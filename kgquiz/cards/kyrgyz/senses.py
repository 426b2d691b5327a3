"""What an answer in other words comes to: the same, in doubt, another; with what was read as what."""

from __future__ import annotations

from enum import Enum

from kgquiz.cards.verdict import Forgiven
from kgquiz.value import dataclass


class Sense(Enum):
    """What an answer in other words comes to."""

    SAME = "same"
    DOUBT = "doubt"
    """The same but for what only the student can tell."""
    OTHER = "other"
    """The right figure with a unit or a limit that makes it another answer."""


_SENSES = tuple(Sense)


@dataclass(frozen=True, slots=True)
class Meant:
    """What an answer means, and what was read as what."""

    sense: Sense
    forgiven: tuple[Forgiven, ...] = ()


def farness(meaning: Meant) -> int:
    """How far from the same: 0 is the same."""
    return _SENSES.index(meaning.sense)
