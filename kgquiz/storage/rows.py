"""Between core values and rows; rows never leave this package."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from kgquiz.key import CardKey
from kgquiz.memory.log import Event, Kind, Mode
from kgquiz.memory.model import Memory, Rating
from kgquiz.memory.replay import CardState
from kgquiz.messages import N_
from kgquiz.storage.damage import LAST_DAY, LAST_MOMENT, Aside, DamagedRow, is_of

LOG_COLUMNS = "id, kind, card, at, day, mode, rating, score, finding, answer, spent, target, attempt, sure"
STATE_COLUMNS = "card, stability, difficulty, last_day, due, reps, lapses, first_day, last_rating, suspended"


def row_of_event(event: Event) -> tuple[Any, ...]:
    """An event in the order of LOG_COLUMNS."""
    import json  # noqa: PLC0415 - counting what is due does without: it compiles its patterns at once

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
    except (ValueError, TypeError) as error:
        raise DamagedRow(N_("answer {name}"), name=row[0]) from error


def events_of_rows(rows: Iterable[Sequence[Any]], aside: Aside) -> Iterator[Event]:
    """The events of rows, without those that cannot be read."""
    for row in rows:
        try:
            yield event_of_row(row)
        except DamagedRow as error:
            aside.leave(error)


def _event(row: Sequence[Any]) -> Event:
    id_, kind, card, at, day, mode, rating, score, finding, answer, spent, target, attempt, sure = row
    if not is_of(_LOG_KINDS, row):
        raise TypeError(row)
    if not (0 < day <= LAST_DAY and 0 <= at <= LAST_MOMENT):
        moment = f"day {day}, moment {at}"
        raise ValueError(moment)
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
        answer=answer_in(answer),
        spent=spent,
        target=target,
        attempt=attempt,
        sure=sure,
    )


_NONE = type(None)
_LOG_KINDS = (str, str, str, int, int, str, (int, _NONE), (float, _NONE), str, str, int, str, str, int)


def answer_in(text: str) -> tuple[str, ...]:
    """What was answered; nothing where that is damaged: how it was rated counts all the same."""
    import json  # noqa: PLC0415 - the same

    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return ()
    return tuple(found) if isinstance(found, list) and all(isinstance(part, str) for part in found) else ()


def row_of_state(card: CardKey, state: CardState) -> tuple[Any, ...]:
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


def state_of_row(row: Sequence[Any]) -> tuple[CardKey, CardState]:
    """The card and its state from a row in the order of STATE_COLUMNS. Raises DamagedRow."""
    card, stability, difficulty, last_day, due, reps, lapses, first_day, last_rating, suspended = row
    if not is_of(_STATE_KINDS, row) or last_rating not in _RATINGS or not _are_counts(reps, lapses, first_day):
        raise DamagedRow(N_("state of {name}"), name=card)
    if stability is not None and not (_is_memory(stability, difficulty, last_day) and 0 <= due <= 2 * LAST_DAY):
        raise DamagedRow(N_("state of {name}"), name=card)
    memory = None if stability is None else Memory(stability, difficulty, last_day)
    rating = None if last_rating is None else Rating(last_rating)
    return card, CardState(memory, due, reps, lapses, first_day, rating, bool(suspended))


_STATE_KINDS = (str, (float, _NONE), (float, _NONE), int, int, int, int, int, (int, _NONE), int)
_RATINGS = frozenset({None, *(int(rating) for rating in Rating)})


def _are_counts(reps: int, lapses: int, first_day: int) -> bool:
    """Whether somebody can have answered so often: nobody has more than a million days."""
    return 0 <= lapses <= reps <= LAST_DAY and 0 <= first_day <= LAST_DAY


def _is_memory(stability: float, difficulty: float | None, last_day: int) -> bool:
    hard = difficulty is not None and EASIEST <= difficulty <= HARDEST
    return hard and 0 < stability < math.inf and 0 < last_day <= LAST_DAY


EASIEST, HARDEST = 1, 10
"""Between these lies the difficulty of FSRS-6."""
