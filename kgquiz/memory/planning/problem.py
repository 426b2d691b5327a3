"""The priced decision problem: what each card is worth when study time has a price on every day.

A card is a Markov decision process: on each day left it is reviewed or waits, and at each exam that may ask it, it
pays its recall. A price per second for each day couples the cards through the time there is. For given
prices every card is solved alone, backwards from the exam (`values`); the sum of the values and of the
priced time is, for any prices, an upper bound of what any schedule can reach in expectation (weak
duality; Adelman & Mersereau, "Relaxations of weakly coupled stochastic dynamic programs", Operations
Research 56, 2008). `course` goes the other way: it follows the cards through the days, each day taking
those of greatest advantage per second until its time is used. So a promise is always that of a
schedule that keeps every day's time. docs/planner.md has the mathematics.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from kgquiz.memory.planning.curves import Floats, MemoryArrays, recall_after
from kgquiz.memory.planning.grid import Grid
from kgquiz.memory.planning.pool import Kinds, Pool, fresh_of
from kgquiz.value import dataclass

NO_GAIN = 1e-9  # of recall per second: below it a review is not worth its time
FINENESS = 64  # steps of the logarithm of an advantage in which cards count as equal
LEAST_LOG, MOST_LOG = -21.0, 9.0


@dataclass(frozen=True, slots=True)
class Values:
    """What cards are worth from each day on: (days + 1) × age × cell × kind, and by row of new cards.

    Advantages are by day: value gained per second by a review that day rather than waiting, the day's
    own price left out; minus infinity where nothing can be taken.
    """

    known: Floats
    fresh: Floats
    advantage: Floats
    fresh_advantage: Floats
    bound: float


@dataclass(frozen=True, slots=True)
class Course:
    """What follows from taking each day what has the greatest advantage. By day unless said otherwise.

    `reached` is exam × day: value recalled at each exam if study ended with the day.
    """

    clearing: Floats  # advantage of the last card that found time: the price at which the day is full
    seconds: Floats
    reached: Floats
    taken: Floats  # day × age × cell × kind: the share that is reviewed
    fresh_taken: Floats  # day × row of new cards

    @property
    def final(self) -> float:
        """Value recalled at the exams, all of them together."""
        return float(self.reached[:, -1].sum())


class PlanningProblem:
    """The cards of one morning, the seconds there are on each day from today, and the grid.

    `exams` are the days, counted from today, on which exams are sat before that day's study; the last one is sat when
    all days are over, and is the only one where nothing is said. No new card begins on a day of `rehearsals`.
    """

    def __init__(  # noqa: PLR0913 - what a morning consists of
        self,
        grid: Grid,
        pool: Pool,
        kinds: Kinds,
        budget: Floats,
        *,
        exams: Sequence[int] = (),
        rehearsals: frozenset[int] = frozenset(),
    ) -> None:
        self.grid, self.pool, self.kinds, self.budget = grid, pool, kinds, budget
        self.days, self.rehearsals = len(budget), rehearsals
        self.exams = tuple(exams) or (self.days,)
        recalled = grid.recalled[:, :, None]
        self.burden: Floats = recalled * kinds.right + (1 - recalled) * kinds.wrong
        self.fresh = fresh_of(pool, kinds)
        self.memory = MemoryArrays(
            np.where(pool.fresh, 1.0, pool.stability), np.where(pool.fresh, 5.0, pool.difficulty)
        )
        self.exam = np.stack([grid.recall_in(days) for days in range(self.days + 1)])  # by days left
        waiting = ~pool.fresh & (pool.elapsed > 0)
        self.start = self._laid(np.where(waiting, pool.value, 0.0))
        # What was seen today already can be reviewed from tomorrow on.
        self.seen_today = self._laid(np.where(~pool.fresh & (pool.elapsed <= 0), pool.value, 0.0))

    def _laid(self, mass: Floats) -> Floats:
        corners = self.grid.points_of(self.memory, np.maximum(self.pool.elapsed, 1.0))
        kinds, points = len(self.kinds.right), self.grid.recalled.size
        of_kind = [corners.laid(np.where(self.kinds.of_card == kind, mass, 0.0), points) for kind in range(kinds)]
        return np.stack(of_kind, axis=-1).reshape(*self.grid.recalled.shape, kinds)

    def values(self, prices: Floats) -> Values:
        """Solve every card backwards from the exam, a second of each day at its price."""
        shape = (self.days, *self.burden.shape)
        known, fresh = np.empty((self.days + 1, *shape[1:])), np.zeros((self.days + 1, len(self.fresh.mass)))
        advantage, fresh_advantage = np.empty(shape), np.full((self.days, fresh.shape[1]), -np.inf)
        per_second = 1 / self.burden
        known[-1] = self._paid(self.days)
        for day in reversed(range(self.days)):
            known[day], fresh[day] = self._waited(known[day + 1]), fresh[day + 1]
            if self.budget[day] <= 0:
                known[day] += self._paid(day)
                advantage[day] = -np.inf
                continue
            gain = self._reviewed(known[day + 1])
            gain -= known[day]
            np.multiply(gain, per_second, out=advantage[day])
            gain -= prices[day] * self.burden
            known[day] += np.maximum(gain, 0.0, out=gain)
            known[day] += self._paid(day)
            if day not in self.rehearsals:
                gain = (self.grid.first @ known[day + 1, 0])[self.fresh.kind] - fresh[day]
                fresh_advantage[day] = gain / self.fresh.burden
                fresh[day] += np.maximum(gain - prices[day] * self.fresh.burden, 0.0)
        bound = (self.start * known[0]).sum() + (self.seen_today * known[1]).sum() + self.fresh.mass @ fresh[0]
        return Values(known, fresh, advantage, fresh_advantage, float(bound + prices @ self.budget))

    def course(self, values: Values) -> Course:
        """Follow the cards through the days, each day's time spent where the advantage is greatest."""
        mass, fresh = self.start, self.fresh.mass
        clearing, seconds = np.zeros((2, self.days))
        reached, sat = np.zeros((len(self.exams), self.days)), np.zeros(len(self.exams))
        taken, fresh_taken = np.zeros(values.advantage.shape), np.zeros(values.fresh_advantage.shape)
        for day in range(self.days):
            sat += [self._recalled_at(exam, day, mass) if self.exams[exam] == day else 0.0 for exam in self._all]
            asked = np.concatenate([(mass * self.burden).ravel(), fresh * self.fresh.burden])
            worth = np.concatenate([values.advantage[day].ravel(), values.fresh_advantage[day]])
            share, clearing[day], seconds[day] = filled(worth, asked, float(self.budget[day]))
            taken[day], fresh_taken[day] = share[: mass.size].reshape(mass.shape), share[mass.size :]
            landed = self._landed(mass * taken[day], fresh * fresh_taken[day])
            mass = self._carried(mass * (1 - taken[day]))
            mass[0] += landed
            if day == 0:
                mass += self.seen_today
            fresh = fresh * (1 - fresh_taken[day])
            reached[:, day] = [
                sat[exam] if self.exams[exam] <= day else self._recalled_at(exam, day + 1, mass) for exam in self._all
            ]
        return Course(clearing, seconds, reached, taken, fresh_taken)

    @property
    def _all(self) -> range:
        """The exams by number."""
        return range(len(self.exams))

    def _paid(self, day: int) -> Floats | float:
        """What the exams of a day pay for a memory (age × cell × kind), by the unit of value."""
        part = sum((self.kinds.pays[exam] for exam in self._all if self.exams[exam] == day), np.zeros(1))
        return self.exam[0][:, :, None] * part if part.any() else 0.0

    def _recalled_at(self, exam: int, day: int, mass: Floats) -> float:
        """Value that an exam finds recalled of mass as it stands on a day, if nothing is done from then on."""
        by_kind = self.exam[self.exams[exam] - day].ravel() @ mass.reshape(-1, mass.shape[-1])
        return float(by_kind @ self.kinds.pays[exam])

    def untouched_by_exam(self) -> Floats:
        """Value recalled at each exam if nothing is done."""
        return np.array(
            [self._recalled_at(exam, 0, self.start) + self._recalled_at(exam, 1, self.seen_today) for exam in self._all]
        )

    def untouched(self) -> float:
        """Value recalled at the exams if nothing is done."""
        return float(self.untouched_by_exam().sum())

    def recalled(self, course: Course, exam: int = 0) -> Floats:
        """Probability, card by card, of recall at an exam when the course is followed."""
        days = self.exams[exam]
        known = np.broadcast_to(self.exam[0][:, :, None], self.burden.shape)
        alone = tomorrow = alone_tomorrow = known  # of an exam today nothing is added
        fresh = np.zeros(len(self.fresh.mass))
        for day in reversed(range(days)):
            tomorrow, alone_tomorrow = known, alone
            learnt = (self.grid.first @ known[0])[self.fresh.kind]
            fresh = course.fresh_taken[day] * learnt + (1 - course.fresh_taken[day]) * fresh
            waited, alone = self._waited(known), self._waited(alone)
            known = waited + course.taken[day] * (self._reviewed(known) - waited)
        added = np.where(
            self.pool.elapsed > 0,
            self._read(known - alone, self.pool.elapsed),
            self._read(tomorrow - alone_tomorrow, self.pool.elapsed + 1),
        )
        on_the_day = recall_after(self.pool.elapsed + days, self.memory.stability, self.grid.weights)
        return np.where(self.pool.fresh, self._of_fresh(fresh), np.clip(on_the_day + added, 0.0, 1.0))

    def left_out(self, course: Course, exam: int = -1) -> Floats:
        """Probability, card by card, that a new card is not begun before an exam, the last one; 0 for others."""
        taken = course.fresh_taken[: self.exams[exam]]
        return np.where(self.pool.fresh, self._of_fresh((1 - taken).prod(axis=0)), 0.0)

    def advantages(self, values: Values) -> tuple[Floats, Floats]:
        """Card by card, off the grid: advantage of taking it today (value per second), and the seconds expected."""
        pool, kinds = self.pool, self.kinds
        recalled = recall_after(pool.elapsed, self.memory.stability, self.grid.weights)
        seconds = np.where(pool.fresh, pool.new, recalled * pool.right + (1 - recalled) * pool.wrong)
        if self.budget[0] <= 0:
            return np.full(len(pool), -np.inf), seconds
        after = self.grid.after_review(self.memory, recalled)
        tomorrow = values.known[1]
        reviewed = (tomorrow[0][after.points, kinds.of_card[:, None]] * after.shares).sum(axis=-1)
        gain = reviewed - self._read(tomorrow, pool.elapsed + 1)
        known = np.where(pool.elapsed > 0, gain * pool.value / seconds, -np.inf)
        return np.where(pool.fresh, self._of_fresh(values.fresh_advantage[0]), known), seconds

    def _of_fresh(self, rows: Floats) -> Floats:
        """What holds for a row of new cards, card by card; 0 for cards that are not new."""
        return np.append(rows, 0.0)[self.fresh.of_card]

    def _read(self, values: Floats, ages: Floats) -> Floats:
        """Values (age × cell × kind) at each card's own memory."""
        corners = self.grid.points_of(self.memory, ages)
        flat = values.reshape(-1, len(self.kinds.right))
        return np.asarray((flat[corners.points, self.kinds.of_card[:, None]] * corners.shares).sum(axis=-1))

    def _reviewed(self, tomorrow: Floats) -> Floats:
        return np.asarray((self.grid.reviewed @ tomorrow[0]).reshape(tomorrow.shape))

    def _waited(self, tomorrow: Floats) -> Floats:
        return np.asarray((self.grid.waited @ tomorrow.reshape(len(tomorrow), -1)).reshape(tomorrow.shape))

    def _carried(self, mass: Floats) -> Floats:
        return np.asarray((self.grid.waited.T @ mass.reshape(len(mass), -1)).reshape(mass.shape))

    def _landed(self, reviewed: Floats, begun: Floats) -> Floats:
        """Mass (cell × kind) of what is reviewed and begun today, as it stands tomorrow."""
        kinds = len(self.kinds.right)
        by_point = reviewed.reshape(-1, kinds)
        some = np.flatnonzero(by_point.any(axis=1))  # of most points nothing is reviewed
        known = self.grid.reviewed[some].T @ by_point[some]
        return np.asarray(known + np.outer(self.grid.first, np.bincount(self.fresh.kind, begun, kinds)))


