"""One assembled instance of an exam: which cards, in which order, with which shuffle of their options."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import field, replace
from functools import cached_property
from itertools import groupby
from random import Random
from statistics import fmean
from types import MappingProxyType

from kgquiz.cards.base import Card
from kgquiz.cards.choice import Choice
from kgquiz.cards.prompts import ChooseOne, Prompt
from kgquiz.cards.truefalse import FALSE, TRUE, TrueFalse
from kgquiz.exam.blueprint import Blueprint
from kgquiz.exam.difficulty import expected_share
from kgquiz.exam.giveaway import Faces, Shown, asks_number
from kgquiz.exam.placement import place
from kgquiz.exam.pool import Candidate, Place, eligible, items_of
from kgquiz.exam.quotas import counted, rounded, shares
from kgquiz.key import CardKey
from kgquiz.value import dataclass

_SALTS = 2**31


@dataclass(frozen=True, slots=True)
class FormItem(Candidate):
    """A candidate that was drawn; `section` counts from 0, `salt` fixes the order of its options."""

    section: int
    points: float
    salt: int

    def prompt(self) -> Prompt:
        """What is shown: the same each time, since leaving and returning must change nothing."""
        return self.card.ask(Random(self.salt))


@dataclass(frozen=True, slots=True)
class Cell:
    """The cards of one type and one section of the book that one section of the blueprint may ask, by page."""

    section: int
    type: str
    place: Place
    candidates: tuple[Candidate, ...]


Kind = tuple[str, str, bool, Place | None]
"""A card's type ("" for any), its truth where it is a statement, whether it asks for a number, its place or None."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """In what a card that stands in for another must be as it is."""

    type: bool
    place: bool


_LIKENESSES = (Likeness(True, True), Likeness(True, False), Likeness(False, True), Likeness(False, False))


@dataclass(frozen=True, slots=True)
class Balance:
    """What students of the ABILITIES are to expect in points, card by card and in all; how much a form may differ."""

    shares: Mapping[CardKey, tuple[float, ...]]
    points: Sequence[float]
    target: tuple[float, ...]
    tolerance: float
    alike: Sequence[Mapping[Kind, Sequence[Candidate]]]
    """By section of the blueprint, cards by each of their kinds."""


ABILITIES = (-1.4, 1.4)
"""Of a weak and a strong student, in logits: a paper that is fair to both is fair to those between them."""
TOLERANCE = 0.004
"""By which share of all points the expected mark of a form may differ from that of the blueprint."""
_DRAWS = 4
"""How often a form is drawn before one is taken that has a date too many, an item that tells another, or luck in it."""
_FAIR = 1.5
"""Tolerances by which the expected mark of a form may be off where no exchange brought it nearer."""
_NEARER = 0.98
"""What an exchange must leave at most of what the form is off, so that none goes to and fro."""
_NOTHING_KNOWN: Mapping[CardKey, float] = MappingProxyType({})


