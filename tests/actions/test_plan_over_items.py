"""The plan with blended memory, from the command line: what one card tells of its siblings, and the way back."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kgquiz.actions.desk import Desk
from kgquiz.actions.plan.day import situation
from kgquiz.actions.plan.setting import PlanSetting
from kgquiz.actions.study.hardness import HARDNESS
from kgquiz.key import CardKey
from kgquiz.memory.blend import Form, Sighting
from kgquiz.memory.log import Event, Kind, Mode, standing
from kgquiz.memory.model import Rating
from kgquiz.storage.store import Store
from tests.support import Person, write

FORM = Form(1.0, 0.5)


BLUEPRINT = """\
exam: last
title: The last one
minutes: 10
pass_mark: 60
sections: [{id: all, title: All, decks: [small], types: [choice, typed], count: 2, points: 1}]
"""


def begin(person: Person) -> None:
    """A plan for an exam that asks for a choice and what it is about."""
    write(person.shipped, "last.exam.yaml", BLUEPRINT)
    assert person.types("plan", "--exam", "2026-03-20", "--minutes", "20", "--blueprint", "last").code == 0


def mark(person: Person, which: str) -> float:
    found = person.types("plan", "--json").json
    return float(found[which]["mark"])


def learn(person: Person, kind: str) -> None:
    """Every card of a type answered right some days ago."""
    with Store.open(person.world.database) as store:
        day = person.world.today() - 3
        keys = [key for cards in store.decks.items().values() for key, card in cards.items() if card.type == kind]
        events = [
            Event(id=f"{key}", kind=Kind.REVIEW, card=key, at=number, day=day, rating=Rating.GOOD)
            for number, key in enumerate(keys)
        ]
        assert events
        store.journal.record(*events)


def test_what_one_card_tells_of_its_siblings_counts_in_the_mark_unless_cards_stand_by_themselves(
    person: Person,
) -> None:
    begin(person)
    learn(person, "choice")
    blended = mark(person, "untouched")
    assert person.types("settings", "memory", "cards").code == 0
    alone = mark(person, "untouched")
    assert blended > alone
    assert person.types("settings", "memory", "blended").code == 0
    assert mark(person, "untouched") == blended


def test_the_memory_setting_takes_its_two_words_and_no_other(person: Person) -> None:
    said = person.types("settings", "memory", "single")
    assert said.code != 0
    assert "blended, cards" in said.err
    assert "memory = blended" in person.types("settings").out


def test_tune_tells_how_many_answers_tell_of_siblings(person: Person) -> None:
    begin(person)
    learn(person, "choice")
    assert "help each other" in person.types("tune").out
    assert person.types("tune", "--json").json["transfer"]["tau"] == 0.6
    person.types("settings", "memory", "cards")
    assert person.types("tune", "--json").json["transfer"] is None


reviews = st.builds(
    Event,
    id=st.uuids().map(str),
    kind=st.just(Kind.REVIEW),
    card=st.sampled_from(["d/a.1", "d/a.2", "d/b.1"]),
    at=st.integers(0, 9),
    day=st.integers(1, 9),
    mode=st.sampled_from(Mode),
    rating=st.sampled_from([None, *Rating]),
)


@st.composite
def logs(draw: st.DrawFn) -> list[Event]:
    """Reviews of every mode, some amended, some undone, some cards suspended."""
    found = draw(st.lists(reviews, max_size=12))
    for review in list(found):
        match draw(st.sampled_from(["", "", "amend", "undo", "suspend"])):
            case "amend":
                rating = draw(st.sampled_from(Rating))
                kind, target = Kind.AMEND, review.id
            case "undo":
                rating, kind, target = None, Kind.UNDO, review.id
            case "suspend":
                rating, kind, target = None, Kind.SUSPEND, ""
            case _:
                continue
        found.append(
            Event(
                id=f"{review.id}-{kind}",
                kind=kind,
                card=review.card,
                at=review.at + 1,
                day=review.day,
                rating=rating,
                target=target,
            )
        )
    return found


CARDS = (CardKey("d/a.1"), CardKey("d/a.2"), CardKey("d/b.1"))


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(logs())
def test_the_answers_an_item_is_replayed_from_are_those_that_stand_of_each_card(log: list[Event]) -> None:
    with Store.open_in_memory() as store:
        store.journal.record(*log)
        found = store.schedule.sightings(dict.fromkeys(CARDS, FORM))
        for card in CARDS:
            stands = standing(event for event in log if event.card == card)
            assert sorted(found.get(card, []), key=lambda one: (one.at, one.id)) == [
                Sighting(*review, FORM) for review in stands.timed
            ]
            state = store.schedule.state(card)
            assert state.reps == len(stands.reviews)


DECK = """\
deck: small
title: Small
cards:
- {id: a.choice, from: a, type: choice, prompt: What is a?, answer: alpha, wrong: [beta, gamma]}
- {id: b.choice, from: b, type: choice, prompt: What is b?, answer: beta, wrong: [alpha, gamma]}
"""


def test_what_a_class_found_hard_counts_in_the_mark_foretold_where_forms_count(person: Person) -> None:
    write(person.shipped, "small.yaml", DECK)
    begin(person)
    learn(person, "choice")
    with Store.open(person.world.database) as store:
        store.settings.set(HARDNESS, {"small/a.choice": 2.0, "small/b.choice": -2.0})
    exam = PlanSetting(person.world.today() + 5, 20, ("last",))
    with Desk(person.world) as desk:
        eases = {card.card: card.ease for card in situation(desk, exam).given.cards}
    assert eases == {"small/a.choice": 0.0, "small/b.choice": 2.0}
    assert person.types("settings", "memory", "cards").code == 0
    with Desk(person.world) as desk:
        assert {card.ease for card in situation(desk, exam).given.cards} == {0.0}


def test_after_a_pause_a_day_begins_with_what_was_known(person: Person) -> None:
    begin(person)
    learn(person, "choice")
    exam = PlanSetting(person.world.today() + 16, 20, ("last",))

    def reviews_first() -> int:
        with Desk(person.world) as desk:
            return situation(desk, exam).given.options.reviews_first

    assert reviews_first() == 0
    person.clock.go_on(days=8)
    assert reviews_first() == 15
