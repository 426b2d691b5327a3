"""kgquiz draft: a chapter of a book as content to be worked on."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kgquiz.lang import _, ngettext
from kgquiz.messages import N_
from kgquiz.terminal.options import AsJson
from kgquiz.terminal.output import busy, print_lines

if TYPE_CHECKING:
    from kgquiz.actions.books.drafting import DraftedChapter

HELP = N_("Draft content from a book: its terms, questions, dates and lists, to be put into your own words.")
EXAMPLE = "kgquiz draft book.docx --chapter 3 -o content/ch3.yaml"


def command(
    book: Annotated[str, typer.Argument(metavar="BOOK", help=N_("The book: .txt, .docx, .pdf or .epub."))],
    chapter: Annotated[int | None, typer.Option("--chapter", min=1, help=N_("Only this chapter."))] = None,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE", help=N_("The content file, or a folder for all chapters.")),
    ] = None,
    look: Annotated[bool, typer.Option("--look", help=N_("Only list what is found; write nothing."))] = False,
    force: Annotated[bool, typer.Option("--force", help=N_("Replace a file that is there already."))] = False,
    as_json: AsJson = False,
) -> None:
    """Read, find, write, say what there is."""
    from kgquiz.actions.books.drafting import draft

    head = (
        _("Nothing here is finished: put every item into your own words, then delete its line “draft: true”."),
        _("The book's sentences stand in comments: [page | lines]. Delete what is not worth asking."),
        _("Then: kgquiz check, which counts what is still a draft, and kgquiz build."),
    )
    with busy(_("Reading the book …"), quiet=as_json):
        found = draft(book, chapter=chapter, output=output, head=head, force=force, look=look)
    print_lines(found, _lines(found), as_json=as_json)


def _lines(found: tuple[DraftedChapter, ...]) -> Iterator[str]:
    for one in found:
        place = one.file or _("Chapter {n}").format(n=one.chapter)
        counts = ", ".join(
            (
                ngettext("{n} section", "{n} sections", one.sections),
                ngettext("{n} term", "{n} terms", one.terms),
                ngettext("{n} question", "{n} questions", one.questions),
                ngettext("{n} sentence with a figure", "{n} sentences with a figure", one.facts),
                ngettext("{n} list", "{n} lists", one.lists),
                *((ngettext("{n} table", "{n} tables", one.tables),) if one.tables else ()),
            )
        )
        yield f"{place}: {one.title}" if one.title else place
        yield f"  {counts}"
    if any(one.file for one in found):
        yield _("All of it is a draft: put it into your own words, then delete the lines “draft: true”.")
