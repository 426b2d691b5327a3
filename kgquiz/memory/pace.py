"""How long answers took, read from the log: the thinking as measured, the looking afterwards from what came next."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import zip_longest

from kgquiz.key import CardKey
from kgquiz.memory.log import Event, Kind
from kgquiz.memory.model import Rating
from kgquiz.memory.planning.costs import AnswerOutcome
from kgquiz.value import dataclass

LONGEST_LOOK = 60.0
"""Seconds that looking at a finding counts for at most: beyond that she was away."""
LONGEST_THOUGHT = 300.0
"""Seconds that an answer counts for at most."""


@dataclass(frozen=True, slots=True)
class Paced:
    """An answer and the seconds it took, thinking and looking at the finding together."""

    event: Event
    seconds: float


def paced(events: Iterable[Event]) -> list[Paced]:
    """Every answer with its seconds, oldest first. The last finding of a day counts for nothing: its end is unknown."""
    answers = sorted((e for e in events if e.kind is Kind.REVIEW), key=lambda e: (e.at, e.id))
    return [
        Paced(event, min(event.spent / 1000, LONGEST_THOUGHT) + _look(event, following))
        for event, following in zip_longest(answers, answers[1:])
    ]


def _look(event: Event, following: Event | None) -> float:
    if following is None or following.day != event.day:
        return 0.0
    gap = (following.at - following.spent - event.at) / 1000
    return gap if 0 <= gap <= LONGEST_LOOK else 0.0


def seconds_spent(events: Iterable[Event]) -> float:
    """Seconds that these answers took together."""
    return sum(answer.seconds for answer in paced(events))


def outcomes(events: Sequence[Event], types: Mapping[CardKey, str]) -> list[tuple[str, AnswerOutcome, float]]:
    """(card type, outcome, seconds) of each card's work on each day, its repeats of that day included.

    `types` gives the type of the cards that count; cards in no deck any more are left out.
    """
    seen: set[CardKey] = set()
    by_day: dict[tuple[CardKey, int], tuple[AnswerOutcome, float]] = {}
    for answer in paced(event for event in events if event.spent):
        card, day = answer.event.card, answer.event.day
        outcome, seconds = by_day.get((card, day), (_outcome(answer.event, seen), 0.0))
        by_day[card, day] = outcome, seconds + answer.seconds
        seen.add(card)
    return [(types[card], outcome, seconds) for (card, _), (outcome, seconds) in by_day.items() if card in types]


def _outcome(event: Event, seen: set[CardKey]) -> AnswerOutcome:
    if event.card not in seen:
        return AnswerOutcome.NEW
    return AnswerOutcome.WRONG if event.rating is Rating.AGAIN else AnswerOutcome.RIGHT
