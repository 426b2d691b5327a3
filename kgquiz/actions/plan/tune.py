"""tune: memory weights of one's own, fitted to the log, with a way back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from kgquiz.actions.desk import Desk
from kgquiz.actions.plan.memories import form_of
from kgquiz.actions.plan.sharing import TAU, is_by_form, tau_in_use
from kgquiz.errors import NothingToDo
from kgquiz.memory.model import DEFAULT_WEIGHTS, Scheduler
from kgquiz.messages import N_
from kgquiz.storage.settings import Kept, number, struct, whole
from kgquiz.storage.store import Store
from kgquiz.value import dataclass

if TYPE_CHECKING:
    from kgquiz.memory.tuning.transfer import Transfer
    from kgquiz.memory.tuning.tune import Tuned

ENOUGH_NEWS = 200
"""Answers since the last fit from which another one is offered."""


@dataclass(frozen=True, slots=True)
class PastWeights:
    """What was in use until a study day: weights, the uncertainty that went with them, the τ of items (None: usual)."""

    until: int
    weights: tuple[float, ...]
    uncertainty: float | None
    tau: float | None = None


HISTORY: Kept[tuple[PastWeights, ...]] = Kept("weights-history", (), struct(tuple[PastWeights, ...]))
UNCERTAINTY: Kept[float | None] = Kept("weights-uncertainty", None, number(0, 1))
TUNED_AT: Kept[int] = Kept("tuned-at", 0, whole(0, 2**53))
"""How many events the log held at the last fit."""


def tune_weights(desk: Desk) -> Tuned:
    """Fit, judge, and adopt if better; what was there before is kept."""
    from kgquiz.memory.tuning.tune import Answer, Decision, tune  # noqa: PLC0415 - brings in numpy

    rows = sorted(
        (
            (day, card, rating)
            for card, found in desk.store.schedule.standings()
            for place, (day, rating) in enumerate(found.reviews)
            if place not in found.head_starts
        ),
        key=lambda row: row[0],
    )
    present = desk.store.schedule.scheduler.weights
    tuned = tune([Answer(card, day, rating) for day, card, rating in rows], present)
    tuned = replace(tuned, transfer=_transfer(desk.store, Scheduler(tuned.weights)))
    settings = desk.store.settings
    settings.set(TUNED_AT, desk.store.journal.count())
    adopted = tuned.decision is Decision.ADOPT
    if adopted or (tuned.transfer and tuned.transfer.adopted):
        past = PastWeights(desk.world.today(), present, settings.get(UNCERTAINTY), settings.get(TAU))
        new = replace(
            past,
            weights=tuned.weights,
            uncertainty=tuned.uncertainty if adopted else past.uncertainty,
            tau=tuned.transfer.tau if tuned.transfer and tuned.transfer.adopted else past.tau,
        )
        _use(desk.store, new, [*_history(desk.store), past])
    return tuned


def _transfer(store: Store, scheduler: Scheduler) -> Transfer | None:
    """How much the cards of one item help each other, by the log; None where each stands by itself."""
    from kgquiz.memory.tuning.transfer import transfer  # noqa: PLC0415 - brings in numpy

    if not is_by_form(store):
        return None
    items = store.decks.items()
    forms = {key: form_of(card) for cards in items.values() for key, card in cards.items()}
    answers = store.schedule.sightings(forms)
    asked = ({key: answers[key] for key in cards if key in answers} for cards in items.values())
    return transfer(asked, scheduler, tau_in_use(store))


def _history(store: Store) -> list[PastWeights]:
    return list(store.settings.get(HISTORY))


def _use(store: Store, wanted: PastWeights, history: Sequence[PastWeights]) -> None:
    """Weights, what goes with them and the way back: all at once, or nothing."""
    with store.schedule.retuned(weights=wanted.weights):
        store.settings.set(HISTORY, tuple(history))
        store.settings.set(UNCERTAINTY, wanted.uncertainty)
        store.settings.set(TAU, wanted.tau)


def untune(desk: Desk) -> PastWeights:
    """Go back to the weights before the last adopted ones."""
    history = _history(desk.store)
    if not history:
        raise NothingToDo(N_("The weights were never changed."))
    *before, past = history
    _use(desk.store, past, before)
    return past


@dataclass(frozen=True, slots=True)
class WeightsReport:
    """The weights in use, whether they are the default ones, and the history, oldest first."""

    weights: tuple[float, ...]
    default: bool
    history: tuple[PastWeights, ...]


def weights_report(desk: Desk) -> WeightsReport:
    """What is in use and what was."""
    weights = desk.store.schedule.scheduler.weights
    return WeightsReport(weights, weights == DEFAULT_WEIGHTS, tuple(_history(desk.store)))


def tuning_is_due(store: Store) -> bool:
    """Whether the log has grown enough since the last fit to offer one: a count, not a promise."""
    fresh = store.journal.count() - store.settings.get(TUNED_AT)
    return fresh >= ENOUGH_NEWS and store.schedule.repeats() >= ENOUGH_NEWS
