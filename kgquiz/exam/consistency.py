"""How surely a paper decides: whether a second one would pass and fail the same students."""

from __future__ import annotations

from collections.abc import Sequence

from kgquiz.exam.chances import Students, masteries, reached
from kgquiz.value import dataclass


@dataclass(frozen=True, slots=True)
class Consistency:
    """Shares of students: decided alike by two papers (`same`), that above chance (`kappa`), and decided rightly.

    `subkoviak` is the first of the three by Subkoviak's method, from each student's own mark.
    """

    same: float
    kappa: float
    right: float
    subkoviak: float


def consistency(shares: Sequence[float], alpha: float, pass_share: float) -> Consistency | None:
    """By Livingston & Lewis (Journal of Educational Measurement 32, 1995), and by Subkoviak (the same, 13, 1976).

    `shares` are the marks of one class, 0..1; α is the reliability of the paper. The paper is taken for one of n equal
    items as reliable as it is, n = (μ(1 − μ) − ασ²) / (σ²(1 − α)), and mastery for a Beta distribution with the mean of
    the marks and variance ασ². None where marks do not vary, or α is not between 0 and 1.
    """
    count = len(shares)
    mean = sum(shares) / count if count else 0.0
    variance = sum((share - mean) ** 2 for share in shares) / (count - 1) if count > 1 else 0.0
    if variance <= 0 or not 0 < alpha < 1 or not 0 < mean < 1:
        return None
    n = max(1, round((mean * (1 - mean) - alpha * variance) / (variance * (1 - alpha))))
    strength = mean * (1 - mean) / (alpha * variance) - 1
    if strength <= 0:
        return None
    same, right, passed = _decisions(Students(mean * strength, (1 - mean) * strength), n, pass_share)
    by_chance = passed**2 + (1 - passed) ** 2
    kappa = (same - by_chance) / (1 - by_chance) if by_chance < 1 else 1.0
    return Consistency(same, kappa, right, _subkoviak(shares, alpha, mean, n, pass_share))


def _decisions(students: Students, n: int, pass_share: float) -> tuple[float, float, float]:
    """Shares decided alike, decided rightly, and passed, over the mastery of the students."""
    grid, weights = masteries(students, GRID)
    passes = [reaches(p, n, pass_share) for p in grid]
    total = sum(weights)
    same = sum(w * (q * q + (1 - q) ** 2) for w, q in zip(weights, passes, strict=True)) / total
    right = sum(w * (q if p >= pass_share else 1 - q) for w, p, q in zip(weights, grid, passes, strict=True)) / total
    return same, right, sum(w * q for w, q in zip(weights, passes, strict=True)) / total


GRID = 200


def _subkoviak(shares: Sequence[float], alpha: float, mean: float, n: int, pass_share: float) -> float:
    """The mean over students of P² + (1 − P)², P by the binomial at the mark drawn to the mean by 1 − α."""
    mastery = [min(1 - 1e-9, max(1e-9, alpha * share + (1 - alpha) * mean)) for share in shares]
    passes = [reaches(p, n, pass_share) for p in mastery]
    return sum(q * q + (1 - q) ** 2 for q in passes) / len(passes)


def reaches(p: float, n: int, pass_share: float) -> float:
    """The probability that of n items at least the share to pass is right, each with probability p (0 < p < 1)."""
    return reached(p, {1: n}, pass_share * n - 1e-9)
