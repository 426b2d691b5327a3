"""What a placement saves those who know half the book: python -m tests.bench.headstart. It reports; it is no test.

Students know every second item of a chapter before they begin. One plans as if all were new; the other was placed, and
what she knows has its head start. Both follow the plan of each morning; reached marks by minutes a day.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from random import Random

from kgquiz.actions.desk import Desk
from kgquiz.actions.plan.day import set_plan, situation
from kgquiz.actions.plan.setting import PlanSetting
from kgquiz.key import CardKey
from kgquiz.memory.blend import eased
from kgquiz.memory.model import Memory, Rating, Scheduler, recall
from kgquiz.memory.planning.curves import RIGHT_AT_FIRST_SIGHT
from kgquiz.memory.planning.planner import plan
from kgquiz.memory.planning.values import PlanCard, PlanInput
from tests.support import ROOT, Person

DAYS, MINUTES, KNOWN_FOR = 14, (2, 4, 6, 8, 10, 12, 16, 20), 30.0


def shipped(names: tuple[str, ...]) -> PlanInput:
    """An exam as a student without any past plans it."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        world = Person(Path(folder), ROOT / "decks").world
        setting = PlanSetting(world.today() + DAYS, 20, names)
        with Desk(world) as desk:
            set_plan(desk, setting)
            return situation(desk, setting).given


def reached(given: PlanInput, minutes: int, *, is_placed: bool, seed: int) -> float:
    """The true mark in percent on the day, of a student who knew half of the items."""
    chance, scheduler = Random(seed), Scheduler(given.weights)
    items = sorted({card.item for card in given.cards})
    known = {item for item in items if chance.random() < 1 / 2}
    truth: dict[CardKey, Memory | None] = {
        card.card: Memory(KNOWN_FOR, 5.0, given.today - 3) if card.item in known else None for card in given.cards
    }
    ahead = scheduler.after(None, Rating.EASY, given.today - 1)
    cards = {c.card: replace(c, memory=ahead if is_placed and c.item in known else None) for c in given.cards}
    for day in range(DAYS):
        today = given.today + day
        seconds = 60.0 * minutes
        morning = replace(
            given,
            cards=tuple(cards.values()),
            today=today,
            seconds_today=seconds,
            seconds_ahead=(seconds,) * (DAYS - day - 1),
        )
        for task in plan(morning).ranked:
            if task.seconds > seconds and chance.random() * task.seconds > seconds:
                break
            spent = _studied(cards, truth, task.card, morning, scheduler, chance)
            seconds = max(0.0, seconds - spent)
    total = sum(card.importance for card in cards.values())
    return 100 * sum(card.importance * _known(card, truth[card.card], given) for card in cards.values()) / total


def _studied(  # noqa: PLR0913, PLR0917 - what an answer hangs on
    cards: dict[CardKey, PlanCard],
    truth: dict[CardKey, Memory | None],
    key: CardKey,
    morning: PlanInput,
    scheduler: Scheduler,
    chance: Random,
) -> float:
    """Take one card; the seconds it took. A first sight that is known already takes no longer than a review."""
    card, true = cards[key], truth[key]
    costs = morning.costs.of(card.type)
    likely = RIGHT_AT_FIRST_SIGHT if true is None else recall(morning.today - true.last_day, true.stability)
    is_right = chance.random() < (likely if true is None else eased(likely, card.ease))
    ratings = (Rating.GOOD,) if is_right else (Rating.AGAIN, Rating.GOOD)
    believed = card.memory
    for rating in ratings:
        true, believed = (
            scheduler.after(true, rating, morning.today),
            scheduler.after(believed, rating, morning.today),
        )
    cost = costs.new if truth[key] is None else costs.right if is_right else costs.wrong
    truth[key], cards[key] = true, replace(card, memory=believed)
    return cost


def _known(card: PlanCard, memory: Memory | None, given: PlanInput) -> float:
    recalled = 0.0 if memory is None else recall(given.exam_day - memory.last_day, memory.stability, given.weights)
    return card.guess + (1 - card.guess) * eased(recalled, card.ease)


def table(names: tuple[str, ...], students: int) -> Iterator[str]:
    """One line a number of minutes, as Markdown."""
    given = shipped(names)
    yield "| minutes a day | as if all were new | with a head start |"
    yield "| --- | --- | --- |"
    for minutes in MINUTES:
        plain, placed = (
            sum(reached(given, minutes, is_placed=is_placed, seed=seed) for seed in range(students)) / students
            for is_placed in (False, True)
        )
        yield f"| {minutes} | {plain:.1f} | {placed:.1f} |"


if __name__ == "__main__":
    for line in table(("ch1",), 3):
        print(line, flush=True)
