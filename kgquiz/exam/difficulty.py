"""How hard a card is before anybody has answered it: by its type and by how much there is to read and to say.

An item response curve (Birnbaum's three-parameter model, in Lord & Novick 1968) whose place is an estimate: every type
has its own, longer texts and answers lie further up. Where it is known how a class did, that is taken instead.
"""

from __future__ import annotations

from collections.abc import Mapping
from math import exp, log, log2

from kgquiz.cards.base import Card
from kgquiz.cards.cloze import Cloze
from kgquiz.cards.match import Match
from kgquiz.cards.multi import Multi
from kgquiz.cards.order import Order
from kgquiz.cards.outline import Outline
from kgquiz.cards.recall import Recall
from kgquiz.cards.typed import Typed
from kgquiz.key import NO_KEY, CardKey

_USUAL_LENGTH = 90
"""Letters of a question of middling length."""
_BY_TYPE = {
    "truefalse": 0.4,
    "choice": 0.3,
    "multi": 0.0,
    "cloze": -0.4,
    "typed": -0.3,
    "order": 0.0,
    "match": 0.3,
    "recall": -0.2,
    "outline": -0.5,
}
"""Logits of a middling student who does not guess, above which a card of the type is known."""
_READING, _SAYING = 0.25, 0.35
"""Logits that a doubling of the question, and of what is to be said or put in place, costs."""


def expected_share(
    card: Card, ability: float = 0.0, known: Mapping[CardKey, float] | None = None, key: CardKey = NO_KEY
) -> float:
    """The share that a student of this ability (logits; 0 is middling) is expected to earn of a card, 0..1.

    `known` holds facilities by card key; they say how a middling student did.
    """
    guess = card.chance_of_guessing()
    place = _BY_TYPE.get(card.type, 0.0) - _burden(card)
    if known is not None and key in known:
        place = _logit((known[key] - guess) / (1 - guess) if guess < 1 else known[key])
    return guess + (1 - guess) / (1 + exp(-(ability + place)))


_SURE = 0.98


def _logit(share: float) -> float:
    held = min(_SURE, max(1 - _SURE, share))
    return log(held / (1 - held))


def _burden(card: Card) -> float:
    """Logits for what is to be read and what is to be said."""
    reading = log2(max(20, len(card.question())) / _USUAL_LENGTH)
    return _READING * reading + _SAYING * log2(_said(card))


def _said(card: Card) -> float:
    """How much is to be said, beside what is usual for the type."""
    usual: float = 1
    match card:
        case Typed(answer=answer):
            usual = max(4, len(answer)) / 14
        case Cloze(blanks=blanks):
            usual = max(4, sum(len(blank.answer) for blank in blanks)) / 12
        case Order(items=items):
            usual = len(items) / 4
        case Match(pairs=pairs):
            usual = len(pairs) / 4
        case Multi(answers=answers, wrong=wrong):
            usual = (len(answers) + len(wrong)) / 6
        case Outline(points=points) | Recall(points=points):
            usual = max(1, len(points)) / 4
    return usual
