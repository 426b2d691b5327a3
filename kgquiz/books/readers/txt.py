"""Plain text: its encoding told or guessed, its pages found by form feeds, lone numbers and blanks."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

from kgquiz.books.model import BookLine, BookText
from kgquiz.books.pages import pages_of
from kgquiz.books.readers.limits import MOST_LINES
from kgquiz.books.tables import cells_in
from kgquiz.formats.base import CannotTake, Given
from kgquiz.formats.text import decoded
from kgquiz.messages import N_


def read(given: Given) -> BookText:
    """The lines; those that only hold a page's number are left out, and keep their count."""
    feed = b"\x0c"
    data = given.whole()
    kept = replace(given, stream=BytesIO(data.replace(b"\r\n", b"\n").replace(feed, b"\x01") if feed in data else data))
    text, _ = decoded(kept)
    lines = text.replace("\x01", "\f").split("\n")
    if len(lines) > MOST_LINES:
        raise CannotTake(N_("{file} has more lines than any book. Split it."), file=given.file)
    pages, alone = pages_of(lines)
    return BookText(
        tuple(
            BookLine(at, line.replace("\f", ""), page, cells=cells_in(line))
            for at, (line, page) in enumerate(zip(lines, pages, strict=True), 1)
            if at - 1 not in alone
        )
    )
