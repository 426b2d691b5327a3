"""Verdicts: the marker's finding on an answer, as values the face puts into words."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Literal

Match = Literal["exact", "fold", "inflect"]
"""What a card forgives beyond normal form: nothing; keyboard and ways of writing numbers; endings too."""


class Finding(Enum):
    """Why an answer got its score, from the closest to the farthest."""

    EXACT = "exact"
    NORMAL = "normal"
    """The same letters, but for case, spacing, punctuation or look-alikes of another alphabet."""
    KEYBOARD = "keyboard"
    """Typed on a Russian keyboard: о у н for ө ү ң."""
    ENDING = "ending"
    """Another form of the same words."""
    SLIP = "slip"
    """Perhaps a slip: scored 0 until the student confirms what she meant."""
    OTHER_TERM = "other term"
    VALUE = "value"
    """The same number, date or share, written differently."""
    PARTIAL = "partial"
    WRONG = "wrong"
    EMPTY = "empty"
    SELF = "self"
    """Rated by the student herself."""
    OVERRULED = "overruled"
    """Counted as the student says, against the marker."""


class Allowance(Enum):
    """What was forgiven in one token (in a slip: what is in question)."""

    CASE = "case"
    SPACING = "spacing"
    """Spaces, dashes, quotes, punctuation."""
    LOOK_ALIKE = "look-alike"
    KEYBOARD = "keyboard"
    ENDING = "ending"
    LETTER = "letter"
    """One letter too many, too few, wrong, or two swapped."""
    VALUE = "value"
    UNIT = "unit"
    """The number is right, its unit is missing or added."""


@dataclass(frozen=True, slots=True)
class Forgiven:
    """A piece of the typed answer, its spelling in the book, and how they differ."""

    typed: str
    expected: str
    kind: Allowance


@dataclass(frozen=True, slots=True)
class Verdict:
    """A score from 0 to 1 and why; `expected` is the book's spelling, `other` the term typed instead."""

    score: float
    finding: Finding
    expected: str = ""
    other: str = ""
    forgiven: tuple[Forgiven, ...] = ()
