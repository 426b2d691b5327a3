"""Which cards a sitting asks, and in which order: due first, then new, siblings apart, topics mixed."""

from __future__ import annotations

from collections import Counter, defaultdict, deque
from collections.abc import Iterable, Sequence

from kgquiz.key import CardKey
from kgquiz.value import dataclass


@dataclass(frozen=True, slots=True)
class Listed:
    """A card in a list: what every list of cards to come says of it. Items are named as cards are: `ch6/lease`."""

    card: CardKey
    item: str
    deck: str
    type: str


@dataclass(frozen=True, slots=True)
class Entry(Listed):
    """A card as the queue sees it; `urgency` sorts the due ones (smaller is sooner)."""

    is_new: bool = False
    urgency: float = 0.0


@dataclass(frozen=True, slots=True)
class Breadth:
    """How many items and cards there are, and how many of them were asked."""

    items: int
    cards: int
    items_met: int
    cards_met: int


def study_queue(due: Iterable[Entry], new: Iterable[Entry], seen_today: Iterable[str] = ()) -> tuple[Entry, ...]:
    """One card of an item at most; items in `seen_today` have had theirs.

    Due cards stand before new ones. Within each, chapters and types take turns: similar things interleaved are told
    apart better (Rohrer 2012).
    """
    seen = set(seen_today)
    first = one_per_item(sorted(due, key=lambda entry: entry.urgency), seen)
    seen.update(entry.item for entry in first)
    return (*interleaved(first), *interleaved(one_per_item(new, seen)))


def one_per_item(entries: Iterable[Entry], seen: Iterable[str] = ()) -> list[Entry]:
    """The first card of each item that is not among the seen ones, in the order given."""
    taken, kept = set(seen), []
    for entry in entries:
        if entry.item not in taken:
            taken.add(entry.item)
            kept.append(entry)
    return kept


def interleaved(entries: Sequence[Entry]) -> list[Entry]:
    """The same entries, decks and types taking turns; within one deck and type the order stays."""
    lanes: dict[tuple[str, str], deque[Entry]] = defaultdict(deque)
    for entry in entries:
        lanes[entry.deck, entry.type].append(entry)
    mixed: list[Entry] = []
    waiting = _turns(lanes)
    while waiting:
        mixed += [lanes[lane].popleft() for lane in waiting]
        waiting = [lane for lane in waiting if lanes[lane]]
    return mixed


def against_each_other(entries: Iterable[Entry], pairs: Iterable[tuple[str, str]]) -> list[Entry]:
    """The same entries; those of two items that are taken for each other stand together, the first pairs first."""
    by_item: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        by_item[entry.item].append(entry)
    in_order = dict.fromkeys(item for pair in pairs for item in pair if item in by_item)
    return [entry for item in dict.fromkeys((*in_order, *by_item)) for entry in by_item[item]]


def varied(cards: Iterable[Entry]) -> list[Entry]:
    """One card of each item, in the order of the items: of its cards the one whose type was taken least so far.

    A card's place in its item decides between types that were taken as often.
    """
    items: dict[str, list[Entry]] = {}
    for card in cards:
        items.setdefault(card.item, []).append(card)
    taken: Counter[str] = Counter()
    chosen = []
    for siblings in items.values():
        one = min(siblings, key=lambda card: taken[card.type])
        taken[one.type] += 1
        chosen.append(one)
    return chosen


def _turns(lanes: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """Lanes so that neighbours differ in deck and, where possible, in type: a diagonal walk."""
    decks = list(dict.fromkeys(deck for deck, _ in lanes))
    types = list(dict.fromkeys(kind for _, kind in lanes))
    return sorted(
        lanes,
        key=lambda lane: (
            (types.index(lane[1]) - decks.index(lane[0])) % max(len(types), 1),
            decks.index(lane[0]),
        ),
    )
