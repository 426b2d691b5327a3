"""The exam-date planner: what to do today so that the most is known on the day, and what mark to expect.

Study happens on the days from today to the day before the exam; the exam is sat on exam day, with
recall counted from each card's last review to it. Solved anew each morning. Where several exams lie ahead, a card is
worth what it brings in all that may ask it, and one price of a day's second shares the minutes among them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np

from kgquiz.key import CardKey
from kgquiz.memory.model import Memory
from kgquiz.memory.planning.blending import Minds, Traces
from kgquiz.memory.planning.costs import Costs, Seconds, measured
from kgquiz.memory.planning.curves import Floats, Ints
from kgquiz.memory.planning.pool import Pool
from kgquiz.memory.planning.prices import QUICK, USUAL, Effort
from kgquiz.memory.planning.solution import Solution, solve
from kgquiz.memory.planning.values import (
    LaterExam,
    NewOrder,
    Options,
    Outlook,
    Plan,
    PlanCard,
    PlanDay,
    PlanInput,
    Reason,
    Task,
)

__all__ = [
    "Costs",
    "LaterExam",
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
    "promised_share",
]

SLIPPING_BELOW = 0.6
NEXT_TO_NOTHING = 1e-3  # of what the weightiest card is worth
JUST_AS_GOOD = 0.97
"""Of today's price: new cards that bring as much per second are mixed."""
SETTLED_WITHIN = 0.04
"""Of the mark: a plan whose least bound is further above it than this has not been looked for long enough."""


def plan(given: PlanInput) -> Plan:
    """Plan today's work and foretell exam day.

    Raises ValueError when the exam is past, or the days ahead are not those before the exam.
    """
    return _planned(given, USUAL)


def promised_share(given: PlanInput) -> float:
    """The share that a plan would promise, sooner found and a little rougher: for trying other minutes out.

    Raises ValueError as `plan` does.
    """
    return _planned(given, QUICK).share_planned


def _planned(given: PlanInput, effort: Effort) -> Plan:
    budget, cards = _budget(given), _Columns(given)
    if not len(budget) or not len(cards.counted):
        return _without_study(cards)
    return _Planned(cards, budget, effort).result()


def fitting(tasks: tuple[Task, ...], seconds: float) -> tuple[Task, ...]:
    """The first tasks, in their order, that are expected to fit into the seconds."""
    ends = np.cumsum([task.seconds for task in tasks])
    return tasks[: int(np.searchsorted(ends, seconds, side="right"))]


def _budget(given: PlanInput) -> Floats:
    if given.exam_day < given.today:
        msg = "the exam is past"
        raise ValueError(msg)
    days = [given.exam_day, *(one.day for one in given.later)]
    if days != sorted(days):
        msg = "exams stand in the order of their days"
        raise ValueError(msg)
    left = given.last_day - given.today
    if len(given.seconds_ahead) != max(0, left - 1):
        msg = f"seconds_ahead must hold {max(0, left - 1)} days, not {len(given.seconds_ahead)}"
        raise ValueError(msg)
    return np.array([given.seconds_today, *given.seconds_ahead][:left], dtype=float)


