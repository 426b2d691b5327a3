"""Answers made up from the decks' own points: recited, thinned out, denied, with other numbers, periods or bodies.

A few hundred written answers hold too few of each way to be wrong; these teach the model what the detectors mean.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from random import Random

from kgquiz.cards.base import Card
from kgquiz.cards.outline import Outline
from kgquiz.cards.recall import Recall
from tests.support import shipped_deck

DECKS = Path(__file__).parents[3] / "decks"
BODIES = (
    "Президент", "Өкмөт", "Жогорку Кеңеш", "аким", "мэр", "айыл өкмөтү", "сот", "жергиликтүү кеңеш",
    "министрлик", "калк",
)  # fmt: skip
_PAGE = re.compile(r"\s*\(\d+(?:[–-]\d+)?-?б(?:ет)?\.?\)")
_PERIOD = re.compile(r"\d{4}[–-]\d{4}(?:-жылдары?)?:?")
_VERB = re.compile(r"(.*?)(\w{2,}?)(?:ат|ет|от|өт|йт)$")
_WAYS = ("recite", "recite", "thin", "deny", "mixed", "renumber", "other body")
_LEFT_OUT, _THINNED, _SHUFFLED, _WITH_PROMPT = 0.35, 0.25, 0.3, 0.3
_OPEN_AFTER = dict(zip("аыуоеиэөүяюё", "аааоеееөөаао", strict=True))


@dataclass(frozen=True)
class Answer:
    """A written answer and, for each point, whether it covers it."""

    card: str
    prompt: str
    points: tuple[str, ...]
    text: str
    labels: tuple[float, ...]
    kind: str


def cards() -> Iterator[tuple[str, Card, tuple[str, ...]]]:
    """The shipped cards with points."""
    for path in sorted(DECKS.glob("ch?.yaml")):
        for card in shipped_deck(path.stem).cards:
            if isinstance(card, Outline | Recall) and card.points:
                yield f"{path.stem}/{card.id}", card, card.points


def made_answers(seeds: Sequence[int] = (1, 2)) -> list[Answer]:
    """One answer a card and seed."""
    found = []
    for seed in seeds:
        chance = Random(seed)
        for name, card, points in cards():
            answer = _made(name, card.question(), points, chance)
            if answer.text:
                found.append(answer)
    return found


def _made(name: str, prompt: str, points: tuple[str, ...], chance: Random) -> Answer:
    texts = [_PAGE.sub("", point) for point in points]
    way = chance.choice(_WAYS)
    if way == "renumber" and all(_PERIOD.match(text) for text in texts):
        return Answer(name, prompt, points, ". ".join(_swapped(texts)), (0.0,) * len(points), "made")
    said, labels = [], []
    for text in texts:
        kept = chance.random() >= _LEFT_OUT
        chosen = chance.choice(_WAYS) if way == "mixed" else way
        phrase, label = _said(text, chosen, chance) if kept else ("", 0.0)
        labels.append(label)
        said += [phrase] if kept else []
    if chance.random() < _SHUFFLED:
        chance.shuffle(said)
    separator = chance.choice([". ", ". ", ", ", "; ", "\n"])
    text = separator.join(part[:1].upper() + part[1:] if separator == ". " else part for part in said)
    if text and chance.random() < _WITH_PROMPT:
        text = f"{prompt} - {text}"
    return Answer(name, prompt, points, text, tuple(labels), "made")


def _said(text: str, way: str, chance: Random) -> tuple[str, float]:
    if way == "deny":
        return denied(text, chance), 0.0
    if way == "renumber" and re.search(r"\d", text):
        return re.sub(r"\d+", partial(_other_number, chance=chance), text), 0.0
    named = [body for body in BODIES if body.casefold() in text.casefold()]
    if way == "other body" and named:
        other = chance.choice([body for body in BODIES if body.casefold() not in text.casefold()])
        return re.sub(re.escape(named[0]), other, text, flags=re.IGNORECASE), 0.0
    if way == "thin":
        return " ".join([word for word in text.split() if chance.random() > _THINNED] or [text]), 1.0
    return text, 1.0


def denied(text: str, chance: Random) -> str:
    """The same with its verb, or itself, denied."""
    match = _VERB.match(text)
    if not match:
        return text + chance.choice([" эмес", " деген туура эмес", " жок"])
    stem = match[2]
    vowel = next((letter for letter in reversed(stem) if letter in _OPEN_AFTER), "а")
    first = "п" if stem[-1] in "кпстфхцчшщ" else "б"
    return f"{match[1]}{stem}{first}{_OPEN_AFTER[vowel]}йт"


def _other_number(match: re.Match[str], chance: Random) -> str:
    number = int(match[0])
    if number >= 1900:
        return str(number + chance.choice([-3, -2, -1, 1, 2, 3, 5]))
    return str(chance.choice([number + 1, number + 2, number * 2 + 1, number + 10, number + 15]))


def _swapped(texts: list[str]) -> list[str]:
    """Each with the period of the next."""
    heads = [match[0] for text in texts if (match := _PERIOD.match(text))]
    return [text.replace(head, other) for text, head, other in zip(texts, heads, heads[1:] + heads[:1], strict=True)]
