"""How long a class takes: python -m tests.bench.classes --students 3000 --cards 3000 [--server]; --sync: two devices.

A class is made up (abilities and difficulties are normal, four answers in five are there), handed in as files or rows,
collected, collected again with nothing new, and asked. 30,000 students × 300 cards are 9 million answers as well.
"""

from __future__ import annotations

import argparse
import resource
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

import msgspec
import numpy as np

from kgquiz.actions.desk import Desk
from kgquiz.actions.sharing.class_figures import exams_of_class
from kgquiz.actions.sharing.classroom import collect, loaded
from kgquiz.actions.sharing.sync import sync
from kgquiz.key import CardKey
from kgquiz.memory.log import Event, Kind
from kgquiz.memory.model import Rating
from kgquiz.sharing.codes import pseudonym
from kgquiz.sharing.folder import ClassFolder
from kgquiz.sharing.handed_in import BATCH
from kgquiz.sharing.places import ClassCard, ClassPlace
from kgquiz.statistics.classroom.grades import grade_rows
from kgquiz.statistics.classroom.items import class_items, class_reliability
from kgquiz.statistics.classroom.rasch import rasch
from kgquiz.storage.exchange_lines import line_of
from tests.support import Clock, Person

CODE = "K7QF-2M4F"
AT, DAY = 1_771_000_000_000, 739_000
MET = 0.8


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--students", type=int, default=30)
    parser.add_argument("--cards", type=int, default=3000)
    parser.add_argument("--server", action="store_true", help="through a PostgreSQL of its own instead of a folder")
    parser.add_argument("--no-scale", action="store_true", help="leave the Rasch difficulties out")
    parser.add_argument("--sync", action="store_true", help="measure sync: 10,000 new events, and nothing new")
    asked = parser.parse_args()
    with TemporaryDirectory(dir=Path.cwd() if asked.students * asked.cards > 10**6 else None) as name:
        if asked.sync:
            syncs(Path(name), server=asked.server)
        elif asked.server:
            through_a_server(Path(name), asked.students, asked.cards, scaled=not asked.no_scale)
        else:
            through_a_folder(Path(name), asked.students, asked.cards, scaled=not asked.no_scale)
    print(f"most memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB")


@contextmanager
def timed(what: str) -> Iterator[None]:
    begun = time.perf_counter()
    yield
    print(f"{what:<58} {time.perf_counter() - begun:8.2f} s", flush=True)


def batches(number: int, cards: int, hardness: np.ndarray) -> Iterator[list[Any]]:
    """The answers of one student in batches, as rows of the log."""
    chance = np.random.default_rng(number)
    met = np.flatnonzero(chance.random(cards) < MET)
    right = chance.random(len(met)) < 1 / (1 + np.exp(hardness[met] - chance.normal()))
    spent, sure = chance.integers(1000, 30000, len(met)).tolist(), chance.integers(0, 4, len(met)).tolist()
    rows = [
        (
            f"{number:06x}{place:06x}0123456789abcdef",
            "review",
            f"ch{place % 8 + 1}/card{place}.typed",
            AT + 60_000 * n,
            DAY + n // 60,
            "study",
            3 if is_right else 1,
            1.0 if is_right else 0.0,
            "exact" if is_right else "wrong",
            '["туура"]' if is_right else f'["ката {place % 7}"]',
            spent[n],
            "",
            "",
            sure[n],
        )
        for n, (place, is_right) in enumerate(zip(met.tolist(), right.tolist(), strict=True))
    ]
    yield from (rows[at : at + BATCH] for at in range(0, len(rows), BATCH))


def hardness_of(cards: int) -> np.ndarray:
    return np.random.default_rng(2016).normal(size=cards)


def through_a_folder(root: Path, students: int, cards: int, *, scaled: bool) -> None:
    folder = root / "folder"
    folder.mkdir()
    place = ClassFolder(folder)
    place.announce(ClassCard(CODE, "Топ 21"))
    hardness = hardness_of(cards)
    with timed(f"make {students} × {cards} as files"):
        for number in range(students):
            who = pseudonym(f"person {number}", CODE)
            with (folder / f"class-{CODE}-{who}-{number:04x}.jsonl").open("wb") as file:
                file.write(line_of({"student": who, "name": ""}))
                for batch in batches(number, cards, hardness):
                    file.write(line_of({"answers": batch}))
    size = sum(file.stat().st_size for file in folder.iterdir())
    print(f"{'on disk':<58} {size / 1e6:8.0f} MB")
    asked(root, place, scaled=scaled)


