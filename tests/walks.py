"""Two weeks of three students with a controlled clock, to be read by a person: python -m tests.walks [WHO…].

A beginner, one who comes back after three weeks, and one who knows half of a chapter. Each morning shows what home says
and what the sitting holds; the students answer by a memory of their own. It is to be looked at, and is no test.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from kgquiz.actions.desk import Desk
from kgquiz.actions.study.place import PlaceSitting, start_place
from kgquiz.actions.study.queue import StudyOptions
from kgquiz.actions.study.sitting import Asked, StudySitting, start_study
from kgquiz.cards.choice import Choice
from kgquiz.errors import NothingToDo
from kgquiz.memory.model import Memory, Rating, Scheduler, recall
from kgquiz.memory.planning.curves import RIGHT_AT_FIRST_SIGHT
from kgquiz.memory.queue import Entry
from tests.support import ROOT, Person

DAYS, MINUTES, PAUSE = 14, 20.0, 21
DECK = "ch1"


@dataclass(frozen=True, slots=True)
class Morning:
    """What a day began with, and what came of it."""

    day: int
    home: str
    start: tuple[Entry, ...]
    answers: int
    wrong: int
    minutes: float


@dataclass
class Walker:
    """A student with a memory of her own: one trace an item."""

    person: Person
    chance: Random = field(default_factory=lambda: Random(11))
    scheduler: Scheduler = field(default_factory=Scheduler)
    truth: dict[str, Memory] = field(default_factory=dict)

    def knows(self, asked: Asked) -> bool:
        """Whether she recalls it now."""
        true, today = self.truth.get(asked.entry.item), self.person.world.today()
        return self.chance.random() < (
            RIGHT_AT_FIRST_SIGHT if true is None else recall(today - true.last_day, true.stability)
        )

    def answers(self, sitting: StudySitting, asked: Asked, *, right: bool) -> float:
        """Answer a card; the seconds it took."""
        new, quick, slow = asked.card.seconds
        seconds = new if asked.entry.is_new else quick if right else slow
        self.person.clock.go_on(seconds=seconds)
        solution = (asked.card.answer,) if isinstance(asked.card, Choice) else asked.card.solution()[:1]
        marked = sitting.mark(asked, solution if right else (), seconds)
        if marked.rating is None:
            sitting.rate(marked, Rating.GOOD if right else Rating.AGAIN)
        elif right and marked.rating is Rating.AGAIN:  # only the first of several points was given: she knew them all
            sitting.overrule(marked, right=True)
        item, today = asked.entry.item, self.person.world.today()
        self.truth[item] = self.scheduler.after(self.truth.get(item), Rating.GOOD if right else Rating.AGAIN, today)
        return seconds

    def studies(self, day: int, *decks: str) -> Morning:
        """One day: home, then a sitting of so many minutes; then it is the next morning."""
        home, spent, answers, wrong = self.person.types().out, 0.0, 0, 0
        start: tuple[Entry, ...] = ()
        with Desk(self.person.world) as desk:
            try:
                sitting = start_study(desk, StudyOptions(decks))
            except NothingToDo:
                sitting = None
            if sitting is not None:
                start = sitting.session.start
                while spent < 60 * MINUTES and (asked := sitting.current()) is not None:
                    right = self.knows(asked)
                    spent += self.answers(sitting, asked, right=right)
                    answers, wrong = answers + 1, wrong + (not right)
        self.sleeps(1)
        return Morning(day, home, start, answers, wrong, spent / 60)

    def sleeps(self, days: int) -> None:
        """Until nine in the morning so many days later."""
        now = self.person.clock.moment
        self.person.clock.moment = now.replace(hour=9, minute=0, second=0)
        self.person.clock.go_on(days=days)

    def is_placed(self) -> float:
        """Sit the placement; the seconds it took."""
        spent = 0.0
        with Desk(self.person.world) as desk:
            sitting: PlaceSitting = start_place(desk, (DECK,))
            while (asked := sitting.current()) is not None:
                right = asked.entry.item in self.truth and self.knows(asked)
                spent += self.answers(sitting, asked, right=right)
            sitting.finish()
        return spent


def plans(person: Person, days: int) -> None:
    """A plan for the chapter's exam so many days ahead."""
    exam = person.clock.moment.date().fromordinal(person.world.today() + days)
    assert person.types("plan", "--exam", exam.isoformat(), "--minutes", f"{MINUTES:.0f}", "--paper", DECK).code == 0


def beginner(person: Person) -> Iterator[Morning]:
    """Nothing known, no plan: what is due and the day's new cards of one chapter."""
    walker = Walker(person)
    for day in range(DAYS):
        yield walker.studies(day, DECK)


def returner(person: Person) -> Iterator[Morning]:
    """Ten days by a plan, three weeks without, and two weeks more to the exam."""
    walker = Walker(person)
    plans(person, 10 + PAUSE + DAYS)
    for day in range(10):
        walker.studies(day)
    walker.sleeps(PAUSE)
    for day in range(DAYS):
        yield walker.studies(day)


def knows_half(person: Person) -> Iterator[Morning]:
    """Half of the chapter's sections known for a month; placed, then by a plan of two weeks."""
    walker = Walker(person)
    with Desk(person.world) as desk:
        sitting = start_study(desk, StudyOptions((DECK,), new=500))
        deck = tuple(deck.id for deck in sitting.decks)
        cards = {entry.item: desk.store.decks.card(entry.card, deck) for entry in sitting.session.start}
        sections = list(dict.fromkeys(card.section for card in cards.values() if card is not None))
        today = person.world.today()
        for item, card in cards.items():
            if card is not None and sections.index(card.section) % 2 and walker.chance.random() < 0.95:
                walker.truth[item] = Memory(30.0, 5.0, today - 3)
    walker.is_placed()
    plans(person, DAYS)
    for day in range(DAYS):
        yield walker.studies(day)


WALKS: dict[str, Callable[[Person], Iterator[Morning]]] = {
    "beginner": beginner,
    "returner": returner,
    "half": knows_half,
}


def told(morning: Morning) -> str:
    """A morning as a page to read."""
    new = sum(entry.is_new for entry in morning.start)
    kinds = ", ".join(f"{count} {kind}" for kind, count in Counter(entry.type for entry in morning.start).most_common())
    first = "\n".join(f"      {'new ' if one.is_new else '    '}{one.type:<10} {one.card}" for one in morning.start[:8])
    return (
        f"--- day {morning.day + 1}\n{morning.home.rstrip()}\n"
        f"   holds {len(morning.start)} cards, {new} of them new ({kinds});"
        f" answered {morning.answers}, {morning.wrong} wrong, {morning.minutes:.0f} minutes\n{first}\n"
    )


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m tests.walks", description=__doc__)
    parser.add_argument("who", nargs="*", default=list(WALKS), help=", ".join(WALKS))
    for who in parser.parse_args().who:
        with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
            sys.stdout.write(f"===== {who}\n")
            for morning in WALKS[who](Person(Path(folder), ROOT / "decks")):
                sys.stdout.write(told(morning))
                sys.stdout.flush()
