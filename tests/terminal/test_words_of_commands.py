"""What commands say in a line or two: paths, settings, cards by their text, JSON that a program can rely on."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kgquiz.errors import ExitCode
from tests.support import SMALL_DECK, Person, write

EXAM = """\
exam: midterm
title: Midterm
minutes: 40
sections:
- {decks: [many], count: 6, types: [typed]}
- {decks: [many], count: 2, types: [truefalse]}
"""
MANY = "deck: many\ntitle: Many\ncards:\n" + "".join(
    f"- {{id: t{n}, type: typed, page: 1, prompt: Суроо {word}?, answer: {word}}}\n"
    f"- {{id: f{n}, type: truefalse, page: 1, statement: Бул {word} туура., answer: true}}\n"
    for n, word in enumerate(("аким", "мэр", "салык", "бюджет", "кеңеш", "мыйзам", "жарлык", "токтом", "айыл", "шаар"))
)


def test_where_names_every_path(person: Person, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path / "decks", "own.yaml", SMALL_DECK)
    monkeypatch.chdir(tmp_path)
    found = person.types("where", "--json").json
    assert found.pop("kgquiz") == 1
    assert {name: Path(place["path"]) for name, place in found.items()} == {
        "home": person.home,
        "progress": person.home / "progress.db",
        "backups": person.home / "backups",
        "books": person.home / "books.db",
        "own_decks": person.home / "decks",
        "shipped_decks": person.shipped,
        "working_decks": tmp_path / "decks",
    }
    absent = [name for name, place in found.items() if not place["exists"]]
    assert absent == ["home", "progress", "backups", "books", "own_decks"]
    lines = [line.strip() for line in person.types("where").out.splitlines()]
    assert {str(person.home), str(person.home / "progress.db"), str(person.shipped)} <= set(lines)


def test_where_makes_nothing(person: Person) -> None:
    assert person.types("where").code == ExitCode.OK
    assert not person.home.exists()


def test_help_names_the_progress_file(person: Person) -> None:
    page = "".join(line.strip() for line in person.types("--help").out.splitlines())
    assert str(person.home / "progress.db") in page
    assert "KGQUIZ_HOME" not in page


def test_the_page_of_exam_has_the_options_of_sitting_one(person: Person) -> None:
    page = person.types("exam", "--help").out
    options = ("--items", "--minutes", "--pass", "--seed", "--resume", "--practice", "--plain", "--json")
    assert [option for option in options if option not in page] == []
    assert [verb for verb in ("sit", "list", "show", "review", "export", "stats") if verb not in page] == []


def test_a_blueprint_with_another_number_of_items_keeps_its_proportions(person: Person) -> None:
    write(person.shipped, "many.yaml", MANY)
    write(person.shipped, "midterm.exam.yaml", EXAM)
    said = person.types("exam", "midterm", "--items", "4", "--plain", lines="\n" + "аким\n" * 4 + ":hand-in\ny\n")
    assert "of 4 answered" in said.out
    document = person.types("exam", "export", "1", "--json").json
    kinds = [item["card"].partition("/")[2][0] for item in document["items"]]
    assert sorted(kinds) == ["f", "t", "t", "t"]
    assert document["minutes"] == 20


def test_more_items_than_a_section_has_are_refused_in_a_sentence(person: Person) -> None:
    write(person.shipped, "many.yaml", MANY)
    write(person.shipped, "midterm.exam.yaml", EXAM)
    said = person.types("exam", "midterm", "--items", "40", "--plain")
    assert said.code == ExitCode.USAGE
    assert "30 items are asked for; 10 exist in many" in said.err


@pytest.mark.parametrize(
    ("words", "near"),
    [
        (("exam", "lst"), "kgquiz exam list"),
        (("exam", "exprt"), "kgquiz exam export"),
        (("exam", "midtrem"), "midterm"),
        (("settings", "retenton", "0.9"), "retention"),
        (("settings", "new_per_dya"), "new-per-day"),
        (("study", "smal"), "small"),
        (("stduy",), "study"),
        (("due", "--jsn"), "--json"),
        (("exam", "show", "--jsn"), "--json"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_a_misspelt_word_is_answered_with_the_near_one(person: Person, words: tuple[str, ...], near: str) -> None:
    write(person.shipped, "midterm.exam.yaml", EXAM)
    said = person.types(*words)
    assert said.code in {ExitCode.USAGE, ExitCode.NOT_FOUND}
    assert re.search(rf"Did you mean '?{near}'?\?", said.err), said.err


def test_a_name_that_is_like_nothing_is_answered_with_the_exams_and_decks_there_are(person: Person) -> None:
    write(person.shipped, "midterm.exam.yaml", EXAM)
    said = person.types("exam", "qqq")
    assert (said.code, said.err.count("midterm"), said.err.count("small")) == (ExitCode.NOT_FOUND, 1, 1)


@pytest.mark.parametrize("text", ["0.85", "0,85", "85", "85%", "85 %"])
def test_a_retention_may_be_given_as_a_share_or_in_percent(person: Person, text: str) -> None:
    person.types("settings", "retention", text)
    kept = {row["name"]: row["value"] for row in person.types("settings", "--json").json["rows"]}
    at_first = {
        "new-per-day": 20,
        "day-starts": 4,
        "language": "auto",
        "order": "book",
        "theme": "auto",
        "memory": "blended",
    }
    assert kept == {"retention": 0.85, **at_first}


def test_a_setting_alone_is_shown_and_default_brings_it_back(person: Person) -> None:
    person.types("settings", "retention", "0.8")
    assert person.types("settings", "retention").out.startswith("retention = 0.8 ")
    person.types("settings", "retention", "default")
    assert person.types("settings", "retention").out.startswith("retention = 0.9 ")


@pytest.mark.parametrize("text", ["85", "0.5", "nan", "inf", "many", "9" * 400, "%", ""])
def test_a_value_that_does_not_fit_is_refused(person: Person, text: str) -> None:
    said = person.types("settings", "new-per-day", text or "x", "--json")
    if text == "85":
        assert said.json["rows"][0]["value"] == 85
    else:
        assert (said.code, said.out) == (ExitCode.USAGE, "")


def test_cards_are_shown_by_their_text_with_the_id_beside_it(person: Person) -> None:
    person.types("study", "small", "--type", "typed", "--plain", lines=":suspend\n:quit\n")
    listed = person.types("suspended").out.strip()
    assert re.fullmatch(r"\S.*\?  \[small/\w+\.typed\]", listed), listed
    assert person.types("undo").out.strip() == f"Asked again: {listed}"


def test_an_overruled_answer_names_what_was_asked(person: Person) -> None:
    person.types("study", "small", "--type", "typed", "--plain", lines="жок\n:right\n:quit\n")
    (line,) = person.types("check", "--overruled").out.splitlines()
    assert re.match(r"\S.*\?  \[small/\w+\.typed\]: “жок”", line), line


def test_today_by_the_plan_lists_questions(person: Person) -> None:
    person.types("plan", "small", "--exam", "2026-03-20", "--minutes", "20", "--quick")
    lines = person.types("plan", "--today").out.splitlines()
    assert len(lines) == 2
    assert [line for line in lines if "  [small/" not in line] == []
    assert all(row["question"] for row in person.types("plan", "--today", "--json").json["rows"])


def test_a_sitting_for_a_program_leaves_standard_output_to_the_json(person: Person) -> None:
    said = person.types("study", "small", "--type", "typed", "--json", lines="мэр\nмэр\n:quit\n")
    assert said.json["answered"] == 2
    assert "Шаарды ким башкарат?" in said.err


def test_an_exam_for_a_program_leaves_standard_output_to_the_json(person: Person) -> None:
    said = person.types("exam", "small", "--items", "1", "--json", lines="\nмэр\n:hand-in\ny\n")
    assert said.json["format"] == "kgquiz-exam-attempt"
    assert "Hand in" in said.err


def test_days_of_a_plan_are_dates_in_json(person: Person) -> None:
    said = person.types("plan", "small", "--exam", "20.03.2026", "--minutes", "20", "--quick", "--json").json
    assert said["exam"] == "2026-03-20"
    assert said["days"][0]["day"] == "2026-03-02"
    assert all(re.fullmatch(r"2026-03-\d\d", day["day"]) for day in said["days"])


def test_who_looks_for_the_home_screen_as_a_command_is_told_its_name(person: Person) -> None:
    said = person.types("home")
    assert said.code == ExitCode.USAGE
    assert "Did you mean 'kgquiz' alone?" in " ".join(said.err.split())


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("en", "'rtf' does not fit: --as is one of pdf, docx, md."),
        ("ky", "«rtf» туура келбейт: --as төмөнкүлөрдүн бири болот: pdf, docx, md."),
        ("ru", "«rtf» не подходит: --as может быть таким: pdf, docx, md."),
    ],
)
def test_a_word_that_is_none_of_those_allowed_is_answered_with_them(person: Person, language: str, told: str) -> None:
    said = person.types("--lang", language, "print", "paper", "midterm", "--as", "rtf", "-o", "out")
    assert said.code == ExitCode.USAGE
    assert told in said.err
