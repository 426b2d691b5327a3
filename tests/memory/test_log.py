from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from kgquiz.key import CardKey
from kgquiz.memory.log import Event, Kind, Mode, standing
from kgquiz.memory.model import Rating, Scheduler
from kgquiz.memory.replay import CardState, replay


def review(number: int, rating: Rating = Rating.GOOD, mode: Mode = Mode.STUDY) -> Event:
    return Event(
        id=f"e{number:03}", kind=Kind.REVIEW, card=CardKey("c"), at=number, day=number // 3, rating=rating, mode=mode
    )


def about(number: int, kind: Kind, target: str = "", rating: Rating | None = None) -> Event:
    return Event(
        id=f"e{number:03}", kind=kind, card=CardKey("c"), at=number, day=number // 3, target=target, rating=rating
    )


def test_an_undone_review_does_not_count() -> None:
    events = [review(1), review(2, Rating.AGAIN), about(3, Kind.UNDO, "e002")]
    assert standing(events).reviews == ((0, Rating.GOOD),)


def test_an_amendment_changes_the_rating_and_its_undoing_restores_it() -> None:
    events = [review(1, Rating.AGAIN), about(2, Kind.AMEND, "e001", Rating.GOOD)]
    assert standing(events).reviews == ((0, Rating.GOOD),)
    assert standing([*events, about(3, Kind.UNDO, "e002")]).reviews == ((0, Rating.AGAIN),)


def test_the_last_amendment_counts() -> None:
    events = [review(1), about(2, Kind.AMEND, "e001", Rating.EASY), about(3, Kind.AMEND, "e001", Rating.HARD)]
    assert standing(events).reviews == ((0, Rating.HARD),)


def test_cramming_leaves_no_trace_in_the_schedule() -> None:
    assert standing([review(1), review(2, mode=Mode.CRAM)]).reviews == ((0, Rating.GOOD),)


def test_an_exam_answer_counts_as_a_review() -> None:
    assert len(standing([review(1), review(2, mode=Mode.EXAM)]).reviews) == 2


def test_a_card_is_suspended_until_it_is_resumed() -> None:
    suspended = [about(1, Kind.SUSPEND)]
    assert standing(suspended).suspended
    assert not standing([*suspended, about(2, Kind.RESUME)]).suspended
    assert not standing([*suspended, about(2, Kind.UNDO, "e001")]).suspended


@given(st.permutations([review(1), review(2, Rating.AGAIN), review(5), about(6, Kind.UNDO, "e002")]))
def test_the_order_in_which_events_arrive_does_not_matter(events: list[Event]) -> None:
    assert standing(events).reviews == ((0, Rating.GOOD), (1, Rating.GOOD))


def test_a_card_never_answered_has_no_memory() -> None:
    assert replay({CardKey("c"): standing([about(1, Kind.SUSPEND)])}, Scheduler()) == {"c": CardState(suspended=True)}


def test_lapses_count_wrong_answers_after_the_first() -> None:
    events = [review(1, Rating.AGAIN), review(4, Rating.AGAIN), review(7), replace(review(9, Rating.AGAIN))]
    state = replay({CardKey("c"): standing(events)}, Scheduler())[CardKey("c")]
    assert (state.reps, state.lapses, state.first_day) == (4, 2, 0)


def test_what_is_surely_known_counts_as_recalled_after_a_week_and_what_is_likely_as_an_easy_answer() -> None:
    known = Event(id="k", kind=Kind.KNOWN, card=CardKey("a/1"), at=1, day=100, score=0.95)
    sure, likely = standing([known]), standing([replace(known, score=0.85)])
    assert sure.reviews == ((93, Rating.EASY), (100, Rating.GOOD))
    assert likely.reviews == standing([replace(known, score=None)]).reviews == ((100, Rating.EASY),)
    assert standing([replace(known, score=0.5)]).reviews == (), "the plan alone reckons with less than likely"
    assert (sure.head_starts, likely.head_starts) == ((0, 1), (0,))
    state = replay({CardKey("a/1"): sure}, Scheduler())[CardKey("a/1")]
    assert (state.reps, state.first_day) == (1, 100)
    assert state.due > 120


def test_taking_a_head_start_back_leaves_nothing() -> None:
    known = Event(id="k", kind=Kind.KNOWN, card=CardKey("a/1"), at=1, day=100, score=0.95)
    undo = Event(id="u", kind=Kind.UNDO, card=CardKey("a/1"), at=2, day=101, target="k")
    assert standing([known, undo]).reviews == ()
