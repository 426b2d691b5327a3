"""Several exams in one plan, days off by date, and when the study day starts."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.support import Person, write

CARDS = "".join(
    f"- {{id: c{n}, type: typed, page: {n + 1}, chapter: 1, prompt: Суроо {n}?, answer: жооп{n}}}\n" for n in range(40)
)


def _deck(name: str, chapter: int) -> str:
    cards = CARDS.replace(", chapter: 1", "").replace("id: c", f"id: {name[0]}").replace("жооп", f"{name}жооп")
    return f"deck: {name}\ntitle: {name}\nchapter: {chapter}\ncards:\n{cards}"


def _exam(name: str, decks: str) -> str:
    return (
        f"exam: {name}\ntitle: Exam {name}\nminutes: 30\npass_mark: 50\n"
        f"sections: [{{title: All, decks: [{decks}], count: 10, points: 1}}]\n"
    )


@pytest.fixture
def student(tmp_path: Path) -> Person:
    """Someone with two chapters, an exam of the first and one of both; it is Monday, 2 March 2026."""
    write(tmp_path / "shipped", "north.yaml", _deck("north", 1))
    write(tmp_path / "shipped", "south.yaml", _deck("south", 2))
    write(tmp_path / "shipped", "mid.exam.yaml", _exam("mid", "north"))
    write(tmp_path / "shipped", "last.exam.yaml", _exam("last", "north, south"))
    person = Person(tmp_path / "home", tmp_path / "shipped")
    person.clock.step = timedelta(seconds=5)
    return person


BOTH = ("--exam", "2026-03-12", "--paper", "mid", "--exam", "2026-03-30", "--paper", "last", "--minutes", "5")


def report_of(student: Person, *words: str) -> dict[str, Any]:
    said = student.types("plan", *words, "--quick", "--json")
    assert said.code == 0, said.err
    found: dict[str, Any] = said.json
    return found


def test_two_exams_share_the_minutes_and_each_has_its_mark(student: Person) -> None:
    report = report_of(student, *BOTH)
    assert (report["title"], report["exam"], report["days_left"]) == ("Exam mid", "2026-03-12", 10)
    [later] = report["later"]
    assert (later["title"], later["exam"], later["days_left"]) == ("Exam last", "2026-03-30", 28)
    for marks in (report, later):
        assert marks["untouched"]["mark"] < marks["planned"]["mark"]
    assert len(report["days"]) == 28
    used = {day["day"]: day["minutes"] for day in report["days"]}
    assert used["2026-03-12"] == 0, "no study on the day of an exam"
    assert sum(used.values()) > 0.9 * 27 * 5
    said = student.types("plan", "--quick").out
    assert "Exam mid" in said
    assert "Exam last · March 30, 2026 · 28 days left" in said
    (eve,) = (day["mark"] for day in report["days"] if day["day"] == "2026-03-11")
    assert f"→ {eve:.0f} % (Exam mid)" in said, "the marks by day are the first exam's, up to its eve"


def test_what_the_nearer_exam_asks_comes_first_and_the_later_one_costs_it_little(student: Person) -> None:
    both = report_of(student, *BOTH)
    work = student.types("plan", "--today", "--json").json["rows"]
    assert {card["deck"] for card in work[:5]} == {"north"}
    student.types("plan", "--drop", "last")
    alone = report_of(student)
    assert alone["later"] == []
    assert both["planned"]["mark"] > alone["planned"]["mark"] - 6


def test_exams_are_added_and_dropped_one_by_one(student: Person) -> None:
    report_of(student, "--exam", "2026-03-30", "--paper", "last", "--minutes", "5")
    added = report_of(student, "--add", "--exam", "2026-03-12", "--paper", "mid", "--off", "sun")
    assert (added["title"], added["later"][0]["title"], added["off"]) == ("Exam mid", "Exam last", [6])
    again = student.types("plan", "--exam", "2026-03-20")
    assert again.code == 2
    assert "--add" in again.err
    assert report_of(student)["exam"] == "2026-03-12", "a refused wish changes nothing"
    assert student.types("plan", "--drop", "nosuch").code == 3
    left = report_of(student, "--drop", "2026-03-12")
    assert (left["title"], left["minutes"], left["off"]) == ("Exam last", 5, [6])
    student.types("plan", "--drop", "last")
    assert student.types("plan").code == 7


def test_when_the_first_exam_is_over_the_next_one_is_planned_for(student: Person) -> None:
    report_of(student, *BOTH)
    student.clock.moment += timedelta(days=10)
    assert "The exam is today" in student.types().out
    student.clock.moment += timedelta(days=1)
    report = report_of(student)
    assert (report["title"], report["days_left"], report["later"]) == ("Exam last", 17, [])
    noted = student.types("plan", "--result", "70", "--json").json
    assert noted["exam"] == "2026-03-12", "the mark is that of the exam that is over"


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--exam", "2026-03-12", "--exam", "2026-03-30"), "one --paper for each --exam"),
        (("--exam", "2026-03-12", "--paper", "mid", "--paper", "last"), "one --paper for each --exam"),
        (("--add", "--paper", "last"), "--add needs the day"),
        (("--exam", "2026-03-12", "--paper", "mid", "--off", "2026-03-09..2026-03-01"), "no span of days"),
        (("--exam", "2026-03-12", "--paper", "mid", "--off", "2026-13-09"), "is not a date"),
    ],
)
def test_what_is_no_plan_of_exams_is_said(student: Person, words: tuple[str, ...], told: str) -> None:
    said = student.types("plan", *words)
    assert said.code == 2
    assert told in " ".join(said.err.replace("│", " ").split())


def test_single_days_off_come_to_those_there_are_and_none_forgets_them(student: Person) -> None:
    report_of(student, "--exam", "2026-03-20", "--paper", "mid", "--minutes", "5", "--off", "sun")
    report = report_of(student, "--off", "2026-03-04, 10.03.2026..12.03.2026")
    assert report["off"] == [6]
    assert report["off_dates"] == ["2026-03-04", "2026-03-10", "2026-03-11", "2026-03-12"]
    idle = [day["day"] for day in report["days"] if day["minutes"] == 0]
    assert idle == ["2026-03-04", "2026-03-08", "2026-03-10", "2026-03-11", "2026-03-12", "2026-03-15"]
    assert "off: sun, 2026-03-04, 2026-03-10 – 2026-03-12" in student.types("plan", "--quick").out
    student.clock.moment += timedelta(days=2)
    assert "a day off" in student.types().out
    assert report_of(student, "--off", "none")["off_dates"] == []


def test_the_study_day_starts_at_the_hour_that_was_set(student: Person) -> None:
    student.clock.moment = student.clock.moment.replace(hour=5, minute=30)
    day = date.fromisoformat(student.types("due", "--json").json["day"])
    assert student.types("settings", "day-starts", "6").code == 0
    assert date.fromisoformat(student.types("due", "--json").json["day"]) == day - timedelta(days=1)
    assert student.types("settings", "day-starts", "13").code == 2


def test_the_morning_of_one_exam_is_free_wherever_it_is_asked(student: Person) -> None:
    report_of(student, *BOTH)
    student.types("study", "--limit", "1", lines="жок\n:quit\n")
    student.clock.moment += timedelta(days=10)
    report = report_of(student)
    assert (report["title"], report["day_off"], report["exam_today"]) == ("Exam last", True, True)
    assert report["days"][0] == {"day": "2026-03-12", "minutes": 0.0, "mark": report["days"][0]["mark"]}
    assert student.types("plan", "--today", "--json").json["rows"] == []
    assert "Today an exam is sat: the plan leaves the day free." in student.types("plan", "--quick").out
    assert "Today an exam is sat" in student.types("study").err
    assert "The exam is today." in student.types().out
    student.clock.moment += timedelta(days=1)
    assert student.types("plan", "--today", "--json").json["rows"]
