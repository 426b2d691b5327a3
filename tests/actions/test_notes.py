"""Notes and stars of one's own, and what is taken for what."""

from __future__ import annotations

from kgquiz.memory.log import Kind
from kgquiz.search.own import confused
from tests.support import Person


def test_a_note_is_shown_after_the_answer_and_found(person: Person) -> None:
    said = person.types("note", "council.typed", "not", "the", "court", "--star")
    assert said.out.splitlines() == ["small/council.typed ★", "not the court"]
    sitting = person.types("study", "--where", "is:noted", "--plain", lines="Жогорку Кеңеш\n")
    assert "Your note: not the court" in sitting.out
    cards = person.types("cards", "is:starred", "--json").json["cards"]
    assert [(card["card"], card["note"]) for card in cards] == [("small/council.typed", "not the court")]


def test_a_note_and_a_star_can_be_taken_away_and_undone(person: Person) -> None:
    person.types("note", "council.typed", "one", "--star")
    person.types("note", "council.typed", "--clear", "--no-star")
    assert person.types("note", "council.typed", "--json").json == {
        "kgquiz": 1,
        "card": "small/council.typed",
        "note": "",
        "starred": False,
    }
    assert "Starred again" in person.types("undo").out
    assert "Taken back, your note on" in person.types("undo").out
    assert person.types("note", "council.typed", "--json").json["note"] == "one"


def test_notes_and_stars_are_events_that_leave_memory_alone(person: Person) -> None:
    person.types("note", "council.typed", "one", "--star")
    events = person.asks(lambda desk: list(desk.store.journal.all()))
    assert [event.kind for event in events] == [Kind.NOTE, Kind.STAR]
    assert person.asks(lambda desk: desk.store.schedule.state("small/council.typed")).memory is None
    assert person.asks(lambda desk: desk.store.schedule.suspended()) == set()


def test_the_same_wrong_answer_twice_is_told_and_found_on_both_sides(person: Person) -> None:
    for _ in range(2):
        said = person.types("study", "--where", "id:council.typed", "--plain", lines="мэр\n:quit\n")
        person.clock.go_on(days=2)
    assert "You took “мэр” for it: 2 times." in said.out
    cards = person.types("cards", "is:confused", "--json").json["cards"]
    assert [card["card"] for card in cards] == ["small/council.typed", "small/head.choice", "small/head.typed"]


def test_one_slip_or_an_answer_to_nothing_confuses_nothing() -> None:
    solutions = [("d/a", "Мэр"), ("d/b", "Аким")]
    assert confused([("d/a", "аким")], solutions) == frozenset()
    assert confused([("d/a", "шаар")] * 3, solutions) == frozenset()
    assert confused([("d/a", "АКИМ"), ("d/a", "аким")], solutions) == {"d/a", "d/b"}
