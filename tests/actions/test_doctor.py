"""The doctor: its word is true, what it mends is mended, and what can be read of a damaged file is saved."""

from __future__ import annotations

import gzip
import os
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from random import Random

import pytest

from kgquiz.errors import ExitCode
from kgquiz.key import CardKey
from kgquiz.memory.log import Event, Kind
from kgquiz.memory.model import Rating
from kgquiz.storage.damage import DamagedRow
from kgquiz.storage.rows import LOG_COLUMNS, event_of_row
from kgquiz.storage.salvage import salvage
from kgquiz.storage.store import Store
from tests.support import SMALL_DECK, Person, write

AT = 1_771_000_000_000
DAY = 719_163 + AT // 86_400_000
PAGE = 4096
FILES, SLICE = 200, 2


def event(number: int) -> Event:
    return Event(
        id=f"{number:012x}",
        kind=Kind.REVIEW,
        card=CardKey(f"small/c{number % 97}"),
        at=AT + number * 432_000,
        day=DAY + number // 200,
        rating=Rating(1 + number % 4),
        answer=(f"жооп {number}" * (1 + number % 5),),
    )


def filled(person: Person, events: int = 1500) -> Person:
    with Store.open(person.world.database) as store:
        store.journal.merge([event(number) for number in range(events)])
    person.types("decks")
    person.types("settings", "new-per-day", "7")
    return person


@pytest.fixture(scope="module")
def healthy(tmp_path_factory: pytest.TempPathFactory) -> Person:
    """Someone whose file is filled once and copied for each test."""
    folder = tmp_path_factory.mktemp("healthy")
    write(folder / "shipped", "small.yaml", SMALL_DECK)
    return filled(Person(folder / "home", folder / "shipped"))


@pytest.fixture
def patient(healthy: Person, tmp_path: Path) -> Person:
    shutil.copytree(healthy.home, tmp_path / "home")
    return Person(tmp_path / "home", healthy.shipped)


@pytest.fixture(scope="module")
def whole(healthy: Person) -> bytes:
    """A progress file as bytes, its log in order."""
    return healthy.world.database.read_bytes()


def harm(person: Person, statement: str, *values: object) -> None:
    with closing(sqlite3.connect(person.world.database)) as database:
        database.execute(statement, values)
        database.commit()


def names(person: Person) -> list[str]:
    return [one["name"] for one in person.types("doctor", "--json").json["findings"]]


def test_a_sound_file_is_called_sound(patient: Person) -> None:
    said = patient.types("doctor")
    assert said.code == 0
    assert "All is sound." in said.out
    assert "SQLite" in said.out


MENDABLE: dict[str, Callable[[Person], object]] = {
    "states": lambda one: harm(one, "update memory set stability = stability * 2 where card = 'small/c5'"),
    "orphans": lambda one: harm(one, "insert into attempt_step values (99, 1, 'start', 5, 0, '[]', 0)"),
    "decks": lambda one: harm(one, "update deck set hash = 'other'"),
}


@pytest.mark.parametrize("name", MENDABLE)
def test_what_is_wrong_is_named_and_mended_after_a_backup(patient: Person, name: str) -> None:
    MENDABLE[name](patient)
    assert names(patient) == [name]
    assert patient.types("doctor").code == ExitCode.PROBLEMS
    mended = patient.types("doctor", "--mend", "--json")
    assert mended.code == 0
    assert Path(mended.json["kept"]).exists()
    assert [one["is_mended"] for one in mended.json["findings"]] == [True]
    assert names(patient) == []


@pytest.mark.skipif(os.name != "posix", reason="modes are POSIX")
def test_a_folder_that_others_may_look_into_is_closed(patient: Person) -> None:
    patient.home.chmod(0o755)
    assert names(patient) == ["permissions"]
    assert patient.types("doctor", "--mend").code == 0
    assert patient.home.stat().st_mode & 0o077 == 0


def test_what_cannot_be_mended_is_told_and_stays(patient: Person) -> None:
    harm(patient, "update log set kind = 'nothing' where seq = 7")
    harm(patient, "update log set at = ? where seq = 9", AT * 2)
    patient.types("doctor", "--mend")
    assert {"unreadable", "clock"} <= set(names(patient))
    with Store.open(patient.world.database) as store:
        assert store.journal.count() == 1500


def test_a_torn_backup_is_noticed(patient: Person) -> None:
    made = Path(patient.types("backup", "--json").json["path"])
    made.write_bytes(made.read_bytes()[:-100])
    assert names(patient) == ["backup"]


