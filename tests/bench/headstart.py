"""What a placement saves those who know half the book: python -m tests.bench.headstart. It reports; it is no test.

Students know nine in ten items of every second section of a chapter before they begin, and one in ten of the others;
of two students one knows the odd ones.
One plans as if all were new; the other sits `kgquiz place` first, its answers and minutes counted, and its mistakes.
Both follow the plan of each morning with blended memory; reached marks by minutes a day, then minutes to the same mark.
"""

from __future__ import annotations

import argparse
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from random import Random

import numpy as np

from kgquiz.actions.desk import Desk
from kgquiz.actions.plan.day import set_plan, situation
from kgquiz.actions.plan.setting import PlanSetting
from kgquiz.actions.study.place import ASKED, UNASKED, WHOLE
from kgquiz.memory.blend import Form, Sighting, confirmed, eased, perhaps_known, replayed, supposing_known
from kgquiz.memory.model import Memory, Rating, Scheduler, recall
from kgquiz.memory.placement import SLIP, SUPPOSED, Placement, Probe
from kgquiz.memory.planning.curves import RIGHT_AT_FIRST_SIGHT
from kgquiz.memory.planning.planner import plan
from kgquiz.memory.planning.values import PlanCard, PlanInput
from tests.support import ROOT, Person

DAYS, MINUTES = 14, (2, 3, 4, 6, 8, 12, 16)
HELD_FOR = 30.0
"""Days: the stability of what a student knows beforehand, last met three days ago."""
READING = 6.0
"""Seconds to read what would have been right; a placement asks nothing twice."""
SHARED = 0.6**0.5
"""The chance that a card draws on its item's trace: two of them share it in six cases of ten."""


@dataclass(frozen=True, slots=True)
class Exam:
    """The first morning, without any past, and the section of every item."""

    given: PlanInput
    section: dict[str, str]
    ahead_from: float = SUPPOSED
    """The chance of being known from which the plan reckons with it."""
    likely: float = 0.9
    """The share that is known of every second section; of the others, what is missing to all."""

    @classmethod
    def shipped(cls, names: tuple[str, ...], ahead_from: float = SUPPOSED, likely: float = 0.9) -> Exam:
        with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
            world = Person(Path(folder), ROOT / "decks").world
            setting = PlanSetting(world.today() + DAYS, 20, names)
            with Desk(world) as desk:
                set_plan(desk, setting)
                now = situation(desk, setting)
                section = {one.item: f"{one.deck}/{one.card.section}" for one in now.candidates.values()}
                return cls(now.given, section, ahead_from, likely)


