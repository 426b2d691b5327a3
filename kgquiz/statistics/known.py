"""The map of the book: what is known of each section, now and on a day ahead if nothing more is studied."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from kgquiz.memory.model import recall
from kgquiz.value import dataclass


class CardMemory(NamedTuple):
    """A card of a section: its stability in days (0: never answered) and the study day of its last answer."""

    deck: str
    section: str
    stability: float
    last_day: int


@dataclass(frozen=True, slots=True)
class SectionKnown:
    """A section: its cards, those met, and how many of all would be recalled on average, today and on the day ahead."""

    deck: str
    section: str
    cards: int
    met: int
    now: float
    later: float


def known_by_section(
    cards: Iterable[CardMemory], today: int, later: int, weights: Sequence[float]
) -> tuple[SectionKnown, ...]:
    """In the order in which the sections first come."""
    found: dict[tuple[str, str], list[float]] = {}
    for deck, section, stability, last_day in cards:
        row = found.setdefault((deck, section), [0, 0, 0.0, 0.0])
        row[0] += 1
        if stability:
            row[1] += 1
            row[2] += recall(today - last_day, stability, weights)
            row[3] += recall(later - last_day, stability, weights)
    return tuple(
        SectionKnown(deck, section, int(row[0]), int(row[1]), row[2], row[3]) for (deck, section), row in found.items()
    )
