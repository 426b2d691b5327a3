"""From what was found to a deck: ids that stay, cards that are updated and never doubled, faults named."""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from rapidfuzz import fuzz, process

from kgquiz.cards.base import Card
from kgquiz.formats.base import OTHER_FIELDS, Format, Found, Left
from kgquiz.formats.ids import from_key, from_text, own_key
from kgquiz.formats.text import clean
from kgquiz.messages import N_, Message, message
from kgquiz.value import dataclass

_ALIKE = 80
"""The likeness in percent from which a reworded question is taken for the same one."""
_MOST_COMPARED = 4_000_000
"""Pairs of questions compared for likeness; where both sides are longer, only equal ones are found."""


@dataclass(frozen=True, slots=True)
class Assembled:
    """Cards with their ids, in the order of the source; those that cannot be asked; and which card each key became."""

    cards: tuple[Card, ...]
    left: tuple[Left, ...]
    ids: Mapping[str, str]
    gone: tuple[Card, ...] = ()
    """Cards of the former deck that the source does not have."""
    new: int = 0
    changed: int = 0


def assemble(found: Sequence[Found], kind: Format, former: Sequence[Card] = ()) -> Assembled:
    """Cards with ids. Those that the former deck has already keep their id, and the fields that the format lacks."""
    sound, left = _sorted_out(found)
    names = _names(sound)
    claimed = _claimed(sound, names, former)
    by_id = {card.id: card for card in former}
    cards: list[Card] = []
    for one, name in zip(sound, names, strict=True):
        before = by_id.get(claimed.get(name, name))
        cards.append(_settled(one.card, before.id if before else name, before, kind))
    ids = {one.key: card.id for one, card in zip(sound, cards, strict=True) if one.key}
    held = {card.id for card in cards}
    return Assembled(
        tuple(cards),
        tuple(left),
        ids,
        tuple(card for card in former if card.id not in held),
        sum(card.id not in by_id for card in cards),
        sum(card.id in by_id and card != by_id[card.id] for card in cards),
    )


def _sorted_out(found: Iterable[Found]) -> tuple[list[Found], list[Left]]:
    sound: list[Found] = []
    left: list[Left] = []
    seen: set[tuple[str, str]] = set()
    for one in found:
        card = scrubbed(one.card)
        why = next(_reasons(card), None)
        same = ("" if card.item and not card.id else one.key, repr(card))  # of one note in Anki: whatever its template
        if why is None and same in seen:
            why = message(N_("It stands here a second time."))
        if why is not None:
            left.append(Left(one.place, card.question() or "–", why))
            continue
        seen.add(same)
        sound.append(replace(one, card=card))
    return sound, left


def _reasons(card: Card) -> Iterator[Message]:
    """Why a card cannot be asked."""
    yield from _empty(card)
    yield from (fault.why for fault in card.faults())


def _empty(card: Card) -> Iterator[Message]:
    """A text that must be there and is blank, or a blank entry."""
    for field in dataclasses.fields(card):
        value = getattr(card, field.name)
        required = field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING
        blank = (required and value == "") and field.name != "id"
        parts = value.items() if isinstance(value, dict) else [(v,) for v in value] if isinstance(value, tuple) else []
        if blank or any(not text for part in parts for text in part):
            yield message(N_("'{key}' is empty."), key=field.name)


def scrubbed(card: Card) -> Card:
    """The card without what cannot be shown."""
    return replace(card, **{f.name: _scrubbed(getattr(card, f.name)) for f in dataclasses.fields(card)})


def _scrubbed(value: Any) -> Any:
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, tuple):
        return tuple(clean(text) for text in value)
    return {clean(key): clean(text) for key, text in value.items()} if isinstance(value, Mapping) else value


def _names(found: Sequence[Found]) -> list[str]:
    """An id for each, all different: from the source's own name where only one bears it."""
    keys = Counter(one.key for one in found)
    several = len({own_key(one.key)[0] for one in found}) > 1
    names = [_name(one, unique=bool(one.key) and keys[one.key] == 1, several=several) for one in found]
    taken: Counter[str] = Counter()
    result: list[str] = []
    for name in names:
        taken[name] += 1
        result.append(name if taken[name] == 1 else f"{name}-{taken[name]}")
    return result


def _name(one: Found, *, unique: bool, several: bool) -> str:
    """Of cards of several decks the deck stands before the id."""
    if not unique:
        return from_text(one.card.type, one.card.question(), "\n".join(one.card.solution()))
    deck, card = own_key(one.key)
    return (f"{deck}.{card}" if several else card) if card else from_key(one.key)


def _claimed(found: Sequence[Found], names: Sequence[str], former: Sequence[Card]) -> dict[str, str]:
    """Which card of the former deck each new name is, where it goes by another name there."""
    known = {card.id for card in former}
    new = [(name, one) for name, one in zip(names, found, strict=True) if name not in known]
    named = set(names)
    free = {card.id: card for card in former if card.id not in named}
    claimed: dict[str, str] = {}
    for tell in (_whole, _asked, _solved):
        places: dict[tuple[str, str], list[str]] = {}
        for card in free.values():
            places.setdefault(tell(card), []).append(card.id)
        for name, one in new:
            same = places.get(tell(one.card), [])
            if name not in claimed and len(same) == 1 and same[0] in free and not (one.key and tell is _solved):
                claimed[name] = same[0]
                del free[same[0]]
    open_ = [(name, one.card) for name, one in new if name not in claimed and not one.key]
    if len(open_) * len(free) <= _MOST_COMPARED:
        claimed |= _alike(open_, free)
    return claimed


def _whole(card: Card) -> tuple[str, str]:
    return card.type, "\n".join((card.question(), *card.solution()))


def _asked(card: Card) -> tuple[str, str]:
    return card.type, card.question()


def _solved(card: Card) -> tuple[str, str]:
    return card.type, "\n".join(card.solution())


def _alike(new: Sequence[tuple[str, Card]], free: dict[str, Card]) -> dict[str, str]:
    """Reworded questions, each with the former one that it is most like."""
    claimed: dict[str, str] = {}
    for name, card in new:
        texts = {id_: before.question() for id_, before in free.items() if before.type == card.type}
        best = process.extractOne(card.question(), texts, scorer=fuzz.ratio, score_cutoff=_ALIKE)
        if best is not None:
            claimed[name] = best[2]
            del free[best[2]]
    return claimed


def _settled(card: Card, name: str, before: Card | None, kind: Format) -> Card:
    """The card under its id, with what the source cannot tell of it and the former deck knows."""
    item = card.item or (before.item if before is not None and "item" not in kind.holds else name)
    known: dict[str, Any] = {}
    if before is not None and type(before) is type(card):
        known = {"language": before.language} | {
            f.name: getattr(before, f.name)
            for f in dataclasses.fields(card)
            if f.name in OTHER_FIELDS - kind.holds - {"item", "language"} and not getattr(card, f.name)
        }
        if before.type in {"typed", "cloze"} and "match" not in kind.holds:
            known["match"] = before.match  # type: ignore[attr-defined]  # the two types that have it
        if "last" in known:
            known["last"] = tuple(text for text in known["last"] if text in _options(card))
        if "when" in known:
            known["when"] = {item: when for item, when in known["when"].items() if item in card.items}  # type: ignore[attr-defined]
    return replace(card, id=name, item=item, **known)


def _options(card: Any) -> tuple[str, ...]:
    return (*(card.answers if card.type == "multi" else (card.answer,)), *card.wrong)
