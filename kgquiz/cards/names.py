"""Names: one body, post, act or notion of the field with everything it is called."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kgquiz.cards.base import Card, names_of


@dataclass(frozen=True, slots=True)
class NamedThing:
    """All names of one thing, the one to show first; they may stand for each other in an answer."""

    names: tuple[str, ...]
    id: str = ""


def known_names(cards: Iterable[Card], things: Iterable[NamedThing]) -> list[tuple[str, ...]]:
    """What a deck knows by name, for its lexicon: its terms and its named things, each a group that means one."""
    return [*names_of(cards), *(thing.names for thing in things)]
