"""What each student of a class did: answers, days, marks; and the spread of the class."""

from __future__ import annotations

from dataclasses import field

import numpy as np

from kgquiz.statistics.classroom.columns import ClassColumns, ClassSitting
from kgquiz.value import dataclass


@dataclass(frozen=True, slots=True)
class GradeRow:
    """A line of the grade book. `right` is the share of her first answers, `last` her last study day (0: none).

    `exams` has by exam her best marked sitting, `sat` how many she sat of each.
    """

    id: str
    name: str
    answers: int
    cards: int
    days: int
    last: int
    right: float | None
    exams: dict[str, ClassSitting] = field(default_factory=dict)
    sat: dict[str, int] = field(default_factory=dict)


def grade_rows(columns: ClassColumns) -> tuple[GradeRow, ...]:
    """Every student, by name, then by pseudonym."""
    size = len(columns.students)
    answers = np.bincount(columns.student, minlength=size)
    days, last = _days(columns, size)
    answered, totals = columns.firsts.answered, columns.firsts.totals
    sat: dict[str, list[ClassSitting]] = {}
    for one in columns.sittings:
        sat.setdefault(one.student, []).append(one)
    rows = [
        GradeRow(
            who.id,
            who.name,
            int(answers[at]),
            int(answered[at]),
            int(days[at]),
            int(last[at]),
            float(totals[at] / answered[at]) if answered[at] else None,
            _best(sat.get(who.id, [])),
            _counts(sat.get(who.id, [])),
        )
        for at, who in enumerate(columns.students)
    ]
    return tuple(sorted(rows, key=lambda row: (not row.name, row.name.casefold(), row.id)))


def _days(columns: ClassColumns, size: int) -> tuple[np.ndarray, np.ndarray]:
    pairs = np.unique(columns.student.astype(np.int64) << 32 | columns.day.astype(np.int64))
    who = pairs >> 32
    last = np.zeros(size, dtype=np.int64)
    np.maximum.at(last, who, pairs & 0xFFFFFFFF)
    return np.bincount(who, minlength=size), last


def _best(sittings: list[ClassSitting]) -> dict[str, ClassSitting]:
    best: dict[str, ClassSitting] = {}
    for one in sorted(sittings, key=lambda one: (one.started, one.attempt)):
        if one.exam not in best or best[one.exam].share < one.share:
            best[one.exam] = one
    return best


def _counts(sittings: list[ClassSitting]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for one in sittings:
        counts[one.exam] = counts.get(one.exam, 0) + 1
    return counts
