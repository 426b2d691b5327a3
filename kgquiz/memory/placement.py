"""What a student knows before she begins, from a few answers: a Rasch-like model by section, on a grid.

A section's level theta is normal around a level common to all sections, itself normal around 0. An item of hardness b
is known with chance sigmoid(theta - b) (Rasch 1960) and then answered right but for a slip; else by a guess (Birnbaum
1968).
The grid is summed exactly: sections are independent given the common level.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cache, lru_cache

from kgquiz.key import CardKey
from kgquiz.value import dataclass

SLIP = 0.05
"""The chance of a wrong answer where the item is known."""
FEWEST, MOST = 15, 25
"""Answers before which none stops, and after which all stop."""
NARROW = 0.05
"""The standard deviation of the share known of the whole at which the estimate is good enough."""
SUPPOSED = 0.05
"""The chance of being known from which the plan reckons with it."""
LEVEL_SPREAD, SECTION_SPREAD = 1.5, 1.5
"""Standard deviations of the common level and of a section's around it, in logits: nothing is known of her yet."""
GRID = tuple(n / 2.5 for n in range(-15, 16))


@dataclass(frozen=True, slots=True)
class Probe:
    """A card that may be asked: its section, the chance of a blind guess, how much harder than usual (in logits)."""

    card: CardKey
    item: str
    section: str
    guess: float = 0.0
    hardness: float = 0.0


@dataclass(frozen=True, slots=True)
class KnownShare:
    """The share known of a section or of all, with an interval that holds it with 80 %."""

    mean: float
    low: float
    high: float
    items: int = 0


@dataclass(frozen=True, slots=True)
class Placement:
    """The answers so far; `sizes` has the number of items of each section."""

    sizes: Mapping[str, int]
    answers: tuple[tuple[Probe, bool], ...] = ()

    def answered(self, probe: Probe, *, right: bool) -> Placement:
        """The same after one more answer."""
        return replace(self, answers=(*self.answers, (probe, right)))

    def beliefs(self) -> dict[str, list[float]]:
        """The chance of each level of the grid, for each section."""
        told = {section: self._told(section) for section in self.sizes}
        joint = {
            section: [[prior * tell for prior, tell in zip(row, told[section], strict=True)] for row in _around()]
            for section in self.sizes
        }
        weight = {section: [sum(row) for row in rows] for section, rows in joint.items()}
        common = [prior * math.prod(weight[section][n] for section in self.sizes) for n, prior in enumerate(_common())]
        return {
            section: _normal(
                [
                    sum(c * row[level] / w for c, row, w in zip(common, rows, weight[section], strict=True) if w)
                    for level in range(len(GRID))
                ]
            )
            for section, rows in joint.items()
        }

    def _told(self, section: str) -> list[float]:
        """How well each level explains the answers in a section."""
        tells = [1.0] * len(GRID)
        for probe, right in self.answers:
            if probe.section == section:
                for n, chance in enumerate(_rights(probe.hardness, probe.guess)):
                    tells[n] *= chance if right else 1 - chance
        return tells

    def shares(self) -> dict[str, KnownShare]:
        """What is known of each section."""
        return {section: self._share(section, belief) for section, belief in self.beliefs().items()}

    def _share(self, section: str, belief: Sequence[float]) -> KnownShare:
        """What was asked counts as it was answered; only the rest hangs on the level."""
        items = self.sizes[section]
        asked = [_known(belief, probe, right=right) for probe, right in self.answers if probe.section == section]
        rest = max(0, items - len(asked)) / max(1, items)
        met = sum(asked) / max(1, items)
        mean = sum(p * _sigmoid(level) for p, level in zip(belief, GRID, strict=True))
        return KnownShare(
            met + rest * mean, met + rest * _quantile(belief, 0.1), min(1.0, met + rest * _quantile(belief, 0.9)), items
        )

    def whole(self) -> KnownShare:
        """What is known of all, sections counted by their items."""
        shares, items = self.shares(), sum(self.sizes.values())
        mean = sum(share.mean * share.items for share in shares.values()) / max(1, items)
        reach = 1.2816 * self.spread()
        return KnownShare(mean, max(0.0, mean - reach), min(1.0, mean + reach), items)

    def spread(self) -> float:
        """The standard deviation of the share known of all, sections taken as independent.

        Items that were not asked vary around their level, and the level around its belief; guesses are left out.
        """
        items, asked = max(1, sum(self.sizes.values())), Counter(probe.section for probe, _ in self.answers)
        total = 0.0
        for section, belief in self.beliefs().items():
            rest = max(0, self.sizes[section] - asked[section])
            total += rest**2 * _variance(belief) + rest * _within(belief)
        return math.sqrt(total) / items

    def is_done(self) -> bool:
        """Whether more answers would tell little more."""
        return len(self.answers) >= MOST or (len(self.answers) >= FEWEST and self.spread() <= NARROW)

    def next(self, probes: Iterable[Probe]) -> Probe | None:
        """The card to ask now: of the section that is least certain for its size, the one that tells most there."""
        asked = {probe.item for probe, _ in self.answers}
        left = [probe for probe in probes if probe.item not in asked]
        if not left or self.is_done():
            return None
        beliefs = self.beliefs()
        counts = dict.fromkeys(self.sizes, 0)
        for probe, _ in self.answers:
            counts[probe.section] += 1
        unsure = {
            section: (self.sizes[section] - counts[section]) ** 2
            * _variance(belief) ** 2
            / (_variance(belief) + _within(belief))
            for section, belief in beliefs.items()
        }
        section = max((probe.section for probe in left), key=lambda name: unsure[name])
        return max(
            (probe for probe in left if probe.section == section), key=lambda probe: _telling(beliefs[section], probe)
        )

    def chances(self, probes: Iterable[Probe]) -> dict[str, float]:
        """For each item the chance that it is known, by its section's level and its own answer."""
        beliefs, answers = self.beliefs(), {probe.item: right for probe, right in self.answers}
        found: dict[str, float] = {}
        for probe in probes:
            known = sum(
                p * _sigmoid(level - probe.hardness) for p, level in zip(beliefs[probe.section], GRID, strict=True)
            )
            right = answers.get(probe.item)
            found[probe.item] = known if right is None else _known(beliefs[probe.section], probe, right=right)
        return found


