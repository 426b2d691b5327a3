"""The marker on the answers of the decks in this checkout."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from random import Random

from kgquiz.cards.base import Card, names_of
from kgquiz.cards.cloze import Cloze
from kgquiz.cards.marker import Lexicon
from kgquiz.cards.typed import Typed
from kgquiz.cards.verdict import INFLECTING
from tests.cards.kyrgyz.grammar import VOWELS, glued
from tests.cards.kyrgyz.words import ROOT, RUSSIAN_KEYBOARD
from tests.support import shipped_deck

SAMPLE = 200
Asked = tuple[Typed | Cloze, Lexicon, tuple[str, ...]]


@cache
def sample() -> tuple[Asked, ...]:
    """Typed and cloze cards, each with the terms of its deck and the wrong answers known for its item."""
    decks = [list(cards(name)) for name in sorted(path.stem for path in (ROOT / "decks").glob("ch?.yaml"))]
    asked = [(card, lexicon, wrong(card, deck)) for deck in decks for lexicon in [terms(deck)] for card in deck]
    return tuple(Random(20).sample([(c, lex, no) for c, lex, no in asked if isinstance(c, Typed | Cloze)], SAMPLE))


def cards(name: str) -> tuple[Card, ...]:
    """The cards of a deck."""
    return shipped_deck(name.removesuffix(".yaml")).cards


def terms(deck: list[Card]) -> Lexicon:
    """The terms of a deck; the names of one item belong together."""
    return Lexicon.of(names_of(deck))


def wrong(card: Card, deck: list[Card]) -> tuple[str, ...]:
    """What the card rejects, and the wrong options of its siblings."""
    siblings = (other for other in deck if other.item == card.item)
    listed = [answer for other in siblings for answer in getattr(other, "wrong", ())]
    return (*getattr(card, "reject", ()), *listed)


def answers(card: Typed | Cloze) -> tuple[str, ...]:
    """The book's filling of every blank."""
    return (card.answer,) if isinstance(card, Typed) else tuple(blank.answer for blank in card.blanks)


def accusative(answer: str) -> str:
    """The answer as an object: -ны after a noun, -н after a third person; what has no such form stays."""
    last = answer.rsplit(maxsplit=1)[-1]
    if not last.isalpha() or last.isupper() or last.endswith(("ндө", "нда", "нде", "ндо", "рден", "ынан")):
        return answer
    third = last[-1] in "ыиуү" and last[-2] not in VOWELS and not last.endswith(("чы", "чи", "чу", "чү"))
    owned = third and last not in {"алты", "жети", "эки"}
    stem = last.lower().rstrip("ь")
    return answer + ("н" if owned else glued(stem, "НI").removeprefix(stem))


def ways(card: Typed | Cloze) -> Iterator[tuple[str, ...]]:
    """The right answers exactly, in the accusative, and both on a Russian keyboard."""
    right = answers(card)
    inflected = tuple(map(accusative, right)) if card.match in INFLECTING else right
    for typed in (right, inflected):
        yield typed
        yield tuple(text.translate(RUSSIAN_KEYBOARD) for text in typed)


def test_right_answers_pass_exactly_on_a_russian_keyboard_and_in_the_accusative() -> None:
    failed = [(card.id, typed) for card, lex, _ in sample() for typed in ways(card) if card.mark(typed, lex).score < 1]
    assert failed == []


def test_no_wrong_answer_of_the_same_item_passes() -> None:
    single = [asked for asked in sample() if len(answers(asked[0])) == 1]
    tried = [
        (card, lexicon, typed)
        for card, lexicon, listed in single
        for text in listed
        for typed in (text, text.translate(RUSSIAN_KEYBOARD))
    ]
    assert len(tried) > SAMPLE
    assert [(card.id, typed) for card, lexicon, typed in tried if card.mark((typed,), lexicon).score] == []
