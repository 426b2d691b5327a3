"""Between core values and rows; rows never leave this package."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from kgquiz.memory.log import Event, Kind, Mode
from kgquiz.memory.model import Memory, Rating
from kgquiz.memory.replay import CardState
from kgquiz.messages import N_
from kgquiz.storage.damage import DamagedRow
from kgquiz.storage.statements import marks

__all__ = [
    "LOG_COLUMNS",
    "STATE_COLUMNS",
    "event_of_row",
    "marks",
    "row_of_event",
    "row_of_state",
    "state_of_row",
]

LOG_COLUMNS = "id, kind, card, at, day, mode, rating, score, finding, answer, spent, target, attempt, sure"
STATE_COLUMNS = "card, stability, difficulty, last_day, due, reps, lapses, first_day, last_rating, suspended"


def row_of_event(event: Event) -> tuple[Any, ...]:
    """An event in the order of LOG_COLUMNS."""
    return (
        event.id,
        event.kind.value,
        event.card,
        event.at,
        event.day,
        event.mode.value,
        event.rating and int(event.rating),
        event.score,
        event.finding,
        json.dumps(event.answer, ensure_ascii=False),
        event.spent,
        event.target,
        event.attempt,
        event.sure,
    )


def event_of_row(row: Sequence[Any]) -> Event:
    """The event of a row in the order of LOG_COLUMNS. Raises DamagedRow."""
    try:
        return _event(row)
    except ValueError as error:
        raise DamagedRow(N_("answer {name}"), name=row[0]) from error


def _event(row: Sequence[Any]) -> Event:
    id_, kind, card, at, day, mode, rating, score, finding, answer, spent, target, attempt, sure = row
    return Event(
        id=id_,
        kind=Kind(kind),
        card=card,
        at=at,
        day=day,
        mode=Mode(mode),
        rating=None if rating is None else Rating(rating),
        score=score,
        finding=finding,
        answer=tuple(json.loads(answer)),
        spent=spent,
        target=target,
        attempt=attempt,
        sure=sure,
    )


def row_of_state(card: str, state: CardState) -> tuple[Any, ...]:
    """A state in the order of STATE_COLUMNS."""
    memory = state.memory
    return (
        card,
        memory and memory.stability,
        memory and memory.difficulty,
        memory.last_day if memory else 0,
        state.due,
        state.reps,
        state.lapses,
        state.first_day,
        state.last_rating and int(state.last_rating),
        int(state.suspended),
    )


def state_of_row(row: Sequence[Any]) -> tuple[str, CardState]:
    """The card and its state from a row in the order of STATE_COLUMNS."""
    card, stability, difficulty, last_day, due, reps, lapses, first_day, last_rating, suspended = row
    memory = None if stability is None else Memory(stability, difficulty, last_day)
    rating = None if last_rating is None else Rating(last_rating)
    return card, CardState(memory, due, reps, lapses, first_day, rating, bool(suspended))
