"""One sitting of an exam as a value: when it was, by which blueprint, and all that came of it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from kgquiz.exam.attempt import ExamStep
from kgquiz.exam.blueprint import Blueprint
from kgquiz.exam.form import FormItem
from kgquiz.exam.scoring import ItemMark
from kgquiz.memory.log import Event
from kgquiz.value import dataclass

Terms = Mapping[str, Sequence[Collection[str]]]
"""By deck: for each of its cards the names it makes known, which the marker needs."""


@dataclass(frozen=True, slots=True)
class Sitting:
    """What a sitting is, without its items and steps. `number` is what the student calls it by.

    `started`, `ended` and `marked` are milliseconds since 1970 (None: not yet).
    """

    number: int
    id: str
    blueprint: Blueprint
    seed: str
    practice: bool
    started: int
    ended: int | None = None
    marked: int | None = None
    points: float = 0.0
    worth: float = 0.0

    @property
    def is_open(self) -> bool:
        """Whether it can be gone on with: answers or self-marking are wanted."""
        return self.marked is None


@dataclass(frozen=True, slots=True)
class WholeSitting:
    """Everything about a sitting that is over; `steps` are those after the start, `at` the moment of marking."""

    sitting: Sitting
    items: tuple[FormItem, ...]
    terms: Terms
    steps: tuple[ExamStep, ...]
    marks: tuple[ItemMark, ...]
    at: int
    reviews: tuple[Event, ...]
