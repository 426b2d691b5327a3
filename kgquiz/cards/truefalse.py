"""truefalse: a statement that holds or does not."""

from __future__ import annotations

from random import Random
from typing import Annotated, ClassVar, Literal

from kgquiz.cards.base import Card, Marker, verdict_by_share
from kgquiz.cards.described import Says
from kgquiz.cards.prompts import Answer, ChooseOne, Prompt
from kgquiz.cards.verdict import Verdict
from kgquiz.messages import N_
from kgquiz.value import dataclass

Truth = Literal["true", "false"]
TRUE: Truth = "true"
FALSE: Truth = "false"


@dataclass(frozen=True, slots=True, kw_only=True)
class TrueFalse(Card):
    """True or false; a false statement carries its correction."""

    type: ClassVar[str] = "truefalse"
    name: ClassVar[str] = N_("true or false")
    caption: ClassVar[str] = N_("True or false?")
    seconds: ClassVar[tuple[float, float, float]] = (14, 6, 18)
    guess: ClassVar[bool] = True
    ease: ClassVar[float] = 1.0
    example: ClassVar[str] = """\
- id: first-constitution.truefalse
  type: truefalse
  from: first-constitution
  page: 9
  statement: Эгемендүү Кыргызстандын биринчи Конституциясы 1991-жылы кабыл алынган.
  answer: 'false'
  correction: Эгемендүү Кыргызстандын биринчи Конституциясы 1993-жылы кабыл алынган.
"""

    statement: Annotated[str, Says("The statement.")]
    answer: Annotated[Truth, Says("Whether it holds.", shown=False)]
    correction: Annotated[str, Says("Of a false statement: what would be true.")] = ""

    def ask(self, chance: Random) -> Prompt:
        """The statement; the face puts the two options into words, in this order."""
        return ChooseOne(self.statement, (TRUE, FALSE))

    def question(self) -> str:
        """What is asked."""
        return self.statement

    def mark(self, answer: Answer, marker: Marker) -> Verdict:
        """Right or not."""
        return verdict_by_share(float(answer == (self.answer,)), self.answer)

    def solution(self) -> tuple[str, ...]:
        """The answer, and what would be true."""
        return tuple(filter(None, (self.answer, self.correction)))

    def in_short(self) -> tuple[str, ...]:
        """What is true: the statement is told beside it."""
        return (self.correction or self.answer,)

    def chance_of_guessing(self) -> float:
        """A coin."""
        return 0.5
