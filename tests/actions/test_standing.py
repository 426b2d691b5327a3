"""Where she stands, and what has changed since last time."""

from __future__ import annotations

import re

import pytest

from kgquiz.actions.library.decks import chosen_decks, ids
from kgquiz.actions.plan.promise import PREDICTED, Predicted
from kgquiz.actions.study.standing import KnownNow, LastTime, standing
from kgquiz.memory.model import recall
from kgquiz.terminal.home.status import where_words
from tests.support import Person

WHERE = ("study", "--where", "id:council.typed,head.typed", "--plain")


def stands(person: Person) -> KnownNow | None:
    return person.asks(lambda desk: standing(desk, ids(chosen_decks(desk)), 5))


def studies(person: Person, lines: str) -> None:
    said = person.types(*WHERE, lines=lines)
    assert said.code == 0, said.err


def test_before_the_first_answer_there_is_nothing_to_say(person: Person) -> None:
    assert stands(person) is None
    assert "Were all of it asked now" not in person.types().out


def test_what_is_known_now_is_the_sum_of_the_chances_over_all_cards(person: Person) -> None:
    studies(person, "Жогорку Кеңеш\nмэр\n")
    person.clock.go_on(days=30)
    here = stands(person)
    assert here is not None
    cards = person.types("cards", "--json").json["cards"]
    assert here.now == pytest.approx(sum(card["recall"] or 0 for card in cards), rel=0.02)
    assert (here.cards, here.met) == (5, 2)
    share = round(100 * here.now / 5)
    assert f"Were all of it asked now, you would know about {share} %." in person.types().out


def test_less_than_one_percent_is_not_about_anything() -> None:
    here = KnownNow(cards=1000, met=5, now=2.0)
    assert where_words(here) == "Were all of it asked now, you would know less than 1 %."


def test_what_has_faded_and_come_due_since_last_time_is_told(person: Person) -> None:
    studies(person, "башка\nмэр\nЖогорку Кеңеш\n")
    day = person.asks(lambda desk: desk.world.today())
    assert "Last time" not in person.types().out
    person.clock.go_on(days=60)
    here = stands(person)
    assert here is not None
    assert here.last == LastTime(day, 2, 1)
    assert here.came == 2
    states = person.asks(lambda desk: [desk.store.schedule.state(f"small/{c}.typed") for c in ("council", "head")])
    weights = person.asks(lambda desk: desk.store.schedule.scheduler.weights)
    knew = sum(recall(0, state.memory.stability, weights) for state in states if state.memory)
    assert here.then == pytest.approx(knew)
    said = person.types().out
    assert "Last time, on 2026-03-02: 2 cards, 50 % right at first. 2 have come due since." in said
    assert f"you knew 100 % then, and {round(50 * here.now)} % now." in said


def test_a_day_that_was_taken_back_is_no_last_time(person: Person) -> None:
    person.types("study", "--where", "id:head.typed", "--plain", lines="мэр\n")
    person.clock.go_on(days=1)
    person.types("study", "--where", "id:council.typed", "--plain", lines="Жогорку Кеңеш\n")
    assert person.types("undo").code == 0
    here = stands(person)
    assert here is not None
    assert here.last is not None
    assert here.last.cards == 1


def test_the_plan_s_expectation_is_told_while_its_exam_is_ahead(person: Person) -> None:
    studies(person, "Жогорку Кеңеш\nмэр\n")
    assert person.types("plan", "small", "--exam", "2026-03-20", "--minutes", "10").code == 0
    exam = person.asks(lambda desk: desk.store.settings.get(PREDICTED))
    assert exam is not None
    person.asks(lambda desk: desk.store.settings.set(PREDICTED, Predicted(exam.exam, 71.4, 60.2, 80.1, 0.9, "A test")))
    here = stands(person)
    assert here is not None
    assert "Of the exam “A test” the plan expects 71 % (80 % sure: 60 % to 80 %)." in where_words(here)
    person.asks(lambda desk: desk.store.settings.set(PREDICTED, Predicted(exam.exam + 1, 71.4, 60.2, 80.1)))
    assert (here := stands(person)) is not None
    assert here.expected is None


def test_what_the_plan_expects_is_of_this_morning_whether_it_was_looked_at_or_not(person: Person) -> None:
    studies(person, "Жогорку Кеңеш\nмэр\n")
    assert person.types("plan", "small", "--exam", "2026-03-12", "--minutes", "1").code == 0
    first = expected(person)
    person.clock.go_on(days=8)
    assert expected(person) < first
    later = expected(person)
    assert person.types("plan", "--quick", "--json").json["planned"]["mark"] == pytest.approx(later, abs=0.5)


def expected(person: Person) -> int:
    """As home says it."""
    found = re.search(r"the plan expects (\d+) %", person.types().out)
    assert found is not None
    return int(found[1])
