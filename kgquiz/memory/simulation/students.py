"""Simulated students: a workload, a learner with a true memory, a policy, and what comes of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import field

import numpy as np

from kgquiz.memory.model import DEFAULT_WEIGHTS
from kgquiz.memory.planning.costs import Seconds
from kgquiz.memory.planning.curves import (
    RIGHT_AT_FIRST_SIGHT,
    Flags,
    Floats,
    Ints,
    MemoryArrays,
    Weights,
    after_right,
    after_wrong,
    bounded_weights,
    first_states,
    recall_after,
)
from kgquiz.value import dataclass

SPREAD_OF_WEIGHTS = 0.25  # standard deviation of the logarithm of each perturbed weight
NEVER = -10_000


@dataclass(frozen=True, slots=True)
class Workload:
    """So many cards, days and minutes a day; `begun` of the cards were half learnt before."""

    cards: int
    days: int
    minutes: float
    begun: int = 0
    costs: Seconds = field(default_factory=Seconds)

    @property
    def name(self) -> str:
        """Cards/days/minutes, as tables call it."""
        plain = f"{self.cards}/{self.days}/{self.minutes:g}"
        return f"{plain} half" if self.begun else plain


WORKLOADS = (Workload(600, 30, 20), Workload(600, 14, 30), Workload(300, 30, 15), Workload(1000, 60, 20))
HALF_LEARNT = (Workload(600, 30, 15, begun=300), Workload(600, 14, 20, begun=300))


@dataclass(frozen=True, slots=True)
class Learner:
    """A student: the true weights, the weights the policies go by, and the seed of their chances."""

    seed: int
    truth: Weights = DEFAULT_WEIGHTS
    believed: Weights = DEFAULT_WEIGHTS


def known_learners(seeds: int) -> tuple[Learner, ...]:
    """Students whose weights the policies know."""
    return tuple(Learner(seed) for seed in range(seeds))


def unknown_learners(count: int) -> tuple[Learner, ...]:
    """Students with weights of their own, while the policies go by the default ones."""
    return tuple(Learner(seed, truth=perturbed(seed)) for seed in range(count))


def perturbed(seed: int, spread: float = SPREAD_OF_WEIGHTS) -> Weights:
    """Weights of a student unlike the average: each multiplied by a log-normal factor, within bounds."""
    chance = np.random.default_rng([seed, 2024])
    factors = np.exp(spread * chance.standard_normal(len(DEFAULT_WEIGHTS)))
    return bounded_weights(tuple(np.array(DEFAULT_WEIGHTS) * factors))


@dataclass(frozen=True, slots=True)
class Morning:
    """What a policy knows: the day, how many there are, the seconds of each, and every card's memory.

    `last` is the day of the last review, negative before the workload began, NEVER for a new card.
    """

    day: int
    days: int
    seconds: float
    states: MemoryArrays
    last: Ints
    weights: Weights
    costs: Seconds

    @property
    def left(self) -> int:
        """Study days left, today among them."""
        return self.days - self.day

    @property
    def elapsed(self) -> Floats:
        """Days since each card's last review."""
        return (self.day - self.last).astype(float)


Policy = Callable[[Morning], Ints]
"""The cards to take today, best first; each at most once."""


@dataclass(frozen=True, slots=True)
class StudentOutcome:
    """Share the student is expected to recall on exam day, the share believed, and minutes used."""

    share: float
    believed: float
    minutes: float
    recalled: Floats  # card by card, true
    expected: Floats  # card by card, as believed


@dataclass(slots=True)
class _Mind:
    """Memories under one set of weights; changed in place as the days go by."""

    weights: Weights
    stability: Floats
    difficulty: Floats

    def recall(self, cards: Ints, elapsed: Floats, fresh: Flags) -> Floats:
        known = recall_after(elapsed, self.stability[cards], self.weights)
        return np.where(fresh, RIGHT_AT_FIRST_SIGHT, known)

    def learn(self, cards: Ints, recalled: Floats, right: Flags, fresh: Flags) -> None:
        states = MemoryArrays(self.stability[cards], self.difficulty[cards])
        known = after_right(states, recalled, self.weights).where(right, after_wrong(states, recalled, self.weights))
        good, bad = first_states(self.weights)
        after = good.where(right, bad).where(fresh, known)
        self.stability[cards], self.difficulty[cards] = after.stability, after.difficulty


