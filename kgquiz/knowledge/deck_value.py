"""A deck as a value: its head and its cards. Reading one from a file brings in YAML and is in `deck`."""

from __future__ import annotations

from dataclasses import dataclass

from kgquiz.cards.base import Card
from kgquiz.cards.names import NamedThing

FORMAT = 1


@dataclass(frozen=True, slots=True)
class Section:
    """A section of a chapter and the printed page on which it starts."""

    id: str
    title: str
    page: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Deck:
    """A named set of cards; `deck` is the slug under which progress is kept."""

    deck: str
    title: str
    format: int = FORMAT
    chapter: int = 0
    part: int = 0
    as_of: str = ""
    sections: tuple[Section, ...] = ()
    names: tuple[NamedThing, ...] = ()
    cards: tuple[Card, ...] = ()

    def section_title(self, section: str) -> str:
        """The title of a section by its id, or ""."""
        return next((s.title for s in self.sections if s.id == section), "")
