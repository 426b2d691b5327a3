"""The predicted mark: exact where it can be, calibrated where it cannot."""

from __future__ import annotations

from itertools import product
from random import Random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kgquiz.memory.planning.forecast import ForecastSection, forecast, points_distribution, shifted
from kgquiz.memory.simulation.policies import greedy
from kgquiz.memory.simulation.students import Learner, StudentOutcome, Workload, run

pytestmark = pytest.mark.landing

CHANCES = st.lists(st.tuples(st.floats(0, 1), st.integers(1, 4)), min_size=1, max_size=7)


@given(CHANCES)
def test_the_distribution_of_points_is_that_of_counting_every_case(questions: list[tuple[float, int]]) -> None:
    chances, points = (np.array(column) for column in zip(*questions, strict=True))
    expected = np.zeros(points.sum() + 1)
    for case in product([0, 1], repeat=len(points)):
        right = np.array(case)
        expected[right @ points] += np.where(right, chances, 1 - chances).prod()
    np.testing.assert_allclose(points_distribution(chances[None], points)[0], expected, atol=1e-9)


@given(st.lists(st.floats(0, 1), min_size=5, max_size=20), st.floats(0, 1), st.floats(0, 100))
def test_a_forecast_is_a_mark_inside_its_interval_and_the_same_again(
    recalls: list[float], uncertainty: float, pass_mark: float
) -> None:
    sections = [ForecastSection(3, 2, tuple(range(5))), ForecastSection(2, 5, tuple(range(len(recalls))))]

    def told() -> object:
        return forecast(
            recalls, [0.1] * len(recalls), sections, Random(5), pass_mark=pass_mark, uncertainty=uncertainty
        )

    found = forecast(recalls, [0.1] * len(recalls), sections, Random(5), pass_mark=pass_mark, uncertainty=uncertainty)
    assert told() == found
    assert 0 <= found.low <= found.high <= 100
    assert -1e-9 <= found.mark <= 100 + 1e-9
    assert -1e-9 <= found.passing <= 1 + 1e-9


def test_what_is_certain_is_foretold_with_certainty() -> None:
    sections = [ForecastSection(4, 1, tuple(range(8)))]
    sure = forecast([1.0] * 8, [0.0] * 8, sections, Random(1))
    lost = forecast([0.0] * 8, [0.0] * 8, sections, Random(1))
    assert (sure.mark, sure.low, sure.high, sure.passing) == pytest.approx((100, 100, 100, 1))
    assert (lost.mark, lost.low, lost.high, lost.passing) == pytest.approx((0, 0, 0, 0))


def test_guessing_alone_earns_its_share() -> None:
    found = forecast([0.0] * 40, [0.25] * 40, [ForecastSection(40, 1, tuple(range(40)))], Random(2))
    assert found.mark == pytest.approx(25)


def test_less_certainty_widens_the_interval_and_leaves_the_mean() -> None:
    recalls, guesses, sections = [0.8] * 200, [0.0] * 200, [ForecastSection(200, 1, tuple(range(200)))]
    sure, unsure = (forecast(recalls, guesses, sections, Random(3), uncertainty=error) for error in (0.0, 0.6))
    assert unsure.high - unsure.low > 1.5 * (sure.high - sure.low)
    assert unsure.mark == pytest.approx(sure.mark, abs=0.5)


def test_a_common_shift_leaves_the_unseen_unseen() -> None:
    moved = shifted(np.array([0.0, 0.5, 1.0]), np.array([2.0, -2.0]), 1.0)
    assert moved[:, 0].tolist() == [0.0, 0.0]
    assert moved[:, 2].tolist() == [1.0, 1.0]
    assert moved[0, 1] > 0.8
    assert moved[1, 1] < 0.2


def test_a_blueprint_that_asks_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="asks nothing"):
        forecast([0.5], [0.0], [], Random(1))


SITTING = Workload(150, 7, 9)
BLUEPRINT = (
    ForecastSection(20, 1, tuple(range(50))),
    ForecastSection(20, 2, tuple(range(50, 100))),
    ForecastSection(10, 4, tuple(range(100, 150))),
)
GUESSES = np.array([0.25] * 50 + [0.0] * 100)


def sat(outcome: StudentOutcome, chance: np.random.Generator) -> float:
    """The mark of one exam really sat: cards drawn, answers given."""
    points = 0
    for section in BLUEPRINT:
        drawn = chance.choice(np.array(section.cards), section.count, replace=False)
        right = GUESSES[drawn] + (1 - GUESSES[drawn]) * outcome.recalled[drawn]
        points += section.points * int((chance.random(section.count) < right).sum())
    return 100 * points / sum(section.count * section.points for section in BLUEPRINT)


def test_over_two_hundred_students_the_interval_holds_the_mark_as_often_as_it_says() -> None:
    held, errors = 0, []
    for seed in range(200):
        outcome = run(SITTING, Learner(seed), greedy)
        found = forecast(outcome.expected.tolist(), GUESSES.tolist(), BLUEPRINT, Random(seed), uncertainty=0.0)
        mark = sat(outcome, np.random.default_rng([seed, 31]))
        held += found.low - 1e-9 <= mark <= found.high + 1e-9
        errors.append(mark - found.mark)
    assert 0.75 <= held / 200 <= 0.88
    assert abs(np.mean(errors)) < 1.5


def test_an_interval_begins_at_nought_and_not_below_it() -> None:
    section = ForecastSection(40, 1, tuple(range(60)))
    found = forecast([0.001] * 60, [0.0] * 60, [section], Random(1), pass_mark=60, mark=0.0)
    assert f"{found.low:.0f} {found.high:.0f}" == "0 0"
