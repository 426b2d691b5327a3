"""draft: a book's chapter as a content file to be worked on."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from kgquiz.actions.books.shelf import opened_book
from kgquiz.actions.files import is_there, write_text
from kgquiz.books.draft import draft_text
from kgquiz.books.findings import Findings, findings_of
from kgquiz.errors import CannotWrite, NotFound
from kgquiz.messages import N_
from kgquiz.value import dataclass


@dataclass(frozen=True, slots=True)
class DraftedChapter:
    """A chapter that was found: its file ("" where it is only listed) and how much of each kind."""

    chapter: int
    title: str
    page: int
    file: str
    sections: int
    terms: int
    questions: int
    facts: int
    lists: int
    tables: int


def draft(  # noqa: PLR0913 - what is read, what of it, where to
    name: str, *, chapter: int | None, output: Path | None, head: Sequence[str], force: bool = False, look: bool = False
) -> tuple[DraftedChapter, ...]:
    """Draft a book's chapters into content files, one each. Raises NotFound, CannotWrite, CannotTake."""
    book, _, _ = opened_book(name)
    found = [one for one in findings_of(book) if chapter is None or one.chapter.number == chapter]
    if not found:
        raise NotFound(
            N_("{file} has no chapter {chapter}. See which it has: kgquiz draft {file} --look"),
            file=name,
            chapter=chapter,
        )
    if len(found) > 1 and output is not None and output.suffix:
        raise CannotWrite(
            N_("{file} has several chapters. Choose one with --chapter N, or name a folder with -o."), file=name
        )
    files = [_file(output, one) for one in found]
    if not look:
        for file in files:
            if is_there(file) and not force:
                raise CannotWrite(
                    N_("{file} is there already. Name another with -o, or replace it with --force."), file=file
                )
        for one, file in zip(found, files, strict=True):
            write_text(file, draft_text(one, head, has_pages=book.has_pages))
    return tuple(_told(one, "" if look else file.as_posix()) for one, file in zip(found, files, strict=True))


def _file(output: Path | None, found: Findings) -> Path:
    if output is not None and output.suffix:
        return output
    return (output or Path("content")) / f"ch{found.chapter.number}.yaml"


def _told(one: Findings, file: str) -> DraftedChapter:
    offered = (one.chapter.sections, one.terms, one.questions, one.facts, one.lists, one.tables)
    return DraftedChapter(one.chapter.number, one.chapter.title, one.chapter.page, file, *map(len, offered))