@pytest.mark.parametrize("harmed", ["index", "log", "first page"])
def test_a_damaged_file_is_mended_with_every_answer_that_can_be_read(patient: Person, harmed: str) -> None:
    path = patient.world.database
    data = bytearray(path.read_bytes())
    if harmed == "first page":
        data[:PAGE] = bytes(PAGE)
    else:
        kinds = {"index": 0x0A, "log": 0x0D}
        pages = [at for at in range(PAGE, len(data), PAGE) if data[at] == kinds[harmed]]
        data[pages[len(pages) // 2] : pages[len(pages) // 2] + PAGE] = bytes(PAGE)
    path.write_bytes(bytes(data))
    assert names(patient) == ["integrity"]
    said = patient.types("doctor", "--mend")
    assert said.code == 0, said.err
    assert names(patient) == []
    with Store.open(path) as store:
        assert store.journal.count() >= (1500 if harmed == "index" else 1400)
        assert store.schedule.astray() == set()


def test_answers_that_mending_could_not_save_but_a_backup_has_are_told_with_the_way_to_them(patient: Person) -> None:
    made = patient.types("backup", "--json").json["path"]
    path = patient.world.database
    data = bytearray(path.read_bytes())
    pages = [at for at in range(PAGE, len(data), PAGE) if data[at] == 0x0D]
    data[pages[len(pages) // 2] : pages[len(pages) // 2] + PAGE] = bytes(PAGE)
    path.write_bytes(bytes(data))
    said = patient.types("doctor", "--mend")
    with Store.open(path) as store:
        saved = store.journal.count()
    assert saved < 1500
    assert f"holds: {saved} answers" in said.out
    assert f"{1500 - saved} answers that could not be saved" in said.out
    assert f"kgquiz restore {made}" in said.out
    assert "restore" not in patient.types("doctor").out


def damaged(data: bytes, chance: Random) -> bytes:
    """Bits flipped, the end cut off, or pages zeroed."""
    found = bytearray(data)
    kind = chance.choice(["bits", "cut", "pages"])
    if kind == "bits":
        for _ in range(chance.choice([1, 10, 200])):
            found[chance.randrange(len(found))] ^= 1 << chance.randrange(8)
    elif kind == "cut":
        return bytes(found[: chance.randrange(len(found))])
    else:
        for _ in range(chance.choice([1, 3, 12])):
            start = chance.randrange(len(found) // PAGE) * PAGE
            found[start : start + PAGE] = bytes(PAGE)
    return bytes(found)


def readable_one_by_one(path: Path) -> set[str]:
    """The ids of the events that SQLite gives out when it is asked for one row at a time."""
    found = set()
    with closing(sqlite3.connect(path)) as database:
        database.text_factory = lambda stored: stored.decode(errors="replace")
        statement = "select " + LOG_COLUMNS + " from log not indexed where seq = ?"  # noqa: S608 - constants alone
        for seq in range(1, 1501):
            try:
                row = database.execute(statement, (seq,)).fetchone()
                if row is not None:
                    found.add(event_of_row(row).id)
            except (sqlite3.DatabaseError, DamagedRow, UnicodeDecodeError):
                continue
    return found


def saved_from(folder: Path, data: bytes, seed: int) -> None:
    path, copied = folder / "damaged.db", folder / "copied.db"
    path.write_bytes(damaged(data, Random(seed)))
    shutil.copyfile(path, copied)
    salvage(path, folder / f"new{seed}.db")
    with Store.open(folder / f"new{seed}.db") as store:
        saved = {one.id for one in store.journal.all()}
        assert store.schedule.astray() == set()
    assert readable_one_by_one(copied) <= saved, seed
    assert path.read_bytes() == damaged(data, Random(seed)), "the damaged file is not touched"


@pytest.mark.landing
def test_every_event_that_can_be_read_row_by_row_is_saved(whole: bytes, tmp_path: Path) -> None:
    for seed in range(SLICE):
        saved_from(tmp_path, whole, seed)


@pytest.mark.slow
def test_every_event_that_can_be_read_row_by_row_is_saved_from_many_files(whole: bytes, tmp_path: Path) -> None:
    for seed in range(SLICE, FILES):
        saved_from(tmp_path, whole, seed)


def test_salvage_tells_how_to_go_on_and_overwrites_nothing(patient: Person, tmp_path: Path) -> None:
    torn = tmp_path / "torn.gz"
    packed = gzip.compress(patient.world.database.read_bytes())
    torn.write_bytes(packed[: len(packed) * 2 // 3])
    said = patient.types("doctor", "--salvage", str(torn))
    assert said.code == 0
    made = tmp_path / "torn.gz-salvaged.db"
    assert f"kgquiz restore {made}" in said.out
    again = patient.types("doctor", "--salvage", str(torn))
    assert again.code == ExitCode.CANNOT_WRITE
    assert patient.types("restore", str(made), "--yes").code == 0
    with Store.open(patient.world.database) as store:
        assert 0 < store.journal.count() < 1500


def test_a_file_with_an_exam_and_settings_is_saved_with_them(person: Person, tmp_path: Path) -> None:
    filled(person, 50)
    person.types("exam", "small", "--plain", lines="\n:hand-in\ny\n" + "\n" * 20)
    listed = person.types("exam", "list", "--json").json
    said = person.types("doctor", "--salvage", str(person.world.database), "-o", str(tmp_path / "new.db"), "--json")
    assert said.json["events"] >= 50
    assert person.types("restore", str(tmp_path / "new.db"), "--yes").code == 0
    assert person.types("exam", "list", "--json").json == listed
    assert "new-per-day = 7 " in person.types("settings").out