class Assembly:
    """A blueprint and its pool, prepared so that forms can be drawn from them.

    A sound blueprint (`pool.shortages` finds nothing) always gives whole forms; an unsound one gives short ones.
    """

    def __init__(
        self, blueprint: Blueprint, candidates: Sequence[Candidate], known: Mapping[CardKey, float] = _NOTHING_KNOWN
    ) -> None:
        """`known` are facilities by card key, where a class has answered them; else difficulty is an estimate."""
        self.blueprint = blueprint
        self.known = known
        self.eligible = [eligible(section, candidates) for section in blueprint.sections]
        self.places = sorted({c.place for found in self.eligible for c in found})
        self.siblings = [_siblings(found) for found in self.eligible]
        self.faces = Faces({c.key: c.card for found in self.eligible for c in found}, blueprint.items)

    def form(self, chance: Random, before: Collection[str] = ()) -> tuple[FormItem, ...]:
        """Draw a form; items in `before` (the last attempt's) are asked only where there are no others.

        One in which something had to yield (see `Drawing.fill`), or that no exchange made as hard as the blueprint
        means, is drawn again; of several such the nearest is taken.
        """
        drawings: list[tuple[bool, float, int, Drawing]] = []
        for draw in range(_DRAWS):
            drawing = self._drawn(chance, before)
            drawings.append((not drawing.is_sound(), drawing.unfairness(self.balance), draw, drawing))
            if drawings[-1] < (False, _FAIR):
                break
        return tuple(self._ordered(min(drawings)[-1], chance))

    def _drawn(self, chance: Random, before: Collection[str]) -> Drawing:
        drawing = Drawing(self.eligible, self.faces, chance, frozenset(before), self.blueprint.most_numbers)
        for cell, quota in self._quotas(chance):
            drawing.take(cell, quota)
        for section, part in enumerate(self.blueprint.sections):
            drawing.fill(section, part.count)
        drawing.rearrange([section.count for section in self.blueprint.sections])
        if self.blueprint.items >= len(self.places):
            drawing.cover(self.places)
        drawing.even_out()
        drawing.balance(self.balance)
        return drawing

    def swapped(self, items: Sequence[FormItem], position: int, chance: Random) -> tuple[FormItem, ...] | None:
        """The form with another item in a place (from 0): of the same type and place of the book where there is one.

        None where its section has no other that is free and tells nothing.
        """
        old = items[position]
        others = [item for at, item in enumerate(items) if at != position]
        taken, shown = {item.item for item in items}, Shown(self.faces, [item.key for item in others])
        free = [c for c in self.eligible[old.section] if c.item not in taken]
        chance.shuffle(free)
        home = next((c.place for c in self.eligible[old.section] if c.key == old.key), None)
        truth = old.card.answer if isinstance(old.card, TrueFalse) else ""
        ranked = sorted(
            (c for c in free if not truth or not isinstance(c.card, TrueFalse) or c.card.answer == truth),
            key=lambda c: (c.card.type != old.card.type, c.place != home, c.deck != old.deck),
        )
        found = next((c for c in ranked if not shown.clashes(c.key)), None)
        if found is None:
            return None
        salt = salt_for(found.card, _key_position(old.card, old.salt), chance)
        fresh = form_item(found, old.section, self.blueprint, salt)
        return (*items[:position], fresh, *items[position + 1 :])

    def redrawn(self, items: Sequence[FormItem], kept: Collection[int], chance: Random) -> tuple[FormItem, ...]:
        """The form with the items in the places `kept` (from 0), all others drawn anew."""
        before = frozenset(item.item for item in items)
        drawing = Drawing(self.eligible, self.faces, chance, before, self.blueprint.most_numbers)
        cards = {c.key: c for found in self.eligible for c in found}
        for at in kept:
            drawing.keep(items[at].section, cards[items[at].key])
        for cell, quota in self._quotas(chance):
            room = self.blueprint.sections[cell.section].count - len(drawing.chosen[cell.section])
            drawing.take(cell, min(quota, room))
        for section, part in enumerate(self.blueprint.sections):
            drawing.fill(section, part.count)
        stand = frozenset(items[at].key for at in kept)
        drawing.even_out(stand)
        drawing.balance(self.balance, stand)
        salts = {items[at].key: items[at].salt for at in kept}
        drawn = self._ordered(drawing, chance)
        return tuple(replace(item, salt=salts.get(item.key, item.salt)) for item in drawn)

    @cached_property
    def balance(self) -> Balance:
        """What a weak and a strong student are expected to earn of each card, and of the whole paper on average."""
        shares = {
            c.key: tuple(expected_share(c.card, ability, self.known, c.key) for ability in ABILITIES)
            for found in self.eligible
            for c in found
        }
        points = [section.points for section in self.blueprint.sections]
        target = tuple(
            sum(
                section.count * section.points * fmean(fmean(shares[c.key][n] for c in group) for group in groups)
                for section, groups in zip(self.blueprint.sections, self.siblings, strict=True)
            )
            for n in range(len(ABILITIES))
        )
        return Balance(shares, points, target, self.blueprint.points * TOLERANCE, list(map(_by_kind, self.eligible)))

    def _quotas(self, chance: Random) -> list[tuple[Cell, int]]:
        """Section and type against section of the book: fair shares, the scarcest cells first."""
        tables = [_cells(section, groups, chance) for section, groups in enumerate(self.siblings)]
        rows = [row for table in tables for row in table.values()]
        wanted = [
            count
            for section, table in zip(self.blueprint.sections, tables, strict=True)
            for count in counted(section.count, [_size(row) for row in table.values()], chance)
        ]
        there = [[len(row[p].candidates) if p in row else 0 for p in self.places] for row in rows]
        quotas = rounded(shares(wanted, there), chance)
        pairs = [
            (row[p], quota)
            for row, counts in zip(rows, quotas, strict=True)
            for p, quota in zip(self.places, counts, strict=True)
            if quota
        ]
        chance.shuffle(pairs)
        return sorted(pairs, key=lambda pair: len(pair[0].candidates) - pair[1])

    def _ordered(self, drawing: Drawing, chance: Random) -> Iterator[FormItem]:
        """In the order of the blueprint; within a section shuffled, or by the page."""
        bags: dict[int, list[int]] = {}
        for section in range(len(self.blueprint.sections)):
            chosen = sorted(drawing.chosen[section], key=_page_order)
            if self.blueprint.shuffle:
                chance.shuffle(chosen)
            for c in chosen:
                salt = salt_for(c.card, _next_position(c.card, bags, chance), chance)
                yield form_item(c, section, self.blueprint, salt)


