"""Packages of Anki, beside the real program where it is installed: notes, cards and reviews, both ways and twice."""

from __future__ import annotations

import io
import sqlite3
import zipfile
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from kgquiz.actions.library.decks import chosen_decks
from kgquiz.cards.cloze import Cloze
from kgquiz.cards.recall import Recall
from kgquiz.cards.typed import Typed
from kgquiz.formats.assemble import assemble
from kgquiz.formats.base import CannotTake
from kgquiz.formats.registry import ANKI
from kgquiz.key import card_key
from kgquiz.knowledge.deck import parse_deck
from kgquiz.knowledge.deck_value import Deck
from kgquiz.memory.log import Event, Kind
from kgquiz.memory.model import Rating
from tests.formats.support import deck_in, made, nine, read, round_trip, shipped, takes_in
from tests.support import SMALL_DECK, Person, write

NOW = 1_772_442_000_000


@pytest.fixture
def collection(tmp_path: Path) -> Iterator[Any]:
    """An empty collection of the real Anki."""
    module = pytest.importorskip("anki.collection", reason="the real Anki is not installed: pip install anki")
    opened = module.Collection(str(tmp_path / "real.anki2"))
    yield opened
    opened.close()


def brought_in(collection: Any, path: Path) -> None:
    """Have Anki import a package, with its schedule."""
    from anki.import_export_pb2 import ImportAnkiPackageOptions, ImportAnkiPackageRequest

    wanted = ImportAnkiPackageOptions(with_scheduling=True, with_deck_configs=False, merge_notetypes=False)
    collection.import_anki_package(ImportAnkiPackageRequest(package_path=str(path), options=wanted))


def taken_out(collection: Any, path: Path, *, legacy: bool) -> bytes:
    """Have Anki export everything."""
    from anki.import_export_pb2 import ExportAnkiPackageOptions

    wanted = ExportAnkiPackageOptions(with_scheduling=True, with_media=False, legacy=legacy)
    collection.export_anki_package(out_path=str(path), options=wanted, limit=None)
    return path.read_bytes()


def counts(collection: Any) -> tuple[int, ...]:
    return collection.note_count(), collection.card_count(), collection.db.scalar("select count(*) from revlog")


def reviews(deck: Deck, each: int = 2) -> tuple[Event, ...]:
    """Answers to the cards of a deck, `each` a card, a day apart."""
    day = 86_400_000
    return tuple(
        Event(
            id=f"e{number}-{turn}",
            kind=Kind.REVIEW,
            card=card_key(deck.deck, card.id),
            at=NOW - 30 * day + turn * day + number * 1000,
            day=date(2026, 1, 31).toordinal() + turn,
            rating=Rating.GOOD if turn else Rating.AGAIN,
            spent=4000,
        )
        for number, card in enumerate(deck.cards)
        for turn in range(each)
    )


# --- with the real Anki


@pytest.mark.parametrize("legacy", [True, False], ids=["older package", "new package"])
def test_anki_takes_our_package_once_and_what_it_gives_back_is_the_same(
    collection: Any, tmp_path: Path, *, legacy: bool
) -> None:
    deck = shipped("ch3")
    path = tmp_path / "ours.apkg"
    path.write_bytes(made(ANKI, deck, now=NOW, reviews=reviews(deck)).data)
    brought_in(collection, path)
    size = len(deck.cards)
    assert counts(collection) == (size, size, 2 * size)
    brought_in(collection, path)
    assert counts(collection) == (size, size, 2 * size)
    taken = read(ANKI, taken_out(collection, tmp_path / "theirs.apkg", legacy=legacy), "theirs.apkg")
    assert taken.left == ()
    assert {card.id: card for card in assemble(taken.found, ANKI).cards} == {card.id: card for card in deck.cards}
    assert sorted((one.key, one.event.at, one.event.rating) for one in taken.past) == sorted(
        (event.card, event.at, event.rating) for event in reviews(deck)
    )


