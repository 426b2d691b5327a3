"""order: put steps, stages or events into their order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import field
from itertools import combinations
from random import Random
from typing import Annotated, ClassVar

from kgquiz.cards.base import Card, Marker, shuffled, verdict_by_share
from kgquiz.cards.described import Question, Says
from kgquiz.cards.lint import numbered, repeated, sequenced
from kgquiz.cards.prompts import Answer, Arrange, Prompt
from kgquiz.cards.verdict import Verdict
from kgquiz.cards.weakness import Weakness, endless, too_few, twice
from kgquiz.messages import N_, message
from kgquiz.value import dataclass

_TELLING = 2
"""Items of which the order shown tells the right one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Order(Card):
    """Arrange; credit by the share of pairs that stand in the right order."""

    type: ClassVar[str] = "order"
    name: ClassVar[str] = N_("put in order")
    caption: ClassVar[str] = N_("Put them in order.")
    seconds: ClassVar[tuple[float, float, float]] = (38, 20, 50)
    guess: ClassVar[bool] = True
    example: ClassVar[str] = """\
- id: budget-steps.order
  type: order
  from: budget-steps
  page: 222
  prompt: Жергиликтүү бюджетти кабыл алуунун баскычтарын ирети менен жайгаштырыңыз.
  items: [долбоорду даярдоо, коомдук угуу өткөрүү, кеңеште бекитүү, аткаруу]
"""

    prompt: Question
    items: Annotated[tuple[str, ...], Says("Three to eight things in the right order, whose wording does not show it.")]
    when: Annotated[Mapping[str, str], Says("item: its year or day, shown after the answer.")] = field(
        default_factory=dict
    )

    def ask(self, chance: Random) -> Prompt:
        """The items in an order that is neither the right one nor its reverse.

        With both left out, no blind rearrangement is worth more than another. Two items allow no such order.
        """
        reverse = self.items[::-1]
        mixed = reverse
        while len(set(self.items)) > _TELLING and mixed in (self.items, reverse):
            mixed = shuffled(self.items, chance)
        return Arrange(self.prompt, mixed)

    def question(self) -> str:
        """What is asked."""
        return self.prompt

    def mark(self, answer: Answer, marker: Marker) -> Verdict:
        """Pairs in right order ÷ all pairs: (1 + Kendall's τ) / 2. An item left out forfeits its pairs."""
        place = {item: rank for rank, item in enumerate(answer)}
        pairs = list(combinations(self.items, 2))
        right = sum(1 for a, b in pairs if a in place and b in place and place[a] < place[b])
        return verdict_by_share(right / len(pairs), " → ".join(self.items))

    def solution(self) -> tuple[str, ...]:
        """The items in order, each with its time where it has one."""
        dated = (f"{item} ({self.when[item]})" if item in self.when else item for item in self.items)
        return tuple(f"{number}. {item}" for number, item in enumerate(dated, 1))

    def reply(self, answer: Answer) -> str:
        """Her order in one line."""
        return " → ".join(answer)

    def chance_of_guessing(self) -> float:
        """Half of the pairs stand right by chance."""
        return 0.5

    def faults(self) -> Iterator[Weakness]:
        """Nothing to arrange, too much of it, or the same item twice."""
        yield from too_few(self.items, 2, "items")
        yield from endless(self.items, "items")
        yield from twice(self.items, "items")
        for item in self.when:
            if item not in self.items:
                why = message(N_("'when' names “{item}”, which is none of the items."), item=item)
                yield Weakness("when", why, message(N_("Write it as under 'items'.")), "when")

    def weaknesses(self) -> Iterator[Weakness]:
        """Items that repeat one another or carry their number, or too few to hide their order."""
        yield from repeated(self.items, "items")
        yield from numbered(self.items, "items")
        yield from sequenced(self.items, "items")
        if len(self.items) == _TELLING:
            why = message(N_("Two items are always shown the wrong way round: that tells the order."))
            yield Weakness("two-items", why, message(N_("Add a third, or use a choice card.")), "items")
