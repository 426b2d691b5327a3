"""Decks and exams by every name they have; what cannot be used is named, left out, and stops nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from kgquiz.actions.desk import Desk
from kgquiz.actions.exam.papers import ExamOptions, ready_exam
from kgquiz.actions.library.sources import meant, near, yaml_files
from kgquiz.storage.store import Store
from tests.exam.support import PLAN
from tests.support import SMALL_DECK, Person, write

OWN = SMALL_DECK.replace("deck: small", "deck: my-deck").replace("A small deck", "Mine")
CONTENT = """\
chapter: {n}
title: Тогузунчу
terms:
- {{id: akim, term: Аким, definition: Райондун башчысы., page: 17, points: [район, башчы]}}
- {{id: mayor, term: Мэр, definition: Шаардын башчысы., page: 17, points: [шаар, жетекчи]}}
"""
COMMANDS: list[tuple[str, ...]] = [
    ("due",),
    ("decks",),
    ("study",),
    ("study", "small"),
    (),
    ("exam", "list"),
    ("due", "small"),
]


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder the person stands in."""
    folder = tmp_path / "project"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


BROKEN = {
    "a misspelt field": "deck: one\ntitle: t\ncards:\n- {id: a, type: typed, promt: x, answer: y}\n",
    "no YAML": "deck: [\n",
    "no text": "\x00\x01",
    "nothing": "",
}


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_deck_is_named_and_left_out(name: str, words: tuple[str, ...], person: Person) -> None:
    write(person.home / "decks", "one.yaml", BROKEN[name])
    said = person.types(*words)
    assert said.code == 0
    assert ("one.yaml is left out" in said.err) == (words in {("due",), ("decks",), ("study",), ()})
    assert "Traceback" not in said.err


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
@pytest.mark.parametrize("name", ["._one.yaml", ".one.yaml", "._mid.exam.yaml", ".~lock.one.yaml"])
def test_a_hidden_file_is_no_deck(name: str, words: tuple[str, ...], person: Person) -> None:
    write(person.home / "decks", name, "\x00\x05\x16\x07 Mac OS X")
    said = person.types(*words)
    assert (said.code, said.err) == (0, "")


@pytest.mark.parametrize(
    "name", ["my-deck-LAPTOP-4K.yaml", "my-deck (conflicted copy).yaml", "a.yaml", "my-deck 2.yaml"]
)
def test_a_conflict_copy_is_named_and_left_out(name: str, person: Person) -> None:
    write(person.home / "decks", "my-deck.yaml", OWN)
    write(person.home / "decks", name, OWN.replace("Mine", "Old"))
    said = person.types("decks", "--json")
    assert sorted(row["title"] for row in said.json["rows"]) == ["A small deck", "Mine"]
    assert f"{name} is left out: it holds the same cards as" in said.err
    assert person.types("study", lines="\n\n").code == 0
    assert person.types("due").code == 0
    named = person.types("decks", "my-deck", "--json")
    assert (named.json["rows"][0]["title"], named.err) == ("Mine", "")


def test_a_copy_of_a_shipped_deck_is_left_out_not_the_shipped_one(person: Person) -> None:
    write(person.home / "decks", "copy.yaml", SMALL_DECK.replace("A small deck", "Copy"))
    said = person.types("decks", "--json")
    assert [row["title"] for row in said.json["rows"]] == ["A small deck"]
    assert "copy.yaml is left out" in said.err


def test_a_broken_deck_that_is_named_stops_with_its_lines(person: Person) -> None:
    write(person.home / "decks", "one.yaml", BROKEN["a misspelt field"])
    said = person.types("study", "one")
    assert said.code == 4
    assert "one.yaml:4: The field 'promt' is unknown." in said.err


def test_one_broken_deck_of_a_folder_does_not_hide_the_others(person: Person, here: Path) -> None:
    write(here / "mine", "my.yaml", OWN)
    write(here / "mine", "bad.yaml", BROKEN["no YAML"])
    said = person.types("due", "mine", "--json")
    assert (said.code, said.json["decks"]) == (0, ["my-deck"])
    assert "mine/bad.yaml is left out, line 2" in said.err


