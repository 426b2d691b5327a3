"""Sittings over what fits a query, and sittings that end by the clock."""

from __future__ import annotations

from datetime import timedelta

import pytest

from kgquiz.actions.study.home import missed_lately
from kgquiz.actions.study.queue import StudyOptions
from kgquiz.actions.study.sitting import start_study
from kgquiz.errors import NothingToDo
from kgquiz.memory.log import Kind
from tests.support import Person


def asked(person: Person, options: StudyOptions) -> list[str]:
    return [entry.card for entry in person.asks(start_study, options).session.start]


def miss(person: Person, card: str) -> None:
    """One wrong answer, the sitting left after it."""
    said = person.types("study", "--where", f"id:{card}", "--plain", lines="башка\n:quit\n")
    assert said.code == 0, said.err


def test_only_what_fits_is_asked(person: Person) -> None:
    assert asked(person, StudyOptions(where="type:typed")) == ["small/council.typed", "small/head.typed"]
    assert asked(person, StudyOptions(where="парламент")) == ["small/council.typed"]


def test_what_was_missed_is_asked_although_it_is_not_due(person: Person) -> None:
    miss(person, "council.typed")
    person.clock.go_on(hours=20)
    said = person.types("study", "--where", "id:council.typed", "--plain", lines="Жогорку Кеңеш\n")
    assert "1 card answered" in said.out
    person.clock.go_on(hours=20)
    assert asked(person, StudyOptions(where="is:missed", new=0)) == ["small/council.typed"]
    person.clock.go_on(days=7)
    with pytest.raises(NothingToDo, match="is:missed"):
        asked(person, StudyOptions(where="is:missed", new=0))


def test_one_card_of_an_item_at_a_time_and_all_of_them_in_a_drill(person: Person) -> None:
    assert asked(person, StudyOptions(where="item:head")) == ["small/head.choice"]
    assert sorted(asked(person, StudyOptions(where="item:head", cram=True))) == [
        "small/head.choice",
        "small/head.typed",
    ]


def test_new_cards_are_as_many_as_are_asked_for(person: Person) -> None:
    assert len(asked(person, StudyOptions(where="deck:small", new=2))) == 2


def test_a_mistake_in_the_query_ends_nothing_half_done(person: Person) -> None:
    said = person.types("study", "--where", "stat:due")
    assert said.code == 2
    assert "Did you mean state?" in said.err
    assert person.types("exam", "--where", "deck:nope", "--plain").code == 3


def test_a_sitting_of_minutes_puts_no_card_after_its_end(person: Person) -> None:
    sitting = person.asks(start_study, StudyOptions(minutes=15))
    assert sitting.ends is not None
    assert 0 < (sitting.seconds_left() or 0) <= 15 * 60


def test_the_card_on_show_may_be_answered_after_the_end(person: Person) -> None:
    person.clock.step = timedelta(minutes=4)
    said = person.types("study", "--type", "typed", "--minutes", "1", "--plain", lines="Жогорку Кеңеш\nмэр\n")
    assert "1 card answered" in said.out
    assert "1 card left of this sitting" in said.out


def test_an_exam_asks_what_fits(person: Person) -> None:
    said = person.types("exam", "--where", "type:typed", "--items", "1", "--plain", lines="\n:hand-in\ny\n")
    assert "type:typed" in said.out
    none = person.types("exam", "--where", "type:outline", "--plain")
    assert "No card that an exam can mark fits 'type:outline'." in none.err


def test_home_counts_what_was_missed_lately_without_what_was_overruled_or_undone(person: Person) -> None:
    assert person.asks(missed_lately) == 0
    miss(person, "council.typed")
    assert person.asks(missed_lately) == 1
    assert "Missed in the last seven days: 1 card" in person.types().out
    assert person.types("undo").code == 0
    assert person.asks(missed_lately) == 0
    assert Kind.UNDO in {event.kind for event in person.asks(lambda desk: desk.store.journal.newest(1))}


def test_the_week_s_misses_are_one_key_from_the_summary(person: Person) -> None:
    lines = "башка\nЖогорку Кеңеш\nw\nЖогорку Кеңеш\n"
    said = person.types("study", "--where", "id:council.typed", "--plain", lines=lines)
    assert "w: missed this week" in said.out
    assert said.out.count("Парламент кандай аталат?") >= 3
