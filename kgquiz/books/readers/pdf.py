"""PDF: the text of every page; what repeats at head and foot is taken out, the printed page numbers are found there."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from kgquiz.books.model import BookLine, BookText
from kgquiz.books.pages import numbered
from kgquiz.books.readers.limits import LARGEST_BOOK, MissingBookLibrary
from kgquiz.formats.base import CannotTake, Given
from kgquiz.messages import N_

_KIND = "PDF"
_MOST_PAGES = 5000
_MOST_LETTERS = 20_000_000
_HYPHENS = re.compile("[\x02\ufffe](?:\r?\n)?")
"""How PDFium tells a hyphen at the end of a line; a soft break follows or is left out."""
_SHORT = 0.75
"""A line of less than this share of the longest one ends a paragraph, unless the next goes on in a small letter."""
_OFTEN = 0.3
"""The share of pages on which a line at the head is a running title."""


def read(given: Given) -> BookText:
    """Page by page. A page without text stays empty; a book of such pages is a scan."""
    sheets = _sheets(given)
    numbers, alone = numbered(sheets)
    running = _running(sheets)
    lines: list[BookLine] = []
    for sheet, page, number in zip(sheets, numbers, alone, strict=True):
        for at, text in enumerate(sheet):
            if at == number or (at in {0, 1, len(sheet) - 1} and _bare(text) in running):
                continue
            lines.append(BookLine(len(lines) + 1, text, page))
    return BookText(tuple(lines))


def _sheets(given: Given) -> list[list[str]]:
    try:
        import pypdfium2  # noqa: PLC0415 - an extra
    except ImportError as error:
        raise MissingBookLibrary(_KIND) from error
    try:
        document = pypdfium2.PdfDocument(given.whole(LARGEST_BOOK))
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise CannotTake(N_("{file} is protected by a password. Save it without one."), file=given.file) from error
        told = N_("{file} is damaged, or not what its name says. Open it where it was made and save it anew.")
        raise CannotTake(told, file=given.file) from error
    sheets: list[list[str]] = []
    letters = 0
    try:
        if len(document) > _MOST_PAGES:
            raise CannotTake(N_("{file} has more pages than any book. Split it."), file=given.file)
        for page in document:
            text = _text_of(page, pypdfium2.PdfiumError)
            letters += len(text)
            if letters > _MOST_LETTERS:
                raise CannotTake(N_("{file} has more text than any book. Split it."), file=given.file)
            sheets.append(_with_gaps([line.rstrip() for line in _HYPHENS.sub("-\n", text).split("\n")]))
    finally:
        document.close()
    return sheets


def _with_gaps(lines: Sequence[str]) -> list[str]:
    """The same lines with empty ones between paragraphs: a PDF has places, and no empty lines."""
    longest = max((len(line) for line in lines), default=0)
    spaced: list[str] = []
    for at, line in enumerate(lines):
        spaced.append(line)
        follows = lines[at + 1].lstrip() if at + 1 < len(lines) else ""
        if line and follows and len(line) < _SHORT * longest and not follows[0].islower():
            spaced.append("")
    return spaced


def _text_of(page: object, error: type[Exception]) -> str:
    try:
        text = page.get_textpage()  # type: ignore[attr-defined]
        return str(text.get_text_bounded())
    except error:
        return ""


def _bare(text: str) -> str:
    return re.sub(r"[\W\d_]+", "", text.casefold())


def _running(sheets: Sequence[Sequence[str]]) -> frozenset[str]:
    counts: Counter[str] = Counter()
    for sheet in sheets:
        counts.update({_bare(line) for line in (*sheet[:2], *sheet[-1:]) if _bare(line)})
    return frozenset(line for line, count in counts.items() if count >= max(3, _OFTEN * len(sheets)))
