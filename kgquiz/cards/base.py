"""What every card is: one thing that is asked, with a stable id and the place it comes from."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Collection, Iterable, Iterator, Sequence
from random import Random
from typing import Annotated, ClassVar, Protocol

from kgquiz.cards.described import CARD_ID, Language, Needs, Note, Page, Says, SectionId, Tags, Was
from kgquiz.cards.languages.rules import KYRGYZ
from kgquiz.cards.prompts import Answer, Prompt
from kgquiz.cards.verdict import Finding, Match, Verdict
from kgquiz.cards.weakness import Weakness
from kgquiz.value import dataclass


class Marker(Protocol):
    """Who marks a typed text for a card, knowing the deck it stands in; `kgquiz.cards.marker` has the one there is."""

    def mark(  # noqa: PLR0913 - a card's fields, by name
        self,
        typed: str,
        answer: str,
        *,
        accept: Sequence[str] = (),
        reject: Sequence[str] = (),
        match: Match = "meaning",
        question: tuple[str, str] = ("", ""),
        foreign: Sequence[str] = (),
        language: str = KYRGYZ,
    ) -> Verdict:
        """The finding on a typed text against `answer` and the other right ones in `accept`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Card(ABC):
    """The fields common to all types; `item` is the knowledge item it came from (`from` in YAML).

    A type adds its own fields and says how it is asked, marked, solved and linted. Cards of one item are
    siblings.
    """

    type: ClassVar[str]
    name: ClassVar[str]
    """What the type is called in a report (a message template)."""
    caption: ClassVar[str]
    """What the student is to do, one short sentence (a message template)."""
    seconds: ClassVar[tuple[float, float, float]]
    """What a new card, a right and a wrong answer take until her own log tells: an estimate by what there is to do."""
    example: ClassVar[str]
    """One card of this type in YAML, for the format page and the tests."""
    guess: ClassVar[bool] = False
    """Whether a blind guess can be right (options are shown)."""
    ease: ClassVar[float] = 0.0
    """Logits by which the answer is easier to tell among others than to bring up: an estimate."""
    self_marked: ClassVar[bool] = False
    """Whether the student marks it herself, after seeing the solution."""

    id: Annotated[str, Says("Unique in the deck; it carries the card's history, so keep it.", CARD_ID, shown=False)]
    item: Annotated[
        str, Says("The knowledge item it came from; cards of one item are never asked on one day.", shown=False)
    ] = ""
    page: Page = 0
    section: SectionId = ""
    note: Note = ""
    tags: Tags = ()
    needs: Needs = ()
    was: Was = ()
    language: Language = KYRGYZ
    """By whose rules it is marked: that of its deck, where it names none of its own."""

    def task(self) -> str:
        """What the student is to do (a message template): the caption of the type, or closer to the answer."""
        return self.caption

    @abstractmethod
    def ask(self, chance: Random) -> Prompt:
        """What to show and collect; `chance` shuffles what has no order of its own."""

    @abstractmethod
    def mark(self, answer: Answer, marker: Marker) -> Verdict:
        """The finding on an answer of this card's prompt; `marker` marks what is typed."""

    @abstractmethod
    def solution(self) -> tuple[str, ...]:
        """The right answer in lines, as shown after the student's own."""

    @abstractmethod
    def question(self) -> str:
        """The text of the prompt, as a person reads it."""

    def brief(self) -> str:
        """What is right, in as few words as it goes: what is named where there is no room for the solution."""
        return ", ".join(self.solution()[:1])

    def in_short(self) -> tuple[str, ...]:
        """What is right, part by part, without the reasons and other names told beside it."""
        return self.solution()

    def terms(self) -> tuple[str, ...]:
        """The terms this card makes known to its deck, for telling "another term" from "wrong"."""
        return ()

    def chance_of_guessing(self) -> float:
        """The expected score of a blind guess."""
        return 0.0

    def reply(self, answer: Answer) -> str:
        """An answer in one line, as shown beside the right one."""
        return ", ".join(part for part in answer if part)

    def faults(self) -> Iterator[Weakness]:
        """What makes the card impossible to ask or mark."""
        return iter(())

    def weaknesses(self) -> Iterator[Weakness]:
        """What an author should look at, beyond what holds for every card."""
        return iter(())


def names_of(cards: Iterable[Card]) -> list[tuple[str, ...]]:
    """The terms of a deck, those of one item together: they are no rivals of each other."""
    names: dict[str, list[str]] = {}
    for card in cards:
        names.setdefault(card.item, []).extend(card.terms())
    return [tuple(dict.fromkeys(group)) for group in names.values() if group]


def verdict_by_share(score: float, expected: str = "") -> Verdict:
    """All is exact, nothing is wrong, between them lies the partial."""
    if score >= 1:
        return Verdict(1.0, Finding.EXACT, expected)
    if score <= 0:
        return Verdict(0.0, Finding.WRONG, expected)
    return Verdict(score, Finding.PARTIAL, expected)


def share_ticked(points: Collection[str], ticked: Answer) -> float:
    """The share of the points that she ticked."""
    wanted = set(points)
    return len(wanted & set(ticked)) / len(wanted)


def other_languages(ru: str, en: str) -> str:
    """A term in Russian and English, as far as they are given, in one line."""
    return " · ".join(filter(None, (ru, en)))


def shuffled(texts: tuple[str, ...], chance: Random, last: tuple[str, ...] = ()) -> tuple[str, ...]:
    """The same texts in another order; those in `last` stand at the end, in the order given there."""
    mixed = [text for text in texts if text not in last]
    chance.shuffle(mixed)
    return (*mixed, *last)
