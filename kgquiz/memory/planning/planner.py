"""The exam-date planner: what to do today so that the most is known on the day, and what mark to expect.

Study happens on the days from today to the day before the exam; the exam is sat on exam day, with
recall counted from each card's last review to it. Solved anew each morning.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from kgquiz.memory.model import Memory, recall
from kgquiz.memory.planning.costs import Costs, Seconds, measured
from kgquiz.memory.planning.curves import Floats, Ints
from kgquiz.memory.planning.pool import Pool
from kgquiz.memory.planning.solution import Solution, solve
from kgquiz.memory.planning.values import (
    NewOrder,
    Options,
    Plan,
    PlanCard,
    PlanDay,
    PlanInput,
    Reason,
    Task,
)

__all__ = [
    "Costs",
    "NewOrder",
    "Options",
    "Plan",
    "PlanCard",
    "PlanDay",
    "PlanInput",
    "Reason",
    "Seconds",
    "Task",
    "fitting",
    "measured",
    "plan",
]

SLIPPING_BELOW = 0.6
NEXT_TO_NOTHING = 1e-3  # of what the weightiest card is worth


def plan(given: PlanInput) -> Plan:
    """Plan today's work and foretell exam day.

    Raises ValueError when the exam is past, or the days ahead are not those before the exam.
    """
    budget = _budget(given)
    counted = _counted(given.cards)
    if not len(budget) or not len(counted):
        return _without_study(given)
    return _Planned(given, counted, budget).result()


def fitting(tasks: tuple[Task, ...], seconds: float) -> tuple[Task, ...]:
    """The first tasks, in their order, that are expected to fit into the seconds."""
    ends = np.cumsum([task.seconds for task in tasks])
    return tasks[: int(np.searchsorted(ends, seconds, side="right"))]


def _budget(given: PlanInput) -> Floats:
    left = given.exam_day - given.today
    if left < 0:
        msg = "the exam is past"
        raise ValueError(msg)
    if len(given.seconds_ahead) != max(0, left - 1):
        msg = f"seconds_ahead must hold {max(0, left - 1)} days, not {len(given.seconds_ahead)}"
        raise ValueError(msg)
    return np.array([given.seconds_today, *given.seconds_ahead][:left], dtype=float)


def _counted(cards: tuple[PlanCard, ...]) -> Ints:
    """Places of the cards worth any time at all."""
    worth = np.array([_worth(card) for card in cards])
    return np.flatnonzero(worth > NEXT_TO_NOTHING * worth.max(initial=0))


def _worth(card: PlanCard) -> float:
    return card.importance * (1 - card.guess)


class _Planned:
    """A solved morning, put back into cards and shares."""

    def __init__(self, given: PlanInput, counted: Ints, budget: Floats) -> None:
        self.given, self.counted, self.budget = given, counted, budget
        self.cards = [given.cards[place] for place in self.counted]
        worth = np.array([_worth(card) for card in self.cards])
        # One unit of value, in shares of the mark.
        self.unit = worth.mean() / sum(card.importance for card in given.cards)
        self.value = worth / worth.mean()
        start = np.array(given.prices[-len(budget) :]) / self.unit if len(given.prices) >= len(budget) else None
        self.solution: Solution = solve(
            _pool(self.cards, self.value, given), budget, given.weights, start=start, new_until=self._new_until()
        )

    def _new_until(self) -> int | None:
        return self._last_study_day() if self.given.options.rehearsal else None

    def _last_study_day(self) -> int:
        """Days from today to the last one with time in it."""
        return int(np.flatnonzero(self.budget).max(initial=0))

    def result(self) -> Plan:
        given, solution = self.given, self.solution
        ranked = self._ranked()
        untouched, now = _recall_on(given, given.exam_day), _recall_on(given, given.today)
        planned = np.array(untouched)
        planned[self.counted] = solution.recalled
        return Plan(
            ranked=ranked,
            today=fitting(ranked, given.seconds_today),
            share_now=_share(given, now),
            share_planned=_share(given, planned),
            share_untouched=_share(given, untouched),
            price=float(solution.prices[0] * self.unit),
            prices=tuple((solution.prices * self.unit).tolist()),
            days=self._days(_share(given, untouched)),
            dropped=self._dropped(),
            recall_now=tuple(now.tolist()),
            recall_planned=tuple(planned.tolist()),
            recall_untouched=tuple(untouched.tolist()),
        )

    def _days(self, share: float) -> tuple[PlanDay, ...]:
        shares = share + np.cumsum(self.solution.gain_by_day) * self.unit
        seconds = self.solution.seconds_by_day
        return tuple(
            PlanDay(self.given.today + day, float(seconds[day]), float(shares[day])) for day in range(len(shares))
        )

    def _ranked(self) -> tuple[Task, ...]:
        """Cards by advantage, under the student's wishes, one of each item."""
        gain = self.solution.advantage
        order = [int(place) for place in np.argsort(-gain, kind="stable") if gain[place] > 0]
        order = _reviews_first(self._new_in_order(order), self._is_new, self.given.options.reviews_first)
        return tuple(self._task(place) for place in self._one_of_each_item(order))

    def _is_new(self, place: int) -> bool:
        return self.cards[place].memory is None

    def _new_in_order(self, order: list[int]) -> list[int]:
        """New cards in the order wished for, in the places that new cards have."""
        wish = self.given.options.new_order
        if wish is NewOrder.BEST:
            return order
        new = [place for place in order if self._is_new(place)]
        late = self._left_out() if wish is NewOrder.MIXED else set()
        by_wish = iter((*sorted(p for p in new if p not in late), *(p for p in new if p in late)))
        return [next(by_wish) if self._is_new(place) else place for place in order]

    def _one_of_each_item(self, order: list[int]) -> list[int]:
        seen = {
            card.item
            for card in self.given.cards
            if card.memory is not None and card.memory.last_day >= self.given.today
        }
        chosen = []
        for place in order:
            if self.cards[place].item not in seen:
                seen.add(self.cards[place].item)
                chosen.append(place)
        return chosen

    def _task(self, place: int) -> Task:
        gain = self.solution.advantage[place] * self.unit
        seconds = float(self.solution.seconds[place])
        return Task(self.cards[place].card, self._reason(self.cards[place].memory), float(gain), seconds)

    def _reason(self, memory: Memory | None) -> Reason:
        if memory is None:
            return Reason.NEW
        if self._last_study_day() == 0:
            return Reason.REHEARSAL if self.given.options.rehearsal else Reason.LAST_LOOK
        known = _recalled(memory, self.given.today, self.given.weights)
        return Reason.SLIPPING if known < SLIPPING_BELOW else Reason.STRENGTHEN

    def _dropped(self) -> tuple[str, ...]:
        """New cards for which there is no time."""
        return tuple(self.cards[place].card for place in sorted(self._left_out()))

    def _left_out(self) -> set[int]:
        """As many new cards as the plan leaves out: those that bring least."""
        new = np.array([place for place in range(len(self.cards)) if self._is_new(place)], dtype=int)
        count = round(float(self.solution.left_out[new].sum()))
        gain = self.solution.advantage
        return set(new[np.argsort(-gain[new], kind="stable")][len(new) - count :].tolist())


