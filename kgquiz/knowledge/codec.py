"""Cards and deck heads as bytes, for the cache: what was parsed once is not parsed again."""

from __future__ import annotations

from dataclasses import fields

import msgspec

from kgquiz.cards.base import Card
from kgquiz.cards.names import NamedThing
from kgquiz.cards.registry import CARD_TYPE_BY_NAME
from kgquiz.knowledge.deck_value import Deck, NotTaken, Section


def pack_card(card: Card) -> bytes:
    """The fields of a card; its type is kept beside them."""
    return msgspec.msgpack.encode(card)


def unpack_card(card_type: str, data: bytes) -> Card:
    """The card again."""
    return msgspec.msgpack.decode(data, type=CARD_TYPE_BY_NAME[card_type])


def pack_head(deck: Deck) -> bytes:
    """The deck without its cards."""
    return msgspec.msgpack.encode({f.name: getattr(deck, f.name) for f in fields(deck) if f.name != "cards"})


def unpack_head(data: bytes) -> Deck:
    """The deck without its cards, again."""
    values = msgspec.msgpack.decode(data)
    sections = tuple(Section(**section) for section in values["sections"])
    names = tuple(NamedThing(tuple(thing["names"]), thing["id"]) for thing in values["names"])
    not_taken = tuple(NotTaken(**one) for one in values["not_taken"])
    given = {"sections": sections, "names": names, "not_taken": not_taken, "taken_from": tuple(values["taken_from"])}
    return Deck(**values | given)
