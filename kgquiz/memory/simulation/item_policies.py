"""Ways to study a book of items: the planner over cards or blended memory, one form only, greedy, fixed retention."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

import numpy as np

from kgquiz.key import CardKey
from kgquiz.memory.blend import USUAL_TAU
from kgquiz.memory.model import Memory, interval
from kgquiz.memory.planning.costs import Costs, Seconds
from kgquiz.memory.planning.curves import (
    RIGHT_AT_FIRST_SIGHT,
    Flags,
    Floats,
    Ints,
    MemoryArrays,
    after_right,
    after_wrong,
    first_states,
    recall_after,
)
from kgquiz.memory.planning.planner import plan
from kgquiz.memory.planning.pool import Pool
from kgquiz.memory.planning.solution import solve
from kgquiz.memory.planning.values import NewOrder, Options, PlanCard, PlanInput
from kgquiz.memory.simulation.item_beliefs import Belief
from kgquiz.memory.simulation.item_book import Book
from kgquiz.value import dataclass

TODAY, FITTED = "cards", "blended, fitted"
TARGET = 0.90


@dataclass(frozen=True, slots=True)
class ItemMorning:
    """A day, how many study days are left with it, its seconds, and what is known of the student."""

    day: int
    left: int
    seconds: float
    book: Book
    belief: Belief


Policy = Callable[[ItemMorning], Ints]
"""The cards worth taking today, best first; an item's first one counts."""


@dataclass(frozen=True, slots=True)
class Way:
    """A policy and the belief it goes by: τ None is fitted as the answers come; `by_form` counts ease and guess."""

    name: str
    tau: float | None
    policy: Callable[[Book], Policy]
    by_form: bool = False


def planned(producing_only: Callable[[Book], Flags] | None = None) -> Callable[[Book], Policy]:
    """The exam-date planner, solved anew each morning; with `producing_only` over some of the cards."""

    def made(book: Book) -> Policy:
        chosen = np.flatnonzero(producing_only(book)) if producing_only else np.arange(len(book))
        alone = book.weight[chosen] * (1 - book.guess[chosen])
        prices: list[Floats] = []

        def policy(morning: ItemMorning) -> Ints:
            minds = morning.belief.minds(morning.day).rows(chosen)
            unit = float((alone * minds.missing(morning.left)).mean())
            own, rest = minds.own, (book.new[chosen], book.right[chosen], book.wrong[chosen])
            pool = Pool(own.stability, own.difficulty, own.elapsed, alone / unit, *rest)
            pool = minds.pool(pool, book.guess[chosen], morning.left)
            start = prices[-1][-morning.left :] / unit if prices else None
            found = solve(pool, np.full(morning.left, morning.seconds), minds.weights, start=start)
            prices.append(found.prices * unit)
            order = np.argsort(-found.advantage, kind="stable")
            return chosen[order[found.advantage[order] > 0]]

        return policy

    return made


def producing(book: Book) -> Flags:
    """One form of each item: one that has to be produced, or the weightiest where there is none."""
    worth = book.weight * (1 - book.guess) * np.where(book.recognised, 1.0, 1e6)
    best = np.zeros(book.items)
    np.maximum.at(best, book.item, worth)
    return np.asarray(worth == best[book.item])


def greedy(_: Book) -> Policy:
    """What lifts the mark most per second, if nothing else were ever done to the card."""

    def policy(morning: ItemMorning) -> Ints:
        book, minds = morning.book, morning.belief.minds(morning.day)
        own, weights, left = minds.own, minds.weights, np.array(float(morning.left))
        states = MemoryArrays(np.where(own.known, own.stability, 1.0), np.where(own.known, own.difficulty, 5.0))
        chance = np.where(own.known, own.recall_in(0, weights), RIGHT_AT_FIRST_SIGHT)
        right, wrong = after_right(states, chance, weights), after_wrong(states, chance, weights)
        good, bad = first_states(weights)
        right, wrong = right.where(own.known, good), wrong.where(own.known, bad)
        reached = chance * recall_after(left, right.stability, weights)
        reached += (1 - chance) * recall_after(left, wrong.stability, weights)
        gain = book.weight * (1 - book.guess) * (reached - own.recall_in(morning.left, weights))
        seconds = np.where(own.known, chance * book.right + (1 - chance) * book.wrong, book.new)
        order = np.argsort(-gain / seconds, kind="stable")
        return np.asarray(order[gain[order] > 0])

    return policy


def rounds_of(book: Book) -> Ints:
    """By card, how many of its item's cards stand before it."""
    seen: Counter[int] = Counter()
    rounds = []
    for item in book.item.tolist():
        rounds.append(seen[item])
        seen[item] += 1
    return np.array(rounds, dtype=np.int64)


def fixed_retention(book: Book) -> Policy:
    """FSRS at a target of 0.90: what is due, longest overdue first; then new cards, one of every item first."""
    in_order = np.argsort(rounds_of(book), kind="stable")

    def policy(morning: ItemMorning) -> Ints:
        own = morning.belief.minds(morning.day).own
        late = own.elapsed - np.maximum(1, np.round(own.stability * interval(1.0, TARGET, morning.belief.weights)))
        due = np.flatnonzero(own.known & (late >= 0))
        due = due[np.argsort(-late[due], kind="stable")]
        return np.concatenate([due, in_order[~own.known[in_order]]])

    return policy


def as_shown(book: Book) -> Policy:
    """What `kgquiz plan` hands over where every card stands by itself: new cards mixed, one of every item first."""
    order = np.argsort(rounds_of(book), kind="stable")
    types = {name: place for place, name in enumerate(book.types)}
    costs = Costs({name: Seconds(book.new[row], book.right[row], book.wrong[row]) for name, row in types.items()})
    prices: list[tuple[float, ...]] = []

    def policy(morning: ItemMorning) -> Ints:
        own, today = morning.belief.minds(morning.day).own, morning.day
        cards = tuple(
            PlanCard(
                card=CardKey(f"{row}"),
                item=f"{book.item[row]}",
                memory=Memory(own.stability[row], own.difficulty[row], today - int(own.elapsed[row]))
                if own.known[row]
                else None,
                importance=book.weight[row],
                type=book.types[row],
                guess=book.guess[row],
            )
            for row in order
        )
        found = plan(
            PlanInput(
                cards=cards,
                today=today,
                exam_day=today + morning.left,
                seconds_today=morning.seconds,
                seconds_ahead=(morning.seconds,) * (morning.left - 1),
                costs=costs,
                options=Options(new_order=NewOrder.MIXED),
                prices=prices[-1] if prices else (),
            )
        )
        prices.append(found.prices)
        return np.array([int(task.card) for task in found.ranked], dtype=np.int64)

    return policy


WAYS = (
    Way(TODAY, 0.0, as_shown),
    Way("cards, best first", 0.0, planned()),
    Way("one form", 0.0, planned(producing)),
    Way("blended 0.6", USUAL_TAU, planned(), by_form=True),
    Way(FITTED, None, planned(), by_form=True),
    Way("greedy", 0.0, greedy),
    Way("retention 0.90", 0.0, fixed_retention),
)
