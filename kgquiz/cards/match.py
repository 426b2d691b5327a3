"""match: pair up two columns."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from random import Random
from typing import Annotated, ClassVar

from kgquiz.cards.base import Card, Marker, shuffled, verdict_by_share
from kgquiz.cards.described import Question, Says
from kgquiz.cards.lint import repeated
from kgquiz.cards.prompts import Answer, Pair, Prompt
from kgquiz.cards.verdict import Verdict
from kgquiz.cards.weakness import Weakness, endless, too_few, too_many
from kgquiz.messages import N_, message
from kgquiz.value import dataclass

MOST_RIGHT_SIDES = 8
"""Each is given by a letter, a to h; the letters after them are commands."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Match(Card):
    """Give each left side its right side; the share right is the score."""

    type: ClassVar[str] = "match"
    name: ClassVar[str] = N_("pair up")
    caption: ClassVar[str] = N_("Pair them up.")
    seconds: ClassVar[tuple[float, float, float]] = (42, 22, 54)
    guess: ClassVar[bool] = True
    example: ClassVar[str] = """\
- id: who-heads-what.match
  type: match
  from: who-heads-what
  page: 200
  prompt: Кызмат адамын ал жетектеген аймак менен дал келтириңиз.
  pairs: {Мэр: шаар, Айыл өкмөтүнүн башчысы: айыл аймагы, Аким: район}
"""

    prompt: Question
    pairs: Annotated[Mapping[str, str], Says("left: right; a right side may serve several left ones.")]

    def ask(self, chance: Random) -> Prompt:
        """Both columns shuffled; each right side stands once, however many it serves."""
        rights = tuple(dict.fromkeys(self.pairs.values()))
        return Pair(self.prompt, shuffled(tuple(self.pairs), chance), shuffled(rights, chance))

    def question(self) -> str:
        """What is asked."""
        return self.prompt

    def mark(self, answer: Answer, marker: Marker) -> Verdict:
        """The share of left sides with their right side and no other; `answer` holds `left → right` texts."""
        given = Counter(
            left for left in self.pairs for side in set(self.pairs.values()) if paired(left, side) in answer
        )
        right = sum(1 for left, side in self.pairs.items() if given[left] == 1 and paired(left, side) in answer)
        return verdict_by_share(right / len(self.pairs), "; ".join(self.solution()))

    def solution(self) -> tuple[str, ...]:
        """The pairs."""
        return tuple(paired(left, right) for left, right in self.pairs.items())

    def reply(self, answer: Answer) -> str:
        """Her pairs in one line."""
        return "; ".join(answer)

    def chance_of_guessing(self) -> float:
        """One in the number of right sides."""
        return 1 / len(set(self.pairs.values()))

    def faults(self) -> Iterator[Weakness]:
        """Nothing to pair, or more right sides than there are letters for."""
        yield from too_few(self.pairs, 2, "pairs")
        yield from endless(self.pairs, "pairs")
        yield from too_many(set(self.pairs.values()), MOST_RIGHT_SIDES, "pairs")

    def weaknesses(self) -> Iterator[Weakness]:
        """Left sides that repeat one another, or nothing to decide."""
        yield from repeated(tuple(self.pairs), "pairs")
        if len(set(self.pairs.values())) == 1:
            why = message(N_("All pairs have one right side: there is nothing to decide."))
            yield Weakness("one-right-side", why, message(N_("Add pairs with another right side.")), "pairs")


def paired(left: str, right: str) -> str:
    """One pair as the answer of a match card holds it."""
    return f"{left} → {right}"
