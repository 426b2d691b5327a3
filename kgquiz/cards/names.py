"""Names: one body, post, act or notion of the field with everything it is called."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated

from kgquiz.cards.base import Card, names_of
from kgquiz.cards.described import SLUG, Says
from kgquiz.value import dataclass


@dataclass(frozen=True, slots=True)
class NamedThing:
    """All names of one thing, the one to show first; they may stand for each other in an answer."""

    names: Annotated[tuple[str, ...], Says("All the ways it is called, the usual one first.")]
    id: Annotated[str, Says("A slug to speak of it by.", SLUG)] = ""


def known_names(cards: Iterable[Card], things: Iterable[NamedThing]) -> list[tuple[str, ...]]:
    """What a deck knows by name, for its lexicon: its terms and its named things, each a group that means one."""
    return [*names_of(cards), *(thing.names for thing in things)]
