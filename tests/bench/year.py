"""A year of a simulated student, lived through the real sittings: python -m tests.bench.year HOME [DAYS].

Her memory follows weights of her own (kgquiz.memory.simulation), her answers are those of the cards: right ones also on
a Russian keyboard, wrong ones what she takes for them. At the end it is today, so that every command can be looked at.
"""

from __future__ import annotations

import sys
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

from kgquiz.actions.desk import Desk
from kgquiz.actions.search.notes import star, write_note
from kgquiz.actions.study.queue import StudyOptions
from kgquiz.actions.study.sitting import Asked, StudySitting, start_study
from kgquiz.actions.world import World
from kgquiz.cards.base import Card
from kgquiz.cards.choice import Choice
from kgquiz.cards.cloze import Cloze
from kgquiz.cards.match import Match, paired
from kgquiz.cards.order import Order
from kgquiz.cards.truefalse import TrueFalse
from kgquiz.cards.typed import Typed
from kgquiz.errors import NothingToDo
from kgquiz.memory.model import Memory, Rating, Scheduler, recall
from kgquiz.memory.simulation.students import perturbed
from tests.bench.runs import ROOT

YEAR = 365
AT_FIRST_SIGHT = 0.35
"""The chance of knowing what was never asked."""
RUSSIAN_KEYBOARD = str.maketrans("өүңӨҮҢ", "оунОУН")
_WEEKEND = 5
_MORNING, _EVENING, _BREAK = 8, 19, 28
"""Hours of study; days of a pause in the middle of the year."""


@dataclass
class Student:
    """Someone with a memory of her own and a clock that is moved."""

    home: Path
    shipped: Path = ROOT / "decks"
    seed: int = 18
    now: datetime = field(default_factory=lambda: datetime.now(UTC).astimezone())
    memories: dict[str, Memory] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.chance = Random(self.seed)
        self.truth = Scheduler(weights=perturbed(self.seed))
        self.world = World(self.home, self.shipped, self._tick, self._ticks, Random(self.seed))

    def _tick(self) -> datetime:
        self.now += timedelta(milliseconds=2)
        return self.now

    def _ticks(self) -> float:
        return self.now.timestamp()

    def lives(self, days: int) -> int:
        """Study on most of so many days up to today; the number of answers."""
        today, answers = datetime.now(UTC).astimezone(), 0
        pause = range(days // 2, days // 2 - min(_BREAK, days // 6), -1)
        for ago in range(days, -1, -1):
            day = today - timedelta(days=ago)
            if ago in pause or self.chance.random() < (0.35 if day.weekday() >= _WEEKEND else 0.12):
                continue
            hour = _MORNING if self.chance.random() < 1 / 3 else _EVENING
            start = day.replace(hour=hour, minute=self.chance.randrange(60))
            if start >= today:
                break
            self.now = start
            answers += self._studies(StudyOptions(limit=self.chance.randrange(20, 60)))
        self.now = max(self.now, today)
        return answers

    def _studies(self, options: StudyOptions) -> int:
        with Desk(self.world) as desk:
            try:
                sitting = start_study(desk, options)
            except NothingToDo:
                return 0
            answers = 0
            while (asked := sitting.current()) is not None:
                self._answers(sitting, asked)
                answers += 1
            return answers

    def _answers(self, sitting: StudySitting, asked: Asked) -> None:
        key, today = asked.entry.card, self.world.today()
        memory = self.memories.get(key)
        known = (
            AT_FIRST_SIGHT if memory is None else recall(today - memory.last_day, memory.stability, self.truth.weights)
        )
        is_right = self.chance.random() < known
        spent = self.chance.lognormvariate(2.2, 0.5) * (1 if is_right else 1.8)
        self.now += timedelta(seconds=spent)
        given = right_answer(asked.card, self.chance) if is_right else wrong_answer(asked, sitting, self.chance)
        marked = sitting.mark(asked, given, spent)
        rating = Rating.GOOD if is_right else Rating.AGAIN
        if marked.rating is None:
            marked = sitting.rate(marked, rating)
        elif (
            not is_right
            and marked.rating is Rating.AGAIN
            and isinstance(asked.card, Typed)
            and self.chance.random() < 0.03
        ):
            sitting.overrule(marked, right=True)
        self.memories[key] = self.truth.after(memory, rating, today)
        if self.chance.random() < 0.002:
            star(sitting.desk, key, starred=True)
        if not is_right and self.chance.random() < 0.004:
            write_note(sitting.desk, key, "Муну чаташтырам: дагы бир карап чыгуу керек")


def right_answer(card: Card, chance: Random) -> tuple[str, ...]:
    """What is right, now and then without the letters that a Russian keyboard lacks."""
    match card:
        case Choice() | TrueFalse():
            return (card.answer,)
        case Typed():
            return (_typed(card.answer, chance),)
        case Cloze():
            return tuple(_typed(blank.answer, chance) for blank in card.blanks)
        case Match():
            return tuple(paired(left, right) for left, right in card.pairs.items())
        case _:
            return next(tuple(getattr(card, name)) for name in ("answers", "items", "points") if hasattr(card, name))


def _typed(text: str, chance: Random) -> str:
    return text.translate(RUSSIAN_KEYBOARD).lower() if chance.random() < 0.3 else text


def wrong_answer(asked: Asked, sitting: StudySitting, chance: Random) -> tuple[str, ...]:
    """What she takes for it: for one card mostly the same, another term of the deck."""
    card = asked.card
    own = Random(card.id)
    match card:
        case Choice():
            return (own.choice(card.wrong) if chance.random() < 0.7 else chance.choice(card.wrong),)
        case TrueFalse():
            return ("false" if card.answer == "true" else "true",)
        case Typed() | Cloze():
            return _another_term(asked, sitting, own if chance.random() < 0.6 else chance)
        case Order():
            return tuple(chance.sample(card.items, len(card.items)))
        case _:
            right = right_answer(card, chance)
            return right[: len(right) // 3]


def _another_term(asked: Asked, sitting: StudySitting, chance: Random) -> tuple[str, ...]:
    if chance.random() < 0.3:
        return ("",)
    decks = [deck.id for deck in sitting.decks if deck.slug == asked.entry.deck]
    terms = sorted(
        {one.answer for one in _cards(sitting, decks) if isinstance(one, Typed)} - {asked.card.solution()[0]}
    )
    return (chance.choice(terms),)


_HELD: dict[tuple[int, ...], tuple[Card, ...]] = {}


def _cards(sitting: StudySitting, decks: list[int]) -> tuple[Card, ...]:
    key = tuple(decks)
    if key not in _HELD:
        _HELD[key] = tuple(sitting.desk.store.decks.cards(decks).values())
    return _HELD[key]


if __name__ == "__main__":
    started = time.perf_counter()
    count = Student(Path(sys.argv[1])).lives(int(sys.argv[2]) if len(sys.argv) > 2 else YEAR)
    print(f"{count} answers in {time.perf_counter() - started:.0f} s")
