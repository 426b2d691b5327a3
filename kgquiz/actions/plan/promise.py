"""What a plan promises of its exams, kept from the morning on which it was worked out: for home, and for afterwards."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import asdict
from random import Random
from typing import TYPE_CHECKING

from kgquiz.actions.desk import Desk
from kgquiz.actions.plan.setting import is_day
from kgquiz.actions.plan.tune import UNCERTAINTY
from kgquiz.exam.pool import eligible
from kgquiz.exam.weighing import whole_points
from kgquiz.memory.planning.forecast import SHARED, UNFITTED, Forecast, ForecastSection, forecast
from kgquiz.storage.settings import Kept, struct
from kgquiz.storage.store import Store
from kgquiz.value import dataclass

if TYPE_CHECKING:
    from kgquiz.actions.plan.day import Situation
    from kgquiz.memory.planning.values import Plan

REMEMBERED = 366
"""Days after an exam in which a mark can be set beside what was promised."""


@dataclass(frozen=True, slots=True)
class Predicted:
    """What the last plan promised for its exam: the marks in percent, and the probability of passing."""

    exam: int
    mark: float
    low: float
    high: float
    passing: float = 0.0
    title: str = ""
    """Of what is examined."""


PREDICTED: Kept[Predicted | None] = Kept(
    "plan-predicted", None, struct(Predicted, lambda kept: is_day(kept.exam)), derived=True
)
PREDICTIONS: Kept[tuple[Predicted, ...]] = Kept(
    "plan-predictions",
    (),
    struct(tuple[Predicted, ...], lambda kept: all(is_day(one.exam) for one in kept)),
    derived=True,
)


def promise(desk: Desk, now: Situation, solved: Plan) -> None:
    """Keep what a plan that was just worked out promises of each of its exams."""
    uncertainty = uncertainty_of(desk.store, now)
    planned = [
        (solved.recall_planned, solved.share_planned),
        *((later.recall_planned, later.share_planned) for later in solved.later),
    ]
    keep_promises(
        desk,
        now,
        [forecasts(now, exam, [recalls], [share], uncertainty)[0] for exam, (recalls, share) in enumerate(planned)],
    )


def keep_promises(desk: Desk, now: Situation, promised: Sequence[Forecast]) -> None:
    """Keep what is promised of the exams ahead; of exams that are over, what was promised last."""
    today = desk.world.today()
    past = [kept for kept in promises_kept(desk.store) if today - REMEMBERED < kept.exam <= today]
    ahead = [
        Predicted(one.exam, **asdict(marks), title=exam.blueprint.title)
        for one, exam, marks in zip(now.setting.exams, now.exams, promised, strict=True)
    ]
    desk.store.settings.set(PREDICTED, ahead[0])
    desk.store.settings.set(PREDICTIONS, (*past, *ahead))


def promises_kept(store: Store) -> tuple[Predicted, ...]:
    """All promises kept, by the day of the exam; a store of an earlier version has but the last one."""
    last, kept = store.settings.get(PREDICTED), store.settings.get(PREDICTIONS)
    return kept or (() if last is None else (last,))


def uncertainty_of(store: Store, now: Situation) -> float:
    """How far her recall as a whole may lie off what is believed, in logits."""
    measured = store.settings.get(UNCERTAINTY)
    return math.hypot(UNFITTED if measured is None else measured, SHARED if now.given.tau else 0.0)


def forecasts(
    now: Situation,
    exam: int,
    recalls_then: Sequence[Sequence[float]],
    shares: Sequence[float],
    uncertainty: float,
) -> list[Forecast]:
    """The marks of an exam for these recalls, over forms whose draw is fixed: the same morning says the same."""
    blueprint, candidates = now.exams[exam].blueprint, now.exams[exam].candidates
    places = {card.card: place for place, card in enumerate(now.given.cards)}
    sections = [
        ForecastSection(section.count, points, tuple(places[c.key] for c in eligible(section, candidates)))
        for section, points in zip(blueprint.sections, whole_points(blueprint), strict=True)
    ]
    guesses = [card.guess for card in now.given.cards]
    return [
        forecast(
            recalls,
            guesses,
            sections,
            Random(now.setting.exams[exam].exam),
            pass_mark=blueprint.pass_mark,
            uncertainty=uncertainty,
            mark=100 * share,
        )
        for recalls, share in zip(recalls_then, shares, strict=True)
    ]
