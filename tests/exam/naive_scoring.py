"""Scoring once more, as docs/exam.md and docs/decks.md tell it: slow, plain, written without a look at the program's.

Everything is worked out in fractions from what the student did. What was typed is told beforehand (`typed`): this is
about what an answer is worth, not about how Kyrgyz is read.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations
from math import sqrt

HALF = Fraction(1, 2)
EARNS = {1: 1, 2: 2, 3: 3}
COSTS = {1: 0, 2: -2, 3: -6}


@dataclass(frozen=True)
class Rules:
    """What an exam file says of marking."""

    penalty: bool = False
    certainty: bool = False
    foreign: str = "half"
    pass_mark: int = 60


@dataclass(frozen=True)
class Asked:
    """One item as it was asked and answered. `right` and `chosen` mean what the type makes of them."""

    type: str
    worth: Fraction
    right: tuple[str, ...]
    chosen: tuple[str, ...]
    options: int = 0
    wrong_options: int = 0
    sure: int = 0
    typed: tuple[str, ...] = ()
    """Of each blank: right, foreign, wrong or empty."""


def share(item: Asked, rules: Rules) -> Fraction:
    """From 0 to 1, before anything is taken off for guessing."""
    if item.type in {"choice", "truefalse"}:
        return Fraction(item.chosen == item.right)
    if item.type == "multi":
        return _ticks(item)
    if item.type in {"typed", "cloze"}:
        return sum((_typed(kind, rules) for kind in item.typed), Fraction(0)) / len(item.typed)
    if item.type == "order":
        return _pairs_in_order(item)
    if item.type == "match":
        return Fraction(len(set(item.chosen) & set(item.right)), len(item.right))
    return Fraction(len(set(item.chosen) & set(item.right)), len(item.right))  # recall, outline: points ticked


def _ticks(item: Asked) -> Fraction:
    """Right ticks less wrong ones as a share of the right; ticking everything earns half at most."""
    right = len(set(item.chosen) & set(item.right))
    wrong = len(item.chosen) - right
    cost = Fraction(1)
    if 0 < item.wrong_options * 2 < len(item.right):
        cost = Fraction(len(item.right), 2 * item.wrong_options)
    return max(Fraction(0), (right - wrong * cost) / len(item.right))


def _typed(kind: str, rules: Rules) -> Fraction:
    if kind == "right":
        return Fraction(1)
    if kind == "foreign" and rules.foreign == "half":
        return HALF
    return Fraction(0)


def _pairs_in_order(item: Asked) -> Fraction:
    place = {one: n for n, one in enumerate(item.chosen)}
    pairs = list(combinations(item.right, 2))
    return Fraction(sum(place[a] < place[b] for a, b in pairs), len(pairs))


def is_answered(item: Asked) -> bool:
    """Whether there is anything at all."""
    return any(kind != "empty" for kind in item.typed) if item.typed else bool(item.chosen)


def credit(item: Asked, rules: Rules) -> Fraction:
    """What the item earns of its points; below 0 where a wrong answer costs."""
    if not is_answered(item):
        return Fraction(0)
    earned = share(item, rules)
    if item.type in {"recall", "outline"}:
        return earned
    if rules.certainty:
        sure = item.sure or 1
        return (earned * EARNS[sure] + (1 - earned) * COSTS[sure]) / 3
    if rules.penalty:
        return _penalised(item, earned)
    return earned


def _penalised(item: Asked, earned: Fraction) -> Fraction:
    """R − W/(k−1): a wrong choice costs, an open one does not; an order earns Kendall's τ, pairs go one by one."""
    if item.type in {"choice", "truefalse"}:
        return earned or Fraction(-1, item.options - 1)
    if item.type == "order":
        return 2 * earned - 1
    if item.type == "match":
        wrong = len(set(item.chosen) - set(item.right))
        cost = Fraction(wrong, item.options - 1) if item.options > 1 else Fraction(0)
        return (len(set(item.chosen) & set(item.right)) - cost) / len(item.right)
    return earned


def mark(items: Sequence[Asked], rules: Rules) -> Fraction:
    """The share of all points, never below 0."""
    got = sum((credit(item, rules) * item.worth for item in items), Fraction(0))
    return max(Fraction(0), got / sum(item.worth for item in items))


def passes(items: Sequence[Asked], rules: Rules) -> bool:
    """At the pass mark or above it."""
    return mark(items, rules) * 100 >= rules.pass_mark


def without_self_marked(items: Sequence[Asked], rules: Rules) -> Fraction:
    """The mark of the rest; 0 where nothing is left."""
    rest = [item for item in items if item.type not in {"recall", "outline"}]
    return mark(rest, rules) if rest else Fraction(0)


def wilson(share: float, worths: Sequence[Fraction]) -> tuple[float, float]:
    """95 %, with the effective number of items (Σw)²/Σw²."""
    n = float(sum(worths) ** 2 / sum(worth**2 for worth in worths))
    z = 1.96
    middle = (share + z * z / (2 * n)) / (1 + z * z / n)
    half = z / (1 + z * z / n) * sqrt(share * (1 - share) / n + z * z / (4 * n * n))
    return middle - half, middle + half


def by_group(items: Sequence[Asked], rules: Rules) -> Mapping[str, tuple[Fraction, Fraction]]:
    """Points and worth by card type."""
    found: dict[str, tuple[Fraction, Fraction]] = {}
    for item in items:
        points, worth = found.get(item.type, (Fraction(0), Fraction(0)))
        found[item.type] = (points + credit(item, rules) * item.worth, worth + item.worth)
    return found
