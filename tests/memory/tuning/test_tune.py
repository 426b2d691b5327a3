"""Fitting weights: learnt where there is something to learn, refused where there is not."""

from __future__ import annotations

from random import Random

import numpy as np
import pytest

from kgquiz.key import CardKey
from kgquiz.memory.model import DEFAULT_WEIGHTS, Memory, Rating, Scheduler, interval, recall
from kgquiz.memory.simulation.students import perturbed
from kgquiz.memory.tuning.judge import Predictions, common_error, judge, surely_better
from kgquiz.memory.tuning.tune import FEWEST_REVIEWS, Answer, Decision, Tuned, tune

FAR_OFF = perturbed(3, spread=0.5)


def synthetic_log(
    truth: tuple[float, ...], cards: int, days: int, seed: int, constant: float | None = None
) -> list[Answer]:
    """A student with weights `truth` (or one who answers at random) under the default schedule."""
    rng = Random(seed)
    plain, true = Scheduler(), Scheduler(truth)
    rows: list[Answer] = []
    for card in range(cards):
        day, believed, known = rng.randrange(days // 2), None, None
        while day < days:
            chance = constant or _chance(known, day, truth)
            ratings = [Rating.GOOD] if rng.random() < chance else [Rating.AGAIN, Rating.GOOD]
            for rating in ratings:
                believed = plain.after(believed, rating, day)
                known = true.after(known, rating, day)
                rows.append(Answer(CardKey(f"c{card}"), day, rating))
            assert believed is not None
            day += max(1, round(interval(believed.stability, 0.9) * rng.uniform(0.6, 1.6)))
    return sorted(rows, key=lambda row: row.day)


def _chance(known: Memory | None, day: int, truth: tuple[float, ...]) -> float:
    return 0.76 if known is None else recall(day - known.last_day, known.stability, truth)


@pytest.fixture(scope="module")
def learnt() -> Tuned:
    return tune(synthetic_log(FAR_OFF, 300, 150, 1))


def test_a_student_unlike_the_average_gets_weights_that_foretell_better(learnt: Tuned) -> None:
    assert learnt.decision is Decision.ADOPT
    assert learnt.weights != DEFAULT_WEIGHTS
    assert learnt.fitted is not None
    assert learnt.present is not None
    assert learnt.constant is not None
    assert learnt.fitted.log_loss < learnt.present.log_loss
    assert learnt.fitted.log_loss < learnt.constant.log_loss
    assert learnt.fitted.rmse_bins < learnt.present.rmse_bins


def test_adopted_weights_foretell_a_fresh_log_of_the_same_student_better(learnt: Tuned) -> None:
    fresh = synthetic_log(FAR_OFF, 150, 120, 2)
    again = tune(fresh, learnt.weights)
    default = tune(fresh, DEFAULT_WEIGHTS)
    assert again.present is not None
    assert default.present is not None
    assert again.present.log_loss < default.present.log_loss


def test_the_sentence_says_what_becomes_of_the_intervals(learnt: Tuned) -> None:
    assert learnt.sentence.template == "Your intervals shrink by {percent} %."
    assert 20 < int(str(learnt.sentence).split()[-2]) < 100


def test_a_short_log_is_refused_with_a_sentence() -> None:
    found = tune(synthetic_log(FAR_OFF, 20, 40, 1))
    assert found.decision is Decision.TOO_SHORT
    assert found.reviews < FEWEST_REVIEWS
    assert str(FEWEST_REVIEWS) in str(found.sentence)
    assert found.weights == DEFAULT_WEIGHTS


def test_an_empty_log_is_refused() -> None:
    assert tune([]).decision is Decision.TOO_SHORT


@pytest.mark.parametrize("seed", range(4))
def test_answers_at_random_are_refused(seed: int) -> None:
    found = tune(synthetic_log(DEFAULT_WEIGHTS, 200, 100, seed, constant=0.85))
    assert found.decision in {Decision.NO_PATTERN, Decision.NO_BETTER}
    assert found.weights == DEFAULT_WEIGHTS


@pytest.mark.parametrize("seed", range(4))
def test_the_average_student_keeps_the_weights_there_are(seed: int) -> None:
    found = tune(synthetic_log(DEFAULT_WEIGHTS, 200, 100, seed))
    assert found.decision is Decision.NO_BETTER
    assert found.weights == DEFAULT_WEIGHTS


def predictions(recalled: list[float], right: list[int]) -> Predictions:
    ones = np.ones(len(right))
    return Predictions(np.array(recalled), np.array(right, dtype=float), ones, ones, 0 * ones)


def test_figures_are_those_worked_out_by_hand() -> None:
    found = judge(predictions([0.8, 0.6, 0.4, 0.4], [1, 0, 1, 0]))
    assert found.log_loss == pytest.approx(-np.log([0.8, 0.4, 0.4, 0.6]).mean())
    assert found.rmse_bins == pytest.approx(abs(0.55 - 0.5))
    assert found.auc == pytest.approx((1 + 1 + 0 + 0.5) / 4)


def test_only_a_lead_beyond_chance_is_sure() -> None:
    rng = np.random.default_rng(1)
    right = (rng.random(400) < 0.9).astype(int).tolist()
    good, bad = predictions([0.9] * 400, right), predictions([0.6] * 400, right)
    assert surely_better(good, bad)
    assert not surely_better(bad, good)
    assert not surely_better(good, good)


def test_a_common_error_is_found_and_noise_is_not_taken_for_one() -> None:
    rng = np.random.default_rng(2)
    fair = (rng.random(4000) < 0.8).astype(int).tolist()
    assert common_error(predictions([0.8] * 4000, fair)) < 0.15
    assert common_error(predictions([0.6] * 4000, fair)) > 0.5
