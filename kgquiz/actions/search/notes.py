"""note: a student's own words and star on a card, kept in the log so that they merge between devices."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kgquiz.actions.desk import Desk
from kgquiz.actions.search.why import find_card
from kgquiz.actions.study.sitting import Asked, Marked
from kgquiz.cards.base import Card
from kgquiz.key import CardKey
from kgquiz.memory.log import Event, Kind, undone_ids
from kgquiz.memory.model import Rating
from kgquiz.memory.replay import LEECH_FROM
from kgquiz.search.forms import words
from kgquiz.search.found import Own
from kgquiz.search.own import own, repeated
from kgquiz.storage.deck_cache import CachedDeck
from kgquiz.value import dataclass


def own_marks(desk: Desk, card: CardKey) -> Own:
    """Her note and star on a card, by its key."""
    return own(event for event in desk.store.journal.of_card(card) if event.kind is not Kind.REVIEW)


def write_note(desk: Desk, name: str, text: str) -> CardKey:
    """Keep a note, in place of the one before; an empty one takes it away. Returns the card's key; raises NotFound."""
    card = find_card(desk, name)
    desk.store.journal.record(_event(desk, Kind.NOTE, card, tuple(text.split("\n")) if text.strip() else ()))
    return card


def set_star(desk: Desk, names: Sequence[str], *, starred: bool) -> tuple[CardKey, ...]:
    """Star cards, or take their star away. Returns their keys; raises NotFound."""
    cards = tuple(find_card(desk, name) for name in names)
    desk.store.journal.record(*(_event(desk, Kind.STAR if starred else Kind.UNSTAR, card) for card in cards))
    return cards


def star(desk: Desk, card: CardKey, *, starred: bool) -> None:
    """The same for one card by its key."""
    desk.store.journal.record(_event(desk, Kind.STAR if starred else Kind.UNSTAR, card))


@dataclass(frozen=True, slots=True)
class TakenFor:
    """A wrong answer that was given to a card again and again, and the question to which it would be right, or ""."""

    given: str
    times: int
    question: str


def taken_for(desk: Desk, decks: Sequence[CachedDeck], marked: Marked) -> TakenFor | None:
    """What she takes a card for: this answer, where it was given twice and more, now included.

    Of a card that she missed again and again it is her most frequent one, whatever she says now. None where there is
    none, and where she marks herself.
    """
    asked = marked.asked
    if asked.card.self_marked:
        return None
    slips = repeated(_wrong_answers(desk, asked.entry.card, asked.card))
    if not marked.is_right and any(marked.answer):
        given = words(asked.card.reply(marked.answer))
        slips = [one for one in slips if words(one.given) == given]
    elif desk.store.schedule.state(asked.entry.card).lapses < LEECH_FROM:
        slips = []
    if not slips:
        return None
    return TakenFor(slips[0].given, slips[0].times, _right_for(desk, decks, asked, slips[0].given))


def _wrong_answers(desk: Desk, card: CardKey, asked: Card) -> Iterator[tuple[CardKey, str, int]]:
    """(card, what was said, 1) of each answer that stands as wrong."""
    events = desk.store.journal.of_card(card)
    undone = undone_ids(events)
    raised = {e.target for e in events if e.kind is Kind.AMEND and e.id not in undone and e.rating is not Rating.AGAIN}
    for event in events:
        if event.kind is Kind.REVIEW and event.rating is Rating.AGAIN and event.id not in undone | raised:
            yield card, asked.reply(event.answer), 1


def _right_for(desk: Desk, decks: Sequence[CachedDeck], asked: Asked, given: str) -> str:
    """The question of another item of the deck to which this would be the answer; "" where there is none."""
    said = words(given)
    ours = [deck.id for deck in decks if deck.slug == asked.entry.deck]
    return next(
        (
            other.question()
            for other in desk.store.decks.cards(ours).values()
            if other.item != asked.card.item and said in {words(line) for line in other.solution()[:1]}
        ),
        "",
    )


def _event(desk: Desk, kind: Kind, card: CardKey, answer: tuple[str, ...] = ()) -> Event:
    world = desk.world
    return Event(id=world.new_id(), kind=kind, card=card, at=world.milliseconds(), day=world.today(), answer=answer)
