"""The table of docs/formats.md is the registry's, and every shipped deck comes back as the table promises."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from kgquiz.cards.base import Card
from kgquiz.cards.cloze import Cloze
from kgquiz.formats.assemble import assemble
from kgquiz.formats.base import ALL_TYPES, Format
from kgquiz.formats.registry import FORMATS
from kgquiz.key import card_key
from kgquiz.knowledge.deck_value import Deck
from kgquiz.memory.log import Event, Kind
from kgquiz.memory.model import Rating
from tests.formats.support import EACH_DECK, deck_in, made, nine, promised, read, shipped, with_question, written
from tests.formats.table import SHOWN, table
from tests.support import ROOT, Person

pytestmark = pytest.mark.landing

WRITTEN = [one for one in FORMATS if one.writes]


def back(kind: Format, name: str) -> tuple[list[Card], tuple[Card, ...]]:
    """The cards of a deck that can be written, and those that come back."""
    deck = nine() if name == "nine" else shipped(name)
    taken = read(kind, made(kind, deck).data)
    assert taken.left == ()
    done = assemble(taken.found, kind)
    assert done.left == ()
    return [card for card in deck.cards if written(kind, card)], done.cards


def test_the_table_in_the_docs_is_the_registrys() -> None:
    page = (ROOT / "docs" / "formats.md").read_text(encoding="utf-8")
    assert page.partition("<!-- table -->\n")[2].partition("<!-- /table -->")[0] == table()


@pytest.mark.parametrize("kind", WRITTEN, ids=lambda k: k.name)
@pytest.mark.parametrize("name", ["nine", *EACH_DECK])
def test_what_comes_back_of_a_deck_is_what_the_table_promises(kind: Format, name: str) -> None:
    cards, found = back(kind, name)
    if not kind.ids:
        asked = [(kind.types[card.type], shown_as(kind, card)) for card in cards]
        assert [(card.type, card.question()) for card in found] == list(dict.fromkeys(asked))
        return
    assert [card.id for card in found] == [card.id for card in cards]
    assert [card.type for card in found] == [kind.types[card.type] for card in cards]
    same = {card.id: card for card in found}
    for card in promised(kind, cards):
        assert same[card.id] == card


@pytest.mark.parametrize("kind", WRITTEN, ids=lambda k: k.name)
@pytest.mark.parametrize("text", ["Бул {{көзөмөл::к…}}гө алынат.", "Бул {{a::к…}}гө {{бир жолу::канча жолу?}} (y)."])
def test_the_cue_of_a_blank_goes_out_and_comes_back(kind: Format, text: str) -> None:
    card = Cloze(id="cued", item="cued", text=text.replace("{{a::", "{{көзөмөл::"))
    deck = Deck(deck="cued", title="t", cards=(card,))
    if kind.types.get("cloze") == "cloze" and written(kind, card):
        (found,) = assemble(read(kind, made(kind, deck).data).found, kind).cards
        assert found.question() == card.question()
        assert not kind.ids or found == card


def shown_as(kind: Format, card: Card) -> str:
    """What a card asks in a format that turns it round: of a typed one the term is shown."""
    return card.terms()[0] if kind.name == "paste" and card.type == "typed" else card.question()


@pytest.mark.parametrize("kind", WRITTEN, ids=lambda k: k.name)
def test_every_type_that_is_not_promised_is_told_as_lost(kind: Format) -> None:
    told = " ".join(str(one.why) for one in made(kind, nine()).lost)
    assert [name for name in ALL_TYPES if name not in kind.types and f"“{name}”" not in told] == []


@pytest.mark.parametrize("name", EACH_DECK)
@pytest.mark.parametrize("kind", WRITTEN, ids=lambda k: k.name)
def test_a_second_import_of_a_shipped_deck_changes_nothing(
    kind: Format, name: str, person: Person, tmp_path: Path
) -> None:
    file = tmp_path / f"{name}{SHOWN.get(kind.name, kind.suffixes[0])}"
    file.write_bytes(made(kind, shipped(name)).data)
    words = ("import", str(file), "-o", str(tmp_path / "deck.yaml"), "--as", kind.name)
    assert person.types(*words).code == 0
    before = (tmp_path / "deck.yaml").read_bytes()
    said = person.types(*words)
    assert f"0 new, 0 changed, {len(deck_in(tmp_path).cards)} as before" in said.out
    assert (tmp_path / "deck.yaml").read_bytes() == before


@pytest.mark.parametrize("name", EACH_DECK)
@pytest.mark.parametrize("kind", WRITTEN, ids=lambda k: k.name)
def test_an_edited_source_updates_its_cards_and_keeps_their_ids_and_history(
    kind: Format, name: str, person: Person, tmp_path: Path
) -> None:
    type_ = "truefalse" if "truefalse" in kind.types else "recall"
    whole = shipped(name)
    deck = replace(whole, cards=tuple(card for card in whole.cards if card.type == type_))
    edited = deck.cards[3]
    file = tmp_path / f"{name}.txt"
    words = ("import", str(file), "-o", str(tmp_path / "deck.yaml"), "--as", kind.name)
    file.write_bytes(made(kind, deck).data)
    assert person.types(*words).code == 0
    taken = deck_in(tmp_path)
    before = {card.question(): card.id for card in taken.cards}
    asked = shown_as(kind, edited)
    key = card_key(taken.deck, before[asked])
    answered = Event(id="e", kind=Kind.REVIEW, card=key, at=1_772_442_000_000, day=739_000, rating=Rating.GOOD)
    person.asks(lambda desk: desk.store.journal.record(answered))
    changed = made(kind, with_question(deck, edited, f"{asked[:-1]}жаңы."))
    file.write_bytes(changed.data)
    said = person.types(*words)
    assert "0 new, 1 changed" in said.out
    after = {card.question(): card.id for card in deck_in(tmp_path).cards}
    assert after[f"{asked[:-1]}жаңы."] == before[asked]
    assert deck_in(tmp_path).deck == taken.deck
    assert person.asks(lambda desk: desk.store.schedule.states([key]))[key].memory is not None
