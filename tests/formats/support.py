"""Files in and out, in memory and through the command."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from dataclasses import MISSING, fields, replace
from pathlib import Path
from typing import Any

import pytest

from kgquiz.cards.base import Card
from kgquiz.cards.choice import Choice
from kgquiz.cards.cloze import CUE, Cloze, rewritten
from kgquiz.cards.match import Match
from kgquiz.cards.multi import Multi
from kgquiz.cards.order import Order
from kgquiz.cards.outline import Outline
from kgquiz.cards.recall import Recall
from kgquiz.cards.registry import CARD_TYPES
from kgquiz.cards.truefalse import TrueFalse
from kgquiz.cards.typed import Typed
from kgquiz.formats.assemble import assemble
from kgquiz.formats.base import OTHER_FIELDS, Format, Given, Made, Taken, Wanted, Wishes
from kgquiz.formats.registry import GIFT, module_of
from kgquiz.knowledge.deck import parse_deck
from kgquiz.knowledge.deck_value import Deck
from tests.support import Person, Said, deck_of_file, shipped_deck

NINE_TEXT = "deck: nine\ntitle: Тогуз түр\ncards:\n" + "".join(kind.example for kind in CARD_TYPES)
NINE = parse_deck(NINE_TEXT.encode(), "nine.yaml")


def nine() -> Deck:
    """A deck with one card of each type, as the documentation has them."""
    assert NINE.deck is not None
    return NINE.deck


NASTY = r'\ # = ~ { } : * < > & " | [ ] // ]]> %50% $CATEGORY: x -> &amp; {1:SA:=x} [[1]] \n ::a:: ####'
"""Every sign that means something to a format."""
DECKS = [f"ch{number}" for number in range(1, 9)]
A_DECK = "ch3"
"""The one that stands for all in the quick profile."""
EACH_DECK = [pytest.param(name, marks=[] if name == A_DECK else [pytest.mark.slow]) for name in DECKS]


def nasty() -> Deck:
    """A card of each type in which every text has every sign; a cloze has no braces, and no arrow where pairs are."""
    text, line = NASTY, NASTY.replace("->", ">")
    blank = re.sub(r"[{}|]", "", line)
    cards: tuple[Card, ...] = (
        Choice(id="choice", item="choice", prompt=text, answer=text, wrong=("x", f"{text}!"), why=text, note=text),
        Multi(id="multi", item="multi", prompt=text, answers=(text, "y", "z"), wrong=("x", f"{text}!")),
        Typed(id="typed", item="typed", prompt=text, answer=line, accept=("x",), reject=("y",), note=text),
        TrueFalse(id="truefalse", item="truefalse", statement=text, answer="false", correction=text),
        Cloze(id="cloze", item="cloze", text=f"{blank} {{{{a{blank}|x}}}} {blank}", reject=("y",)),
        Cloze(id="blanks", item="blanks", text=f"{blank} {{{{a{blank}}}}}, {{{{b/c}}}}", reject=("y",)),
        Order(id="order", item="order", prompt=text, items=(line, f"{line}!", "эки сап")),
        Match(id="match", item="match", prompt=text, pairs={line: text, f"{line}!": "x"}),
        Outline(id="outline", item="outline", prompt=text, points=(text, "//", "бир")),
        Recall(id="recall", item="recall", term=text, meaning=f"{text}\n{text}", points=("x",), note=text),
    )
    return Deck(deck="nasty", title="t", cards=cards)


def written(kind: Format, card: Card) -> bool:
    """Whether a card is among what a format can hold."""
    several = isinstance(card, Cloze) and len(card.blanks) > 1
    return card.type in kind.types and not (kind is GIFT and several)


def shipped(name: str) -> Deck:
    """A deck that comes with the program."""
    return shipped_deck(name)


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
        {"text": rewritten(card.text, lambda blank: f"{{{{{blank.answer}{CUE if blank.cue else ''}{blank.cue}}}}}")}
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
    return deck_of_file(folder / "deck.yaml")


def with_question(deck: Deck, card: Card, text: str) -> Deck:
    """The deck with another wording of one card's question (the answer of a typed one: that is what a paste shows)."""
    name = {"recall": "term", "truefalse": "statement", "cloze": "text"}.get(card.type, "prompt")
    wording: dict[str, Any] = {name: text}
    changed = replace(card, **wording)
    return replace(deck, cards=tuple(changed if one is card else one for one in deck.cards))
