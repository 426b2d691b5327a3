"""The one name of a card in the log: its deck and its id, made and split here alone."""

from __future__ import annotations

from typing import NewType

_BETWEEN, _AFTER = "/", "0"
"""What stands between deck and name, and the letter that follows it in every order of texts."""

CardKey = NewType("CardKey", str)
"""`ch6/lease.typed`. It is the text that the log keeps, so what a row or a file holds need only be called a key."""

NO_KEY = CardKey("")
"""Of what speaks of no card, or not yet of one."""


def card_key(deck: str, card: str) -> CardKey:
    """The key of the card that has this id in its deck."""
    return CardKey(key_in(deck, card))


def key_in(deck: str, name: str) -> str:
    """What an item or a section of a deck is called among all decks: named in the same way."""
    return f"{deck}{_BETWEEN}{name}"


def key_meant(deck: str, name: str) -> CardKey:
    """The key meant by a name within this deck, or by a whole key of any deck."""
    return CardKey(name) if _BETWEEN in name else card_key(deck, name)


def deck_of_key(key: str) -> str:
    """The slug of a key's deck."""
    return key.partition(_BETWEEN)[0]


def name_of_key(key: str) -> str:
    """The id within the deck; empty where the text is no key."""
    return key.partition(_BETWEEN)[2]


def span_of(deck: str) -> tuple[str, str]:
    """All keys of a deck lie between these two: the first may be one, the second is none."""
    return f"{deck}{_BETWEEN}", f"{deck}{_AFTER}"


def glob_of(name: str) -> str:
    """The pattern of keys that end in this name, of whichever deck; of a whole key it is that key."""
    return name if _BETWEEN in name else f"*{_BETWEEN}{name}"


def like_of(name: str) -> str:
    """The same for `like`."""
    return f"%{_BETWEEN}{name}"
