"""What was answered to one card, by how many, and how well those do otherwise: distractor analysis."""

from __future__ import annotations

import json

import numpy as np

from kgquiz.statistics.classroom.columns import FEWEST, ClassColumns
from kgquiz.value import dataclass

SHOWN = 12
"""Different answers to a card that are shown; the rest are counted together."""


@dataclass(frozen=True, slots=True)
class AnswerGiven:
    """One answer to a card. `level` is the mean of the others' answers of those who gave it, None of fewer than ten."""

    text: str
    answers: int
    share: float
    score: float
    level: float | None
    overruled: int = 0


def answers_given(columns: ClassColumns, card: int) -> tuple[AnswerGiven, ...]:
    """The first answers to a card (its place in `cards`), the most frequent first; () where fewer than ten answered."""
    at = np.flatnonzero(columns.first & (columns.card == card))
    if len(at) < FEWEST:
        return ()
    rest = columns.firsts.rest(card)[columns.student[at]]
    found = []
    for text in np.unique(columns.text[at]):
        mine = columns.text[at] == text
        count, levels = int(mine.sum()), rest[mine]
        levels = levels[~np.isnan(levels)]
        level = float(levels.mean()) if len(levels) >= FEWEST else None
        overruled = int((columns.overruled[at][mine] > 0).sum())
        score = float(columns.score[at][mine].mean())
        found.append(
            AnswerGiven(said(columns.texts[int(text)]), count, count / len(at), score, level, overruled),
        )
    return tuple(sorted(found, key=lambda one: (-one.answers, one.text)))


def said(text: str) -> str:
    """An answer in one line, from the JSON it is kept as."""
    try:
        parts = json.loads(text)
    except ValueError:
        return ""
    return " · ".join(map(str, parts)) if isinstance(parts, list) else ""
