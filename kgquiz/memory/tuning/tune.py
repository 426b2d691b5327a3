"""Weights of one's own: fitted to the log by fsrs-rs, judged on later answers, adopted only if better."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from enum import Enum
from itertools import pairwise
from statistics import fmean, median

import numpy as np
from fsrs_rs_python import FSRS, FSRSItem, FSRSReview

from kgquiz.key import CardKey
from kgquiz.memory.model import DEFAULT_RETENTION, DEFAULT_WEIGHTS, Memory, Rating, Scheduler, interval, recall
from kgquiz.memory.planning.curves import Weights
from kgquiz.memory.tuning.judge import Judgement, Predictions, common_error, judge, surely_better
from kgquiz.memory.tuning.transfer import Transfer
from kgquiz.messages import N_, Message, message
from kgquiz.value import dataclass

# Reviews on later days than the first: 50 to 60 reviews serve to predict the next hundred, about 200
# the next thousand (ankitects/anki, pull request 3094).
FEWEST_REVIEWS = 200
SPLITS = 4
ABOUT_THE_SAME = 0.03


@dataclass(frozen=True, slots=True)
class Answer:
    """One row of the log: the card, the study day (ordinal), the rating. Rows stand in order of time."""

    card: CardKey
    day: int
    rating: Rating


class Decision(Enum):
    """What became of the attempt."""

    ADOPT = "adopt"
    TOO_SHORT = "too short"
    NO_PATTERN = "no pattern"  # a constant recall predicts as well: the answers follow no curve
    NO_BETTER = "no better"


@dataclass(frozen=True, slots=True)
class Tuned:
    """The decision and a sentence for it; `weights` are those to use from now on.

    `uncertainty` is the standard deviation, in logits, of an error common to all recalls, for the
    forecast; None where the log does not tell. `transfer` is what it says of the cards of one item
    helping each other; None where each stands by itself.
    """

    decision: Decision
    sentence: Message
    weights: Weights
    reviews: int
    fitted: Judgement | None = None
    present: Judgement | None = None
    constant: Judgement | None = None
    uncertainty: float | None = None
    transfer: Transfer | None = None


@dataclass(frozen=True, slots=True)
class _Review:
    """A review on a later day than the one before: the ratings up to it, and the days before each."""

    card: CardKey
    day: int
    ratings: tuple[Rating, ...]
    gaps: tuple[int, ...]

    @property
    def right(self) -> bool:
        return self.ratings[-1] > Rating.AGAIN

    def item(self, length: int | None = None) -> FSRSItem:
        """The history, or its first `length` reviews, as fsrs-rs takes it."""
        pairs = list(zip(self.ratings, self.gaps, strict=True))[:length]
        return FSRSItem([FSRSReview(rating, gap) for rating, gap in pairs])


def tune(log: Sequence[Answer], weights: Weights = DEFAULT_WEIGHTS) -> Tuned:
    """Fit weights to the whole log, if weights fitted to its past foretell its future better than `weights`.

    Judged by time: the log is cut into five parts of equal length; weights fitted to the first one,
    two, three and four foretell the part that follows.
    """
    reviews = _reviews(log)
    if len(reviews) < FEWEST_REVIEWS:
        return _too_short(len(reviews), weights)
    fitted, present, constant = _foretold(reviews, weights)
    judged = (judge(fitted), judge(present), judge(constant))
    new = _fit(reviews)
    decision = _decided(fitted, present, constant)
    adopted = decision is Decision.ADOPT
    kept = new if adopted else weights
    sentence = _growth(log, weights, new) if adopted else _SENTENCES[decision]
    error = common_error(fitted if adopted else present)
    return Tuned(decision, sentence, kept, len(reviews), *judged, error)


_SENTENCES = {
    Decision.NO_PATTERN: message(
        N_("Your answers do not follow a forgetting curve yet; the weights stay as they are.")
    ),
    Decision.NO_BETTER: message(
        N_("Weights fitted to your log would not predict your answers better; they stay as they are.")
    ),
}


def _decided(fitted: Predictions, present: Predictions, constant: Predictions) -> Decision:
    if not surely_better(fitted, present):
        return Decision.NO_BETTER
    return Decision.ADOPT if surely_better(fitted, constant) else Decision.NO_PATTERN


def _too_short(count: int, weights: Weights) -> Tuned:
    sentence = message(
        N_("{count} reviews are too few to fit weights of your own; {least} are needed."),
        count=count,
        least=FEWEST_REVIEWS,
    )
    return Tuned(Decision.TOO_SHORT, sentence, weights, count)


def _histories(log: Sequence[Answer]) -> dict[CardKey, list[Answer]]:
    histories: defaultdict[CardKey, list[Answer]] = defaultdict(list)
    for answer in log:
        histories[answer.card].append(answer)
    return histories


def _reviews(log: Sequence[Answer]) -> list[_Review]:
    found = [review for answers in _histories(log).values() for review in _of_card(answers)]
    return sorted(found, key=lambda review: (review.day, review.card))


def _of_card(answers: list[Answer]) -> list[_Review]:
    """What fsrs-rs learns from: each review on a later day, with the history that leads to it."""
    gaps = (0, *(max(0, after.day - before.day) for before, after in pairwise(answers)))
    ratings = tuple(answer.rating for answer in answers)
    return [
        _Review(answer.card, answer.day, ratings[: place + 1], gaps[: place + 1])
        for place, answer in enumerate(answers)
        if gaps[place] > 0
    ]


def _fit(reviews: Sequence[_Review]) -> Weights:
    numbers = {card: number for number, card in enumerate({review.card: None for review in reviews})}
    items = [review.item() for review in reviews]
    fitted = FSRS(list(DEFAULT_WEIGHTS)).compute_parameters(
        items, card_ids=[numbers[review.card] for review in reviews]
    )
    return tuple(fitted)


def _foretold(reviews: Sequence[_Review], weights: Weights) -> tuple[Predictions, Predictions, Predictions]:
    """Predictions of every part but the first: by weights fitted before it, present ones, and a constant."""
    fitted, present, constant = [], [], []
    edges = [len(reviews) * part // (SPLITS + 1) for part in range(1, SPLITS + 2)]
    for start, end in pairwise(edges):
        past, coming = reviews[:start], reviews[start:end]
        fitted.append(_predictions(coming, _recalls(coming, _fit(past))))
        present.append(_predictions(coming, _recalls(coming, weights)))
        average = fmean(review.right for review in past)
        constant.append(_predictions(coming, [average] * len(coming)))
    return Predictions.joined(fitted), Predictions.joined(present), Predictions.joined(constant)


def _predictions(reviews: Sequence[_Review], recalls: Sequence[float]) -> Predictions:
    lapses = [sum(rating == Rating.AGAIN for rating in review.ratings[:-1]) for review in reviews]
    return Predictions(
        np.array(recalls),
        np.array([float(review.right) for review in reviews]),
        np.array([float(review.gaps[-1]) for review in reviews]),
        np.array([float(len(review.gaps)) for review in reviews]),
        np.array([float(count) for count in lapses]),
    )


def _recalls(reviews: Sequence[_Review], weights: Weights) -> list[float]:
    states = FSRS(list(weights)).memory_state_batch([review.item(-1) for review in reviews])
    return [recall(review.gaps[-1], state.stability, weights) for review, state in zip(reviews, states, strict=True)]


def _growth(log: Sequence[Answer], before: Weights, after: Weights) -> Message:
    """What the change means: how much longer the next intervals of the log's cards become."""
    ratio = median(
        _next_interval(answers, after) / _next_interval(answers, before) for answers in _histories(log).values()
    )
    percent = abs(round(100 * (ratio - 1)))
    if percent <= 100 * ABOUT_THE_SAME:
        return message(N_("Your intervals stay about as long, but fit your answers better."))
    if ratio > 1:
        return message(N_("Your intervals grow by {percent} %."), percent=percent)
    return message(N_("Your intervals shrink by {percent} %."), percent=percent)


def _next_interval(answers: Sequence[Answer], weights: Weights) -> float:
    scheduler, memory = Scheduler(weights), None
    for answer in answers:
        memory = scheduler.after(memory, answer.rating, answer.day)
    return interval(memory.stability, DEFAULT_RETENTION, weights) if isinstance(memory, Memory) else 1.0
