"""What a class found hard, as a first guess of how a student will recall a card she has hardly met."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from statistics import fmean

from kgquiz.key import CardKey


def beside_its_type(hardness: Mapping[CardKey, float], types: Mapping[CardKey, str]) -> dict[CardKey, float]:
    """By card the logits by which a class found it harder than the other cards of its type; `hardness` is Rasch's b.

    A type is easier or harder by its form, which `Form.ease` says already. Cards that are not in `types` are left out.
    """
    by_type: defaultdict[str, list[float]] = defaultdict(list)
    for card, logits in hardness.items():
        if card in types:
            by_type[types[card]].append(logits)
    return {card: logits - fmean(by_type[types[card]]) for card, logits in hardness.items() if card in types}


def first_ease(ease: float, harder: float, answers: int) -> float:
    """The logits by which a card is easier than producing, for a student who answered it so often.

    Her own answers tell what the class's do, and better: with each of them FSRS-6 has more of it in S and D, and the
    class's part is one of as many observations more.
    """
    return ease - harder / (1 + answers)
