"""What a chapter teaches: its terms, questions, facts, sequences and groups, without exercise mechanics."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import field
from typing import Annotated, Any, ClassVar, Literal

from kgquiz.cards.described import (
    SLUG,
    Accepted,
    English,
    Forgiveness,
    Language,
    Last,
    Needs,
    Note,
    Page,
    Points,
    Rejected,
    Russian,
    Says,
    SectionId,
    Tags,
    Was,
    Wrong,
    fields_of,
)
from kgquiz.cards.described import Question as Asked
from kgquiz.cards.languages.rules import KYRGYZ
from kgquiz.cards.names import NamedThing
from kgquiz.cards.verdict import Match
from kgquiz.knowledge.deck import check_language
from kgquiz.knowledge.deck_value import Section
from kgquiz.knowledge.decode import Decoder, is_slug
from kgquiz.knowledge.problems import Path, Problem, Source, in_order
from kgquiz.knowledge.yaml_text import read_yaml
from kgquiz.messages import N_
from kgquiz.value import dataclass

TermKind = Literal[
    "body", "post", "act", "process", "system", "principle", "resource", "right", "status", "place", "concept"
]
QuestionKind = Literal["definition", "list", "fact", "compare", "explain", "table", "scheme", "research"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """What every knowledge item has; `page` is the printed page."""

    kind_of_item: ClassVar[str]

    id: Annotated[str, Says("Unique in the chapter, never changed once published.", SLUG)]
    page: Page
    section: SectionId = ""
    note: Note = ""
    tags: Tags = ()
    needs: Needs = ()
    was: Was = ()
    cards: Annotated[tuple[str, ...], Says("Card types, to compile only these of the usual ones.")] = ()
    draft: Annotated[bool, Says("true while it is not finished: it is counted, not compiled, and build waits.")] = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Term(Item):
    """A term of the book, with its meaning in our own words and the points of a full answer."""

    kind_of_item: ClassVar[str] = "terms"

    term: Annotated[str, Says("The term as the book spells it.")]
    definition: Annotated[str, Says("One or two sentences that point to this term alone, and do not hold it.")]
    points: Points = ()
    ru: Russian = ""
    en: English = ""
    kind: Annotated[TermKind, Says("What it is; distractors are of the same kind.")] = "concept"
    accept: Accepted = ()
    reject: Rejected = ()
    confused_with: Annotated[
        tuple[str, ...], Says("Ids of terms it is confused with (chN.id elsewhere): distractors first.")
    ] = ()
    never_with: Annotated[tuple[str, ...], Says("Ids of terms that would be right too: never distractors.")] = ()
    match: Annotated[Match, Says(Forgiveness, shown=False)] = "meaning"


@dataclass(frozen=True, slots=True)
class Point:
    """One thing a full answer holds; a page of 0 is the page of its question."""

    text: Annotated[str, Says("One thing a full answer holds.")]
    page: Annotated[int, Says("Its printed page, where it is another than the question's.")] = 0

    @classmethod
    def from_text(cls, text: str) -> Point:
        """A point written without a page."""
        return cls(text)


@dataclass(frozen=True, slots=True, kw_only=True)
class Question(Item):
    """A review question of the book (`book` is its number there)."""

    kind_of_item: ClassVar[str] = "questions"

    ask: Annotated[str, Says("What the book asks, in our own words.")]
    points: Annotated[tuple[Point, ...], Says("What a full answer holds, at most seven.")]
    book: Annotated[int, Says("The number of the question in the book.")] = 0
    kind: Annotated[QuestionKind, Says("What is asked for.")] = "explain"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact(Item):
    """A sentence with blanks in `{{…}}`, and plausible wrong fillings."""

    kind_of_item: ClassVar[str] = "facts"

    say: Annotated[
        str, Says("The sentence; the blank stands in {{…}}, after | come other right fillings, after :: a cue.")
    ]
    wrong: Wrong = ()
    last: Last = ()
    claim: Annotated[
        str, Says("What true/false claims: 'true', or the filling that makes it false; by default the id decides.")
    ] = ""
    reject: Rejected = ()
    match: Annotated[Match, Says(Forgiveness, shown=False)] = "meaning"


@dataclass(frozen=True, slots=True)
class Step:
    """One of several things in order."""

    text: Annotated[str, Says("The step, in words that do not show its place.")]
    when: Annotated[str, Says("Its year or day, shown after the answer.")] = ""
    page: Annotated[int, Says("Its printed page, where it is another than the sequence's.")] = 0

    @classmethod
    def from_text(cls, text: str) -> Step:
        """A step written without its time."""
        return cls(text)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sequence(Item):
    """Things that have an order."""

    kind_of_item: ClassVar[str] = "sequences"

    ask: Asked
    items: Annotated[
        tuple[Step, ...], Says("Three to eight things in the right order, whose wording does not show it.")
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class Group(Item):
    """Things that belong together: pairs, or members among others."""

    kind_of_item: ClassVar[str] = "groups"

    ask: Asked
    pairs: Annotated[Mapping[str, str] | None, Says("left: right; a right side may serve several left ones.")] = None
    members: Annotated[tuple[str, ...], Says("What belongs, two to five.")] = ()
    others: Annotated[tuple[str, ...], Says("What does not belong, two to five.")] = ()
    last: Last = ()


ITEM_KINDS: tuple[type[Item], ...] = (Term, Question, Fact, Sequence, Group)
"""The kinds of knowledge item. A new one is its class, its line here and its compiler."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """A chapter's knowledge, in the order of its file."""

    chapter: Annotated[int, Says("The number of the chapter; its deck is called by it.")]
    title: Annotated[str, Says("As the book has it.")]
    id: Annotated[str, Says("The name of its deck, instead of chN: progress is kept under it.", SLUG)] = ""
    part: Annotated[int, Says("The part of the book.")] = 0
    as_of: Annotated[str, Says("The day on which the law stood as it is told: 2016-07-01.")] = ""
    language: Language = KYRGYZ
    sections: Annotated[tuple[Section, ...], Says("The sections of the chapter, by page.")] = ()
    last_page: Annotated[int, Says("The last page of the chapter: each page up to it has an item or a reason.")] = 0
    unasked: Annotated[Mapping[str, str], Says("page, or first-last: why nothing is asked of it.")] = field(
        default_factory=dict
    )
    spelling: Annotated[
        Mapping[str, str], Says("A spelling not to be used: the one in its place; held in all chapters.")
    ] = field(default_factory=dict)
    names: Annotated[
        tuple[NamedThing, ...], Says("Bodies, posts and acts with all their names; where one is right, all are.")
    ] = ()
    terms: Annotated[tuple[Term, ...], Says("Terms: recall, typed and choice cards.")] = ()
    questions: Annotated[tuple[Question, ...], Says("Review questions: outline cards.")] = ()
    facts: Annotated[tuple[Fact, ...], Says("Sentences with blanks: cloze, choice and true/false cards.")] = ()
    sequences: Annotated[tuple[Sequence, ...], Says("Things in order: order cards.")] = ()
    groups: Annotated[tuple[Group, ...], Says("Pairs, or members among others: match and multi cards.")] = ()

    @property
    def name(self) -> str:
        """The deck this chapter compiles to: its own id, or `ch6`."""
        return self.id or f"ch{self.chapter}"

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
    unfinished: tuple[Placed, ...] = ()
    """The items that say `draft: true`; they are in none of the others."""
    torn: tuple[Placed, ...] = ()
    """Items whose texts cannot all be read: nothing is asked of them, but what can be read is checked, and named."""


