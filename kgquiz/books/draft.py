"""Findings as a content file to be worked on: every item `draft: true`, the book's own sentences in comments beside."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from kgquiz.books.enumerations import FoundList
from kgquiz.books.findings import BookSentence, Findings, FoundFact, FoundQuestion, TermInBook
from kgquiz.books.tables import FoundTable
from kgquiz.formats.ids import slug

TO_DO = "…"
"""What stands where the author's own words belong."""
_MOST_STEPS, _MOST_MEMBERS = 8, 5
_WIDTH = 110


def draft_text(found: Findings, head: Sequence[str], *, has_pages: bool) -> str:
    """The YAML of a chapter; `head` are lines of comment that say what to do, in the author's language."""
    return "\n".join((*(f"# {line}" for line in head), *_chapter(found, has_pages=has_pages), ""))


def _chapter(found: Findings, *, has_pages: bool) -> Iterator[str]:
    chapter = found.chapter
    ids = _Ids()
    yield f"chapter: {chapter.number}"
    yield f"title: {_quoted(chapter.title or TO_DO)}"
    if has_pages and chapter.lines:
        yield f"# last_page: {max(line.page for line in chapter.lines)}"
    if chapter.sections:
        yield "sections:"
        for at, section in enumerate(chapter.sections, 1):
            page = min(section.page, chapter.page) if at == 1 else section.page
            yield f"- {{id: s{at}, title: {_quoted(section.text)}, page: {max(1, page)}}}"
    first = max(1, chapter.page)
    yield from _group("terms", [_term(one, ids, first) for one in found.terms])
    yield from _group("questions", [_question(one, ids, first) for one in found.questions])
    yield from _group("facts", [_fact(one, ids, first) for one in found.facts])
    yield from _group("sequences", [_steps(one, ids, first) for one in found.lists if not one.parts])
    members = [_members(one, ids, first) for one in found.lists if one.parts]
    yield from _group("groups", [*members, *(_pairs(one, ids, first) for one in found.tables)])


def _group(name: str, items: Sequence[Iterator[str]]) -> Iterator[str]:
    if items:
        yield f"{name}:"
        for item in items:
            yield from item


class _Ids:
    """Gives every item a slug of its own."""

    def __init__(self) -> None:
        self._given: set[str] = set()

    def next(self, text: str, kind: str) -> str:
        """A slug by the words of a text, numbered where it is taken."""
        base = slug(" ".join(text.split()[:5]))[:40].strip("-") or kind
        name, count = base, 1
        while name in self._given:
            count += 1
            name = f"{base}-{count}"
        self._given.add(name)
        return name


def _item(name: str, *fields: str, page: int) -> Iterator[str]:
    yield f"- id: {name}"
    yield "  draft: true"
    yield from fields
    yield f"  page: {page}"


def _term(one: TermInBook, ids: _Ids, first: int) -> Iterator[str]:
    yield from _item(
        ids.next(one.term, "term"),
        f"  term: {_quoted(one.term)}",
        f"  definition: {_quoted(TO_DO)}",
        *_beside([one.definition] if one.definition else []),
        page=max(first, one.page),
    )


def _question(one: FoundQuestion, ids: _Ids, first: int) -> Iterator[str]:
    asked = one.asked
    yield from _item(
        ids.next(f"q{asked.number}", "q"),
        f"  book: {asked.number}",
        *_beside([BookSentence(asked.text, asked.page, asked.line, asked.line)]),
        f"  ask: {_quoted(TO_DO)}",
        f"  points: [{_quoted(TO_DO)}]",
        *_beside(one.candidates),
        page=max(first, asked.page),
    )


def _fact(one: FoundFact, ids: _Ids, first: int) -> Iterator[str]:
    name = ids.next(f"fact {one.said.first}", "fact")
    yield from _item(name, f"  say: {_quoted(one.said.text)}", page=max(first, one.said.page))
    yield f"  # {_lines(one.said)}"


def _steps(one: FoundList, ids: _Ids, first: int) -> Iterator[str]:
    entries = _entries("items", one.items, _MOST_STEPS)
    yield from _grouped(ids.next(f"list {one.first}", "list"), one, one.ask, entries, first)


def _members(one: FoundList, ids: _Ids, first: int) -> Iterator[str]:
    entries = (*_entries("members", one.items, _MOST_MEMBERS), f"  others: [{_quoted(TO_DO)}]")
    yield from _grouped(ids.next(f"parts {one.first}", "parts"), one, one.ask, entries, first)


def _pairs(one: FoundTable, ids: _Ids, first: int) -> Iterator[str]:
    name = ids.next(f"table {one.first}", "table")
    yield from _grouped(name, one, one.caption, ("  pairs:", *_rows(one.rows)), first)


def _grouped(name: str, one: FoundList | FoundTable, ask: str, entries: Iterable[str], first: int) -> Iterator[str]:
    """An item of several entries, and below it the lines of the book that they come from."""
    yield from _item(name, f"  ask: {_quoted(ask or TO_DO)}", *entries, page=max(first, one.page))
    yield f"  # {_lines(one)}"


def _entries(name: str, items: Sequence[str], most: int) -> Iterator[str]:
    """A list of texts; what is too much of it stands in comments."""
    yield f"  {name}:"
    yield from (f"  - {_quoted(item)}" for item in items[:most])
    yield from (f"  # - {_flat(item)}" for item in items[most:])


def _rows(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """The first column with the second; what is twice, too much, or in other columns stands beside."""
    seen: set[str] = set()
    for row in rows:
        more = f"  # {_flat(' | '.join(row[2:]))}" if row[2:] else ""
        fits = row[0] not in seen and len(seen) < _MOST_STEPS
        yield f"  {'' if fits else '# '}  {_quoted(row[0])}: {_quoted(row[1])}{more}"
        seen |= {row[0]} if fits else set()


def _beside(some: Sequence[BookSentence]) -> Iterator[str]:
    for one in some:
        yield f"  # {_lines(one)}: {_flat(one.text)}"


def _lines(one: BookSentence | FoundList | FoundTable) -> str:
    lines = str(one.first) if one.first == one.last else f"{one.first}-{one.last}"
    return f"[{one.page} | {lines}]" if one.page else f"[{lines}]"


def _flat(text: str) -> str:
    return re.sub(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+", " ", text)


def _quoted(text: str) -> str:
    return "'" + _flat(text).replace("'", "''") + "'"