def filled(worth: Floats, asked: Floats, seconds: float) -> tuple[Floats, float, float]:
    """Spend `seconds` on what is worth most: the share of each that is taken, the worth of the last, seconds used.

    Within a step of 1/64 of a logarithm, cards are equal and share what is left. Where nothing is asked for, nothing is
    taken. The worth of the last is 0 where there is time for everything that gains at all.
    """
    steps = int((MOST_LOG - LEAST_LOG) * FINENESS)
    share = np.zeros(len(worth))
    gaining = np.flatnonzero((worth > NO_GAIN) & (asked > 0)) if seconds > 0 else np.empty(0, dtype=np.int64)
    level = np.clip((np.log(worth[gaining]) - LEAST_LOG) * FINENESS, 1, steps - 1).astype(np.int64)
    by_level = np.bincount(level, asked[gaining], steps)
    from_above = np.append(np.cumsum(by_level[::-1])[::-1], 0.0)
    if from_above[0] <= seconds:
        share[gaining] = 1.0
        return share, 0.0, float(from_above[0])
    last = int(np.flatnonzero(from_above > seconds)[-1])
    part = (seconds - from_above[last + 1]) / by_level[last]
    share[gaining] = np.where(level > last, 1.0, np.where(level == last, part, 0.0))
    return share, float(np.exp(LEAST_LOG + (last + 1 - part) / FINENESS)), seconds
