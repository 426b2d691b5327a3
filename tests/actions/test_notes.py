"""Notes and stars of one's own, and what is taken for what."""

from __future__ import annotations

from pathlib import Path

from kgquiz.actions.study.queue import StudyOptions
from kgquiz.actions.study.sitting import start_study
from kgquiz.key import CardKey, name_of_key
from kgquiz.memory.log import Kind
from kgquiz.memory.replay import LEECH_FROM
from kgquiz.search.own import Confusion, confusions, repeated
from tests.support import Person, write


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


def test_a_note_is_written_in_the_sitting_line_by_line(person: Person) -> None:
    lines = "жогорку сот\n:note\nnot the court\n:star\n:quit\n"
    said = person.types("study", "--where", "id:council.typed", "--plain", lines=lines)
    assert said.code == 0, said.err
    assert "Your note is kept." in said.out
    assert "★ starred" in said.out
    value = person.types("note", "council.typed", "--json").json
    assert (value["note"], value["starred"]) == ("not the court", True)
    again = person.types("study", "--where", "id:council.typed", "--cram", "--plain", lines="x\n:note\n\n:quit\n")
    assert "Your note: not the court" in again.out
    assert person.types("note", "council.typed", "--json").json["note"] == ""


def test_a_leech_comes_back_with_its_note_and_with_what_it_is_taken_for(person: Person) -> None:
    missed = []
    for _ in range(LEECH_FROM + 1):
        missed.append(person.types("study", "--where", "id:council.typed", "--plain", lines="мэр\n:quit\n").out)
        person.clock.go_on(days=3)
    assert "Forgotten" not in missed[-2]
    assert "You took “мэр” for it: 9 times." in missed[-1]
    bare = person.types("study", "--where", "id:council.typed", "--plain", lines=":quit\n")
    assert "Forgotten 8 times so far. A note of your own may help" in bare.out
    person.types("note", "council.typed", "the whole, not its head")
    said = person.types("study", "--where", "is:leech", "--plain", lines="Жогорку Кеңеш\n").out
    question = said.index("Парламент кандай аталат?")
    assert said.index("Forgotten 8 times so far. Your note: the whole, not its head") < question
    beside = said.index("“мэр” is the answer to: Ким башкарат?")
    assert question < said.index("You took “мэр” for it: 9 times.") < beside


def test_what_was_taken_back_or_overruled_is_taken_for_nothing(person: Person) -> None:
    for _ in range(2):
        person.types("study", "--where", "id:council.typed", "--plain", lines="мэр\n:right\n:quit\n")
        person.clock.go_on(days=2)
        said = person.types("study", "--where", "id:council.typed", "--cram", "--plain", lines="мэр\n:quit\n")
        assert person.types("undo").code == 0
    assert "You took" not in said.out


def test_one_slip_or_an_answer_to_nothing_confuses_nothing() -> None:
    a, b = CardKey("d/a"), CardKey("d/b")
    solutions = [(a, "Мэр"), (b, "Аким")]
    assert confusions(repeated([(a, "аким", 1)]), solutions) == ()
    assert confusions(repeated([(a, "шаар", 3)]), solutions) == ()
    assert confusions(repeated([(a, "АКИМ", 1), (a, "аким", 2)]), solutions) == (Confusion(a, "АКИМ", 3, (b,)),)


def test_what_is_confused_is_asked_one_after_the_other(tmp_path: Path) -> None:
    cards = [f"c{n}" for n in range(8)]
    deck = "deck: pairs\ntitle: Pairs\ncards:\n" + "".join(
        f"- {{id: {card}, type: typed, from: {card}, prompt: Суроо {n}?, answer: жооп{card}}}\n"
        for n, card in enumerate(cards)
    )
    write(tmp_path / "shipped", "pairs.yaml", deck)
    student = Person(tmp_path / "home", tmp_path / "shipped")
    for card, other in (("c1", "c6"), ("c4", "c2")):
        for _ in range(2 + (card == "c4")):
            student.types("study", "--where", f"id:{card}", "--plain", lines=f"жооп{other}\n:quit\n")
            student.clock.go_on(days=1)
    for drill in (False, True):
        options = StudyOptions(where="is:confused", cram=drill)
        asked = [name_of_key(entry.card) for entry in student.asks(start_study, options).session.start]
        assert asked == ["c4", "c2", "c1", "c6"]
    (first, second) = student.types("stats", "--json").json["confusions"]
    assert first == {"card": "pairs/c4", "solution": "жоопc4", "given": "жоопc2", "times": 3, "meant": "pairs/c2"}
    assert (second["times"], second["meant"]) == (2, "pairs/c6")
    assert "You take “жоопc2” for “жоопc4” (3 times)." in student.types("stats", "--plain").out
