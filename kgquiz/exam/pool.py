"""What an exam can draw from: the cards of its decks, and which of them fit which section."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet

from kgquiz.cards.base import Card
from kgquiz.exam.blueprint import Blueprint, PaperSection
from kgquiz.exam.placement import place
from kgquiz.key import CardKey
from kgquiz.knowledge.problems import Problem, Source
from kgquiz.messages import N_, message
from kgquiz.value import dataclass

RESEARCH = "research"
"""The tag of what the book leaves to the student's own search: asked only where an exam names it under `tags`."""

Place = tuple[str, str]
"""A section of the book: (deck, section id)."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A card that may be asked. `key` and `item` are as the log names them: `ch6/lease.typed`, `ch6/lease`."""

    key: CardKey
    item: str
    deck: str
    chapter: int
    card: Card

    @property
    def place(self) -> Place:
        """The section of the book it belongs to; a sub-heading (`s3-2`) counts with its section (`s3`)."""
        section, _, number = self.card.section.rpartition("-")
        return self.deck, section if section and number.isdecimal() else self.card.section


def fits(section: PaperSection, candidate: Candidate) -> bool:
    """Whether a section of the blueprint may ask this card."""
    card = candidate.card
    return (
        candidate.deck in section.decks
        and (not section.types or card.type in section.types)
        and (not section.tags or not set(section.tags).isdisjoint(card.tags))
        and set(section.without).isdisjoint(card.tags)
        and (RESEARCH not in card.tags or RESEARCH in section.tags)
        and (section.parts == 1 or len(card.solution()) >= section.parts)
        and (not section.chapters or candidate.chapter in section.chapters)
    )


def eligible(section: PaperSection, candidates: Iterable[Candidate]) -> list[Candidate]:
    """The cards a section may ask."""
    return [candidate for candidate in candidates if fits(section, candidate)]


def items_of(candidates: Iterable[Candidate]) -> set[str]:
    """Their knowledge items: what is counted, since siblings never stand in one form."""
    return {candidate.item for candidate in candidates}


def shortages(blueprint: Blueprint, candidates: Sequence[Candidate], source: Source) -> tuple[Problem, ...]:
    """Sections that ask for more items than exist, alone or together, with the numbers."""
    found = [items_of(eligible(section, candidates)) for section in blueprint.sections]
    alone = tuple(
        _shortage(index, section, len(items), source)
        for index, (section, items) in enumerate(zip(blueprint.sections, found, strict=True))
        if section.count > len(items)
    )
    return alone or _shortage_together(blueprint, found, source)


def _shortage(index: int, section: PaperSection, there: int, source: Source) -> Problem:
    why = message(
        N_("Section {number} asks for {wanted} items; {there} exist in {decks} ({types})."),
        number=index + 1,
        wanted=section.count,
        there=there,
        decks=", ".join(section.decks),
        types=", ".join(section.types) or "*",
    )
    remedy = message(N_("Ask for fewer, or name more decks or types."))
    return source.problem(("sections", index, "count"), "too-few-items", why, remedy)


def _shortage_together(blueprint: Blueprint, found: Sequence[AbstractSet[str]], source: Source) -> tuple[Problem, ...]:
    placed = place([section.count for section in blueprint.sections], found)
    there = sum(map(len, placed))
    if there == blueprint.items:
        return ()
    why = message(
        N_("The sections together ask for {wanted} items; {there} exist, cards of one item counted once."),
        wanted=blueprint.items,
        there=there,
    )
    remedy = message(N_("Ask for fewer, or name more decks or types."))
    return (source.problem(("sections",), "too-few-items", why, remedy),)
