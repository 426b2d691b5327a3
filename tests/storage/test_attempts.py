from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from kgquiz.cards.verdict import Allowance, Finding, Forgiven, Near, Nearness
from kgquiz.exam.attempt import Act, ExamStep, replay
from kgquiz.exam.form import Assembly
from kgquiz.exam.scoring import mark_form
from kgquiz.exam.sitting import Sitting, WholeSitting
from kgquiz.memory.log import Event, Kind, Mode
from kgquiz.memory.model import Rating
from kgquiz.storage.attempts import DamagedExam
from kgquiz.storage.store import Store
from tests.exam.support import plan, pool

NINE = 1_772_442_000_000
HEAD = Sitting(0, "id-1", plan(), "7@1", practice=False, started=NINE)
FORM = Assembly(plan(), pool(60)).form(Random(7))
TERMS = {"d1": [("Жогорку Кеңеш", "ЖК"), ("Ижара",)]}


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "progress.db") as opened:
        yield opened


def test_a_sitting_is_read_back_as_it_was_begun(store: Store) -> None:
    number = store.attempts.begin(HEAD, FORM, TERMS)
    found = store.attempts.get(number)
    assert found == Sitting(number, "id-1", plan(), "7@1", practice=False, started=NINE)
    assert found.is_open
    assert store.attempts.items(number) == FORM
    assert store.attempts.terms(number) == {"d1": [["Жогорку Кеңеш", "ЖК"], ["Ижара"]]}
    assert store.attempts.steps(number) == [ExamStep(Act.START, NINE)]
    assert store.attempts.asked(number) == {item.item for item in FORM}


def test_steps_are_kept_in_their_order(store: Store) -> None:
    number = store.attempts.begin(HEAD, FORM, TERMS)
    other = store.attempts.begin(Sitting(0, "id-2", plan(), "8", practice=True, started=NINE), FORM, TERMS)
    steps = [
        ExamStep(Act.SHOW, NINE, 3),
        ExamStep(Act.ANSWER, NINE, 3, ("өкмөт", "")),
        ExamStep(Act.SURE, NINE - 5, 3, sure=2),
    ]
    for step in steps:
        store.attempts.append(number, step)
        store.attempts.append(other, ExamStep(Act.FLAG, NINE, 1))
    assert store.attempts.steps(number) == [ExamStep(Act.START, NINE), *steps]
    assert len(store.attempts.steps(other)) == 4


def test_the_newest_unmarked_sitting_is_gone_on_with(store: Store) -> None:
    assert store.attempts.newest_open() is None
    numbers = [
        store.attempts.begin(Sitting(0, f"id-{n}", plan(), "1", practice=False, started=NINE), FORM, {}) for n in (1, 2)
    ]
    newest = store.attempts.newest_open()
    assert newest is not None
    assert newest.number == numbers[1]
    store.attempts.append(numbers[1], ExamStep(Act.TIME_UP, NINE + 9))
    store.attempts.finish(numbers[1], mark_form(plan(), FORM, replay([]), {}), NINE + 10, [])
    newest = store.attempts.newest_open()
    assert newest is not None
    assert newest.number == numbers[0]
    ended = store.attempts.get(numbers[1])
    assert ended is not None
    assert (ended.ended, ended.marked, ended.is_open) == (NINE + 9, NINE + 10, False)
    assert [s.number for s in store.attempts.of_exam("mid-term")] == numbers


def review(position: int) -> Event:
    return Event(
        id=f"id-1-{position:04d}",
        kind=Kind.REVIEW,
        card=FORM[position].key,
        at=NINE,
        day=739_677,
        mode=Mode.EXAM,
        rating=Rating.AGAIN,
        attempt="id-1",
    )


def test_marks_and_reviews_are_kept_together_and_once(store: Store) -> None:
    number = store.attempts.begin(HEAD, FORM, TERMS)
    answered = replay([ExamStep(Act.START, NINE), ExamStep(Act.ANSWER, NINE, 0, FORM[0].card.solution())])
    marks = mark_form(plan(), FORM, answered, {})
    store.attempts.finish(number, marks, NINE + 1, [review(0)])
    store.attempts.finish(number, marks[:1], NINE + 2, [review(0), review(1)])
    assert store.attempts.marks(number) == marks
    assert marks[1].verdict.finding is Finding.EMPTY
    assert [event.id for event in store.journal.all()] == ["id-1-0000"]
    found = store.attempts.get(number)
    assert found is not None
    assert (found.marked, found.points, found.worth) == (NINE + 1, 1.0, 20.0)


def test_a_mark_keeps_what_was_forgiven_and_what_its_answer_was_near_to(store: Store) -> None:
    number = store.attempts.begin(HEAD, FORM, TERMS)
    first, second, *rest = mark_form(plan(), FORM, replay([ExamStep(Act.START, NINE)]), {})
    near = Near(Nearness.DATE_YEAR, "2012", "2011")
    forgiven = (Forgiven("ск", "скважина", Allowance.ENDING), Forgiven("", "КР", Allowance.STATE))
    marks = (
        replace(first, verdict=replace(first.verdict, near=near)),
        replace(second, verdict=replace(second.verdict, forgiven=forgiven)),
        *rest,
    )
    store.attempts.finish(number, marks, NINE + 1, [])
    assert store.attempts.marks(number) == marks


def test_marking_that_fails_leaves_neither_marks_nor_reviews(store: Store) -> None:
    number = store.attempts.begin(HEAD, FORM, TERMS)
    store.connection.execute("create trigger full before insert on log begin select raise(abort, 'disk'); end")
    with pytest.raises(sqlite3.IntegrityError):
        store.attempts.finish(number, mark_form(plan(), FORM, replay([]), {}), NINE, [review(0)])
    assert store.attempts.marks(number) == ()
    assert store.journal.count() == 0


def test_what_was_asked_does_not_change_with_the_deck(store: Store) -> None:
    """The form holds its cards: no deck was ever read here, and it is whole."""
    number = store.attempts.begin(HEAD, FORM, TERMS)
    assert [item.prompt() for item in store.attempts.items(number)] == [item.prompt() for item in FORM]


def test_a_sitting_that_took_place_on_paper_is_kept_as_any_other(store: Store) -> None:
    answered = ExamStep(Act.ANSWER, NINE + 1, 0, FORM[0].card.solution())
    marks = mark_form(plan(), FORM, replay([ExamStep(Act.START, NINE), answered]), {})
    number = store.attempts.record(WholeSitting(HEAD, FORM, TERMS, (answered,), marks, NINE + 5, (review(0),)))
    assert store.attempts.items(number) == FORM
    assert store.attempts.terms(number) == {"d1": [["Жогорку Кеңеш", "ЖК"], ["Ижара"]]}
    assert store.attempts.steps(number) == [ExamStep(Act.START, NINE), answered]
    assert store.attempts.marks(number) == marks
    newest = store.attempts.newest_marked()
    assert newest is not None
    assert (newest.number, newest.marked) == (number, NINE + 5)
    assert store.journal.count() == 1


def test_an_examiners_mark_is_kept_and_one_that_is_no_figure_is_damage(store: Store) -> None:
    number = store.attempts.begin(HEAD, FORM, TERMS)
    award = ExamStep(Act.AWARD, NINE + 1, 0, ("0.5",))
    store.attempts.append(number, award)
    assert store.attempts.steps(number)[1] == award
    store.connection.execute("update attempt_step set answer = '[\"much\"]' where seq = 2")
    with pytest.raises(DamagedExam):
        store.attempts.steps(number)
