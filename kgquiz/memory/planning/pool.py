"""The cards of a plan as columns, and how those that are alike are put together."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from kgquiz.memory.planning.curves import Floats, Ints
from kgquiz.value import dataclass

ALIKE = 4
"""Parts of a value: cards of several exams are alike whose shares in them are the same to one part in so many."""
MOST_FRESH = 64
"""Kinds of new card that are told apart; beyond that the price of a card is rounded more coarsely."""


@dataclass(frozen=True, slots=True)
class Pool:
    """Cards as columns; one row a card. A card never seen has stability 0.

    `elapsed` is in days since the last review, seen from today. `value` is what recalling the card
    on the day is worth, of mean 1. Then come seconds: first study, right and wrong review.
    Where several exams are planned for, `pays` (card × exam) says what part of its value each exam pays.
    """

    stability: Floats
    difficulty: Floats
    elapsed: Floats
    value: Floats
    new: Floats
    right: Floats
    wrong: Floats
    pays: Floats | None = None

    def __len__(self) -> int:
        return len(self.stability)

    @property
    def parts(self) -> Floats:
        """What part of each card's value each exam pays: card × exam, rows of sum 1."""
        return np.ones((len(self), 1)) if self.pays is None else self.pays

    @property
    def fresh(self) -> NDArray[np.bool_]:
        """Which cards were never seen."""
        return self.stability <= 0


@dataclass(frozen=True, slots=True)
class Kinds:
    """Cards that cost about the same for what they are worth, to the same exams, share one table of values."""

    of_card: Ints
    right: Floats  # by kind: seconds per unit of value
    wrong: Floats
    pays: Floats  # exam × kind: part of its value


def kinds_of(pool: Pool, most: int) -> Kinds:
    """At most `most` kinds, alike in seconds per value; exact when there are no more than that.

    Cards that count for other exams, or for much more in one of them, are other kinds: half of `most` for each such.
    """
    burden = np.log(np.stack([pool.right, pool.wrong], axis=-1) / pool.value[:, None]).round(6)
    alike = np.unique((pool.parts * ALIKE).round(), axis=0, return_inverse=True)[1].reshape(-1)
    groups = int(alike.max(initial=0)) + 1
    labels, used = np.zeros(len(pool), dtype=np.int64), 0
    for group in range(groups):
        chosen = np.flatnonzero(alike == group)
        labels[chosen] = used + _labelled(burden[chosen], most if groups == 1 else max(1, most // 2))
        used = int(labels.max(initial=0)) + 1
    members = np.bincount(labels)
    weight = np.bincount(labels, pool.value)
    return Kinds(
        labels,
        np.bincount(labels, pool.right / pool.value) / members,
        np.bincount(labels, pool.wrong / pool.value) / members,
        np.stack([np.bincount(labels, pool.value * part) / weight for part in pool.parts.T]),
    )


def _labelled(burden: Floats, most: int) -> Ints:
    labels = np.unique(burden, axis=0, return_inverse=True)[1].reshape(-1).astype(np.int64)
    return _banded(burden.sum(axis=1), most) if labels.max(initial=0) >= most else labels


def _banded(burden: Floats, most: int) -> Ints:
    edges = np.linspace(burden.min(), burden.max(), most + 1)[1:-1]
    bands = np.searchsorted(edges, burden, side="right")
    return np.unique(bands, return_inverse=True)[1].reshape(-1).astype(np.int64)


@dataclass(frozen=True, slots=True)
class Fresh:
    """New cards of one kind and about one price, put together; `of_card` is -1 for cards seen before."""

    of_card: Ints
    kind: Ints
    mass: Floats  # value of all of them
    burden: Floats  # seconds of first study per unit of value


def fresh_of(pool: Pool, kinds: Kinds) -> Fresh:
    """The new cards of the pool, those alike put together: some dozens of rows, however many cards."""
    chosen = np.flatnonzero(pool.fresh)
    price, kind = np.log(pool.new[chosen] / pool.value[chosen]), kinds.of_card[chosen]
    for decimals in (6, 2, 1):
        rows, place = np.unique(np.stack([price.round(decimals), kind], axis=-1), axis=0, return_inverse=True)
        if len(rows) <= MOST_FRESH:
            break
    place = place.reshape(-1).astype(np.int64)
    mass: Floats = np.bincount(place, pool.value[chosen], len(rows)).astype(float)
    of_card = np.full(len(pool), -1, dtype=np.int64)
    of_card[chosen] = place
    return Fresh(of_card, rows[:, 1].astype(np.int64), mass, np.bincount(place, pool.new[chosen], len(rows)) / mass)