def form_item(candidate: Candidate, section: int, blueprint: Blueprint, salt: int) -> FormItem:
    """A card as an item of a section of the blueprint."""
    c, points = candidate, blueprint.sections[section].points
    return FormItem(c.key, c.item, c.deck, c.chapter, c.card, section, points, salt)


def salt_for(card: Card, position: int | None, chance: Random) -> int:
    """A salt that puts the key of a choice where it is wanted; what is pinned to the end stays there."""
    salt = chance.randrange(_SALTS)
    for _ in range(_TRIES):
        if position is None or _key_position(card, salt) == position:
            break
        salt = chance.randrange(_SALTS)
    return salt


_TRIES = 50


def _key_position(card: Card, salt: int) -> int | None:
    """Where the key of a choice stands under a salt."""
    prompt = card.ask(Random(salt)) if isinstance(card, Choice) else None
    return prompt.options.index(card.answer) if isinstance(prompt, ChooseOne) and isinstance(card, Choice) else None


def _next_position(card: Card, bags: dict[int, list[int]], chance: Random) -> int | None:
    """Each position comes once before one comes again, among cards with as many options."""
    if not isinstance(card, Choice):
        return None
    options = 1 + len(card.wrong)
    bag = bags.setdefault(options, [])
    if not bag:
        bag.extend(range(options))
        chance.shuffle(bag)
    return bag.pop()


def variant_of(items: Sequence[FormItem], chance: Random, *, shuffle: bool) -> tuple[FormItem, ...]:
    """The same items in another order within their sections (where the exam shuffles), options in another order too."""
    bags: dict[int, list[int]] = {}
    mixed: list[FormItem] = []
    for _, part in groupby(items, key=lambda item: item.section):
        group = list(part)
        if shuffle:
            chance.shuffle(group)
        mixed += group
    return tuple(
        replace(item, salt=salt_for(item.card, _next_position(item.card, bags, chance), chance)) for item in mixed
    )


def _siblings(candidates: Iterable[Candidate]) -> list[list[Candidate]]:
    """The cards of each item together, by page."""
    groups: dict[str, list[Candidate]] = {}
    for candidate in sorted(candidates, key=_page_order):
        groups.setdefault(candidate.item, []).append(candidate)
    return list(groups.values())


def _cells(section: int, siblings: Iterable[Sequence[Candidate]], chance: Random) -> dict[str, dict[Place, Cell]]:
    """By type, then by section of the book. Each item stands in one cell only, so that all are equally likely."""
    table: dict[str, dict[Place, list[Candidate]]] = {}
    for group in siblings:
        candidate = group[int(chance.random() * len(group))]
        table.setdefault(candidate.card.type, {}).setdefault(candidate.place, []).append(candidate)
    return {name: {p: Cell(section, name, p, tuple(found)) for p, found in row.items()} for name, row in table.items()}


def _size(row: Mapping[Place, Cell]) -> int:
    return sum(len(cell.candidates) for cell in row.values())


def _page_order(candidate: Candidate) -> tuple[str, int, str]:
    return candidate.deck, candidate.card.page, candidate.key


def _kind(candidate: Candidate, alike: Likeness) -> Kind:
    truth = _truth(candidate)
    name = candidate.card.type if alike.type or truth else ""  # statements stay even: they give way to statements
    return name, truth, asks_number(candidate.card), candidate.place if alike.place else None


def _by_kind(candidates: Iterable[Candidate]) -> Mapping[Kind, Sequence[Candidate]]:
    found: dict[Kind, list[Candidate]] = {}
    for candidate in candidates:
        for kind in {_kind(candidate, alike) for alike in _LIKENESSES}:
            found.setdefault(kind, []).append(candidate)
    return found


def _truth(candidate: Candidate) -> str:
    """What a statement is; "" of everything else."""
    return candidate.card.answer if isinstance(candidate.card, TrueFalse) else ""


