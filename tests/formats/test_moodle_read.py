"""What a real Moodle read of the files that kgquiz writes is what the cards say (see moodle_golden.py)."""

from __future__ import annotations

from collections import Counter

import pytest

from kgquiz.cards.base import Card
from kgquiz.cards.choice import Choice
from kgquiz.cards.truefalse import TrueFalse
from kgquiz.formats.moodle import MoodleQuestion, question_of
from kgquiz.knowledge.deck_value import Deck
from tests.formats.moodle_golden import SHOWN, card_in, golden, mark_of, question_in, sent, sent_then, shown_deck
from tests.formats.support import nasty, nine, promised, written

CHAPTERS = [f"ch{number}" for number in range(1, 9)]
SMALL = {"nine": nine, "nasty": nasty}
ENOUGH = 20
"""Cards of each type in the book that Moodle was shown at least."""


def deck_of(name: str) -> Deck:
    return SMALL[name]() if name in SMALL else shown_deck(name)


def read_of(name: str, kind: str) -> list[tuple[Card, MoodleQuestion]]:
    """The cards that are as Moodle was shown them, each with what it read."""
    rows = golden(name)
    deck = deck_of(name)
    return [
        (card, question_in(rows[card.id][kind], f"{name}/{card.id}"))
        for card in deck.cards
        if card.id in rows and kind in rows[card.id] and rows[card.id]["mark"] == mark_of(card)
    ]


def types_written(name: str, kind: str) -> Counter[str]:
    return Counter(card.type for card in deck_of(name).cards if written(SHOWN[kind], card))


def types_read(name: str, kind: str) -> Counter[str]:
    return Counter(card.type for card, _ in read_of(name, kind))


@pytest.mark.parametrize("kind", SHOWN)
@pytest.mark.parametrize("name", [*CHAPTERS, *SMALL])
def test_moodle_was_shown_every_card_and_took_it(name: str, kind: str) -> None:
    assert types_read(name, kind) == types_written(name, kind)


@pytest.mark.parametrize("kind", SHOWN)
def test_moodle_was_shown_enough_cards_of_every_type_and_took_them(kind: str) -> None:
    read = sum((types_read(name, kind) for name in CHAPTERS), Counter[str]())
    known = sum((types_written(name, kind) for name in CHAPTERS), Counter[str]())
    assert {type_: read[type_] for type_ in known if read[type_] < ENOUGH} == {}


@pytest.mark.parametrize("name", SMALL)
def test_the_files_are_written_as_they_were_when_moodle_read_them(name: str) -> None:
    assert sent(deck_of(name)) == sent_then(name)


@pytest.mark.parametrize("kind", ["gift", "xml"])
@pytest.mark.parametrize("name", [*CHAPTERS, *SMALL])
def test_what_moodle_read_is_the_card_that_was_written(name: str, kind: str) -> None:
    for card, question in read_of(name, kind):
        (want,) = promised(SHOWN[kind], [card])
        assert card_in(question) == want


@pytest.mark.parametrize("name", [*CHAPTERS, *SMALL])
def test_every_answer_weight_tag_and_id_is_in_moodle_as_it_was_meant(name: str) -> None:
    for card, question in read_of(name, "gift"):
        assert question == question_of(card, name)


@pytest.mark.parametrize("name", [*CHAPTERS, *SMALL])
def test_what_moodle_read_of_aiken_has_the_same_right_option(name: str) -> None:
    for card, question in read_of(name, "aiken"):
        assert isinstance(card, (Choice, TrueFalse))
        words = ("Туура", "Туура эмес") if card.answer == "true" else ("Туура эмес", "Туура")
        options = (card.answer, *card.wrong) if isinstance(card, Choice) else words
        weights = {" ".join(text.split()): 100 * (place == 0) for place, text in enumerate(options)}
        assert question.text == " ".join(card.question().split())
        assert {answer.text: answer.weight for answer in question.answers} == weights
