"""Verdicts: the marker's finding on an answer, as values the face puts into words."""

from __future__ import annotations

from enum import Enum
from typing import Literal

from kgquiz.value import dataclass

Match = Literal["exact", "fold", "inflect", "meaning"]
"""What a card forgives beyond normal form: nothing; keyboard and ways of writing numbers; endings too; other words."""
INFLECTING: frozenset[Match] = frozenset({"inflect", "meaning"})


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
    MEANING = "meaning"
    """The same in other words: another name, words of the question repeated, another order."""
    SPELLING = "spelling"
    """The right words, one of them spelled as it is heard."""
    FOREIGN = "foreign"
    """The term in Russian or English, where the Kyrgyz one is asked."""
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
    SOUND = "sound"
    """One letter written as it is heard: комерциялык, премер-министр."""
    TYPED = "typed"
    """A letter too many, too few or swapped in the midst of a long word: минстрлик."""
    VALUE = "value"
    UNIT = "unit"
    """The number is right, its unit is missing or added."""
    NAME = "name"
    """Another name of the same thing: a synonym, a short or an official name, an abbreviation."""
    STATE = "state"
    """The name of the state before a national body."""
    LEVEL = "level"
    """Of the state, local, municipal: left out where nothing else has the shorter name."""
    QUESTION = "question"
    """A word that the question or sentence already says, repeated or left out."""
    KIND = "kind"
    """A noun that only says what kind of thing it is: принцип, система, тартип."""
    ORDER = "order"
    """The same parts in another order."""
    WORDING = "wording"
    """The same in another construction: узартууга болбойт, узартылбайт."""
    DOER = "doer"
    """Who does it, with what he does: Өкмөт тарабынан бекитилет."""
    RESTATED = "restated"
    """A word that says nothing new: каралып жаткан иш, облус деңгээлинде."""
    BRACKET = "bracket"
    """The same thing once more, in brackets."""
    LAYOUT = "layout"
    """The right keys, with the other keyboard layout on."""
    LANGUAGE = "language"
    """The term in another language."""


@dataclass(frozen=True, slots=True)
class Forgiven:
    """A piece of the typed answer, its spelling in the book, and how they differ."""

    typed: str
    expected: str
    kind: Allowance


class Nearness(Enum):
    """In what a wrong answer differs from the right one it is nearest to."""

    DATE_MISSING = "date missing"
    """The year is right, the month or the day is not said."""
    DATE_DAY = "date day"
    """Year and month are right, the day is another."""
    DATE_YEAR = "date year"
    """Day and month are right, the year is another."""
    DATE_MONTH = "date month"
    """Year and day are right, the month is another."""
    DATE_REST = "date rest"
    """The year is right, the rest is another."""
    DAY_OF_MONTH = "day of month"
    """Of a date without a year the month is right, the day is another."""
    MONTH_OF_DAY = "month of day"
    """Of a date without a year the day is right, the month is another."""
    UNIT = "unit"
    """The figure is right, what it counts is not."""
    NUMBER = "number"
    """All is right but the number."""
    ADDED = "added"
    """All that is right, and something that makes it another thing."""
    MISSING = "missing"
    """A part of what is right."""
    PART = "part"
    """One part is another."""


@dataclass(frozen=True, slots=True)
class Near:
    """What differs in the two: the piece of hers and the one of the book that belongs there."""

    kind: Nearness
    typed: str
    expected: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """A score from 0 to 1 and why; `expected` is the book's spelling, `other` the term typed instead.

    `near` tells of a wrong answer what it has right.
    """

    score: float
    finding: Finding
    expected: str = ""
    other: str = ""
    forgiven: tuple[Forgiven, ...] = ()
    near: Near | None = None
