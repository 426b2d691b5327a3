"""From a mark to what the scheduler is told."""

from __future__ import annotations

from kgquiz.memory.model import Rating

HALF = 0.5


def rating_of(score: float) -> Rating:
    """Right is good, wrong is again, partly right is hard: but less than half is a failure.

    Calling failures "hard" makes intervals unreasonably long (Anki manual, deck options), hence the floor.
    """
    if score >= 1:
        return Rating.GOOD
    return Rating.HARD if score >= HALF else Rating.AGAIN
