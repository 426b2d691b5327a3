"""The policies that are compared: plain FSRS, low then lift, greedy gain per second, and the planner."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from enum import Enum

import numpy as np

from kgquiz.memory.model import interval
from kgquiz.memory.planning.curves import (
    RIGHT_AT_FIRST_SIGHT,
    Floats,
    Ints,
    MemoryArrays,
    after_right,
    after_wrong,
    first_states,
    recall_after,
)
from kgquiz.memory.planning.pool import Pool
from kgquiz.memory.planning.solution import solve
from kgquiz.memory.simulation.students import NEVER, Morning, Policy, Workload
from kgquiz.messages import N_, Message, message

OURS = N_("planner")
LIFTED_DAYS = 5
NO_LIMIT = 1_000_000


class Mixing(Enum):
    """How a plain student puts new cards among the due ones."""

    MIXED = "mixed"  # evenly interspersed: the default of Anki
    NEW_FIRST = "first"


def plain(target: float, new_a_day: int, order: Mixing) -> Policy:
    """FSRS at a fixed target retention, with so many new cards a day."""

    def policy(morning: Morning) -> Ints:
        return _due_and_new(morning, target, new_a_day, order)

    return policy


def low_then_lift(morning: Morning) -> Ints:
    """Target .80, then .97 for the last five days; new cards first, as many as fit."""
    target = 0.97 if morning.left <= LIFTED_DAYS else 0.80
    return _due_and_new(morning, target, NO_LIMIT, Mixing.NEW_FIRST)


def greedy(morning: Morning) -> Ints:
    """What lifts recall on exam day most per second, if nothing else were ever done to the card."""
    gain, seconds = _gain_today(morning)
    order = np.argsort(-gain / seconds, kind="stable")
    return order[gain[order] > 0]


def planner() -> Policy:
    """The exam-date planner, solved anew each morning from yesterday's prices."""
    known: dict[str, Floats] = {}

    def policy(morning: Morning) -> Ints:
        start = known["prices"][-morning.left :] if "prices" in known else None
        budget = np.full(morning.left, morning.seconds)
        solution = solve(pool_of(morning), budget, morning.weights, start=start)
        known["prices"] = solution.prices
        order = np.argsort(-solution.advantage, kind="stable")
        return order[solution.advantage[order] > 0]

    return policy


def pool_of(morning: Morning) -> Pool:
    """The morning's cards as the planner takes them, all worth the same."""
    fresh, costs = morning.last == NEVER, morning.costs
    ones = np.ones(len(morning.last))
    return Pool(
        np.where(fresh, 0.0, morning.states.stability),
        np.where(fresh, 0.0, morning.states.difficulty),
        np.where(fresh, 0.0, morning.elapsed),
        ones,
        costs.new * ones,
        costs.right * ones,
        costs.wrong * ones,
    )


def all_policies() -> dict[str, Callable[[Workload], Policy]]:
    """Every policy by its English name, each made afresh for a workload."""
    return {str(name): made for name, made in _policies()}


def policy_names() -> dict[str, Message]:
    """The names, by their English text, for whoever shows or reads them."""
    return {str(name): name for name, _made in _policies()}


def _policies() -> Iterator[tuple[Message, Callable[[Workload], Policy]]]:
    for order, (some, enough) in _PLAIN_NAMES.items():
        for target in (0.80, 0.90, 0.95):
            yield message(some, target=target, n=20), _with_new(target, order, 20)
            yield message(enough, target=target), _with_new(target, order, None)
    yield message(N_("low, then lift")), lambda _: low_then_lift
    yield message(N_("greedy")), lambda _: greedy
    yield message(OURS), lambda _: planner()


_PLAIN_NAMES = {
    Mixing.MIXED: (N_("FSRS {target:.2f}, {n} new, mixed"), N_("FSRS {target:.2f}, enough new, mixed")),
    Mixing.NEW_FIRST: (N_("FSRS {target:.2f}, {n} new, first"), N_("FSRS {target:.2f}, enough new, first")),
}
"""What the plain policies are called: with so many new cards a day, and with as many as the days need."""


def _with_new(target: float, order: Mixing, new_a_day: int | None) -> Callable[[Workload], Policy]:
    def made(workload: Workload) -> Policy:
        enough = -(-(workload.cards - workload.begun) // workload.days)
        return plain(target, enough if new_a_day is None else new_a_day, order)

    return made


def _due_and_new(morning: Morning, target: float, new_a_day: int, order: Mixing) -> Ints:
    seen = morning.last != NEVER
    days = morning.states.stability * interval(1.0, target, morning.weights)
    due_day = morning.last + np.maximum(1, np.round(days))
    due = np.flatnonzero(seen & (due_day <= morning.day))
    due = due[np.argsort(due_day[due], kind="stable")]
    new = np.flatnonzero(~seen)[:new_a_day]
    if order is Mixing.NEW_FIRST:
        return np.concatenate([new, due])
    place = np.concatenate([_evenly(len(due)), _evenly(len(new))])
    return np.concatenate([due, new])[np.argsort(place, kind="stable")]


def _evenly(count: int) -> Floats:
    return (np.arange(count) + 0.5) / max(1, count)


def _gain_today(morning: Morning) -> tuple[Floats, Floats]:
    """What a review today adds to recall on exam day, and its expected seconds, card by card."""
    fresh, weights, costs = morning.last == NEVER, morning.weights, morning.costs
    left = np.array(float(morning.left))

    def on_the_day(states: MemoryArrays) -> Floats:
        return recall_after(left, states.stability, weights)

    recalled = recall_after(morning.elapsed, morning.states.stability, weights)
    right = on_the_day(after_right(morning.states, recalled, weights))
    wrong = on_the_day(after_wrong(morning.states, recalled, weights))
    good, bad = (on_the_day(states) for states in first_states(weights))
    untouched = recall_after(morning.elapsed + left, morning.states.stability, weights)
    reviewed = recalled * right + (1 - recalled) * wrong - untouched
    learnt = RIGHT_AT_FIRST_SIGHT * good + (1 - RIGHT_AT_FIRST_SIGHT) * bad
    seconds = recalled * costs.right + (1 - recalled) * costs.wrong
    return np.where(fresh, learnt, reviewed), np.where(fresh, costs.new, seconds)
