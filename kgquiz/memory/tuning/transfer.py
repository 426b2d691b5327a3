"""How much the cards of one item share, read from a student's own answers: τ of `kgquiz.memory.blend`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

import numpy as np

from kgquiz.key import CardKey
from kgquiz.memory.blend import FIRST_SIGHT, USUAL_TAU, Blended, Sighting, eased, of_item, remembering
from kgquiz.memory.model import Memory, Rating, Scheduler
from kgquiz.memory.planning.blending import eased as eased_all
from kgquiz.memory.planning.curves import Flags, Floats
from kgquiz.memory.tuning.judge import Predictions, judge, surely_better
from kgquiz.value import dataclass

PRIOR = (3.0, 2.0)
"""Beta: mean 0.6, and so weak that some dozens of answers outweigh it."""
GRID: Floats = np.linspace(0.0, 1.0, 41)
SHIFTS: Floats = np.linspace(-1.5, 0.9, 9)
SHIFT_SPREAD = 0.7
"""An item's replay counts every form's answer in full, so it foretells too much for a form that shares but a part: by
how many logits is not known, and τ is judged on the mean over all of them under a normal prior."""
FIRST_ANSWERS = 0.4
SURELY_APART = 1e-6
"""Answers whose card and item foretell the same say nothing of τ."""


@dataclass(frozen=True, slots=True)
class Foretold:
    """Answers as columns: right or not, the recall that the card's own and its item's memory foretold, the guess."""

    right: Flags
    own: Floats
    item: Floats
    guess: Floats

    def rows(self, chosen: Flags | slice) -> Foretold:
        """Some of them."""
        return Foretold(self.right[chosen], self.own[chosen], self.item[chosen], self.guess[chosen])

    def telling(self) -> Foretold:
        """Those whose card and item foretell different things."""
        return self.rows(np.abs(self.own - self.item) > SURELY_APART)

    def predicted(self, tau: float) -> Predictions:
        """As predictions, to be judged."""
        nothing: Floats = np.ones(len(self.right))
        return Predictions(self.chances(tau), self.right.astype(float), nothing, nothing, nothing)

    def chances(self, tau: float) -> Floats:
        """Chance of a right answer: g + (1 − g)·((1 − τ)·R_own + τ·R_item)."""
        return self.guess + (1 - self.guess) * ((1 - tau) * self.own + tau * self.item)


def fitted_tau(answers: Foretold) -> float:
    """The likeliest τ on the grid under the prior; the usual one where no answer tells."""
    told = answers.telling()
    if not len(told.right):
        return USUAL_TAU
    likely = np.logaddexp.reduce([_likely(told, shift) - (shift / SHIFT_SPREAD) ** 2 / 2 for shift in SHIFTS.tolist()])
    inner = np.clip(GRID, 0.01, 0.99)
    prior = (PRIOR[0] - 1) * np.log(inner) + (PRIOR[1] - 1) * np.log(1 - inner)
    return float(GRID[(likely + prior).argmax()])


def _likely(told: Foretold, shift: float) -> Floats:
    """The logarithm of the chance of the answers for each τ of the grid, if items are recalled so many logits better.

    Of the sum, first answers to a card count for a part: what they say hangs on FIRST_SIGHT, which is no student's own.
    """
    moved = replace(told, item=eased_all(told.item, np.full(len(told.item), shift)))
    chances = np.clip(np.stack([moved.chances(tau) for tau in GRID.tolist()]), 1e-6, 1 - 1e-6)
    weight = np.where(told.own == FIRST_SIGHT, FIRST_ANSWERS, 1.0)
    return np.asarray((weight * np.log(np.where(told.right, chances, 1 - chances))).sum(axis=1))


FEWEST_ANSWERS = 100
"""Telling answers from which τ is fitted: its standard error is then about 0.2."""
PARTS = 5


@dataclass(frozen=True, slots=True)
class Transfer:
    """What the log says of τ: log losses are those of later answers, in nats an answer; None where it says too little.

    `adopted` is whether the fitted τ foretells later answers surely better than the one in use before.
    """

    tau: float
    answers: int
    adopted: bool = False
    fitted: float | None = None
    fitted_loss: float | None = None
    present_loss: float | None = None
    cards_loss: float | None = None


def transfer(items: Iterable[Mapping[CardKey, Sequence[Sighting]]], scheduler: Scheduler, present: float) -> Transfer:
    """Fit τ to the answers to items met in several cards: kept only if it foretells their later part surely better.

    `items` are, item by item, the answers to each of its cards; `present` is the τ in use. Judged by time, as weights
    are: fitted to the first one, two, three and four of five parts, it foretells the part that follows.
    """
    told = foretold(items, scheduler).telling()
    count = len(told.right)
    if count < FEWEST_ANSWERS:
        return Transfer(present, count)
    edges = [count * part // PARTS for part in range(1, PARTS + 1)]
    by_fit, by_present, by_cards = [], [], []
    for start, end in pairwise(edges):
        coming = told.rows(slice(start, end))
        by_fit.append(coming.predicted(fitted_tau(told.rows(slice(0, start)))))
        by_present.append(coming.predicted(present))
        by_cards.append(coming.predicted(0.0))
    fit, before, cards = (Predictions.joined(parts) for parts in (by_fit, by_present, by_cards))
    tau, adopted = fitted_tau(told), surely_better(fit, before)
    losses = (judge(one).log_loss for one in (fit, before, cards))
    return Transfer(tau if adopted else present, count, adopted, tau, *losses)


def foretold(items: Iterable[Mapping[CardKey, Sequence[Sighting]]], scheduler: Scheduler) -> Foretold:
    """What card and item foretold of every answer to an item met on an earlier day, in order of time."""
    rows = sorted(row for cards in items for row in _of_item(cards, scheduler))
    columns = np.array(rows, dtype=float).reshape(-1, 5).T
    _, right, own, item, guess = columns
    return Foretold(right > 0, own, item, guess)


def _of_item(
    cards: Mapping[CardKey, Sequence[Sighting]], scheduler: Scheduler
) -> Iterator[tuple[int, bool, float, float, float]]:
    """(at, right, recall by the card's memory, by the item's, guess)."""
    answers = sorted((one.at, one.id, card, one) for card, given in cards.items() for one in given)
    own: dict[CardKey, Memory] = {}
    item: Memory | None = None
    of_the_item = set(of_item(cards.values()))
    for at, _, card, one in answers:
        if item is not None and one.day > item.last_day and not one.is_head_start:
            alone, ease = own.get(card), one.form.ease
            by_card = eased(Blended(alone, None, 0.0).recalled(one.day, scheduler.weights), ease)
            by_item = eased(Blended(item, None, 0.0).recalled(one.day, scheduler.weights), ease)
            yield at, one.rating > Rating.AGAIN, by_card if alone else FIRST_SIGHT, by_item, one.form.guess
        own[card] = remembering(own.get(card), one, scheduler)
        if one in of_the_item:
            item = remembering(item, one, scheduler)
