"""What a chapter teaches: its terms, questions, facts, sequences and groups, without exercise mechanics."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, Literal

from kgquiz.cards.names import NamedThing
from kgquiz.cards.verdict import Match
from kgquiz.knowledge.deck_value import Section
from kgquiz.knowledge.decode import Decoder, is_slug
from kgquiz.knowledge.problems import Path, Problem, Source, in_order
from kgquiz.knowledge.yaml_text import read_yaml
from kgquiz.messages import N_

TermKind = Literal[
    "body", "post", "act", "process", "system", "principle", "resource", "right", "status", "place", "concept"
]
QuestionKind = Literal["definition", "list", "fact", "compare", "explain", "table", "scheme", "research"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """What every knowledge item has; `page` is the printed page."""

    kind_of_item: ClassVar[str]

    id: str
    page: int
    section: str = ""
    note: str = ""
    tags: tuple[str, ...] = ()
    cards: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Term(Item):
    """A term of the book, with its meaning in our own words and the points of a full answer."""

    kind_of_item: ClassVar[str] = "terms"

    term: str
    definition: str
    points: tuple[str, ...] = ()
    ru: str = ""
    en: str = ""
    kind: TermKind = "concept"
    accept: tuple[str, ...] = ()
    reject: tuple[str, ...] = ()
    confused_with: tuple[str, ...] = ()
    never_with: tuple[str, ...] = ()
    match: Match = "inflect"


@dataclass(frozen=True, slots=True)
class Point:
    """One thing a full answer holds; a page of 0 is the page of its question."""

    text: str
    page: int = 0

    @classmethod
    def from_text(cls, text: str) -> Point:
        """A point written without a page."""
        return cls(text)


@dataclass(frozen=True, slots=True, kw_only=True)
class Question(Item):
    """A review question of the book (`book` is its number there)."""

    kind_of_item: ClassVar[str] = "questions"

    ask: str
    points: tuple[Point, ...]
    book: int = 0
    kind: QuestionKind = "explain"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact(Item):
    """A sentence with blanks in `{{…}}`, and plausible wrong fillings."""

    kind_of_item: ClassVar[str] = "facts"

    say: str
    wrong: tuple[str, ...] = ()
    last: tuple[str, ...] = ()
    reject: tuple[str, ...] = ()
    match: Match = "inflect"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sequence(Item):
    """Things that have an order."""

    kind_of_item: ClassVar[str] = "sequences"

    ask: str
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Group(Item):
    """Things that belong together: pairs, or members among others."""

    kind_of_item: ClassVar[str] = "groups"

    ask: str
    pairs: Mapping[str, str] | None = None
    members: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    last: tuple[str, ...] = ()


ITEM_KINDS: tuple[type[Item], ...] = (Term, Question, Fact, Sequence, Group)
"""The kinds of knowledge item. A new one is its class, its line here and its compiler."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """A chapter's knowledge, in the order of its file."""

    chapter: int
    title: str
    part: int = 0
    as_of: str = ""
    sections: tuple[Section, ...] = ()
    names: tuple[NamedThing, ...] = ()
    terms: tuple[Term, ...] = ()
    questions: tuple[Question, ...] = ()
    facts: tuple[Fact, ...] = ()
    sequences: tuple[Sequence, ...] = ()
    groups: tuple[Group, ...] = ()

    @property
    def name(self) -> str:
        """The deck this chapter compiles to: `ch6`."""
        return f"ch{self.chapter}"

    def all_items(self) -> Iterator[Item]:
        """Every item, kind by kind."""
        for kind in ITEM_KINDS:
            yield from getattr(self, kind.kind_of_item)

    def section_of(self, item: Item) -> str:
        """The item's section: its own word, or the last one that starts on or before its page."""
        if item.section:
            return item.section
        started = [section.id for section in self.sections if section.page <= item.page]
        return started[-1] if started else ""


Placed = tuple[Path, Item]
"""An item and its place in the file."""


@dataclass(frozen=True, slots=True)
class ReadChapter:
    """What came of reading a content file: the chapter (None when unusable), its places, its problems.

    The draft is the chapter as far as it can be read, so that what is readable is checked in the same round.
    """

    chapter: Chapter | None
    draft: Chapter
    source: Source
    placed: tuple[Placed, ...]
    problems: tuple[Problem, ...]


def parse_chapter(data: bytes, file: str) -> ReadChapter:
    """A content file's chapter and all that is wrong with it."""
    document = read_yaml(data, file)
    decoder = Decoder(document.source, document.problems)
    placed: tuple[Placed, ...] = ()
    draft = Chapter(chapter=0, title="")
    if isinstance(document.value, dict):
        placed = tuple(_items(document.value, decoder))
        draft = _draft(document.value, placed, decoder)
        _check_items(draft, placed, decoder)
    elif document.value is not None:
        decoder.refuse((), "type", N_("A chapter is a mapping."), N_("Begin with 'chapter:' and 'title:' lines."))
    broken = document.value is None or any(problem.is_error for problem in decoder.problems)
    return ReadChapter(None if broken else draft, draft, document.source, placed, in_order(decoder.problems))


_LISTS = {kind.kind_of_item: kind for kind in ITEM_KINDS}


def _items(value: dict[str, Any], decoder: Decoder) -> Iterator[Placed]:
    """The items that can be read; the others are reported, so that the rest is still checked."""
    for key, kind in _LISTS.items():
        entries = value.get(key, [])
        if not isinstance(entries, list):
            decoder.refuse((key,), "type", N_("A list belongs here."), N_("Begin each entry with '- '."))
            continue
        for index, entry in enumerate(entries):
            item = decoder.struct(kind, entry, (key, index))
            if item is not None:
                yield (key, index), item


def _draft(value: dict[str, Any], placed: tuple[Placed, ...], decoder: Decoder) -> Chapter:
    head = {key: given for key, given in value.items() if key not in _LISTS}
    fields, _ = decoder.fields(Chapter, head, ())
    items: dict[str, Any] = {key: tuple(item for path, item in placed if path[0] == key) for key in _LISTS}
    values: dict[str, Any] = {"chapter": 0, "title": "", **fields, **items}
    return Chapter(**values)


_LAST_PAGE = 2000


def _check_items(chapter: Chapter, placed: tuple[Placed, ...], decoder: Decoder) -> None:
    """What holds for all items together: ids, pages, sections."""
    seen: set[str] = set()
    for path, item in placed:
        if not is_slug(item.id):
            why, remedy = N_("The id '{id}' is not a slug."), N_("Use a-z, 0-9 and single hyphens.")
            decoder.refuse((*path, "id"), "id", why, remedy, id=item.id)
        if item.id in seen:
            why, remedy = N_("The id '{id}' is taken by an earlier item."), N_("Give each item its own id.")
            decoder.refuse((*path, "id"), "duplicate-id", why, remedy, id=item.id)
        seen.add(item.id)
        _check_place(chapter, path, item, decoder)


def _check_place(chapter: Chapter, path: Path, item: Item, decoder: Decoder) -> None:
    first_page = min((section.page for section in chapter.sections), default=1)
    if not first_page <= item.page <= _LAST_PAGE:
        why = N_("Page {page} lies outside the chapter, which starts on page {first}.")
        remedy = N_("Give the printed page.")
        decoder.refuse((*path, "page"), "page-range", why, remedy, page=item.page, first=first_page)
    if item.section and item.section not in {section.id for section in chapter.sections}:
        why, remedy = N_("There is no section '{section}'."), N_("Name one from 'sections'.")
        decoder.refuse((*path, "section"), "section", why, remedy, section=item.section)
