"""Passages of a book in lines: those that matter in the middle, the words of the answer marked."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from kgquiz.lang import _, ngettext

if TYPE_CHECKING:
    from kgquiz.actions.books.shelf import Behind, BookCoverage, FoundPassage, OwnBook

HEIGHT = 14


def passage_lines(
    found: FoundPassage, wanted: Sequence[str], answer: Sequence[str], width: int, height: int = HEIGHT
) -> Iterator[str]:
    """Where it stands, then its lines; words of the answer stand in »…«."""
    from kgquiz.books.passages import marked, middle

    yield _place(found)
    lines = [line for text in (found.before, found.text, found.after) for line in _wrapped(text, width - 4)]
    before, own = len(_wrapped(found.before, width - 4)), len(_wrapped(found.text, width - 4))
    inner = middle(lines[before : before + own], wanted, own)
    best = middle(lines[before : before + own], wanted, min(height, own))
    start = before + (best.start if best else inner.start)
    room = max(0, height - len(best)) // 2
    for line in lines[max(0, start - room) : start + len(best) + room]:
        yield "  " + "".join(f"»{piece}«" if hit else piece for piece, hit in marked(line, answer))


def _wrapped(text: str, width: int) -> list[str]:
    return [line for paragraph in text.split("\n") if paragraph for line in textwrap.wrap(paragraph, max(20, width))]


def _place(found: FoundPassage) -> str:
    if not found.page:
        return found.book
    if found.last_page > found.page:
        return _("{book}, pages {first}-{last}").format(book=found.book, first=found.page, last=found.last_page)
    return _("{book}, page {page}").format(book=found.book, page=found.page)


def shown_lines(shown: Behind, width: int, *, more: bool) -> Iterator[str]:
    """What a card asks, then the passage behind it."""
    yield f"{shown.card}: {shown.question}"
    if not shown.by_page:
        yield _("Your copy has no page numbers: this was found by the card's words.")
    for found in shown.passages if more else shown.passages[:1]:
        yield ""
        yield from passage_lines(found, shown.wanted, shown.answer, width)


def found_lines(found: Iterable[FoundPassage], wanted: Sequence[str], width: int) -> Iterator[str]:
    """What a search found."""
    for at, one in enumerate(found):
        if at:
            yield ""
        yield from passage_lines(one, wanted, wanted, width, height=6)


def book_lines(books: Sequence[OwnBook]) -> Iterator[str]:
    """The books that were added."""
    if not books:
        yield _("No book was added yet. Add your copy: kgquiz book add FILE (.txt, .docx, .pdf or .epub)")
    for one in books:
        pages = ngettext("{n} page", "{n} pages", one.pages) if one.pages else _("without page numbers")
        lines = ngettext("{n} line", "{n} lines", one.lines)
        yield f"{one.name}: {pages}, {lines} ({one.added}) {one.file}"


def coverage_lines(found: BookCoverage) -> Iterator[str]:
    """How many pages are cited, and how the others begin."""
    yield ngettext(
        "{deck}: cited of {n} page ({first}-{last}) of {book}: {cited}.",
        "{deck}: cited of {n} pages ({first}-{last}) of {book}: {cited}.",
        found.last - found.first + 1,
        deck=found.deck,
        cited=found.cited,
        first=found.first,
        last=found.last,
        book=found.book,
    )
    for page in found.uncited:
        yield _("page {page}:").format(page=page.page)
        yield from (f"  {text}…" for text in page.paragraphs)
