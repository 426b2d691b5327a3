from __future__ import annotations

from dataclasses import replace

from kgquiz.key import CardKey
from kgquiz.memory.log import Event, Kind
from kgquiz.memory.model import Rating
from kgquiz.memory.pace import LONGEST_LOOK, LONGEST_THOUGHT, outcomes, paced, seconds_spent
from kgquiz.memory.planning.costs import AnswerOutcome


def answered(  # noqa: PLR0913 - what an answer consists of
    number: int, at: float, spent: float, *, card: str = "a", day: int = 1, wrong: bool = False
) -> Event:
    rating = Rating.AGAIN if wrong else Rating.GOOD
    at, spent = at * 1000, spent * 1000
    return Event(
        id=str(number), kind=Kind.REVIEW, card=CardKey(card), at=int(at), day=day, rating=rating, spent=int(spent)
    )


def test_looking_at_the_finding_counts_as_time_of_its_card() -> None:
    first, second = answered(1, 10, 8), answered(2, 25, 9, card="b")
    assert [a.seconds for a in paced([second, first])] == [8 + 6, 9]


def test_a_break_counts_for_nothing() -> None:
    first, second = answered(1, 10, 8), answered(2, 3600, 9, card="b")
    assert seconds_spent([first, second]) == 17
    assert LONGEST_LOOK < 3600


def test_a_long_pause_over_a_card_is_trimmed() -> None:
    assert seconds_spent([answered(1, 10_000, 9_000)]) == LONGEST_THOUGHT


def test_the_night_is_no_look_at_a_finding() -> None:
    first, second = answered(1, 10, 8), answered(2, 20, 5, card="b", day=2)
    assert seconds_spent([first, second]) == 13


def test_repeats_of_a_day_belong_to_its_first_answer() -> None:
    events = [
        answered(1, 10, 10, wrong=True),
        answered(2, 20, 5),
        answered(3, 100_000, 4, day=3),
        answered(4, 200_000, 7, day=9, wrong=True),
        replace(answered(5, 200_010, 6, card="gone"), day=9),
    ]
    assert outcomes(events, {CardKey("a"): "typed"}) == [
        ("typed", AnswerOutcome.NEW, 10 + 5 + 5),
        ("typed", AnswerOutcome.RIGHT, 4),
        ("typed", AnswerOutcome.WRONG, 7 + 4),
    ]


def test_nothing_answered_takes_no_time() -> None:
    assert seconds_spent([]) == 0
