"""undo: take back the last answer (or suspension), whichever sitting it belonged to."""

from __future__ import annotations

from kgquiz.actions.desk import Desk
from kgquiz.actions.library.questions import questions
from kgquiz.actions.world import World
from kgquiz.errors import NothingToDo
from kgquiz.memory.log import Event, Kind, Mode
from kgquiz.messages import N_
from kgquiz.value import dataclass


@dataclass(frozen=True, slots=True)
class TakenBack:
    """A change that was taken back, and what its card asks (empty where its deck is gone)."""

    event: Event
    question: str


def undo_last(desk: Desk) -> TakenBack:
    """Take back the newest change; returns what was taken back. An exam's answers go together, as they came."""
    last = desk.store.journal.last_change()
    if last is None:
        raise NothingToDo(N_("There is nothing to undo."))
    together = desk.store.journal.of_attempt(last.attempt) if last.mode is Mode.EXAM else [last]
    desk.store.journal.record(*(_undoing(desk.world, event) for event in together))
    return TakenBack(last, questions(desk.store, [last.card]).get(last.card, ""))


def _undoing(world: World, event: Event) -> Event:
    return Event(
        id=world.new_id(),
        kind=Kind.UNDO,
        card=event.card,
        at=world.milliseconds(),
        day=world.today(),
        mode=event.mode,
        target=event.id,
    )
