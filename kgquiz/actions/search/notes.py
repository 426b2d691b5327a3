"""note: a student's own words and star on a card, kept in the log so that they merge between devices."""

from __future__ import annotations

from collections.abc import Sequence

from kgquiz.actions.desk import Desk
from kgquiz.actions.search.why import find_card
from kgquiz.actions.study.sitting import Marked
from kgquiz.memory.log import Event, Kind, undone_ids
from kgquiz.memory.model import Rating
from kgquiz.search.forms import words
from kgquiz.search.found import Own
from kgquiz.search.own import own


def own_marks(desk: Desk, card: str) -> Own:
    """Her note and star on a card, by its key."""
    return own(event for event in desk.store.journal.of_card(card) if event.kind is not Kind.REVIEW)


def write_note(desk: Desk, name: str, text: str) -> str:
    """Keep a note, in place of the one before; an empty one takes it away. Returns the card's key; raises NotFound."""
    card = find_card(desk, name)
    desk.store.journal.record(_event(desk, Kind.NOTE, card, tuple(text.split("\n")) if text.strip() else ()))
    return card


def set_star(desk: Desk, names: Sequence[str], *, starred: bool) -> tuple[str, ...]:
    """Star cards, or take their star away. Returns their keys; raises NotFound."""
    cards = tuple(find_card(desk, name) for name in names)
    desk.store.journal.record(*(_event(desk, Kind.STAR if starred else Kind.UNSTAR, card) for card in cards))
    return cards


def star(desk: Desk, card: str, *, starred: bool) -> None:
    """The same for one card by its key."""
    desk.store.journal.record(_event(desk, Kind.STAR if starred else Kind.UNSTAR, card))


def taken_for(desk: Desk, marked: Marked) -> int:
    """How often this wrong answer was given to this card, now included; 0 where it is right or she rates herself."""
    if marked.is_right or not any(marked.answer) or marked.asked.card.self_marked:
        return 0
    events = desk.store.journal.of_card(marked.asked.entry.card)
    undone, given = undone_ids(events), words(" ".join(marked.answer))
    return sum(
        event.kind is Kind.REVIEW
        and event.rating is Rating.AGAIN
        and event.id not in undone
        and words(" ".join(event.answer)) == given
        for event in events
    )


def _event(desk: Desk, kind: Kind, card: str, answer: tuple[str, ...] = ()) -> Event:
    world = desk.world
    return Event(id=world.new_id(), kind=kind, card=card, at=world.milliseconds(), day=world.today(), answer=answer)