def test_a_broken_exam_is_named_and_the_others_are_listed(person: Person) -> None:
    write(person.shipped, "mid.exam.yaml", PLAN)
    write(person.home / "decks", "bad.exam.yaml", "exam: bad\ntitle: t\nminutes: many\nsections: []\n")
    said = person.types("exam", "list", "--json")
    assert [row["name"] for row in said.json["exams"]] == ["mid"]
    assert "bad.exam.yaml is left out, line 3" in said.err


@pytest.mark.parametrize("name", ["my-deck", "My-Deck", "MY DECK", "my_deck", "own", "OWN", "щцт"])
def test_a_deck_goes_by_its_field_and_its_file_in_any_letters(name: str, person: Person) -> None:
    write(person.home / "decks", "own.yaml", OWN)
    for words in (("due", name), ("study", name), ("decks", name), ("check", name), ("exam", name, "--items", "1")):
        said = person.types(*words, lines=":quit\n")
        assert said.code in {0, 1}, said.err
    assert person.types("due", name, "--json").json["decks"] == ["my-deck"]


@pytest.mark.parametrize("name", ["mid", "mid-term", "MID", "Mid-Term", "mid term", "ьшв"])
def test_an_exam_goes_by_its_field_and_its_file_in_any_letters(name: str, person: Person) -> None:
    text = "exam: mid-term\ntitle: Mid-term\nminutes: 9\nsections:\n- {decks: [SMALL], types: [typed], count: 1}\n"
    write(person.shipped, "mid.exam.yaml", text)
    with Store.open(person.world.database) as store:
        assert ready_exam(Desk(person.world, store), ExamOptions((name,))).blueprint.exam == "mid-term"


@pytest.mark.parametrize(
    "name",
    [
        "ch5",
        "Ch5",
        "CH5",
        "5",
        "05",
        "chapter5",
        "Chapter 5",
        "ch 5",
        "ch-5",
        "ch.5",
        "5-глава",
        "5 глава",
        "глава 5",
        "ср5",
    ],
)
def test_a_chapter_is_understood_by_its_number(name: str) -> None:
    assert meant(name, ["ch1", "ch5", "ch15", "part5"]) == "ch5"


@pytest.mark.parametrize("name", ["part2", "Part 2", "2-бөлүм", "часть 2"])
def test_a_part_is_understood_by_its_number(name: str) -> None:
    assert meant(name, ["ch2", "part1", "part2"]) == "part2"


def test_a_chapter_of_two_words_is_understood(person: Person) -> None:
    write(person.shipped, "ch3.yaml", OWN.replace("my-deck", "ch3"))
    assert person.types("due", "ch", "3", "--json").json["decks"] == ["ch3"]
    assert person.types("due", "3", "small", "--json").json["decks"] == ["ch3", "small"]


@pytest.mark.usefixtures("here")
def test_ones_own_exam_goes_before_a_shipped_one_that_declares_its_name(person: Person) -> None:
    text = "exam: {}\ntitle: {}\nminutes: 9\nsections:\n- {{decks: [small], types: [typed], count: 1}}\n"
    write(person.shipped, "final.exam.yaml", text.format("final", "Shipped"))
    write(person.home / "decks", "final.exam.yaml", text.format("forty", "Own"))
    with Store.open(person.world.database) as store:
        for names in ((), ("final",)):
            assert ready_exam(Desk(person.world, store), ExamOptions(names)).blueprint.title == "Own"


def test_another_number_is_another_chapter_and_no_slip() -> None:
    assert near("ch9", ["ch1", "ch8"]) is None
    assert near("smal", ["small", "ch8"]) == "small"


def test_the_deck_just_built_is_the_deck_studied(person: Person, here: Path) -> None:
    write(here / "content", "ch9.yaml", CONTENT.format(n=9))
    before = person.types("study", "ch9")
    assert before.code == 3
    assert "Run 'kgquiz build', then 'kgquiz study ch9'" in before.err
    assert person.types("build").code == 0
    assert person.types("study", "ch9", lines="\n").code == 0
    assert person.types("due", "9", "--json").json["cards"] == 6


