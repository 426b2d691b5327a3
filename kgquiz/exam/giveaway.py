"""Whether one card's face tells the answer of another, where that can be seen by reading.

A word that a paper of this pool would show anyway ("Президент" in a chapter on the President) tells nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kgquiz.cards.base import Card
from kgquiz.cards.choice import Choice
from kgquiz.cards.cloze import Cloze, blanks_of
from kgquiz.cards.kyrgyz.normal import read
from kgquiz.cards.typed import Typed

SHORTEST = 4
"""Letters an answer needs before its standing in another text tells anything; numbers alone never do."""

Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Face:
    """What a card shows and what it wants, as words in normal form with the keyboard folded."""

    shown: Words
    answers: tuple[Words, ...]
    found: frozenset[str]
    """The first letters of the words shown: a quick way to see that an answer is not there."""


def face_of(card: Card) -> Face:
    """A card's face."""
    shown = _words(card.question())  # options are left out: among several, the right one is not marked
    answers = tuple(words for text in _wanted(card) if _tells(words := _words(text)))
    return Face(shown, answers, frozenset(word[:SHORTEST] for word in shown))


def _wanted(card: Card) -> Iterable[str]:
    match card:
        case Typed() | Choice():
            return (card.answer,)
        case Cloze():
            return (blank.answer for blank in blanks_of(card.text))
    return ()


def _words(text: str) -> Words:
    return read(text).folded


def _tells(words: Words) -> bool:
    return any(sum(letter.isalpha() for letter in word) >= SHORTEST for word in words)


class Faces:
    """The faces of a pool: which of them tells the answer of which other."""

    def __init__(self, cards: Mapping[str, Card], asked: int) -> None:
        """`cards` by key; `asked` is how many of them a form shows."""
        faces = {key: face_of(card) for key, card in cards.items()}
        most = len(cards) / max(1, asked)
        by_start: dict[str, list[tuple[str, Words]]] = {}
        for key, face in faces.items():
            for start in face.found:
                by_start.setdefault(start, []).append((key, face.shown))
        tellers = {
            answer: {key for key, shown in by_start.get(answer[0][:SHORTEST], ()) if stands_in(answer, shown)}
            for answer in {answer for face in faces.values() for answer in face.answers}
        }
        self._told_by: dict[str, frozenset[str]] = {
            key: frozenset().union(*(tellers[a] for a in face.answers if len(tellers[a]) < most))
            for key, face in faces.items()
        }

    def clash(self, one: str, other: str) -> bool:
        """Whether either of two cards gives the other away."""
        return one in self._told_by[other] or other in self._told_by[one]


def stands_in(answer: Words, text: Words) -> bool:
    """Whether an answer stands in a text, in any form that only adds an ending."""
    first, size = answer[0], len(answer)
    return any(
        _is_form(word, first) and (size == 1 or _begins(text[start : start + size], answer))
        for start, word in enumerate(text)
    )


def _begins(text: Words, answer: Words) -> bool:
    return len(text) == len(answer) and all(map(_is_form, text, answer))


def _is_form(word: str, stem: str) -> bool:
    return word == stem or (len(stem) >= SHORTEST and word.startswith(stem))
