"""What a student said of cards, out of the log: stars, notes, overruled marks; and what she missed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from kgquiz.key import CardKey
from kgquiz.memory.log import SAID_RIGHT, SAID_WRONG, Event, Kind, undone_ids
from kgquiz.memory.model import Rating
from kgquiz.search.forms import words
from kgquiz.search.found import Own
from kgquiz.value import dataclass


def own(changes: Iterable[Event], misses: Iterable[tuple[str, CardKey, int]] = ()) -> Own:
    """From all events that are no answers, oldest first, and (id, card, study day) of the wrong answers."""
    every = list(changes)
    undone = undone_ids(every)
    alive = [event for event in every if event.id not in undone]
    amended = {event.target: event.rating for event in alive if event.kind is Kind.AMEND}
    stars = {event.card: event.kind is Kind.STAR for event in alive if event.kind in {Kind.STAR, Kind.UNSTAR}}
    notes = {event.card: " ".join(event.answer) for event in alive if event.kind is Kind.NOTE}
    missed: dict[CardKey, int] = {}
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


@dataclass(frozen=True, slots=True)
class Confusion:
    """One wrong answer that was given to a card twice and more; `meant` are the cards to which it would be right."""

    card: CardKey
    given: str
    times: int
    meant: tuple[CardKey, ...] = ()


def repeated(wrong: Iterable[tuple[CardKey, str, int]]) -> list[Confusion]:
    """What was said to one card again and again, most often first, from (card, what was said, how often)."""
    times: Counter[tuple[CardKey, tuple[str, ...]]] = Counter()
    spelled: dict[tuple[CardKey, tuple[str, ...]], str] = {}
    for card, text, count in wrong:
        if said := words(text):
            times[card, said] += count
            spelled.setdefault((card, said), text)
    found = [Confusion(key[0], spelled[key], count) for key, count in times.items() if count >= TWICE]
    return sorted(found, key=lambda one: (-one.times, one.card))


def confusions(repeats: Iterable[Confusion], solutions: Iterable[tuple[CardKey, str]]) -> tuple[Confusion, ...]:
    """Those that are the right answer to another card; `solutions` are (card, right answer)."""
    meant: dict[tuple[str, ...], list[CardKey]] = {}
    for card, solution in solutions:
        meant.setdefault(words(solution), []).append(card)
    told = ((one, tuple(card for card in meant.get(words(one.given), ()) if card != one.card)) for one in repeats)
    return tuple(replace(one, meant=cards) for one, cards in told if cards)
