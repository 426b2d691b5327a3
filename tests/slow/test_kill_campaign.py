"""A thousand SIGKILLs over all that writes: nothing acknowledged is lost, no store unreadable, no file half there.

`pytest -m slow tests/slow/test_kill_campaign.py -n 0`; a slice: `-k study`. Power cuts are tests/storage/test_damage.
"""

from __future__ import annotations

import multiprocessing
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

from kgquiz.actions.sharing.backups import folder_of
from kgquiz.actions.sharing.sync import sync
from kgquiz.storage.copies import unpacked
from kgquiz.storage.examine import is_whole, orphans, unreadable_events
from kgquiz.storage.store import Store
from tests.actions.test_killed_sharing import record
from tests.sharing.pupils import class_deck
from tests.slow import deeds
from tests.support import Clock, Person, write

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL on Windows"),
]
KILLS = {"study": 200, "exam": 200, "build": 120, "migration": 120, "backup": 120, "restore": 120, "sync": 120}
"""A thousand in all."""
FIRST_SPAN, LONGEST_SPAN = 0.12, 5.0
"""Seconds after which one is killed at the latest; most deeds take a tenth of the first."""
WIDER, NARROWER = 1.25, 0.9
"""By these the span follows the speed of the machine: wider after a kill before anything was said, else narrower."""


def killed(deed: str, root: Path, after: float) -> list[str]:
    """What the deed acknowledged until it was killed."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.slow.deeds"])
    ours, its = context.Pipe(duplex=False)
    process = context.Process(target=deeds.run, args=(deed, root, its), daemon=True)
    process.start()
    its.close()
    assert ours.recv() == "ready"
    time.sleep(after)
    process.kill()
    process.join()
    told = []
    while True:
        try:
            told.append(str(ours.recv()))
        except (EOFError, OSError):
            ours.close()
            return told


@pytest.fixture
def home(tmp_path: Path) -> Person:
    write(tmp_path / "shipped", "klass.yaml", class_deck())
    person = Person(tmp_path / "home", tmp_path / "shipped")
    person.home.mkdir()
    return person


def kills(deed: str, root: Path) -> Iterator[list[str]]:
    chance = Random(deed)
    said, span = 0, FIRST_SPAN
    for _ in range(KILLS[deed]):
        told = killed(deed, root, chance.random() * span)
        span = min(span * (NARROWER if told else WIDER), LONGEST_SPAN)
        said += len(told)
        yield told
    assert said > KILLS[deed] // 4  # they were killed amid what they did


def checked(person: Person) -> set[str]:
    """The ids of the log of a store that is sound."""
    with Store.open(person.world.database) as store:
        assert is_whole(store.connection)
        assert orphans(store.connection) == []
        assert unreadable_events(store.connection) == 0
        assert store.schedule.astray() == set()
        return {row[0] for row in store.connection.execute("select id from log")}


def test_a_thousand_kills_are_meant() -> None:
    assert sum(KILLS.values()) == 1000


def test_study(home: Person, tmp_path: Path) -> None:
    acknowledged: set[str] = set()
    for told in kills("study", tmp_path):
        acknowledged |= set(told)
        assert acknowledged <= checked(home)


def test_exam(home: Person, tmp_path: Path) -> None:
    answers: dict[int, int] = {}
    marked: set[int] = set()
    for told in kills("exam", tmp_path):
        for line in told:
            number, count, word = line.split(" ")
            answers[int(number)] = int(count)
            marked |= {int(number)} if word else set()
        checked(home)
        with Store.open(home.world.database) as store:
            for held, least in answers.items():
                given = [step for step in store.attempts.steps(held) if step.act.value == "answer"]
                assert len(given) >= least
                assert held not in marked or store.attempts.marks(held)


def test_build(home: Person, tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "decks").mkdir()
    whole: dict[str, set[bytes]] = {}
    for told in kills("build", tmp_path):
        for file in (tmp_path / "decks").glob("*.yaml"):
            whole.setdefault(file.name, set()).add(file.read_bytes())
        assert all(data.endswith(b"\n") for texts in whole.values() for data in texts)
        assert not told or len(whole) == 4
    assert home.world.home.is_dir()
    assert {len(texts) for texts in whole.values()} <= {1, 2}  # two states of content, and nothing between


def test_migration(home: Person, tmp_path: Path) -> None:
    counts = {}
    for version in ("v1", "v2"):
        deeds.frozen(tmp_path / f"{version}.db", version)
        person = Person(tmp_path / version, home.shipped)
        person.home.mkdir()
        person.world.database.write_bytes((tmp_path / f"{version}.db").read_bytes())
        counts[version] = len(checked(person))
    for _ in kills("migration", tmp_path):
        if home.world.database.exists():  # else it was killed before anything was there to open
            assert len(checked(home)) in counts.values()
        for left in home.home.iterdir():
            left.unlink()


def test_backup(home: Person, tmp_path: Path) -> None:
    record(home, *(f"a{n}" for n in range(300)))
    for _ in kills("backup", tmp_path):
        assert len(checked(home)) == 300
        for path in folder_of(home.world).glob("progress-*"):
            with unpacked(path, home.home) as copied, Store.open(copied) as store:
                assert store.journal.count() == 300


def test_restore(home: Person, tmp_path: Path) -> None:
    one, two = {f"a{n}" for n in range(200)}, {f"b{n}" for n in range(300)}
    for name, ids in (("one.gz", one), ("two.gz", two)):
        person = Person(tmp_path / name[:3], home.shipped)
        record(person, *ids)
        assert person.types("backup", str(tmp_path / name)).code == 0
    record(home, *one)
    for _ in kills("restore", tmp_path):
        assert checked(home) in (one, two)
        for path in folder_of(home.world).glob("*.gz"):
            path.unlink()  # what stood before each restore: hundreds of them


def test_sync(home: Person, tmp_path: Path) -> None:
    (tmp_path / "shared").mkdir()
    record(home, "first")
    other = Person(tmp_path / "other", home.shipped, Clock(), Random(9))
    acknowledged: set[str] = set()
    for told in kills("sync", tmp_path):
        acknowledged |= set(told)
        other.asks(sync, tmp_path / "shared")
        assert acknowledged <= checked(other)
    home.asks(sync, tmp_path / "shared")
    other.asks(sync, tmp_path / "shared")
    assert checked(home) == checked(other)
