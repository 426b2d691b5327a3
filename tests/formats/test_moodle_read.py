"""What a real Moodle read of the files that kgquiz writes is what the cards say (see moodle_golden.py)."""

from __future__ import annotations

import pytest

from kgquiz.cards.base import Card
from kgquiz.cards.choice import Choice
from kgquiz.cards.truefalse import TrueFalse
from kgquiz.formats.moodle import MoodleQuestion, question_of
from kgquiz.knowledge.deck_value import Deck
from tests.formats.moodle_golden import SHOWN, card_in, golden, mark_of, question_in, sent, sent_then
from tests.formats.support import EACH_DECK, nasty, nine, promised, shipped, written

SMALL = {"nine": nine, "nasty": nasty}
ENOUGH = 0.5
"""The share of a shipped deck that must still be as Moodle was shown it; below, it is to be shown again."""


def deck_of(name: str) -> Deck:
    return SMALL[name]() if name in SMALL else shipped(name)


def read_of(name: str, kind: str) -> list[tuple[Card, MoodleQuestion]]:
    """The cards that are as Moodle was shown them, each with what it read."""
    rows = golden(name)
    deck = deck_of(name)
    return [
        (card, question_in(rows[card.id][kind], f"{name}/{card.id}"))
        for card in deck.cards
        if card.id in rows and kind in rows[card.id] and rows[card.id]["mark"] == mark_of(card)
    ]


@pytest.mark.parametrize("name", [*EACH_DECK, *SMALL])
def test_moodle_was_shown_every_card_and_took_it(name: str) -> None:
    deck = deck_of(name)
    for kind, form in SHOWN.items():
        cards = [card for card in deck.cards if written(form, card)]
        share = len(read_of(name, kind)) / len(cards)
        assert share == 1 if name in SMALL else share > ENOUGH


@pytest.mark.parametrize("name", SMALL)
def test_the_files_are_written_as_they_were_when_moodle_read_them(name: str) -> None:
    assert sent(deck_of(name)) == sent_then(name)


@pytest.mark.parametrize("kind", ["gift", "xml"])
@pytest.mark.parametrize("name", [*EACH_DECK, *SMALL])
def test_what_moodle_read_is_the_card_that_was_written(name: str, kind: str) -> None:
    for card, question in read_of(name, kind):
        (want,) = promised(SHOWN[kind], [card])
        assert card_in(question) == want


@pytest.mark.parametrize("name", [*EACH_DECK, *SMALL])
def test_every_answer_weight_tag_and_id_is_in_moodle_as_it_was_meant(name: str) -> None:
    for card, question in read_of(name, "gift"):
        assert question == question_of(card, name)


@pytest.mark.parametrize("name", [*EACH_DECK, *SMALL])
def test_what_moodle_read_of_aiken_has_the_same_right_option(name: str) -> None:
    for card, question in read_of(name, "aiken"):
        assert isinstance(card, (Choice, TrueFalse))
        words = ("Туура", "Туура эмес") if card.answer == "true" else ("Туура эмес", "Туура")
        options = (card.answer, *card.wrong) if isinstance(card, Choice) else words
        weights = {" ".join(text.split()): 100 * (place == 0) for place, text in enumerate(options)}
        assert question.text == " ".join(card.question().split())
        assert {answer.text: answer.weight for answer in question.answers} == weights
