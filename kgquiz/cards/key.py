"""The one name of a card in the log: its deck and its id, made and split here alone."""

from __future__ import annotations

from typing import Self

_BETWEEN = "/"


class CardKey(str):
    """`ch6/lease.typed`: it is the text that the log keeps. Items and sections of a deck are named in the same way.

    A text, so that what was read from a row compares, sorts and is stored without being wrapped; wrap it to split it.
    """

    __slots__ = ()

    @classmethod
    def of(cls, deck: str, name: str) -> Self:
        """The key of what is called so within its deck."""
        return cls(f"{deck}{_BETWEEN}{name}")

    @classmethod
    def within(cls, deck: str, name: str) -> Self:
        """The key meant by a name within this deck, or by a whole key of any deck."""
        return cls(name) if _BETWEEN in name else cls.of(deck, name)

    @property
    def deck(self) -> str:
        """The deck's slug."""
        return self.partition(_BETWEEN)[0]

    @property
    def name(self) -> str:
        """The id within the deck; empty where the text is no key."""
        return self.partition(_BETWEEN)[2]
