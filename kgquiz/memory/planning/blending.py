"""Cards as the solver takes them when an item's memory serves all of its cards: two memories put into one.

The solver knows one stability, difficulty and age a card. They are chosen so that recall today is the blended one of
`kgquiz.memory.blend`: stabilities by their geometric mean, difficulties by their mean, and the age at which the
forgetting curve of that stability has fallen to the blended recall.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from kgquiz.memory.planning.curves import Flags, Floats, Ints, Weights, elapsed_at, recall_after
from kgquiz.memory.planning.pool import Pool
from kgquiz.value import dataclass

LEAST_AGE = 0.5
"""Days: a card that was not asked today itself is older than one that was."""
EITHER = 0.6
"""How far the recall of a card lies from the blend, one memory or the other, towards either serving for the other.
Students whose forms share a trace need 0, those whose forms strengthen each other 1; in between all are foretold within
two points (docs/planner.md)."""
LEAST_MISSING = 0.02
"""Of a new card's worth: as little as is ever thought to be missing where its item is known."""


def eased(recalled: Floats, logits: Floats) -> Floats:
    """Recall where the question is easier by so many logits; what is not known at all, or surely, stays so."""
    inner = np.clip(recalled, 1e-9, 1 - 1e-9)
    moved = 1 / (1 + (1 - inner) / inner * np.exp(-logits))
    return np.asarray(np.where((recalled > 0) & (recalled < 1) & (logits != 0), moved, recalled))


@dataclass(frozen=True, slots=True)
class Traces:
    """Memories as columns: stability and difficulty, days since the last review. Never asked: stability 0."""

    stability: Floats
    difficulty: Floats
    elapsed: Floats

    @property
    def known(self) -> Flags:
        """Where anything was asked."""
        return self.stability > 0

    def rows(self, chosen: Ints) -> Traces:
        """Some of the rows."""
        return Traces(self.stability[chosen], self.difficulty[chosen], self.elapsed[chosen])

    def recall_in(self, days: float, weights: Weights) -> Floats:
        """Recall so many days from today, if nothing is done until then; 0 where nothing was asked."""
        stability = np.where(self.known, self.stability, 1.0)
        return np.where(self.known, recall_after(self.elapsed + days, stability, weights), 0.0)


@dataclass(frozen=True, slots=True)
class Minds:
    """The cards' own memories and their items', row by row, and how much of an item's serves its cards.

    Of a card with a head start it is the chance that the item is known: a placement found no more than that.
    """

    own: Traces
    item: Traces
    tau: Floats
    weights: Weights

    def rows(self, chosen: Ints) -> Minds:
        """Some of the rows."""
        return replace(self, own=self.own.rows(chosen), item=self.item.rows(chosen), tau=self.tau[chosen])

    @property
    def apart(self) -> Flags:
        """Where the item tells anything that the card's own memory does not."""
        own, item = self.own, self.item
        same = (own.stability == item.stability) & (own.elapsed == item.elapsed)
        return np.asarray(item.known & ~same & (self.tau > 0))

    def recall_in(self, days: float) -> Floats:
        """Blended recall so many days from today, if nothing is done until then."""
        own, item = self.own.recall_in(days, self.weights), self.item.recall_in(days, self.weights)
        return np.where(self.apart, (1 - self.tau) * own + self.tau * item, own)

    def in_form(self, days: float, ease: Floats) -> Floats:
        """The same as each card asks, `ease` logits easier than producing: eased first, then blended.

        An unseen card is recalled by its item's memory in τ of cases and not at all in the others, however easy. Of a
        card that was asked, part of the time either memory serves where the other fails.
        """
        own = eased(self.own.recall_in(days, self.weights), ease)
        item = eased(self.item.recall_in(days, self.weights), ease)
        blended = (1 - self.tau) * own + self.tau * item
        either = 1 - (1 - own) * (1 - self.tau * item)
        asked = blended + EITHER * (either - blended) * self.own.known
        return np.where(self.apart, asked, own)

    def traces(self) -> Traces:
        """One memory a card: its own where its item tells nothing more, none where the card was never asked."""
        both, own, item, tau = self.apart & self.own.known, self.own, self.item, self.tau
        first, second = np.where(both, own.stability, 1.0), np.where(both, item.stability, 1.0)
        stability = first ** (1 - tau) * second**tau
        age = np.maximum(elapsed_at(self.recall_in(0), stability, self.weights), LEAST_AGE).round(3)
        asked_today = own.elapsed <= 0
        return Traces(
            np.where(both, stability, own.stability),
            np.where(both, (1 - tau) * own.difficulty + tau * item.difficulty, own.difficulty),
            np.where(both & ~asked_today, age, own.elapsed),
        )

    def pool(self, alone: Pool, guess: Floats, days: int) -> Pool:
        """The cards of `alone` with blended memories; a new card of a known item counts for what is missing yet.

        `alone` holds what the cards are worth and cost by themselves. The first study of a card whose item is known
        costs as much as a review for the part of it that is known.
        """
        half = self.apart & ~self.own.known
        traces = self.traces()
        right = guess + (1 - guess) * self.item.recall_in(0, self.weights)
        review = right * alone.right + (1 - right) * alone.wrong
        return replace(
            alone,
            stability=traces.stability,
            difficulty=traces.difficulty,
            elapsed=traces.elapsed,
            value=np.where(half, alone.value * self.missing(days), alone.value),
            new=np.where(half, self.tau * review + (1 - self.tau) * alone.new, alone.new),
        )

    def missing(self, days: int) -> Floats:
        """The part of each card's worth that study can still gain: all of it, but for new cards of known items."""
        half = self.apart & ~self.own.known
        return np.where(half, np.maximum(1 - self.recall_in(days), LEAST_MISSING), 1.0)

    def planned(self, recalled: Floats, untouched: Floats, days: int, ease: Floats, *, begun: Floats) -> Floats:
        """Recall on the day with the plan, as each card asks, from the solver's figures for blended traces.

        `untouched` are the solver's figures without study; with probability `begun` a card is begun at all, and only
        then is anything recalled more easily: what is never begun is not.
        """
        asked = np.where(begun > 0, begun * eased(recalled / np.where(begun > 0, begun, 1.0), ease), 0.0)
        alone, before = self.in_form(days, ease), eased(untouched, ease)
        half = self.apart & ~self.own.known
        # Of what would be missing, study makes up the same part, whichever figure tells what is missing.
        made_up = np.where(half, asked, (asked - before) / np.maximum(1 - before, LEAST_MISSING))
        return np.where(self.apart, np.clip(alone + made_up * (1 - alone), 0.0, 1.0), asked)
