"""Pools and blueprints for the tests of exams."""

from __future__ import annotations

from kgquiz.cards.base import Card
from kgquiz.cards.choice import Choice
from kgquiz.cards.outline import Outline
from kgquiz.cards.typed import Typed
from kgquiz.exam.blueprint import Blueprint, PaperSection, parse_blueprint
from kgquiz.exam.form import FormItem
from kgquiz.exam.pool import Candidate
from kgquiz.key import CardKey, card_key

PLAN = """\
exam: mid-term
title: Mid-term
minutes: 30
pass_mark: 60
sections:
- {title: Choose, decks: [d1], types: [choice], count: 6, points: 1}
- {title: Type, decks: [d1], types: [typed], count: 4, points: 2}
- {title: Open, decks: [d1], types: [outline], count: 2, points: 3}
"""


def plan(text: str = PLAN) -> Blueprint:
    read = parse_blueprint(text.encode(), "mid.exam.yaml")
    assert read.blueprint is not None, read.problems
    return read.blueprint


def candidate(card: Card, deck: str = "d1", chapter: int = 1) -> Candidate:
    return Candidate(card_key(deck, card.id), f"{deck}/{card.item}", deck, chapter, card)


def word(number: int) -> str:
    """A word of letters alone, no beginning of another."""
    return "".join("абвгдежзик"[int(digit)] for digit in f"{number:04d}") + "ом"


def pool(items: int = 60, deck: str = "d1", sections: int = 3) -> list[Candidate]:
    """Each item has a choice and a typed card; every fourth an outline instead. Sections by thirds of the pages."""
    cards: list[Card] = []
    for n in range(items):
        head = {"item": f"i{n}", "page": 10 + n // 2, "section": f"s{n * sections // items}"}
        if n % 4 == 3:
            cards.append(Outline(id=f"i{n}.outline", prompt=f"Open {n}?", points=("one", "two"), **head))  # type: ignore[arg-type]  # keyed by name
            continue
        wrong = (word(n + 1000), word(n + 2000))
        cards.append(Choice(id=f"i{n}.choice", prompt=f"Which {n}?", answer=word(n), wrong=wrong, **head))  # type: ignore[arg-type]  # keyed by name
        cards.append(Typed(id=f"i{n}.typed", prompt=f"What {n}?", answer=word(n), **head))  # type: ignore[arg-type]  # keyed by name
    return [candidate(card, deck) for card in cards]


def form_of(*cards: Card, points: float = 1.0) -> tuple[FormItem, ...]:
    """A form of just these cards, all in the first section."""
    return tuple(FormItem(CardKey(f"d1/{c.id}"), f"d1/{c.item}", "d1", 1, c, 0, points, 1) for c in cards)


def blueprint(*, penalty: bool = False, certainty: bool = False, pass_mark: float = 60.0) -> Blueprint:
    """A plan whose rules matter and whose sections do not."""
    return Blueprint(
        exam="e",
        title="E",
        minutes=30,
        sections=(PaperSection(decks=("d1",), count=1, title="All"),),
        penalty=penalty,
        certainty=certainty,
        pass_mark=pass_mark,
    )
