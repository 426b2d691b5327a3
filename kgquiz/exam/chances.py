"""What one mark says about the next: its interval, and the probability of passing another paper."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, exp, lgamma, sqrt
from typing import Literal

Z95 = 1.959963984540054
"""The 97.5 % point of the normal distribution."""

Method = Literal["wilson", "normal"]


@dataclass(frozen=True, slots=True)
class Interval:
    """A 95 % interval of the mark, as shares of 1, and how it was found."""

    low: float
    high: float
    method: Method


def effective_items(worths: Sequence[float]) -> float:
    """How many equally weighted items these are worth: (Σw)² / Σw² (Kish 1965)."""
    squares = sum(worth * worth for worth in worths)
    return sum(worths) ** 2 / squares if squares else 0.0


def wilson(share: float, n: float) -> Interval:
    """Wilson's score interval (E. B. Wilson, Journal of the American Statistical Association 22, 1927), 95 %.

    Partial credit varies less than right-or-wrong with the same mean, so for it the interval errs on the wide side.
    """
    if n <= 0:
        return Interval(0.0, 1.0, "wilson")
    z2 = Z95 * Z95
    middle = (share + z2 / (2 * n)) / (1 + z2 / n)
    half = Z95 / (1 + z2 / n) * sqrt(share * (1 - share) / n + z2 / (4 * n * n))
    return Interval(max(0.0, middle - half), min(1.0, middle + half), "wilson")


def normal(credits_: Sequence[float], worths: Sequence[float]) -> Interval:
    """Weighted mean ± 1.96 standard errors: where credits fall below 0 and no binomial fits. At most 1."""
    total = sum(worths)
    mean = sum(c * w for c, w in zip(credits_, worths, strict=True)) / total
    squares = sum((w * (c - mean)) ** 2 for c, w in zip(credits_, worths, strict=True))
    n = len(worths)
    error = sqrt(squares * n / (n - 1)) / total if n > 1 else 1.0
    return Interval(mean - Z95 * error, min(1.0, mean + Z95 * error), "normal")


def passing(share: float, n: float, items: int, pass_share: float) -> float:
    """The probability of reaching `pass_share` on a new paper of `items` items after `share` of `n`.

    Mastery ~ Beta(right + 1, wrong + 1), the new score beta-binomial: P = Σ_{x ≥ c} C(m, x)·B(a + x, b + m − x)/B(a, b)
    (B. Wilbrink, strategic preparation for achievement tests). Guessing is part of the mastery seen.
    """
    share = min(1.0, max(0.0, share))
    a, b = share * n + 1, (1 - share) * n + 1
    needed = ceil(pass_share * items - 1e-9)
    return min(1.0, sum(_beta_binomial(x, items, a, b) for x in range(needed, items + 1)))


def _beta_binomial(x: int, m: int, a: float, b: float) -> float:
    choose = lgamma(m + 1) - lgamma(x + 1) - lgamma(m - x + 1)
    return exp(choose + _log_beta(a + x, b + m - x) - _log_beta(a, b))


def _log_beta(a: float, b: float) -> float:
    return lgamma(a) + lgamma(b) - lgamma(a + b)