@dataclass
class Student:
    """What is true of her, and what her log says."""

    exam: Exam
    seed: int
    own: dict[str, Memory | None] = field(default_factory=dict)
    shared: dict[str, Memory | None] = field(default_factory=dict)
    ahead: dict[str, float] = field(default_factory=dict)
    """Items that a placement supposes known, and the chance that they are."""

    def __post_init__(self) -> None:
        given, self.chance = self.exam.given, Random(self.seed)
        sections = {name: place for place, name in enumerate(dict.fromkeys(self.exam.section.values()))}
        by_item: defaultdict[str, list[PlanCard]] = defaultdict(list)
        for card in given.cards:
            by_item[card.item].append(card)
        self.by_item, self.scheduler = dict(by_item), Scheduler(given.weights)
        share = {
            item: self.exam.likely if (sections[self.exam.section[item]] + self.seed) % 2 else 1 - self.exam.likely
            for item in by_item
        }
        self.known = {item for item in by_item if self.chance.random() < share[item]}
        self.trace = {c.card: c.item if self.chance.random() < SHARED else c.card for c in given.cards}
        held = Memory(HELD_FOR, 5.0, given.today - 3)
        self.truth: dict[str, Memory] = {self.trace[c.card]: held for c in given.cards if c.item in self.known}
        self.answered: set[str] = set()
        self.given: defaultdict[str, list[Sighting]] = defaultdict(list)
        self.supposed: dict[str, Memory | None] = {}
        self.turn = 0

    def placed(self) -> float:
        """Sit the placement, give the head starts; the seconds it took."""
        given, today = self.exam.given, self.exam.given.today
        best = {
            item: min(able, key=lambda card: ASKED.index(card.type))
            for item, cards in self.by_item.items()
            if (able := [card for card in cards if card.type in ASKED])
        }
        probes = [Probe(card.card, item, self.exam.section[item], card.guess) for item, card in best.items()]
        placement, spent = Placement(Counter(probe.section for probe in probes)), 0.0
        while (probe := placement.next(probes)) is not None:
            card = best[probe.item]
            knows = probe.item in self.known
            right = self.chance.random() < (1 - SLIP if knows else card.guess)
            placement = placement.answered(probe, right=right)
            self.seen(card, right=right, today=today)
            self.truth[self.trace[card.card]] = self.moved(self.truth.get(self.trace[card.card]), knows, today)
            spent += given.costs.of(card.type).right + (0 if right else READING)
        others = [self.other(item) for item in self.by_item if item not in best]
        missed = {probe.item for probe, right in placement.answers if not right}
        for item, chance in placement.chances((*probes, *others)).items():
            if chance >= self.exam.ahead_from and item not in missed:
                self.starts_ahead(item, chance)
        return spent

    def other(self, item: str) -> Probe:
        """An item that cannot be asked, as `kgquiz place` takes it."""
        is_whole = any(card.type == "outline" for card in self.by_item[item])
        return Probe(self.by_item[item][0].card, item, self.exam.section[item], 0.0, WHOLE if is_whole else UNASKED)

    def starts_ahead(self, item: str, chance: float) -> None:
        """As `kgquiz.actions.plan.memories` takes what a placement found: its item supposed known with that chance."""
        self.ahead[item] = chance
        self.recall_item(item)

    def remembered(self, item: str, given: list[Sighting], *, surely: bool = False) -> Memory | None:
        """What is remembered after these answers to cards of an item."""
        learnt, chance = replayed(given, self.scheduler), self.ahead.get(item)
        if chance is None:
            return learnt
        placed = Sighting(0, "", self.exam.given.today, Rating.EASY, is_head_start=True)
        known = replayed(supposing_known(given, placed), self.scheduler)
        return known if surely else perhaps_known(known, learnt, chance)

    def recall_item(self, item: str) -> None:
        """Work out what is remembered of an item's cards anew."""
        cards = [card.card for card in self.by_item[item]]
        every = sorted((one for card in cards for one in self.given[card]), key=lambda one: one.at)
        self.own |= {card: self.remembered(item, self.given[card]) for card in cards if self.given[card]}
        self.shared[item] = self.remembered(item, every)
        self.supposed[item] = self.remembered(item, every, surely=True)

    def moved(self, memory: Memory | None, is_recalled: bool, today: int) -> Memory:
        """A trace after a day's study of it, repeated until right."""
        after = self.scheduler.after(memory, Rating.GOOD if is_recalled else Rating.AGAIN, today)
        return after if is_recalled else self.scheduler.after(after, Rating.GOOD, today)

    def seen(self, card: PlanCard, *, right: bool, today: int) -> None:
        """What the log makes of an answer; a wrong one takes the item's head start away."""
        if not right:
            self.ahead.pop(card.item, None)
        elif (chance := self.ahead.get(card.item)) is not None:
            self.ahead[card.item] = confirmed(chance, card.guess)
        self.answered.add(card.card)
        for rating in (Rating.GOOD,) if right else (Rating.AGAIN, Rating.GOOD):
            self.turn += 1
            self.given[card.card].append(Sighting(self.turn, "", today, rating, Form(card.ease, card.guess)))
        self.recall_item(card.item)

    def studies(self, card: PlanCard, today: int) -> float:
        """Take one card; the seconds it took. A first sight that is known already takes no longer than a review."""
        costs, true = self.exam.given.costs.of(card.type), self.truth.get(self.trace[card.card])
        likely = (
            RIGHT_AT_FIRST_SIGHT if true is None else eased(recall(today - true.last_day, true.stability), card.ease)
        )
        recalled = self.chance.random() < likely
        right = recalled or self.chance.random() < card.guess
        self.seen(card, right=right, today=today)
        self.truth[self.trace[card.card]] = self.moved(true, recalled, today)
        return costs.new if true is None else costs.right if right else costs.wrong

    def cards(self) -> tuple[PlanCard, ...]:
        """The cards as the plan sees them."""
        return tuple(
            replace(
                card,
                memory=self.own.get(card.card),
                item_memory=(self.shared if card.card in self.answered else self.supposed).get(card.item),
                known=self.ahead.get(card.item) if card.card not in self.answered else None,
            )
            for card in self.exam.given.cards
        )

    def mark(self) -> float:
        """The true mark in percent on the day."""
        given, total = self.exam.given, 0.0
        for card in given.cards:
            true = self.truth.get(self.trace[card.card])
            known = 0.0 if true is None else eased(recall(given.exam_day - true.last_day, true.stability), card.ease)
            total += card.importance * (card.guess + (1 - card.guess) * known)
        return 100 * total / sum(card.importance for card in given.cards)


