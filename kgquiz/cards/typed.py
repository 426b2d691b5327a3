"""typed: a meaning or question is shown, the term is typed and marked as a patient teacher would."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random
from typing import Annotated, ClassVar

from kgquiz.cards.base import Card, Marker, other_languages
from kgquiz.cards.described import Accepted, English, Forgiveness, Question, Rejected, Russian, Says
from kgquiz.cards.lint import contradicted, given_away, stray_braces, too_long_to_type
from kgquiz.cards.prompts import Answer, Prompt, Type
from kgquiz.cards.verdict import Match, Verdict
from kgquiz.cards.weakness import Weakness
from kgquiz.messages import N_
from kgquiz.value import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed(Card):
    """Meaning → term."""

    type: ClassVar[str] = "typed"
    name: ClassVar[str] = N_("typed")
    caption: ClassVar[str] = N_("Type the answer.")
    seconds: ClassVar[tuple[float, float, float]] = (25, 11, 34)
    example: ClassVar[str] = """\
- id: lease.typed
  type: typed
  from: lease
  page: 228
  prompt: Мүлктү акы үчүн белгилүү мөөнөткө пайдаланууга берүү.
  answer: Ижара
  accept: [ижарага берүү]
  reject: [сатуу]
  match: meaning
  ru: аренда
  en: lease
"""

    prompt: Question
    answer: Annotated[str, Says("What is to be typed: at most five words, in the nominative.")]
    accept: Accepted = ()
    reject: Rejected = ()
    match: Annotated[Match, Says(Forgiveness, shown=False)] = "meaning"
    ru: Russian = ""
    en: English = ""

    def ask(self, chance: Random) -> Prompt:
        """The meaning, and one line to type on."""
        return Type(self.prompt)

    def question(self) -> str:
        """What is asked."""
        return self.prompt

    def mark(self, answer: Answer, marker: Marker) -> Verdict:
        """By the marker's ladder."""
        typed = answer[0] if answer else ""
        return marker.mark(
            typed,
            self.answer,
            accept=self.accept,
            reject=self.reject,
            match=self.match,
            question=(self.prompt, ""),
            foreign=(self.ru, self.en),
            language=self.language,
        )

    def solution(self) -> tuple[str, ...]:
        """The term as the book spells it, then in Russian and English."""
        return tuple(filter(None, (self.answer, other_languages(self.ru, self.en))))

    def in_short(self) -> tuple[str, ...]:
        """The term."""
        return (self.answer,)

    def terms(self) -> tuple[str, ...]:
        """The term and what else is accepted for it."""
        return (self.answer, *self.accept)

    def weaknesses(self) -> Iterator[Weakness]:
        """An answer too long to be typed fairly, given away, or also rejected."""
        yield from too_long_to_type(self.answer, "answer")
        yield from given_away(self.prompt, self.answer, "prompt", language=self.language)
        yield from contradicted((self.answer, *self.accept), self.reject, "reject")
        yield from stray_braces(self.prompt, "prompt")
