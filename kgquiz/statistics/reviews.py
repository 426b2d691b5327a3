"""Answers as statistics see them, and which of them tell of memory."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import NamedTuple

from kgquiz.memory.model import Rating


class Review(NamedTuple):
    """An answer of the log; a tuple, for there may be a million. `at` and `spent` are in milliseconds."""

    id: str
    card: str
    at: int
    day: int
    rating: int
    spent: int


def standing_reviews(
    reviews: Iterable[Review], undone: Collection[str], amended: Mapping[str, Rating]
) -> Iterator[Review]:
    """Without what was taken back, each with the rating it has by now."""
    for review in reviews:
        if review.id in undone:
            continue
        yield review._replace(rating=int(amended[review.id])) if review.id in amended else review


def tests_of_memory(reviews: Iterable[Review], first_days: Mapping[str, int]) -> Iterator[Review]:
    """The first answer of a card on each day but its first: what was still known after a night and more.

    `reviews` stand in the order of time; `first_days` gives the day on which each card was met.
    """
    seen: set[tuple[str, int]] = set()
    for review in reviews:
        if review.day > first_days.get(review.card, review.day) and (review.card, review.day) not in seen:
            seen.add((review.card, review.day))
            yield review


def is_right(review: Review) -> bool:
    """Whether it was known, however hardly."""
    return review.rating != Rating.AGAIN
