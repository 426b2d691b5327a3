"""simulate --book: students of items in worlds where the forms of an item help each other, or do not."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kgquiz.actions.desk import Desk
from kgquiz.actions.exam.papers import FINAL, ExamOptions, ready_exam
from kgquiz.actions.plan.day import usual_seconds
from kgquiz.errors import NotFound, UsageProblem
from kgquiz.exam.pool import eligible
from kgquiz.exam.weighing import importance, whole_points
from kgquiz.memory.planning.forecast import ForecastSection
from kgquiz.memory.simulation.item_book import Book, BookCard, book_of, facts
from kgquiz.memory.simulation.item_policies import FITTED, WAYS, Way
from kgquiz.memory.simulation.item_runs import ItemRun, compared
from kgquiz.memory.simulation.item_worlds import Helping, Truth
from kgquiz.messages import N_
from kgquiz.value import dataclass

STUDENTS = 4
TRUTHS = ("trace:0", "trace:0.3", "trace:0.6", "trace:0.9", "echo:0.6", "asym:0.3")
"""How siblings help each other where nobody says."""


@dataclass(frozen=True, slots=True)
class ItemSimulation:
    """What is to be run."""

    book: Book
    days: int
    minutes: int
    truths: tuple[Truth, ...]
    ways: tuple[Way, ...]
    students: int

    @property
    def runs(self) -> int:
        """How many runs there are in all."""
        return len(self.truths) * len(self.ways) * self.students


def prepared_items(
    desk: Desk, workload: str, truths: Sequence[str], policies: Sequence[str], students: int | None
) -> ItemSimulation:
    """What was asked for: a book as `facts/days/minutes` or `final/days/minutes`, truths as `trace:0.6`."""
    found = re.fullmatch(r"(final|\d{1,4})/(\d{1,3})/(\d{1,3})", workload)
    if not found or "0" in found.groups():
        raise UsageProblem(
            N_("'{text}' is no book. Write facts/days/minutes or final/days/minutes, such as 767/30/20."), text=workload
        )
    name, days, minutes = found.groups()
    names = [way.name for way in WAYS]
    ways = tuple(
        way
        for way in WAYS
        if not policies or way.name == FITTED or any(part.casefold() in way.name.casefold() for part in policies)
    )
    if policies and not any(part.casefold() in name.casefold() for part in policies for name in names):
        raise NotFound(N_("No policy has such a name. There are: {known}."), known="; ".join(names))
    book = final_book(desk) if name == FINAL else facts(int(name), usual_seconds())
    return ItemSimulation(
        book, int(days), int(minutes), tuple(map(_truth, truths or TRUTHS)), ways, students or STUDENTS
    )


def _truth(text: str) -> Truth:
    found = re.fullmatch(r"(trace|echo|asym):(0(?:[.,]\d{1,3})?|1)", text)
    if not found:
        raise UsageProblem(
            N_("'{text}' is no world. Write trace, echo or asym and a share from 0 to 1, such as trace:0.6."), text=text
        )
    return Truth(Helping(found[1]), float(found[2].replace(",", ".")))


def item_runs(simulation: ItemSimulation) -> Iterator[ItemRun]:
    """The runs, one by one: every student in every world by every way before the next student."""
    yield from compared(
        simulation.book,
        simulation.truths,
        simulation.ways,
        range(simulation.students),
        days=simulation.days,
        minutes=simulation.minutes,
    )


def final_book(desk: Desk) -> Book:
    """The shipped final as simulated students learn it: its cards, what they weigh, its sections."""
    exam = ready_exam(desk, ExamOptions((FINAL,)))
    weights = importance(exam.blueprint, exam.candidates)
    asked = [candidate for candidate in exam.candidates if candidate.key in weights]
    places = {candidate.key: place for place, candidate in enumerate(asked)}
    cards = [BookCard(c.item, c.card.type, c.card.chance_of_guessing(), weights[c.key]) for c in asked]
    sections = [
        ForecastSection(section.count, points, tuple(places[c.key] for c in eligible(section, exam.candidates)))
        for section, points in zip(exam.blueprint.sections, whole_points(exam.blueprint), strict=True)
    ]
    return book_of(FINAL, cards, usual_seconds(), sections)
