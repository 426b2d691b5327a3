"""How good predictions of recall are: log loss, RMSE by bins, AUC, and whether one is surely better."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from kgquiz.memory.planning.curves import Floats
from kgquiz.value import dataclass

SURELY = 1.64  # standard errors: one chance in twenty of adopting what is no better
LEAST_ERROR = 0.05


@dataclass(frozen=True, slots=True)
class Predictions:
    """Predicted recall and what came (1 right, 0 wrong), with days since, length of history and lapses."""

    recalled: Floats
    right: Floats
    gap: Floats
    length: Floats
    lapses: Floats

    @classmethod
    def joined(cls, parts: Sequence[Predictions]) -> Predictions:
        """The parts one after another."""
        names = cls.__slots__
        return cls(*(np.concatenate([getattr(part, name) for part in parts]) for name in names))


@dataclass(frozen=True, slots=True)
class Judgement:
    """Log loss and RMSE by bins, lower is better; AUC, from .5 (no discrimination) to 1."""

    log_loss: float
    rmse_bins: float
    auc: float


def judge(predictions: Predictions) -> Judgement:
    """The three figures by which srs-benchmark compares schedulers."""
    loss = float(losses(predictions).mean())
    return Judgement(loss, _rmse_by_bins(predictions), _auc(predictions.recalled, predictions.right))


def losses(predictions: Predictions) -> Floats:
    """Log loss of each prediction, in nats."""
    chance = np.clip(predictions.recalled, 1e-4, 1 - 1e-4)
    return np.asarray(-np.where(predictions.right > 0, np.log(chance), np.log(1 - chance)))


def surely_better(one: Predictions, other: Predictions) -> bool:
    """Whether the first has the lower log loss, by more than chance explains (paired, one-sided)."""
    gain = losses(other) - losses(one)
    error = gain.std(ddof=1) / np.sqrt(len(gain))
    return bool(gain.mean() > SURELY * error)


def common_error(predictions: Predictions, parts: int = 4) -> float:
    """Standard deviation, in logits, of the error all predictions of a stretch of time share.

    One Newton step of the intercept on each of `parts` stretches, less the noise of counting.
    """
    shifts, noises = [], []
    for place in np.array_split(np.arange(len(predictions.right)), parts):
        chance = predictions.recalled[place]
        information = max(float((chance * (1 - chance)).sum()), 1e-9)
        shifts.append(float((predictions.right[place] - chance).sum()) / information)
        noises.append(1 / information)
    beyond_noise = float(np.mean(np.square(shifts)) - np.mean(noises))
    return max(LEAST_ERROR, float(np.sqrt(max(0.0, beyond_noise))))


def _rmse_by_bins(predictions: Predictions) -> float:
    """Root mean square of predicted less observed recall over bins of like reviews, weighed by size.

    The bins are those of srs-benchmark: interval, number of reviews and lapses on geometric scales.
    """
    bins = np.stack(
        [
            _scaled(predictions.gap, 3.62),
            _scaled(predictions.length, 1.89),
            np.where(predictions.lapses > 0, _scaled(predictions.lapses, 1.73), -1),
        ],
        axis=-1,
    )
    place = np.unique(bins, axis=0, return_inverse=True)[1].reshape(-1)
    size = np.bincount(place)
    off = np.bincount(place, predictions.recalled - predictions.right) / size
    return float(np.sqrt((size * off**2).sum() / size.sum()))


def _scaled(numbers: Floats, base: float) -> Floats:
    return np.asarray(np.floor(np.log(np.maximum(numbers, 1)) / np.log(base)))


def _auc(recalled: Floats, right: Floats) -> float:
    """Probability that a right answer was given the higher recall (Mann & Whitney 1947); ties count half."""
    _, place, count = np.unique(recalled, return_inverse=True, return_counts=True)
    ranks = (np.cumsum(count) - (count - 1) / 2)[place.reshape(-1)]
    hits = float(right.sum())
    misses = len(right) - hits
    if not hits or not misses:
        return 0.5
    return float((ranks[right > 0].sum() - hits * (hits + 1) / 2) / (hits * misses))
