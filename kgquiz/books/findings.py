"""What a chapter's text offers an author: definitions, sentences with figures, lists in order, possible answers."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kgquiz.books.model import BookText, Joiner, Paragraph, paragraphs, sentences
from kgquiz.books.passages import stems
from kgquiz.books.structure import BookChapter, Heading, chapters_of


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


@dataclass(frozen=True, slots=True)
class FoundList:
    """An enumeration: the sentence before it and its entries in order."""

    ask: str
    items: tuple[str, ...]
    page: int
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Findings:
    """All of a chapter."""

    chapter: BookChapter
    terms: tuple[TermInBook, ...]
    questions: tuple[FoundQuestion, ...]
    facts: tuple[FoundFact, ...]
    lists: tuple[FoundList, ...]


_DEFINES = re.compile(
    r"^[«“\"]?(?P<a>[^.:;?!–—]{3,70}?)[»”\"]?\s*(?:[–—-]\s*(?:бул|это|is)?\s|\bбул\b|\bэто\b)\s*(?P<rest>\S.{20,})$"
    r"|^(?P<b>[^.:;?!–—,]{3,60}?)\s+(?:is|are|means|называется|называют)\s+(?:an?\s+|the\s+)?\S.{15,}$",
    re.IGNORECASE,
)
_CALLED = re.compile(
    r"(?:деп(?:\s+\S+){0,12}?\s+(?:аталат|айтылат|түшүнүлөт|саналат)|называ(?:ют|ет)ся|is called|понима(?:ют|ет)ся)",
    re.IGNORECASE,
)
_FIGURE = re.compile(
    r"(?P<date>\b(?:\d{1,2}\s+)?(?:1[5-9]|20)\d\d(?=\s?[-–]?\s?(?:ж|г|\b)))"
    r"|(?P<share>\b\d+(?:[.,]\d+)?\s?(?:%|пайыз\w*|процент\w*|per cent|percent))"
    r"|(?P<number>(?<![\d№.,-])\b\d{1,3}(?:[ .,]\d{3})*\b(?![-–]?\s?берене|[.,]?\d|\s?(?:глава|бөлүм)))",
)
_FOOTNOTE = re.compile(r"(?<=[.!?»”])\s?\d{1,2}$")
_LISTED = re.compile(r"^\s*(?:[•▪●*–—-]\s+|(?P<n>\d{1,2})[.)]\s+|\(?(?P<l>[а-яёa-z])\)\s*)(?P<text>\S.*)$")
_ORDINALS = (
    ["биринчиден", "экинчиден", "үчүнчүдөн", "төртүнчүдөн", "бешинчиден", "алтынчыдан", "жетинчиден"],
    ["во-первых", "во-вторых", "в-третьих", "в-четвертых", "в-пятых"],
    ["first", "second", "third", "fourth", "fifth", "sixth", "seventh"],
    ["firstly", "secondly", "thirdly", "fourthly", "fifthly"],
)
_FEWEST, _MOST = 3, 8
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
        tuple(_facts(said))[:_MOST_FACTS],
        (*_lists(text), *_spoken_lists(text)),
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
        match = _DEFINES.match(one.text)
        name = (match["a"] or match["b"] or "").strip() if match else ""
        if name and name[0].isupper() and len(name.split()) <= 5 and _plain(name) not in seen:  # noqa: PLR2004
            seen.add(_plain(name))
            yield TermInBook(name, one.page, one.first, one, listed=False)


def _definition(term: str, said: Sequence[BookSentence], stemmed: Sequence[frozenset[str]]) -> BookSentence | None:
    """The sentence that defines a term; else the first that has all its words."""
    wanted = frozenset(stems(term))
    best, most = None, 0.0
    for one, has in zip(said, stemmed, strict=True):
        if not wanted <= has or len(one.text) < _SHORT_SENTENCE:
            continue
        worth = 1.0
        match = _DEFINES.match(one.text)
        if match and wanted <= frozenset(stems(match["a"] or match["b"])):
            worth = 4.0 - 0.1 * len((match["a"] or match["b"]).split())
        elif _CALLED.search(one.text):
            worth = 2.5
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


def _facts(said: Sequence[BookSentence]) -> Iterator[FoundFact]:
    for one in said:
        if (
            not _SHORT_SENTENCE < len(one.text) < _LONG_SENTENCE
            or one.text.count("{")
            or (not one.text[0].isupper() and not one.text[0].isdigit())
        ):
            continue
        found = [match for match in _FIGURE.finditer(one.text) if match.start() > 0 or match.lastgroup == "date"]
        if found and len(found) <= 4:  # noqa: PLR2004 - a row of figures is a table
            best = min(found, key=lambda match: ("share", "number", "date").index(str(match.lastgroup)))
            before, after = one.text[: best.start()], one.text[best.end() :]
            yield FoundFact(BookSentence(f"{before}{{{{{best[0]}}}}}{after}", one.page, one.first, one.last), best[0])


def _lists(text: Sequence[Paragraph]) -> Iterator[FoundList]:
    entries: list[tuple[Paragraph, str]] = []
    before: Paragraph | None = None
    kind = ""
    for paragraph in [*text, None]:
        match = _LISTED.match(paragraph.text) if paragraph else None
        mark = _style(match, paragraph.text) if match and paragraph else ""
        first = match and (match["n"] == "1" or match["l"] in {"а", "a"} or (entries and mark != kind))
        if (not match or first) and entries:
            if len(entries) >= _FEWEST and before is not None:
                yield _list(before, entries)
            entries = []
        if match and paragraph:
            kind = mark if not entries else kind
            entries.append((paragraph, match["text"].strip().rstrip(";.,")))
        else:
            before = paragraph


def _style(match: re.Match[str], text: str) -> str:
    """How an entry is marked: by a letter, by a number with a point or bracket, by a bullet."""
    bare = text.strip()
    return "letter" if match["l"] else bare.lstrip("0123456789")[:1] if match["n"] else bare[:1]


def _list(before: Paragraph, entries: Sequence[tuple[Paragraph, str]]) -> FoundList:
    ask = sentences(before.text)[-1].strip()
    first, last = entries[0][0], entries[-1][0]
    return FoundList(ask, tuple(text for _, text in entries), first.page, first.first, last.last)


def _spoken_lists(text: Sequence[Paragraph]) -> Iterator[FoundList]:
    """«Биринчиден, …» and its like: sentences of one paragraph, or of several that follow each other."""
    for words in _ORDINALS:
        entries: list[tuple[str, Paragraph]] = []
        for paragraph in text:
            for sentence in sentences(paragraph.text):
                if len(entries) < len(words) and sentence.casefold().startswith(f"{words[len(entries)]},"):
                    entries.append((sentence[len(words[len(entries)]) + 1 :].strip().rstrip("."), paragraph))
                elif entries and sentence.casefold().startswith(f"{words[0]},"):
                    entries = [(sentence[len(words[0]) + 1 :].strip().rstrip("."), paragraph)]
        if len(entries) >= _FEWEST:
            first, last = entries[0][1], entries[-1][1]
            yield FoundList("", tuple(one for one, _ in entries), first.page, first.first, last.last)
