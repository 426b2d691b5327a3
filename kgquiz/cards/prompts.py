"""What the face has to show and collect: a small closed set.

An answer is always a tuple of texts, whatever the prompt, so it is logged and marked without knowing the face:

=============  ==========================================================
ChooseOne      the chosen option
ChooseMany     the ticked options
Type           what was typed, one text per blank
Arrange        the items in the student's order
Pair           `left → right`, one text per pair made
TickOff        the points she had, then her own words where she wrote any
Reveal         nothing: she rates herself
=============  ==========================================================
"""

from __future__ import annotations

from kgquiz.value import dataclass

Answer = tuple[str, ...]


def says_something(answer: Answer) -> bool:
    """Whether there is any text in an answer."""
    return any(part.strip() for part in answer)


_OWN_WORDS = "✎ "
"""Keeps what she wrote apart from the points themselves."""


def in_own_words(text: str) -> str:
    """What she wrote, as a part of an answer that is no point."""
    return _OWN_WORDS + text


@dataclass(frozen=True, slots=True)
class Reveal:
    """Think, then look: the solution is shown and the student rates herself."""

    text: str


@dataclass(frozen=True, slots=True)
class TickOff:
    """Say it aloud or in writing, then look, and tick the points that were there."""

    text: str
    points: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ChooseOne:
    """Exactly one of the options."""

    text: str
    options: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ChooseMany:
    """All options that apply."""

    text: str
    options: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Type:
    """Type one text for each blank; a text without blanks asks for one."""

    text: str
    blanks: int = 1


@dataclass(frozen=True, slots=True)
class Arrange:
    """Put the items into their order."""

    text: str
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """Give each left side its right side; a right side may serve several."""

    text: str
    lefts: tuple[str, ...]
    rights: tuple[str, ...]


Prompt = Reveal | TickOff | ChooseOne | ChooseMany | Type | Arrange | Pair

BLANK = "____"
"""How an open blank looks in a prompt's text."""
