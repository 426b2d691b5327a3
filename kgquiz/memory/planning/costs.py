"""How long an answer takes, by card type and outcome: measured in the log, or taken on trust until then."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import field
from enum import Enum
from statistics import fmean, median
from types import MappingProxyType

from kgquiz.value import dataclass


class AnswerOutcome(Enum):
    """What came of an answer, as far as its time goes."""

    NEW = "new"
    RIGHT = "right"
    WRONG = "wrong"


@dataclass(frozen=True, slots=True)
class Seconds:
    """A new card with its repeats of that day; a right review; a wrong one with its repeats."""

    new: float = 25.0
    right: float = 9.0
    wrong: float = 31.0


@dataclass(frozen=True, slots=True)
class Costs:
    """Seconds by card type; `usual` for types that have none of their own."""

    by_type: Mapping[str, Seconds] = field(default_factory=dict)
    usual: Seconds = Seconds()

    def of(self, card_type: str) -> Seconds:
        """Seconds of a card type."""
        return self.by_type.get(card_type, self.usual)


TRUSTED = 10  # answers that weigh as much as the default does
LONGEST_TIMES = 4  # a pause longer than so many medians is cut to that


def measured(
    answers: Iterable[tuple[str, AnswerOutcome, float]], usual: Mapping[str, Seconds] = MappingProxyType({})
) -> Costs:
    """Costs from (card type, outcome, seconds) of a log; few answers move what is `usual` for a type a little."""
    timed: defaultdict[str, defaultdict[AnswerOutcome, list[float]]] = defaultdict(lambda: defaultdict(list))
    for card_type, outcome, seconds in answers:
        timed[card_type][outcome].append(seconds)
    types = dict.fromkeys((*usual, *timed))
    return Costs({name: _seconds(timed.get(name, {}), usual.get(name, Seconds())) for name in types})


def _seconds(times: Mapping[AnswerOutcome, list[float]], base: Seconds) -> Seconds:
    def mean(outcome: AnswerOutcome, default: float) -> float:
        return _blended(times.get(outcome, []), default)

    return Seconds(
        mean(AnswerOutcome.NEW, base.new), mean(AnswerOutcome.RIGHT, base.right), mean(AnswerOutcome.WRONG, base.wrong)
    )


def _blended(times: list[float], default: float) -> float:
    if not times:
        return default
    longest = LONGEST_TIMES * median(times)
    own = fmean(min(time, longest) for time in times)
    # A second at least: a price per second needs something to divide by.
    return max(1.0, (TRUSTED * default + len(times) * own) / (TRUSTED + len(times)))
