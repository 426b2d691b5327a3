"""Backups: whole, private, by themselves, thinned; restored after saying what changes."""

from __future__ import annotations

import gzip
import os
import shutil
import sqlite3
import stat
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kgquiz.actions.sharing.backups import REMIND_AFTER, backups, folder_of
from kgquiz.actions.sharing.thinning import FRESH, Backup, superfluous
from kgquiz.errors import ExitCode
from kgquiz.key import CardKey
from kgquiz.memory.log import Event, Kind
from kgquiz.memory.model import Rating
from kgquiz.storage.store import Store
from tests.support import Person, write

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def answers(person: Person, *names: str, day: int = 100) -> None:
    with Store.open(person.world.database) as store:
        at = person.world.milliseconds()
        store.journal.record(
            *(Event(id=n, kind=Kind.REVIEW, card=CardKey(n), at=at, day=day, rating=Rating.GOOD) for n in names)
        )


def ids(person: Person) -> set[str]:
    with Store.open(person.world.database) as store:
        return {event.id for event in store.journal.all()}


def only_backup(person: Person) -> Path:
    (found,) = backups(person.world)
    return found.path


def test_a_backup_holds_every_answer_and_nobody_else_may_read_it(person: Person) -> None:
    answers(person, "a", "b")
    said = person.types("backup")
    assert said.code == 0
    assert "2 answers, 1 study day, 0 exams" in said.out
    path = only_backup(person)
    assert str(path) in said.out
    copied = person.home / "copied.db"
    copied.write_bytes(gzip.decompress(path.read_bytes()))
    with Store.open(copied) as store:
        assert {event.id for event in store.journal.all()} == {"a", "b"}
    if os.name == "posix":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert [one.name for one in folder_of(person.world).iterdir()] == [path.name]


def test_a_backup_is_made_while_another_kgquiz_has_answers_only_in_its_log(person: Person) -> None:
    with Store.open(person.world.database) as store:
        store.connection.execute("pragma wal_autocheckpoint = 0")
        store.journal.record(Event(id="z", kind=Kind.REVIEW, card=CardKey("z"), at=5, day=9, rating=Rating.GOOD))
        assert person.types("backup").code == 0
    with gzip.open(only_backup(person)) as file:
        assert b"SQLite format 3" in file.read(20)
    assert "1 answer," in person.types("restore", str(only_backup(person)), lines="2\n").out


def sit(person: Person) -> None:
    assert person.types("study", "small", lines=":quit\n").code == 0


def test_a_sitting_backs_up_by_itself_once_a_day_and_only_what_changed(person: Person) -> None:
    sit(person)
    assert backups(person.world) == []
    answers(person, "a")
    person.clock.go_on(seconds=2)
    sit(person)
    assert len(backups(person.world)) == 1
    person.clock.go_on(days=2)
    sit(person)
    assert len(backups(person.world)) == 1
    answers(person, "b")
    sit(person)
    answers(person, "c")
    sit(person)
    assert len(backups(person.world)) == 2


def test_what_keeps_a_backup_from_being_made_stops_no_sitting(person: Person) -> None:
    answers(person, "a")
    folder_of(person.world).write_text("in the way", encoding="utf-8")
    said = person.types("study", "small", lines=":quit\n")
    assert said.code == 0
    assert "cannot be written" in said.err


def test_a_restore_shows_what_comes_and_goes_and_keeps_the_present_first(person: Person) -> None:
    answers(person, "a", "b")
    person.types("backup")
    path = only_backup(person)
    with Store.open(person.world.database) as store:
        store.connection.execute("delete from log where id = 'a'")
    answers(person, "c", "d", "e", day=101)
    person.types("settings", "retention", "0.8")
    asked = person.types("restore", str(path), lines="2\n")
    assert "Comes back, not in your present progress: 1 answer, 1 study day, 0 exams" in asked.out
    assert "Goes, not in this backup: 3 answers, 1 study day, 0 exams" in asked.out
    assert "Settings that change: retention" in asked.out
    assert "Nothing was changed." in asked.out
    assert ids(person) == {"b", "c", "d", "e"}
    done = person.types("restore", str(path), "--yes")
    assert done.code == 0
    assert ids(person) == {"a", "b"}
    kept = backups(person.world)[0].path
    assert str(kept) in done.out
    assert person.types("restore", str(kept), lines="1\n").code == 0
    assert ids(person) == {"b", "c", "d", "e"}


def test_json_restores_nothing_unasked(person: Person) -> None:
    answers(person, "a")
    person.types("backup")
    answers(person, "b")
    said = person.types("restore", str(only_backup(person)), "--json")
    assert said.json["restored"] is False
    assert said.json["changes"]["go"]["answers"] == 1
    assert ids(person) == {"a", "b"}
    assert person.types("restore", str(only_backup(person)), "--json", "--yes").json["restored"] is True
    assert ids(person) == {"a"}


def test_a_backup_comes_back_on_a_computer_that_has_nothing(person: Person, tmp_path: Path) -> None:
    answers(person, "a")
    person.types("backup", str(tmp_path / "mine.gz"))
    other = Person(tmp_path / "other", person.shipped)
    assert other.types("restore", str(tmp_path / "mine.gz"), "--yes").code == 0
    assert ids(other) == {"a"}
    with closing(sqlite3.connect(other.world.database)) as database:
        assert database.execute("pragma journal_mode").fetchone() == ("wal",)


