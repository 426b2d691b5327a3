"""undo: take back the last answer (or suspension), whichever sitting it belonged to."""

from __future__ import annotations

from kgquiz.actions.world import World
from kgquiz.errors import NothingToDo
from kgquiz.memory.log import Event, Kind
from kgquiz.messages import N_
from kgquiz.storage.store import Store


def undo_last(world: World) -> Event:
    """Take back the newest change; returns what was taken back."""
    with Store.open(world.database) as store:
        last = store.journal.last_change()
        if last is None:
            raise NothingToDo(N_("There is nothing to undo."))
        store.journal.record(
            Event(
                id=world.new_id(),
                kind=Kind.UNDO,
                card=last.card,
                at=world.milliseconds(),
                day=world.today(),
                mode=last.mode,
                target=last.id,
            )
        )
        return last
