"""How many items of each kind come from each section of the book: fair shares, rounded without bias.

The shares are raked (Deming & Stephan 1940) so that no column is left out where there are items enough; the rounding
is Cox's unbiased controlled rounding (L. H. Cox, Journal of the American Statistical Association 82, 1987): row sums
are kept, column sums become a neighbouring whole number, and the expected value of every cell is its share.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil, floor
from random import Random

Table = list[list[float]]

_NEAR = 1e-9
_ONE = 1 + 1e-6
"""A column raised to this is rounded to 1 or more, never to 0."""
_ROUNDS = 200


def shares(rows: Sequence[int], there: Sequence[Sequence[int]]) -> Table:
    """Each row's count spread over the columns in proportion to what is there; small columns raised to 1."""
    table = [_spread(count, cells) for count, cells in zip(rows, there, strict=True)]
    columns = len(there[0]) if there else 0
    if sum(rows) < columns:
        return table
    for _ in range(_ROUNDS):
        low = [b for b in range(columns) if 0 < sum(row[b] for row in table) < 1]
        if not low:
            break
        for column in low:
            _raise(table, column)
        table = [_spread(count, row) for count, row in zip(rows, table, strict=True)]
    return table


def _spread(count: int, weights: Sequence[float]) -> list[float]:
    total = sum(weights)
    return [count * weight / total if total else 0.0 for weight in weights]


def _raise(table: Table, column: int) -> None:
    total = sum(row[column] for row in table)
    for row in table:
        row[column] *= _ONE / total


def rounded(table: Table, chance: Random) -> list[list[int]]:
    """Whole numbers in place of shares whose row sums are whole (controlled rounding, unbiased)."""
    if not table or not table[0]:
        return [[] for _ in table]
    slack: list[float] = [ceil(total - _NEAR) - total for total in map(sum, zip(*table, strict=True))]
    cells = _Cells([*map(list, table), slack])
    while (start := cells.any_open()) is not None:
        cells.settle(cells.cycle(start, chance), chance)
    return [[round(value) for value in row] for row in cells.table[:-1]]


def counted(total: int, weights: Sequence[float], chance: Random) -> list[int]:
    """A whole total split in proportion to weights, the remainders by systematic sampling (unbiased)."""
    parts = _spread(total, weights)
    edge = chance.random()
    counts, reached, given = [], 0.0, 0
    for part in parts:
        reached += part
        upto = min(total, int(reached + edge + _NEAR))
        counts.append(upto - given)
        given = upto
    return counts


class _Cells:
    """A table with whole row and column sums. Its fractions join rows (0, 1, …) and columns (-1, -2, …)."""

    def __init__(self, table: Table) -> None:
        self.table = table
        self.joined: dict[int, set[int]] = {}
        for r, row in enumerate(table):
            for c, value in enumerate(row):
                if _is_fraction(value):
                    self.joined.setdefault(r, set()).add(~c)
                    self.joined.setdefault(~c, set()).add(r)

    def any_open(self) -> int | None:
        """A row with a fraction in it."""
        return min((node for node, others in self.joined.items() if node >= 0 and others), default=None)

    def cycle(self, start: int, chance: Random) -> list[tuple[int, int]]:
        """The cells of a closed walk along rows and columns by turns.

        There is one, since whole sums leave no row or column with a single fraction.
        """
        walk, place, previous = [start], {start: 0}, None
        while True:
            ways = sorted(self.joined[walk[-1]] - {previous})
            previous, following = walk[-1], chance.choice(ways)
            if following in place:
                ring = walk[place[following] :]
                return [_cell(a, b) for a, b in zip(ring, (*ring[1:], following), strict=True)]
            place[following] = len(walk)
            walk.append(following)

    def settle(self, cycle: Sequence[tuple[int, int]], chance: Random) -> None:
        """Move along the cycle, up and down by turns, until a cell is whole; both ways in fair proportion."""
        signs = [1 if place % 2 == 0 else -1 for place in range(len(cycle))]
        forth = min(_room(self.table[r][c], sign) for (r, c), sign in zip(cycle, signs, strict=True))
        back = min(_room(self.table[r][c], -sign) for (r, c), sign in zip(cycle, signs, strict=True))
        step = forth if chance.random() * (forth + back) < back else -back
        for (r, c), sign in zip(cycle, signs, strict=True):
            self.table[r][c] += sign * step
            if not _is_fraction(self.table[r][c]):
                self.joined[r].discard(~c)
                self.joined[~c].discard(r)


def _is_fraction(value: float) -> bool:
    return abs(value - round(value)) > _NEAR


def _room(value: float, sign: int) -> float:
    return ceil(value) - value if sign > 0 else value - floor(value)


def _cell(one: int, other: int) -> tuple[int, int]:
    return (one, ~other) if one >= 0 else (other, ~one)
