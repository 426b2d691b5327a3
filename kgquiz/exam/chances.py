"""What one mark says about the next: its interval, and the probability of passing another paper."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import accumulate
from math import exp, lgamma, log, sqrt
from typing import Literal

from kgquiz.value import dataclass

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
    """Weighted mean ± 1.96 standard errors: where credits fall below 0 and no binomial fits.

    Within 0..1, as a mark is.
    """
    total = sum(worths)
    mean = sum(c * w for c, w in zip(credits_, worths, strict=True)) / total
    squares = sum((w * (c - mean)) ** 2 for c, w in zip(credits_, worths, strict=True))
    n = len(worths)
    error = sqrt(squares * n / (n - 1)) / total if n > 1 else 1.0
    return Interval(_within(mean - Z95 * error), _within(mean + Z95 * error), "normal")


def _within(share: float) -> float:
    return min(1.0, max(0.0, share))


@dataclass(frozen=True, slots=True)
class Students:
    """What is thought of students before any of them is seen: their mastery is Beta(right, wrong)."""

    right: float
    wrong: float

    @classmethod
    def spread(cls, mean: float, deviation: float) -> Students:
        """The Beta distribution with this mean and standard deviation, both as shares of 1.

        A deviation no Beta distribution has (√(mean·(1 − mean)) or more) is taken for the widest one that has a middle.
        """
        mean = min(0.99, max(0.01, mean))
        strength = max(mean * (1 - mean) / max(deviation, 0.01) ** 2 - 1, LOOSEST)
        return cls(mean * strength, (1 - mean) * strength)

    @property
    def mean(self) -> float:
        """The mastery of the average student."""
        return self.right / (self.right + self.wrong)

    @property
    def deviation(self) -> float:
        """How far students lie apart (standard deviation)."""
        total = self.right + self.wrong
        return sqrt(self.right * self.wrong / (total + 1)) / total

    def after(self, share: float, items: float, weight: float = 1.0) -> Students:
        """The same after a paper of so many items; a weight below 1 for what says less of today."""
        share = _within(share)
        return Students(self.right + share * items * weight, self.wrong + (1 - share) * items * weight)


LOOSEST = 0.5
"""The least right + wrong that is taken for a class."""
UNIFORM = Students(1.0, 1.0)
USUAL = Students.spread(0.62, 0.2)
"""What is thought of a student where no class was seen: wide, and a little above the usual pass mark."""


def fitted(marks: Sequence[tuple[float, float]]) -> Students | None:
    """The class behind marks of (share, effective items), by moments; None of fewer than ten.

    The variance of marks is that of mastery plus the error of a paper (Lord & Novick 1968, ch. 23): for a share s of n
    items the error variance is about s·(1 − s)/(n − 1).
    """
    if len(marks) < FEWEST_MARKS:
        return None
    shares = [_within(share) for share, _ in marks]
    mean = sum(shares) / len(shares)
    total = sum((share - mean) ** 2 for share in shares) / (len(shares) - 1)
    error = sum(s * (1 - s) / max(1.0, n - 1) for s, (_, n) in zip(shares, marks, strict=True)) / len(shares)
    return Students.spread(mean, sqrt(max(total - error, NARROWEST**2)))


FEWEST_MARKS = 10
NARROWEST = 0.02
"""The least standard deviation of mastery that is believed of a class."""


@dataclass(frozen=True, slots=True)
class Chance:
    """The probability of passing another paper.

    `low` and `high` are what it would be at the tenth and the ninetieth percentile of the mastery still possible.
    """

    share: float
    low: float
    high: float


def chance_of_passing(students: Students, worths: Sequence[float], pass_share: float) -> Chance:
    """The chance on a new paper of items with these worths, for one of `students`: those who did as she did.

    Beta-binomial, summed over a grid of mastery p with weight p^(a−1)·(1−p)^(b−1): with it the chances at the tenth and
    ninetieth percentile of p come along. Items may differ as they like: on a paper that is drawn from a bank each
    counts as one of mean difficulty. Guessing is part of the mastery seen.
    """
    groups = Counter(round(worth * HUNDREDTHS) for worth in worths)
    needed = pass_share * sum(worth * count for worth, count in groups.items()) - 1e-7
    grid, weights = masteries(students, GRID)
    total = sum(weights)
    reach = [reached(p, groups, needed) for p in grid]
    share = sum(w * r for w, r in zip(weights, reach, strict=True)) / total
    return Chance(share, reach[_quantile(weights, TENTH * total)], reach[_quantile(weights, (1 - TENTH) * total)])


GRID = 60
TENTH = 0.1
HUNDREDTHS = 100
"""Of a point: in them worths are counted."""


def masteries(students: Students, points: int) -> tuple[list[float], list[float]]:
    """So many points of mastery between 0 and 1, and what each weighs among these students; the heaviest weighs 1."""
    grid = [(point + 0.5) / points for point in range(points)]
    logs = [(students.right - 1) * log(p) + (students.wrong - 1) * log(1 - p) for p in grid]
    top = max(logs)
    return grid, [exp(value - top) for value in logs]


def _quantile(weights: Sequence[float], wanted: float) -> int:
    """The first point up to which the weights come to what is wanted."""
    return next((point for point, total in enumerate(accumulate(weights)) if total >= wanted), len(weights) - 1)


def reached(p: float, groups: Mapping[int, int], needed: float) -> float:
    """The probability of that many points where each item is right with probability p; groups: items by worth.

    Worths are whole numbers of some small unit, so that sums which are equal meet in one score without being rounded.
    """
    scores = {0: 1.0}
    for worth, count in groups.items():
        together: dict[int, float] = {}
        for right in range(count + 1):
            chance = exp(_log_choose(count, right) + right * log(p) + (count - right) * log(1 - p))
            gained = right * worth
            for score, before in scores.items():
                together[score + gained] = together.get(score + gained, 0.0) + before * chance
        scores = together
    return min(1.0, sum(chance for score, chance in scores.items() if score >= needed))


@lru_cache(maxsize=4096)
def _log_choose(m: int, x: int) -> float:
    return lgamma(m + 1) - lgamma(x + 1) - lgamma(m - x + 1)