def _sigmoid(x: float) -> float:
    return 1 / (1 + math.exp(-x))


@lru_cache(maxsize=4096)
def _rights(hardness: float, guess: float) -> tuple[float, ...]:
    """The chance of a right answer at each level of the grid; a sitting asks for the same again at every card."""
    chances = (_sigmoid(level - hardness) for level in GRID)
    return tuple(known * (1 - SLIP) + (1 - known) * guess for known in chances)


def _known(belief: Sequence[float], probe: Probe, *, right: bool) -> float:
    """The chance that an item is known after its answer; the belief holds that answer already."""
    if_known = 1 - SLIP if right else SLIP
    chance = 0.0
    for p, level, told in zip(belief, GRID, _rights(probe.hardness, probe.guess), strict=True):
        answered = told if right else 1 - told
        chance += p * _sigmoid(level - probe.hardness) * if_known / answered
    return chance


def _within(belief: Sequence[float]) -> float:
    """The variance of a single item around its level."""
    return sum(p * _sigmoid(level) * (1 - _sigmoid(level)) for p, level in zip(belief, GRID, strict=True))


def _telling(belief: Sequence[float], probe: Probe) -> float:
    """The variance between levels of a right answer against that within: how much its answer tells of the level."""
    chances = _rights(probe.hardness, probe.guess)
    mean = sum(p * chance for p, chance in zip(belief, chances, strict=True))
    between = sum(p * (chance - mean) ** 2 for p, chance in zip(belief, chances, strict=True))
    return between / (mean * (1 - mean))


def _variance(belief: Sequence[float]) -> float:
    mean = sum(p * _sigmoid(level) for p, level in zip(belief, GRID, strict=True))
    return sum(p * (_sigmoid(level) - mean) ** 2 for p, level in zip(belief, GRID, strict=True))


def _quantile(belief: Sequence[float], wanted: float) -> float:
    total = 0.0
    for p, level in zip(belief, GRID, strict=True):
        total += p
        if total >= wanted:
            return _sigmoid(level)
    return _sigmoid(GRID[-1])


def _normal(weights: Sequence[float]) -> list[float]:
    total = sum(weights)
    return [weight / total for weight in weights]


@cache
def _common() -> tuple[float, ...]:
    return tuple(_normal([math.exp(-((level / LEVEL_SPREAD) ** 2) / 2) for level in GRID]))


@cache
def _around() -> tuple[tuple[float, ...], ...]:
    """For each common level the prior of a section's."""
    return tuple(
        tuple(_normal([math.exp(-(((own - level) / SECTION_SPREAD) ** 2) / 2) for own in GRID])) for level in GRID
    )
