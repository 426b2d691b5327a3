"""What every format speaks in: a file that is given, what was found in it, what is left out and what is lost."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import MISSING, field, fields
from typing import BinaryIO, Protocol

from kgquiz.cards.base import Card
from kgquiz.cards.cloze import Cloze
from kgquiz.cards.registry import CARD_TYPES
from kgquiz.errors import ExitCode, KgquizError
from kgquiz.key import CardKey
from kgquiz.knowledge.deck_value import Deck
from kgquiz.memory.log import Event
from kgquiz.messages import N_, Message, message
from kgquiz.value import dataclass

MEGABYTE = 2**20
LARGEST_TEXT = 32 * MEGABYTE
"""Of a file that is read whole: a hundred thousand questions fit in."""
LARGEST_PACKAGE = 4096 * MEGABYTE
"""Of a package: it is mostly media, which are passed over."""


MOST_QUESTIONS = 100_000
"""In a file; what is made by people has fewer, and what is made to do harm has not to be kept in memory."""
MOST_ROWS = 10 * MOST_QUESTIONS
"""Lines, rows or paragraphs in a file."""
LONGEST_TEXT = 100_000
"""Characters of a question with all that belongs to it."""


class CannotTake(KgquizError):
    """A file of which nothing can be taken; the sentence says why and what to do."""

    exit_code = ExitCode.BAD_CONTENT


class CannotGive(KgquizError):
    """Cards that a format cannot hold at all."""

    exit_code = ExitCode.NOTHING_TO_DO


class MissingLibrary(KgquizError):
    """A format needs a library that is not installed."""

    exit_code = ExitCode.USAGE

    def __init__(self, format_name: str) -> None:
        told = N_("For {format} kgquiz needs libraries that are not installed. Install them: pip install '{extra}'")
        super().__init__(told, format=format_name, extra="kgquiz[formats]")


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the person settled beforehand; "" leaves it to be guessed."""

    encoding: str = ""
    separator: str = ""
    """Between term and meaning in a paste."""
    row_separator: str = ""
    """Between two cards in a paste."""


@dataclass(frozen=True, slots=True)
class Given:
    """A file handed to a reader: its name as shown, its bytes as a stream that can be rewound, and its size."""

    file: str
    stream: BinaryIO
    size: int
    wishes: Wishes = field(default_factory=Wishes)

    def head(self, length: int = 8192) -> bytes:
        """The beginning."""
        self.stream.seek(0)
        return self.stream.read(length)

    def whole(self, most: int = LARGEST_TEXT) -> bytes:
        """All of it. Raises CannotTake where that is more than anybody's questions."""
        if self.size > most:
            raise CannotTake(
                N_("{file} has {size} MB; at most {limit} MB are read. Split it into several files."),
                file=self.file,
                size=self.size // MEGABYTE,
                limit=most // MEGABYTE,
            )
        self.stream.seek(0)
        return self.stream.read(most)

    def at(self, place: int | str) -> str:
        """A place in it, as editors write it."""
        return f"{self.file}:{place}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One thing that can be asked: a card whose id is still open.

    `key` is what the source calls it by ("" where it has no name), `group` the source's own deck or category.
    """

    card: Card
    place: str
    key: str = ""
    group: str = ""


@dataclass(frozen=True, slots=True)
class Left:
    """One thing that cannot be asked, and why."""

    place: str
    text: str
    why: Message


@dataclass(frozen=True, slots=True)
class Remark:
    """Something taken otherwise than it stood."""

    place: str
    why: Message


@dataclass(frozen=True, slots=True)
class Past:
    """An event of another program's history; `key` is that of the card found. Its `card` is still open."""

    key: str
    event: Event


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What came of reading a file."""

    found: tuple[Found, ...] = ()
    left: tuple[Left, ...] = ()
    remarks: tuple[Remark, ...] = ()
    guesses: tuple[Message, ...] = ()
    """What was not told but guessed: encoding, separators."""
    past: tuple[Past, ...] = ()
    deck: str = ""
    """The deck's name, where the source tells it."""
    title: str = ""
    head: Deck | None = None
    """Sections, names and the rest of a deck's head, where the source has them."""


