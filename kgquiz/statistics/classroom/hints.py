"""What the answers of a class suggest to the author of the cards: spellings to accept, distractors, keys in doubt."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Literal

import numpy as np

from kgquiz.key import CardKey
from kgquiz.statistics.classroom.columns import FEWEST, ClassColumns
from kgquiz.statistics.classroom.distractors import AnswerGiven, answers_given
from kgquiz.statistics.classroom.items import ClassItem
from kgquiz.statistics.classroom.rasch import ENOUGH
from kgquiz.value import dataclass

OVERRULED = 3
"""Students who say of one answer that it was right, from which it is suggested."""
HintKind = Literal["accept", "unused", "key"]


@dataclass(frozen=True, slots=True)
class ItemHint:
    """`accept`: take this answer as right; `unused`: nobody takes this distractor; `key`: look at the key again.

    `answers` counts those who gave the answer, of `of` who answered the card; `overruled` those who insisted.
    """

    card: CardKey
    what: HintKind
    text: str
    answers: int
    of: int
    overruled: int = 0


@dataclass(frozen=True, slots=True)
class OfferedAnswers:
    """What a card offers to choose from; typed cards have none."""

    right: Collection[str]
    wrong: Collection[str]


def item_hints(
    columns: ClassColumns, items: Collection[ClassItem], options: Mapping[CardKey, OfferedAnswers]
) -> tuple[ItemHint, ...]:
    """All that ten answers and more suggest; `options` by card, of those that are here."""
    place = {card: at for at, card in enumerate(columns.cards)}
    wanted = [one for one in items if one.answers >= FEWEST]
    overruled = {int(at) for at in np.unique(columns.card[columns.overruled > 0])}
    found: list[ItemHint] = []
    for one in wanted:
        offered = options.get(one.card)
        is_chosen = offered is not None and bool(offered.wrong)
        if is_chosen or place[one.card] in overruled or (one.discrimination or 0) < 0:
            given = answers_given(columns, place[one.card])
            if offered is not None and is_chosen:
                found += _of_choice(one, given, offered)
            else:
                found += _to_accept(one, given)
            found += _in_doubt(one)
    return tuple(found)


def _to_accept(item: ClassItem, given: tuple[AnswerGiven, ...]) -> Iterator[ItemHint]:
    for answer in given:
        if answer.overruled >= OVERRULED and answer.text:
            yield ItemHint(item.card, "accept", answer.text, answer.answers, item.answers, answer.overruled)


def _of_choice(item: ClassItem, given: tuple[AnswerGiven, ...], offered: OfferedAnswers) -> Iterator[ItemHint]:
    """Nobody takes it; or those who take it do better otherwise than those who take the key."""
    taken = {answer.text: answer for answer in given}
    if item.answers >= ENOUGH:
        for text in offered.wrong:
            if text not in taken:
                yield ItemHint(item.card, "unused", text, 0, item.answers)
    levels = [one.level for text in offered.right if (one := taken.get(text)) and one.level is not None]
    for text in offered.wrong:
        answer = taken.get(text)
        if answer and answer.level is not None and levels and answer.level > max(levels):
            yield ItemHint(item.card, "key", text, answer.answers, item.answers, answer.overruled)


def _in_doubt(item: ClassItem) -> Iterator[ItemHint]:
    """The weak answer it better than the strong."""
    if item.answers >= ENOUGH and item.discrimination is not None and item.discrimination < 0:
        yield ItemHint(item.card, "key", "", item.answers, item.answers, item.overruled or 0)
