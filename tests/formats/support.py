"""Files in and out, in memory and through the command."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from dataclasses import MISSING, fields, replace
from pathlib import Path
from typing import Any

from kgquiz.cards.base import Card
from kgquiz.cards.cloze import Cloze
from kgquiz.cards.registry import CARD_TYPES
from kgquiz.formats.assemble import assemble
from kgquiz.formats.base import OTHER_FIELDS, Format, Given, Made, Taken, Wanted, Wishes
from kgquiz.formats.registry import module_of
from kgquiz.knowledge.deck import parse_deck
from kgquiz.knowledge.deck_value import Deck
from tests.support import ROOT, Person, Said

NINE = parse_deck(
    ("deck: nine\ntitle: Тогуз түр\ncards:\n" + "".join(kind.example for kind in CARD_TYPES)).encode(), "nine.yaml"
)


def nine() -> Deck:
    """A deck with one card of each type, as the documentation has them."""
    assert NINE.deck is not None
    return NINE.deck


def shipped(name: str) -> Deck:
    """A deck that comes with the program."""
    file = ROOT / "decks" / f"{name}.yaml"
    deck = parse_deck(file.read_bytes(), file.name).deck
    assert deck is not None
    return deck


def given(data: bytes | str, file: str = "file.txt", **wishes: str) -> Given:
    """A file in memory."""
    held = data.encode() if isinstance(data, str) else data
    return Given(file, io.BytesIO(held), len(held), Wishes(**wishes))


def read(kind: Format, data: bytes | str, file: str = "file.txt", **wishes: str) -> Taken:
    """What a format's reader makes of a file."""
    return module_of(kind).read(given(data, file, **wishes))


def made(kind: Format, *decks: Deck, **more: Any) -> Made:
    """Decks in a format."""
    return module_of(kind).write(Wanted(decks, decks[0].title, **more))


def round_trip(kind: Format, deck: Deck) -> tuple[Card, ...]:
    """What comes back of a deck."""
    taken = read(kind, made(kind, deck).data)
    assert taken.left == ()
    done = assemble(taken.found, kind)
    assert done.left == ()
    return done.cards


def promised(kind: Format, cards: Sequence[Card]) -> list[Card]:
    """What the registry promises to come back of cards whose types stay: without the fields that are not held."""
    kept = [card for card in cards if kind.types.get(card.type) == card.type]
    return [replace(card, **_emptied(card, kind)) for card in kept]


def _emptied(card: Card, kind: Format) -> dict[str, Any]:
    text = (
        {"text": re.sub(r"\|[^{}]*\}\}", "}}", card.text)}
        if isinstance(card, Cloze) and "accept" not in kind.holds
        else {}
    )
    return text | {
        f.name: card.id if f.name == "item" else f.default if f.default_factory is MISSING else f.default_factory()
        for f in fields(card)
        if f.name in OTHER_FIELDS - kind.holds
    }


def takes_in(person: Person, folder: Path, name: str, data: bytes | str, *options: str) -> Said:
    """Write a file and import it into deck.yaml beside it."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_bytes(data.encode() if isinstance(data, str) else data)
    return person.types("import", str(folder / name), "-o", str(folder / "deck.yaml"), *options)


def deck_in(folder: Path) -> Deck:
    """The deck that an import wrote, read as any deck is."""
    file = folder / "deck.yaml"
    deck = parse_deck(file.read_bytes(), "deck.yaml").deck
    assert deck is not None
    return deck


def with_question(deck: Deck, card: Card, text: str) -> Deck:
    """The deck with another wording of one card's question (the answer of a typed one: that is what a paste shows)."""
    name = {"recall": "term", "truefalse": "statement", "cloze": "text"}.get(card.type, "prompt")
    wording: dict[str, Any] = {name: text}
    changed = replace(card, **wording)
    return replace(deck, cards=tuple(changed if one is card else one for one in deck.cards))
