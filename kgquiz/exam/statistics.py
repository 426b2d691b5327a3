"""What many sittings say about the items: how hard each is, whether it tells the strong from the weak.

Facility, discrimination and α as Moodle's quiz statistics define them; since forms differ, an item is held against the
mean of the other items of the same paper, not against their sum.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import zip_longest
from math import sqrt

from kgquiz.key import CardKey
from kgquiz.value import dataclass

Paper = Mapping[CardKey, float]
"""One sitting: by item the share that was right, 0..1."""
Worths = Mapping[CardKey, float]
"""What each item of a sitting is worth, in points; an item that is not named is worth one."""

FEWEST = 10
"""Answers below which an item's figures are no more than an anecdote."""


@dataclass(frozen=True, slots=True)
class ItemStatistics:
    """One item over all papers that asked it. `discrimination` is −1..1; None where nothing varies."""

    item: CardKey
    answers: int
    facility: float
    discrimination: float | None

    @property
    def is_anecdote(self) -> bool:
        """Whether there are too few answers to act upon."""
        return self.answers < FEWEST


@dataclass(frozen=True, slots=True)
class Reliability:
    """One form sat by many: Cronbach's α, and the standard error of a mark as a share of 1."""

    papers: int
    alpha: float
    error: float

    @property
    def is_anecdote(self) -> bool:
        """Whether too few sat it for α to mean anything: of two papers it may be −69."""
        return self.papers < FEWEST


def item_statistics(papers: Sequence[Paper], worths: Sequence[Worths] = ()) -> tuple[ItemStatistics, ...]:
    """Every item that was asked, the hardest first; `worths`, one a paper, weigh its rest as the mark does."""
    none: Worths = {}
    pairs: list[tuple[Paper, Worths]] = list(zip_longest(papers, worths, fillvalue=none))
    asked = {item for paper in papers for item in paper}
    found = [_of_item(item, [pair for pair in pairs if item in pair[0]]) for item in asked]
    return tuple(sorted(found, key=lambda one: (one.facility, one.item)))


def _of_item(item: CardKey, pairs: Sequence[tuple[Paper, Worths]]) -> ItemStatistics:
    own = [paper[item] for paper, _ in pairs]
    rest = [_rest(item, paper, worth) for paper, worth in pairs]
    return ItemStatistics(item, len(pairs), _mean(own), correlation(own, rest))


def _rest(item: CardKey, paper: Paper, worths: Worths) -> float:
    """The mark on the other items of a paper, as a share."""
    others = [(share, worths.get(other, 1.0)) for other, share in paper.items() if other != item]
    total = sum(worth for _, worth in others)
    return sum(share * worth for share, worth in others) / total if total else 0.0


def correlation(one: Sequence[float], other: Sequence[float]) -> float | None:
    """The correlation cov / √(var·var): Moodle's discrimination index where `other` is the rest of the paper."""
    spread = _covariance(one, one) * _covariance(other, other)
    return _covariance(one, other) / sqrt(spread) if spread > 0 else None


def reliability(papers: Sequence[Paper], worths: Worths | None = None) -> Reliability | None:
    """α = k/(k−1)·(1 − Σ var_i / var), SE = SD·√(1 − α), on points.

    None where the papers are not one form or nothing varies.
    """
    items = set(papers[0]) if papers else set[CardKey]()
    k = len(items)
    if k < 2 or len(papers) < 2 or any(set(paper) != items for paper in papers):  # noqa: PLR2004 - a variance needs two
        return None
    points = [{item: share * (worths or {}).get(item, 1.0) for item, share in paper.items()} for paper in papers]
    totals = [sum(paper.values()) for paper in points]
    variance = _covariance(totals, totals)
    if variance <= 0:
        return None
    parts = sum(_covariance(own, own) for own in ([paper[item] for paper in points] for item in items))
    alpha = k / (k - 1) * (1 - parts / variance)
    most = sum((worths or {}).get(item, 1.0) for item in items)
    return Reliability(len(papers), alpha, sqrt(variance * max(0.0, 1 - alpha)) / most)


def _mean(values: Iterable[float]) -> float:
    found = list(values)
    return sum(found) / len(found) if found else 0.0


def _covariance(one: Sequence[float], other: Sequence[float]) -> float:
    if len(one) < 2:  # noqa: PLR2004 - one answer has no spread
        return 0.0
    first, second = _mean(one), _mean(other)
    return sum((a - first) * (b - second) for a, b in zip(one, other, strict=True)) / (len(one) - 1)
