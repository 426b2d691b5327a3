"""Weights of one's own, from the command line: fitted, adopted or refused, undone."""

from __future__ import annotations

import numpy as np
import pytest

from kgquiz.key import CardKey
from kgquiz.memory.log import Event, Kind
from kgquiz.memory.model import DEFAULT_WEIGHTS, Memory, Rating, Scheduler, recall
from kgquiz.storage.store import Store
from tests.support import Person


def lived_log(weights: tuple[float, ...], cards: int, *, seed: int = 1) -> list[Event]:
    """A year of answers of a student whose memory follows these weights, scheduled by the default ones."""
    chance, believed, true = np.random.default_rng(seed), Scheduler(), Scheduler(weights)
    events: list[Event] = []
    for card in range(cards):
        day, memory, truth = 739_000 + card % 30, None, None
        while day < 739_365:
            known = isinstance(truth, Memory) and chance.random() < recall(
                day - truth.last_day, truth.stability, weights
            )
            rating = Rating.GOOD if known or (truth is None and chance.random() < 0.5) else Rating.AGAIN
            memory, truth = believed.after(memory, rating, day), true.after(truth, rating, day)
            number = len(events)
            events.append(
                Event(
                    id=f"{number:06}",
                    kind=Kind.REVIEW,
                    card=CardKey(f"c{card}"),
                    at=day * 1000 + number % 1000,
                    day=day,
                    rating=rating,
                )
            )
            day = max(day + 1, believed.due(CardKey(f"c{card}"), memory))
    return events


def remember(person: Person, events: list[Event]) -> None:
    with Store.open(person.home / "progress.db") as store:
        store.journal.record(*events)


@pytest.fixture
def unlike(person: Person) -> Person:
    """Someone who forgets much faster than the default weights say."""
    weights = list(DEFAULT_WEIGHTS)
    weights[:4] = [w / 4 for w in weights[:4]]
    weights[8] = 1.2
    remember(person, lived_log(tuple(weights), 250))
    return person


def test_weights_that_foretell_better_are_adopted_and_every_due_day_replayed(unlike: Person) -> None:
    with Store.open(unlike.home / "progress.db") as store:
        before = store.schedule.all_states()
    said = unlike.types("tune")
    assert said.code == 0
    assert "Your intervals" in said.out
    assert "log loss" in said.out
    with Store.open(unlike.home / "progress.db") as store:
        after = store.schedule.all_states()
        store.schedule.rebuild()
        assert store.schedule.all_states() == after
    assert after != before
    assert not unlike.types("tune", "--show", "--json").json["default"]


def test_adopted_weights_can_be_undone(unlike: Person) -> None:
    with Store.open(unlike.home / "progress.db") as store:
        before = store.schedule.all_states()
    unlike.types("tune")
    assert unlike.types("tune", "--undo").code == 0
    with Store.open(unlike.home / "progress.db") as store:
        assert store.schedule.all_states() == before
    assert unlike.types("tune", "--show", "--json").json["default"]
    assert "never changed" in unlike.types("tune", "--undo").err


def test_a_short_log_is_refused_with_the_number_it_takes(person: Person) -> None:
    remember(person, lived_log(DEFAULT_WEIGHTS, 3))
    said = person.types("tune")
    assert said.code == 0
    assert "200 are needed" in said.out
    assert person.types("tune", "--show", "--json").json["default"]


def test_home_offers_to_fit_when_there_is_enough_and_not_again_at_once(unlike: Person) -> None:
    assert "kgquiz tune" in unlike.types().out
    unlike.types("tune")
    assert "kgquiz tune" not in unlike.types().out
