"""A deck as a value: its head and its cards. Reading one from a file brings in YAML and is in `deck`."""

from __future__ import annotations

from typing import Annotated

from kgquiz.cards.base import Card
from kgquiz.cards.described import SLUG, Language, Says
from kgquiz.cards.languages.rules import KYRGYZ
from kgquiz.cards.names import NamedThing
from kgquiz.value import dataclass

FORMAT = 1


@dataclass(frozen=True, slots=True)
class Section:
    """A section of a chapter and the printed page on which it starts."""

    id: Annotated[str, Says("By which items and cards name it: s1.")]
    title: Annotated[str, Says("As the book has it.")]
    page: Annotated[int, Says("The printed page on which it starts.")]


@dataclass(frozen=True, slots=True)
class NotTaken:
    """Something of an imported file that cannot be asked, kept so that nothing is dropped in silence."""

    place: Annotated[str, Says("The file and the line, cell or note it stood in.")]
    text: Annotated[str, Says("What stood there.")]
    why: Annotated[str, Says("Why it was not taken.")]


@dataclass(frozen=True, slots=True, kw_only=True)
class Deck:
    """A named set of cards; `deck` is the slug under which progress is kept."""

    deck: Annotated[str, Says("The deck's name; progress is kept under deck/id.", SLUG)]
    title: Annotated[str, Says("What it is called.")]
    format: Annotated[int, Says("The number of this format.")] = FORMAT
    chapter: Annotated[int, Says("The chapter of the book, shown with each card.")] = 0
    part: Annotated[int, Says("The part of the book.")] = 0
    as_of: Annotated[str, Says("The day on which the law stood as it is told: 2016-07-01.")] = ""
    language: Language = KYRGYZ
    sections: Annotated[tuple[Section, ...], Says("The sections of the chapter, by page.")] = ()
    names: Annotated[
        tuple[NamedThing, ...], Says("Bodies, posts and acts with all their names; where one is right, all are.")
    ] = ()
    taken_from: Annotated[tuple[str, ...], Says("The files it was imported from; they may be imported again.")] = ()
    not_taken: Annotated[tuple[NotTaken, ...], Says("What the imported files hold and cannot be asked.")] = ()
    cards: tuple[Card, ...] = ()

    def section_title(self, section: str) -> str:
        """The title of a section by its id, or ""."""
        return next((s.title for s in self.sections if s.id == section), "")
