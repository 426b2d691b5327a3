"""Shares with their intervals."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Hashable, Iterable
from typing import TypeVar

from kgquiz.value import dataclass

_Z = 1.959964
"""Of the normal distribution: 95 % lie within so many deviations."""
Group = TypeVar("Group", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Share:
    """So many of `n`; the interval is Wilson's, 95 % (Wilson 1927): sound for few answers and shares near 1."""

    right: int
    n: int

    @property
    def share(self) -> float:
        """The share itself; 0 of nothing."""
        return self.right / self.n if self.n else 0.0

    def interval(self) -> tuple[float, float]:
        """(low, high); everything is possible where nothing was counted."""
        if not self.n:
            return 0.0, 1.0
        p, n, z2 = self.share, self.n, _Z * _Z
        middle = p + z2 / (2 * n)
        half = _Z * math.sqrt(p * (1 - p) / n + z2 / (4 * n * n))
        return max(0.0, (middle - half) / (1 + z2 / n)), min(1.0, (middle + half) / (1 + z2 / n))


def shares(outcomes: Iterable[tuple[Group, int, int]]) -> dict[Group, Share]:
    """The share of right ones in each group, from (group, right, of how many)."""
    right: Counter[Group] = Counter()
    counted: Counter[Group] = Counter()
    for group, some, n in outcomes:
        right[group] += some
        counted[group] += n
    return {group: Share(right[group], n) for group, n in counted.items()}
