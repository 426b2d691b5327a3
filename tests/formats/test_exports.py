"""What can be given out: decks, one form of an exam, content."""

from __future__ import annotations

from pathlib import Path

import pytest

from kgquiz.formats.base import Format
from kgquiz.formats.registry import ANKI, GIFT, JSON, MOODLE_XML, ODS, TSV
from kgquiz.knowledge.deck import parse_deck
from kgquiz.knowledge.deck_value import Deck
from tests.formats.support import NINE_TEXT, deck_in, nine, read, shipped, written
from tests.support import ROOT, SMALL_DECK, Person, shipped_deck, with_decks_read, write


def student(tmp_path: Path) -> Person:
    return Person(with_decks_read(tmp_path / "home"), ROOT / "decks")


def two_small(person: Person) -> dict[str, Deck]:
    """Her own decks: one card of each type, and a small one."""
    small = write(person.home / "decks", "small.yaml", SMALL_DECK)
    write(person.home / "decks", "nine.yaml", NINE_TEXT)
    return {"nine": nine(), "small": parse_deck(small.read_bytes(), "small.yaml").draft}


def test_one_form_of_an_exam_is_given_out_as_a_quiz_and_the_same_by_its_seed(tmp_path: Path) -> None:
    person, one, other = student(tmp_path), tmp_path / "one.gift", tmp_path / "other.gift"
    assert person.types("export", "ch3", "--exam", "--seed", "7", "-o", str(one)).code == 0
    assert person.types("export", "ch3", "--exam", "--seed", "7", "-o", str(other)).code == 0
    assert one.read_bytes() == other.read_bytes()
    found = read(GIFT, one.read_bytes()).found
    whole = shipped_deck("ch3")
    assert 10 < len(found) < len(whole.cards) / 2
    assert {piece.key for piece in found} <= {f"ch3/{card.id}" for card in whole.cards}


def test_a_name_that_only_an_exam_bears_needs_no_word(tmp_path: Path) -> None:
    path = tmp_path / "final.json"
    assert student(tmp_path).types("export", "final", "-o", str(path)).code == 0
    assert len({piece.group for piece in read(JSON, path.read_bytes()).found}) > 1


def test_content_is_compiled_on_the_way_out(tmp_path: Path) -> None:
    path = tmp_path / "ch3.json"
    assert student(tmp_path).types("export", str(ROOT / "content" / "ch3.yaml"), "-o", str(path)).code == 0
    deck = shipped_deck("ch3")
    assert [piece.card for piece in read(JSON, path.read_bytes()).found] == list(deck.cards)


@pytest.mark.parametrize("kind", [ANKI, GIFT, MOODLE_XML], ids=lambda k: k.name)
def test_each_of_several_decks_has_a_category_or_deck_of_its_own(kind: Format, tmp_path: Path) -> None:
    path = tmp_path / "both"
    assert student(tmp_path).types("export", "ch3", "ch6", "--to", kind.name, "-o", str(path)).code == 0
    decks = [shipped("ch3"), shipped("ch6")]
    found = sorted(read(kind, path.read_bytes()).found, key=lambda piece: piece.key.partition("/")[0])
    assert [piece.key for piece in found] == [f"{deck.deck}/{card.id}" for deck in decks for card in deck.cards]
    groups = {piece.group: piece.key.partition("/")[0] for piece in found}
    assert sorted(groups.values()) == ["ch3", "ch6"]
    assert all(deck in group for group, deck in groups.items())
    assert all(piece.key.startswith(f"{groups[piece.group]}/") for piece in found)


@pytest.mark.parametrize(
    "names", [("nine", "small"), pytest.param(("ch3", "ch6"), marks=pytest.mark.slow)], ids="+".join
)
@pytest.mark.parametrize("kind", [ANKI, GIFT, MOODLE_XML, ODS, JSON], ids=lambda k: k.name)
def test_several_decks_come_back_as_one_whole_and_a_second_time_change_nothing(
    kind: Format, names: tuple[str, str], tmp_path: Path
) -> None:
    person, path, deck = student(tmp_path), tmp_path / "both", tmp_path / "deck.yaml"
    held = dict(zip(names, map(shipped, names), strict=True)) if names == ("ch3", "ch6") else two_small(person)
    assert person.types("export", *names, "--to", kind.name, "-o", str(path)).code == 0
    words = ("import", str(path), "--as", kind.name, "-o", str(deck))
    assert person.types(*words).code == 0
    cards = deck_in(tmp_path).cards
    assert (
        len(cards)
        == len({card.id for card in cards})
        == sum(written(kind, card) for one in held.values() for card in one.cards)
    )
    assert f"0 new, 0 changed, {len(cards)} as before" in person.types(*words).out


SECTIONED = """\
deck: parts
title: Parts
sections:
- {id: s1, title: Биринчи, page: 3}
- {id: s2, title: Экинчи, page: 9}
cards:
- {id: a, type: typed, page: 4, section: s1, prompt: Аким эмнени башкарат?, answer: районду}
- {id: b, type: typed, page: 12, section: s2, prompt: Мэр эмнени башкарат?, answer: шаарды}
- {id: c, type: typed, page: 10, section: s2, prompt: Губернатор эмнени башкарган?, answer: облусту}
"""


@pytest.mark.parametrize("kind", [ANKI, GIFT, MOODLE_XML, ODS, TSV, JSON], ids=lambda k: k.name)
def test_a_deck_with_sections_that_went_out_and_came_back_is_sound(kind: Format, tmp_path: Path) -> None:
    person, path, deck = student(tmp_path), tmp_path / "out", tmp_path / "deck.yaml"
    write(person.home / "decks", "parts.yaml", SECTIONED)
    assert person.types("export", "parts", "--to", kind.name, "-o", str(path)).code == 0
    for _ in range(2):
        assert person.types("import", str(path), "--as", kind.name, "-o", str(deck)).code == 0
        checked = person.types("check", str(deck), "--strict")
        assert checked.code == 0, checked.out
        assert [one.id for one in deck_in(tmp_path).sections] == ["s1", "s2"]
