"""A home that cannot be written stops nothing that only reads."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from kgquiz.errors import StoreError
from kgquiz.key import CardKey
from kgquiz.storage import store
from kgquiz.storage.states import RETENTION
from kgquiz.storage.store import Store
from tests.storage.test_store import review
from tests.support import Person

READING: list[tuple[str, ...]] = [
    (),
    ("due",),
    ("decks",),
    ("decks", "small"),
    ("suspended",),
    ("exam", "list"),
    ("check",),
    ("check", "--overruled"),
    ("check", "--suggest"),
    ("schema",),
]
WRITING: list[tuple[str, ...]] = [
    ("study", "small"),
    ("undo",),
    ("settings", "new-per-day", "5"),
    ("plan", "small", "--exam", "2026-04-01"),
]


@pytest.fixture
def locked(person: Person, monkeypatch: pytest.MonkeyPatch) -> Iterator[Person]:
    """Someone who has studied, and whose home was then made read-only."""
    person.types("study", "--limit", "2", lines="\nall\nЖогорку Кеңеш\n")
    monkeypatch.chdir(person.shipped)  # else `check` would read the whole book, which other tests do
    person.home.chmod(0o500)
    person.world.database.chmod(0o400)
    if os.access(person.home, os.W_OK):  # the tests run as root, to whom all is writable
        monkeypatch.setattr(store, "is_writable", lambda _: False)
    yield person
    person.home.chmod(0o700)


@pytest.mark.parametrize("words", READING, ids=" ".join)
def test_what_only_reads_goes_on(words: tuple[str, ...], locked: Person) -> None:
    before = locked.world.database.read_bytes()
    said = locked.types(*words)
    assert (said.code, said.err) == (0, "")
    assert locked.world.database.read_bytes() == before
    assert list(locked.home.glob("*-shm")) == []


def test_what_was_answered_is_seen(locked: Person) -> None:
    assert locked.types("decks", "--json").json["rows"][0]["seen"] == 2


@pytest.mark.parametrize("words", WRITING, ids=" ".join)
def test_what_would_be_lost_is_refused_in_a_sentence(words: tuple[str, ...], locked: Person) -> None:
    said = locked.types(*words, lines="1\n")
    assert said.code == 5
    assert "progress.db cannot be written: nothing new can be kept" in said.err
    assert "Saved" not in said.out


def test_what_stands_in_the_write_ahead_log_is_seen_too(person: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    with Store.open(person.world.database) as opened:
        opened.settings.set(RETENTION, 0.8)
        assert person.world.database.with_name("progress.db-wal").stat().st_size
        monkeypatch.setattr(store, "is_writable", lambda _: False)
        with Store.open(person.world.database) as copied:
            assert copied.settings.get(RETENTION) == 0.8


def test_a_first_start_in_a_home_that_cannot_be_made_still_lists_the_decks(
    person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store, "is_writable", lambda _: False)
    assert person.types("decks", "--json").json["rows"][0]["cards"] == 5
    assert not person.home.exists()


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="to root every folder is writable")
def test_a_folder_without_the_right_to_write_is_noticed(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    assert not store.is_writable(tmp_path / "home" / "progress.db")
    tmp_path.chmod(0o700)


def test_a_folder_with_the_right_to_write_is_noticed(tmp_path: Path) -> None:
    assert store.is_writable(tmp_path / "new" / "home" / "progress.db")


def test_a_file_where_a_folder_should_be_is_not_taken_for_a_home_without_rights(tmp_path: Path) -> None:
    (tmp_path / "home").touch()
    assert store.is_writable(tmp_path / "home" / "progress.db")
    with pytest.raises(StoreError, match="home cannot be used"), Store.open(tmp_path / "home" / "progress.db"):
        pass


def test_in_a_copy_a_card_still_has_the_history_of_the_card_it_was_made_from(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "progress.db"
    with Store.open(path) as opened:
        opened.journal.record(review(1, card="old"))
    monkeypatch.setattr(store, "is_writable", lambda _: False)
    with Store.open(path) as copied:
        copied.journal.take_over({CardKey("new"): [CardKey("old")]})
        assert copied.schedule.state(CardKey("new")).reps == 1
    with Store.open(path) as again:
        assert again.journal.count() == 1
