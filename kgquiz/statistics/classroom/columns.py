"""The answers of a class as columns, one row an answer that counts, and her marked exams."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from kgquiz.exam.seal import Seal
from kgquiz.key import CardKey

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

FEWEST = 10
"""Answers below which no figure is shown: it would say more of a student than of the item."""


@dataclass(frozen=True, slots=True)
class ClassStudent:
    """Who answered: a pseudonym, and the name where she gave one."""

    id: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class ClassSitting:
    """A marked exam of a student. `share` is its mark, 0..1; `scores` and `worths` are by card.

    `seal` says whether the file is as the program wrote it: `changed` means that it was edited afterwards.
    """

    student: str
    attempt: str
    exam: str
    title: str
    started: str
    form: str
    share: float
    pass_share: float
    scores: Mapping[CardKey, float] = field(default_factory=dict)
    worths: Mapping[CardKey, float] = field(default_factory=dict)
    seal: Seal = "none"

    @property
    def is_passed(self) -> bool:
        """Whether the mark reaches the pass mark."""
        return self.share >= self.pass_share - 1e-9


@dataclass(frozen=True, eq=False)
class ClassColumns:
    """Answers that count (undone ones are gone, cramming is left out), each student's in the order of time.

    `student`, `card` and `text` are places in `students`, `cards` and `texts`; `day` is a study day; `score` 0..1 after
    overruling; `spent` milliseconds; `sure` 1..3, 0 where not asked; `overruled` 1 where she said that she was right
    after all, −1 that she was wrong; `first` marks the first answer of a student to a card; `exam` an answer in one.
    """

    students: Sequence[ClassStudent]
    cards: Sequence[CardKey]
    texts: Sequence[str]
    student: NDArray[np.int32]
    card: NDArray[np.int32]
    day: NDArray[np.int32]
    score: NDArray[np.float32]
    spent: NDArray[np.int32]
    sure: NDArray[np.int8]
    text: NDArray[np.int32]
    overruled: NDArray[np.int8]
    first: NDArray[np.bool_]
    exam: NDArray[np.bool_]
    sittings: tuple[ClassSitting, ...] = ()

    @cached_property
    def firsts(self) -> FirstAnswers:
        """The first answers as a table of students by cards."""
        at = np.flatnonzero(self.first)
        table = np.full((len(self.students), len(self.cards)), np.nan, dtype=np.float32)
        table[self.student[at], self.card[at]] = self.score[at]
        return FirstAnswers(table)


NAMES_OF_COLUMNS = ("student", "card", "day", "score", "spent", "sure", "text", "overruled", "first", "exam")


@dataclass(frozen=True, eq=False)
class FirstAnswers:
    """Scores 0..1, students by cards; NaN where she did not answer."""

    table: NDArray[np.float32]

    @cached_property
    def answered(self) -> Ints:
        """How many cards each student answered."""
        return np.asarray(np.count_nonzero(~np.isnan(self.table), axis=1))

    @cached_property
    def totals(self) -> Floats:
        """The sum of each student's scores."""
        return np.asarray(np.nansum(self.table, axis=1, dtype=np.float64))

    def rest(self, cards: slice | int) -> Floats:
        """The mean of each student's other answers, for cards; NaN where she did not answer it, or no other."""
        own = self.table[:, cards].astype(np.float64)
        shape = (-1, 1) if own.ndim > 1 else (-1,)
        others = (self.answered - 1).reshape(shape)
        with np.errstate(invalid="ignore", divide="ignore"):
            return np.where(others > 0, (self.totals.reshape(shape) - own) / others, np.nan)
