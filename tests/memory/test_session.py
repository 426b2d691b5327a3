from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kgquiz.key import CardKey
from kgquiz.memory.model import Rating
from kgquiz.memory.queue import Entry
from kgquiz.memory.session import APART, LEECH, Session, StepKind, StudyStep, after, replay


def cards(count: int) -> list[Entry]:
    return [Entry(CardKey(f"c{n}"), f"i{n}", "d", "typed") for n in range(count)]


def ask(session: Session) -> CardKey:
    entry = session.line.next()
    assert entry is not None
    return entry.card


def answered(session: Session, *, right: bool) -> Session:
    """The card on show is answered."""
    rating = Rating.GOOD if right else Rating.AGAIN
    return after(session, StudyStep(StepKind.ANSWER, ask(session), f"e{len(session.steps)}", rating))


UNDO = StudyStep(StepKind.UNDO)


def test_a_lapsed_card_returns_in_the_same_session() -> None:
    session, order = Session.of(cards(8)), []
    while session.line.next() is not None:
        order.append(ask(session))
        session = answered(session, right=not (order[-1] == "c1" and order.count(CardKey("c1")) == 1))
    assert order.count(CardKey("c1")) == 2
    first, second = (n for n, card in enumerate(order) if card == "c1")
    assert second - first == APART + 1


def test_a_lapsed_card_returns_at_once_when_nothing_else_is_left() -> None:
    assert ask(answered(Session.of(cards(1)), right=False)) == "c0"


def test_a_card_answered_right_is_done() -> None:
    session = answered(Session.of(cards(1)), right=True)
    assert session.line.next() is None
    assert (session.line.done, session.line.left) == (1, 0)


def test_a_skipped_card_goes_to_the_end() -> None:
    session = after(Session.of(cards(3)), StudyStep(StepKind.SKIP, CardKey("c0")))
    assert [e.card for e in session.line.waiting] == ["c1", "c2", "c0"]


def test_an_undone_card_is_asked_next() -> None:
    session = after(answered(Session.of(cards(3)), right=True), UNDO)
    assert ask(session) == "c0"
    assert session.line.done == 0


@pytest.mark.parametrize("deed", [StepKind.SUSPEND, StepKind.SKIP])
def test_a_suspended_or_skipped_card_is_asked_next_when_that_is_undone(deed: StepKind) -> None:
    before = answered(Session.of(cards(3)), right=True)
    there = after(before, StudyStep(deed, CardKey("c1"), "s"))
    assert ask(there) == "c2"
    assert after(there, UNDO) == before


def test_an_answer_overruled_later_counts_as_if_it_had_been_right_from_the_first() -> None:
    session = answered(answered(Session.of(cards(3)), right=False), right=True)
    overruled = after(session, StudyStep(StepKind.AMEND, CardKey("c0"), "a", Rating.GOOD, target="e0"))
    assert (overruled.line.done, overruled.line.left, overruled.line.returning) == (2, 1, ())
    assert after(overruled, UNDO) == session


def test_with_nothing_done_there_is_nothing_to_undo() -> None:
    session = Session.of(cards(2))
    assert session.last() is None
    assert after(session, UNDO) == session


def test_a_card_that_its_author_took_out_does_not_stand_before_an_undo() -> None:
    session = answered(Session.of(cards(3)), right=True)
    gone = after(session, StudyStep(StepKind.GONE, CardKey("c1")))
    last = gone.last()
    assert last is not None
    assert last.card == "c0"
    assert ask(after(gone, UNDO)) == "c0"


@given(st.integers(1, 12), st.lists(st.booleans(), max_size=60))
def test_every_card_is_answered_right_exactly_once_in_the_end(count: int, luck: list[bool]) -> None:
    session, right, answers = Session.of(cards(count)), list[CardKey](), iter(luck)
    while session.line.next() is not None:
        good = next(answers, True)
        right += [ask(session)] * good
        session = answered(session, right=good)
    assert sorted(right + session.line.leeches()) == sorted(f"c{n}" for n in range(count))
    assert session.line.done == len(right)


def test_a_card_missed_eight_times_leaves_the_sitting() -> None:
    session, asked = Session.of(cards(1)), 0
    while session.line.next() is not None:
        asked += 1
        session = answered(session, right=False)
    assert asked == LEECH
    assert session.line.leeches() == ["c0"]


deeds = st.lists(
    st.tuples(st.sampled_from(list(StepKind)), st.sampled_from(list(Rating)), st.integers(0, 9)), max_size=40
)


