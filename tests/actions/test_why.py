"""All about one card."""

from __future__ import annotations

from pathlib import Path

import pytest

from kgquiz.actions.search.why import why
from kgquiz.terminal.search.why_lines import side_by_side, why_lines
from tests.support import SMALL_DECK, Person, write


def told(person: Person, card: str = "council.typed") -> str:
    said = person.types("why", card)
    assert said.code == 0, said.err
    return said.out


def answer(person: Person, text: str) -> None:
    person.types("study", "--where", "id:council.typed", "--plain", lines=f"{text}\n:quit\n")


def test_a_new_card_tells_its_place_and_that_nothing_is_known(person: Person) -> None:
    said = told(person)
    assert "Never answered yet" in said
    assert "In the book: chapter 6 · p. 4" in said


def test_the_ladder_stops_at_the_rung_that_held(person: Person) -> None:
    answer(person, "жогорку кенештин")
    said = told(person)
    assert "✓ another form of the words" in said
    assert "· о у н typed for ө ү ң" in said
    assert "one letter of a long word" not in said


def test_a_wrong_answer_stands_above_the_right_one_with_the_difference_marked(person: Person) -> None:
    answer(person, "жогорку сот")
    lines = told(person).splitlines()
    at = next(i for i, line in enumerate(lines) if line.strip() == "жогорку сот")
    assert "Жогорку Кеңеш" in lines[at + 1]
    assert set(lines[at + 2].strip()) == {"^"}
    assert "✗ none of these" in "\n".join(lines)


def test_the_day_the_interval_and_the_history_agree_with_the_schedule(person: Person) -> None:
    answer(person, "Жогорку Кеңеш")
    person.clock.go_on(days=3)
    answer(person, "билбейм")
    found = person.asks(why, "small/council.typed")
    assert [past.rating.name for past in found.history] == ["GOOD", "AGAIN"]
    state = person.asks(lambda desk: desk.store.schedule.state("small/council.typed"))
    assert (found.card.due, found.card.memory.due) == (person.world.today(), state.due)  # missed: asked once more today
    values = person.types("why", "council.typed", "--json").json
    assert (values["kgquiz"], values["answers"], values["finding"]) == (1, 2, "wrong")
    assert [one["rating"] for one in values["history"]] == [3, 1]
    assert "it is asked today" in told(person)
    person.clock.go_on(days=1)
    assert person.asks(why, "small/council.typed").card.due == state.due
    assert "It is due on" in told(person)


def test_what_was_taken_back_is_listed_as_such_and_counts_for_nothing(person: Person) -> None:
    answer(person, "билбейм")
    assert person.types("undo").code == 0
    assert "taken back" in told(person)
    assert "None of the answers below" in told(person)


def test_the_plan_s_exam_tells_what_the_card_weighs(person: Person) -> None:
    said = person.types("plan", "small", "--exam", "2026-03-20", "--minutes", "10")
    assert said.code == 0, said.err
    found = person.asks(why, "small/council.typed")
    assert found.weight is not None
    assert 0 < found.weight <= 1
    assert "of the points on average" in told(person)


def test_a_card_that_there_is_not_is_named_with_one_that_is_near(person: Person) -> None:
    said = person.types("why", "small/council.tpyed")
    assert said.code == 3
    assert "Did you mean 'small/council.typed'?" in said.err
    assert "kgquiz cards WORD" in person.types("why", "щщщ").err


def test_texts_of_unequal_length_stay_aligned() -> None:
    from kgquiz.cards.aligned import aligned

    one, other, marks = side_by_side(aligned("айыл окмот", "Айыл өкмөтү"))
    assert (one, other) == ("айыл окмот", "Айыл өкмөтү")
    assert [i for i, mark in enumerate(marks) if mark == "^"] == [5, 8, 10]


def test_every_line_is_text_for_any_card_of_the_deck(person: Person) -> None:
    for card in ("lease.recall", "head.choice", "q1.outline"):
        assert all(isinstance(line, str) for line in why_lines(person.asks(why, card), 0))


def test_a_deck_of_the_folder_one_stands_in_is_meant_by_its_name(
    person: Person, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path / "work" / "decks", "mine.yaml", SMALL_DECK.replace("deck: small", "deck: mine"))
    monkeypatch.chdir(tmp_path / "work")
    assert "Парламент кандай аталат?" in told(person, "mine/council.typed")
    assert person.types("note", "mine/council.typed", "one").code == 0
    said = person.types("why", "mine/council.tpyed")
    assert "Did you mean 'mine/council.typed'?" in said.err