@pytest.mark.parametrize("legacy", [True, False], ids=["older package", "new package"])
def test_notes_of_anki_become_cards_and_their_answers_events_once(
    collection: Any, person: Person, tmp_path: Path, *, legacy: bool
) -> None:
    for kind, fields in (
        ("Basic", ["Ижара", "акы үчүн &amp; <b>убактылуу</b>"]),
        ("Basic (and reversed card)", ["Мэр", "шаар башчысы"]),
        ("Basic (type in the answer)", ["Борбор?", "Бишкек"]),
        ("Cloze", ["Борбор — {{c1::Бишкек}}, жыл — {{c2::1991::качан}}.", "эскертүү"]),
        ("Basic", ["<img src='карта.png'>", "сүрөт"]),
        ("Basic", ["суроо", " "]),
    ):
        note = collection.new_note(collection.models.by_name(kind))
        note.fields = fields
        collection.add_note(note, 1)
    for _ in range(3):
        card = collection.sched.getCard()
        collection.sched.answerCard(card, 3)
    collection.sched.suspend_cards([collection.find_cards("суроо OR Бишкек")[0]])
    data = taken_out(collection, tmp_path / "theirs.apkg", legacy=legacy)
    said = takes_in(person, tmp_path, "theirs.apkg", data)
    assert said.code == 0, said.err
    deck = deck_in(tmp_path)
    assert [replace(card, id="", item="", tags=()) for card in deck.cards] == [
        Recall(id="", term="Ижара", meaning="акы үчүн & убактылуу"),
        Recall(id="", term="Мэр", meaning="шаар башчысы"),
        Recall(id="", term="шаар башчысы", meaning="Мэр"),
        Typed(id="", prompt="Борбор?", answer="Бишкек"),
        Cloze(id="", text="Борбор — {{Бишкек}}, жыл — 1991.", note="эскертүү"),
        Cloze(id="", text="Борбор — Бишкек, жыл — {{1991::качан}}.", note="эскертүү"),
        Recall(id="", term="[карта.png]", meaning="сүрөт"),
    ]
    assert len({card.item for card in deck.cards}) == 5
    assert [(one.text, one.why) for one in deck.not_taken] == [("суроо", "Its back is empty.")]
    assert "“карта.png” is left out" in said.out
    assert "4 events of its history are new." in said.out
    assert "of its history" not in takes_in(person, tmp_path, "theirs.apkg", data).out


# --- without it


def test_every_card_type_comes_back_as_it_was() -> None:
    assert list(round_trip(ANKI, nine())) == list(nine().cards)


def test_the_same_decks_make_the_same_package() -> None:
    assert made(ANKI, nine(), now=NOW).data == made(ANKI, nine(), now=NOW).data


def test_history_moves_to_another_home_and_adds_nothing_to_its_own(person: Person, tmp_path: Path) -> None:
    shown = parse_deck(write(person.shipped, "small.yaml", SMALL_DECK).read_bytes(), "small.yaml").draft
    person.asks(lambda desk: desk.store.journal.record(*reviews(shown)))
    before = person.asks(lambda desk: desk.store.schedule.all_states())
    assert before
    path = tmp_path / "small.apkg"
    assert person.types("export", "small", "-o", str(path), "--history").code == 0
    again = takes_in(person, tmp_path / "again", "small.apkg", path.read_bytes())
    assert "0 changed" in again.out
    assert "of its history" not in again.out
    other = Person(tmp_path / "other", person.shipped)
    moved = takes_in(other, tmp_path / "moved", "small.apkg", path.read_bytes())
    assert "of its history" in moved.out
    assert deck_in(tmp_path / "moved").deck == "small"
    after = other.asks(lambda desk: desk.store.schedule.all_states())
    assert {key: state.memory for key, state in after.items()} == {key: state.memory for key, state in before.items()}
    assert person.asks(chosen_decks, ["small"])[0].cards == 5


def test_history_is_for_anki_alone(person: Person, tmp_path: Path) -> None:
    said = person.types("export", "small", "-o", str(tmp_path / "x.csv"), "--history")
    assert "--to anki" in said.err


def packed(**members: bytes) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, held in members.items():
            archive.writestr(name, held)
    return data.getvalue()


def foreign_database() -> bytes:
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute("create table notes (id)")
        connection.commit()
        return connection.serialize()


HOSTILE: dict[str, Callable[[], bytes]] = {
    "cut off": lambda: made(ANKI, nine()).data[:-200],
    "cut within": lambda: made(ANKI, nine()).data[:300] + made(ANKI, nine()).data[900:],
    "no database": lambda: packed(**{"collection.anki2": b"hello" * 100}),
    "another database": lambda: packed(**{"collection.anki2": foreign_database()}),
    "no zstd": lambda: packed(**{"collection.anki21b": b"hello" * 100}),
    "empty": lambda: packed(**{"collection.anki2": b""}),
    "nothing of Anki": lambda: packed(**{"../../evil.txt": b"x"}),
    "a bomb": lambda: packed(**{"collection.anki2": bytes(300 * 2**20)}),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_package_is_told_in_a_sentence_and_nothing_is_written(
    name: str, person: Person, tmp_path: Path
) -> None:
    data = HOSTILE[name]()
    with pytest.raises(CannotTake):
        read(ANKI, data, "x.apkg")
    said = takes_in(person, tmp_path / "in", "x.apkg", data)
    assert said.code == CannotTake.exit_code
    assert {path.name for path in tmp_path.rglob("*") if path.is_file()} == {"x.apkg", "small.yaml"}


def test_a_package_whose_names_lead_outside_writes_nothing_there(person: Person, tmp_path: Path) -> None:
    inner = zipfile.ZipFile(io.BytesIO(made(ANKI, nine()).data)).read("collection.anki2")
    data = packed(**{"../../evil.txt": b"x", "collection.anki2": inner, "media": b'{"0": "../../evil.png"}', "0": b"x"})
    assert takes_in(person, tmp_path / "in" / "deep", "x.apkg", data).code == 0
    assert not list(tmp_path.rglob("evil*"))