@dataclass(slots=True)
class Drawing:
    """A form being drawn."""

    eligible: list[list[Candidate]]
    faces: Faces
    chance: Random
    before: frozenset[str]
    most_numbers: int
    chosen: list[list[Candidate]] = field(init=False)
    taken: set[str] = field(init=False, default_factory=set)
    shown: Shown = field(init=False)
    told: set[str] = field(init=False, default_factory=set)
    """Cards found to clash with what is chosen."""

    def __post_init__(self) -> None:
        self.chosen = [[] for _ in self.eligible]
        self.shown = Shown(self.faces)

    def keep(self, section: int, candidate: Candidate) -> None:
        """One that stands from the beginning."""
        self._choose(section, candidate)

    def take(self, cell: Cell, quota: int) -> None:
        """So many of a cell, spread evenly over its pages; fewer when its items are taken or told elsewhere."""
        fresh = [c for c in cell.candidates if c.item not in self.before]
        stale = [c for c in cell.candidates if c.item in self.before]
        taken = self._take_evenly(cell.section, fresh, quota)
        self._take_evenly(cell.section, stale, quota - taken)

    def _take_evenly(self, section: int, candidates: Sequence[Candidate], quota: int) -> int:
        """Systematic sampling with a chance start; who cannot be taken is replaced by the next on the ring."""
        n, taken = len(candidates), 0
        wanted = min(quota, n)
        start = self.chance.random() * n
        for step in range(wanted):
            first = int(start + step * n / wanted)
            ring = (candidates[(first + further) % n] for further in range(n))
            found = next((c for c in ring if self._is_free(c) and self._is_good(c)), None)
            if found is None:
                break
            self._choose(section, found)
            taken += 1
        return taken

    def fill(self, section: int, count: int) -> None:
        """What the cells left open, from anywhere in the section.

        Where not all can be had, what yields first is the bound of dates and numbers, then that no item tells another;
        a form is never short. An item of the last attempt is asked again before any of these yields.
        """
        if len(self.chosen[section]) >= count:
            return
        open_ = list(self.eligible[section])
        self.chance.shuffle(open_)
        while len(self.chosen[section]) < count:
            weight = Counter(c.place for chosen in self.chosen for c in chosen)
            open_ = [c for c in open_ if self._is_free(c)]
            if not open_:
                return
            ranked = sorted(open_, key=lambda c: (c.item in self.before, weight[c.place]))
            untold = next((c for c in ranked if not self._is_told(c)), ranked[0])
            best = next((c for c in ranked if self._is_good(c)), untold)
            self._choose(section, best)

    def rearrange(self, counts: Sequence[int]) -> None:
        """Where a section is still short, items change sections until all are full."""
        if all(len(chosen) >= count for chosen, count in zip(self.chosen, counts, strict=True)):
            return
        start = [items_of(chosen) for chosen in self.chosen]
        placed = place(counts, [items_of(found) for found in self.eligible], start)
        self.chosen = [[self._card_of(item, section) for item in sorted(items)] for section, items in enumerate(placed)]
        now = [c for chosen in self.chosen for c in chosen]
        self.taken = {c.item for c in now}
        self.shown = Shown(self.faces, [c.key for c in now])  # what came in is asked now too: ask it no second time

    def cover(self, places: Sequence[Place]) -> None:
        """A section of the book that the shares left out takes the place of a card of the fullest one."""
        for missing in places:
            weight = Counter(c.place for chosen in self.chosen for c in chosen)
            if weight[missing]:
                continue
            for section, chosen in enumerate(self.chosen):
                asked = [c for c in self.eligible[section] if c.place == missing and self._is_free(c)]
                found = next((c for c in asked if c.item not in self.before and self._is_good(c)), None)
                fullest = max(chosen, key=lambda c: weight[c.place], default=None)
                if found is not None and fullest is not None and weight[fullest.place] > 1:
                    chosen.remove(fullest)
                    self._choose(section, found)
                    break

    def even_out(self, kept: Collection[str] = ()) -> None:
        """As many true statements as false ones, or one more: others of the same place of the book stand in."""
        while True:
            statements = [(n, c) for n, chosen in enumerate(self.chosen) for c in chosen if _truth(c)]
            true = sum(_truth(c) == TRUE for _, c in statements)
            surplus = 2 * true - len(statements)
            if abs(surplus) <= 1:
                return
            wanted = FALSE if surplus > 0 else TRUE
            over = [(n, c) for n, c in statements if _truth(c) != wanted and c.key not in kept]
            self.chance.shuffle(over)
            if not any(self._exchange(section, old, wanted) for section, old in over):
                return

    def balance(self, balance: Balance, kept: Collection[str] = ()) -> None:
        """Put easier or harder cards in place of some until students expect what the blueprint means.

        What comes in is as much a number and as true; of the same type and place of the book where that will do.
        """
        for way in _LIKENESSES:
            while max(map(abs, self._off(balance))) > balance.tolerance and self._ease(balance, kept, way):
                pass

    def unfairness(self, balance: Balance) -> float:
        """By how many tolerances the form is off for the student it serves worst; 0 within the tolerance."""
        off = max(map(abs, self._off(balance)))
        return off / balance.tolerance if off > balance.tolerance else 0.0

    def _off(self, balance: Balance) -> tuple[float, ...]:
        """By how many points the form is too easy, for each of the students."""
        chosen = [
            (balance.points[section], balance.shares[c.key]) for section, found in enumerate(self.chosen) for c in found
        ]
        return tuple(
            sum(points * shares[n] for points, shares in chosen) - wanted for n, wanted in enumerate(balance.target)
        )

    def _ease(self, balance: Balance, kept: Collection[str], alike: Likeness) -> bool:
        """The one exchange that brings the form nearest to the target; False where none brings it nearer."""
        ways = sorted(self._ways(balance, kept, alike), key=lambda way: (way[0], way[3].key))
        for _, section, old, new in ways:
            if not self._is_told(new):
                self._replace(section, old, new)
                return True
        return False

    def _ways(
        self, balance: Balance, kept: Collection[str], alike: Likeness
    ) -> Iterator[tuple[float, int, Candidate, Candidate]]:
        """How far off an exchange would leave the form; its section, what goes, what comes."""
        off = self._off(balance)
        most = max(map(abs, off)) * _NEARER
        weight = Counter(c.place for chosen in self.chosen for c in chosen)
        for section, chosen in enumerate(self.chosen):
            points = balance.points[section]
            for old in chosen:
                if old.key in kept or (not alike.place and weight[old.place] <= 1):
                    continue
                before = balance.shares[old.key]
                for new in self._in_place_of(balance.alike[section].get(_kind(old, alike), ()), old):
                    after = balance.shares[new.key]
                    left = max(abs(o + points * (a - b)) for o, a, b in zip(off, after, before, strict=True))
                    if left < most and new.deck == old.deck:
                        yield left, section, old, new

    def _in_place_of(self, alike: Iterable[Candidate], old: Candidate) -> Iterator[Candidate]:
        """Those that are free, and not stale unless the old one is."""
        return (c for c in alike if self._is_free(c) and (c.item not in self.before or old.item in self.before))

    def _exchange(self, section: int, old: Candidate, wanted: str) -> bool:
        """Put a statement of the wanted truth in place of another; False where there is none."""
        weight = Counter(c.place for chosen in self.chosen for c in chosen)
        others = [c for c in self.eligible[section] if _truth(c) == wanted and self._is_free(c)]
        self.chance.shuffle(others)
        others = [c for c in others if c.place == old.place or weight[old.place] > 1]
        others.sort(key=lambda c: (c.item in self.before, c.place != old.place, c.deck != old.deck))
        found = next((c for c in others if not self._is_told(c)), None)
        if found is not None:
            self._replace(section, old, found)
        return found is not None

    def is_sound(self) -> bool:
        """Whether no item asks or tells what another asks, and dates and numbers keep within their bound."""
        chosen = [c for found in self.chosen for c in found]
        shown = Shown(self.faces)
        for c in chosen:
            if shown.clashes(c.key):
                return False
            shown.add(c.key)
        return sum(asks_number(c.card) for c in chosen) <= self.most_numbers

    def _is_good(self, candidate: Candidate) -> bool:
        """Whether it asks and tells nothing that is asked, and is no date or number too many."""
        return not self._is_told(candidate) and not self._is_one_too_many(candidate)

    def _is_one_too_many(self, candidate: Candidate) -> bool:
        if not asks_number(candidate.card):
            return False
        return sum(asks_number(c.card) for chosen in self.chosen for c in chosen) >= self.most_numbers

    def _card_of(self, item: str, section: int) -> Candidate:
        kept = [c for c in self.chosen[section] if c.item == item]
        return kept[0] if kept else self.chance.choice([c for c in self.eligible[section] if c.item == item])

    def _choose(self, section: int, candidate: Candidate) -> None:
        self.chosen[section].append(candidate)
        self.taken.add(candidate.item)
        self.shown.add(candidate.key)

    def _replace(self, section: int, old: Candidate, new: Candidate) -> None:
        """Put one card in place of another, which no longer tells anything."""
        self.chosen[section].remove(old)
        self.shown = self.shown.without(old.key)
        self.told.clear()
        self._choose(section, new)

    def _is_free(self, candidate: Candidate) -> bool:
        return candidate.item not in self.taken

    def _is_told(self, candidate: Candidate) -> bool:
        if candidate.key not in self.told and self.shown.clashes(candidate.key):
            self.told.add(candidate.key)
        return candidate.key in self.told
