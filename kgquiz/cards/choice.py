"""choice: one right option among plausible wrong ones."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random
from typing import Annotated, ClassVar

from kgquiz.cards.base import Card, Marker, other_languages, shuffled, verdict_by_share
from kgquiz.cards.described import English, Last, Question, Russian, Says, Wrong
from kgquiz.cards.lint import given_away, option_weaknesses, stray_braces
from kgquiz.cards.prompts import Answer, ChooseOne, Prompt
from kgquiz.cards.verdict import Verdict
from kgquiz.cards.weakness import Weakness, endless, not_among, too_few, twice
from kgquiz.messages import N_
from kgquiz.value import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice(Card):
    """Choose one; the options are shuffled each time."""

    type: ClassVar[str] = "choice"
    name: ClassVar[str] = N_("choice")
    caption: ClassVar[str] = N_("Choose one.")
    seconds: ClassVar[tuple[float, float, float]] = (20, 8, 24)
    guess: ClassVar[bool] = True
    ease: ClassVar[float] = 1.0
    example: ClassVar[str] = """\
- id: lease.choice
  type: choice
  from: lease
  page: 228
  prompt: Мүлктү акы үчүн белгилүү мөөнөткө пайдаланууга берүү.
  answer: Ижара
  wrong: [Менчиктештирүү, Концессия, Ишенимдүү башкаруу]
  why: Ижарада менчик ээси өзгөрбөйт.
"""

    prompt: Question
    answer: Annotated[str, Says("The right option.")]
    wrong: Wrong
    last: Last = ()
    why: Annotated[str, Says("Why it is right, shown after the answer.")] = ""
    ru: Russian = ""
    en: English = ""

    def ask(self, chance: Random) -> Prompt:
        """The question and the options in a fresh order, those in `last` at the end."""
        return ChooseOne(self.prompt, shuffled((self.answer, *self.wrong), chance, self.last))

    def question(self) -> str:
        """What is asked."""
        return self.prompt

    def mark(self, answer: Answer, marker: Marker) -> Verdict:
        """Right or not."""
        return verdict_by_share(float(answer == (self.answer,)), self.answer)

    def solution(self) -> tuple[str, ...]:
        """The right option, the reason, the term in Russian and English."""
        return tuple(filter(None, (self.answer, self.why, other_languages(self.ru, self.en))))

    def in_short(self) -> tuple[str, ...]:
        """The right option."""
        return (self.answer,)

    def chance_of_guessing(self) -> float:
        """One in the number of options."""
        return 1 / (1 + len(self.wrong))

    def faults(self) -> Iterator[Weakness]:
        """Nothing to choose from, too much of it, the same option twice, or a last one that there is not."""
        yield from too_few(self.wrong, 1, "wrong")
        yield from endless(self.wrong, "wrong")
        yield from not_among(self.last, (self.answer, *self.wrong), "last")
        yield from twice((self.answer, *self.wrong), "wrong")

    def weaknesses(self) -> Iterator[Weakness]:
        """What is wrong with the options."""
        yield from option_weaknesses((self.answer,), self.wrong, self.last)
        yield from stray_braces(self.prompt, "prompt")
        yield from given_away(self.prompt, self.answer, "prompt", language=self.language)
