"""How close a typed answer comes to an expected phrase, and what that adds up from."""

from __future__ import annotations

from enum import IntEnum

from kgquiz.cards.kyrgyz.inflection import Kin, Kinship
from kgquiz.cards.kyrgyz.letters import Refold, fold
from kgquiz.cards.verdict import Allowance, Forgiven
from kgquiz.value import dataclass


class Level(IntEnum):
    """How close a whole answer comes, from the closest."""

    SAME = 0
    VALUE = 1
    FOLDED = 2
    INFLECTED = 3
    RELATED = 4


_LEVELS = {
    Kinship.SAME: Level.SAME,
    Kinship.FOLDED: Level.FOLDED,
    Kinship.INFLECTED: Level.INFLECTED,
    Kinship.RELATED: Level.RELATED,
}


@dataclass(frozen=True, slots=True)
class Fit:
    """That an answer fits a phrase; `in_doubt` if only the student can say that she meant it."""

    level: Level
    refold: Refold = Refold.NONE
    forgiven: tuple[Forgiven, ...] = ()
    in_doubt: bool = False
    counted: str = ""
    """If the doubt is only that a word follows the right figure, where the phrase has none: that word."""

    @property
    def rank(self) -> tuple[bool, Level]:
        """The order of fits from the closest; what is in doubt comes last."""
        return self.in_doubt, self.level


def level_of(kinship: Kinship) -> Level:
    """The level of a phrase whose farthest token is of this kinship."""
    return _LEVELS[kinship]


class Joined:
    """What the tokens of one phrase add up to."""

    def __init__(self) -> None:
        self.level = Level.SAME
        self.refold = Refold.NONE
        self.forgiven: list[Forgiven] = []
        self.in_doubt = False

    def add_word(self, found: Kin, typed: str, expected: str) -> None:
        """Join a word with its spelling in the book."""
        self.level = max(self.level, _LEVELS[found.kinship])
        self.refold = max(self.refold, found.refold)
        if found.refold:
            self.forgiven.append(Forgiven(typed, expected, Allowance.KEYBOARD))
        if found.kinship > Kinship.FOLDED:
            self.forgiven.append(Forgiven(typed, expected, Allowance.ENDING))

    def add_value(self, typed: str, expected: str) -> None:
        """Join a number or date that is the same in value."""
        self.level = max(self.level, Level.VALUE)
        one, other = typed.casefold(), expected.casefold()
        if one != other:
            kind = Allowance.KEYBOARD if fold(one) == fold(other) else Allowance.VALUE
            self.forgiven.append(Forgiven(typed, expected, kind))

    def add_doubt(self, typed: str, expected: str) -> None:
        """Join a date whose year only one of the two says."""
        self.level = max(self.level, Level.VALUE)
        self.in_doubt = True
        self.forgiven.append(Forgiven(typed, expected, Allowance.UNIT))

    def tell_as_one(self, typed: str, expected: str) -> None:
        """Numbers and dashes alone are told as a whole: 2013-2014 for 2013–2014-жылдар."""
        kinds = {piece.kind for piece in self.forgiven}
        kind = next((kind for kind in (Allowance.UNIT, Allowance.VALUE) if kind in kinds), None)
        if kind:
            self.forgiven = [Forgiven(typed, expected, kind)]

    def fit(self) -> Fit:
        """The fit of the whole."""
        return Fit(self.level, self.refold, tuple(self.forgiven), self.in_doubt)
