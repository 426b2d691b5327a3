"""What a policy knows of a simulated student: FSRS-6 replayed over the answers, by card and by item."""

from __future__ import annotations

import numpy as np

from kgquiz.memory.blend import USUAL_TAU
from kgquiz.memory.model import DEFAULT_WEIGHTS
from kgquiz.memory.planning.blending import Minds, Traces, eased
from kgquiz.memory.planning.curves import RIGHT_AT_FIRST_SIGHT, Flags, Floats, Ints, MemoryArrays, Weights, recall_after
from kgquiz.memory.simulation.item_book import EASIER, Book
from kgquiz.memory.simulation.item_worlds import NEVER, answered
from kgquiz.memory.tuning.transfer import Foretold, fitted_tau


class _Replay:
    """Memories of many things, kept up to date answer by answer.

    With ease (logits) and guess of the form asked, a right answer counts as recalled with the probability that it was
    no lucky guess, π = R_form / (g + (1 − g)·R_form): log S and D are those after success and failure, mixed by π.
    """

    def __init__(self, count: int, weights: Weights) -> None:
        self.weights = weights
        self.states = MemoryArrays(np.ones(count), np.full(count, 5.0))
        self.last = np.full(count, NEVER)

    def recall(self, day: int, places: Ints, ease: Floats) -> Floats:
        known = recall_after(day - self.last[places], self.states.stability[places], self.weights)
        return np.where(self.last[places] > NEVER, eased(known, ease), RIGHT_AT_FIRST_SIGHT)

    def learn(self, day: int, places: Ints, right: Flags, ease: Floats, guess: Floats) -> None:
        before, fresh = (
            MemoryArrays(self.states.stability[places], self.states.difficulty[places]),
            self.last[places] == NEVER,
        )
        recalled, in_form = self.recall(day, places, np.zeros_like(ease)), self.recall(day, places, ease)
        sure = np.where(right, in_form / (guess + (1 - guess) * in_form), 0.0)
        success = answered(before, recalled, np.ones_like(right), fresh, self.weights)
        failure = answered(before, recalled, np.zeros_like(right), fresh, self.weights)
        self.states.stability[places] = success.stability**sure * failure.stability ** (1 - sure)
        self.states.difficulty[places] = sure * success.difficulty + (1 - sure) * failure.difficulty
        self.last[places] = day

    def traces(self, day: int, places: Ints) -> Traces:
        asked = self.last[places] > NEVER
        stability = np.where(asked, self.states.stability[places], 0.0)
        difficulty = np.where(asked, self.states.difficulty[places], 0.0)
        return Traces(stability, difficulty, np.where(asked, day - self.last[places], 0.0))


class Belief:
    """Both replays, and the answers from which τ is fitted; `tau` None fits it, a number holds it there."""

    def __init__(
        self, book: Book, tau: float | None, *, by_form: bool = False, weights: Weights = DEFAULT_WEIGHTS
    ) -> None:
        self.book, self.weights, self._fixed = book, weights, tau
        self.ease: Floats = np.where(book.recognised & by_form, EASIER, 0.0)
        self.guess: Floats = np.where(by_form, book.guess, 0.0)
        self.own, self.item = _Replay(len(book), weights), _Replay(book.items, weights)
        self._log: list[Foretold] = []

    @property
    def asked(self) -> Flags:
        """Which cards were asked."""
        return np.asarray(self.own.last > NEVER)

    def tau(self) -> float:
        """The τ it goes by today."""
        if self._fixed is not None:
            return self._fixed
        return fitted_tau(joined(self._log)) if self._log else USUAL_TAU

    def learns(self, day: int, cards: Ints, right: Flags) -> None:
        """Take a day's answers in, of cards of different items."""
        items = self.book.item[cards]
        met = self.item.last[items] > NEVER
        ease, guess = self.ease[cards], self.guess[cards]
        own, item = self.own.recall(day, cards, ease), self.item.recall(day, items, ease)
        self._log.append(Foretold(right, own, item, self.book.guess[cards]).rows(met))
        self.own.learn(day, cards, right, ease, guess)
        self.item.learn(day, items, right, ease, guess)

    def recalled(self, day: int) -> Floats:
        """Recall of every card on that day, in its own form."""
        return self.minds(day).in_form(0, self.ease)

    def minds(self, day: int) -> Minds:
        """The cards' memories as seen on that day."""
        cards = np.arange(len(self.book))
        own, item = self.own.traces(day, cards), self.item.traces(day, self.book.item)
        return Minds(own, item, np.full(len(cards), self.tau()), self.weights)


def joined(parts: list[Foretold]) -> Foretold:
    """The parts one after another."""
    return Foretold(
        np.concatenate([part.right for part in parts]),
        np.concatenate([part.own for part in parts]),
        np.concatenate([part.item for part in parts]),
        np.concatenate([part.guess for part in parts]),
    )
