"""What is known of a card that was found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import field

from kgquiz.key import CardKey
from kgquiz.memory.model import recall
from kgquiz.memory.replay import LEECH_FROM, CardState
from kgquiz.search.query import FIRM, State
from kgquiz.value import dataclass


@dataclass(frozen=True, slots=True)
class CardPlace:
    """Where a card stands: its deck, the chapter, section and printed page (0 where there is none)."""

    deck: str
    chapter: int
    section: str
    page: int


@dataclass(frozen=True, slots=True)
class Own:
    """What the student herself said of cards, by card key."""

    starred: frozenset[CardKey] = frozenset()
    notes: dict[CardKey, str] = field(default_factory=dict)
    overruled: dict[CardKey, int] = field(default_factory=dict)
    """How often she overruled the marking."""
    missed: dict[CardKey, int] = field(default_factory=dict)
    """The study day of the last wrong answer, as far back as was asked for."""
    confused: frozenset[CardKey] = frozenset()
    """Cards that she takes for each other, where that was asked for."""


@dataclass(frozen=True, slots=True)
class FoundCard:
    """A card of a search: what it asks and how it stands. `due` is a study day, None for a card never answered."""

    card: CardKey
    type: str
    question: str
    solution: str
    place: CardPlace
    memory: CardState
    states: tuple[State, ...]
    due: int | None
    recall: float | None
    starred: bool = False
    note: str = ""


def states_of(state: CardState, today: int, *, owed: bool = False) -> tuple[State, ...]:
    """How a card stands, the most urgent first: by its memory, and due too where it was missed and is `owed`."""
    if state.suspended:
        return (State.SUSPENDED,)
    if state.memory is None:
        return (State.NEW,)
    found = [State.LEECH] if state.lapses >= LEECH_FROM else []
    found += [State.DUE] if owed or state.due <= today else []
    return (*found, State.KNOWN if state.memory.stability >= FIRM else State.LEARNING)


def asked_on(state: CardState, today: int, *, owed: bool = False) -> int | None:
    """The study day on which a card is asked again: today at the latest where it is owed; None of a new one."""
    if state.memory is None:
        return None
    return min(state.due, today) if owed else state.due


def recall_today(state: CardState, today: int, weights: Sequence[float]) -> float | None:
    """The chance that she would recall it today; None for a card never answered."""
    memory = state.memory
    return None if memory is None else recall(today - memory.last_day, memory.stability, weights)