def step_of(session: Session, deed: StepKind, rating: Rating, number: int, place: int) -> StudyStep | None:
    """A step such as she could take now; None where there is nothing to do it to."""
    if deed is StepKind.UNDO:
        return UNDO
    if deed is StepKind.AMEND:
        answers = [step for step in session.steps if step.deed is StepKind.ANSWER]
        if not answers:
            return None
        target = answers[number % len(answers)]
        return StudyStep(deed, target.card, f"e{place}", rating, target=target.id)
    entry = session.line.next()
    return (
        None if entry is None else StudyStep(deed, entry.card, f"e{place}", rating if deed is StepKind.ANSWER else None)
    )


def lived(count: int, drawn: list[tuple[StepKind, Rating, int]]) -> tuple[Session, list[StudyStep]]:
    """A session lived step by step, and the steps."""
    session, steps = Session.of(cards(count)), list[StudyStep]()
    for place, (deed, rating, number) in enumerate(drawn):
        step = step_of(session, deed, rating, number, place)
        if step is not None:
            steps.append(step)
            session = after(session, step)
    return session, steps


@given(st.integers(1, 8), deeds)
def test_the_fold_of_the_steps_is_the_session_that_was_lived(
    count: int, drawn: list[tuple[StepKind, Rating, int]]
) -> None:
    session, steps = lived(count, drawn)
    assert replay(cards(count), steps) == session
    assert replay(cards(count), session.steps) == session  # what stands is all there is to know


@given(st.integers(1, 8), deeds, st.sampled_from(list(StepKind)), st.sampled_from(list(Rating)), st.integers(0, 9))
def test_undo_of_any_step_restores_the_session(
    count: int, drawn: list[tuple[StepKind, Rating, int]], deed: StepKind, rating: Rating, number: int
) -> None:
    session, _ = lived(count, [one for one in drawn if one[0] is not StepKind.GONE])
    step = step_of(session, deed, rating, number, 999)
    if step is not None and deed not in {StepKind.UNDO, StepKind.GONE}:
        assert after(after(session, step), UNDO) == session


@given(st.integers(1, 8), deeds)
def test_no_card_is_lost_or_doubled(count: int, drawn: list[tuple[StepKind, Rating, int]]) -> None:
    session, _ = lived(count, drawn)
    line = session.line
    coming = [*line.waiting, *(entry for _, entry in line.returning)]
    taken_out = {step.card for step in session.steps if step.deed in {StepKind.SUSPEND, StepKind.GONE}}
    assert len({entry.card for entry in coming}) == len(coming) == line.left
    assert line.left + line.done + len(set(line.leeches())) + len(taken_out - set(line.leeches())) >= count
    assert line.left + line.done <= count


def test_a_session_is_a_value() -> None:
    session = Session.of(cards(2))
    answered(session, right=True)
    assert session == replace(Session.of(cards(2)))


EASY = Entry(CardKey("easy"), "i0", "d", "choice")


def failed(session: Session, easier: Entry = EASY) -> Session:
    """The card on show is answered wrong, and its item has an easier one."""
    return after(
        session, StudyStep(StepKind.ANSWER, ask(session), f"e{len(session.steps)}", Rating.AGAIN, easier=easier)
    )


def test_an_easier_card_of_the_item_is_asked_before_a_wrong_one_returns() -> None:
    session, order = failed(Session.of(cards(12))), ["c0"]
    while session.line.next() is not None:
        order.append(ask(session))
        session = answered(session, right=True)
    assert [order.index("easy"), len(order) - 1 - order[::-1].index("c0")] == [1 + APART, 1 + 2 * APART]
    assert (order.count("easy"), order.count("c0")) == (1, 2)


def test_the_easier_card_comes_after_the_first_miss_alone() -> None:
    session = failed(Session.of(cards(1)))
    assert [entry.card for _, entry in session.line.returning] == ["easy", "c0"]
    session = failed(answered(session, right=True))
    assert [entry.card for _, entry in session.line.returning] == ["c0"]


def test_an_easier_card_that_is_in_the_line_is_not_asked_twice() -> None:
    session = failed(Session.of([*cards(2), EASY]))
    assert [entry.card for entry in session.line.waiting] == ["c1", "easy"]
    assert [(turn, entry.card) for turn, entry in session.line.returning] == [(1 + APART, "c0")]


def test_those_that_failed_earlier_return_earlier() -> None:
    session = answered(failed(Session.of(cards(12))), right=False)
    assert [entry.card for _, entry in session.line.returning] == ["easy", "c1", "c0"]
    assert [turn for turn, _ in session.line.returning] == [1 + APART, 2 + APART, 1 + 2 * APART]


def test_two_that_return_at_the_same_turn_come_in_the_order_of_failing() -> None:
    session = failed(Session.of(cards(12)))
    for _ in range(APART - 1):
        session = answered(session, right=True)
    session = answered(session, right=False)
    assert [(turn, entry.card) for turn, entry in session.line.returning][-2:] == [(9, "c0"), (9, "c4")]
