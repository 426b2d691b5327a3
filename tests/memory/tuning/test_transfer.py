"""How much the cards of one item share, read from simulated answers."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from kgquiz.key import CardKey
from kgquiz.memory.blend import USUAL_TAU, Blended, Sighting, remembering
from kgquiz.memory.model import Memory, Rating, Scheduler
from kgquiz.memory.tuning.transfer import FEWEST_ANSWERS, Transfer, foretold, transfer

SCHEDULER = Scheduler()


A1, A2 = CardKey("a.1"), CardKey("a.2")


def lived(tau: float, items: int, seed: int = 3) -> list[dict[CardKey, list[Sighting]]]:
    """Answers of a student whose recall is blended by `tau`, each item asked by three cards in turn."""
    chance = np.random.default_rng(seed)
    return [_of_item(tau, item, chance) for item in range(items)]


def _of_item(tau: float, item: int, chance: np.random.Generator) -> dict[CardKey, list[Sighting]]:
    own: dict[CardKey, Memory] = {}
    whole: Memory | None = None
    answers: dict[CardKey, list[Sighting]] = {}
    day = item % 20
    for turn in range(9):
        card = CardKey(f"{item}.{int(chance.integers(3))}")
        recalled = Blended(own.get(card), whole, tau).recalled(day)
        if card not in own:
            recalled = (1 - tau) * 0.76 + tau * Blended(whole, None, 0).recalled(day) if whole else 0.76
        rating = Rating.GOOD if chance.random() < recalled else Rating.AGAIN
        one = Sighting(day * 1000 + turn, f"{item}-{turn}", day, rating)
        own[card], whole = remembering(own.get(card), one, SCHEDULER), remembering(whole, one, SCHEDULER)
        answers.setdefault(card, []).append(one)
        day += int(chance.integers(1, 25))
    return answers


@pytest.mark.parametrize("tau", [0.1, 0.5, 0.9])
def test_the_share_that_made_the_answers_is_found(tau: float) -> None:
    found = transfer(lived(tau, 400), SCHEDULER, USUAL_TAU)
    assert found.fitted == pytest.approx(tau, abs=0.12)
    assert found.answers > 1000


def test_a_share_far_from_the_one_in_use_is_adopted_and_the_one_in_use_is_not_changed_for_its_like() -> None:
    far = transfer(lived(0.0, 400), SCHEDULER, USUAL_TAU)
    assert far.adopted
    assert far.tau == far.fitted
    assert far.tau < 0.15
    near = transfer(lived(0.6, 400), SCHEDULER, 0.6)
    assert not near.adopted
    assert near.tau == 0.6


def test_too_few_answers_change_nothing_and_are_counted() -> None:
    found = transfer(lived(0.0, 5), SCHEDULER, USUAL_TAU)
    assert found.answers < FEWEST_ANSWERS
    assert found == Transfer(USUAL_TAU, found.answers)
    assert transfer([], SCHEDULER, USUAL_TAU) == Transfer(USUAL_TAU, 0)


def test_answers_on_the_day_the_item_was_met_tell_nothing() -> None:
    same_day = {A1: [Sighting(1, "1", 5, Rating.GOOD)], A2: [Sighting(2, "2", 5, Rating.AGAIN)]}
    assert not len(foretold([same_day], SCHEDULER).right)


def test_a_head_start_is_no_answer_that_tells_of_the_share() -> None:
    answers = {
        A1: [Sighting(1, "1", 5, Rating.GOOD)],
        A2: [Sighting(9, "2", 9, Rating.EASY, is_head_start=True), Sighting(20, "3", 20, Rating.AGAIN)],
    }
    told = foretold([answers], SCHEDULER)
    assert told.right.tolist() == [False], "only what she answered is judged"
    real = {**answers, A2: [replace(one, is_head_start=False) for one in answers[A2]]}
    assert foretold([real], SCHEDULER).right.tolist() == [True, False]
    assert told.own[0] == foretold([real], SCHEDULER).own[1], "but memory builds on it"
