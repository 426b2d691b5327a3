"""Exams line by line: what a pipe, a screen reader and a script meet."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from kgquiz.actions.desk import Desk
from kgquiz.actions.exam.papers import ExamOptions
from kgquiz.actions.exam.results import exam_result
from kgquiz.actions.exam.sitting import begin_exam, prepare_exam
from kgquiz.exam.attempt import Act, ExamStep
from kgquiz.storage.store import Store
from kgquiz.terminal.exam.flow import exam_flow
from kgquiz.terminal.exam.report_view import report_view
from kgquiz.terminal.painting.painters import painted
from kgquiz.terminal.safe_console import SafeConsole
from kgquiz.terminal.scene import Answered, Command, Scene
from tests.support import Person, Said, write

SURE_PLAN = """\
exam: sure
title: A small exam
minutes: 20
pass_mark: 50
certainty: true
shuffle: false
sections:
- {title: Typed, decks: [small], types: [typed], count: 1, points: 1}
- {title: Chosen, decks: [small], types: [choice], count: 1, points: 1}
- {title: Open, decks: [small], types: [outline], count: 1, points: 2}
"""
PLAN = SURE_PLAN.replace("certainty: true\n", "").replace("exam: sure", "exam: small")

SEED = ("--seed", "3")
"""A paper of council.typed, head.choice (options: аким, спикер, мэр, губернатор in some order) and q1.outline."""


@pytest.fixture
def candidate(person: Person) -> Person:
    """Someone with one small deck and two exams on it."""
    write(person.shipped, "sure.exam.yaml", SURE_PLAN)
    write(person.shipped, "small.exam.yaml", PLAN)
    return person


def answers(said: Said, option: str) -> str:
    """The number under which an option was offered."""
    line = next(line for line in said.out.splitlines() if line.strip().endswith(f") {option}"))
    return line.strip().partition(")")[0]


def option(candidate: Person, tmp_path: Path, text: str) -> str:
    """What to type for an option of the small exam: the same seed offers the same order to anyone."""
    other = Person(tmp_path / "other-home", candidate.shipped)
    paper = Person.types(other, "exam", "small", *SEED, lines="\n:skip\n:skip\n:quit\n")
    return answers(paper, text) if f") {text}" in paper.out else ""


def sat(candidate: Person, *lines: str, words: tuple[str, ...] = ("small", *SEED)) -> Said:
    return candidate.types("exam", *words, lines="\n".join(["", *lines]) + "\n")


def test_nothing_is_said_about_right_and_wrong_before_the_end(candidate: Person) -> None:
    said = sat(candidate, "жогорку кенеш", "1", "something", ":quit")
    for word in ("Right", "Not right", "Жогорку Кеңеш", "бирөө"):
        assert word not in said.out
    assert "kgquiz exam --resume" in said.out
    assert said.code == 0


def test_position_and_time_left_stand_at_every_question(candidate: Person) -> None:
    out = sat(candidate, ":skip", ":skip", ":quit").out
    assert "[1/3 · 20:00] Typed" in out
    assert "[2/3 · 20:00] Chosen" in out
    assert "[3/3 · " in out


def test_an_exam_is_left_resumed_handed_in_self_marked_and_reported(candidate: Person, tmp_path: Path) -> None:
    number = option(candidate, tmp_path, "мэр")
    sat(candidate, "жогорку кенеш", ":flag", ":back", ":quit")
    overview = candidate.types("exam", "--resume", lines=":overview\n:quit\n").out
    assert "Answered 1, open 2, flagged 1." in overview
    assert "Flagged: 2" in overview
    said = candidate.types("exam", "--resume", lines=f":skip\n{number}\nтаза оюмда\n:hand-in\ny\n1\n")
    assert "Your answer so far: жогорку кенеш" in said.out
    assert "You wrote: таза оюмда" in said.out
    assert "75 %" in said.out
    assert "PASSED" in said.out


def test_the_report_looks_as_agreed(candidate: Person, golden: Callable[[str, str], None]) -> None:
    for typed in ("Конституция", "жогорку кенеш"):
        said = sat(candidate, typed, "1", "", ":hand-in", "y", "1")
        candidate.clock.go_on(days=3)
    golden("exam_report_in_a_pipe.txt", said.out[said.out.rindex(" A small exam\n") :])
    drawn = io.StringIO()
    SafeConsole(file=drawn, width=80).print(report_view(candidate.asks(exam_result, 2)))
    golden("exam_report.txt", "\n".join(line.rstrip() for line in drawn.getvalue().splitlines()) + "\n")


@pytest.mark.parametrize("width", [40, 60, 80, 120])
def test_the_bars_of_the_report_are_as_long_as_there_is_room(candidate: Person, width: int) -> None:
    sat(candidate, "Конституция", ":hand-in", "y")
    drawn = io.StringIO()
    SafeConsole(file=drawn, width=width).print(report_view(candidate.asks(exam_result, 1)))
    bars = [found for line in drawn.getvalue().splitlines() if (found := re.search("[█·▏▎▍▌▋▊▉┃]{4,}.?", line))]
    assert bars
    assert all("…" not in found.group() for found in bars)
    longest = max(len(found.group().rstrip()) for found in bars)
    assert longest == 24 if width >= 80 else 6 <= longest <= 24


def test_hand_in_asks_once_and_no_goes_back(candidate: Person) -> None:
    out = sat(candidate, ":hand-in", "n", ":hand-in", "y").out
    assert out.count("3 items are open.") == 2
    assert "NOT PASSED" in out


def test_an_exam_begun_while_one_is_open_asks_which_one_is_meant(candidate: Person) -> None:
    sat(candidate, "жогорку кенеш", ":quit")
    asked = candidate.types("exam", "sure", lines=":quit\n").out
    assert "No. 1, “A small exam”: 1 of 3 answered · 20:00 left" in asked
    assert "2) Begin another exam: A small exam" in asked
    assert "Your answer so far: жогорку кенеш" in candidate.types("exam", "sure", lines="1\n:back\n:quit\n").out
    assert len(candidate.types("exam", "list", "--json").json["attempts"]) == 1
    candidate.types("exam", "sure", lines="2\n\n:quit\n")
    states = [row["state"] for row in candidate.types("exam", "list", "--json").json["attempts"]]
    assert states == ["open", "open"]


def test_an_open_exam_can_be_handed_in_where_another_was_to_begin(candidate: Person) -> None:
    sat(candidate, "жогорку кенеш", ":quit")
    said = candidate.types("exam", "sure", lines="3\n")
    assert "No. 1 · 1 of 3 answered" in said.out
    assert [row["state"] for row in candidate.types("exam", "list", "--json").json["attempts"]] == ["marked"]


def test_the_blanks_filled_so_far_count_where_the_input_ends_in_the_middle(candidate: Person) -> None:
    write(
        candidate.shipped,
        "two.yaml",
        "deck: two\ntitle: Two\ncards:\n- {id: a, type: cloze, page: 1, text: 'Мөөнөтү {{5}}, жашы {{35}} жыл.'}\n",
    )
    candidate.types("exam", "two", "--items", "1", lines="\n5\n")
    candidate.types("exam", "--resume", lines=":hand-in\ny\n")
    (held,) = candidate.types("exam", "show", "--json").json["items"]
    assert (held["answer"][0], held["score"]) == ("5", 0.5)


def test_certainty_is_asked_before_anything_is_revealed_and_counts(candidate: Person) -> None:
    said = sat(candidate, "жогорку кенеш", "x", "3", ":hand-in", "y", words=("sure", *SEED))
    assert "How sure are you? 1 not sure, 2 fairly sure, 3 sure" in said.out
    assert "Type a number from 1 to 3." in said.out
    held = candidate.types("exam", "show", "--json").json
    assert (held["items"][0]["sure"], held["items"][0]["points"]) == (3, 1.0)
    assert "Certainty and truth" in said.out


def test_practice_comments_at_once_and_lets_nothing_be_changed(candidate: Person) -> None:
    said = sat(candidate, "өкмөт", ":back", "2", ":back", ":hand-in", "y", words=("small", *SEED, "--practice"))
    assert "Right: Жогорку Кеңеш" in said.out.split("[2/3")[0]
    held = candidate.types("exam", "show", "--json").json
    assert held["practice"]
    assert held["items"][0]["answer"] == ["өкмөт"]


def test_practice_can_be_left_on_its_comment_and_its_comment_has_the_marks_of_study(candidate: Person) -> None:
    with Desk(candidate.world) as desk:
        options = ExamOptions(("small",), seed="3", practice=True)
        sitting = begin_exam(desk, prepare_exam(desk, options))
        flow = exam_flow(sitting)
        next(flow)
        scenes = [flow.send(Answered(("өкмөт",)))]
        scenes.append(flow.send(Command.NEXT))
        scenes.append(flow.send(Command.BACK))
        drawn = [drawn_by(scene) for scene in scenes]
        assert "✗ Not right." in drawn[0]
        assert "Right: Жогорку Кеңеш" in drawn[0]
        assert "Choose one." in drawn[1]
        assert drawn[2].split("·")[-1] == drawn[0].split("·")[-1]
        with pytest.raises(StopIteration) as end:
            flow.send(Command.QUIT)
    assert end.value.value is False


def drawn_by(scene: Scene) -> str:
    """A scene as the screen shows it."""
    console = SafeConsole(width=80, file=io.StringIO(), record=True)
    console.print(painted(scene, 80))
    return console.export_text()


def test_the_header_counts_answered_items_and_next_leads_forward_without_skipping(candidate: Person) -> None:
    out = sat(candidate, "жогорку кенеш", ":next", ":back", ":quit").out
    assert "[2/3 · 20:00 · 1 answered] Chosen" in out
    assert "[3/3 · 20:00 · 1 answered] Open" in out
    assert ":skip" not in sat(candidate, ":nonsense", words=("--resume",)).out


def test_undo_in_an_exam_says_what_it_took_back_or_that_there_is_nothing(candidate: Person) -> None:
    out = sat(candidate, ":undo", "жогорку кенеш", ":back", ":undo", ":quit").out
    assert out.count("There is nothing to undo.") == 1
    assert "Taken back, your answer to this item.\n[1/3" in out


def test_before_handing_in_only_what_is_open_or_flagged_is_counted(candidate: Person) -> None:
    out = sat(candidate, "а", "1", "б", ":hand-in", "n", ":quit").out
    assert "Every item is answered.\n\nHand in?" in out
    assert "0 items" not in out
    assert (
        "2 items are open.\n1 item is flagged." in sat(candidate, "2", "", "а", ":flag", ":hand-in", "n", ":quit").out
    )


def test_after_a_failed_exam_no_chance_of_passing_again_is_spoken_of(candidate: Person) -> None:
    out = sat(candidate, "өкмөт", ":hand-in", "y").out
    assert "NOT PASSED" in out
    assert "Chance on another paper" in out
    assert "again" not in out
    assert not [word for word in ("Wilson", "binomial", "standard error") if word in out]


def test_time_up_hands_in_and_says_so(candidate: Person) -> None:
    sat(candidate, "жогорку кенеш", ":quit")
    candidate.clock.go_on(minutes=25)
    said = candidate.types("exam", "--resume")
    assert "Time is up." in said.out
    assert "1 of 3 answered" in " ".join(said.out.split())


@pytest.mark.parametrize(("minutes", "warning"), [(9, ""), (11, "less than 10 minutes!"), (19.5, "the last minute!")])
def test_warnings_come_at_ten_minutes_and_at_one(candidate: Person, minutes: float, warning: str) -> None:
    sat(candidate, ":quit")
    candidate.clock.go_on(minutes=minutes)
    out = candidate.types("exam", "--resume", lines=":quit\n").out
    assert ("!" in out, warning in out) == (bool(warning), True)


def test_the_end_of_input_leaves_the_exam_to_be_resumed(candidate: Person) -> None:
    assert sat(candidate, "жогорку кенеш").code == 0
    with Store.open(candidate.world.database) as store:
        acts = [step.act for step in store.attempts.steps(1)]
    assert acts == [Act.START, Act.SHOW, Act.ANSWER, Act.SHOW, Act.PAUSE]


def test_an_exam_handed_in_waits_for_its_self_marking(candidate: Person) -> None:
    said = sat(candidate, ":skip", ":skip", "written", ":hand-in", "y", ":quit")
    assert "Mark your open questions" in said.out
    assert [row["state"] for row in candidate.types("exam", "list", "--json").json["attempts"]] == ["handed in"]
    assert "You wrote: written" in candidate.types("exam", "--resume", lines="all\n").out


def test_lists_reviews_and_exports_answer_in_words_and_json(candidate: Person, tmp_path: Path) -> None:
    sat(candidate, "өкмөт", ":hand-in", "y")
    assert "A small exam" in candidate.types("exam", "list").out
    held = candidate.types("exam", "list", "--json").json
    assert [row["name"] for row in held["exams"]] == ["small", "sure"]
    assert held["attempts"][0]["passed"] is False
    walked = candidate.types("exam", "review", lines="\n\n\n").out
    assert "1 of 3 missed" in walked
    assert "Right: Жогорку Кеңеш" in walked
    assert len(candidate.types("exam", "review", "--json").json["rows"]) == 3
    path = tmp_path / "mine.json"
    assert str(path) in candidate.types("exam", "export", "1", "--to", str(path)).out
    shown = candidate.types("exam", "show", "1", "--json").json
    assert {"kgquiz": 1} | json.loads(path.read_text(encoding="utf-8")) == shown
    assert candidate.types("exam", "export", "--json").json == shown


@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        (("nothing",), 3, "No exam or deck is named 'nothing'"),
        (("--resume",), 7, "No exam was left unfinished"),
        (("show",), 7, "No exam was sat yet"),
        (("show", "4"), 3, "There is no exam number 4"),
        (("small", "--items", "9"), 2, "9 items are asked for; 2 exist"),
        (("small", "--minutes", "0"), 2, ""),
        (("lost.exam.yaml",), 3, "cannot be read"),
    ],
)
def test_what_cannot_be_done_is_said_in_a_sentence(
    candidate: Person, words: tuple[str, ...], code: int, sentence: str
) -> None:
    said = candidate.types("exam", *words)
    assert said.code == code
    assert sentence in said.err


def test_the_cover_can_be_declined_and_nothing_has_begun(candidate: Person) -> None:
    candidate.types("exam", "small", lines=":quit\n")
    assert candidate.types("exam", "list", "--json").json["attempts"] == []


def test_steps_of_an_exam_reach_the_disk_before_the_next_question_is_shown(candidate: Person) -> None:
    """At the moment a question is read out, all that was said before it is in the file."""
    sat(candidate, "жогорку кенеш", ":quit")
    with Store.open(candidate.world.database) as store:
        steps = store.attempts.steps(1)
    assert ExamStep(Act.ANSWER, steps[2].at, 0, ("жогорку кенеш",)) == steps[2]


def test_an_instructor_sees_how_hard_the_items_of_collected_exams_are(candidate: Person, tmp_path: Path) -> None:
    folder = tmp_path / "collected"
    folder.mkdir()
    for student, typed in enumerate(("жогорку кенеш", "өкмөт", "жогорку кеңеш")):
        other = Person(tmp_path / f"home{student}", candidate.shipped)
        other.chance.seed(student)
        sat(other, typed, ":hand-in", "y")
        other.types("exam", "export", "--to", str(folder / f"{student}.json"))
    (held,) = candidate.types("exam", "stats", str(folder), "--json").json["exams"]
    by_card = {one["item"]: one for one in held["items"]}
    assert held["sittings"] == 3
    assert by_card["small/council.typed"]["facility"] == pytest.approx(2 / 3)
    shown = candidate.types("exam", "stats", str(folder)).out
    assert "small/council.typed" in shown
    assert "67 %" in shown
    twice = candidate.types("exam", "stats", str(folder / "0.json"), str(folder / "0.json"), "--json").json
    assert twice["exams"][0]["sittings"] == 1


def test_several_exams_in_one_folder_are_told_apart(candidate: Person, tmp_path: Path) -> None:
    folder = tmp_path / "collected"
    folder.mkdir()
    options: tuple[str, ...]
    for student, options in enumerate(((), ("--minutes", "7"))):
        other = Person(tmp_path / f"home{student}", candidate.shipped)
        other.chance.seed(student)
        sat(other, "өкмөт", ":hand-in", "y", words=("small", *SEED, *options))
        other.types("exam", "export", "--to", str(folder / f"{student}.json"))
    held = candidate.types("exam", "stats", str(folder), "--json").json["exams"]
    assert [(one["exam"], one["sittings"]) for one in held] == [("small", 1), ("small-7min", 1)]
    shown = candidate.types("exam", "stats", str(folder)).out
    assert "(small)" in shown
    assert "(small-7min)" in shown


def test_a_file_that_is_no_export_is_named(candidate: Person, tmp_path: Path) -> None:
    path = write(tmp_path, "other.json", '{"format": "something"}')
    said = candidate.types("exam", "stats", str(path))
    assert said.code == 4
    assert "is not an exam that this kgquiz exported" in said.err


def test_an_only_section_goes_by_the_name_of_its_exam(candidate: Person) -> None:
    said = candidate.types("exam", "small", "--items", "2", lines="\n:quit\n")
    assert "] A small deck — " in said.out
