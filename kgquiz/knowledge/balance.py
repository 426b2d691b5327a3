"""What only all cards of a deck together show: where the keys lie, and how often true is true."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from kgquiz.cards.base import Card
from kgquiz.cards.choice import Choice
from kgquiz.cards.truefalse import TRUE, TrueFalse
from kgquiz.cards.weakness import Weakness
from kgquiz.messages import N_, message

FEWEST = 20
"""Cards below which a share says nothing: with 20, a fair coin leaves 30 to 70 % once in fifty decks."""
LOPSIDED = (0.3, 0.7)
"""The share of true statements, and of middle keys among numbers, outside of which a blind rule pays."""
LONGEST = (0.1, 0.4)
"""The share of choices whose key is longer than every other option; of four options a quarter by chance."""
_NUMBER = re.compile(r"\d+(?:[ \u00a0]\d{3})*(?:[.,]\d+)?")
_SHOWN = 5


def balance(cards: Iterable[Card]) -> Iterator[Weakness]:
    """Shares by which a student who knows nothing could do better than by chance."""
    every = list(cards)
    yield from _truths([card for card in every if isinstance(card, TrueFalse)])
    choices = [card for card in every if isinstance(card, Choice)]
    yield from _middles([card for card in choices if _numbers(card)])
    yield from _lengths(choices)


def _truths(cards: Sequence[TrueFalse]) -> Iterator[Weakness]:
    true = sum(card.answer == TRUE for card in cards)
    if _is_lopsided(true, len(cards), LOPSIDED):
        why = message(N_("{k} of {n} true/false statements are true."), k=true, n=len(cards))
        yield Weakness("uneven-truth", why, message(N_("Let about half of them be false.")))


def _middles(cards: Sequence[Choice]) -> Iterator[Weakness]:
    """Authors put wrong numbers around the right one (Haladyna 2004, p. 130): the middle is a good blind guess."""
    middle = [card for card in cards if is_middle(_numbers(card))]
    if _is_lopsided(len(middle), len(cards), LOPSIDED):
        why = message(
            N_("Of {n} choices among numbers the right one is neither the least nor the greatest in {k}: {cards}."),
            n=len(cards),
            k=len(middle),
            cards=_named(middle),
        )
        yield Weakness("middle-key", why, message(N_("Let it be at an end as often as in the middle.")))


def is_middle(numbers: Sequence[float]) -> bool:
    """Whether the first of the numbers lies between others."""
    return min(numbers) < numbers[0] < max(numbers)


def _lengths(cards: Sequence[Choice]) -> Iterator[Weakness]:
    longest = [card for card in cards if len(card.answer) > max(map(len, card.wrong))]
    if _is_lopsided(len(longest), len(cards), LONGEST):
        why = message(N_("The right option is the longest in {k} of {n} choices."), k=len(longest), n=len(cards))
        yield Weakness("uneven-length", why, message(N_("Let it be the longest in about a quarter of them.")))


def _is_lopsided(count: int, total: int, bounds: tuple[float, float]) -> bool:
    return total >= FEWEST and not bounds[0] <= count / total <= bounds[1]


def _numbers(card: Choice) -> tuple[float, ...]:
    """The numbers of the options, the right one first; none where an option has no number or two are equal."""
    found = [_NUMBER.search(text) for text in (card.answer, *card.wrong)]
    values = tuple(_value(match.group()) for match in found if match is not None)
    return values if len(values) == len(found) == len(set(values)) and len(values) > 2 else ()  # noqa: PLR2004 - two have no middle


def _value(text: str) -> float:
    return float(re.sub(r"[ \u00a0]", "", text).replace(",", "."))


def _named(cards: Sequence[Card]) -> str:
    some = ", ".join(card.item or card.id for card in cards[:_SHOWN])
    return f"{some}, …" if len(cards) > _SHOWN else some
