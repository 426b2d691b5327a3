"""multi: tick all options that apply, with partial credit."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random
from typing import Annotated, ClassVar

from kgquiz.cards.base import Card, Marker, shuffled, verdict_by_share
from kgquiz.cards.described import Last, Question, Says, Wrong
from kgquiz.cards.lint import option_weaknesses, stray_braces
from kgquiz.cards.prompts import Answer, ChooseMany, Prompt
from kgquiz.cards.verdict import Verdict
from kgquiz.cards.weakness import Weakness, endless, not_among, too_few, twice
from kgquiz.messages import N_
from kgquiz.value import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Multi(Card):
    """Choose all that apply."""

    type: ClassVar[str] = "multi"
    name: ClassVar[str] = N_("several choices")
    caption: ClassVar[str] = N_("Choose all that apply.")
    seconds: ClassVar[tuple[float, float, float]] = (28, 14, 36)
    guess: ClassVar[bool] = True
    example: ClassVar[str] = """\
- id: local-taxes.multi
  type: multi
  from: local-taxes
  page: 219
  prompt: Булардын кайсылары жергиликтүү салыктарга кирет?
  answers: [жер салыгы, мүлк салыгы]
  wrong: [кошумча нарк салыгы, акциз салыгы, киреше салыгы]
"""

    prompt: Question
    answers: Annotated[tuple[str, ...], Says("The right options.")]
    wrong: Wrong
    last: Last = ()

    def ask(self, chance: Random) -> Prompt:
        """The question and all options in a fresh order, those in `last` at the end."""
        return ChooseMany(self.prompt, shuffled((*self.answers, *self.wrong), chance, self.last))

    def question(self) -> str:
        """What is asked."""
        return self.prompt

    def mark(self, answer: Answer, marker: Marker) -> Verdict:
        """Right ticks less what the wrong ticks cost, as a share of the right ones, never below 0."""
        ticked = set(answer)
        right = len(ticked & set(self.answers)) - self.cost * len(ticked - set(self.answers))
        return verdict_by_share(max(0, right) / len(set(self.answers)), ", ".join(self.answers))

    @property
    def cost(self) -> float:
        """What a wrong tick costs in right ones: one, and more where so few are wrong that ticking all would pay.

        Blind ticking then earns half at most, as on a true/false card.
        """
        return max(1.0, len(set(self.answers)) / (2 * len(set(self.wrong))))

    def solution(self) -> tuple[str, ...]:
        """The right options."""
        return self.answers

    def faults(self) -> Iterator[Weakness]:
        """Nothing to choose from, too much of it, the same option twice, or a last one that there is not."""
        yield from too_few(self.answers, 1, "answers")
        yield from too_few(self.wrong, 1, "wrong")
        yield from endless((*self.answers, *self.wrong), "wrong")
        yield from not_among(self.last, (*self.answers, *self.wrong), "last")
        yield from twice((*self.answers, *self.wrong), "wrong")

    def weaknesses(self) -> Iterator[Weakness]:
        """What is wrong with the options."""
        yield from option_weaknesses(self.answers, self.wrong, self.last)
        yield from stray_braces(self.prompt, "prompt")
