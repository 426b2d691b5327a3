"""The plan as the student meets it, day after day, with the clock in our hands."""

from __future__ import annotations

import io
import os
import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console

from kgquiz.actions.desk import Desk
from kgquiz.actions.plan.report import plan_report
from kgquiz.actions.study.queue import StudyOptions
from kgquiz.actions.study.sitting import start_study
from kgquiz.cards.typed import Typed
from kgquiz.storage.store import Store
from kgquiz.terminal.plan.view import plan_view
from tests.support import ROOT, Person, Said, with_decks_read, write

CARDS = "".join(f"- {{id: c{n}, type: typed, page: {n + 1}, prompt: Суроо {n}?, answer: жооп{n}}}\n" for n in range(40))
BLUEPRINT = """\
exam: last
title: Last exam
minutes: 30
pass_mark: 50
sections: [{title: All, decks: [forty], count: 10, points: 1}]
"""


@pytest.fixture
def student(tmp_path: Path) -> Person:
    """Someone with forty cards and a blueprint; it is Monday, 2 March 2026."""
    write(tmp_path / "shipped", "forty.yaml", f"deck: forty\ntitle: Forty\nchapter: 1\ncards:\n{CARDS}")
    write(tmp_path / "shipped", "last.exam.yaml", BLUEPRINT)
    person = Person(tmp_path / "home", tmp_path / "shipped")
    person.clock.step = timedelta(seconds=5)
    return person


def planned(student: Person, *more: str) -> Said:
    return student.types("plan", "--exam", "2026-03-12", "--minutes", "5", "--blueprint", "last", "--quick", *more)


def numbers(student: Person) -> dict[str, Any]:
    report: dict[str, Any] = student.types("plan", "--quick", "--json").json
    return report


def test_a_plan_tells_days_minutes_work_and_mark(student: Person) -> None:
    said = planned(student)
    assert said.code == 0, said.err
    assert "Last exam · March 12, 2026 · 10 days left" in said.out
    report = numbers(student)
    assert (report["days_left"], report["minutes"]) == (10, 5)
    assert report["planned"]["mark"] > report["now"]["mark"]
    assert 0 < report["cards_today"] <= 5 * 60 / 10


def test_study_follows_the_plan_and_shows_the_minutes_left(student: Person) -> None:
    planned(student)
    said = student.types("study", lines="жооп\n")
    assert "min left" in said.out


def test_time_spent_is_taken_off_today(student: Person) -> None:
    planned(student)
    before = numbers(student)["minutes_today"]
    student.types("study", lines="жок\n" * 6)
    after = numbers(student)
    assert after["minutes_today"] < before
    assert after["minutes_spent"] > 0


def test_when_todays_time_is_used_the_plan_is_done_for_today(student: Person) -> None:
    planned(student)
    with Store.open(student.home / "progress.db") as store:
        sitting = start_study(Desk(student.world, store), StudyOptions())
        while (asked := sitting.current()) is not None:
            assert isinstance(asked.card, Typed)
            sitting.mark(asked, (asked.card.answer,), 60.0)
    said = student.types("study")
    assert said.code == 7
    assert "Today's part of the plan is done" in said.err
    assert "Today's part of the plan is done" in student.types().out


def test_falling_behind_changes_the_promise_but_not_the_plan(student: Person) -> None:
    planned(student)
    promised = numbers(student)["planned"]["mark"]
    student.clock.go_on(days=6)
    later = numbers(student)
    assert later["days_left"] == 4
    assert later["planned"]["mark"] < promised


def test_minutes_and_date_can_be_changed_one_by_one(student: Person) -> None:
    planned(student)
    few = numbers(student)["planned"]["mark"]
    assert student.types("plan", "--minutes", "20", "--quick").code == 0
    assert numbers(student)["planned"]["mark"] > few
    assert student.types("plan", "--exam", "05.03.2026", "--quick").code == 0
    assert (numbers(student)["days_left"], numbers(student)["minutes"]) == (3, 20)


def test_a_day_off_asks_nothing(student: Person) -> None:
    planned(student, "--off", "mon")
    assert "Today is a day off." in student.types("plan", "--quick").out
    assert "day off" in student.types("study", lines="x\n").err


