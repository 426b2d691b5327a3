"""What users met in their sittings, each as a claim."""

from __future__ import annotations

from pathlib import Path

import pytest

from kgquiz.actions.desk import Desk
from kgquiz.actions.search.notes import own_marks
from kgquiz.actions.study.queue import StudyOptions, chosen_queue
from kgquiz.actions.study.sitting import start_study
from kgquiz.key import CardKey
from kgquiz.memory.session import StepKind
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
    *_rest, review, export, appeal, mark = [line.strip() for line in sat(candidate).strip().splitlines()]
    assert review.endswith("kgquiz exam review 1")
    assert export.endswith("kgquiz exam export 1")
    assert "kgquiz exam appeal ITEM" in appeal
    assert mark == "67 % · PASSED"


def test_the_summary_names_what_was_missed_by_its_text(person: Person) -> None:
    out = person.types("study", "--type", "typed", "--limit", "1", lines="жок\nЖогорку Кеңеш\n").out
    assert "Missed at first:\n  Парламент кандай аталат? → Жогорку Кеңеш" in out
    person.clock.go_on(days=1)
    assert "Missed" not in person.types("study", "--type", "recall", lines="\nall\n").out


def test_what_was_missed_is_asked_again_by_one_word_and_moves_no_schedule(person: Person) -> None:
    lines = "жок\nЖогорку Кеңеш\n"
    said = person.types("study", "--type", "typed", "--limit", "1", lines=f"{lines}y\nЖогорку Кеңеш\n")
    assert said.out.count("What was missed once more, as a drill (1 card)? y/n") == 1
    assert said.out.endswith("A drill: the schedule has not changed.\n")
    assert person.types("due", "--json").json["answered"] == 1
    assert "once more" not in person.types("study", "--type", "recall", lines="\nall\n").out


def test_a_drill_does_not_end_with_words_about_the_schedule(person: Person) -> None:
    out = person.types("study", "--cram", "--type", "typed", "--limit", "1", lines="жок\nЖогорку Кеңеш\nn\n").out
    assert "What was missed is worth another round." in out
    assert "comes back" not in out[out.index("What was missed is") :]


def test_undo_with_nothing_to_undo_says_so_and_leaves_the_options_in_their_order(person: Person) -> None:
    out = person.types("study", "--type", "choice", lines=":undo\n:undo\n:quit\n").out
    assert out.count("There is nothing to undo.") == 2
    shown = [tuple(part.splitlines()[1:6]) for part in out.split("— Choose one.")[1:]]
    assert len(shown) == 3
    assert len(set(shown)) == 1


def test_a_deck_of_ones_own_goes_by_its_title_in_the_header(person: Person, tmp_path: Path) -> None:
    own = SMALL_DECK.replace("deck: small", "deck: own").replace("A small deck", "My notes")
    path = write(tmp_path / "mine", "own.yaml", own)
    assert "[0/1] My notes · p. 3" in person.types("study", str(path), "--type", "recall", lines=":quit\n").out
    assert "[0/1] chapter 6 · p. 3" in person.types("study", "small", "--type", "recall", lines=":quit\n").out


@pytest.mark.parametrize(
    ("card", "how"),
    [
        ("{id: o, type: order, page: 1, prompt: Иретте., items: [бир, эки]}", "Type all numbers in their right order"),
        (
            "{id: p, type: match, page: 1, prompt: Жупта., pairs: {Мэр: шаар, Аким: район}}",
            "Type one letter for each of the 2 lines, such as ab.",
        ),
        ("{id: m, type: multi, page: 1, prompt: Кайсы?, answers: [а], wrong: [б, в]}", "Type the numbers of all that"),
    ],
)
def test_lines_tell_how_to_answer_before_the_first_try_and_ask_again_without_the_whole_card(
    person: Person, tmp_path: Path, card: str, how: str
) -> None:
    path = write(tmp_path, "one.yaml", f"deck: one\ntitle: One\ncards:\n- {card}\n")
    question = card.partition("prompt: ")[2].partition(",")[0].rstrip("}")
    assert how in person.types("study", str(path), lines="").out
    out = person.types("study", str(path), lines="what\n").out
    assert out.count(how) == 2
    assert out.count(question) == 1


def test_a_clock_that_was_ahead_is_noticed_when_it_is_right_again(person: Person) -> None:
    person.clock.go_on(days=365)
    person.types("study", "--type", "recall", lines="\nall\n")
    person.clock.go_on(days=-365)
    said = person.types("study", "--type", "typed", lines=":quit\n")
    assert "Your newest answer is dated March 2, 2027, and today is March 2, 2026" in said.err
    assert "Your newest answer is dated" in person.types().err


def test_a_clock_far_ahead_is_asked_about_before_anything_is_answered(person: Person) -> None:
    assert not person.types("study", "--type", "recall", lines="\nall\n").err
    person.clock.go_on(days=3)
    assert "clock" not in person.types("study", "--type", "recall", lines=":quit\n").err
    person.clock.go_on(days=365)
    assert "If the clock is wrong, set it right" in person.types("study", "--type", "recall", lines=":quit\n").err


def test_an_unfinished_exam_is_met_at_home_and_gone_on_with_by_its_number(candidate: Person) -> None:
    candidate.types("exam", "small", lines="\n:quit\n")
    candidate.types("exam", "small", lines="2\n\n:quit\n")  # 2: begin another
    assert "Exam number 2 is not finished" in candidate.types().out
    said = candidate.types("exam", "--resume", "1", lines=":hand-in\ny\n")
    assert "No. 1" in said.out
    assert candidate.types("exam", "--resume", "1").code == 7
    assert "There is no exam number 9" in candidate.types("exam", "--resume", "9").err
    assert "Give the number" in candidate.types("exam", "--resume", "small").err


def test_the_small_deck_is_as_these_tests_take_it() -> None:
    assert SMALL_DECK.count("type: typed") == 2


def test_undo_takes_back_a_star_or_note_before_the_answer_it_was_put_on(person: Person) -> None:
    with Store.open(person.home / "progress.db") as store:
        sitting = start_study(Desk(person.world, store), StudyOptions(("small",), types=("typed",)))
        asked = sitting.current()
        assert asked is not None
        marked = sitting.mark(asked, ("жок",), 1.0)
        sitting.star(marked, starred=True)
        sitting.note(marked, "эсте")
        card = asked.entry.card
        assert own_marks(sitting.desk, card).notes == {card: "эсте"}
        for deed in (StepKind.NOTE, StepKind.STAR):
            undone = sitting.undo()
            assert undone is not None
            assert (undone.deed, undone.answer) == (deed, marked)
        assert own_marks(sitting.desk, card) == own_marks(sitting.desk, CardKey("small/head.choice"))
        last = sitting.undo()
        assert last is not None
        assert last.deed is StepKind.ANSWER
        assert sitting.undo() is None
