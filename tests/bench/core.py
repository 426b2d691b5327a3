"""The budgets that need no process of their own: answers recorded, replay, marking, build."""

from __future__ import annotations

import os
import statistics
from collections.abc import Callable
from pathlib import Path
from random import Random
from time import perf_counter

from kgquiz.actions.authoring.build import build
from kgquiz.key import CardKey
from kgquiz.memory.log import Event, Kind
from kgquiz.memory.model import Memory, Rating
from kgquiz.memory.planning.planner import plan
from kgquiz.memory.planning.values import PlanCard, PlanInput
from kgquiz.storage.store import Store
from tests.bench.data import world_of
from tests.bench.runs import ROOT


def seconds_of(work: Callable[[], object], rounds: int = 1) -> float:
    """The median time of some rounds of work."""
    times = []
    for _ in range(rounds):
        started = perf_counter()
        work()
        times.append(perf_counter() - started)
    return statistics.median(times)


def recording(home: Path, *, flushed: bool, rounds: int = 200) -> float:
    """Seconds an answer takes to be recorded, the median over cards that have a history."""
    world = world_of(home)
    with Store.open(world.database) as store:
        cards = [row[0] for row in store.connection.execute("select card from memory limit ?", (rounds,))]
        store.connection.execute(f"pragma synchronous = {'full' if flushed else 'off'}")
        times = []
        for card in cards:
            at = world.milliseconds()
            event = Event(id=world.new_id(), kind=Kind.REVIEW, card=card, at=at, day=world.today(), rating=Rating.GOOD)
            started = perf_counter()
            store.journal.record(event)
            times.append(perf_counter() - started)
        return statistics.median(times)


def flush(folder: Path, rounds: int = 100) -> float:
    """Seconds the same disk takes to flush a small file, the median."""
    with (folder / "flushed").open("wb", buffering=0) as file:

        def write() -> None:
            file.write(b"x" * 4096)
            os.fsync(file.fileno())

        return seconds_of(write, rounds)


def replaying(home: Path) -> tuple[int, float]:
    """Events in the log, and the seconds in which all states are rebuilt from them."""
    with Store.open(world_of(home).database) as store:
        return store.journal.count(), seconds_of(store.schedule.rebuild, 3)


def planned(cards: int, days: int) -> float:
    """Seconds to solve one morning from nothing: so many cards, half of them seen, 20 minutes a day."""
    chance, today = Random(7), 739_000
    pool = tuple(
        PlanCard(
            card=CardKey(f"c{number}"),
            item=f"i{number}",
            memory=Memory(chance.uniform(0.5, 60), chance.uniform(1, 10), today - chance.randrange(1, 30))
            if number % 2
            else None,
        )
        for number in range(cards)
    )
    given = PlanInput(pool, today, today + days, 1200.0, (1200.0,) * (days - 1))
    return seconds_of(lambda: plan(given), 3)


def building(folder: Path) -> tuple[int, float]:
    """Chapters, and the seconds to parse, lint, compile and write them."""
    content = ROOT / "content"
    folder.mkdir()
    return len(list(content.glob("*.yaml"))), seconds_of(lambda: build(content, folder, check=False), 3)
