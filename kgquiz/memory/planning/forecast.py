"""The mark to expect: its distribution over the forms a blueprint may produce, with what is not known for sure."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

import numpy as np

from kgquiz.memory.planning.curves import Floats, Ints
from kgquiz.value import dataclass

FORMS = 200
TAIL = 0.10  # on each side of the 80 % interval
# How far a student's recall as a whole may lie off what weights not her own say: a standard deviation
# in logits. Measured on simulated students with perturbed weights (simulate.unknown_learners).
UNFITTED = 0.15
SHARED = 0.25
"""The same of what cards of one item are believed to share: the interval then held 79 to 85 % of simulated exams."""


@dataclass(frozen=True, slots=True)
class ForecastSection:
    """A section of the blueprint: so many questions of so many points, drawn from these cards (by place)."""

    count: int
    points: int
    cards: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Forecast:
    """Marks in percent of all points: the mean, the 80 % interval, and the probability of passing."""

    mark: float
    low: float
    high: float
    passing: float


def forecast(  # noqa: PLR0913 - the facts a mark hangs on
    recalls: Sequence[float],
    guesses: Sequence[float],
    sections: Sequence[ForecastSection],
    rng: Random,
    *,
    pass_mark: float = 60.0,
    uncertainty: float = UNFITTED,
    mark: float | None = None,
) -> Forecast:
    """The mark of an exam assembled from `sections`.

    `recalls` are probabilities of recall on the day and `guesses` of scoring without it, one a card.
    `uncertainty` is the standard deviation, in logits, of an error common to all recalls; 0 if they
    are certain. A section asks each card once at most, so no more questions than it has cards.
    `mark` is the mean where it is known already; then the forms tell only how far marks lie from it.
    Raises ValueError when no question can be asked.
    """
    chance = np.random.default_rng(rng.getrandbits(64))
    shifts = uncertainty * _normal_scores(FORMS, chance)
    recalled = shifted(np.asarray(recalls, dtype=float), shifts, uncertainty)
    guess = np.asarray(guesses, dtype=float)
    questions, points = _questions(guess + (1 - guess) * recalled, sections, chance)
    total = int(points.sum())
    if total <= 0:
        msg = "the blueprint asks nothing"
        raise ValueError(msg)
    return _summed_up(points_distribution(questions, points).mean(axis=0), pass_mark, mark)


def shifted(recalls: Floats, shifts: Floats, uncertainty: float) -> Floats:
    """Recalls (form × card) moved by a common shift in logits, their mean over the shifts kept.

    A logit averaged over a normal error shrinks by √(1 + πσ²/8) (MacKay 1992, The evidence framework
    applied to classification networks, eq. 10); so it is stretched by as much beforehand.
    """
    inner = np.clip(recalls, 1e-9, 1 - 1e-9)
    logits = np.log(inner / (1 - inner)) * np.sqrt(1 + np.pi * uncertainty**2 / 8)
    moved = 1 / (1 + np.exp(-(logits + shifts[:, None])))
    # What was never seen is not recalled, however good the student.
    return np.where((recalls <= 0) | (recalls >= 1), recalls, moved)


def points_distribution(chances: Floats, points: Ints) -> Floats:
    """Distribution of the points of each form, from 0 to all of them: a weighted Poisson binomial.

    `chances` is form × question. By the discrete Fourier transform of the characteristic function:
    Hong 2013, On computing the distribution function for the Poisson binomial distribution.
    """
    total = int(points.sum())
    frequency = np.exp(2j * np.pi * np.arange(total + 1) / (total + 1))
    product = np.ones((len(chances), total + 1), dtype=complex)
    for question, worth in enumerate(points):
        chance = chances[:, question, None]
        product *= 1 - chance + chance * frequency**worth
    return np.clip(np.fft.fft(product, axis=1).real / (total + 1), 0, 1)


def _normal_scores(count: int, chance: np.random.Generator) -> Floats:
    """A standard normal sample of exact mean 0 and deviation 1, in random order: less noise than drawing."""
    drawn = chance.standard_normal(count)
    return np.asarray((drawn - drawn.mean()) / drawn.std())


def _questions(
    chances: Floats, sections: Sequence[ForecastSection], chance: np.random.Generator
) -> tuple[Floats, Ints]:
    """Chances of a right answer (form × question) on sampled forms, and each question's points."""
    parts, points = [], []
    for section in sections:
        cards = np.array(section.cards, dtype=np.int64)
        drawn = np.argsort(chance.random((len(chances), len(cards))), axis=1)[:, : section.count]
        parts.append(np.take_along_axis(chances, cards[drawn], axis=1))
        points += [section.points] * drawn.shape[1]
    none = np.empty((len(chances), 0))
    return np.concatenate([none, *parts], axis=1), np.array(points, dtype=np.int64)


def _summed_up(distribution: Floats, pass_mark: float, mean: float | None) -> Forecast:
    share = distribution / distribution.sum()
    marks = 100 * np.arange(len(share)) / (len(share) - 1)
    step, shift = marks[1], 0.0 if mean is None else mean - share @ marks
    # Half of each mark's own chance counts as below it: so a coarse scale of marks does not widen the
    # interval (the mid-distribution quantile; Ma, Genton & Parzen 2011).
    below: Floats = np.cumsum(share) - share / 2
    low = marks[int(np.searchsorted(below, TAIL))]
    high = marks[max(int(np.searchsorted(below, 1 - TAIL, side="right")) - 1, 0)]
    # Marks lie on a scale of whole points: an end between two of them would leave out the one it means.
    low, high = (float(np.clip(step * np.round((end + shift) / step), 0, 100)) + 0.0 for end in (low, high))  # no -0
    # A mark equal to the pass mark passes, whatever the last binary digit says.
    passing = float(share[np.clip(marks + shift, 0, 100) >= pass_mark - 1e-9].sum())
    mark = float(share @ marks) if mean is None else mean
    # Where nearly every form earns one mark, the mean may lie just outside of what eight in ten earn.
    return Forecast(mark, min(low, high, mark), max(low, high, mark), passing)
