"""What answers teach the author: refused ones that several sittings share, and overrules, become entries to add."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import field
from enum import StrEnum

from kgquiz.cards.base import Card, Marker
from kgquiz.cards.cloze import Cloze
from kgquiz.cards.kyrgyz.normal import read
from kgquiz.cards.typed import Typed
from kgquiz.cards.verdict import Finding, Verdict
from kgquiz.key import CardKey, deck_of_key
from kgquiz.value import dataclass

SEVERAL = 2
"""Sittings that must share a refused answer before it is worth a look."""


class Said(StrEnum):
    """What the student said to the marking of an answer."""

    NOTHING = ""
    RIGHT = "right"
    WRONG = "wrong"


class AnswerList(StrEnum):
    """The list that an answer may be added to."""

    ACCEPT = "accept"
    NAMES = "names"
    REJECT = "reject"


@dataclass(frozen=True, slots=True)
class Sent:
    """An answer as it was given: the card by its key, one text per blank, the sitting, what was said to its marking."""

    card: CardKey
    answer: tuple[str, ...]
    sitting: str
    said: Said = Said.NOTHING


@dataclass(frozen=True, slots=True)
class Suggestion:
    """An answer, what was expected, and where it might be added; `overruled` and `sittings` say why."""

    entry: AnswerList
    answer: str
    right: str
    question: str
    cards: tuple[CardKey, ...]
    overruled: int
    sittings: int

    @property
    def weight(self) -> int:
        """How much speaks for it."""
        return self.overruled + self.sittings


@dataclass(slots=True)
class _Case:
    """All that was said of one answer to one blank."""

    card: CardKey
    question: str
    right: str
    answer: str
    said_right: int = 0
    said_wrong: int = 0
    refused_in: set[str] = field(default_factory=set)


def suggestions(
    sent: Iterable[Sent], cards: Mapping[CardKey, Card], marker_of: Callable[[str], Marker]
) -> tuple[Suggestion, ...]:
    """What to add, the weightiest first. `marker_of` gives the marker of a deck by its name.

    Each answer is marked again as the cards stand now: what was mended in the meantime is not suggested once more.
    """
    cases: dict[tuple[str, int, str], _Case] = {}
    for one in sent:
        card = cards.get(one.card)
        if isinstance(card, (Typed, Cloze)):
            _note(one, card, marker_of(deck_of_key(one.card)), cases)
    found = [*_to_add(cases.values()), *_to_reject(cases.values())]
    return tuple(sorted(found, key=lambda s: (-s.weight, s.cards, s.answer)))


def _note(one: Sent, card: Typed | Cloze, marker: Marker, cases: dict[tuple[str, int, str], _Case]) -> None:
    verdicts = card.mark_blanks(one.answer, marker) if isinstance(card, Cloze) else [card.mark(one.answer, marker)]
    for number, (typed, verdict) in enumerate(zip(one.answer, verdicts, strict=False)):
        key = read(typed).key
        if not key:
            continue
        right = card.blanks[number].answer if isinstance(card, Cloze) else card.answer
        case = cases.setdefault((one.card, number, key), _Case(one.card, card.question(), right, typed.strip()))
        _weigh(case, one, verdict)


def _weigh(case: _Case, one: Sent, verdict: Verdict) -> None:
    is_right = verdict.score >= 1
    if one.said is Said.RIGHT:
        case.said_right += not is_right
    elif one.said is Said.WRONG:
        case.said_wrong += is_right
    elif not is_right and verdict.finding is not Finding.OTHER_TERM:
        case.refused_in.add(one.sitting)


def _to_add(cases: Iterable[_Case]) -> Iterator[Suggestion]:
    """To `accept`; where several items want the same for the same, once for all to `names`."""
    wanted: dict[tuple[str, str], list[_Case]] = {}
    for case in cases:
        if case.said_right or len(case.refused_in) >= SEVERAL:
            wanted.setdefault((read(case.right).key, read(case.answer).key), []).append(case)
    for group in wanted.values():
        items = {case.card.rpartition(".")[0] for case in group}
        yield _suggestion(AnswerList.NAMES if len(items) > 1 else AnswerList.ACCEPT, group)


def _to_reject(cases: Iterable[_Case]) -> Iterator[Suggestion]:
    for case in cases:
        if case.said_wrong > case.said_right:
            yield _suggestion(AnswerList.REJECT, [case])


def _suggestion(entry: AnswerList, group: list[_Case]) -> Suggestion:
    first = group[0]
    overruled = sum(case.said_wrong if entry is AnswerList.REJECT else case.said_right for case in group)
    sittings = set[str]().union(*(case.refused_in for case in group))
    cards = tuple(dict.fromkeys(case.card for case in group))
    return Suggestion(entry, first.answer, first.right, first.question, cards, overruled, len(sittings))
