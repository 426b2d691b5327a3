"""What can be done to a card that was found: suspend and resume it, forget its answers, find its line in its file."""

from __future__ import annotations

import re
from pathlib import Path

from kgquiz.actions.desk import Desk
from kgquiz.actions.library.decks import decks_in_use
from kgquiz.key import CardKey, deck_of_key, name_of_key
from kgquiz.memory.log import Event, Kind, undone_ids
from kgquiz.value import dataclass


@dataclass(frozen=True, slots=True)
class FileLine:
    """A place in an author's file; lines count from 1."""

    path: Path
    line: int


def toggle_suspended(desk: Desk, card: CardKey) -> bool:
    """Ask a card no more, or again; returns whether it is suspended now."""
    suspended = not desk.store.schedule.state(card).suspended
    desk.store.journal.record(_event(desk, Kind.SUSPEND if suspended else Kind.RESUME, card))
    return suspended


def reset(desk: Desk, card: CardKey) -> int:
    """Take back every answer to a card, so that it is new again; the log keeps them. Returns how many there were."""
    events = desk.store.journal.of_card(card)
    undone = undone_ids(events)
    answers = [e for e in events if e.kind in {Kind.REVIEW, Kind.KNOWN} and e.id not in undone]
    desk.store.journal.record(*(_event(desk, Kind.UNDO, card, target=answer.id) for answer in answers))
    return len(answers)


def file_of(desk: Desk, card: CardKey) -> FileLine | None:
    """Where a card stands in its deck file; None where the file is gone."""
    deck = next((one for one in decks_in_use(desk) if one.slug == deck_of_key(card)), None)
    if deck is None or not deck.path.is_file():
        return None
    lines = deck.path.read_text(encoding="utf-8", errors="replace").splitlines()
    wanted = re.compile(rf"\bid:\s*['\"]?{re.escape(name_of_key(card))}['\"]?\s*(?:[,}}#]|$)")
    return FileLine(deck.path, next((n for n, line in enumerate(lines, 1) if wanted.search(line)), 1))


def _event(desk: Desk, kind: Kind, card: CardKey, *, target: str = "") -> Event:
    world = desk.world
    return Event(id=world.new_id(), kind=kind, card=card, at=world.milliseconds(), day=world.today(), target=target)
