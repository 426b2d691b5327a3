"""place: a short test of what is known already; what probably is gets a first check ahead instead of a new card."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import ClassVar

from kgquiz.actions.desk import Desk
from kgquiz.actions.library.decks import chosen_decks, ids
from kgquiz.actions.study.clock import check_clock
from kgquiz.actions.study.hardness import HARDNESS
from kgquiz.actions.study.sitting import Asked, StudySitting
from kgquiz.cards.base import Card
from kgquiz.errors import NothingToDo
from kgquiz.key import CardKey, deck_of_key, key_in, name_of_key
from kgquiz.memory.log import LIKELY_KNOWN, Kind, Mode
from kgquiz.memory.model import Rating
from kgquiz.memory.placement import MOST, SUPPOSED, KnownShare, Placement, Probe
from kgquiz.memory.queue import Entry
from kgquiz.memory.session import Line, Session, StepKind
from kgquiz.messages import N_
from kgquiz.value import dataclass

ASKED = ("typed", "cloze", "choice")
"""Forms that the program marks itself, the most telling first."""
LONG = 20
"""Letters from which a typed answer counts as harder, by `LONGER` logits: there is more to get wrong."""
LONGER = 0.3
UNASKED, WHOLE = 0.3, 1.0
"""Logits by which an item is taken to be harder that a placement cannot ask, and one that is an outline of others."""


@dataclass(frozen=True, slots=True)
class PlacedSection:
    """What she knows of a section, with an interval that holds it with 80 %."""

    deck: str
    section: str
    title: str
    known: float
    low: float
    high: float
    items: int


@dataclass(frozen=True, slots=True)
class Placed:
    """What the test came to; `is_done` unless it was left early. `ahead` items are first checked some days ahead."""

    answers: int
    is_done: bool
    known: KnownShare
    sections: tuple[PlacedSection, ...]
    ahead: int


@dataclass(slots=True)
class PlaceSitting(StudySitting):
    """A sitting that chooses each card by the answers before it; what was missed does not come again."""

    repeats: ClassVar[bool] = False
    probes: tuple[Probe, ...] = ()
    others: tuple[Probe, ...] = ()
    """Items that only their section tells of: none of their cards can be marked by the program."""
    entries: tuple[Entry, ...] = ()
    """All cards of the items that were never met."""

    def placement(self) -> Placement:
        """What the answers say so far."""
        sizes: dict[str, int] = {}
        for probe in self.probes:
            sizes[probe.section] = sizes.get(probe.section, 0) + 1
        ratings, placement = self.session.ratings(), Placement(sizes)
        by_card = {probe.card: probe for probe in self.probes}
        for step in self.session.steps:
            if step.deed is StepKind.ANSWER:
                placement = placement.answered(by_card[step.card], right=ratings[step.id] is not Rating.AGAIN)
        return placement

    def current(self) -> Asked | None:
        """The card that tells most now."""
        if self.shown is not None and self.shown[0] is self.session:
            return self.shown[1]
        probe = self.placement().next(self._left())
        if probe is None:
            return None
        entry = next(entry for entry in self.entries if entry.card == probe.card)
        start = self.session.start if entry in self.session.start else (*self.session.start, entry)
        self.session = replace(self.session, start=start, line=Line((entry,), turn=self.session.line.turn))
        return StudySitting.current(self)

    def _left(self) -> list[Probe]:
        """What was neither answered nor passed over."""
        passed = {step.card for step in self.session.steps}
        return [probe for probe in self.probes if probe.card not in passed]

    def progress(self) -> tuple[int, int]:
        """(answers given, answers at most)."""
        return len(self.session.ratings()), min(MOST, len(self.probes))

    def finish(self) -> Placed:
        """Give what is probably known its head start, if the test went to its end, and tell what is known."""
        placement = self.placement()
        chances = placement.chances((*self.probes, *self.others)) if placement.is_done() else {}
        for missed in (probe.item for probe, right in placement.answers if not right):
            chances.pop(missed, None)  # what she answers tells of it from now on
        ahead = sum(chance >= LIKELY_KNOWN for chance in chances.values())
        answered = {probe.card for probe, _ in placement.answers}
        self.desk.store.journal.record(
            *(
                replace(self._event(Kind.KNOWN, entry.card), score=chances[entry.item])
                for entry in self.entries
                if chances.get(entry.item, 0.0) >= SUPPOSED and entry.card not in answered
            )
        )
        shares = placement.shares()
        sections = tuple(self._section(name, shares[name]) for name in sorted(shares, key=self._place_in_the_book))
        is_done = placement.is_done() or not self._left()
        return Placed(len(placement.answers), is_done, placement.whole(), sections, ahead)

    def _place_in_the_book(self, name: str) -> tuple[int, int]:
        """Where a section stands: by its deck, then as the deck lists it; what is in no section comes first."""
        slugs = [deck.slug for deck in self.decks]
        listed = [section.id for section in self._head(deck_of_key(name)).sections]
        section = name_of_key(name)
        return slugs.index(deck_of_key(name)), listed.index(section) if section in listed else -1

    def _section(self, name: str, share: KnownShare) -> PlacedSection:
        deck, section = deck_of_key(name), name_of_key(name)
        title = self._head(deck).section_title(section) or self._head(deck).title
        return PlacedSection(deck, section, title, share.mean, share.low, share.high, share.items)


def start_place(desk: Desk, names: Sequence[str]) -> PlaceSitting:
    """A test over the chosen decks, of what was never asked. Raises NothingToDo where nothing is left to ask."""
    check_clock(desk)
    decks = chosen_decks(desk, names)
    entries = desk.store.schedule.all_entries(ids(decks))
    met = {entry.item for entry in entries if not entry.is_new}
    fresh = tuple(entry for entry in entries if entry.item not in met)
    cards = desk.store.decks.cards(ids(decks))
    probes = tuple(_probes(fresh, cards, desk.store.settings.get(HARDNESS)))
    others = tuple(_others(fresh, cards, probes))
    if not probes:
        raise NothingToDo(N_("Nothing here is new to you, so there is nothing to place. Go on: kgquiz study"))
    return PlaceSitting(desk, decks, Mode.STUDY, Session.of(()), probes=probes, others=others, entries=fresh)


def _probes(entries: Sequence[Entry], cards: dict[CardKey, Card], hardness: Mapping[CardKey, float]) -> list[Probe]:
    """Of each item its most telling card."""
    best: dict[str, Entry] = {}
    for entry in entries:
        if entry.type in ASKED:
            before = best.get(entry.item, entry)
            best[entry.item] = min(before, entry, key=lambda one: ASKED.index(one.type))
    return [_probe(entry, cards[entry.card], hardness.get(entry.card)) for entry in best.values()]


def _others(entries: Sequence[Entry], cards: Mapping[CardKey, Card], probes: Sequence[Probe]) -> Iterator[Probe]:
    """The items that cannot be asked, by their first card, of sections that can: those alone tell of them."""
    probed, sections = {probe.item for probe in probes}, {probe.section for probe in probes}
    first = {entry.item: entry for entry in reversed(entries) if entry.item not in probed}
    for entry in reversed(first.values()):
        section = key_in(entry.deck, cards[entry.card].section)
        if section in sections:
            yield Probe(entry.card, entry.item, section, 0.0, WHOLE if entry.type == "outline" else UNASKED)


def _probe(entry: Entry, card: Card, found: float | None) -> Probe:
    """As hard as a class found it, where one did; else by the length of what is to be typed."""
    is_long = entry.type != "choice" and max(map(len, card.solution()), default=0) >= LONG
    guessed = LONGER if is_long else 0.0
    section = key_in(entry.deck, card.section)
    return Probe(entry.card, entry.item, section, card.chance_of_guessing(), guessed if found is None else found)