def run(workload: Workload, learner: Learner, policy: Policy) -> StudentOutcome:
    """Let a student follow a policy from the first day to the exam."""
    student = _Student(workload, learner)
    for day in range(workload.days):
        student.study(day, policy, 60 * workload.minutes)
    return student.sit_exam()


class _Student:
    def __init__(self, workload: Workload, learner: Learner) -> None:
        count = workload.cards
        self.workload = workload
        # One number for each card and day, the same whatever the policy: common random numbers.
        self.chances = np.random.default_rng([learner.seed, 7]).random((workload.days, count))
        self.truth = _Mind(learner.truth, np.ones(count), np.full(count, 5.0))
        self.belief = _Mind(learner.believed, np.ones(count), np.full(count, 5.0))
        self.last = np.full(count, NEVER)
        self.used = 0.0
        if workload.begun:
            self._begin(np.random.default_rng([learner.seed, 11]))

    def _begin(self, chance: np.random.Generator) -> None:
        """Some weeks ago a part of the cards was learnt, and reviewed at random times since."""
        cards = np.arange(self.workload.begun)
        visits = np.sort(-chance.integers(1, 30, (3, len(cards))), axis=0)
        for visit in visits:
            later = cards[visit > self.last[cards]]
            self._answer(later, visit[later], chance.random(len(later)))

    def study(self, day: int, policy: Policy, seconds: float) -> None:
        order = policy(self.morning(day, seconds))
        fresh = self.last[order] == NEVER
        elapsed = (day - self.last[order]).astype(float)
        recalled = self.truth.recall(order, elapsed, fresh)
        costs = self.workload.costs
        right = self.chances[day, order] < recalled
        taken = np.where(fresh, costs.new, np.where(right, costs.right, costs.wrong))
        likely = np.where(fresh, costs.new, recalled * costs.right + (1 - recalled) * costs.wrong)
        # A card is begun only if it is expected to fit, so no day is overspent on average.
        over = np.flatnonzero(np.cumsum(taken) - taken + likely > seconds)
        done = order[: over[0]] if len(over) else order
        self.used += float(taken[: len(done)].sum())
        self._answer(done, np.full(len(done), day), self.chances[day, done])

    def _answer(self, cards: Ints, days: Ints, chances: Floats) -> None:
        fresh = self.last[cards] == NEVER
        elapsed = (days - self.last[cards]).astype(float)
        true = self.truth.recall(cards, elapsed, fresh)
        right = chances < true
        self.truth.learn(cards, true, right, fresh)
        self.belief.learn(cards, self.belief.recall(cards, elapsed, fresh), right, fresh)
        self.last[cards] = days

    def morning(self, day: int, seconds: float) -> Morning:
        states = MemoryArrays(self.belief.stability.copy(), self.belief.difficulty.copy())
        costs = self.workload.costs
        return Morning(day, self.workload.days, seconds, states, self.last.copy(), self.belief.weights, costs)

    def sit_exam(self) -> StudentOutcome:
        cards = np.arange(self.workload.cards)
        seen = self.last != NEVER
        elapsed = (self.workload.days - self.last).astype(float)
        nothing = np.zeros_like(seen)
        true = seen * self.truth.recall(cards, elapsed, nothing)
        believed = seen * self.belief.recall(cards, elapsed, nothing)
        return StudentOutcome(float(true.mean()), float(believed.mean()), self.used / 60, true, believed)


def first_morning(workload: Workload, learner: Learner) -> Morning:
    """What a policy sees on the first day."""
    return _Student(workload, learner).morning(0, 60 * workload.minutes)
