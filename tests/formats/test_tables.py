"""CSV, TSV and JSON: what goes out comes back, and tables of others are understood or refused by their line."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given as examples
from hypothesis import strategies as st

from kgquiz.cards.base import Card
from kgquiz.cards.choice import Choice
from kgquiz.cards.cloze import Cloze
from kgquiz.cards.match import Match
from kgquiz.cards.multi import Multi
from kgquiz.cards.outline import Outline
from kgquiz.cards.recall import Recall
from kgquiz.cards.truefalse import TrueFalse
from kgquiz.cards.typed import Typed
from kgquiz.errors import ExitCode
from kgquiz.formats.base import CannotTake, Format
from kgquiz.formats.registry import CSV, JSON, TSV
from kgquiz.knowledge.deck_value import Deck
from tests.formats.support import deck_in, made, nine, read, round_trip, takes_in
from tests.support import Person

TABLES = pytest.mark.parametrize("kind", [CSV, TSV, JSON], ids=lambda k: k.name)
TEXT = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cf", "Cs", "Zl", "Zp")), min_size=1, max_size=40)
LINE = TEXT.map(str.strip).filter(bool)


def cards_of(text: str, name: str = "table.csv") -> list[Card]:
    return [one.card for one in read(CSV, text, name).found]


@TABLES
def test_every_card_type_comes_back_as_it_was(kind: Format) -> None:
    assert list(round_trip(kind, nine())) == list(nine().cards)


@TABLES
@examples(LINE, LINE, st.lists(LINE, min_size=1, max_size=4, unique=True))
def test_any_text_comes_back_as_it_was(kind: Format, question: str, answer: str, wrong: list[str]) -> None:
    wrong = [text for text in wrong if text != answer] or [f"{answer}!"]
    card = Choice(id="a", item="a", prompt=question, answer=answer, wrong=tuple(wrong), note=question)
    assert round_trip(kind, Deck(deck="d", title="t", cards=(card,))) == (card,)


@pytest.mark.parametrize(
    ("row", "kind"),
    [
        ("Борбор?,Бишкек,,", Typed),
        ("Борбор?,Бишкек,Ош,", Choice),
        ('Борбор?,"Бишкек\nОш",Талас,', Multi),
        ("Борбор Бишкек.,туура,,", TrueFalse),
        ("Борбор {{Бишкек}} шаары.,,,", Cloze),
        ('Ким эмнени?,"Мэр → шаар\nАким → район",,', Match),
        ('Эмне үчүн?,,,"бириси\nэкинчиси"', Outline),
        ("Ижара,Акы үчүн белгилүү мөөнөткө пайдаланууга берүү,,", Recall),
    ],
)
def test_a_row_without_a_type_becomes_the_card_it_looks_like(row: str, kind: type[Card]) -> None:
    (card,) = cards_of(f"суроо,жооп,туура эмес,пункттар\n{row}\n")
    assert type(card) is kind


def test_several_columns_of_wrong_answers_are_one_list() -> None:
    (card,) = cards_of("question;answer;wrong 1;wrong 2\nА?;б;в;г\n")
    assert isinstance(card, Choice)
    assert card.wrong == ("в", "г")


def test_two_columns_without_headings_are_terms_and_meanings() -> None:
    assert [card.question() for card in cards_of("Ижара;акы үчүн\nМэр;шаар башчысы\n")] == ["Ижара", "Мэр"]


def test_what_makes_no_card_is_kept_with_its_line_and_reason(person: Person, tmp_path: Path) -> None:
    said = takes_in(
        person, tmp_path, "t.csv", 'question,answer,wrong,type\nА?,б,в,\n"Б\nэки?",,,\nВ?,г,,quiz\nГ?,д,д,choice\n'
    )
    assert said.code == 0
    left = deck_in(tmp_path).not_taken
    assert [(one.place.rpartition(":")[2], one.text) for one in left] == [("3", "Б\nэки?"), ("5", "В?"), ("6", "Г?")]
    assert "t.csv:5: not taken: There is no card type 'quiz'" in said.out


def test_a_formula_is_text_on_the_way_out_and_on_the_way_back() -> None:
    card = Recall(id="a", item="a", term="=1+1", meaning="-2", note="@x")
    deck = Deck(deck="d", title="t", cards=(card,))
    assert b",'=1+1,'-2," in made(CSV, deck).data
    assert round_trip(CSV, deck) == (card,)


def test_a_second_import_changes_nothing_and_an_edited_source_keeps_the_ids(person: Person, tmp_path: Path) -> None:
    first = "question,answer\nБорбор кайсы шаар?,Бишкек\nАкча бирдиги эмне?,сом\n"
    takes_in(person, tmp_path, "t.csv", first)
    before, text = deck_in(tmp_path), (tmp_path / "deck.yaml").read_bytes()
    assert "0 new, 0 changed, 2 as before" in takes_in(person, tmp_path, "t.csv", first).out
    assert (tmp_path / "deck.yaml").read_bytes() == text
    edited = first.replace("кайсы шаар", "кайсыл шаар").replace("Акча", "Жаңысы,жооп\nАкча")
    assert "1 new, 1 changed, 1 as before" in takes_in(person, tmp_path, "t.csv", edited).out
    after = deck_in(tmp_path)
    assert [card.id for card in after.cards if card.question() != "Жаңысы"] == [card.id for card in before.cards]
    assert [card.question() for card in after.cards] == ["Борбор кайсыл шаар?", "Жаңысы", "Акча бирдиги эмне?"]


def test_what_the_source_lost_stays_in_the_deck_and_is_told(person: Person, tmp_path: Path) -> None:
    takes_in(person, tmp_path, "t.csv", "question,answer\nА деген эмне?,биринчи\nЯ деген ким?,акыркы\n")
    said = takes_in(person, tmp_path, "t.csv", "question,answer\nА деген эмне?,биринчи\n")
    assert "1 card of the deck is not in the source; it stays." in said.out
    assert len(deck_in(tmp_path).cards) == 2


def test_a_deck_that_was_not_imported_is_not_merged_into_unasked(person: Person, tmp_path: Path) -> None:
    own = "deck: own\ntitle: Own\ncards:\n- {id: a, type: typed, prompt: x, answer: y}\n"
    (tmp_path / "deck.yaml").write_text(own, encoding="utf-8")
    said = takes_in(person, tmp_path, "t.csv", "question,answer\nА?,б\n")
    assert said.code == ExitCode.CANNOT_WRITE
    assert (tmp_path / "deck.yaml").read_text(encoding="utf-8") == own
    assert takes_in(person, tmp_path, "t.csv", "question,answer\nА?,б\n", "--force").code == 0
    assert [card.id for card in deck_in(tmp_path).cards][1:] == ["a"]


def test_looking_writes_nothing_and_shows_the_cards(person: Person, tmp_path: Path) -> None:
    said = takes_in(person, tmp_path, "t.csv", "Ижара;акы үчүн\n", "--look")
    assert "Ижара → акы үчүн" in said.out
    assert not (tmp_path / "deck.yaml").exists()


def test_nothing_is_overwritten_by_an_export_unasked(person: Person, tmp_path: Path) -> None:
    path = tmp_path / "small.csv"
    assert person.types("export", "small", "-o", str(path)).code == 0
    assert person.types("export", "small", "-o", str(path)).code == ExitCode.CANNOT_WRITE
    assert person.types("export", "small", "-o", str(path), "--force").code == 0


def test_an_unknown_format_is_told_with_those_there_are(person: Person, tmp_path: Path) -> None:
    said = person.types("export", "small", "--to", "qti", "-o", str(tmp_path / "x"))
    assert said.code == ExitCode.USAGE
    assert "csv" in said.err


@pytest.mark.parametrize("verb", ["study", "check", "exam"])
def test_a_file_of_another_program_is_named_with_the_way_to_take_it_in(
    verb: str, person: Person, tmp_path: Path
) -> None:
    path = tmp_path / "t.csv"
    path.write_text("question,answer\nА?,б\n", encoding="utf-8")
    said = person.types(verb, str(path))
    assert said.code == ExitCode.USAGE
    assert "csv" in said.err
    assert f"kgquiz import {path}" in said.err


@pytest.mark.parametrize("text", ["[", "5", '{"cards": 5}', '{"decks": [{"cards": {}}]}', "[" * 100_000])
def test_json_that_is_no_deck_is_told_in_a_sentence(text: str) -> None:
    with pytest.raises(CannotTake):
        read(JSON, text)


def test_a_json_entry_that_is_no_card_is_left_with_its_reason() -> None:
    taken = read(JSON, '{"deck": "d", "cards": [{"type": "typed"}, {"type": "x"}, 5]}')
    assert [one.place for one in taken.left] == ["file.txt:d#1", "file.txt:d#2", "file.txt:d#3"]


def test_the_list_of_formats_is_there_for_programs(person: Person) -> None:
    rows = person.types("formats", "--json").json["formats"]
    assert {row["name"] for row in rows} >= {"csv", "tsv", "json"}
    assert all(row["title"] for row in rows)
    assert "csv" in person.types("formats").out
