"""recall: a term is shown, its meaning is said from memory, the points are ticked off."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random
from typing import Annotated, ClassVar

from kgquiz.cards.base import Card, Marker, other_languages, share_ticked, verdict_by_share
from kgquiz.cards.described import English, Points, Russian, Says
from kgquiz.cards.lint import repeated
from kgquiz.cards.prompts import Answer, Prompt, Reveal, TickOff
from kgquiz.cards.verdict import Finding, Verdict
from kgquiz.cards.weakness import Weakness, endless, twice
from kgquiz.messages import N_
from kgquiz.value import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Recall(Card):
    """Term → meaning. Without points the student rates herself."""

    type: ClassVar[str] = "recall"
    name: ClassVar[str] = N_("recall")
    caption: ClassVar[str] = N_("Say what it means.")
    seconds: ClassVar[tuple[float, float, float]] = (30, 15, 38)
    self_marked: ClassVar[bool] = True
    example: ClassVar[str] = """\
- id: lease.recall
  type: recall
  from: lease
  page: 228
  term: Ижара
  meaning: Мүлктү акы үчүн белгилүү мөөнөткө пайдаланууга берүү.
  points: [мүлк убактылуу берилет, акы төлөнөт]
  ru: аренда
  en: lease
"""

    term: Annotated[str, Says("What is shown.")]
    meaning: Annotated[str, Says("What is to be said.")]
    points: Points = ()
    ru: Russian = ""
    en: English = ""

    def ask(self, chance: Random) -> Prompt:
        """The term; its points are hidden until the student asks for them."""
        return TickOff(self.term, self.points) if self.points else Reveal(self.term)

    def question(self) -> str:
        """What is asked."""
        return self.term

    def mark(self, answer: Answer, marker: Marker) -> Verdict:
        """The share of points ticked (self-marked)."""
        if not self.points:
            return Verdict(0.0, Finding.SELF, self.meaning)
        return verdict_by_share(share_ticked(self.points, answer), self.meaning)

    def solution(self) -> tuple[str, ...]:
        """The meaning, then the term in Russian and English."""
        return tuple(filter(None, (self.meaning, other_languages(self.ru, self.en))))

    def in_short(self) -> tuple[str, ...]:
        """The meaning."""
        return (self.meaning,)

    def terms(self) -> tuple[str, ...]:
        """The term itself."""
        return (self.term,)

    def faults(self) -> Iterator[Weakness]:
        """Too many points, or the same one twice."""
        yield from endless(self.points, "points")
        yield from twice(self.points, "points")

    def weaknesses(self) -> Iterator[Weakness]:
        """Points that repeat one another."""
        yield from repeated(self.points, "points")
