"""What a written answer in Russian, English or another language covers: the words of a point, found in one sentence.

No model is trained for these languages. A point is proposed where most of its words stand in one sentence in any form,
its figures are the same and it is denied where the point is; the student confirms.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kgquiz.cards.languages.registry import rules_of
from kgquiz.cards.languages.rules import Rules
from kgquiz.cards.languages.said import Piece, said

Span = tuple[int, int]
ENOUGH = 0.6
"""The share of a point's words, weighed by their letters, that must stand in the sentence."""
_LITTLE = 3
"""Letters of the longest word that says too little to count: и, на, of, the."""
_SENTENCE = re.compile(r"[^.!?…;\n]+(?:[.](?=\d)[^.!?…;\n]+)*")
_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+")


def covered(text: str, points: Sequence[str], prompt: str, language: str) -> list[tuple[bool, tuple[Span, ...]]]:
    """For each point whether it is proposed, and where in the text its words stand."""
    rules = rules_of(language)
    sentences = [found.span() for found in _SENTENCE.finditer(text)]
    asked = frozenset(piece.folded for piece in said(prompt, rules).pieces)
    return [_best(text, sentences, point, asked, rules) for point in points]


def _best(
    text: str, sentences: Sequence[Span], point: str, asked: frozenset[str], rules: Rules
) -> tuple[bool, tuple[Span, ...]]:
    wanted = said(point, rules).pieces
    own = [piece for piece in _telling(wanted) if piece.folded not in asked] or list(_telling(wanted))
    if not own:
        return False, ()
    best: tuple[float, tuple[Span, ...]] = (0.0, ())
    for start, end in sentences:
        here = said(text[start:end], rules).pieces
        if _denies(here, rules) is not _denies(wanted, rules) or not _values(wanted) <= _values(here):
            continue
        hit = [piece for piece in own if any(_says(piece, one, rules) for one in here)]
        share = sum(len(piece.folded) for piece in hit) / sum(len(piece.folded) for piece in own)
        if share > best[0]:
            best = share, tuple(_spans(text, (start, end), hit, rules))
    return best[0] >= ENOUGH, best[1]


def _telling(pieces: Sequence[Piece]) -> Iterator[Piece]:
    return (piece for piece in pieces if piece.value or len(piece.folded) > _LITTLE)


def _says(wanted: Piece, here: Piece, rules: Rules) -> bool:
    if wanted.value or here.value:
        return wanted.value == here.value
    return rules.same_word(wanted.folded, here.folded)


def _values(pieces: Sequence[Piece]) -> set[str]:
    return {piece.value for piece in pieces if piece.value}


def _denies(pieces: Sequence[Piece], rules: Rules) -> bool:
    return any(piece.word in rules.denying for piece in pieces)


def _spans(text: str, sentence: Span, hit: Sequence[Piece], rules: Rules) -> Iterator[Span]:
    for found in _WORD.finditer(text, *sentence):
        word = rules.fold(found[0].casefold())
        if any(rules.same_word(piece.folded, word) for piece in hit):
            yield found.span()
