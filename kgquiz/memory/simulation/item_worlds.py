"""What is true of a simulated student: memory traces of items in several forms, which help each other or not.

Three kinds of world, so that no policy is judged only in one that is built as it believes:

* trace: a card draws either on the one trace of its item or on one of its own, for good; two cards of an item share
  it with probability τ.
* echo: every card has its own trace; an answer to a sibling moves it by a part τ of what an answer of its own would
  have moved it, and makes a card that was never asked known in part.
* asym: echo, but with 0.9 from producing to recognising, 0.6 among recognising forms, τ for all else.

Recognising is easier by a logit. After a lucky guess the solution is shown, so the trace moves as after a failure.
"""

from __future__ import annotations

from enum import StrEnum

import numpy as np

from kgquiz.memory.model import DEFAULT_WEIGHTS
from kgquiz.memory.planning.blending import eased
from kgquiz.memory.planning.curves import (
    RIGHT_AT_FIRST_SIGHT,
    Flags,
    Floats,
    Ints,
    MemoryArrays,
    Weights,
    after_right,
    after_wrong,
    elapsed_at,
    first_states,
    recall_after,
)
from kgquiz.memory.simulation.item_book import EASIER, Book
from kgquiz.value import dataclass

NEVER = -10_000.0
TO_RECOGNISING, AMONG_RECOGNISING = 0.9, 0.6


class Helping(StrEnum):
    """How siblings help each other."""

    TRACE = "trace"
    ECHO = "echo"
    ASYM = "asym"


@dataclass(frozen=True, slots=True)
class Truth:
    """A kind of truth, and how much siblings share in it."""

    kind: Helping
    tau: float

    @property
    def name(self) -> str:
        """As tables call it: `trace 0.6`."""
        return f"{self.kind} {self.tau:g}"


def answered(states: MemoryArrays, recalled: Floats, right: Flags, fresh: Flags, weights: Weights) -> MemoryArrays:
    """Memories at the end of a day on which each was asked once, and repeated after a failure."""
    later = after_right(states, recalled, weights).where(right, after_wrong(states, recalled, weights))
    good, bad = first_states(weights)
    return good.where(right, bad).where(fresh, later)


@dataclass(frozen=True, slots=True)
class Answers:
    """What comes of asking cards: whether recalled, whether right, seconds taken and expected."""

    recalled: Flags
    right: Flags
    seconds: Floats
    likely: Floats


class Student:
    """One student's memory of a book. Chances are the same whatever is asked before: common random numbers."""

    def __init__(self, book: Book, truth: Truth, seed: int, days: int, weights: Weights = DEFAULT_WEIGHTS) -> None:
        self.book, self.truth, self.weights = book, truth, weights
        cards = len(book)
        chance = np.random.default_rng([seed, 7])
        self._recall_draws = chance.random((days, cards), dtype=np.float32)
        self._guess_draws = chance.random((days, cards), dtype=np.float32)
        self._reach_draws, shares = chance.random(cards), chance.random(cards)
        shared = shares < (truth.tau**0.5 if truth.kind is Helping.TRACE else 0.0)
        self._trace: Ints = np.where(shared, cards + book.item, np.arange(cards))
        traces = cards + book.items
        self._stability, self._difficulty = np.ones(traces), np.full(traces, 5.0)
        self._last = np.full(traces, NEVER)
        self._asked, self._reach = np.zeros(cards, dtype=bool), np.zeros(cards)
        self._ease: Floats = np.where(book.recognised, EASIER, 0.0)
        self._siblings = [np.flatnonzero(book.item == item) for item in range(book.items)]

    def chances(self, day: float) -> Floats:
        """True chance of recalling each card on a day, guessing left out."""
        last = self._last[self._trace]
        known = recall_after(day - last, self._stability[self._trace], self.weights)
        recalled = np.where(last > NEVER, eased(known, self._ease), 0.0)
        return recalled if self.truth.kind is Helping.TRACE else recalled * self._reach

    def _is_known(self, cards: Ints) -> Flags:
        """Whether a card is met as something known already."""
        if self.truth.kind is Helping.TRACE:
            return self._last[self._trace[cards]] > NEVER
        return self._asked[cards] | (self._reach_draws[cards] < self._reach[cards])

    def _recall(self, day: int, cards: Ints) -> Floats:
        trace = self._trace[cards]
        recalled = recall_after(day - self._last[trace], self._stability[trace], self.weights)
        return np.where(self._is_known(cards), eased(recalled, self._ease[cards]), RIGHT_AT_FIRST_SIGHT)

    def asked(self, day: int, cards: Ints) -> Answers:
        """What would come of asking these cards on that day; nothing changes."""
        book, known, chance = self.book, self._is_known(cards), self._recall(day, cards)
        recalled = self._recall_draws[day, cards] < chance
        right = recalled | (self._guess_draws[day, cards] < book.guess[cards])
        likely = book.guess[cards] + (1 - book.guess[cards]) * chance
        new, quick, slow = book.new[cards], book.right[cards], book.wrong[cards]
        return Answers(
            recalled,
            right,
            np.where(known, np.where(right, quick, slow), new),
            np.where(known, likely * quick + (1 - likely) * slow, new),
        )

    def learns(self, day: int, cards: Ints, recalled: Flags) -> None:
        """Memory after these cards, of different items, were asked."""
        trace, known, chance = self._trace[cards], self._is_known(cards), self._recall(day, cards)
        before = MemoryArrays(self._stability[trace], self._difficulty[trace])
        after = answered(before, chance, recalled, ~known, self.weights)
        if self.truth.kind is not Helping.TRACE:
            self._echo(day, cards, recalled, after)
        self._stability[trace], self._difficulty[trace], self._last[trace] = after.stability, after.difficulty, day
        self._asked[cards], self._reach[cards] = True, 1.0

    def _transfer(self, asked: Ints, others: Ints) -> Floats:
        if self.truth.kind is not Helping.ASYM:
            return np.full(len(asked), self.truth.tau)
        to, among = self._ease[others] > 0, self._ease[asked] > 0
        return np.where(to & ~among, TO_RECOGNISING, np.where(to & among, AMONG_RECOGNISING, self.truth.tau))

    def _echo(self, day: int, cards: Ints, recalled: Flags, after: MemoryArrays) -> None:
        pairs = [
            (row, other) for row, c in enumerate(cards) for other in self._siblings[self.book.item[c]] if other != c
        ]
        if not pairs:
            return
        row, other = np.array(pairs, dtype=np.int64).T
        tau, right, fresh = self._transfer(cards[row], other), recalled[row], self._last[other] == NEVER
        before = MemoryArrays(self._stability[other], self._difficulty[other])
        chance = recall_after(day - self._last[other], before.stability, self.weights)
        full = answered(before, chance, right, np.zeros(len(other), dtype=bool), self.weights)
        moved = MemoryArrays(
            before.stability ** (1 - tau) * full.stability**tau, (1 - tau) * before.difficulty + tau * full.difficulty
        )
        first = MemoryArrays(after.stability[row], after.difficulty[row])
        new = first.where(fresh, moved)
        age = np.where(fresh, 0.0, elapsed_at(chance + tau * (1 - chance), new.stability, self.weights))
        go = tau > 0
        other, age = other[go], age[go]
        self._stability[other], self._difficulty[other] = new.stability[go], new.difficulty[go]
        self._last[other] = day - age
        self._reach[other] += tau[go] * (1 - self._reach[other])
