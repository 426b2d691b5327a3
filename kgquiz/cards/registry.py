"""The card types there are. A new one is its file and its line here."""

from __future__ import annotations

from kgquiz.cards.base import Card
from kgquiz.cards.choice import Choice
from kgquiz.cards.cloze import Cloze
from kgquiz.cards.match import Match
from kgquiz.cards.multi import Multi
from kgquiz.cards.order import Order
from kgquiz.cards.outline import Outline
from kgquiz.cards.recall import Recall
from kgquiz.cards.truefalse import TrueFalse
from kgquiz.cards.typed import Typed

CARD_TYPES: tuple[type[Card], ...] = (
    Recall,
    Typed,
    Choice,
    Multi,
    TrueFalse,
    Cloze,
    Order,
    Match,
    Outline,
)

CARD_TYPE_BY_NAME: dict[str, type[Card]] = {card_type.type: card_type for card_type in CARD_TYPES}
