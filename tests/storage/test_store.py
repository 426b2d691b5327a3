from __future__ import annotations

import sqlite3
import sys
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kgquiz.errors import StoreError
from kgquiz.key import CardKey
from kgquiz.memory.log import Event, Kind, Mode
from kgquiz.memory.model import Rating
from kgquiz.storage import migrations
from kgquiz.storage.settings import Kept, whole
from kgquiz.storage.store import LATEST, Store

OLDEST = Path(__file__).parent.parent / "data" / "db_v1.sql"


def review(number: int, card: str = "c", rating: Rating = Rating.GOOD) -> Event:
    return Event(id=f"{number:04}", kind=Kind.REVIEW, card=CardKey(card), at=number, day=number, rating=rating)


actions = st.lists(
    st.tuples(
        st.sampled_from(["review", "undo", "amend", "suspend", "resume", "cram"]),
        st.sampled_from(["a", "b", "c"]),
        st.sampled_from(list(Rating)),
        st.integers(0, 3),
    ),
    max_size=30,
)


def events_of(steps: list[tuple[str, str, Rating, int]]) -> list[Event]:
    """A log as a student would make it: undo and amend speak of an earlier event."""
    events: list[Event] = []
    day = 100
    for number, (what, card, rating, gap) in enumerate(steps):
        day += gap
        targets = [e.id for e in events if e.card == card and e.kind is not Kind.UNDO]
        kind = {"cram": Kind.REVIEW}.get(what) or Kind(what)
        if kind in {Kind.UNDO, Kind.AMEND} and not targets:
            continue
        events.append(
            Event(
                id=f"{number:04}",
                kind=kind,
                card=CardKey(card),
                at=number,
                day=day,
                mode=Mode.CRAM if what == "cram" else Mode.STUDY,
                rating=rating if kind in {Kind.REVIEW, Kind.AMEND} else None,
                target=targets[-1] if kind in {Kind.UNDO, Kind.AMEND} else "",
            )
        )
    return events


@given(actions)
@settings(max_examples=60)
def test_replay_of_the_log_gives_exactly_the_stored_states(steps: list[tuple[str, str, Rating, int]]) -> None:
    with Store.open_in_memory() as store:
        for event in events_of(steps):
            store.journal.record(event)
        stored = store.schedule.all_states()
        store.schedule.rebuild()
        assert store.schedule.all_states() == stored


@given(st.lists(st.tuples(st.sampled_from("ab"), st.sampled_from(list(Rating)), st.integers(0, 3)), max_size=30))
@settings(max_examples=40)
def test_answers_one_after_another_are_taken_on_top_of_the_state(answers: list[tuple[str, Rating, int]]) -> None:
    with Store.open_in_memory() as store, pytest.MonkeyPatch.context() as patched:
        patched.setattr(store.schedule, "_replay", lambda *_: pytest.fail("the log was read"))
        day = 100
        for number, (card, rating, gap) in enumerate(answers):
            day += gap
            store.journal.record(replace(review(number, card, rating), day=day))
        stored = store.schedule.all_states()
        patched.undo()
        store.schedule.rebuild()
        assert store.schedule.all_states() == stored


@given(actions, st.randoms(use_true_random=False))
@settings(max_examples=30)
def test_logs_merge_as_a_union_in_any_order_and_any_number_of_times(
    steps: list[tuple[str, str, Rating, int]], chance: object
) -> None:
    events = events_of(steps)
    shuffled = [*events, *events[::2]]
    chance.shuffle(shuffled)  # type: ignore[attr-defined]  # hypothesis hands out a random.Random
    with Store.open_in_memory() as one, Store.open_in_memory() as other:
        one.journal.record(*events)
        for event in shuffled:
            other.journal.record(event)
        assert list(other.journal.all()) == list(one.journal.all())
        assert other.schedule.all_states() == one.schedule.all_states()


def test_an_answer_survives_closing_and_opening(tmp_path: Path) -> None:
    path = tmp_path / "progress.db"
    with Store.open(path) as store:
        store.journal.record(review(1))
    with Store.open(path) as store:
        assert [event.id for event in store.journal.all()] == ["0001"]
        assert store.schedule.state(CardKey("c")).reps == 1


def test_answers_are_written_through_to_the_disk(tmp_path: Path) -> None:
    with Store.open(tmp_path / "progress.db") as store:
        pragmas = {
            name: store.connection.execute(f"pragma {name}").fetchone()[0]
            for name in ("journal_mode", "synchronous", "foreign_keys")
        }
    assert pragmas == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1}


