from __future__ import annotations

from random import Random

import pytest

from kgquiz.exam.consistency import consistency, reaches


def test_reaching_a_share_is_binomial() -> None:
    assert reaches(0.5, 3, 0.6) == pytest.approx(0.5)  # two or three of three
    assert reaches(0.9, 2, 1.0) == pytest.approx(0.81)


def test_decisions_on_simulated_students_are_as_consistent_as_foretold() -> None:
    """5,000 students of Beta(8, 5) sit two papers of 40 equal items each; α is KR-21."""
    chance, n, cut = Random(5), 40, 0.6
    masteries = [chance.betavariate(8, 5) for _ in range(5000)]
    first, second = ([sum(chance.random() < p for _ in range(n)) / n for p in masteries] for _ in range(2))
    mean = sum(first) / len(first)
    variance = sum((share - mean) ** 2 for share in first) / (len(first) - 1)
    alpha = n / (n - 1) * (1 - mean * (1 - mean) / n / variance)
    found = consistency(first, alpha, cut)
    assert found is not None
    same = sum((one >= cut) == (other >= cut) for one, other in zip(first, second, strict=True)) / len(first)
    right = sum((share >= cut) == (p >= cut) for share, p in zip(first, masteries, strict=True)) / len(first)
    passed = sum(share >= cut for share in first) / len(first)
    kappa = (same - passed**2 - (1 - passed) ** 2) / (1 - passed**2 - (1 - passed) ** 2)
    assert found.same == pytest.approx(same, abs=0.02)
    assert found.right == pytest.approx(right, abs=0.02)
    assert found.kappa == pytest.approx(kappa, abs=0.05)
    assert found.subkoviak == pytest.approx(same, abs=0.04)


@pytest.mark.parametrize(
    ("shares", "alpha"), [([], 0.8), ([0.5], 0.8), ([0.5, 0.5], 0.8), ([0.2, 0.9], -69), ([0, 1], 1)]
)
def test_without_spread_or_reliability_nothing_is_said(shares: list[float], alpha: float) -> None:
    assert consistency(shares, alpha, 0.6) is None
