"""Classes as tables, for the statistics alone."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from kgquiz.key import CardKey
from kgquiz.statistics.classroom.columns import ClassColumns, ClassStudent


def columns_of(table: Sequence[Sequence[float | None]], texts: Sequence[Sequence[str]] | None = None) -> ClassColumns:
    """First answers, students by cards; None where she did not answer."""
    rows = [
        (student, card, score)
        for student, line in enumerate(table)
        for card, score in enumerate(line)
        if score is not None
    ]
    said = [texts[s][c] if texts else "" for s, c, _ in rows]
    words = sorted(set(said))
    size = len(rows)
    return ClassColumns(
        [ClassStudent(f"S-{n:06d}") for n in range(len(table))],
        [CardKey(f"d/c{n}") for n in range(len(table[0]))],
        [f'["{word}"]' for word in words],
        np.array([s for s, _, _ in rows], dtype=np.int32),
        np.array([c for _, c, _ in rows], dtype=np.int32),
        np.full(size, 739000, dtype=np.int32),
        np.array([score for _, _, score in rows], dtype=np.float32),
        np.array([1000 * (s + 1) for s, _, _ in rows], dtype=np.int32),
        np.zeros(size, dtype=np.int8),
        np.array([words.index(one) for one in said], dtype=np.int32),
        np.zeros(size, dtype=np.int8),
        np.ones(size, dtype=np.bool_),
        np.zeros(size, dtype=np.bool_),
    )
