"""What a student said of cards, out of the log: stars, notes, overruled marks; and what she missed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from kgquiz.memory.log import SAID_RIGHT, SAID_WRONG, Event, Kind, undone_ids
from kgquiz.memory.model import Rating
from kgquiz.search.forms import words
from kgquiz.search.found import Own


def own(changes: Iterable[Event], misses: Iterable[tuple[str, str, int]] = ()) -> Own:
    """From all events that are no answers, oldest first, and (id, card, study day) of the wrong answers."""
    every = list(changes)
    undone = undone_ids(every)
    alive = [event for event in every if event.id not in undone]
    amended = {event.target: event.rating for event in alive if event.kind is Kind.AMEND}
    stars = {event.card: event.kind is Kind.STAR for event in alive if event.kind in {Kind.STAR, Kind.UNSTAR}}
    notes = {event.card: " ".join(event.answer) for event in alive if event.kind is Kind.NOTE}
    missed: dict[str, int] = {}
    for name, card, day in misses:
        if name not in undone and amended.get(name, Rating.AGAIN) is Rating.AGAIN:
            missed[card] = max(day, missed.get(card, 0))
    return Own(
        starred=frozenset(card for card, is_starred in stars.items() if is_starred),
        notes={card: note for card, note in notes.items() if note},
        overruled=dict(Counter(event.card for event in alive if event.kind is Kind.AMEND and _overrules(event))),
        missed=missed,
    )


def _overrules(event: Event) -> bool:
    return event.finding in {SAID_RIGHT, SAID_WRONG}


TWICE = 2
"""Equal wrong answers from which two terms are held to be confused."""


def confused(wrong: Iterable[tuple[str, str]], solutions: Iterable[tuple[str, str]]) -> frozenset[str]:
    """Cards taken for each other: one answered wrongly alike twice, and those to which that would have been right.

    `wrong` are (card, what was said), `solutions` (card, right answer) of all cards.
    """
    said = Counter((card, words(text)) for card, text in wrong if words(text))
    pairs = [(card, text) for (card, text), times in said.items() if times >= TWICE]
    wanted = {text for _, text in pairs}
    meant: dict[tuple[str, ...], set[str]] = {}
    for card, solution in solutions:
        if (text := words(solution)) in wanted:
            meant.setdefault(text, set()).add(card)
    return frozenset(one for card, text in pairs if text in meant for one in {card, *meant[text]})