def reached(exam: Exam, minutes: int, *, is_placed: bool, seed: int) -> tuple[float, float]:
    """The mark of a student who follows the plan of each morning for so many minutes, and what the first promised."""
    student, given = Student(exam, seed), exam.given
    prices: tuple[float, ...] = ()
    promised = 0.0
    spent = student.placed() if is_placed else 0.0
    for day in range(DAYS):
        seconds = max(0.0, 60.0 * minutes - spent)
        spent = max(0.0, spent - 60.0 * minutes)
        ahead = (60.0 * minutes,) * (DAYS - day - 1)
        morning = replace(
            given,
            cards=student.cards(),
            today=given.today + day,
            seconds_today=seconds,
            seconds_ahead=ahead,
            prices=prices,
        )
        found = plan(morning)
        prices, promised = found.prices, promised or 100 * found.share_planned
        by_key = {card.card: card for card in morning.cards}
        for task in found.ranked:
            if task.seconds > seconds and student.chance.random() * task.seconds > seconds:
                break
            seconds = max(0.0, seconds - student.studies(by_key[task.card], morning.today))
    return student.mark(), promised


def table(exam: Exam, students: int) -> Iterator[str]:
    """One line a number of minutes, then the minutes to some marks, as Markdown."""
    yield "| minutes a day | as if all were new | promised | placed | promised |"
    yield "| --- | --- | --- | --- | --- |"
    marks: dict[bool, list[float]] = {False: [], True: []}
    for minutes in MINUTES:
        line = f"| {minutes} |"
        for is_placed, found in marks.items():
            runs = [reached(exam, minutes, is_placed=is_placed, seed=seed) for seed in range(students)]
            mark, promised = (float(one) for one in np.mean(runs, axis=0))
            found.append(mark)
            line += f" {mark:.1f} | {promised:.1f} |"
        yield line
    yield "| mark | minutes | minutes, placed | saved |"
    yield "| --- | --- | --- | --- |"
    for mark in range(70, 100, 5):
        if max(marks[False][0], marks[True][0]) < mark < min(marks[False][-1], marks[True][-1]):
            plain, placed = (float(np.interp(mark, marks[which], MINUTES)) for which in (False, True))
            yield f"| {mark} | {plain:.1f} | {placed:.1f} | {1 - placed / plain:.0%} |"


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m tests.bench.headstart", description=__doc__)
    parser.add_argument("--students", type=int, default=3)
    parser.add_argument(
        "--ahead-from", type=float, default=SUPPOSED, help="the chance from which the plan reckons with an item"
    )
    parser.add_argument("--likely", type=float, default=0.9, help="the share known of every second section")
    options = parser.parse_args()
    for line in table(Exam.shipped(("ch1",), options.ahead_from, options.likely), options.students):
        print(line, flush=True)