def test_other_minutes_are_tried_out(student: Person) -> None:
    planned(student)
    tried = student.types("plan", "--json").json["what_if"]
    assert [row["minutes"] for row in tried] == [10, 20, 30, 45]
    marks = [row["mark"] for row in tried]
    assert marks == sorted(marks)


def test_on_the_exam_day_and_after_it_the_schedule_is_plain_again(student: Person) -> None:
    planned(student)
    student.clock.go_on(days=10)
    assert "exam is over or today" in student.types("plan").err
    assert "min left" not in student.types("study", lines="жооп\n").out
    student.clock.go_on(days=1)
    assert "min left" not in student.types("study", lines="жооп\n").out


def test_a_result_is_kept_beside_its_prediction(student: Person) -> None:
    planned(student)
    assert "still ahead" in student.types("plan", "--result", "78").err
    student.clock.go_on(days=10)
    said = student.types("plan", "--result", "78")
    assert "got 78 %" in said.out
    student.types("plan", "--exam", "2026-04-20", "--minutes", "5", "--blueprint", "last", "--quick")
    (result,) = student.types("plan", "--quick", "--json").json["results"]
    assert (result["exam"], result["actual"]) == ("2026-03-12", 78)


def test_the_same_morning_gives_the_same_plan(student: Person) -> None:
    planned(student)
    assert numbers(student) == numbers(student)


def test_home_counts_down_the_days(student: Person) -> None:
    planned(student)
    assert "10 days" in student.types().out


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("--exam", "2026-03-02"), "is today: a plan needs a day"),
        (("--exam", "2029-03-02"), "plan at most"),
        (("--exam", "soon"), "Write the day as"),
        (("--exam", "2026-03-12", "--off", "payday"), "--off takes days"),
        (("--exam", "2026-03-12", "--blueprint", "nosuch"), "nosuch"),
        (("--exam", "2026-03-12", "--order", "random"), "--order does not know"),
        (("--minutes", "20"), "Give the day of the exam"),
        (("--result", "20"), "no prediction"),
        (("--result", "-5"), "from 0 to 100"),
        (("--result", "nan"), "from 0 to 100"),
        (("--clear",), "There is no plan"),
        ((), "There is no plan"),
    ],
)
def test_what_does_not_make_a_plan_is_said_in_a_sentence(
    student: Person, words: tuple[str, ...], sentence: str
) -> None:
    said = student.types("plan", *words)
    assert said.code in {2, 3, 7}
    assert sentence in " ".join(said.err.replace("│", " ").split())
    assert "Traceback" not in said.err


def test_a_forgotten_plan_is_gone(student: Person) -> None:
    planned(student)
    assert student.types("plan", "--clear").code == 0
    assert student.types("plan").code == 7


def test_todays_cards_are_listed_best_first_each_with_its_reason(student: Person) -> None:
    planned(student)
    said = student.types("plan", "--today")
    first, *_ = said.out.splitlines()
    assert re.match(r" +1\. Суроо \d+\?  \[forty/c\d+\]  new  ", first)
    work = student.types("plan", "--today", "--json").json["rows"]
    assert len({card["card"] for card in work}) == len(work)
    assert {card["reason"] for card in work} == {"new"}


def test_new_cards_can_follow_the_book_and_reviews_come_first(student: Person) -> None:
    planned(student, "--order", "book", "--reviews-first", "3")
    student.types("study", "--limit", "4", lines="жок\n" * 3 + "жооп0\nжооп1\nжооп2\nжооп3\n" * 8)
    student.clock.go_on(days=2)
    work = student.types("plan", "--today", "--json").json["rows"]
    reasons = [card["reason"] for card in work]
    reviews = [reason for reason in reasons if reason != "new"]
    assert "new" not in reasons[: min(3, len(reviews))]
    new = [int(card["card"].partition("/c")[2]) for card in work if card["reason"] == "new"]
    assert new == sorted(new)


def test_the_first_morning_of_the_shipped_final_holds_terms_and_facts(tmp_path: Path) -> None:
    person = Person(with_decks_read(tmp_path / "home"), ROOT / "decks")
    person.types("plan", "--exam", "2026-04-01", "--minutes", "20", "--blueprint", "final", "--quick")
    work, seconds = person.types("plan", "--today", "--json").json["rows"], 0.0
    today: list[str] = []
    while seconds < 20 * 60:
        today.append(work[len(today)]["type"])
        seconds += work[len(today) - 1]["seconds"]
    assert {"typed", "cloze", "choice"} & set(today)


