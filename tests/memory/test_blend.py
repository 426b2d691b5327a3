"""Two replays of one log, and the recall blended of both."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kgquiz.memory.blend import (
    LUCK,
    PLAIN,
    Blended,
    Form,
    Sighting,
    chance_known,
    eased,
    of_item,
    perhaps_known,
    replayed,
    supposing_known,
)
from kgquiz.memory.log import head_start
from kgquiz.memory.model import Memory, Rating, Scheduler, recall

SCHEDULER = Scheduler()
CHOICE = Form(ease=1.0, guess=0.25)


def sightings(form: Form = PLAIN) -> st.SearchStrategy[list[Sighting]]:
    days = st.lists(st.tuples(st.integers(0, 40), st.sampled_from(Rating)), min_size=1, max_size=12)
    return days.map(
        lambda steps: [
            Sighting(number, f"{number}", sum(gap for gap, _ in steps[: number + 1]), rating, form)
            for number, (_, rating) in enumerate(steps)
        ]
    )


memories = st.builds(Memory, st.floats(0.1, 300), st.floats(1, 10), st.integers(0, 100))


@given(sightings())
def test_without_ease_and_guess_a_replay_is_plain_fsrs_to_the_last_digit(answers: list[Sighting]) -> None:
    memory = None
    for answer in answers:
        memory = SCHEDULER.after(memory, answer.rating, answer.day)
    assert replayed(answers, SCHEDULER) == memory


@given(memories, memories, st.floats(0, 400))
def test_a_share_of_nothing_is_the_cards_own_recall_to_the_last_digit(own: Memory, item: Memory, ahead: float) -> None:
    assert Blended(own, item, 0.0).recalled(ahead) == recall(ahead - own.last_day, own.stability)


@given(memories, st.floats(0, 1), st.floats(0, 400))
def test_a_card_whose_item_was_asked_by_it_alone_stays_as_it_is(own: Memory, tau: float, ahead: float) -> None:
    assert Blended(own, own, tau).recalled(ahead) == Blended(own, None, 0.0).recalled(ahead)


@given(memories, memories, st.floats(0, 1), st.floats(0, 400))
def test_blended_recall_lies_between_the_cards_and_the_items(
    own: Memory, item: Memory, tau: float, ahead: float
) -> None:
    by_card, by_item = Blended(own, None, 0).recalled(ahead), Blended(item, None, 0).recalled(ahead)
    found = Blended(own, item, tau).recalled(ahead)
    assert min(by_card, by_item) - 1e-12 <= found <= max(by_card, by_item) + 1e-12


def test_an_unseen_card_of_a_known_item_is_worth_its_share_of_the_items_recall() -> None:
    item = Memory(20.0, 5.0, 10)
    assert Blended(None, item, 0.6).recalled(30) == pytest.approx(0.6 * recall(20, 20.0))
    assert Blended(None, None, 0.6).recalled(30) == 0


@given(sightings(CHOICE))
def test_a_right_answer_that_may_be_guessed_says_less_than_a_sure_one(answers: list[Sighting]) -> None:
    sure = replayed([Sighting(a.at, a.id, a.day, a.rating) for a in answers], SCHEDULER)
    guessed = replayed(answers, SCHEDULER)
    assert sure is not None
    assert guessed is not None
    if all(answer.rating is Rating.AGAIN for answer in answers):
        assert guessed == sure
    elif len(answers) == 1:
        assert guessed.stability <= sure.stability + 1e-6


@given(sightings(CHOICE))
def test_a_replay_goes_by_time_in_whichever_order_the_answers_come(answers: list[Sighting]) -> None:
    assert replayed(answers[::-1], SCHEDULER) == replayed(answers, SCHEDULER)


@given(st.floats(0, 1), st.floats(-3, 3))
def test_ease_keeps_a_recall_between_nothing_and_all(recalled: float, logits: float) -> None:
    assert 0 <= eased(recalled, logits) <= 1
    assert eased(recalled, 0) == recalled


def test_what_a_placement_found_known_counts_once_for_the_item_and_is_no_guess() -> None:
    choice = Form(1.0, 0.25)
    ahead = [Sighting(1, f"k{n}", 100, Rating.EASY, choice, is_head_start=True) for n in range(3)]
    assert replayed(of_item([[one] for one in ahead]), Scheduler()) == Scheduler().after(None, Rating.EASY, 100)


PLACED = Sighting(1, "k", 100, Rating.EASY, is_head_start=True, chance=0.7)
GUESSED = Sighting(2, "a", 105, Rating.GOOD, CHOICE)


def test_right_answers_speak_for_what_is_supposed_known_as_far_as_they_are_no_guesses_and_a_wrong_one_ends_it() -> None:
    assert chance_known(PLACED, [PLACED]) == 0.7
    half = replace(GUESSED, form=Form(1.0, 0.5))
    assert chance_known(PLACED, [half]) == pytest.approx(0.7 / (0.7 + 0.3 * 0.5))
    assert chance_known(PLACED, [replace(GUESSED, form=PLAIN)]) == pytest.approx(0.7 / (0.7 + 0.3 * LUCK))
    assert chance_known(PLACED, [replace(GUESSED, rating=Rating.AGAIN)]) is None
    assert chance_known(PLACED, [replace(GUESSED, at=0, rating=Rating.AGAIN)]) == 0.7, "the placement knew of that"


def test_what_is_supposed_known_is_remembered_as_a_sure_head_start_and_answers_stay() -> None:
    found = supposing_known([PLACED, GUESSED], PLACED)
    assert [(one.day, one.rating) for one in found] == [*head_start(100, 1.0), (105, Rating.GOOD)]
    asked = replayed(supposing_known([replace(GUESSED, at=1, id="b", day=100)], PLACED), SCHEDULER)
    assert asked is not None
    assert asked.stability > 30, "known before the placement asked it"


@given(memories, memories, st.floats(0, 1))
def test_what_is_perhaps_known_lies_between_known_before_and_learnt_now(
    first: Memory, second: Memory, p: float
) -> None:
    found = perhaps_known(first, second, p)
    assert found is not None
    low, high = sorted((first.stability, second.stability))
    assert low * 0.999 <= found.stability <= high * 1.001
    assert perhaps_known(first, None, p) == perhaps_known(None, first, p) == first
