from __future__ import annotations

from math import comb

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kgquiz.exam.chances import effective_items, normal, passing, wilson


@pytest.mark.parametrize(("right", "n", "chance"), [(7, 10, 0.71), (14, 20, 0.78), (28, 40, 0.84)])
def test_passing_18_of_30_is_as_likely_as_the_literature_has_it(right: int, n: int, chance: float) -> None:
    assert passing(right / n, n, 30, 0.6) == pytest.approx(chance, abs=0.005)


def test_knowing_nothing_yet_every_score_of_the_next_paper_is_equally_likely() -> None:
    assert passing(0.0, 0, 9, 0.5) == pytest.approx(5 / 10)  # 5, 6, 7, 8 or 9 right of 0..9


def test_with_much_evidence_the_chance_is_binomial() -> None:
    exact = sum(comb(20, x) * 0.7**x * 0.3 ** (20 - x) for x in range(12, 21))
    assert passing(0.7, 1e6, 20, 0.6) == pytest.approx(exact, abs=1e-4)


@given(st.floats(0, 1), st.integers(1, 200), st.integers(1, 60), st.floats(0.01, 1))
def test_a_chance_is_a_probability_and_grows_with_the_mark(share: float, n: int, items: int, needed: float) -> None:
    chance = passing(share, n, items, needed)
    assert 0 <= chance <= 1
    assert passing(min(1, share + 0.1), n, items, needed) >= chance - 1e-9


@pytest.mark.parametrize(
    ("share", "n", "low", "high"),
    [(0.5, 10, 0.2366, 0.7634), (0.8, 40, 0.6524, 0.8950), (0.0, 10, 0.0, 0.2775), (1.0, 10, 0.7225, 1.0)],
)
def test_wilson_agrees_with_published_values(share: float, n: int, low: float, high: float) -> None:
    found = wilson(share, n)
    assert (found.low, found.high) == pytest.approx((low, high), abs=1e-4)


def test_the_normal_interval_is_mean_and_two_errors() -> None:
    found = normal([1.0, -1.0, 1.0, 1.0], [1, 1, 1, 1])  # mean 0.5, s² = 1, error 0.5
    assert (found.low, found.high) == pytest.approx((0.5 - 0.98, 1.0), abs=1e-3)


def test_items_of_unlike_worth_count_as_fewer() -> None:
    assert effective_items([1] * 40) == pytest.approx(40)
    assert effective_items([3, 1]) == pytest.approx(16 / 10)
    assert effective_items([]) == 0
