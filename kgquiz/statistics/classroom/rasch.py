"""How hard cards are on one scale, whoever answered them: the Rasch model by marginal maximum likelihood.

The chance of a right answer is 1 / (1 + exp(b − θ)) (Rasch 1960); abilities θ are normal, their spread is fitted; EM
over a grid of θ (Bock & Aitkin, Psychometrika 46, 1981). Right is an answer worth one half or more. Students who
answered different cards are compared through those they share. No library for it is kept up (girth: last release of
2021), so it stands here. How many students: ± 1 logit takes about 30, ± ½ about 100 (Linacre, Rasch Measurement
Transactions 7:4, 1994); the standard error says it of each card.

Cards and students are put in an order that their answers alone give: sums in single precision, and the step at which EM
rests, depend on the order, and a class is collected in the order of pseudonyms, which are drawn anew in each place.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from kgquiz.key import CardKey
from kgquiz.statistics.classroom.columns import ClassColumns, Floats
from kgquiz.value import dataclass

ENOUGH = 30
"""Answers from which a difficulty is told."""
_GRID: Floats = np.linspace(-6.0, 6.0, 49)
_STEPS, _CLOSE = 200, 1e-3
_HALF = 0.5
_FARTHEST = 6.0


@dataclass(frozen=True, slots=True)
class Difficulty:
    """A card's difficulty in logits: 0 is the mean of the cards, greater is harder; with its standard error.

    `infit` and `outfit` are mean squares of what was answered against what the model expects (Wright & Masters, Rating
    Scale Analysis, 1982, over the posterior of θ): 1 as expected, above 1.3 noise, far below 1 a repetition of others.
    """

    card: CardKey
    answers: int
    logits: float
    error: float
    infit: float
    outfit: float


@dataclass(frozen=True, slots=True)
class RaschFit:
    """The difficulties, the mean and the standard deviation of ability, whether EM came to rest."""

    difficulties: tuple[Difficulty, ...]
    ability: float
    spread: float
    has_settled: bool


def rasch(columns: ClassColumns) -> RaschFit | None:
    """Difficulties of all cards with 30 answers of which some are right, some wrong; None where there are not two."""
    table = columns.firsts.table
    there = ~np.isnan(table)
    right = np.where(there, table, 0.0) >= _HALF
    counts, rights = there.sum(axis=0), right.sum(axis=0)
    usable = np.flatnonzero((counts >= ENOUGH) & (rights > 0) & (rights < counts))
    if len(usable) < 2:  # noqa: PLR2004 - one card has nothing to be compared with
        return None
    kept = np.array(sorted(usable, key=lambda at: columns.cards[int(at)]))
    ordered = _by_answers(there[:, kept], right[:, kept])
    answered, correct = (part[ordered][:, kept].astype(np.float32) for part in (there, right))
    found = _fitted(answered, correct)
    names = [columns.cards[int(at)] for at in kept]
    centre = float(found.hardness.mean())
    difficulties = tuple(
        Difficulty(name, int(n), float(b - centre), float(error), float(infit), float(outfit))
        for name, n, b, error, infit, outfit in zip(names, counts[kept], found.hardness, *_told(found), strict=True)
    )
    hardest_first = tuple(sorted(difficulties, key=lambda one: (-one.logits, one.card)))
    return RaschFit(hardest_first, -centre, found.spread, found.has_settled)


def _by_answers(there: NDArray[np.bool_], right: NDArray[np.bool_]) -> list[int]:
    """The students who answered a card, in the order of what they answered; of equal lines any may come first."""
    lines = [line.tobytes() for line in np.packbits(np.hstack([there, right]), axis=1)]
    return sorted((int(at) for at in np.flatnonzero(there.any(axis=1))), key=lines.__getitem__)


@dataclass(frozen=True, slots=True, eq=False)
class _Fitted:
    hardness: Floats
    spread: float
    expected: Floats
    """By card and place of the grid: students expected there who answered it, and of those the right answers."""
    correct: Floats
    has_settled: bool


def _fitted(answered: np.ndarray, correct: np.ndarray) -> _Fitted:
    n = answered.sum(axis=0, dtype=np.float64)
    r = correct.sum(axis=0, dtype=np.float64)
    hardness, spread, has_settled = np.log((n - r) / r), 1.0, False
    at_grid = hits = np.zeros((len(hardness), len(_GRID)))
    for _ in range(_STEPS):
        posterior = _posterior(answered, correct, hardness, spread)
        at_grid, hits = ((part.T @ posterior).astype(np.float64) for part in (answered, correct))
        chance = _chances(hardness)
        step = ((at_grid * chance).sum(axis=1) - hits.sum(axis=1)) / (at_grid * chance * (1 - chance)).sum(axis=1)
        people = posterior.sum(axis=0, dtype=np.float64)
        wider = float(np.sqrt((people * _GRID**2).sum() / people.sum()))
        moved = max(float(np.abs(step).max()), abs(wider - spread))
        hardness, spread = np.clip(hardness + np.clip(step, -1, 1), -_FARTHEST, _FARTHEST), max(0.05, wider)
        if moved < _CLOSE:
            has_settled = True
            break
    return _Fitted(hardness, spread, at_grid, hits, has_settled)


def _chances(hardness: Floats) -> Floats:
    chances: Floats = 1 / (1 + np.exp(hardness[:, None] - _GRID[None, :]))
    return chances


def _posterior(answered: np.ndarray, correct: np.ndarray, hardness: Floats, spread: float) -> np.ndarray:
    """By student the chance of each place of the grid. log(1−P) = log P − (θ − b), so one product less is needed."""
    chance = _chances(hardness)
    wrong = np.log1p(-chance).astype(np.float32)
    odds = (_GRID[None, :] - hardness[:, None]).astype(np.float32)
    told = answered @ wrong + correct @ odds - (_GRID**2 / (2 * spread**2)).astype(np.float32)
    told -= told.max(axis=1, keepdims=True)
    np.exp(told, out=told)
    told /= told.sum(axis=1, keepdims=True)
    return told


def _told(found: _Fitted) -> tuple[Floats, Floats, Floats]:
    """Standard errors, infit, outfit. The errors take abilities as found, so they are a little too small."""
    chance = _chances(found.hardness)
    information = (found.expected * chance * (1 - chance)).sum(axis=1)
    missed = found.expected - found.correct
    squares = (found.correct * (1 - chance) ** 2 + missed * chance**2).sum(axis=1)
    relative = (found.correct * (1 - chance) / chance + missed * chance / (1 - chance)).sum(axis=1)
    return 1 / np.sqrt(information), squares / information, relative / found.expected.sum(axis=1)