@pytest.mark.parametrize("harm", ["no database", "zeroed", "cut"])
def test_a_restore_replaces_what_cannot_be_read_and_keeps_it(person: Person, harm: str) -> None:
    answers(person, *(f"a{n}" for n in range(300)))
    person.types("backup")
    path, database = only_backup(person), person.world.database
    whole = database.read_bytes()
    broken = {
        "no database": b"nothing of the kind" * 500,
        "zeroed": whole[:100] + bytes(len(whole) - 100),
        "cut": whole[: len(whole) // 3],
    }[harm]
    database.write_bytes(broken)
    assert person.types("restore", str(path), "--yes").code == 0
    assert len(ids(person)) == 300
    kept = [one for one in folder_of(person.world).iterdir() if one.name.startswith("damaged-")]
    assert [one.stat().st_size >= len(broken) for one in kept] == [True]


def newer(path: Path) -> None:
    with closing(sqlite3.connect(path)) as database:
        database.execute("pragma user_version = 999")


def foreign(path: Path) -> None:
    path.unlink()
    with closing(sqlite3.connect(path)) as database:
        database.execute("create table others (id integer)")
        database.commit()


def flipped(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[4096:8192] = Random(1).randbytes(4096)
    path.write_bytes(bytes(data))


@pytest.mark.parametrize(
    ("harm", "word"), [(newer, "newer kgquiz"), (foreign, "no backup of kgquiz"), (flipped, "is damaged")]
)
@pytest.mark.parametrize("packed", [False, True])
def test_a_file_that_cannot_be_restored_is_refused_in_a_sentence(
    person: Person, tmp_path: Path, harm: object, word: str, *, packed: bool
) -> None:
    answers(person, "a")
    file = tmp_path / "file.db"
    shutil.copy(person.world.database, file)
    harm(file)  # type: ignore[operator]  # one of the three above
    if packed:
        file.write_bytes(gzip.compress(file.read_bytes()))
    said = person.types("restore", str(file), "--yes")
    assert said.code == ExitCode.STORE
    assert word in said.err
    assert ids(person) == {"a"}


def test_a_torn_backup_is_refused_wherever_it_is_cut(person: Person, tmp_path: Path) -> None:
    answers(person, "a")
    person.types("backup")
    data = only_backup(person).read_bytes()
    for share in range(20):
        torn = tmp_path / f"{share}.gz"
        torn.write_bytes(data[: len(data) * share // 20])
        assert person.types("restore", str(torn), "--yes").code == ExitCode.STORE
    assert ids(person) == {"a"}


def test_no_file_is_overwritten_by_a_backup(person: Person, tmp_path: Path) -> None:
    answers(person, "a")
    there = tmp_path / "there.gz"
    there.write_text("mine", encoding="utf-8")
    said = person.types("backup", str(there))
    assert said.code == ExitCode.CANNOT_WRITE
    assert there.read_text(encoding="utf-8") == "mine"
    assert person.types("backup", str(tmp_path)).code == 0
    assert len(list(tmp_path.glob("progress-*.db.gz"))) == 1


def test_what_a_kill_left_behind_is_cleared_away_a_day_later(person: Person) -> None:
    answers(person, "a")
    old, new = (folder_of(person.world) / f".kgquiz-work-{name}" for name in ("old", "new"))
    for left in (old, new):
        write(left, "copy.db", "half of it")
    os.utime(old, (1, 1))
    person.types("backup")
    assert [old.exists(), new.exists()] == [False, True]


def test_home_reminds_of_an_old_backup(person: Person) -> None:
    answers(person, "a")
    person.types("backup")
    assert "Your last backup" not in person.types().out
    person.clock.go_on(days=REMIND_AFTER.days + 1)
    answers(person, "b")
    assert (
        "Your last backup is of March 2, 2026, and you have answered a week more since. Make one: kgquiz backup"
        in person.types().out
    )


def test_the_folder_of_backups_is_named(person: Person) -> None:
    assert person.types("where", "--json").json["backups"]["path"] == str(person.home / "backups")


moments = st.lists(st.integers(0, 800 * 24), max_size=120, unique=True).map(
    lambda hours: [Backup(Path(str(hour)), NOW - timedelta(hours=hour), 1) for hour in hours]
)


@given(moments)
def test_thinning_keeps_the_newest_of_each_day_week_and_month_and_is_done_once(made: list[Backup]) -> None:
    gone = set(superfluous(made, NOW))
    kept = [one for one in made if one not in gone]
    assert len([one for one in kept if NOW - one.made >= FRESH]) <= 7 + 4 + 12
    assert all(one in kept for one in made if NOW - one.made < FRESH)
    for before in (7, 28, 365):
        old = [one for one in made if one.made <= NOW - timedelta(days=before)]
        if old and len({(m.made.year, m.made.month) for m in made}) <= 12:
            assert [one for one in kept if one.made <= max(o.made for o in old)]
    assert superfluous(kept, NOW) == []


@given(moments, st.integers(1, 30))
def test_thinning_keeps_within_the_size_and_the_newest_always(made: list[Backup], most: int) -> None:
    gone = set(superfluous(made, NOW, most))
    kept = [one for one in made if one not in gone]
    assert len(kept) <= most
    assert not made or max(made, key=lambda one: one.made) in kept
