"""What is killed in the campaign: each deed goes on for ever and acknowledges what a person would take as saved."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from datetime import UTC, datetime
from itertools import cycle
from multiprocessing.connection import Connection
from pathlib import Path
from random import Random
from shutil import copyfile

from kgquiz.actions.authoring.build import build
from kgquiz.actions.desk import Desk
from kgquiz.actions.exam.papers import ExamOptions
from kgquiz.actions.exam.sitting import begin_exam, prepare_exam
from kgquiz.actions.sharing.backups import back_up
from kgquiz.actions.sharing.restoring import offered, restore
from kgquiz.actions.sharing.sync import sync
from kgquiz.actions.study.queue import StudyOptions
from kgquiz.actions.study.sitting import start_study
from kgquiz.actions.world import World
from kgquiz.key import CardKey
from kgquiz.memory.log import Event, Kind
from kgquiz.memory.model import Rating
from kgquiz.storage import migrations
from kgquiz.storage.store import Store
from tests.slow.sources import CHAPTER

Tell = Callable[[str], None]
DATA = Path(__file__).parent.parent / "data"


def run(deed: str, home: Path, tell: Connection) -> None:
    """In a process of its own, until it is killed."""
    world = World(home / "home", home / "shipped", lambda: datetime.now(UTC).astimezone(), lambda: 0.0, Random())
    tell.send("ready")
    DEEDS[deed](world, home, tell.send)


def study(world: World, _root: Path, tell: Tell) -> None:
    """Each answer, once the next card may show."""
    while True:
        with Desk(world) as desk:
            sitting = start_study(desk, StudyOptions(("klass",), cram=True, limit=50))
            while (asked := sitting.current()) is not None:
                marked = sitting.mark(asked, ("туура",) if world.chance.random() < 0.7 else ("ката",), 1.0)
                tell(marked.event)


def exam(world: World, _root: Path, tell: Tell) -> None:
    """Each answer to a paper, and each marking, as `NUMBER ANSWERS marked`."""
    while True:
        with Desk(world) as desk:
            sitting = begin_exam(desk, prepare_exam(desk, ExamOptions(("klass",), items=6, minutes=30)))
            for position in range(len(sitting.items)):
                sitting.show(position)
                sitting.answer(position, ("туура",))
                tell(f"{sitting.number} {position + 1} ")
            sitting.hand_in()
            sitting.finish()
            tell(f"{sitting.number} {len(sitting.items)} marked")


def building(_world: World, root: Path, tell: Tell) -> None:
    """Decks of two states of their content, by turns."""
    for pages in cycle((217, 218)):
        for chapter in range(6, 10):
            text = CHAPTER.replace("chapter: 6", f"chapter: {chapter}").replace(
                "page: 228, points", f"page: {pages}, points"
            )
            (root / "content" / f"ch{chapter}.yaml").write_text(text, encoding="utf-8")
        build(root / "content", root / "decks", check=False)
        tell("built")


def migration(world: World, root: Path, tell: Tell) -> None:
    """The frozen files of earlier versions, opened."""
    assert migrations.LATEST  # loaded before the first is opened: most kills are to fall into the work
    for version in cycle(("v1", "v2")):
        copyfile(root / f"{version}.db", root / "copy.db")
        (root / "copy.db").replace(world.database)  # a kill amid the copying leaves no half file to open
        with Store.open(world.database) as store:
            store.journal.count()
        tell(version)


def frozen(path: Path, version: str) -> None:
    """A progress file as an earlier version wrote it."""
    connection = sqlite3.connect(path)
    connection.executescript((DATA / f"db_{version}.sql").read_text(encoding="utf-8"))
    connection.close()


def backup(world: World, _root: Path, tell: Tell) -> None:
    """One after the other."""
    while True:
        with Desk(world) as desk:
            tell(back_up(desk).path.name)


def restoring(world: World, root: Path, tell: Tell) -> None:
    """Two backups by turns."""
    for name in cycle(("one.gz", "two.gz")):
        with Desk(world) as desk, offered(desk, root / name) as offer:
            restore(desk, offer)
        tell(name)


def syncing(world: World, root: Path, tell: Tell) -> None:
    """An answer, then a sync: what is told is in the folder."""
    while True:
        with Desk(world) as desk:
            id_ = world.new_id()
            at = world.milliseconds()
            desk.store.journal.record(
                Event(id=id_, kind=Kind.REVIEW, card=CardKey("c"), at=at, day=739000, rating=Rating.GOOD)
            )
            sync(desk, root / "shared")
            tell(id_)


DEEDS: dict[str, Callable[[World, Path, Tell], None]] = {
    "study": study,
    "exam": exam,
    "build": building,
    "migration": migration,
    "backup": backup,
    "restore": restoring,
    "sync": syncing,
}
