"""Plans of the whole book, and students who follow them: python -m tests.bench.plans. It reports; it is no test.

A table of what `kgquiz plan` promises of the shipped final, by days, minutes and days off; then, for some
of its cells, simulated students who study by the plan, solved anew each morning: promised and reached mark.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random

from kgquiz.actions.desk import Desk
from kgquiz.actions.plan.day import set_plan, situation
from kgquiz.actions.plan.setting import PlanSetting
from kgquiz.memory.blend import eased
from kgquiz.memory.model import Memory, Rating, Scheduler, recall
from kgquiz.memory.planning.curves import RIGHT_AT_FIRST_SIGHT
from kgquiz.memory.planning.planner import plan, promised_share
from kgquiz.memory.planning.values import PlanCard, PlanInput
from tests.support import ROOT, Person

DAYS, MINUTES = (14, 28, 56, 90), (10, 20, 30, 45)
DAYS_OFF: dict[str, tuple[int, ...]] = {"none": (), "Sundays": (6,), "weekends": (5, 6)}
FOLLOWED = ((14, 20, "none"), (14, 45, "none"), (28, 10, "Sundays"), (28, 30, "none"), (56, 20, "Sundays"))
OTHER_MINUTES = 4
"""What-ifs beside a plan."""


@dataclass(frozen=True, slots=True)
class Book:
    """The shipped final as a student without any past plans it."""

    given: PlanInput

    @classmethod
    def shipped(cls) -> Book:
        with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
            world = Person(Path(folder), ROOT / "decks").world
            setting = PlanSetting(world.today() + 14, 20, ("final",))
            with Desk(world) as desk:
                set_plan(desk, setting)
                return cls(situation(desk, setting).given)

    def in_days(self, days: int, minutes: int, off: tuple[int, ...]) -> PlanInput:
        """The first morning, a Monday, so many days before the exam."""
        seconds = [0.0 if day % 7 in off else 60.0 * minutes for day in range(days)]
        return replace(
            self.given, exam_day=self.given.today + days, seconds_today=seconds[0], seconds_ahead=tuple(seconds[1:])
        )

    def half_learnt(self, chance: Random) -> Book:
        """The same with every second card studied in the last weeks."""
        today = self.given.today
        memories = (
            Memory(chance.uniform(0.5, 40), chance.uniform(2, 9), today - chance.randrange(1, 30)) if n % 2 else None
            for n in range(len(self.given.cards))
        )
        cards = tuple(replace(card, memory=one) for card, one in zip(self.given.cards, memories, strict=True))
        return Book(replace(self.given, cards=cards))


@dataclass(frozen=True, slots=True)
class Row:
    """What came of one plan: the share of its minutes that was used, the mark in percent, seconds of the processor."""

    days: int
    off: str
    minutes: int
    used: float
    mark: float
    seconds: float

    def has_no_less_than(self, other: Row) -> bool:
        """Whether another has as many days and minutes, or fewer, and as many days off, or more."""
        names = list(DAYS_OFF)
        return (
            self.days >= other.days
            and self.minutes >= other.minutes
            and names.index(self.off) <= names.index(other.off)
        )


def verdict(rows: Sequence[Row]) -> Iterator[str]:
    """The least and the worst of the table, in words."""
    lost = [(other.mark - row.mark, row, other) for row in rows for other in rows if row.has_no_less_than(other)]
    worst, row, other = max(lost, key=lambda one: one[0])
    slowest = max(rows, key=lambda row: row.seconds)
    yield f"Least used: {min(row.used for row in rows):.1%}."
    yield (
        f"Most lost by having more time: {worst:.2f} points"
        f" ({row.days}/{row.off}/{row.minutes} beside {other.days}/{other.off}/{other.minutes})."
    )
    yield f"Slowest: {slowest.seconds:.2f} s ({slowest.days}/{slowest.off}/{slowest.minutes})."


def table(book: Book) -> Iterator[str]:
    """One line a plan, as Markdown, and what they come to; seconds are for the plan with its what-ifs."""
    rows: list[Row] = []
    yield f"{len(book.given.cards)} cards"
    yield ""
    yield "| days | off | minutes | used of there | mark | no plan above | seconds |"
    yield "| --- | --- | --- | --- | --- | --- | --- |"
    for days in DAYS:
        for name, off in DAYS_OFF.items():
            for minutes in MINUTES:
                given = book.in_days(days, minutes, off)
                start = time.process_time()
                found = plan(given)
                for other in range(OTHER_MINUTES):
                    promised_share(book.in_days(days, MINUTES[other], off))
                seconds = time.process_time() - start
                there = (given.seconds_today + sum(given.seconds_ahead)) / 60
                used = sum(day.seconds for day in found.days) / 60
                rows.append(Row(days, name, minutes, used / there, 100 * found.share_planned, seconds))
                yield (
                    f"| {days} | {name} | {minutes} | {used:.0f} / {there:.0f} ({used / there:.0%}) "
                    f"| {100 * found.share_planned:.1f} | {100 * (found.share_planned + found.missing):.1f} "
                    f"| {seconds:.2f} |"
                )
    yield ""
    yield from verdict(rows)


def followed(given: PlanInput, seed: int, *, easier: float = 1.0) -> tuple[float, float]:
    """Promised on the first morning and reached on exam day, in percent: a student who does what the plan says.

    `easier` is by how much recognising is easier for her, as a part of what the plan takes it to be.
    """
    chance, scheduler = Random(seed), Scheduler(given.weights)
    cards = {card.card: card for card in given.cards}
    seconds = (given.seconds_today, *given.seconds_ahead)
    promised, prices = 0.0, given.prices
    for day, there in enumerate(seconds):
        morning = replace(
            given,
            cards=tuple(cards.values()),
            today=given.today + day,
            seconds_today=there,
            seconds_ahead=seconds[day + 1 :],
            prices=prices,
        )
        found = plan(morning)
        prices = found.prices
        promised = promised or found.share_planned
        left = there
        for task in found.ranked:
            # The card that reaches over the end is begun so often that no time is lost or won on average.
            if task.seconds > left and chance.random() * task.seconds > left:
                break
            card = cards[task.card]
            cards[task.card], spent = _studied(card, given, given.today + day, scheduler, chance, easier)
            left = max(0.0, left - spent)
    known = [_known(card, given, easier) for card in cards.values()]
    weights = [card.importance for card in cards.values()]
    reached = sum(w * k for w, k in zip(weights, known, strict=True)) / sum(weights)
    return 100 * promised, 100 * reached


def _studied(  # noqa: PLR0913, PLR0917 - what an answer hangs on
    card: PlanCard, given: PlanInput, today: int, scheduler: Scheduler, chance: Random, easier: float
) -> tuple[PlanCard, float]:
    """The card after a day's study, repeated until right, and the seconds it took.

    No card helps another.
    """
    memory, costs = card.memory, given.costs.of(card.type)
    known = None if memory is None else recall(today - memory.last_day, memory.stability, given.weights)
    right = chance.random() < (RIGHT_AT_FIRST_SIGHT if known is None else eased(known, easier * card.ease))
    after = scheduler.after(memory, Rating.GOOD if right else Rating.AGAIN, today)
    if not right:
        after = scheduler.after(after, Rating.GOOD, today)
    return replace(card, memory=after), costs.new if memory is None else costs.right if right else costs.wrong


def _known(card: PlanCard, given: PlanInput, easier: float) -> float:
    memory = card.memory
    recalled = 0.0 if memory is None else recall(given.exam_day - memory.last_day, memory.stability, given.weights)
    return card.guess + (1 - card.guess) * eased(recalled, easier * card.ease)


def students(book: Book, seeds: int) -> Iterator[str]:
    """One line a student, as Markdown."""
    yield "| days | off | minutes | start | promised | reached | reached if recognising were not easier |"
    yield "| --- | --- | --- | --- | --- | --- | --- |"
    starts = {"nothing learnt": book, "half learnt": book.half_learnt(Random(5))}
    for days, minutes, name in FOLLOWED:
        for start, learnt in starts.items():
            for seed in range(seeds):
                given = learnt.in_days(days, minutes, DAYS_OFF[name])
                promised, reached = followed(given, seed)
                plain = followed(given, seed, easier=0.0)[1]
                yield f"| {days} | {name} | {minutes} | {start} | {promised:.1f} | {reached:.1f} | {plain:.1f} |"


def main() -> None:
    """Print both tables."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.plans", description=__doc__)
    parser.add_argument("--students", type=int, default=1, help="simulated students a cell (default 1; 0 for none)")
    parser.add_argument("--no-table", action="store_true", help="only the students")
    options = parser.parse_args()
    book = Book.shipped()
    for line in () if options.no_table else table(book):
        print(line, flush=True)
    for line in students(book, options.students) if options.students else ():
        print(line, flush=True)


if __name__ == "__main__":
    main()
