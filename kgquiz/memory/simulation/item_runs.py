"""Students studying a book their way until the exam: the mark they reach, the one believed, how well it is known."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from random import Random

import numpy as np

from kgquiz.memory.planning.curves import Floats, Ints
from kgquiz.memory.planning.forecast import SHARED, UNFITTED, ForecastSection, forecast
from kgquiz.memory.simulation.item_beliefs import Belief
from kgquiz.memory.simulation.item_book import Book
from kgquiz.memory.simulation.item_policies import ItemMorning, Way
from kgquiz.memory.simulation.item_worlds import Student, Truth
from kgquiz.value import dataclass

EXAMS = 40
"""Exams drawn for each student, to see how often the interval holds."""
BINS = 10


@dataclass(frozen=True, slots=True)
class ItemOutcome:
    """Marks in percent, true and believed on the eve; share of exams within the 80 % interval; τ; minutes.

    `off` is the calibration error: by tenths of believed chances, how far they lie from the true ones, in points.
    """

    mark: float
    believed: float
    held: float
    off: float
    tau: float
    minutes: float


@dataclass(frozen=True, slots=True)
class ItemRun:
    """One student's days."""

    book: str
    minutes: float
    truth: Truth
    way: str
    seed: int
    outcome: ItemOutcome


def compared(  # noqa: PLR0913 - the axes of the comparison
    book: Book, truths: Sequence[Truth], ways: Sequence[Way], seeds: Sequence[int], *, days: int, minutes: float
) -> Iterator[ItemRun]:
    """Every student in every world by every way, student by student, so that what has run can be compared."""
    for seed in seeds:
        for truth in truths:
            for way in ways:
                yield ItemRun(book.name, minutes, truth, way.name, seed, studied(book, truth, way, seed, days, minutes))


def studied(  # noqa: PLR0913, PLR0917 - what a run consists of
    book: Book, truth: Truth, way: Way, seed: int, days: int, minutes: float
) -> ItemOutcome:
    """One student's days from the first morning to the exam."""
    student, belief, policy = (
        Student(book, truth, seed, days),
        Belief(book, way.tau, by_form=way.by_form),
        way.policy(book),
    )
    used = 0.0
    for day in range(days):
        order = first_of_each(policy(ItemMorning(day, days - day, 60 * minutes, book, belief)), book.item)
        answers = student.asked(day, order)
        # A card is begun only if it is expected to fit, so no day is overspent on average.
        over = np.flatnonzero(np.cumsum(answers.seconds) - answers.seconds + answers.likely > 60 * minutes)
        done = slice(0, over[0] if len(over) else len(order))
        used += float(answers.seconds[done].sum())
        student.learns(day, order[done], answers.recalled[done])
        belief.learns(day, order[done], answers.right[done])
    return _sat(book, student, belief, seed, days, used)


def first_of_each(order: Ints, item: Ints) -> Ints:
    """The first card of each item, in the order given."""
    return np.asarray(order[np.sort(np.unique(item[order], return_index=True)[1])])


def _sat(book: Book, student: Student, belief: Belief, seed: int, days: int, used: float) -> ItemOutcome:  # noqa: PLR0913, PLR0917 - as above
    true, believed = student.chances(days), belief.recalled(days)
    foretold = forecast(
        believed.tolist(),
        book.guess.tolist(),
        book.sections,
        Random(seed),
        uncertainty=math.hypot(UNFITTED, SHARED if belief.tau() else 0.0),
        mark=book.mark(believed),
    )
    marks = _exams(book.guess + (1 - book.guess) * true, book.sections, np.random.default_rng([seed, 17]))
    held = float(((marks >= foretold.low - 1e-9) & (marks <= foretold.high + 1e-9)).mean())
    return ItemOutcome(
        mark=book.mark(true),
        believed=book.mark(believed),
        held=held,
        off=_calibration_error(book, true, believed),
        tau=belief.tau(),
        minutes=used / 60,
    )


def _exams(chances: Floats, sections: Sequence[ForecastSection], chance: np.random.Generator) -> Floats:
    """Marks in percent of exams drawn from the sections and answered with these chances."""
    points, total = np.zeros(EXAMS), 0
    for section in sections:
        cards = np.array(section.cards)
        drawn = np.argsort(chance.random((EXAMS, len(cards))), axis=1)[:, : section.count]
        right = chance.random(drawn.shape) < chances[cards[drawn]]
        points += section.points * right.sum(axis=1)
        total += section.points * drawn.shape[1]
    return 100 * points / total


def _calibration_error(book: Book, true: Floats, believed: Floats) -> float:
    """Expected calibration error in points, over tenths of the believed chance, weighed as the exam weighs."""
    expected = book.guess + (1 - book.guess) * believed
    difference = (1 - book.guess) * (believed - true)
    place = np.minimum((expected * BINS).astype(np.int64), BINS - 1)
    return 100 * float(np.abs(np.bincount(place, difference * book.weight, BINS)).sum())