def test_a_deck_built_here_goes_before_the_installed_one_and_the_program_says_so(person: Person, here: Path) -> None:
    write(person.shipped, "ch1.yaml", OWN.replace("my-deck", "ch1"))
    write(here / "content", "ch1.yaml", CONTENT.format(n=1))
    person.types("build")
    said = person.types("decks", "ch1", "--json")
    assert [row["title"] for row in said.json["rows"]] == ["Тогузунчу"]
    assert "'ch1' is decks/ch1.yaml of this folder here" in said.err
    assert [row["title"] for row in person.types("decks", "--json").json["rows"]] == ["Mine", "A small deck"]


def test_of_two_copies_of_one_deck_nothing_is_said(person: Person, here: Path) -> None:
    deck = OWN.replace("my-deck", "ch1")
    write(person.shipped, "ch1.yaml", deck)
    mine = write(here / "decks", "ch1.yaml", deck)
    assert person.types("decks", "ch1").err == ""
    mine.write_text(deck.replace("Mine", "Ours"), encoding="utf-8")
    said = person.types("decks", "ch1", "--json")
    assert [row["title"] for row in said.json["rows"]] == ["Ours"]
    assert "of this folder here" in said.err


@pytest.mark.parametrize(("folder", "build"), [("content", "kgquiz build"), ("src", "kgquiz build --content src")])
def test_content_given_for_a_deck_is_told_what_to_do(folder: str, build: str, person: Person, here: Path) -> None:
    write(here / folder, "ch9.yaml", CONTENT.format(n=9))
    said = person.types("study", f"{folder}/ch9.yaml")
    assert said.code == 2
    assert f"Run '{build}', then 'kgquiz study ch9'" in said.err


@pytest.mark.parametrize("name", ["~nosuchuser", "~nosuchuser/x.yaml", "x" * 5000, "x" * 5000 + ".yaml", "a\x00b"])
@pytest.mark.parametrize("verb", ["study", "check", "exam", "due"])
def test_a_name_that_no_file_can_have_is_a_sentence(verb: str, name: str, person: Person) -> None:
    said = person.types(verb, name)
    assert said.code in {2, 3}
    assert "Traceback" not in said.err


def test_content_among_the_decks_is_named_and_stops_nothing(person: Person) -> None:
    write(person.home / "decks", "ch9.yaml", CONTENT.format(n=9))
    said = person.types("due", "--json")
    assert (said.code, said.json["decks"]) == (0, ["small"])
    assert "is content, from which a deck is made" in said.err


def test_both_endings_of_yaml_make_an_exam(person: Person) -> None:
    text = "exam: mid-term\ntitle: Mid-term\nminutes: 9\nsections:\n- {decks: [small], types: [typed], count: 1}\n"
    write(person.home / "decks", "mid.exam.yml", text)
    said = person.types("exam", "list", "--json")
    assert ([row["name"] for row in said.json["exams"]], said.err) == (["mid"], "")
    assert person.types("due", "--json").json["decks"] == ["small"]


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize("name", ["", " ", ".", "..", "-", "🙂", "ч", "99999999999999999999"])
def test_an_odd_name_is_a_sentence(name: str, person: Person) -> None:
    said = person.types("due", "--", name)
    assert said.code in {0, 2, 3}
    assert "Traceback" not in said.err


def test_a_folder_lists_its_yaml_files_whatever_links_lie_among_them(tmp_path: Path) -> None:
    (tmp_path / "own.yaml").write_text("", encoding="utf-8")
    (tmp_path / "folder.yaml").mkdir()
    (tmp_path / "._own.yaml").write_text("", encoding="utf-8")
    try:
        (tmp_path / "circle.yaml").symlink_to("circle.yaml")
        (tmp_path / "lost.yaml").symlink_to("nowhere.yaml")
    except OSError:
        pytest.skip("no links may be made here")
    assert yaml_files(tmp_path) == [tmp_path / "own.yaml"]
    assert yaml_files(tmp_path / "own.yaml") == []
    assert yaml_files(tmp_path / "nowhere") == []
