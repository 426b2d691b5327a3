"""What can be given out: decks, one form of an exam, content."""

from __future__ import annotations

from pathlib import Path

from kgquiz.formats.registry import GIFT, JSON
from kgquiz.knowledge.deck import parse_deck
from tests.formats.support import read
from tests.support import ROOT, Person


def student(tmp_path: Path) -> Person:
    return Person(tmp_path / "home", ROOT / "decks")


def test_one_form_of_an_exam_is_given_out_as_a_quiz_and_the_same_by_its_seed(tmp_path: Path) -> None:
    person, one, other = student(tmp_path), tmp_path / "one.gift", tmp_path / "other.gift"
    assert person.types("export", "ch3", "--exam", "--seed", "7", "-o", str(one)).code == 0
    assert person.types("export", "ch3", "--exam", "--seed", "7", "-o", str(other)).code == 0
    assert one.read_bytes() == other.read_bytes()
    found = read(GIFT, one.read_bytes()).found
    whole = parse_deck((ROOT / "decks" / "ch3.yaml").read_bytes(), "ch3.yaml").draft
    assert 10 < len(found) < len(whole.cards) / 2
    assert {piece.key for piece in found} <= {f"ch3/{card.id}" for card in whole.cards}


def test_a_name_that_only_an_exam_bears_needs_no_word(tmp_path: Path) -> None:
    path = tmp_path / "final.json"
    assert student(tmp_path).types("export", "final", "-o", str(path)).code == 0
    assert len({piece.group for piece in read(JSON, path.read_bytes()).found}) > 1


def test_content_is_compiled_on_the_way_out(tmp_path: Path) -> None:
    path = tmp_path / "ch3.json"
    assert student(tmp_path).types("export", str(ROOT / "content" / "ch3.yaml"), "-o", str(path)).code == 0
    deck = parse_deck((ROOT / "decks" / "ch3.yaml").read_bytes(), "ch3.yaml").draft
    assert [piece.card for piece in read(JSON, path.read_bytes()).found] == list(deck.cards)
