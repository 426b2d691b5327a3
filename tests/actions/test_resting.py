"""Outside a plan a due card waits where another card of its item was asked since."""

from __future__ import annotations

from pathlib import Path

import pytest

from kgquiz.actions.desk import Desk
from kgquiz.actions.settings import change_setting
from kgquiz.actions.study.due import due_report
from kgquiz.actions.study.queue import StudyOptions, chosen_queue
from kgquiz.key import card_key
from kgquiz.memory.log import Event, Kind
from kgquiz.memory.model import Rating
from tests.support import Person, write

DECK = """
deck: one
title: Бир
cards:
- {id: f.typed, from: f, type: typed, prompt: Суроо?, answer: жооп}
- {id: f.choice, from: f, type: choice, prompt: Суроо?, answer: жооп, wrong: [башка, бөлөк]}
- {id: g.typed, from: g, type: typed, prompt: Экинчи суроо?, answer: дагы}
"""


@pytest.fixture
def person(tmp_path: Path) -> Person:
    """The typed card of f was asked twice, its choice three times and lately; that of g as often as the typed one."""
    write(tmp_path / "decks", "one.yaml", DECK)
    person = Person(tmp_path, tmp_path / "decks")
    with Desk(person.world) as desk:
        chosen_queue(desk, StudyOptions(("one",)))
        today = desk.world.today()
        past = {"f.typed": (40, 37), "g.typed": (40, 37), "f.choice": (36, 30, 2)}
        desk.store.journal.record(
            *(
                Event(
                    id=f"{name}{ago}",
                    kind=Kind.REVIEW,
                    card=card_key("one", name),
                    at=desk.world.milliseconds() - 86_400_000 * ago,
                    day=today - ago,
                    rating=Rating.GOOD,
                )
                for name, days in past.items()
                for ago in days
            )
        )
    return person


def due_cards(desk: Desk) -> set[str]:
    return {entry.card for entry in chosen_queue(desk, StudyOptions(("one",), new=0)).queue}


def test_due_home_and_study_count_by_what_card_and_item_recall_together(person: Person) -> None:
    with Desk(person.world) as desk:
        assert due_cards(desk) == {"one/g.typed"}
        assert due_report(desk, ("one",)).due == 1


def test_with_memory_by_cards_every_card_comes_when_it_is_due_itself(person: Person) -> None:
    with Desk(person.world) as desk:
        change_setting(desk, "memory", "cards")
        assert due_cards(desk) == {"one/f.typed", "one/g.typed"}
        assert due_report(desk, ("one",)).due == 2


def test_what_waits_comes_back_once_the_item_fades_too(person: Person) -> None:
    person.clock.go_on(days=60)
    with Desk(person.world) as desk:
        assert due_report(desk, ("one",)).due == 2