@dataclass(frozen=True, slots=True)
class Lost:
    """What a format cannot hold: why, and the cards it concerns."""

    why: Message
    cards: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Made:
    """A file made of decks, and what it does not hold."""

    data: bytes
    lost: tuple[Lost, ...] = ()


@dataclass(frozen=True, slots=True)
class Wanted:
    """Decks to be given out, and what goes with them: reviews by card key, oldest first, and the moment it is."""

    decks: tuple[Deck, ...]
    title: str = ""
    now: int = 0
    """Milliseconds since 1970."""
    reviews: tuple[Event, ...] = ()
    suspended: frozenset[CardKey] = frozenset()
    states: tuple[KeptMemory, ...] = ()


@dataclass(frozen=True, slots=True)
class KeptMemory:
    """What is remembered of a card: stability (days), difficulty 1..10, last and next study day (ordinals)."""

    card: CardKey
    stability: float
    difficulty: float
    last_day: int
    due: int
    reps: int
    lapses: int


class Module(Protocol):
    """What a module of a format offers; one that is not written, or not read, lacks the other."""

    def read(self, given: Given) -> Taken:
        """Everything that can be asked, and everything else with its reason."""
        ...

    def write(self, wanted: Wanted) -> Made:
        """The file."""
        ...


ALL_TYPES = tuple(kind.type for kind in CARD_TYPES)
AS_THEY_ARE = {name: name for name in ALL_TYPES}
"""Card types that come back as what they were."""
QUESTION_FIELDS = frozenset(
    {"id", "prompt", "answer", "answers", "wrong", "statement", "text", "items", "pairs", "term", "meaning"}
)
"""What is asked and what is right: a format that holds a type holds these."""
OTHER_FIELDS = frozenset({f.name for kind in CARD_TYPES for f in fields(kind)} - QUESTION_FIELDS)
"""What a card may have beside them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """A format and what it can hold."""

    name: str
    title: str
    """A message template."""
    suffixes: tuple[str, ...]
    module: str
    reads: bool = True
    writes: bool = True
    needs_extra: bool = False
    types: dict[str, str] = field(default_factory=dict)
    """Card type → the type it comes back as; one that is missing cannot be written."""
    holds: frozenset[str] = frozenset()
    """Fields of cards, beside question and answer, that come back as they were."""
    ids: bool = False
    history: bool = False
    partial: bool = False
    """Whether it tells that a part of an answer earns a part of the points."""


def lost_fields(kept: Format, decks: Iterable[Deck]) -> Iterator[Lost]:
    """The fields of cards that a format does not hold, each with the cards that have something there."""
    losing: dict[str, list[str]] = {}
    unwritten: dict[str, list[str]] = {}
    for card in (card for deck in decks for card in deck.cards):
        if card.type not in kept.types:
            unwritten.setdefault(card.type, []).append(card.id)
            continue
        for name in set_fields(card):
            if name not in kept.holds:
                losing.setdefault(name, []).append(card.id)
    for kind, cards in unwritten.items():
        yield Lost(message(N_("Cards of the type “{type}” cannot be written in this format."), type=kind), tuple(cards))
    for name, cards in sorted(losing.items()):
        yield Lost(message(N_("'{field}' is lost."), field=name), tuple(cards))


def set_fields(card: Card) -> list[str]:
    """The fields beside question and answer in which a card holds something; other fillings of a blank are `accept`."""
    held = [
        f.name
        for f in fields(card)
        if f.name in OTHER_FIELDS
        and getattr(card, f.name) != (card.id if f.name == "item" else _default(f.default, f.default_factory))
    ]
    fillings = isinstance(card, Cloze) and any(blank.accept for blank in card.blanks)
    return [*held, "accept"] if fillings else held


def _default(value: object, factory: object) -> object:
    return factory() if value is MISSING and callable(factory) else value


def writable(kept: Format, decks: Sequence[Deck]) -> list[tuple[Deck, list[Card]]]:
    """The cards that a format can hold, deck by deck. Raises CannotGive where there is none."""
    chosen = [(deck, [card for card in deck.cards if card.type in kept.types]) for deck in decks]
    if not any(cards for _, cards in chosen):
        told = N_("None of these cards can be written as {format}: it holds {types} alone. See: kgquiz formats")
        raise CannotGive(told, format=kept.name, types=", ".join(kept.types))
    return chosen