def test_every_wish_in_force_is_shown_whenever_it_was_made(student: Person) -> None:
    planned(student, "--off", "sat,sun", "--rehearsal", "--order", "book", "--reviews-first", "3")
    said = student.types("plan", "--minutes", "7", "--quick").out
    wishes = "7 min a day · off: sat, sun · new cards in the order of the book · reviews first: 3 · rehearsal"
    assert wishes in " ".join(said.split())
    student.types("plan", "--off", "none", "--no-rehearsal", "--order", "mixed", "--quick")
    assert "off:" not in student.types("plan", "--quick").out


def test_minutes_are_no_zero_by_default_in_the_help(student: Person) -> None:
    assert "default: 0" not in student.types("plan", "--help").out


@pytest.mark.parametrize(
    ("words", "days"),
    [
        ("sun", [6]),
        ("Sat,Sunday", [5, 6]),
        ("пн, вс", [0, 6]),
        ("дш,шш,шр,бш,жм,иш", [0, 1, 2, 3, 4, 5]),
        ("жк", [6]),
        ("жек", [6]),
        ("Жекшемби", [6]),
        ("дуйшомбу", [0]),
        ("бейшемби жума", [3, 4]),
        ("воскресенье;суббота", [5, 6]),
        ("weekends", [5, 6]),
        ("по выходным", [5, 6]),
        ("Дем алыш күндөрү", [5, 6]),
        ("weekdays", [0, 1, 2, 3, 4]),
        ("будни", [0, 1, 2, 3, 4]),
        ("иш күндөрү", [0, 1, 2, 3, 4]),
        ("fri-mon", [0, 4, 5, 6]),
        ("пн-пт", [0, 1, 2, 3, 4]),
        ("дш – жм", [0, 1, 2, 3, 4]),
        ("вт..чт, вс", [1, 2, 3, 6]),
        ("from Mon to Wednesday", [0, 1, 2]),
        ("со среды по пятницу", [2, 3, 4]),
        ("дүйшөмбүдөн шейшембиге чейин", [0, 1]),
        ("Sundays and Saturdays", [5, 6]),
        ("по понедельникам и субботам", [0, 5]),
        ("ар бир жекшемби", [6]),
        ("none", []),
        ("жок", []),
        ("нет", []),
    ],
)
def test_days_off_are_understood_in_three_languages(student: Person, words: str, days: list[int]) -> None:
    planned(student, "--off", words)
    assert numbers(student)["off"] == days


@pytest.mark.parametrize(
    "words",
    [
        "payday",
        "жума күнү эле",
        "ш",
        "mon tue wed thu fri sat sun",
        "пн-вс",
        "mon-",
        "mon-tue-wed",
        "sat-payday",
        ",",
        "none,sun",
    ],
)
def test_what_is_no_day_is_refused_with_the_days_there_are(student: Person, words: str) -> None:
    said = planned(student, "--off", words)
    assert said.code == 2
    assert "mon, tue, wed" in " ".join(said.err.replace("│", " ").split())


@pytest.mark.parametrize(("language", "name"), [("ky", "жк"), ("ru", "вс")])
def test_days_off_are_printed_in_the_language_of_the_interface(student: Person, language: str, name: str) -> None:
    planned(student, "--off", "sun")
    assert name in student.types("--lang", language, "plan", "--quick").out


def test_a_blueprint_edited_today_is_the_one_that_is_studied_today(student: Person) -> None:
    planned(student)
    before = student.types("plan", "--today", "--json").json["rows"]
    ten = "".join(f"- {{id: t{n}, type: typed, page: 1, prompt: Башка {n}?, answer: сөз{n}}}\n" for n in range(10))
    write(student.shipped, "ten.yaml", f"deck: ten\ntitle: Ten\nchapter: 2\ncards:\n{ten}")
    write(student.shipped, "last.exam.yaml", BLUEPRINT.replace("forty", "ten"))
    after = student.types("plan", "--today", "--json").json["rows"]
    assert {card["deck"] for card in before} == {"forty"}
    assert {card["deck"] for card in after} == {"ten"}
    assert "Башка" in student.types("study", "--limit", "1", lines="сөз\n").out


