from __future__ import annotations

from pathlib import Path

import pytest

from kgquiz.actions.desk import Desk
from kgquiz.actions.plan.day import set_plan, situation
from kgquiz.actions.plan.setting import PlanSetting
from kgquiz.actions.study.place import PlaceSitting, start_place
from kgquiz.actions.study.queue import StudyOptions
from kgquiz.actions.study.sitting import start_study
from kgquiz.cards.choice import Choice
from kgquiz.memory.log import Kind
from kgquiz.memory.model import Rating
from kgquiz.memory.placement import MOST
from tests.support import ROOT, Person, with_decks_read


@pytest.fixture
def person(tmp_path: Path) -> Person:
    return Person(with_decks_read(tmp_path), ROOT / "decks")


def answer(sitting: PlaceSitting, *, right: bool) -> int:
    """The whole test, all right or all wrong; the number of answers."""
    given = 0
    while (asked := sitting.current()) is not None:
        solution = (asked.card.answer,) if isinstance(asked.card, Choice) else asked.card.solution()[:1]
        sitting.mark(asked, solution if right else ("?",), 5.0)
        given += 1
    return given


def test_who_answers_all_right_gets_head_starts_and_one_wrong_check_puts_the_item_back(person: Person) -> None:
    with Desk(person.world) as desk:
        sitting = start_place(desk, ("ch1",))
        assert answer(sitting, right=True) <= MOST
        placed = sitting.finish()
        assert placed.known.mean > 0.8
        assert placed.ahead > 50
        items = {entry.item for entry in sitting.entries} - {probe.item for probe in sitting.probes}
        started = {event.card for event in desk.store.journal.all() if event.kind is Kind.KNOWN}
        assert any(entry.card in started for entry in sitting.entries if entry.item in items), "what cannot be asked"
        known = [event.card for event in desk.store.journal.all() if event.kind is Kind.KNOWN]
        today = desk.world.today()
        states = desk.store.schedule.states(known)
        assert all(state.due > today + 2 for state in states.values())
        assert len(states) == len(known)
        person.clock.go_on(days=60)
        checks = start_study(desk, StudyOptions(("ch1",), new=0))
        probed = {probe.item for probe in sitting.probes}
        while (asked := checks.current()) is not None and not (
            asked.entry.card in states and asked.entry.item in probed
        ):
            checks.skip(asked)
        assert asked is not None
        others = desk.store.schedule.siblings(tuple(deck.id for deck in checks.decks), asked.entry.card)
        ahead = [other.card for other in others if other.card in states]
        assert ahead
        marked = checks.mark(asked, (), 5.0)
        if marked.rating is None:
            checks.rate(marked, Rating.AGAIN)
        assert not desk.store.schedule.states(ahead)


def test_the_plan_takes_a_head_start_for_what_it_is_a_chance_until_a_check_tells(person: Person) -> None:
    with Desk(person.world) as desk:
        sitting = start_place(desk, ("ch1",))
        answer(sitting, right=True)
        sitting.finish()
        setting = PlanSetting(desk.world.today() + 20, 20, ("ch1",))
        set_plan(desk, setting)
        cards = {card.card: card for card in situation(desk, setting).given.cards}
        started = {e.card: e.score for e in desk.store.journal.all() if e.kind is Kind.KNOWN and e.card in cards}
        answered = {step.card for step in sitting.session.steps}
        strangers = [key for key in started if cards[key].item not in {cards[a].item for a in answered if a in cards}]
        assert strangers
        assert all(cards[key].known == started[key] and cards[key].memory is None for key in strangers)
        assert all(cards[key].known is None for key in answered if key in cards)


def test_what_got_a_head_start_was_not_answered(person: Person) -> None:
    with Desk(person.world) as desk:
        sitting = start_place(desk, ("ch1",))
        given = answer(sitting, right=True)
        assert sitting.finish().ahead > given
    assert person.types("due", "--json").json["answered"] == given


def test_who_answers_all_wrong_gets_none(person: Person) -> None:
    with Desk(person.world) as desk:
        sitting = start_place(desk, ("ch1",))
        assert answer(sitting, right=False) <= MOST
        placed = sitting.finish()
        assert placed.known.mean < 0.2
        assert placed.ahead == 0
        doubtful = [event.card for event in desk.store.journal.all() if event.kind is Kind.KNOWN]
        assert not desk.store.schedule.states(doubtful), "what is hardly known stays new"


def test_who_leaves_at_once_changes_nothing(person: Person) -> None:
    said = person.types("place", "ch1", "--json", lines=":quit\n")
    assert said.code == 0
    assert (said.json["answers"], said.json["ahead"]) == (0, 0)