class _Columns:
    """The cards as columns: memory, weight in the mark (of sum 1), guess."""

    def __init__(self, given: PlanInput) -> None:
        self.given = given
        own = _traces([card.memory for card in given.cards], given.today)
        item = _traces([card.item_memory for card in given.cards], given.today)
        tau = np.array([given.tau if card.known is None else card.known for card in given.cards], dtype=float)
        self.minds = Minds(own, item, tau, given.weights)
        self.exams = tuple(day - given.today for day in (given.exam_day, *(one.day for one in given.later)))
        """Days from today to each exam."""
        self.guess = np.array([card.guess for card in given.cards], dtype=float)
        self.ease = np.array([card.ease for card in given.cards], dtype=float)
        importance = [[card.importance for card in given.cards], *(one.importance for one in given.later)]
        self.weight = np.stack([_shares(np.array(of_exam, dtype=float)) for of_exam in importance])
        """Exam × card."""
        missing = np.stack([self.minds.missing(days) for days in self.exams])
        self.worth = self.weight * (1 - self.guess) * missing
        """What study can gain of each card in each exam (exam × card), in shares of its mark."""
        worth = self.worth.sum(axis=0)
        self.counted: Ints = np.flatnonzero(worth > NEXT_TO_NOTHING * worth.max(initial=0))
        """Places of the cards worth any time at all."""
        self.unit = float(worth[self.counted].mean()) if len(self.counted) else 0.0
        """One unit of value, in shares of the mark."""

    def recall_in(self, days: int) -> Floats:
        """Recall in each card's own form so many days from today, if nothing is done until then."""
        return self.minds.in_form(days, self.ease)

    def share(self, recalled: Floats, exam: int = 0) -> float:
        """The share of an exam's mark: recall and, where it fails, the guess, weighed by importance."""
        return float(self.weight[exam] @ (self.guess + (1 - self.guess) * recalled))

    def pool(self) -> Pool:
        """The counted cards as the solver takes them."""
        chosen = self.counted
        minds = self.minds.rows(chosen)
        costs = [self.given.costs.of(self.given.cards[place].type) for place in chosen]
        alone = Pool(
            minds.own.stability,
            minds.own.difficulty,
            minds.own.elapsed,
            np.ones(len(chosen)),
            np.array([cost.new for cost in costs]),
            np.array([cost.right for cost in costs]),
            np.array([cost.wrong for cost in costs]),
        )
        worth = self.worth[:, chosen].sum(axis=0)
        pays = (self.worth[:, chosen] / worth).T if len(self.exams) > 1 else None
        return replace(minds.pool(alone, self.guess[chosen], self.exams[0]), value=worth / self.unit, pays=pays)

    def planned(self, solution: Solution, exam: int = 0) -> Floats:
        """Recall on the day of an exam with the plan, in each card's own form."""
        chosen, days = self.counted, self.exams[exam]
        planned = np.array(self.recall_in(days))
        minds, ease = self.minds.rows(chosen), self.ease[chosen]
        planned[chosen] = minds.planned(
            solution.recalled[exam], solution.untouched[exam], days, ease, begun=1 - solution.left_out[exam]
        )
        return planned


def _traces(memories: Sequence[Memory | None], today: int) -> Traces:
    rows = [(m.stability, m.difficulty, max(today - m.last_day, 0)) if m else (0.0, 0.0, 0) for m in memories]
    return Traces(*np.array(rows, dtype=float).reshape(-1, 3).T)


def _shares(importance: Floats) -> Floats:
    """Importances as shares of their sum. The greatest is made 1 first: sums of the very small or great lose digits."""
    greatest = importance.max(initial=0.0)
    if greatest <= 0:
        return np.zeros_like(importance)
    scaled = importance / greatest
    return np.asarray(scaled / scaled.sum())


