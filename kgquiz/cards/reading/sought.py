"""The points of a card as they are looked for: their words and weights, whom they name, their figures."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from kgquiz.cards.reading.meanings import ReadWord, prevents
from kgquiz.cards.reading.rarity import rarity
from kgquiz.cards.reading.statements import Rivals, Statements, known_statements, rivals_of
from kgquiz.cards.reading.values import Fact, values_in
from kgquiz.value import dataclass

_PAGE = re.compile(r"\s*\(\d+(?:[–-]\d+)?-?б(?:ет)?\.?\)")
_HEAD = re.compile(r"\s[—–-]\s|:\s|, мисалы,")
_LONGEST_HEAD = 6
_IN_PROMPT = 0.3
_FORBIDDING = frozenset({"тыюу", "чектөө"})
"""What a prompt asks for whose points say what must not be."""
_ASKS = frozenset({"кандай", "эмнелерге", "эмнеге", "кайсы"})


@dataclass(frozen=True, slots=True)
class SoughtPoint:
    """A point as it is looked for: its words that say something, their weights, whom it names, its figures."""

    words: tuple[ReadWord, ...]
    weights: tuple[float, ...]
    own: tuple[float, ...]
    """The weights again, of words that other points have too divided among them."""
    values: frozenset[Fact]
    rivals: Rivals
    own_rivals: Rivals
    """Without those that the prompt names."""
    statements: Statements
    body_has_values: bool
    """Whether what stands behind its head has figures."""
    head: int
    """How many of its words stand before a dash or colon, and say of what the rest is; 0 if there is none."""
    denies: bool
    forbids: bool
    not_of_prompt: float


@lru_cache(maxsize=512)
def sought_points(points: tuple[str, ...], prompt: str) -> list[SoughtPoint]:
    """The points of a card, made ready once for all its answers."""
    texts = [_PAGE.sub("", point) for point in points]
    read = [known_statements(text) for text in texts]
    told = known_statements(prompt)
    return [_ask(text, one, read, told) for text, one in zip(texts, read, strict=True)]


def asks_what_is_forbidden(prompt: Statements) -> bool:
    """Whether a question asks for that: кандай чектөөлөр, эмнелерге тыюу салынган; not чектөөлөргө тиешелүү иштер."""
    words = prompt.words
    return any(
        word.groups & _FORBIDDING and any(before.folded in _ASKS for before in words[max(0, at - 1) : at])
        for at, word in enumerate(words)
    ) or any(word.folded == "болбойт" for word in words)


def _ask(text: str, point: Statements, points: Sequence[Statements], told: Statements) -> SoughtPoint:
    values = values_in(text)
    words = point.content() or (() if values else point.words)
    rare = [rarity(word.stem) for word in words]
    weights = [weight * (_IN_PROMPT if told.says(word) else 1) for weight, word in zip(rare, words, strict=True)]
    shared = [sum(other.says(word) for other in points) or 1 for word in words]
    in_prompt = frozenset[str]().union(*(word.groups for word in told.words))
    groups = frozenset[str]().union(*(word.groups for word in words))
    return SoughtPoint(
        words,
        tuple(weights),
        tuple(weight / among for weight, among in zip(weights, shared, strict=True)),
        values,
        rivals_of(words),
        rivals_of(word for word in words if not word.groups & in_prompt),
        point,
        bool(values) and bool(values_in(_HEAD.split(text, maxsplit=1)[-1])),
        _head_of(text, words),
        any(word.denied for word in words),
        bool(groups & prevents()) or asks_what_is_forbidden(told),
        sum(weights) / (sum(rare) or 1),
    )


def _head_of(text: str, words: Sequence[ReadWord]) -> int:
    cut = _HEAD.search(text)
    if cut is None:
        return 0
    size = sum(word.end <= cut.start() for word in words)
    return size if 0 < size < len(words) and size <= _LONGEST_HEAD else 0
