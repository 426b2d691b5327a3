"""What users met in their sittings, each as a claim."""

from __future__ import annotations

from pathlib import Path

import pytest

from kgquiz.actions.desk import Desk
from kgquiz.actions.study.queue import StudyOptions, chosen_queue
from kgquiz.storage.store import Store
from tests.support import SMALL_DECK, Person, write

EXAM = """\
exam: small
title: A small exam
minutes: 20
pass_mark: 50
shuffle: false
sections:
- {title: Typed, decks: [small], types: [typed], count: 1, points: 1}
- {title: Open, decks: [small], types: [outline], count: 1, points: 2}
"""


@pytest.fixture
def candidate(person: Person) -> Person:
    write(person.shipped, "small.exam.yaml", EXAM)
    return person


def sat(person: Person) -> str:
    """An exam handed in, its two items met; its report."""
    return person.types("exam", "small", "--seed", "3", lines="\nжогорку кенеш\nбирөө\n:hand-in\ny\n1\n").out


def big_deck(folder: Path, items: int) -> None:
    """Items of a recall and of a typed card, in this order."""
    cards = [
        f"- {{id: i{n}.recall, from: i{n}, type: recall, page: 1, term: Термин {n}, meaning: Мааниси {n}.}}\n"
        f"- {{id: i{n}.typed, from: i{n}, type: typed, page: 1, prompt: Суроо {n}?, answer: жооп}}\n"
        f"- {{id: i{n}.cloze, from: i{n}, type: cloze, page: 1, text: 'Саны {n} — {{{{5}}}} жыл.'}}\n"
        for n in range(items)
    ]
    write(folder, "big.yaml", "deck: big\ntitle: Big\ncards:\n" + "".join(cards))


def test_a_type_asked_for_is_found_behind_any_number_of_other_new_cards(person: Person) -> None:
    big_deck(person.shipped, 510)
    with Store.open(person.home / "progress.db") as store:
        found = chosen_queue(Desk(person.world, store), StudyOptions(("big",), types=("typed",))).queue
    assert len(found) == 20
    assert {entry.type for entry in found} == {"typed"}


def test_every_type_is_met_among_the_first_new_cards(person: Person) -> None:
    big_deck(person.shipped, 30)
    with Store.open(person.home / "progress.db") as store:
        found = chosen_queue(Desk(person.world, store), StudyOptions(("big",))).queue
    assert len({entry.item for entry in found}) == 20
    assert sorted(sum(entry.type == kind for entry in found) for kind in ("recall", "typed", "cloze")) == [6, 7, 7]


def test_an_exam_of_unseen_cards_leaves_the_days_new_ones(candidate: Person) -> None:
    candidate.types("settings", "new-per-day", "2")
    assert candidate.types("due", "--json").json["new"] == 2
    sat(candidate)
    assert candidate.types("due", "--json").json["new"] == 2
    candidate.types("study", "--type", "recall", lines="\nall\n")
    assert candidate.types("due", "--json").json["new"] == 1


def test_undoing_an_exam_is_one_undo_and_its_report_says_so(candidate: Person) -> None:
    assert "taken back" not in sat(candidate)
    assert candidate.types("due", "--json").json["answered"] == 2
    assert "all that the exam taught" in candidate.types("undo").out
    assert candidate.types("due", "--json").json["answered"] == 0
    assert "These answers were taken back" in candidate.types("exam", "show").out
    assert candidate.types("undo").code == 7


def test_undo_outside_takes_back_the_word_before_the_answer(person: Person) -> None:
    person.types("study", "--type", "typed", "--limit", "2", lines="жок\n:right\n:quit\n")
    assert "amend" in person.types("undo", "--json").out
    assert person.types("due", "--json").json["answered"] == 1
    person.types("undo")
    assert person.types("due", "--json").json["answered"] == 0


def test_the_report_ends_with_the_mark_and_the_way_on(candidate: Person) -> None:
    *_rest, review, export, mark = [line.strip() for line in sat(candidate).strip().splitlines()]
    assert review.endswith("kgquiz exam review 1")
    assert export.endswith("kgquiz exam export 1")
    assert mark == "67 % · PASSED"


def test_the_summary_names_what_was_missed_by_its_text(person: Person) -> None:
    out = person.types("study", "--type", "typed", "--limit", "1", lines="жок\nЖогорку Кеңеш\n").out
    assert "Missed at first:\n  Парламент кандай аталат? → Жогорку Кеңеш" in out
    person.clock.go_on(days=1)
    assert "Missed" not in person.types("study", "--type", "recall", lines="\nall\n").out


def test_a_clock_that_was_ahead_is_noticed_when_it_is_right_again(person: Person) -> None:
    person.clock.go_on(days=365)
    person.types("study", "--type", "recall", lines="\nall\n")
    person.clock.go_on(days=-365)
    said = person.types("study", "--type", "typed", lines=":quit\n")
    assert "Your newest answer is dated 2027-03-02, and today is 2026-03-02" in said.err
    assert "Your newest answer is dated" in person.types().err


def test_a_clock_far_ahead_is_asked_about_before_anything_is_answered(person: Person) -> None:
    assert not person.types("study", "--type", "recall", lines="\nall\n").err
    person.clock.go_on(days=3)
    assert "clock" not in person.types("study", "--type", "recall", lines=":quit\n").err
    person.clock.go_on(days=365)
    assert "If the clock is wrong, set it right" in person.types("study", "--type", "recall", lines=":quit\n").err


def test_an_unfinished_exam_is_met_at_home_and_gone_on_with_by_its_number(candidate: Person) -> None:
    for _ in range(2):
        candidate.types("exam", "small", lines="\n:quit\n")
    assert "Exam number 2 is not finished" in candidate.types().out
    said = candidate.types("exam", "--resume", "1", lines=":hand-in\ny\n")
    assert "No. 1" in said.out
    assert candidate.types("exam", "--resume", "1").code == 7
    assert "There is no exam number 9" in candidate.types("exam", "--resume", "9").err
    assert "Give the number" in candidate.types("exam", "--resume", "small").err


def test_the_small_deck_is_as_these_tests_take_it() -> None:
    assert SMALL_DECK.count("type: typed") == 2