class _Planned:
    """A solved morning, put back into cards and shares."""

    def __init__(self, columns: _Columns, budget: Floats, effort: Effort) -> None:
        self.columns, self.budget = columns, budget
        self.given = given = columns.given
        self.cards: list[PlanCard] = [given.cards[place] for place in columns.counted]
        self.recalled = columns.recall_in(0)[columns.counted]
        start = np.array(given.prices[-len(budget) :]) / columns.unit if len(given.prices) >= len(budget) else None
        self.solution: Solution = solve(
            columns.pool(),
            budget,
            given.weights,
            start=start,
            exams=columns.exams,
            rehearsals=self._rehearsals(),
            effort=effort,
        )

    def _rehearsals(self) -> frozenset[int]:
        wished = self.given.options.rehearsal
        return frozenset(map(self._last_study_day, self.columns.exams)) if wished else frozenset()

    def _last_study_day(self, exam: int) -> int:
        """Days from today to the last one with time in it before an exam so many days ahead."""
        return int(np.flatnonzero(self.budget[:exam]).max(initial=0))

    def result(self) -> Plan:
        given, columns, solution = self.given, self.columns, self.solution
        ranked = self._ranked()
        untouched, now = columns.recall_in(columns.exams[0]), columns.recall_in(0)
        planned = columns.planned(solution)
        days = self._days(columns.share(untouched), columns.share(planned))
        return Plan(
            ranked=ranked,
            today=fitting(ranked, given.seconds_today),
            share_now=columns.share(now),
            share_planned=days[-1].share,
            share_untouched=columns.share(untouched),
            price=solution.price * columns.unit,
            prices=tuple((solution.prices * columns.unit).tolist()),
            days=days,
            dropped=self._dropped(),
            recall_now=tuple(now.tolist()),
            recall_planned=tuple(planned.tolist()),
            recall_untouched=tuple(untouched.tolist()),
            missing=solution.missing * columns.unit,
            later=tuple(self._outlook(exam, now) for exam in range(1, len(columns.exams))),
        )

    def _outlook(self, exam: int, now: Floats) -> Outlook:
        columns = self.columns
        planned, untouched = columns.planned(self.solution, exam), columns.recall_in(columns.exams[exam])
        return Outlook(
            self.given.today + columns.exams[exam],
            columns.share(now, exam),
            columns.share(planned, exam),
            columns.share(untouched, exam),
            tuple(planned.tolist()),
            tuple(untouched.tolist()),
        )

    def _days(self, start: float, end: float) -> tuple[PlanDay, ...]:
        gained = np.cumsum(self.solution.gain_by_day[0]) * self.columns.unit
        if (self.columns.ease.any() or self.columns.minds.apart.any()) and gained[-1] > 0:
            # The solver counts recall as if all had to be produced, of one memory; the days share what it comes to.
            gained = gained * (end - start) / gained[-1]
        shares = np.clip(start + gained, 0.0, 1.0)
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
        return self.cards[place].is_new

    def _new_in_order(self, order: list[int]) -> list[int]:
        """New cards in the order wished for, in the places that new cards have."""
        wish = self.given.options.new_order
        if wish is NewOrder.BEST:
            return order
        new = [place for place in order if self._is_new(place)]
        out = self._left_out()
        late = self._later(new) if wish is NewOrder.MIXED else [place for place in new if place in out]
        by_wish = iter((*sorted(set(new) - set(late)), *late))
        return [next(by_wish) if self._is_new(place) else place for place in order]

    def _later(self, new: list[int]) -> list[int]:
        """New cards that the plan does not begin today, or never: they follow those it does, best first."""
        out, least = self._left_out(), JUST_AS_GOOD * self.solution.price
        later = [place for place in new if self.solution.advantage[place] < least and place not in out]
        return [*later, *(place for place in new if place in out)]

    def _one_of_each_item(self, order: list[int]) -> list[int]:
        seen = {
            card.item
            for card in self.given.cards
            if (memory := card.memory or (None if card.is_new else card.item_memory)) is not None
            and memory.last_day >= self.given.today
        }
        chosen = []
        for place in order:
            if self.cards[place].item not in seen:
                seen.add(self.cards[place].item)
                chosen.append(place)
        return chosen

    def _task(self, place: int) -> Task:
        gain = float(self.solution.advantage[place] * self.columns.unit)
        return Task(self.cards[place].card, self._reason(place), gain, float(self.solution.seconds[place]))

    def _reason(self, place: int) -> Reason:
        if self._is_new(place):
            return Reason.NEW
        if self._last_study_day(self.columns.exams[0]) == 0:
            return Reason.REHEARSAL if self.given.options.rehearsal else Reason.LAST_LOOK
        return Reason.SLIPPING if self.recalled[place] < SLIPPING_BELOW else Reason.STRENGTHEN

    def _dropped(self) -> tuple[CardKey, ...]:
        """New cards for which there is no time."""
        return tuple(self.cards[place].card for place in sorted(self._left_out()))

    def _left_out(self) -> set[int]:
        """As many new cards as the plan leaves out: those it is least likely to begin, then those that bring least."""
        new = np.flatnonzero([card.is_new for card in self.cards])
        out, gain = self.solution.left_out[-1][new], self.solution.advantage[new]
        count = round(float(out.sum()))
        return set(new[np.lexsort((np.arange(len(new)), -gain, out.round(6)))][len(new) - count :].tolist())


def _reviews_first(order: list[int], is_new: Callable[[int], bool], least: int) -> list[int]:
    """At least so many reviews before the first new card, the order otherwise kept."""
    reviews = [place for place in order if not is_new(place)][:least]
    first = set(reviews)
    return reviews + [place for place in order if place not in first]


def _without_study(cards: _Columns) -> Plan:
    """No day left, or nothing that counts: all that can be said is what is known."""
    given = cards.given
    now, untouched = cards.recall_in(0), cards.recall_in(cards.exams[0])
    share = cards.share(untouched)
    left_out = tuple(card.card for card in given.cards if card.is_new)
    days = tuple(PlanDay(day, 0.0, share) for day in range(given.today, given.last_day))
    recalls = (tuple(now.tolist()), tuple(untouched.tolist()), tuple(untouched.tolist()))
    later = tuple(_untouched(cards, exam, now) for exam in range(1, len(cards.exams)))
    return Plan((), (), cards.share(now), share, share, 0.0, (), days, left_out, *recalls, later=later)


def _untouched(cards: _Columns, exam: int, now: Floats) -> Outlook:
    recalled = cards.recall_in(cards.exams[exam])
    share, each = cards.share(recalled, exam), tuple(recalled.tolist())
    return Outlook(cards.given.today + cards.exams[exam], cards.share(now, exam), share, share, each, each)
