"""The price of a second on each day: the one at which the time wanted meets the time there is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from kgquiz.memory.planning.curves import Floats
from kgquiz.memory.planning.problem import Problem

GUESS = 1e-3  # of recall per second: between what is usual for a fortnight and for a season
LEVEL_ENOUGH = 0.2  # of the time there is; descent does the rest
LOWEST_PRICE, HIGHEST_PRICE = 1e-5, 1.0  # to set out from; the slope is too flat to leave a lower one

Slope = Callable[[Floats], tuple[float, Floats]]


@dataclass(frozen=True, slots=True)
class Effort:
    """How long to look for prices: temperatures from vague to sharp, and rounds at each."""

    temperatures: tuple[float, ...]
    rounds: int
    enough: float = 2e-6  # of recall per card: what a round must still gain


THOROUGH = Effort((0.01, 0.003, 0.001, 0.0003, 0.0001), 400, 2e-7)


def temperature_for(days: int) -> float:
    """How vague choices may be, in recall: the more days to choose from, the less."""
    return float(np.clip(0.015 / max(1, days), 0.0003, 0.001))


def searching(days: int) -> Effort:
    """The effort to find prices from nothing."""
    return Effort((0.01, 0.003, temperature_for(days)), 25)


def settling(days: int) -> Effort:
    """The effort to better prices that are nearly right."""
    # A round takes the longer the more days there are; in a long plan the next mornings go on with it.
    return Effort((temperature_for(days),), max(3, min(40, 480 // max(1, days))))


def find_prices(problem: Problem, effort: Effort, start: Floats | None = None) -> Floats:
    """Prices, one a day, that make the bound lowest: from `start`, or from one price for all days."""
    prices = np.full(problem.days, GUESS) if start is None else start
    prices = levelled(problem, prices, effort.temperatures[0])
    for temperature in effort.temperatures:
        prices = _lower(problem, prices, temperature, effort)
    return prices


def levelled(problem: Problem, prices: Floats, temperature: float, steps: int = 7) -> Floats:
    """The prices times one factor, so that all days together ask about for the seconds they have."""
    there = float(problem.budget.sum())

    def wanted(power: float) -> float:
        return float(problem.outlook(prices * np.exp(power), temperature).seconds.sum())

    power, step, before, growing = 0.0, 0.2, 0.0, True
    for _ in range(steps):
        asked = wanted(power)
        if abs(asked - there) <= LEVEL_ENOUGH * there:
            break
        way = 1.0 if asked > there else -1.0
        growing = growing and way != -before
        step = step * 2 if growing else step / 2
        power, before = power + way * step, way
    return np.asarray(np.clip(prices * np.exp(power), LOWEST_PRICE, HIGHEST_PRICE))


def _lower(problem: Problem, prices: Floats, temperature: float, effort: Effort) -> Floats:
    def slope(logs: Floats) -> tuple[float, Floats]:
        tried = np.exp(logs)
        outlook = problem.outlook(tried, temperature)
        return outlook.bound, outlook.slope * tried

    # In logarithms a price stays positive, and a step means the same on cheap days and dear ones.
    start = np.log(np.clip(prices, LOWEST_PRICE, HIGHEST_PRICE))
    return np.exp(descend(slope, start, effort.rounds, effort.enough * float(problem.mass.sum())))


def descend(slope: Slope, start: Floats, rounds: int, enough: float) -> Floats:
    """Minimise by BFGS with halving steps (Nocedal & Wright, Numerical Optimization, ch. 6)."""
    place, (value, gradient) = start, slope(start)
    inverse = _first_guess(gradient)
    for turn in range(rounds):
        step = np.clip(-inverse @ gradient, -1, 1)
        if gradient @ step >= 0:
            inverse = _first_guess(gradient)
            step = -inverse @ gradient
        found = _along(slope, place, step, value, gradient)
        if found is None:
            break
        moved, lower, bent = found
        inverse = _updated(inverse, moved - place, bent - gradient, first=turn == 0)
        small = value - lower < enough
        place, value, gradient = moved, lower, bent
        if small:
            break
    return place


def _first_guess(gradient: Floats) -> Floats:
    return np.asarray(np.eye(len(gradient)) * 0.3 / (np.abs(gradient).max() + 1e-12))


def _along(
    slope: Slope, place: Floats, step: Floats, value: float, gradient: Floats
) -> tuple[Floats, float, Floats] | None:
    """The first of ever shorter steps that lowers the value enough, or None."""
    fall = float(gradient @ step)
    for shrink in 0.4 ** np.arange(8):
        moved = place + shrink * step
        lower, bent = slope(moved)
        if lower <= value + 1e-4 * shrink * fall:
            return moved, lower, bent
    return None


def _updated(inverse: Floats, moved: Floats, turned: Floats, *, first: bool) -> Floats:
    """The BFGS update of the inverse curvature; left alone where the slope shows no curvature."""
    curvature = float(moved @ turned)
    if curvature <= 1e-12:  # noqa: PLR2004 - nothing to learn from this step
        return inverse
    base = np.eye(len(moved)) * curvature / float(turned @ turned) if first else inverse
    across = np.eye(len(moved)) - np.outer(moved, turned) / curvature
    return np.asarray(across @ base @ across.T + np.outer(moved, moved) / curvature)
