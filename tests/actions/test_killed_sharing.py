"""Killed at any moment: backups are whole or not there, a restore is done or undone, and no synced answer is lost."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path
from random import Random

import pytest

from kgquiz.actions.sharing.backups import folder_of
from kgquiz.actions.sharing.sync import sync
from kgquiz.key import CardKey
from kgquiz.memory.log import Event, Kind
from kgquiz.memory.model import Rating
from kgquiz.storage.copies import unpacked
from kgquiz.storage.store import Store
from tests.support import ROOT, Clock, Person

pytestmark = pytest.mark.landing

FEW, MANY = 4, 100

PROGRAM = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from kgquiz.actions.desk import Desk
from kgquiz.actions.sharing.backups import back_up
from kgquiz.actions.sharing.restoring import offered, restore
from kgquiz.actions.sharing.sync import sync
from kgquiz.actions.world import World
from kgquiz.memory.log import Event, Kind
from kgquiz.memory.model import Rating

what, home, *files = sys.argv[1:]
world = World(Path(home), Path(home), lambda: datetime.now(UTC).astimezone(), lambda: 0.0, Random())
print("ready", flush=True)
while True:
    with Desk(world) as desk:
        if what == "backup":
            back_up(desk)
        elif what == "restore":
            for file in files:
                with offered(desk, Path(file)) as offer:
                    restore(desk, offer)
        else:
            id_ = world.new_id()
            event = Event(id=id_, kind=Kind.REVIEW, card="c", at=world.milliseconds(), day=739000, rating=Rating.GOOD)
            desk.store.journal.record(event)
            sync(desk, Path(files[0]))
            print(id_, flush=True)
"""


def killed(what: str, person: Person, *files: Path, after: float) -> list[str]:
    """What the program acknowledged until it was killed, some seconds after it was ready."""
    words = [sys.executable, "-c", PROGRAM, what, str(person.home), *map(str, files)]
    with subprocess.Popen(words, stdout=subprocess.PIPE, encoding="utf-8", cwd=ROOT) as running:
        assert running.stdout is not None
        assert running.stdout.readline() == "ready\n"
        time.sleep(after)
        running.kill()
        return [line.strip() for line in running.stdout if line.endswith("\n")]


def record(person: Person, *names: str) -> None:
    with Store.open(person.world.database) as store:
        store.journal.record(
            *(Event(id=n, kind=Kind.REVIEW, card=CardKey(n), at=1, day=739000, rating=Rating.GOOD) for n in names)
        )


def ids(person: Person) -> set[str]:
    with Store.open(person.world.database) as store:
        assert store.schedule.astray() == set()
        return {one.id for one in store.journal.all()}


def backups_are_killed(person: Person, times: int) -> None:
    record(person, *(f"a{n}" for n in range(500)))
    chance = Random(1)
    for _ in range(times):
        killed("backup", person, after=chance.random() / 3)
        assert len(ids(person)) == 500
        for path in folder_of(person.world).glob("progress-*"):
            with unpacked(path, person.home) as copied, Store.open(copied) as store:
                assert store.journal.count() == 500


def restores_are_killed(person: Person, folder: Path, times: int) -> None:
    files = [folder / "one.gz", folder / "two.gz"]
    one, two = {f"a{n}" for n in range(300)}, {f"b{n}" for n in range(400)}
    record(person, *one)
    person.types("backup", str(files[0]))
    with Store.open(person.world.database) as store:
        store.connection.execute("delete from log")
    record(person, *two)
    with Store.open(person.world.database) as store:
        store.schedule.rebuild()
    person.types("backup", str(files[1]))
    chance = Random(2)
    for _ in range(times):
        killed("restore", person, *files, after=chance.random() / 2)
        assert ids(person) in (one, two)


def syncs_are_killed(person: Person, folder: Path, times: int) -> None:
    shared = folder / "folder"
    shared.mkdir()
    record(person, "first")
    other = Person(folder / "other", person.shipped, Clock(), Random(9))
    chance = Random(3)
    acknowledged: set[str] = set()
    for _ in range(times):
        acknowledged |= set(killed("sync", person, shared, after=chance.random() / 2))
        other.asks(sync, shared)
        assert acknowledged <= ids(other)
    person.asks(sync, shared)
    other.asks(sync, shared)
    assert ids(person) == ids(other)


def test_killed_backups_are_whole_or_not_there(person: Person) -> None:
    backups_are_killed(person, FEW)


def test_a_killed_restore_is_done_or_undone(person: Person, tmp_path: Path) -> None:
    restores_are_killed(person, tmp_path, FEW)


def test_a_killed_sync_loses_no_answer(person: Person, tmp_path: Path) -> None:
    syncs_are_killed(person, tmp_path, FEW)


@pytest.mark.slow
def test_many_kills_of_backup_restore_and_sync(person: Person, tmp_path: Path) -> None:
    backups_are_killed(person, MANY)
    other = Person(tmp_path / "second", person.shipped)
    restores_are_killed(other, tmp_path, MANY)
    syncs_are_killed(Person(tmp_path / "third", person.shipped), tmp_path, MANY)
