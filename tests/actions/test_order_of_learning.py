"""What a beginner meets first in the chapters that come with the program."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from kgquiz.actions.desk import Desk
from kgquiz.actions.study.queue import StudyOptions
from kgquiz.actions.study.sitting import StudySitting, start_study
from kgquiz.cards.base import Card
from kgquiz.key import CardKey
from kgquiz.memory.log import Event, Kind
from kgquiz.memory.model import Rating
from kgquiz.memory.order import WHOLES
from kgquiz.storage.store import Store
from tests.support import ROOT, Person, with_decks_read, write

CHAPTERS = [f"ch{n}" for n in range(1, 9)]
PARTS = {"recall", "typed", "choice", "cloze", "truefalse"}


def first_new(person: Person, chapter: str, count: int) -> list[Card]:
    """The new cards of one sitting of a beginner."""
    with Desk(person.world) as desk:
        sitting = start_study(desk, StudyOptions((chapter,), new=count))
        return [card_of(sitting, entry.card) for entry in sitting.session.start]


def card_of(sitting: StudySitting, key: str) -> Card:
    card = sitting.desk.store.decks.card(key, tuple(deck.id for deck in sitting.decks))
    assert card is not None
    return card


@pytest.fixture
def beginner(tmp_path: Path) -> Person:
    return Person(with_decks_read(tmp_path), ROOT / "decks")


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_the_first_twenty_new_cards_read_like_a_lesson(beginner: Person, chapter: str) -> None:
    first = first_new(beginner, chapter, 20)
    assert len({card.item for card in first}) == 20
    assert {"typed", "cloze"} <= {card.type for card in first}
    everything = first_new(beginner, chapter, 500)
    for place, card in enumerate(everything):
        if card.type in WHOLES:
            before = {other.item for other in everything[:place]}
            parts = {c.item for c in everything if c.section == card.section and c.type in PARTS}
            assert parts <= before, card.id
    assert (
        sum(card.type == "outline" for card in first) <= 4
    )  # after the parts of a short section (ch3 begins with one)
    sections = [card.section for card in everything]
    assert sections == sorted(sections)


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_of_the_first_twenty_none_rests_on_what_comes_later(beginner: Person, chapter: str) -> None:
    everything = first_new(beginner, chapter, 500)
    places = {item: place for place, item in reversed(list(enumerate(card.item for card in everything)))}
    for place, card in enumerate(everything[:20]):
        far = [need for need in card.needs if "." in need]
        assert all(need.partition(".")[0] < chapter for need in far), card.id
        assert all(places[need] < place for need in card.needs if need not in far), card.id


def test_what_rests_on_an_earlier_chapter_keeps_its_place_and_on_a_later_one_comes_last(tmp_path: Path) -> None:
    card = "- {{id: {0}.typed, from: {0}, type: typed, prompt: '{0}: эмне?', answer: {0}, page: {1}, needs: [{2}]}}"
    rows = [("alpha", 1, "ch1.was"), ("beta", 2, "ch3.comes"), ("gamma", 3, "")]
    text = "deck: own\ntitle: Эки\nchapter: 2\ncards:\n" + "\n".join(card.format(*row) for row in rows)
    write(tmp_path / "decks", "own.yaml", text)
    assert [one.item for one in first_new(Person(tmp_path, tmp_path / "decks"), "own", 3)] == ["alpha", "gamma", "beta"]


def test_on_the_second_day_what_was_recognised_is_produced(beginner: Person) -> None:
    first = first_new(beginner, "ch1", 10)
    with Store.open(beginner.world.database) as store:
        for n, card in enumerate(first):
            day = beginner.world.today()
            key = f"ch1/{card.id}"
            store.journal.record(
                Event(id=str(n), kind=Kind.REVIEW, card=CardKey(key), at=n, day=day, rating=Rating.EASY)
            )
    beginner.clock.go_on(days=1)
    second = first_new(beginner, "ch1", 20)
    met = {card.item for card in first}
    again = [card for card in second if card.item in met]
    assert len(again) == 10
    assert all(card.type in {"typed", "recall", "cloze"} for card in again)


def test_another_order_can_be_wished_for_once_or_for_good(beginner: Person) -> None:
    by_book = beginner.types("study", "ch1", "--json", "--limit", "1", "--order", "book", lines=":quit\n")
    assert by_book.code == 0
    assert "book, mixed, best" in beginner.types("study", "ch1", "--order", "odd").err
    assert beginner.types("settings", "order", "mixed").code == 0
    assert beginner.types("settings", "order", "odd").code != 0
    with Desk(beginner.world) as desk:
        mixed = start_study(desk, StudyOptions(("ch1",), new=20)).session.start
        book = start_study(desk, StudyOptions(("ch1",), new=20, order="book")).session.start
    assert [entry.card for entry in mixed] != [entry.card for entry in book]


def list_of_first_cards(folder: Path) -> str:
    """The first twenty of every chapter as a table in Markdown."""
    rows = ["| chapter | card | type | section |", "| --- | --- | --- | --- |"]
    for chapter in CHAPTERS:
        person = Person(folder / chapter, ROOT / "decks")
        rows += [f"| {chapter} | {c.id} | {c.type} | {c.section} |" for c in first_new(person, chapter, 20)]
    return "\n".join(rows) + "\n"


if __name__ == "__main__":
    sys.stdout.write(list_of_first_cards(Path(sys.argv[1])))