def test_the_oldest_database_is_migrated_with_its_reviews(tmp_path: Path) -> None:
    path = tmp_path / "progress.db"
    old = sqlite3.connect(path)
    old.executescript(OLDEST.read_text(encoding="utf-8"))
    old.close()
    with Store.open(path) as store:
        assert [(e.card, e.rating) for e in store.journal.all()] == [
            ("ch1/akim.typed", Rating.GOOD),
            ("ch1/akim.recall", Rating.AGAIN),
        ]
        assert store.connection.execute("pragma user_version").fetchone() == (LATEST,)
        stored = store.schedule.all_states()
        store.schedule.rebuild()
        assert store.schedule.all_states() == stored


def test_the_store_knows_the_newest_migration() -> None:
    assert migrations.LATEST == LATEST == len(list(migrations.steps._migrations))  # noqa: SLF001 - counts the steps


def test_a_newer_database_is_refused_in_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "progress.db"
    with Store.open(path) as store:
        store.connection.execute(f"pragma user_version = {LATEST + 1}")
    with pytest.raises(StoreError, match="newer kgquiz"), Store.open(path):
        pass


def test_a_foreign_database_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "progress.db"
    other = sqlite3.connect(path)
    other.execute("create table recipes (name text)")
    other.commit()
    other.close()
    before = path.read_bytes()
    with pytest.raises(StoreError, match="another program"), Store.open(path):
        pass
    assert path.read_bytes() == before


def test_a_file_that_is_no_database_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "progress.db"
    path.write_text("not a database, but long enough to look at" * 50, encoding="utf-8")
    before = path.read_bytes()
    with pytest.raises(StoreError, match="cannot be read"), Store.open(path):
        pass
    assert path.read_bytes() == before


def test_a_locked_database_is_named_as_such(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "progress.db"
    with Store.open(path):
        pass
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("begin exclusive")
    monkeypatch.setattr("kgquiz.storage.store.SECONDS_TO_WAIT", 0.05)
    with pytest.raises(StoreError, match="in use by another kgquiz"), Store.open(path) as store:
        store.journal.record(review(1))
    other.close()


def test_a_full_disk_loses_only_the_answer_it_could_not_hold(tmp_path: Path) -> None:
    path = tmp_path / "progress.db"
    with Store.open(path) as store:
        store.journal.record(review(1))
        pages = store.connection.execute("pragma page_count").fetchone()[0]
    with pytest.raises(StoreError, match="disk is full"):
        fill_up(path, pages)
    with Store.open(path) as store:
        events = list(store.journal.all())
        assert events[0].id == "0001"
        assert len(events) == len(store.schedule.all_states())


def fill_up(path: Path, pages: int) -> None:
    """Record answers into a database that may not grow."""
    with Store.open(path) as store:
        store.connection.execute(f"pragma max_page_count = {pages}")
        for number in range(2, 2000):
            store.journal.record(review(number, card="x" * 200 + str(number)))


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(StoreError, match="KGQUIZ_HOME"), Store.open(tmp_path / "file" / "progress.db"):
        pass


def test_a_failure_between_log_and_state_leaves_neither(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "progress.db"
    with Store.open(path) as store:
        monkeypatch.setattr(store.schedule, "follow", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            store.journal.record(review(1))
        assert store.journal.count() == 0
        assert store.schedule.all_states() == {}


def test_settings_are_kept_and_forgotten(tmp_path: Path) -> None:
    with Store.open(tmp_path / "progress.db") as store:
        minutes: Kept[int | None] = Kept("minutes", None, whole(1, 60))
        store.settings.set(minutes, 20)
        assert store.settings.get(minutes) == 20
        store.settings.set(minutes, None)
        assert store.settings.get(minutes) is None


def test_a_higher_target_retention_moves_due_days_and_nothing_else(tmp_path: Path) -> None:
    with Store.open(tmp_path / "progress.db") as store:
        store.journal.record(*(review(n * 20) for n in range(1, 5)))
        before = store.schedule.state(CardKey("c"))
        store.schedule.retune(retention=0.97)
        after = store.schedule.state(CardKey("c"))
        assert after.memory == before.memory
        assert after.due < before.due


@pytest.mark.skipif(sys.platform == "win32", reason="Windows removes no open file")
def test_an_answer_after_the_file_was_removed_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "progress.db"
    with Store.open(path) as store:
        store.journal.record(review(1))
        path.unlink()
        with pytest.raises(StoreError, match="was removed"):
            store.journal.record(review(2))


def test_what_was_half_read_when_an_error_came_locks_nothing_afterwards(tmp_path: Path) -> None:
    path = tmp_path / "progress.db"
    with Store.open(path) as store:
        store.journal.record(review(1), review(2, card="c2"))
        store.connection.execute("pragma journal_mode = delete")  # where a reader keeps a writer out
    with Store.open(path) as store:
        half = store.connection.execute("select id from log order by seq")
        half.fetchone()  # and somebody keeps the cursor, as an error keeps its frames
    with closing(sqlite3.connect(path, timeout=0, isolation_level=None)) as other:
        other.execute("begin exclusive")
        other.execute("rollback")
    assert half is not None
