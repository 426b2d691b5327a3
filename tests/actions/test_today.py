"""How much there is today: every place that says it says the same, under a plan and without one."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from kgquiz.actions.study.home import glance
from kgquiz.actions.study.queue import StudyOptions, chosen_queue
from kgquiz.errors import NothingToDo
from kgquiz.terminal.home.menu import home_choices
from kgquiz.terminal.home.status import status_lines
from tests.support import Person, write

Day = Callable[[Person], object]
Counted = tuple[int, int]
"""Cards met before, and new ones."""
PLAN = ("plan", "--exam", "2026-03-20", "--minutes", "6", "--blueprint", "last", "--quick")


def deck(name: str, cards: int) -> str:
    lines = (f"- {{id: c{n}, type: typed, page: 1, prompt: Суроо {n}?, answer: жооп{n}}}\n" for n in range(cards))
    return f"deck: {name}\ntitle: {name}\nchapter: 1\ncards:\n{''.join(lines)}"


@pytest.fixture
def student(tmp_path: Path) -> Person:
    """Someone with two decks and an exam of both; it is Monday, 2 March 2026."""
    shipped = tmp_path / "shipped"
    write(shipped, "one.yaml", deck("one", 30))
    write(shipped, "two.yaml", deck("two", 20))
    write(
        shipped,
        "last.exam.yaml",
        "exam: last\ntitle: Last\nminutes: 30\nsections: [{title: All, decks: [one, two], count: 10, points: 1}]\n",
    )
    person = Person(tmp_path / "home", shipped)
    person.clock.step = timedelta(seconds=4)
    return person


def answers(student: Person, n: int = 5) -> None:
    student.types("study", "--plain", "--no-plan", "--limit", str(n), lines="жок\n" * n + ":quit\n")


def goes_on(student: Person, days: int) -> None:
    student.clock.go_on(days=days)


DAYS: dict[str, tuple[Day, ...]] = {
    "the first morning": (),
    "after some answers": (answers,),
    "the next morning": (answers, lambda student: goes_on(student, 1)),
    "after a week away": (answers, lambda student: goes_on(student, 8)),
    "with more due than there is time for": (lambda s: answers(s, 40), lambda student: goes_on(student, 5)),
    "when the day's time is used": (lambda s: answers(s, 30), lambda s: answers(s, 30), lambda s: answers(s, 30)),
    "a day off": (answers, lambda student: goes_on(student, 6)),
    "the eve": (answers, lambda student: goes_on(student, 17)),
    "the day of the exam": (answers, lambda student: goes_on(student, 18)),
    "after the exam": (answers, lambda student: goes_on(student, 19)),
}


def in_words(text: str) -> Counted | None:
    """Of a line of words."""
    if found := re.search(r"Today by the plan: (\d+) cards?, (\d+) of them new", text):
        cards, new = map(int, found.groups())
        return cards - new, new
    if found := re.search(r"(\d+) cards? due · (\d+) new cards?", text):
        return int(found[1]), int(found[2])
    return None


def sayings(student: Person) -> Iterator[tuple[str, Counted]]:
    """Every place that counts today's cards, and what it says."""
    yield "due --json", counted(due := student.types("due", "--json").json)
    yield "due", in_words(student.types("due").out) or (0, 0)
    yield "study", student.asks(asked)
    yield "home in a pipe", in_words(student.types().out) or (0, 0)
    rows = student.types("decks", "--json").json["rows"]
    met = sum(row["due"] for row in rows)
    yield "decks --json", (met, sum(row["new"] for row in rows) if due["by_plan"] else due["new"])
    if due["by_plan"]:
        report = student.types("plan", "--quick", "--json").json
        yield "plan --json", (report["cards_today"] - report["new_today"], report["new_today"])
        planned = student.types("plan", "--today", "--json").json["rows"]
        new = sum(row["reason"] == "new" for row in planned)
        yield "plan --today", (len(planned) - new, new)
        yield "plan", of_plan(student.types("plan", "--quick").out)
        yield "home", in_words("\n".join(status_lines(student.asks(glance)))) or (0, 0)


def counted(due: dict[str, int]) -> Counted:
    return due["due"], due["new"]


def asked(desk: object) -> Counted:
    try:
        queue = chosen_queue(desk, StudyOptions()).queue  # type: ignore[arg-type] # any desk
    except NothingToDo:
        return 0, 0
    new = sum(entry.is_new for entry in queue)
    return len(queue) - new, new


def of_plan(text: str) -> Counted:
    if found := re.search(r"Today: (\d+) cards?, (\d+) of them new", text):
        return int(found[1]) - int(found[2]), int(found[2])
    missed = re.search(r"Today's time is used .*: (\d+) card", text)
    return int(missed[1]) if missed else 0, 0


@pytest.mark.landing
@pytest.mark.parametrize("day", DAYS)
@pytest.mark.parametrize("plan", [PLAN, (*PLAN, "--off", "sun"), None], ids=["plan", "Sundays off", "no plan"])
def test_every_place_that_says_how_much_there_is_today_says_the_same(
    student: Person, day: str, plan: tuple[str, ...] | None
) -> None:
    if plan is not None:
        assert student.types(*plan).code == 0
    for deed in DAYS[day]:
        deed(student)
    said = dict(sayings(student))
    assert len(set(said.values())) == 1, said


def test_a_deck_by_itself_is_counted_as_a_sitting_of_it_asks(student: Person) -> None:
    student.types(*PLAN)
    answers(student, 30)
    goes_on(student, 3)
    rows = {row["deck"]: row for row in student.types("decks", "--json").json["rows"]}
    for name in ("one", "two"):
        queue = student.asks(lambda desk, name=name: chosen_queue(desk, StudyOptions((name,))).queue)
        of_it = student.types("due", name, "--json").json
        assert of_it["by_plan"] is False
        assert of_it["due"] == sum(not entry.is_new for entry in queue) == rows[name]["due_alone"]
    assert rows["one"]["due"] < rows["one"]["due_alone"]


def test_what_comes_tomorrow_is_left_to_the_plan_that_chooses_it(student: Person) -> None:
    student.types(*PLAN)
    said = student.types("study", "--plain", "--limit", "2", lines="жок\nжок\n:quit\n").out
    assert "The plan will choose tomorrow's cards in the morning." in said
    assert "tomorrow" not in student.types("due").out
    assert student.types("due", "--json").json["due_tomorrow"] is None
    goes_on(student, 17)
    assert "come back tomorrow" in student.types("study", "--plain", "--limit", "2", lines="жок\nжок\n:quit\n").out


def test_a_deck_of_the_menu_offers_what_it_has_by_itself(student: Person) -> None:
    student.types(*PLAN)
    said = [choice.words for choice in home_choices(student.asks(glance))]
    assert "Study today's part of the plan" in said
    assert "By the plan" in student.types("decks").out
    student.types("plan", "--clear")
    assert "By the plan" not in student.types("decks").out
