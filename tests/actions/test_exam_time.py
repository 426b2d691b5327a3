"""What is begun when an exam ends or stops, and what its time hangs on."""

from __future__ import annotations

import pytest

from kgquiz.actions.desk import Desk
from kgquiz.actions.exam.papers import ExamOptions
from kgquiz.actions.exam.sitting import ExamSitting, begin_exam, prepare_exam, resume_exam
from kgquiz.cards.verdict import Finding
from kgquiz.storage.store import Store
from tests.support import SMALL_DECK, Person, write

EXAM = """\
exam: small
title: A small exam
minutes: 20
pass_mark: 50
shuffle: false
sections:
- {title: Typed, decks: [small], types: [typed], count: 2, points: 1}
- {title: Open, decks: [small], types: [outline], count: 1, points: 2}
"""
MINUTE = 60_000


@pytest.fixture
def candidate(person: Person) -> Person:
    write(person.shipped, "small.exam.yaml", EXAM)
    write(person.shipped, "slow.exam.yaml", EXAM.replace("exam: small", "exam: slow") + "clock: paused\n")
    return person


def begin(person: Person, store: Store, name: str = "small") -> ExamSitting:
    return begin_exam(
        Desk(person.world, store), prepare_exam(Desk(person.world, store), ExamOptions((name,), seed="3"))
    )


def place_of(sitting: ExamSitting, card: str) -> int:
    return next(position for position, item in enumerate(sitting.items) if item.card.id == card)


def test_what_is_typed_and_not_entered_counts_when_time_is_up(candidate: Person) -> None:
    with Store.open(candidate.world.database) as store:
        sitting = begin(candidate, store)
        council, outline = place_of(sitting, "council.typed"), place_of(sitting, "q1.outline")
        sitting.draft(council, ("жогорку кенеш",))
        sitting.draft(outline, ("бирөө болду",))
        assert sitting.answered() == 2
        candidate.clock.go_on(hours=1)
        assert sitting.time_is_up()
        assert sitting.to_self_mark() == [outline]
        assert sitting.proposal(outline) is not None
        sitting.self_mark(outline, ("бирөө",))
        marks = sitting.finish()
    assert (marks[council].answer, marks[council].share) == (("жогорку кенеш",), 1.0)
    assert (marks[outline].answer, marks[outline].share) == (("бирөө болду",), 0.5)


def test_a_draft_outlives_a_crash_and_gives_way_to_what_is_entered_or_taken_back(candidate: Person) -> None:
    with Store.open(candidate.world.database) as store:
        sitting = begin(candidate, store)
        sitting.draft(0, ("жар",))
        sitting.draft(1, ("мэ",))
    with Store.open(candidate.world.database) as store:
        again = resume_exam(Desk(candidate.world, store))
        assert {place: begun.answer for place, begun in again.attempt.drafts.items()} == {0: ("жар",), 1: ("мэ",)}
        again.answer(0, ("жарандар",))
        again.answer(1, ())
        again.hand_in()
        assert {place: given.answer for place, given in again.attempt.given.items()} == {0: ("жарандар",)}


def test_a_draft_typed_after_the_end_does_not_count_but_for_the_moment_the_face_needs(candidate: Person) -> None:
    with Store.open(candidate.world.database) as store:
        sitting = begin(candidate, store)
        candidate.clock.go_on(minutes=20, milliseconds=300)
        sitting.draft(0, ("just in time",))
        assert sitting.time_is_up()
        assert sitting.attempt.ended == sitting.attempt.started + 20 * MINUTE
        sitting.draft(1, ("late",))
        assert sitting.attempt.given.keys() == {0}
        late = begin(candidate, store)
        candidate.clock.go_on(minutes=21)
        late.draft(0, ("late",))
        assert late.time_is_up()
        assert not late.attempt.given


def test_an_answer_entered_a_moment_late_counts(candidate: Person) -> None:
    with Store.open(candidate.world.database) as store:
        sitting = begin(candidate, store)
        candidate.clock.go_on(minutes=20, milliseconds=300)
        assert not sitting.answer(0, ("just in time",))
        assert sitting.attempt.given[0].answer == ("just in time",)


def test_a_clock_that_pauses_does_so_through_a_crash_too(candidate: Person) -> None:
    with Store.open(candidate.world.database) as store:
        sitting = begin(candidate, store, "slow")
        candidate.clock.go_on(minutes=1)
        sitting.show(1)  # and then nothing more: the program is killed
    candidate.clock.go_on(days=2)
    with Store.open(candidate.world.database) as store:
        again = resume_exam(Desk(candidate.world, store))
        assert not again.attempt.is_over
        assert 18.9 * MINUTE < again.time_left() <= 19 * MINUTE


def test_a_running_clock_runs_through_a_crash(candidate: Person) -> None:
    with Store.open(candidate.world.database) as store:
        begin(candidate, store)
    candidate.clock.go_on(days=2)
    with Store.open(candidate.world.database) as store:
        assert resume_exam(Desk(candidate.world, store)).attempt.by_clock


@pytest.mark.parametrize("days", [-400, -1, 1, 400])
def test_a_wall_clock_that_is_set_moves_no_countdown_and_is_spoken_of(candidate: Person, days: int) -> None:
    world = candidate.world
    with Store.open(world.database) as store:
        sitting = begin_exam(Desk(world, store), prepare_exam(Desk(world, store), ExamOptions(("small",))))
        candidate.clock.go_on(minutes=5)
        candidate.clock.is_set(days=days)
        assert 14.9 * MINUTE < sitting.time_left() <= 15 * MINUTE
        candidate.clock.go_on(minutes=5)
        assert 9.9 * MINUTE < sitting.time_left() <= 10 * MINUTE
        sitting.pause()
    (told,) = world.notices
    assert "clock was set by" in str(told)


def test_a_clock_set_back_between_two_runs_does_not_stop_the_countdown(candidate: Person) -> None:
    with Store.open(candidate.world.database) as store:
        candidate.clock.go_on(minutes=5)
        begin(candidate, store).show(0)
    candidate.clock.is_set(days=-30)
    world = candidate.world
    with Store.open(world.database) as store:
        again = resume_exam(Desk(world, store))
        candidate.clock.go_on(minutes=5)
        assert 14.9 * MINUTE < again.time_left() <= 15 * MINUTE
        candidate.clock.go_on(minutes=16)
        assert again.time_is_up()
    assert ["set back" in str(told) for told in world.notices] == [True]


def test_an_exam_is_marked_by_the_terms_its_decks_had_when_it_began(candidate: Person) -> None:
    """«мэр» is another term of the deck, and still so where the deck has lost that card meanwhile."""
    with Store.open(candidate.world.database) as store:
        begin(candidate, store)
    without = "\n".join(line for line in SMALL_DECK.splitlines() if "мэр" not in line and "wrong:" not in line)
    write(candidate.shipped, "small.yaml", without + "\n")
    with Store.open(candidate.world.database) as store:
        sitting = resume_exam(Desk(candidate.world, store))
        council = place_of(sitting, "council.typed")
        sitting.answer(council, ("мэр",))
        sitting.hand_in()
        found = sitting.finish()[council].verdict
        fresh = begin_exam(
            Desk(candidate.world, store), prepare_exam(Desk(candidate.world, store), ExamOptions(("small",), items=1))
        )
        fresh.answer(0, ("мэр",))
        fresh.hand_in()
        now = fresh.finish()[0].verdict
    assert (found.finding, found.other) == (Finding.OTHER_TERM, "мэр")
    assert now.finding is Finding.WRONG