def parse_chapter(data: bytes, file: str) -> ReadChapter:
    """A content file's chapter and all that is wrong with it."""
    document = read_yaml(data, file)
    decoder = Decoder(document.source, document.problems)
    placed: tuple[Placed, ...] = ()
    unfinished: tuple[Placed, ...] = ()
    torn: tuple[Placed, ...] = ()
    draft = Chapter(chapter=0, title="")
    if isinstance(document.value, dict):
        head = _head(document.value, decoder)
        everything = tuple(_items(document.value, head, decoder))
        whole = tuple((path, item) for path, item, is_whole in everything if is_whole)
        torn = tuple((path, item) for path, item, is_whole in everything if not is_whole)
        placed = tuple(one for one in whole if not one[1].draft)
        unfinished = tuple(one for one in whole if one[1].draft)
        draft = _draft(head, placed)
        _check_items(draft, tuple((path, item) for path, item, _ in everything), decoder)
        check_language(draft.language, decoder)
        if draft.id and not is_slug(draft.id):
            why, remedy = N_("The deck's name '{name}' is not a slug."), N_("Use a-z, 0-9 and single hyphens.")
            decoder.refuse(("id",), "id", why, remedy, name=draft.id)
    elif document.value is not None:
        decoder.refuse((), "type", N_("A chapter is a mapping."), N_("Begin with 'chapter:' and 'title:' lines."))
    broken = document.value is None or any(problem.is_error for problem in decoder.problems)
    problems = in_order(decoder.problems)
    return ReadChapter(None if broken else draft, draft, document.source, placed, problems, unfinished, torn)


