"""What each card weighs in a blueprint: the share of all points it is expected to carry on a form."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from kgquiz.exam.blueprint import Blueprint
from kgquiz.exam.pool import Candidate, eligible, items_of
from kgquiz.key import CardKey


def importance(blueprint: Blueprint, candidates: Sequence[Candidate]) -> dict[CardKey, float]:
    """By card key, summing to 1: a section's items are equally likely, and so are the cards of an item."""
    weights: defaultdict[CardKey, float] = defaultdict(float)
    for section in blueprint.sections:
        asked = eligible(section, candidates)
        items = len(items_of(asked))
        siblings = Counter(candidate.item for candidate in asked)
        for candidate in asked:
            share = section.count * section.points / blueprint.points / items
            weights[candidate.key] += share / siblings[candidate.item]
    return dict(weights)


def whole_points(blueprint: Blueprint) -> list[int]:
    """The points of each section's items as whole numbers, in the same proportions as far as quarters go."""
    points = [section.points for section in blueprint.sections]
    scale = 1 if all(float(p).is_integer() for p in points) else 4
    return [max(1, round(scale * p)) for p in points]