def test_what_is_listed_for_today_is_what_a_sitting_asks(student: Person) -> None:
    planned(student)
    student.types("study", "--limit", "2", lines="жок\nжок\n:quit\n")
    listed = student.types("plan", "--today", "--json").json["rows"]
    assert [row["reason"] for row in listed[:2]] == ["missed", "missed"]
    assert "missed, not yet right" in student.types("plan", "--today").out
    report = student.types("plan", "--quick", "--json").json
    assert len(listed) == report["cards_today"]
    assert sum(row["reason"] == "new" for row in listed) == report["new_today"]
    assert sum(row["seconds"] for row in listed[2:-1]) < 60 * report["minutes_today"]


def test_the_plan_that_is_looked_at_later_in_the_day_counts_what_home_counted(student: Person) -> None:
    os.utime(student.shipped / "forty.yaml", (0, 0))  # a file just written would be read anew, and planned anew
    planned(student)
    student.clock.step = timedelta(milliseconds=1)  # she is quicker than was thought: a new plan would hold more cards
    student.types("study", "--plain", "--limit", "8", lines="жок\n" * 8)
    seen = student.types().out
    report = numbers(student)
    told = f"Today by the plan: {report['cards_today']} cards, {report['new_today']} of them new"
    assert told in seen
    assert told in student.types().out


def test_one_figure_is_told_everywhere(student: Person) -> None:
    student.types("plan", "--exam", "2026-03-30", "--minutes", "10", "--blueprint", "last", "--off", "sun")
    report = student.types("plan", "--json").json
    mark = report["planned"]["mark"]
    assert report["days"][-1]["mark"] == pytest.approx(mark)
    assert {row["minutes"]: row["mark"] for row in report["what_if"]}[10] == pytest.approx(mark)
    assert report["chapters"][0]["planned"] == pytest.approx(mark, abs=0.5)
    assert report["settled"] is True


def test_a_setting_that_another_version_wrote_is_read_as_far_as_it_is_known(student: Person) -> None:
    planned(student)
    with Store.open(student.home / "progress.db") as store:
        store.connection.execute("update setting set value = json_set(value, '$.mood', 'x') where name = 'plan'")
    for words in ((), ("plan", "--quick"), ("study", "--limit", "1")):
        assert student.types(*words, lines="жооп\n").code == 0


GONE = {
    "no file": None,
    "no YAML": BLUEPRINT + "more: [\n",
    "more than there is": BLUEPRINT.replace("10", "900"),
    "of a deck that is gone": BLUEPRINT.replace("[forty]", "[fifty]"),
}


@pytest.mark.parametrize("text", GONE.values(), ids=GONE)
def test_an_exam_that_is_gone_or_broken_stops_nothing_but_its_plan(student: Person, text: str | None) -> None:
    student.types("study", "--plain", lines="жооп0\n")
    planned(student)
    file = student.shipped / "last.exam.yaml"
    file.unlink() if text is None else file.write_text(text, encoding="utf-8")
    for words in ("", "study --plain", "why forty/c0", "due", "stats"):
        said = student.types(*words.split())
        assert said.code == 0, (words, said.err)
    said = student.types("study", "--plain")
    assert "The plan is set aside" in said.err
    assert "kgquiz plan --clear" in said.err
    for words in ("plan --quick", "plan --today", "plan --minutes 9"):
        said = student.types(*words.split())
        assert said.code in {3, 4}
        assert "kgquiz plan --clear" in said.err
    assert student.types("plan", "--clear").code == 0


@pytest.mark.parametrize("width", [40, 60, 80])
def test_a_row_of_days_fits_the_screen_it_is_drawn_on(student: Person, width: int) -> None:
    planned(student)
    assert student.types("plan", "--exam", "2026-04-29", "--minutes", "5", "--quick").code == 0
    out = io.StringIO()
    Console(file=out, width=width).print(plan_view(student.asks(plan_report, what_if=())))
    mark, minutes = (line for line in out.getvalue().splitlines() if re.search("[▁▂▃▄▅▆▇█]", line))
    assert re.search(r"mark +[▁▂▃▄▅▆▇█]{10,60} \d+ → \d+ %$", mark.rstrip())
    assert re.search(r"minutes [▁▂▃▄▅▆▇█]{10,60} up to 5$", minutes.rstrip())
