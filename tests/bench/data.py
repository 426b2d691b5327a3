"""A made-up student: decks and a year of reviews, as many as asked for."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path
from random import Random
from typing import Any

from kgquiz.actions.library.decks import chosen_files, load_decks
from kgquiz.actions.world import World
from kgquiz.key import CardKey
from kgquiz.memory.log import Event, Kind
from kgquiz.memory.model import Memory, Rating, Scheduler
from kgquiz.memory.study_day import study_day
from kgquiz.storage.rows import LOG_COLUMNS, row_of_event
from kgquiz.storage.statements import marks
from kgquiz.storage.store import Store
from tests.bench.marking import TERMS

YEAR = 365
_MIX = ((0.18, Rating.AGAIN), (0.27, Rating.HARD), (0.95, Rating.GOOD), (1.0, Rating.EASY))
_A_DAY = 86_400_000


def world_of(home: Path) -> World:
    """The real clock over a folder of our own, without the shipped decks."""
    return World(home, home / "none", lambda: datetime.now(UTC).astimezone(), time.monotonic, Random(7))


def write_decks(folder: Path, cards: int, a_deck: int) -> None:
    """Deck files with two cards an item, a typed one and a choice."""
    folder.mkdir(parents=True)
    for number in range(cards // a_deck):
        head = f"deck: d{number:03}\ntitle: Бөлүм {number}\nchapter: {number + 1}\ncards:\n"
        text = "".join(_item(at) for at in range(a_deck // 2))
        (folder / f"d{number:03}.yaml").write_text(head + text, encoding="utf-8", newline="\n")


def _item(at: int) -> str:
    term, wrong = TERMS[at % len(TERMS)], [TERMS[(at * 7 + step) % len(TERMS)] for step in (3, 5, 11)]
    common = f"from: i{at}, page: {at + 1}, prompt: '{at}-аныктама. Бул эмне деп аталат?', answer: {term} {at}"
    return (
        f"- {{id: i{at}.typed, type: typed, {common}}}\n"
        f"- {{id: i{at}.choice, type: choice, {common}, wrong: [{', '.join(wrong)}]}}\n"
    )


def reviews_of(cards: list[CardKey], scheduler: Scheduler, today: int) -> Iterator[Event]:
    """A year of studying: each card begun on some day, then answered whenever it was due, up to yesterday."""
    chance = Random(20260)
    number = 0
    for card in cards:
        day, memory = today - chance.randrange(1, YEAR), None
        while day < today:
            rating = _rating(chance.random())
            number += 1
            yield _review(number, card, day, rating)
            memory, day = _next(scheduler, card, memory, rating, day)


def _next(scheduler: Scheduler, card: CardKey, memory: Memory | None, rating: Rating, day: int) -> tuple[Memory, int]:
    after = scheduler.after(memory, rating, day)
    return after, scheduler.due(card, after)


def _rating(chance: float) -> Rating:
    return next(rating for limit, rating in _MIX if chance <= limit)


def _review(number: int, card: CardKey, day: int, rating: Rating) -> Event:
    noon = datetime.fromordinal(day).replace(tzinfo=UTC) + timedelta(hours=12)
    at = round(noon.timestamp() * 1000) + number % (_A_DAY // 4)
    right = float(rating is not Rating.AGAIN)
    answer = ("жооп",)
    return Event(
        id=f"{at:012x}{number:016x}",
        kind=Kind.REVIEW,
        card=card,
        at=at,
        day=day,
        rating=rating,
        score=right,
        finding="exact" if right else "wrong",
        answer=answer,
        spent=9_000,
    )


def make_home(home: Path, cards: int, reviews: int, a_deck: int) -> None:
    """Decks in `home/some`, cached, and the log, replayed."""
    world = world_of(home)
    write_decks(home / "some", cards, a_deck)
    with Store.open(world.database) as store:
        decks = load_decks(store, chosen_files(world, [str(home / "some")]))
        keys = store.decks.keys([deck.id for deck in decks])
        Random(7).shuffle(keys)
        _fill(store, keys, reviews, study_day(world.now()))
        store.schedule.rebuild()


def _fill(store: Store, cards: list[CardKey], reviews: int, today: int) -> None:
    """The log in one go; a student who misses this often takes 13 reviews a card a year."""
    scheduler = Scheduler()
    rows: Iterator[tuple[Any, ...]] = map(row_of_event, islice(reviews_of(cards, scheduler, today), reviews))
    database = store.connection
    database.execute("begin")
    database.execute(f"create temporary table made as select {LOG_COLUMNS} from log")  # noqa: S608
    database.executemany(f"insert into made values ({marks(14)})", rows)  # noqa: S608
    database.execute(f"insert into log ({LOG_COLUMNS}) select * from made order by at")  # noqa: S608
    database.execute("drop table made")
    database.execute("commit")


if __name__ == "__main__":
    make_home(Path(sys.argv[1]), *map(int, sys.argv[2:5]))
