"""The priced decision problem: what each card is worth when study time has a price on every day.

A card is a Markov decision process: review it on one of the days left, or leave it for the exam. A
price per second for each day couples the cards through the time there is. For given prices every
card is solved alone; the sum of the values and of the priced time is, for any prices, an upper bound
of what any schedule can reach in expectation (weak duality; Adelman & Mersereau, "Relaxations of
weakly coupled stochastic dynamic programs", Operations Research 56, 2008). Choices are softened by a
small temperature, so that equal cards share the days out and the bound is smooth in the prices.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kgquiz.memory.planning.curves import Floats, Ints, States, recall_after
from kgquiz.memory.planning.grid import Grid, Moves
from kgquiz.memory.planning.pool import Kinds, Pool


@dataclass(frozen=True, slots=True)
class Tables:
    """Values by day × cell × kind, and how choices split: day × (exam, then each gap) × cell × kind."""

    values: Floats
    split: Floats


@dataclass(frozen=True, slots=True)
class Choices:
    """One column a card: worth of every choice (row 0: no review; row d + 1: review on day d), and split."""

    worth: Floats
    value: Floats
    split: Floats


@dataclass(frozen=True, slots=True)
class Outlook:
    """What follows from prices: the bound and its slope, seconds and gain of recall by day, value by day."""

    bound: float
    slope: Floats
    seconds: Floats
    gains: Floats


class Problem:
    """Distinct cards (with counts), the seconds there are on each day from today, and the grid.

    With a `step` above one, every so many days are taken as one, counted back from the exam; the
    days of the code are then such steps. New cards begin before day `new_until`.
    """

    def __init__(  # noqa: PLR0913 - what the problem consists of
        self,
        grid: Grid,
        pool: Pool,
        count: Ints,
        kinds: Kinds,
        budget: Floats,
        *,
        step: int = 1,
        new_until: int | None = None,
    ) -> None:
        self.grid, self.pool, self.kinds = grid, pool, kinds
        self.mass = count * pool.value
        self.days = -(-len(budget) // step)
        left = step * np.arange(self.days, 0, -1)
        self.first_day: Ints = np.maximum(0, len(budget) - left)
        self.budget: Floats = np.add.reduceat(budget, self.first_day)
        self.whole_days = len(budget)
        self._open = self.budget > 0
        self._gaps = int(np.searchsorted(grid.gaps, self.days))
        self._moves = grid.moves.first(self._gaps)
        recalled = grid.recalled[: self._gaps, :, None]
        self._burden = recalled * kinds.right + (1 - recalled) * kinds.wrong
        self._exam = recall_after(left[:, None].astype(float), grid.states.stability[None], grid.weights)
        self._set_out(len(budget) if new_until is None else new_until)

    def _set_out(self, new_until: int) -> None:
        """Lay out each card's first choice: what a review on each day left costs and where it leads."""
        pool, grid = self.pool, self.grid
        day = self.first_day[:, None].astype(float)
        known = States(np.where(pool.fresh, 1.0, pool.stability), np.where(pool.fresh, 5.0, pool.difficulty))
        elapsed = pool.elapsed + day
        recalled = recall_after(elapsed, known.stability, grid.weights)
        review = grid.moves_from(known, recalled)
        fresh = pool.fresh[None, :, None]
        self.moves = Moves(
            np.where(fresh, grid.first.cells[0], review.cells), np.where(fresh, grid.first.shares[0], review.shares)
        )
        cost = np.where(pool.fresh, pool.new, recalled * pool.right + (1 - recalled) * pool.wrong)
        self.seconds = cost
        self.burden = cost / pool.value
        allowed = np.where(pool.fresh, day < new_until, elapsed > 0)
        self.allowed: NDArray[np.bool_] = allowed & self._open[:, None]
        self.untouched = np.where(
            pool.fresh, 0.0, recall_after(pool.elapsed + self.whole_days, known.stability, grid.weights)
        )

    def tables(self, prices: Floats, temperature: float) -> Tables:
        """Solve every cell from the exam backwards."""
        kinds = len(self.kinds.right)
        worth = np.full((self.days, self._gaps + 1, self.grid.size, kinds), -np.inf)
        worth[:, 0] = self._exam[:, :, None]
        values = np.empty((self.days, self.grid.size, kinds))
        for day in reversed(range(self.days)):
            values[day], worth[day] = _softened(worth[day], temperature)
            if self._open[day]:
                gaps = self._gaps_before(day)
                reached = self._moves.first(gaps).expect(values[day])
                earlier = day - self.grid.gaps[:gaps]
                worth[earlier, 1 + np.arange(gaps)] = reached - prices[day] * self._burden[:gaps]
        return Tables(values, worth)

    def choices(self, prices: Floats, tables: Tables, temperature: float) -> Choices:
        """What each card's own choices are worth, given the tables."""
        worth = np.empty((self.days + 1, len(self.pool)))
        worth[0] = self.untouched
        worth[1:] = np.where(self.allowed, self.reached(tables.values) - prices[:, None] * self.burden, -np.inf)
        value, split = _softened(worth, temperature)
        return Choices(worth, value, split)

    def reached(self, values: Floats) -> Floats:
        """Expected value (day × card) of a table of values after a review of each card on each day."""
        day = np.arange(self.days)[:, None, None]
        kind = self.kinds.of_card[None, :, None]
        return np.asarray((values[day, self.moves.cells, kind] * self.moves.shares).sum(axis=-1))

    def outlook(self, prices: Floats, temperature: float) -> Outlook:
        """Follow the cards through the choices: the bound, its slope, and each day's time and gain."""
        tables = self.tables(prices, temperature)
        choices = self.choices(prices, tables, temperature)
        chosen = choices.split[1:] * self.mass
        seconds = (chosen * self.burden).sum(axis=1)
        arriving = self._landing(chosen)
        gains = -(chosen * self.untouched).sum(axis=1)
        flow = np.zeros_like(tables.split)
        for day in range(self.days):
            self._pass_day(day, flow, arriving, tables.split, seconds, gains)
        bound = float(self.mass @ choices.value + prices @ self.budget)
        return Outlook(bound, self.budget - seconds, seconds, gains)

    def _pass_day(  # noqa: PLR0913, PLR0917 - one step of a recurrence over these arrays
        self, day: int, flow: Floats, arriving: Floats, split: Floats, seconds: Floats, gains: Floats
    ) -> None:
        """Gather the cards reviewed on `day` and send them on to their next review or the exam."""
        gaps = self._gaps_before(day)
        if gaps:
            earlier = day - self.grid.gaps[:gaps]
            coming = flow[earlier, 1 + np.arange(gaps)]
            seconds[day] += (coming * self._burden[:gaps]).sum()
            gains[day] -= (coming.sum(axis=-1) * self._exam[earlier]).sum()
            arriving[day] += self._moves.first(gaps).spread(coming, self.grid.size)
        gains[day] += self._exam[day] @ arriving[day].sum(axis=-1)
        flow[day] = split[day] * arriving[day]

    def _gaps_before(self, day: int) -> int:
        """How many gaps fit between today and `day`."""
        return int(np.searchsorted(self.grid.gaps, day, side="right"))

    def _landing(self, chosen: Floats) -> Floats:
        """Mass on day × cell × kind after each card's own first review."""
        kinds = len(self.kinds.right)
        day = np.arange(self.days)[:, None, None]
        place = (day * self.grid.size + self.moves.cells) * kinds + self.kinds.of_card[None, :, None]
        mass = np.bincount(
            place.ravel(), (chosen[..., None] * self.moves.shares).ravel(), self.days * self.grid.size * kinds
        )
        return np.asarray(mass.reshape(self.days, self.grid.size, kinds), dtype=np.float64)

    def recalled(self, tables: Tables, choices: Choices) -> Floats:
        """Probability, card by card, of recall at the exam when the choices are followed."""
        reached = np.empty_like(tables.values)
        onward = np.zeros_like(tables.split)
        onward[:, 0] = self._exam[:, :, None]
        for day in reversed(range(self.days)):
            reached[day] = (tables.split[day] * onward[day]).sum(axis=0)
            gaps = self._gaps_before(day)
            earlier = day - self.grid.gaps[:gaps]
            onward[earlier, 1 + np.arange(gaps)] = self._moves.first(gaps).expect(reached[day])
        followed = (choices.split[1:] * self.reached(reached)).sum(axis=0)
        return np.asarray(choices.split[0] * self.untouched + followed)


def _softened(worth: Floats, temperature: float) -> tuple[Floats, Floats]:
    """Soft maximum over the first axis, never below the true one, and how it splits."""
    best = worth.max(axis=0)
    if temperature <= 0:
        first = np.arange(len(worth)).reshape(-1, *(1,) * best.ndim) == worth.argmax(axis=0)
        return best, first.astype(float)
    share = np.exp((worth - best) / temperature)
    total = share.sum(axis=0)
    return best + temperature * np.log(total), share / total
