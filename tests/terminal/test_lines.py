"""Line by line: what a pipe, a screen reader and a script meet."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from kgquiz.actions.desk import Desk
from kgquiz.actions.study.queue import StudyOptions, chosen_queue
from kgquiz.actions.study.sitting import start_study
from kgquiz.memory.log import Kind
from kgquiz.storage.store import Store
from kgquiz.terminal.scenes.question import numbers_in
from tests.support import SMALL_DECK, Person, write


def test_five_answers_in_a_pipe_are_five_reviews_in_the_log(person: Person) -> None:
    said = person.types("study", "small", "--limit", "5", lines="\nall\nЖогорку Кеңеш\n:skip\n\nall\n1\n2\n3\n4\n")
    assert said.code == 0, said.err
    with Store.open(person.home / "progress.db") as store:
        assert store.journal.count() == 5
    assert person.types("due", "--json").json["answered"] == 4


def test_due_says_what_changed(person: Person) -> None:
    before = person.types("due", "--json").json
    assert (before["due"], before["new"], before["answered"]) == (0, 4, 0)
    person.types("study", "--type", "recall", lines="\nall\n")
    after = person.types("due", "--json").json
    assert (after["due"], after["new"], after["answered"]) == (0, 3, 1)
    person.clock.go_on(days=3)
    assert person.types("due", "--json").json["due"] == 1


def test_the_end_of_input_ends_the_sitting_in_peace(person: Person) -> None:
    said = person.types("study", lines="")
    assert said.code == 0
    assert "nothing has changed" in said.out


def test_a_wrong_answer_comes_back_until_it_is_right(person: Person) -> None:
    said = person.types("study", "--type", "typed", "--limit", "1", lines="жок\nжок\nЖогорку Кеңеш\n")
    assert said.out.splitlines().count("Парламент кандай аталат?") == 3
    assert "Saved: good" in said.out


def test_an_endless_stream_of_wrong_answers_ends_the_sitting(person: Person) -> None:
    said = person.types("study", "--limit", "2", lines="x\n" * 500)
    assert said.code == 0
    assert said.out.count("Saved: again") <= 40


def test_cramming_leaves_the_schedule_alone(person: Person) -> None:
    person.types("study", "--cram", "--type", "typed", lines="Жогорку Кеңеш\nмэр\nмэр\n")
    report = person.types("due", "--json").json
    assert (report["new"], report["answered"]) == (4, 0)
    with Store.open(person.home / "progress.db") as store:
        assert {event.mode.value for event in store.journal.all()} == {"cram"}


def test_siblings_are_not_asked_on_one_day(person: Person) -> None:
    said = person.types("study", lines="1\n2\n3\n4\n" * 20)
    assert "Шаарды ким башкарат?" not in said.out
    person.clock.go_on(days=1)
    assert person.types("due", "--json").json["new"] >= 1


def test_undo_takes_back_the_last_answer(person: Person) -> None:
    person.types("study", "--type", "recall", lines="\nall\n")
    assert "small/lease.recall" in person.types("undo").out
    assert person.types("due", "--json").json["answered"] == 0
    said = person.types("undo")
    assert (said.code, said.err) == (7, "kgquiz: There is nothing to undo.\n")


def test_undo_within_a_sitting_asks_the_card_again(person: Person) -> None:
    said = person.types("study", "--type", "typed", "--limit", "1", lines="жок\n:undo\nЖогорку Кеңеш\n")
    assert "Saved: good" in said.out
    with Store.open(person.home / "progress.db") as store:
        kinds = [event.kind for event in store.journal.all()]
    assert kinds == [Kind.REVIEW, Kind.UNDO, Kind.REVIEW]


def test_i_was_right_is_logged_and_listed_for_the_author(person: Person) -> None:
    person.types("study", "--type", "typed", "--limit", "1", lines="Парламенттин өзү\n:right\n")
    said = person.types("check", "--overruled")
    assert said.out == "Парламент кандай аталат?  [small/council.typed]: “Парламенттин өзү” — i was right ×1\n"


def test_a_suspended_card_is_asked_no_more_until_it_is_resumed(person: Person) -> None:
    person.types("study", "--type", "recall", lines=":suspend\n")
    assert person.types("suspended").out == "Ижара  [small/lease.recall]\n"
    assert person.types("due", "--json").json["new"] == 3
    person.types("suspended", "--resume", "small/lease.recall")
    assert person.types("due", "--json").json["new"] == 4


def test_a_near_miss_gets_a_suggestion(person: Person) -> None:
    said = person.types("study", "smal")
    assert said.code == 3
    assert "Did you mean 'small'?" in said.err


def test_a_path_to_a_deck_is_studied_as_it_lies(person: Person, tmp_path: Path) -> None:
    deck = write(tmp_path / "mine", "own.yaml", SMALL_DECK.replace("deck: small", "deck: own"))
    assert person.types("due", str(deck), "--json").json["decks"] == ["own"]
    assert person.types("due", str(deck.parent), "--json").json["decks"] == ["own"]


def test_a_missing_path_and_an_empty_folder_are_named(person: Person, tmp_path: Path) -> None:
    assert "There is no file" in person.types("study", "no/such.yaml").err
    (tmp_path / "empty").mkdir()
    assert "There are no decks" in person.types("study", str(tmp_path / "empty")).err


def test_two_files_that_hold_the_same_card_are_refused(person: Person, tmp_path: Path) -> None:
    write(tmp_path / "two", "a.yaml", SMALL_DECK)
    write(tmp_path / "two", "b.yaml", SMALL_DECK)
    said = person.types("study", str(tmp_path / "two"))
    assert said.code == 4
    assert "both hold the card" in said.err


def test_editing_a_cards_wording_keeps_its_history(person: Person) -> None:
    person.types("study", "--type", "recall", lines="\nall\n")
    write(person.shipped, "small.yaml", SMALL_DECK.replace("Ижара", "Ижара (арендa)"))
    assert person.types("decks", "--json").json["rows"][0]["seen"] == 1


def test_a_card_gone_from_its_deck_keeps_its_log(person: Person) -> None:
    person.types("study", "--type", "recall", lines="\nall\n")
    without = "\n".join(line for line in SMALL_DECK.splitlines() if "lease" not in line and "points: [убак" not in line)
    write(person.shipped, "small.yaml", without + "\n")
    assert person.types("decks", "--json").json["rows"][0]["seen"] == 0
    write(person.shipped, "small.yaml", SMALL_DECK)
    assert person.types("decks", "--json").json["rows"][0]["seen"] == 1


def test_a_lapse_left_open_comes_back_in_the_next_sitting_of_the_day(person: Person) -> None:
    person.types("study", "--type", "typed", "--limit", "1", lines="жок\n")
    assert person.types("due", "--json").json["due"] == 1
    assert "Парламент кандай аталат?" in person.types("study", "--limit", "1", lines="Жогорку Кеңеш\n").out
    assert person.types("due", "--json").json["due"] == 0


def test_after_midnight_it_is_still_the_same_study_day(person: Person) -> None:
    person.clock.go_on(hours=14, minutes=30)
    person.types("study", "--type", "recall", lines="\nall\n")
    person.clock.go_on(hours=2)
    assert person.types("due", "--json").json["answered"] == 1
    person.clock.go_on(hours=3)
    assert person.types("due", "--json").json["answered"] == 0


def test_the_target_retention_is_a_setting_with_bounds(person: Person) -> None:
    assert person.types("settings", "retention", "0.85").code == 0
    assert "retention = 0.85" in person.types("settings").out
    said = person.types("settings", "retention", "2")
    assert (said.code, "0.7 to 0.99" in said.err) == (2, True)


def test_markup_and_escapes_in_a_deck_are_only_text(person: Person, tmp_path: Path) -> None:
    deck = (
        "deck: evil\ntitle: '[bold]'\ncards:\n- {id: a, type: typed, prompt: '[red]x[/] %s {0}', answer: '[/nope]'}\n"
    )
    path = write(tmp_path, "evil.yaml", deck)
    said = person.types("study", str(path), lines="[/nope]\n")
    assert "[red]x[/] %s {0}" in said.out
    assert "Right." in said.out
    assert person.types("decks", str(path)).code == 0


def test_home_in_a_pipe_is_a_summary_with_a_next_step(person: Person) -> None:
    said = person.types()
    assert said.code == 0
    assert "4 new cards" in said.out
    assert "kgquiz study" in said.out


@pytest.mark.parametrize("words", [("--help",), ("study", "--help"), ("check", "--help"), ("due", "-h")])
def test_help_has_an_example(person: Person, words: tuple[str, ...]) -> None:
    said = person.types(*words)
    assert said.code == 0
    assert "kgquiz " in said.out


def test_a_wrong_option_is_a_usage_error(person: Person) -> None:
    said = person.types("study", "--nonsense")
    assert said.code == 2
    assert "Traceback" not in said.err


def test_a_pipe_meets_the_sitting_in_these_words(person: Person, golden: Callable[[str, str], None]) -> None:
    person.clock.step = timedelta(seconds=1)
    said = person.types("study", lines="\n1\nжогорку кенеш\n2\n\n1 2\n:quit\n")
    golden("study_in_a_pipe.txt", said.out)


def test_a_drill_asks_every_item_once_before_any_comes_again(person: Person) -> None:
    with Store.open(person.home / "progress.db") as store:
        for _ in range(5):
            items = [e.item for e in chosen_queue(Desk(person.world, store), StudyOptions(cram=True)).queue]
            assert len(items) == 5
            assert len(set(items[:4])) == 4


def test_a_slip_is_asked_about_and_counts_on_her_word(person: Person, tmp_path: Path) -> None:
    card = "{id: a, type: typed, page: 1, prompt: Эмне?, answer: централдаштыруу}"
    deck = write(tmp_path, "one.yaml", f"deck: one\ntitle: One\ncards:\n- {card}\n")
    said = person.types("study", str(deck), lines="централдаштырру\ny\n")
    assert "A slip of the finger?" in said.out
    assert "Counted as right, on your word." in said.out
    person.types("undo")
    said = person.types("study", str(deck), lines="централдаштырру\nn\n")
    assert "Counted as wrong, on your word." in said.out


def test_a_card_that_its_author_takes_out_during_a_sitting_is_left_out(person: Person, tmp_path: Path) -> None:
    cards = [f"- {{id: c{n}, type: typed, page: 1, prompt: Суроо {n}?, answer: жооп}}\n" for n in (1, 2, 3)]
    head = "deck: mine\ntitle: Mine\ncards:\n"
    deck = write(tmp_path, "mine.yaml", head + "".join(cards))
    with Store.open(person.home / "progress.db") as store:
        sitting = start_study(Desk(person.world, store), StudyOptions((str(deck),)))
        first = sitting.current()
        assert first is not None
        sitting.mark(first, ("жооп",), 1.0)
        write(tmp_path, "mine.yaml", head + cards[0] + cards[2])
        person.types("due", str(deck))
        second = sitting.current()
        assert second is not None
        assert (second.card.id, sitting.progress()) == ("c3", (1, 2))


def test_digits_run_together_only_where_no_number_has_two() -> None:
    assert numbers_in("13", most=9) == [1, 3]
    assert numbers_in("13", most=13) == [13]
    assert numbers_in("1 13", most=13) == [1, 13]


def test_a_number_of_thousands_of_digits_is_no_choice(person: Person) -> None:
    said = person.types("study", "--type", "choice", lines=f"1 {'9' * 10_000}\n{'9' * 10_000}\n")
    assert said.code == 0
    assert said.out.count("Type a number from 1 to 4.") == 2


def test_a_folder_in_which_there_is_nothing_to_check_is_named(person: Person, tmp_path: Path) -> None:
    said = person.types("check", str(tmp_path))
    assert said.code == 3
    assert "There are no decks (*.yaml) in the folder" in said.err


def test_without_any_deck_every_verb_says_where_one_belongs(tmp_path: Path) -> None:
    nobody = Person(tmp_path / "home", tmp_path / "nothing")
    for words in ((), ("due",), ("decks",), ("study",)):
        said = nobody.types(*words)
        assert (said.code, "There are no decks. Put one into" in said.err) == (3, True)


def test_an_exam_file_is_sent_to_the_exam(person: Person, tmp_path: Path) -> None:
    said = person.types("study", str(write(tmp_path, "mine.exam.yaml", "exam: x")))
    assert (said.code, "kgquiz exam" in said.err) == (2, True)


def log_of(person: Person) -> list[tuple[Kind, str]]:
    """Kinds and cards of all that was logged."""
    with Store.open(person.home / "progress.db") as store:
        return [(event.kind, event.card.partition("/")[2]) for event in store.journal.all()]


def test_undo_after_a_suspension_asks_that_card_again_and_says_so(person: Person) -> None:
    said = person.types("study", lines="\nall\n:suspend\n:undo\n:quit\n")
    assert "Asked no more until you resume it: Парламент кандай аталат?" in said.out
    assert "Asked again: Парламент кандай аталат?" in said.out
    assert log_of(person) == [
        (Kind.REVIEW, "lease.recall"),
        (Kind.SUSPEND, "council.typed"),
        (Kind.UNDO, "council.typed"),
    ]
    assert person.types("suspended").out == "No card is suspended.\n"
    assert "1 card answered" in said.out


def test_undo_after_skipping_asks_that_card_again_and_keeps_the_answer_before(person: Person) -> None:
    said = person.types("study", lines="\nall\n:skip\n:undo\n:quit\n")
    assert "Put at the end of the sitting: Парламент кандай аталат?" in said.out
    assert "Taken back, the putting off of: Парламент кандай аталат?" in said.out
    assert log_of(person) == [(Kind.REVIEW, "lease.recall")]
    assert "1 card answered" in said.out


def test_undo_takes_back_the_word_of_the_student_first_then_the_answer(person: Person) -> None:
    said = person.types("study", "--type", "typed", "--limit", "2", lines="жок\n:right\n:undo\n:undo\n:undo\n:quit\n")
    told = ("Taken back, your word on", "Taken back, your answer to", "There is nothing to undo.")
    assert [said.out.count(words) for words in told] == [1, 1, 1]
    assert [kind for kind, _card in log_of(person)] == [Kind.REVIEW, Kind.AMEND, Kind.UNDO, Kind.UNDO]
