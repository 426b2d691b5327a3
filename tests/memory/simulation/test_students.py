"""Simulated students: fair comparisons, and the lead the planner is built for."""

from __future__ import annotations

from itertools import islice

import numpy as np
import pytest

from kgquiz.memory.model import DEFAULT_WEIGHTS
from kgquiz.memory.simulation.benchmark import benchmark, table
from kgquiz.memory.simulation.bound import upper_bound
from kgquiz.memory.simulation.policies import OURS, Mixing, all_policies, greedy, plain, planner
from kgquiz.memory.simulation.students import (
    NEVER,
    Learner,
    Morning,
    Workload,
    first_morning,
    known_learners,
    perturbed,
    run,
    unknown_learners,
)

SMALL = Workload(150, 12, 8)
HALF = Workload(150, 8, 6, begun=75)


def test_a_student_who_does_nothing_knows_nothing_and_spends_nothing() -> None:
    outcome = run(SMALL, Learner(0), lambda _: np.array([], dtype=np.int64))
    assert (outcome.share, outcome.minutes) == (0.0, 0.0)


def test_the_same_student_does_the_same_again() -> None:
    first, second = (run(SMALL, Learner(4), planner()) for _ in range(2))
    assert first.share == second.share
    assert first.minutes == second.minutes


@pytest.mark.parametrize("name", sorted(all_policies()))
def test_no_policy_takes_a_card_twice_a_day_or_more_time_than_there_is_but_for_one_card(name: str) -> None:
    policy = all_policies()[name](HALF)

    def watched(morning: Morning) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
        order = policy(morning)
        assert len(np.unique(order)) == len(order)
        return order.reshape(-1)

    outcome = run(HALF, Learner(1), watched)
    assert outcome.minutes <= HALF.days * (HALF.minutes + HALF.costs.wrong / 60)


def test_known_students_are_believed_as_they_are_and_unknown_ones_are_not() -> None:
    known, unknown = (run(SMALL, who[0], greedy) for who in (known_learners(1), unknown_learners(1)))
    np.testing.assert_allclose(known.recalled, known.expected)
    assert abs(unknown.share - unknown.believed) > 1e-4


def test_perturbed_weights_differ_from_student_to_student_and_stay_the_same_for_one() -> None:
    assert perturbed(1) == perturbed(1)
    assert len({perturbed(1), perturbed(2), DEFAULT_WEIGHTS}) == 3


def test_half_learnt_cards_have_a_past_and_the_others_have_none() -> None:
    morning = first_morning(HALF, Learner(2))
    assert (morning.last[:75] < 0).all()
    assert (morning.last[:75] > NEVER).all()
    assert (morning.last[75:] == NEVER).all()


def test_plain_students_start_no_more_new_cards_than_they_set_out_to() -> None:
    morning = first_morning(SMALL, Learner(0))
    assert plain(0.9, 20, Mixing.MIXED)(morning).tolist() == list(range(20))


def test_a_benchmark_cut_short_still_gives_a_table() -> None:
    policies = {name: all_policies()[name] for name in ("greedy", OURS)}
    runs = list(islice(benchmark([SMALL], policies, known_learners(3)), 3))
    rows = {row.policy: row for row in table(runs, OURS)}
    assert rows["greedy"].students == 2
    assert rows[OURS].students == 1
    assert rows["greedy"].lead == pytest.approx(runs[1].outcome.share - runs[0].outcome.share)


@pytest.mark.landing
def test_the_planner_leads_and_stays_under_the_bound() -> None:
    workload = Workload(300, 30, 10)
    runs = list(benchmark([workload], all_policies(), known_learners(3)))
    rows = {row.policy: row for row in table(runs, OURS)}
    fixed = max((row for name, row in rows.items() if name.startswith("FSRS")), key=lambda row: row.share)
    bound = upper_bound(workload, Learner(0))
    assert fixed.lead > 2 * fixed.lead_error
    assert rows[OURS].share > rows["greedy"].share - 0.005
    assert bound.share - 0.02 < rows[OURS].share < bound.share + 3 * rows[OURS].error + 0.003
    assert abs(bound.grid_error) < 0.001
