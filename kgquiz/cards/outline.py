"""outline: an open question, answered freely, then marked by ticking off the points."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random
from typing import ClassVar

from kgquiz.cards.base import Card, Marker, share_ticked, verdict_by_share
from kgquiz.cards.described import Points, Question
from kgquiz.cards.lint import repeated, stray_braces
from kgquiz.cards.prompts import Answer, Prompt, TickOff
from kgquiz.cards.verdict import Verdict
from kgquiz.cards.weakness import Weakness, endless, too_few, twice
from kgquiz.messages import N_, message
from kgquiz.value import dataclass

MOST_POINTS = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline(Card):
    """A review question; the share of points is the score."""

    type: ClassVar[str] = "outline"
    name: ClassVar[str] = N_("open question")
    caption: ClassVar[str] = N_("Name all the points that you know.")
    seconds: ClassVar[tuple[float, float, float]] = (90, 60, 110)
    self_marked: ClassVar[bool] = True
    example: ClassVar[str] = """\
- id: q9.outline
  type: outline
  from: q9
  page: 232
  prompt: Ижара деген эмне жана анын менчиктештирүүдөн кандай айырмасы бар?
  points: [мүлк убактылуу берилет (228-бет), менчик ээси өзгөрбөйт (228-бет)]
"""

    prompt: Question
    points: Points

    def ask(self, chance: Random) -> Prompt:
        """The question; its points are hidden until the student asks for them."""
        return TickOff(self.prompt, self.points)

    def question(self) -> str:
        """What is asked."""
        return self.prompt

    def mark(self, answer: Answer, marker: Marker) -> Verdict:
        """The share of points ticked (self-marked)."""
        return verdict_by_share(share_ticked(self.points, answer))

    def solution(self) -> tuple[str, ...]:
        """The points."""
        return self.points

    def faults(self) -> Iterator[Weakness]:
        """Nothing to tick, too much of it, or the same point twice."""
        yield from too_few(self.points, 1, "points")
        yield from endless(self.points, "points")
        yield from twice(self.points, "points")

    def weaknesses(self) -> Iterator[Weakness]:
        """More points than one can hold in mind."""
        if len(self.points) > MOST_POINTS:
            template = N_("The answer has {n} points; {most} can be held in mind.")
            why = message(template, n=len(self.points), most=MOST_POINTS)
            yield Weakness("too-many-points", why, message(N_("Split the question into parts.")), "points")
        yield from repeated(self.points, "points")
        yield from stray_braces(self.prompt, "prompt")