def _reviews_first(order: list[int], is_new: Callable[[int], bool], least: int) -> list[int]:
    """At least so many reviews before the first new card, the order otherwise kept."""
    reviews = [place for place in order if not is_new(place)][:least]
    return reviews + [place for place in order if place not in set(reviews)]


def _pool(cards: list[PlanCard], value: Floats, given: PlanInput) -> Pool:
    known = [card.memory or Memory(0.0, 0.0, given.today) for card in cards]
    costs = [given.costs.of(card.type) for card in cards]
    return Pool(
        np.array([memory.stability for memory in known]),
        np.array([memory.difficulty for memory in known]),
        np.array([float(given.today - memory.last_day) for memory in known]),
        value,
        np.array([cost.new for cost in costs]),
        np.array([cost.right for cost in costs]),
        np.array([cost.wrong for cost in costs]),
    )


def _recalled(memory: Memory | None, day: int, weights: tuple[float, ...]) -> float:
    return 0.0 if memory is None else recall(day - memory.last_day, memory.stability, weights)


def _recall_on(given: PlanInput, day: int) -> Floats:
    return np.array([_recalled(card.memory, day, given.weights) for card in given.cards])


def _share(given: PlanInput, recalled: Floats) -> float:
    """The share of the mark: recall and, where it fails, the guess, weighed by importance."""
    guess = np.array([card.guess for card in given.cards])
    weight = np.array([card.importance for card in given.cards])
    total = weight.sum()
    return float((weight * (guess + (1 - guess) * recalled)).sum() / total) if total else 0.0


def _without_study(given: PlanInput) -> Plan:
    """No day left, or nothing that counts: all that can be said is what is known."""
    now, untouched = (_recall_on(given, day) for day in (given.today, given.exam_day))
    share = _share(given, untouched)
    left_out = tuple(card.card for card in given.cards if card.memory is None)
    days = tuple(PlanDay(day, 0.0, share) for day in range(given.today, given.exam_day))
    recalls = (tuple(now.tolist()), tuple(untouched.tolist()), tuple(untouched.tolist()))
    return Plan((), (), _share(given, now), share, share, 0.0, (), days, left_out, *recalls)