def through_a_server(root: Path, students: int, cards: int, *, scaled: bool) -> None:
    import psycopg

    from kgquiz.sharing.database import ClassDatabase
    from tests.sharing.postgres import ADMIN, TEACHER, School, school

    hardness = hardness_of(cards)
    with school() as server:
        place = ClassDatabase(server.url(TEACHER), lambda: School.password(TEACHER))
        place.announce(ClassCard(CODE, "Топ 21"))
        with (
            timed(f"load {students} × {cards} into PostgreSQL by copy"),
            psycopg.connect(server.url(ADMIN), password=School.password(ADMIN)) as connection,
        ):
            who = [pseudonym(f"person {number}", CODE) for number in range(students)]
            with connection.cursor().copy("copy kgquiz.member (class, student, owner) from stdin") as copy:
                for number, student in enumerate(who):
                    copy.write_row((CODE, student, f"pupil{number}"))
            with connection.cursor().copy(
                "copy kgquiz.handed_in (class, student, device, entry, owner) from stdin"
            ) as copy:
                for number, student in enumerate(who):
                    for batch in batches(number, cards, hardness):
                        entry = msgspec.json.encode({"v": 1, "answers": batch}).decode()
                        copy.write_row((CODE, student, "d", entry, f"pupil{number}"))
        with psycopg.connect(server.url(ADMIN), password=School.password(ADMIN), autocommit=True) as connection:
            with timed("analyze"):
                connection.execute("analyze")
            size = connection.execute("select pg_total_relation_size('kgquiz.handed_in')").fetchone() or (0,)
            print(f"{'in the database':<58} {size[0] / 1e6:8.0f} MB")
        asked(root, place, scaled=scaled)
        with psycopg.connect(server.url(TEACHER), password=School.password(TEACHER)) as connection:
            plans(connection, who[: min(50, students)])
            with timed("facility of every card by SQL over the view"):
                connection.execute(
                    "select card, count(*), avg(score) from (select distinct on (student, card) student, card, score"
                    " from kgquiz.answer where class = %s and kind = 'review' and mode <> 'cram'"
                    " order by student, card, at) as first group by card",
                    (CODE,),
                ).fetchall()


_WHO = """
    select student, (select max(seq) from kgquiz.handed_in h where h.class = m.class and h.student = m.student)
    from kgquiz.member m where class = %s"""
_ALL = """
    select student, entry::text from kgquiz.handed_in where class = %s and student = any (%s) order by student, seq"""


def plans(connection: Any, students: list[str]) -> None:
    """How PostgreSQL answers what `collect` asks."""
    for what, statement, values in (
        ("who handed in more", _WHO, (CODE,)),
        ("all of fifty students", _ALL, (CODE, students)),
    ):
        print(f"-- {what}")
        for (line,) in connection.execute("explain (analyze, costs off, timing off)" + statement, values):
            print(f"   {line}")


def asked(root: Path, place: ClassPlace, *, scaled: bool) -> None:
    teacher = Person(root / "teacher", root / "shipped", Clock(), Random(1))
    with timed("collect"), Desk(teacher.world) as desk:
        told = collect(desk, place)
    print(f"{'answers that count':<58} {told.answers:8}")
    with timed("collect, nothing new"), Desk(teacher.world) as desk:
        collect(desk, place)
    with timed("open what was collected"):
        columns = loaded(teacher.world).columns
    with timed("first answers as a table"):
        firsts = columns.firsts
    steps: list[tuple[str, Callable[[], object]]] = [
        ("results", lambda: (grade_rows(columns), exams_of_class(columns))),
        ("items", lambda: class_items(columns)),
        ("reliability", lambda: class_reliability(firsts)),
    ]
    if scaled:
        steps.append(("Rasch difficulties", lambda: rasch(columns)))
    for what, step in steps:
        with timed(what):
            step()


def syncs(root: Path, *, server: bool) -> None:
    """Two devices with 100,000 events behind them."""
    devices = [Person(root / f"home{n}", root / "shipped", Clock(), Random(n)) for n in range(2)]
    with Desk(devices[0].world) as desk:
        desk.store.journal.merge(made(0, 100_000))
    if server:
        from kgquiz.actions.sharing.sync import sync_with_server
        from tests.sharing.postgres import School, school

        with school("pupil") as there:

            def through(desk: Desk) -> object:
                return sync_with_server(desk, there.url("pupil"), lambda: School.password("pupil"))

            _measured(devices, through)
    else:
        folder = root / "shared"
        folder.mkdir()
        _measured(devices, lambda desk: sync(desk, folder))


def _measured(devices: list[Person], through: Callable[[Desk], object]) -> None:
    for what, person in (("give 100,000 events", devices[0]), ("take 100,000 events", devices[1])):
        with timed(what), Desk(person.world) as desk:
            through(desk)
    with Desk(devices[0].world) as desk:
        desk.store.journal.merge(made(100_000, 110_000))
    for what, person in (
        ("give 10,000 new events", devices[0]),
        ("take 10,000 new events", devices[1]),
        ("nothing new", devices[0]),
        ("nothing new", devices[1]),
    ):
        with timed(what), Desk(person.world) as desk:
            through(desk)


def made(first: int, last: int) -> list[Event]:
    return [
        Event(
            id=f"{n:012x}0123456789abcdef",
            kind=Kind.REVIEW,
            card=CardKey(f"ch1/card{n % 2600}.typed"),
            at=AT + 30_000 * n,
            day=DAY + n // 300,
            rating=Rating(1 + n % 4),
            score=1.0,
            answer=("туура",),
            spent=4000,
        )
        for n in range(first, last)
    ]


if __name__ == "__main__":
    main()
