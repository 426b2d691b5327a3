"""Items that are renamed, merged or split keep what a student answered under their former ids."""

from __future__ import annotations

import pytest

from kgquiz.key import CardKey
from kgquiz.memory.log import TAKEN_OVER
from kgquiz.memory.replay import CardState
from kgquiz.storage.store import Store
from tests.support import Person, write

BEFORE = """\
deck: small
title: Мыйзам
cards:
- {id: half.cloze, type: cloze, from: half, text: 'Бюджетте {{50%}} калат.'}
- {id: part.cloze, type: cloze, from: part, text: 'Жарымы — {{50%}}.'}
- {id: term.cloze, type: cloze, from: term, text: 'Мөөнөтү — {{5 жыл}}.'}
"""
MERGED = """\
deck: small
title: Мыйзам
cards:
- {id: share.cloze, type: cloze, from: share, text: 'Үлүшү — {{50%}}.', was: [half.cloze, part.cloze]}
- {id: term.cloze, type: cloze, from: term, text: 'Мөөнөтү — {{5 жыл}}.'}
"""


@pytest.fixture
def student(person: Person) -> Person:
    """She answered all three cards of the first edition, and took one answer back."""
    write(person.shipped, "small.yaml", BEFORE)
    person.types("study", lines="50%\n\n5 жыл\n\n50%\n\n")
    person.clock.go_on(days=1)
    person.types("study", lines="75%\n\n")
    person.types("undo")
    return person


def states(person: Person) -> dict[CardKey, CardState]:
    with Store.open(person.home / "progress.db") as store:
        return store.schedule.all_states()


def events(person: Person) -> list[str]:
    with Store.open(person.home / "progress.db") as store:
        return [event.id for event in store.journal.all()]


def test_a_merged_item_has_the_history_of_both(student: Person) -> None:
    before = states(student)
    write(student.shipped, "small.yaml", MERGED)
    student.types("due")
    after = states(student)
    assert (
        after[CardKey("small/share.cloze")].reps
        == before[CardKey("small/half.cloze")].reps + before[CardKey("small/part.cloze")].reps
    )
    assert {key: after[key] for key in before} == before


def test_history_is_taken_over_once(student: Person) -> None:
    write(student.shipped, "small.yaml", MERGED)
    student.types("due")
    once = events(student)
    assert any(TAKEN_OVER in id_ for id_ in once)
    write(student.shipped, "small.yaml", MERGED + "# another edition\n")
    student.types("due")
    assert events(student) == once


def test_what_is_taken_over_is_nothing_to_undo(student: Person) -> None:
    write(student.shipped, "small.yaml", MERGED)
    student.types("due")
    before = states(student)[CardKey("small/share.cloze")]
    student.types("undo")
    assert states(student)[CardKey("small/share.cloze")] == before


def test_states_replayed_are_the_states_stored(student: Person) -> None:
    write(student.shipped, "small.yaml", MERGED)
    student.types("due")
    stored = states(student)
    with Store.open(student.home / "progress.db") as store:
        store.schedule.rebuild()
    assert states(student) == stored