_LISTS = {kind.kind_of_item: kind for kind in ITEM_KINDS}


def _head(value: dict[str, Any], decoder: Decoder) -> dict[str, Any]:
    """What can be read of a chapter beside its items."""
    return decoder.fields(Chapter, {key: given for key, given in value.items() if key not in _LISTS}, ())[0]


def _items(value: dict[str, Any], head: Mapping[str, Any], decoder: Decoder) -> Iterator[tuple[Path, Item, bool]]:
    """The items with their places, and whether nothing is asked that cannot be read."""
    page = min((section.page for section in head.get("sections", ())), default=1)
    for key, kind in _LISTS.items():
        entries = value.get(key, [])
        if not isinstance(entries, list):
            decoder.refuse((key,), "type", N_("A list belongs here."), N_("Begin each entry with '- '."))
            continue
        for index, entry in enumerate(entries):
            taken, _ = decoder.fields(kind, entry, (key, index))
            if isinstance(entry, dict):
                yield (key, index), *_as_far_as_it_goes(kind, taken, f"{key}-{index + 1}", page)


def _as_far_as_it_goes(kind: type[Item], taken: dict[str, Any], place: str, page: int) -> tuple[Item, bool]:
    """An item of what could be read: what lacks is reported, and something stands in so that the rest is checked.

    Whether its texts are all there: only then its cards can be looked at.
    """
    fields = fields_of(kind).values()
    lacking = {field.name: field.type for field in fields if field.required and field.name not in taken}
    beside: dict[str, Any] = {"id": place, "page": page}
    texts = {name: place if needed is str else () for name, needed in lacking.items() if name not in beside}
    return kind(**{**beside, **texts, **taken}), not texts


def _draft(head: Mapping[str, Any], placed: tuple[Placed, ...]) -> Chapter:
    items: dict[str, Any] = {key: tuple(item for path, item in placed if path[0] == key) for key in _LISTS}
    values: dict[str, Any] = {"chapter": 0, "title": "", **head, **items}
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
    for path, item in placed:
        for former in item.was:
            if former in seen:
                why, remedy = (
                    N_("'was' names '{name}', which is an item still: it keeps its own history."),
                    N_("Name what is no longer there."),
                )
                decoder.refuse((*path, "was"), "was", why, remedy, name=former)
        for need in item.needs:
            if "." not in need and need not in seen:
                why, remedy = (
                    N_("'needs' names '{name}', which is no item."),
                    N_("Give the id of an item, or 'chN.id'."),
                )
                decoder.refuse((*path, "needs"), "needs", why, remedy, name=need)


def _check_place(chapter: Chapter, path: Path, item: Item, decoder: Decoder) -> None:
    first_page = min((section.page for section in chapter.sections), default=1)
    if not first_page <= item.page <= _LAST_PAGE:
        why = N_("Page {page} lies outside the chapter, which starts on page {first}.")
        remedy = N_("Give the printed page.")
        decoder.refuse((*path, "page"), "page-range", why, remedy, page=item.page, first=first_page)
    if item.section and item.section not in {section.id for section in chapter.sections}:
        why, remedy = N_("There is no section '{section}'."), N_("Name one from 'sections'.")
        decoder.refuse((*path, "section"), "section", why, remedy, section=item.section)
