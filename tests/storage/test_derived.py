"""What is derived is made again where it is damaged, without a word to the student; it never holds anybody up."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kgquiz.key import CardKey
from kgquiz.memory.model import DEFAULT_RETENTION
from kgquiz.storage.damage import DamagedRow
from kgquiz.storage.store import Store
from tests.actions.test_sitting_faults import EXAM
from tests.storage.test_store import review
from tests.support import SMALL_DECK, Person, write

pytestmark = pytest.mark.landing

DAMAGE = {
    "a card's bytes": "update card set body = cast(x'c1' || substr(body, 2) as blob)",
    "half a card": "update card set body = substr(body, 1, length(body) / 2)",
    "a card that is none": "update card set body = x'05'",
    "its type": "update card set type = 'guess'",
    "a type of others": "update card set type = 'match'",
    "a type no text": "update card set type = cast(x'ff' as text)",
    "its key": "update card set key = 'smail/' || substr(key, 7, 3)",
    "a deck's head": "update deck set head = x'c1'",
    "a head without fields": "update deck set head = x'80'",
    "a head of other things": "update deck set head = x'05'",
}


def damage(person: Person, statement: str) -> None:
    connection = sqlite3.connect(person.world.database)
    connection.execute(statement)
    connection.commit()
    connection.close()


@pytest.mark.parametrize("statement", DAMAGE.values(), ids=DAMAGE)
@pytest.mark.parametrize("command", [("decks",), ("study", "small", "--plain"), ("plan", "--quick"), ("exam", "small")])
def test_a_damaged_cache_is_made_again_without_a_word(person: Person, statement: str, command: tuple[str, ...]) -> None:
    write(person.shipped, "small.exam.yaml", EXAM)
    planned = person.types("plan", "small", "--exam", "2026-03-07", "--minutes", "20", "--quick")
    assert planned.code == 0, planned.err
    assert person.types(*command).code == 0
    person.clock.go_on(seconds=1)
    damage(person, statement)
    mended = person.types(*command)
    assert mended.code == 0, mended.err
    assert "kgquiz:" not in mended.err
    assert mended.out
    with Store.open(person.world.database) as store:
        assert len(store.decks.cards([1])) == 5


def test_where_two_decks_are_damaged_both_are_made_again(person: Person) -> None:
    write(person.shipped, "other.yaml", SMALL_DECK.replace("deck: small", "deck: other"))
    person.types("decks")
    damage(person, "update card set body = x'05' where position = 1")
    with Store.open(person.world.database) as store:
        items = store.decks.items()
        assert {key.partition("/")[0] for cards in items.values() for key in cards} == {"small", "other"}
        assert store.connection.execute("select count(*) from card where body = x'05'").fetchone() == (0,)


def test_a_damaged_deck_whose_file_is_gone_too_is_told_of_and_nothing_is_made_up(person: Person) -> None:
    write(person.shipped, "other.yaml", SMALL_DECK.replace("deck: small", "deck: other"))
    person.types("decks")
    damage(person, "update card set body = x'05' where position = 1")
    (person.shipped / "other.yaml").unlink()
    with Store.open(person.world.database) as store, pytest.raises(DamagedRow, match="the copy of a deck"):
        store.decks.items()


@given(st.integers(0, 4), st.integers(0, 200), st.integers(1, 255))
@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_byte_of_a_cached_card_can_end_a_sitting(person: Person, card: int, place: int, bit: int) -> None:
    person.types("decks")
    connection = sqlite3.connect(person.world.database)
    body = bytearray(connection.execute("select body from card where position = ?", (card,)).fetchone()[0])
    body[place % len(body)] ^= bit
    connection.execute("update card set body = ? where position = ?", (bytes(body), card))
    connection.commit()
    connection.close()
    assert person.types("study", "small", "--plain").code == 0
    person.home.joinpath("progress.db").unlink()


def test_an_answer_beside_a_replay_need_not_wait_for_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "progress.db"
    monkeypatch.setattr("kgquiz.storage.store.SECONDS_TO_WAIT", 0.0)
    with Store.open(path) as store, Store.open(path) as other:
        for number in range(1, 6):
            store.journal.record(review(number, card=f"c{number}"))
        standings = store.schedule.standings  # the work is interrupted in its middle

        def answering() -> object:
            for number, found in enumerate(standings()):
                other.journal.record(review(100 + number, card="c1"))
                yield found

        monkeypatch.setattr(store.schedule, "standings", answering)
        store.schedule.retune(retention=0.8)
        assert store.schedule.state(CardKey("c1")).reps == 6
        assert store.schedule.scheduler.retention == 0.8
        moved = store.schedule.all_states()
        monkeypatch.undo()
        store.schedule.rebuild()
        assert store.schedule.all_states() == moved


def test_what_cannot_be_swapped_in_changes_nothing(tmp_path: Path) -> None:
    with Store.open(tmp_path / "progress.db") as store:
        store.journal.record(review(1))
        before = store.schedule.all_states()
        store.connection.execute("create temp trigger no before insert on memory begin select raise(abort, 'no'); end")
        with pytest.raises(sqlite3.IntegrityError):
            store.schedule.retune(retention=0.75)
        store.connection.execute("drop trigger no")
        assert store.schedule.all_states() == before
        assert store.schedule.scheduler.retention == DEFAULT_RETENTION
    with Store.open(tmp_path / "progress.db") as store:
        assert store.schedule.scheduler.retention == DEFAULT_RETENTION
