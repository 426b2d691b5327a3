"""Refused answers that several sittings share, and overrules, become suggestions to the author."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kgquiz.cards.cloze import Cloze
from kgquiz.cards.marker import Lexicon
from kgquiz.cards.typed import Typed
from kgquiz.key import CardKey
from kgquiz.knowledge.suggest import AnswerList, Said, Sent, suggestions
from tests.support import SMALL_DECK, Person, write

CARDS = {
    CardKey("d/council.typed"): Typed(
        id="council.typed", item="council", prompt="Ким?", answer="Жогорку Кеңеш", reject=("Кеңеш",)
    ),
    CardKey("d/seats.cloze"): Cloze(id="seats.cloze", item="seats", text="{{Жогорку Кеңеш}} — {{120}} депутат."),
}
LEXICON = Lexicon.of([("Жогорку Кеңеш",), ("Өкмөт",)])


def suggested(*sent: Sent) -> list[tuple[AnswerList, str, int, int]]:
    return [(s.entry, s.answer, s.overruled, s.sittings) for s in suggestions(sent, CARDS, lambda _: LEXICON)]


def typed(answer: str, sitting: str, said: Said = Said.NOTHING, card: str = "d/council.typed") -> Sent:
    return Sent(CardKey(card), (answer,), sitting, said)


def test_a_refused_answer_of_one_sitting_is_no_suggestion() -> None:
    assert suggested(typed("жыйын", "1"), typed("Жыйын", "1")) == []


def test_a_refused_answer_that_sittings_share_is_to_be_accepted() -> None:
    assert suggested(typed("жыйын", "1"), typed("ЖЫЙЫН", "2")) == [(AnswerList.ACCEPT, "жыйын", 0, 2)]


def test_one_overrule_is_enough() -> None:
    assert suggested(typed("жыйын", "1", Said.RIGHT)) == [(AnswerList.ACCEPT, "жыйын", 1, 0)]


def test_what_students_call_wrong_is_to_be_rejected() -> None:
    assert suggested(typed("жогорку кенеш", "1", Said.WRONG)) == [(AnswerList.REJECT, "жогорку кенеш", 1, 0)]


def test_what_several_items_want_is_a_name() -> None:
    found = suggested(
        typed("жыйын", "1", Said.RIGHT),
        Sent(CardKey("d/seats.cloze"), ("жыйын", "120"), "1"),
        Sent(CardKey("d/seats.cloze"), ("Жыйын", "120"), "2"),
    )
    assert found == [(AnswerList.NAMES, "жыйын", 1, 2)]


@pytest.mark.parametrize("answer", ["Өкмөт", "Жогорку Кеңеш", "", "  "])
def test_another_term_what_is_right_by_now_and_nothing_are_no_suggestions(answer: str) -> None:
    assert suggested(typed(answer, "1"), typed(answer, "2"), typed(answer, "3")) == []


def test_each_blank_is_weighed_by_itself() -> None:
    found = suggested(*(Sent(CardKey("d/seats.cloze"), ("Жогорку Кеңеш", "жүз он"), sitting) for sitting in "12"))
    assert found == [(AnswerList.ACCEPT, "жүз он", 0, 2)]


def test_the_weightiest_comes_first() -> None:
    many = [typed("жыйын", str(n)) for n in range(5)]
    assert [row[1] for row in suggested(typed("курултай", "1"), typed("курултай", "2"), *many)] == [
        "жыйын",
        "курултай",
    ]


def test_the_command_shows_the_cards_text_and_the_count(person: Person) -> None:
    person.types("study", "--type", "typed", "--limit", "1", lines="Парламенттин өзү\n:right\n")
    said = person.types("check", "--suggest")
    assert said.code == 0
    assert said.out.splitlines() == [
        "accept: “Парламенттин өзү” · overruled 1 time",
        "  small/council.typed: Парламент кандай аталат? → Жогорку Кеңеш",
    ]
    (row,) = person.types("check", "--suggest", "--json").json["rows"]
    assert (row["entry"], row["answer"], row["overruled"]) == ("accept", "Парламенттин өзү", 1)
    write(
        person.shipped, "small.yaml", SMALL_DECK.replace("Жогорку Кеңеш", "Жогорку Кеңеш, accept: [Парламенттин өзү]")
    )
    assert "suggest nothing" in person.types("check", "--suggest").out


def test_an_overrule_that_was_taken_back_says_nothing(person: Person) -> None:
    person.types("study", "--type", "typed", "--limit", "1", lines="Парламенттин өзү\n:right\n")
    person.types("undo")
    assert "suggest nothing" in person.types("check", "--suggest").out


def test_exams_that_students_exported_are_read_too(person: Person, tmp_path: Path) -> None:
    for number in range(3):
        items = [
            {"card": "small/council.typed", "score": 0.0, "worth": 1.0, "answer": ["жыйын"]},
            {"card": "x", "score": 1.0, "worth": 1.0},
        ]
        head = {"format": "kgquiz-exam-attempt", "version": 1, "attempt": f"a{number}", "practice": False}
        head |= {"exam": "small", "title": "Small", "pass_share": 0.6}
        write(tmp_path / "exports", f"{number}.json", json.dumps(head | {"items": items}))
    said = person.types("check", "--suggest", str(tmp_path / "exports"))
    assert said.out.startswith("accept: “жыйын” · refused in 3 sittings\n")
