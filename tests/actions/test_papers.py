from __future__ import annotations

from pathlib import Path

import pytest

from kgquiz.errors import ExitCode
from kgquiz.knowledge.deck import Deck
from kgquiz.knowledge.write import deck_text
from tests.exam.support import PLAN, pool
from tests.support import Person, write


@pytest.fixture
def teacher(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Person:
    """Someone with a deck of 60 items and an exam on it, in a folder of her own."""
    deck = Deck(deck="d1", title="Deck one", chapter=4, cards=tuple(c.card for c in pool(60)))
    write(tmp_path / "shipped", "d1.yaml", deck_text(deck, "a test"))
    write(tmp_path / "shipped", "mid.exam.yaml", PLAN)
    monkeypatch.chdir(tmp_path)
    return Person(tmp_path / "home", tmp_path / "shipped")


def cards(person: Person, *words: str) -> list[str]:
    said = person.types("exam", "preview", *words, "--json")
    assert said.code == 0, said.err
    return [item["card"] for item in said.json["items"]]


def test_the_same_seed_shows_the_same_paper_and_the_key_only_when_asked(teacher: Person) -> None:
    plain, again = (teacher.types("exam", "preview", "mid", "--seed", "7").out for _ in range(2))
    assert plain == again
    assert "12. " in plain
    assert "✓" not in plain
    assert teacher.types("exam", "preview", "mid", "--seed", "7", "--key").out.count("✓") == 12


def test_swapping_changes_one_item_of_a_paper(teacher: Person) -> None:
    before, after = cards(teacher, "mid", "--seed", "7"), cards(teacher, "mid", "--seed", "7", "--swap", "3")
    assert [n for n, pair in enumerate(zip(before, after, strict=True), 1) if pair[0] != pair[1]] == [3]


def test_pinning_keeps_an_item_and_draws_the_others_anew(teacher: Person) -> None:
    before, after = cards(teacher, "mid", "--seed", "7"), cards(teacher, "mid", "--seed", "7", "--pin", "3")
    assert len(after) == len(set(after)) == 12
    assert before[2] in after
    assert len(set(before) & set(after)) < 6


def test_a_saved_paper_is_sat_by_others_with_exactly_its_cards(teacher: Person, tmp_path: Path) -> None:
    wanted = cards(teacher, "mid", "--seed", "7", "--swap", "2", "-o", "paper.yaml")
    other = Person(tmp_path / "elsewhere", tmp_path / "shipped")
    assert cards(other, "paper.yaml") == wanted
    said = other.types("exam", "sit", "paper.yaml", "--plain", lines="\n:hand-in\ny\n")
    assert said.code == 0, said.err
    sat = other.types("exam", "export", "--json").json
    assert [item["card"] for item in sat["items"]] == wanted
    assert sat["seed"] == "7/s2"


def test_a_deck_that_has_lost_a_card_says_so_by_the_line_of_the_paper(teacher: Person, tmp_path: Path) -> None:
    first = cards(teacher, "mid", "--seed", "7", "-o", "paper.yaml")[0]
    deck = Deck(deck="d1", title="Deck one", chapter=4, cards=tuple(c.card for c in pool(60) if c.key != first))
    write(tmp_path / "shipped", "d1.yaml", deck_text(deck, "a test"))
    said = teacher.types("exam", "sit", "paper.yaml", "--plain")
    assert said.code == ExitCode.BAD_CONTENT
    assert f"has no card '{first}'" in said.err
    assert "paper.yaml:" in said.err


def test_a_paper_is_no_deck_and_takes_no_seed(teacher: Person) -> None:
    cards(teacher, "mid", "--seed", "7", "-o", "paper.yaml")
    assert teacher.types("exam", "sit", "paper.yaml", "--seed", "8").code == ExitCode.USAGE
    assert teacher.types("exam", "preview", "mid", "--seed", "7", "-o", "paper.yaml").code == ExitCode.CANNOT_WRITE
    assert teacher.types("exam", "preview", "mid", "--swap", "99").code == ExitCode.USAGE


def test_a_paper_spoilt_by_hand_names_every_fault(teacher: Person, tmp_path: Path) -> None:
    cards(teacher, "mid", "--seed", "7", "-o", "paper.yaml")
    text = (tmp_path / "paper.yaml").read_text(encoding="utf-8")
    write(tmp_path, "paper.yaml", text.replace("section: 1\n", "section: 9\n", 1).replace("minutes: 30", "minutes: 0"))
    said = teacher.types("exam", "preview", "paper.yaml")
    assert said.code == ExitCode.BAD_CONTENT
    assert "'section' is 9" in said.err
    assert "'minutes' is 0" in said.err
