"""A written answer read: which points it covers, how sure that is, and the words that show it."""

from __future__ import annotations

from collections.abc import Sequence

from kgquiz.cards.languages.covered import covered
from kgquiz.cards.languages.rules import KYRGYZ
from kgquiz.cards.reading.chance import chance
from kgquiz.cards.reading.evidence import Evidence, evidence
from kgquiz.cards.reading.sentences import Span
from kgquiz.value import dataclass

COVERED = 0.5
CONTRADICTED = 0.1
"""What is left of a point against which something is said."""
LONGEST = 6000
"""Letters that are read; what is beyond is no answer to a card."""


@dataclass(frozen=True, slots=True)
class ReadPoint:
    """One point: how likely it is covered (0 to 1) and where in the text the words stand that speak for it."""

    point: str
    chance: float
    spans: tuple[Span, ...]

    @property
    def covered(self) -> bool:
        """Whether it is proposed as covered."""
        return self.chance >= COVERED


@dataclass(frozen=True, slots=True)
class WrittenReading:
    """What was read in a text, point by point in the card's order."""

    text: str
    points: tuple[ReadPoint, ...]

    def covered(self) -> tuple[str, ...]:
        """The points that are proposed."""
        return tuple(read.point for read in self.points if read.covered)

    def shown_by(self, read: ReadPoint) -> tuple[str, ...]:
        """The student's words that speak for a point."""
        return tuple(self.text[start:end] for start, end in read.spans)


def read_written(text: str, points: Sequence[str], prompt: str, language: str = KYRGYZ) -> WrittenReading:
    """Read a student's own sentences against the points of a card.

    A point counts if its core is said in any words; not if it is denied, given to another body or period, has other
    figures, or only repeats the prompt. In another language than Kyrgyz its words
    decide (`languages.covered`). The work is linear in the text and in the points.
    """
    kept = text[:LONGEST]
    if language != KYRGYZ:
        proposed = zip(points, covered(kept, points, prompt, language), strict=True)
        return WrittenReading(kept, tuple(ReadPoint(point, float(found), spans) for point, (found, spans) in proposed))
    found = zip(points, evidence(kept, points, prompt), strict=True)
    return WrittenReading(kept, tuple(ReadPoint(point, _chance_of(one), one.spans) for point, one in found))


def _chance_of(found: Evidence) -> float:
    if not found:
        return 0.0
    return CONTRADICTED if found.contradicted else chance(found.numbers)
