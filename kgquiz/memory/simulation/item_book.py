"""What a simulated student learns: items in several forms, and the exam that asks them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from kgquiz.memory.planning.costs import Seconds
from kgquiz.memory.planning.curves import Flags, Floats, Ints
from kgquiz.memory.planning.forecast import ForecastSection
from kgquiz.value import dataclass

RECOGNISED = frozenset({"choice", "truefalse"})
"""Forms in which the answer is seen and only to be told from others."""
EASIER = 1.0
"""Logits by which recognising is easier than producing, in truth."""


@dataclass(frozen=True, slots=True, eq=False)
class Book:
    """Cards as columns, those of one item side by side, and the exam's sections over their places."""

    name: str
    item: Ints  # numbered from 0
    types: tuple[str, ...]
    guess: Floats
    weight: Floats  # share of the mark, of sum 1
    new: Floats  # seconds, as in Seconds
    right: Floats
    wrong: Floats
    sections: tuple[ForecastSection, ...]

    def __len__(self) -> int:
        return len(self.item)

    @property
    def items(self) -> int:
        """How many items there are."""
        return int(self.item.max(initial=-1)) + 1

    @property
    def recognised(self) -> Flags:
        """Which cards show the answer among others."""
        return np.array([name in RECOGNISED for name in self.types], dtype=bool)

    def mark(self, recalled: Floats) -> float:
        """The mark in percent that these recalls are worth, guessing included."""
        return 100 * float(self.weight @ (self.guess + (1 - self.guess) * recalled))


@dataclass(frozen=True, slots=True)
class BookCard:
    """One card: its item's name, its type, what guessing scores, its weight in the exam."""

    item: str
    type: str
    guess: float
    weight: float


def book_of(
    name: str, cards: Sequence[BookCard], costs: Mapping[str, Seconds], sections: Sequence[ForecastSection]
) -> Book:
    """A book of these cards; sections name them by place."""
    numbers = {item: number for number, item in enumerate(dict.fromkeys(card.item for card in cards))}
    seconds = [costs.get(card.type, Seconds()) for card in cards]
    weight = np.array([card.weight for card in cards])
    return Book(
        name=name,
        item=np.array([numbers[card.item] for card in cards], dtype=np.int64),
        types=tuple(card.type for card in cards),
        guess=np.array([card.guess for card in cards]),
        weight=weight / weight.sum(),
        new=np.array([one.new for one in seconds]),
        right=np.array([one.right for one in seconds]),
        wrong=np.array([one.wrong for one in seconds]),
        sections=tuple(sections),
    )


FACT_FORMS = (("choice", 0.25, 11), ("cloze", 0.0, 17), ("truefalse", 0.5, 12))
"""Type, guess, and questions in an exam of forty: about as the book's final asks its facts."""


def facts(count: int, costs: Mapping[str, Seconds]) -> Book:
    """So many facts, each in three forms, and an exam of forty questions."""
    cards = [
        BookCard(f"{number}", name, guess, questions / count)
        for number in range(count)
        for name, guess, questions in FACT_FORMS
    ]
    places = range(len(cards))
    sections = [
        ForecastSection(min(questions, count), 1, tuple(places[form :: len(FACT_FORMS)]))
        for form, (_, _, questions) in enumerate(FACT_FORMS)
    ]
    return book_of(f"{count} facts", cards, costs, sections)
