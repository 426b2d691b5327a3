"""What a chapter's text offers an author: terms and what defines them, possible answers, figures, lists, tables."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence

from kgquiz.books.definitions import definition_in, is_term
from kgquiz.books.enumerations import FoundList, lists_of
from kgquiz.books.figures import figure_in
from kgquiz.books.model import BookText, Joiner, Paragraph, paragraphs, sentences
from kgquiz.books.passages import stems
from kgquiz.books.structure import BookChapter, Heading, chapters_of
from kgquiz.books.tables import FoundTable, tables_of
from kgquiz.value import dataclass


@dataclass(frozen=True, slots=True)
class BookSentence:
    """A sentence and where it stands."""

    text: str
    page: int
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class TermInBook:
    """A listed term, or one that a sentence defines; `definition` is the book's sentence, for rewording."""

    term: str
    page: int
    line: int
    definition: BookSentence | None
    listed: bool


@dataclass(frozen=True, slots=True)
class FoundQuestion:
    """A review question and the sentences that may answer it."""

    asked: Heading
    candidates: tuple[BookSentence, ...]


@dataclass(frozen=True, slots=True)
class FoundFact:
    """A sentence with a figure or date in it, which is the blank."""

    said: BookSentence
    blank: str
    in_words: bool = False


@dataclass(frozen=True, slots=True)
class Findings:
    """All of a chapter."""

    chapter: BookChapter
    terms: tuple[TermInBook, ...]
    questions: tuple[FoundQuestion, ...]
    facts: tuple[FoundFact, ...]
    lists: tuple[FoundList, ...]
    tables: tuple[FoundTable, ...]


_FOOTNOTE = re.compile(r"(?<=[.!?»”])\s?\d{1,2}$")
_MOST_FACTS, _MOST_CANDIDATES = 60, 4
_SHORT_SENTENCE, _LONG_SENTENCE = 20, 320


def findings_of(book: BookText) -> Iterator[Findings]:
    """Every chapter's findings."""
    joiner = Joiner(line.text for line in book.lines)
    for chapter in chapters_of(book):
        yield _findings(chapter, joiner)


def _findings(chapter: BookChapter, joiner: Joiner) -> Findings:
    text = paragraphs(chapter.prose, joiner)
    heads = {_plain(one.text) for one in chapter.sections}
    said = [one for paragraph in text for one in _sentences(paragraph) if _plain(one.text) not in heads]
    stemmed = [frozenset(stems(one.text)) for one in said]
    rare = _rarity(stemmed)
    return Findings(
        chapter,
        tuple(_terms(chapter, said, stemmed)),
        tuple(FoundQuestion(one, _candidates(one.text, said, stemmed, rare)) for one in chapter.questions),
        tuple(_worth_most(list(_facts(said)))),
        tuple(lists_of(text)),
        tuple(tables_of(chapter.prose)),
    )


def _plain(text: str) -> str:
    return re.sub(r"[\W\d_]+", "", text.casefold())


def _sentences(paragraph: Paragraph) -> Iterator[BookSentence]:
    for text in sentences(paragraph.text):
        yield BookSentence(_FOOTNOTE.sub("", text.strip()), paragraph.page, paragraph.first, paragraph.last)


def _rarity(stemmed: Sequence[frozenset[str]]) -> dict[str, float]:
    counts = Counter(one for some in stemmed for one in some)
    return {stem: math.log(1 + len(stemmed) / count) for stem, count in counts.items()}


def _terms(
    chapter: BookChapter, said: Sequence[BookSentence], stemmed: Sequence[frozenset[str]]
) -> Iterator[TermInBook]:
    seen: set[str] = set()
    for term in chapter.terms:
        if _plain(term.text) in seen:
            continue
        seen.add(_plain(term.text))
        found = _definition(term.text, said, stemmed)
        yield TermInBook(term.text, found.page if found else term.page, term.line, found, listed=True)
    if chapter.terms:
        return
    for one in said:  # a book without a list of terms: those that its sentences define
        defined = definition_in(one.text)
        if defined and is_term(defined, one.text) and _plain(defined.term) not in seen:
            seen.add(_plain(defined.term))
            yield TermInBook(defined.term, one.page, one.first, one, listed=False)


def _definition(term: str, said: Sequence[BookSentence], stemmed: Sequence[frozenset[str]]) -> BookSentence | None:
    """The sentence that defines a term; else the first that has all its words."""
    wanted = frozenset(stems(term))
    best, most = None, 0.0
    for one, has in zip(said, stemmed, strict=True):
        if not wanted <= has or len(one.text) < _SHORT_SENTENCE:
            continue
        worth = 1.0
        defined = definition_in(one.text)
        if defined and wanted <= frozenset(stems(defined.term)):
            worth = defined.sureness - 0.1 * len(defined.term.split())
        elif frozenset(stems(one.text[: len(term) + 12])) >= wanted:
            worth = 1.5
        if worth > most:
            best, most = one, worth
    return best


def _candidates(
    asked: str, said: Sequence[BookSentence], stemmed: Sequence[frozenset[str]], rare: dict[str, float]
) -> tuple[BookSentence, ...]:
    wanted = frozenset(stems(asked))
    scores = [
        (sum(rare[stem] for stem in wanted & has) / math.sqrt(8 + len(has)), at)
        for at, has in enumerate(stemmed)
        if wanted & has and len(said[at].text) > _SHORT_SENTENCE
    ]
    best = sorted(scores, key=lambda one: (-one[0], one[1]))[:_MOST_CANDIDATES]
    return tuple(said[at] for _, at in sorted(best, key=lambda one: one[1]))


def _worth_most(facts: Sequence[FoundFact]) -> list[FoundFact]:
    """As many as an author would look through, in the order of the book; a figure goes before a number in words."""
    kept = sorted(range(len(facts)), key=lambda at: (facts[at].in_words, at))[:_MOST_FACTS]
    return [facts[at] for at in sorted(kept)]


def _facts(said: Sequence[BookSentence]) -> Iterator[FoundFact]:
    for one in said:
        if (
            not _SHORT_SENTENCE < len(one.text) < _LONG_SENTENCE
            or one.text.count("{")
            or (not one.text[0].isupper() and not one.text[0].isdigit())
        ):
            continue
        if figure := figure_in(one.text):
            blank = one.text[figure.start : figure.end]
            asked = f"{one.text[: figure.start]}{{{{{blank}}}}}{one.text[figure.end :]}"
            yield FoundFact(BookSentence(asked, one.page, one.first, one.last), blank, figure.in_words)
