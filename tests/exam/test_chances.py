from __future__ import annotations

from collections.abc import Sequence
from math import ceil, comb, exp, lgamma
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kgquiz.exam.chances import (
    UNIFORM,
    Students,
    chance_of_passing,
    effective_items,
    fitted,
    normal,
    wilson,
)

pytestmark = pytest.mark.landing


def passing(share: float, n: float, items: int, pass_share: float) -> float:
    """The closed form against which ours is held, of students about whom nothing is known; the score is beta-binomial.

    P = Σ_{x ≥ c} C(m, x)·B(a + x, b + m − x)/B(a, b) (B. Wilbrink, strategic preparation for achievement tests).
    """
    after = UNIFORM.after(share, n)
    needed = ceil(pass_share * items - 1e-9)
    return min(1.0, sum(beta_binomial(x, items, after.right, after.wrong) for x in range(needed, items + 1)))


def beta_binomial(x: int, m: int, a: float, b: float) -> float:
    return comb(m, x) * exp(log_beta(a + x, b + m - x) - log_beta(a, b))


def log_beta(a: float, b: float) -> float:
    return lgamma(a) + lgamma(b) - lgamma(a + b)


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
    assert (found.low, found.high) == (0.0, 1.0)  # 0.5 ± 0.98
    close = normal([1.0, 0.5] * 50, [1] * 100)  # mean 0.75, s² = 1/16 · 100/99, error 0.0251
    assert (close.low, close.high) == pytest.approx((0.75 - 0.0492, 0.75 + 0.0492), abs=1e-3)


@given(st.lists(st.floats(-2, 1), min_size=1, max_size=20))
def test_an_interval_lies_where_marks_can_lie(credits_: list[float]) -> None:
    found = normal(credits_, [1.0] * len(credits_))
    assert 0 <= found.low <= found.high <= 1


CLASSES = {"uniform": (1, 1), "middling": (8, 5), "alike": (20, 14), "good": (12, 5)}
PAPER = [1.0] * 24 + [2.0] * 10 + [4.0] * 6
BANDS = (0.05, 0.2, 0.5, 0.8, 0.95, 1.01)


def sat(chance: Random, mastery: Sequence[float]) -> float:
    """A mark on a paper whose items differ, by mastery chapter by chapter."""
    right = [chance.random() < mastery[n % len(mastery)] + chance.gauss(0, 0.1) for n in range(len(PAPER))]
    return sum(worth for worth, is_right in zip(PAPER, right, strict=True) if is_right) / sum(PAPER)


@pytest.mark.parametrize(("name", "uneven"), [("uniform", False), ("alike", False), ("good", True)])
def test_of_those_told_a_chance_that_many_pass(name: str, uneven: bool) -> None:
    """400 students of a class whose spread was learnt from their marks; each band of five per cent of them or more."""
    chance, items = Random(11), effective_items(PAPER)
    abilities = [chance.betavariate(*CLASSES[name]) for _ in range(400)]
    students = [[p + chance.gauss(0, 0.15) for _ in range(8)] if uneven else [p] for p in abilities]
    marks = [sat(chance, mastery) for mastery in students]
    known = fitted([(mark, items) for mark in marks])
    assert known is not None
    told = {mark: chance_of_passing(known.after(mark, items), PAPER, 0.6).share for mark in set(marks)}
    bands: dict[int, list[tuple[float, float]]] = {}
    for mastery, mark in zip(students, marks, strict=True):
        came = sum(sat(chance, mastery) >= 0.6 - 1e-9 for _ in range(20)) / 20
        band = next(n for n, end in enumerate(BANDS) if told[mark] < end)
        bands.setdefault(band, []).append((told[mark], came))
    for found in bands.values():
        if len(found) >= 20:
            shares = [sum(column) / len(found) for column in zip(*found, strict=True)]
            assert shares[0] == pytest.approx(shares[1], abs=0.05 + 0.4 / len(found) ** 0.5)


def test_the_chance_with_nothing_known_is_that_of_the_closed_form() -> None:
    for share in (0.3, 0.6, 0.9):
        found = chance_of_passing(UNIFORM.after(share, 20), [1.0] * 20, 0.6)
        assert found.share == pytest.approx(passing(share, 20, 20, 0.6), abs=0.005)
        assert found.low <= found.share <= found.high


def test_a_class_is_known_by_its_marks_and_a_few_marks_are_no_class() -> None:
    chance = Random(3)
    marks = [(sat(chance, [chance.betavariate(20, 14)]), effective_items(PAPER)) for _ in range(2000)]
    found = fitted(marks)
    assert found is not None
    assert (found.mean, found.deviation) == pytest.approx((20 / 34, 0.083), abs=0.015)
    assert fitted(marks[:9]) is None


def test_students_of_a_mean_and_a_deviation_have_them() -> None:
    found = Students.spread(0.6, 0.15)
    assert (found.mean, found.deviation) == pytest.approx((0.6, 0.15))


def test_items_of_unlike_worth_count_as_fewer() -> None:
    assert effective_items([1] * 40) == pytest.approx(40)
    assert effective_items([3, 1]) == pytest.approx(16 / 10)
    assert effective_items([]) == 0
