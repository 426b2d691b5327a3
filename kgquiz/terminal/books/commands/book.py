"""kgquiz book: one's own copy of the book, kept on this computer: the passage behind a card, a search in it."""

from __future__ import annotations

from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from kgquiz.lang import _, ngettext
from kgquiz.messages import N_
from kgquiz.terminal import completion
from kgquiz.terminal.options import AsJson
from kgquiz.terminal.output import busy, console, print_lines, tell
from kgquiz.terminal.typer_words import Spoken
from kgquiz.terminal.verbs import Verb

HELP = N_("Your own copy of the book: add it, see the passage behind a card, search in it.")
EXAMPLE = "kgquiz book show ch1/akim.typed"

File = Annotated[str, typer.Argument(metavar="FILE", help=N_("The book: .txt, .docx, .pdf or .epub."))]
Name = Annotated[str, typer.Argument(metavar="NAME", help=N_("A book, as “kgquiz book list” names it."))]
CardName = Annotated[
    str, typer.Argument(metavar="CARD", help=N_("A card, as “kgquiz cards” names it."), autocompletion=completion.cards)
]
Words = Annotated[list[str], typer.Argument(metavar="WORDS", help=N_("Words, in any form."))]
DeckName = Annotated[str, typer.Argument(metavar="DECK", help=N_("A deck: ch3."))]
More = Annotated[bool, typer.Option("--more", help=N_("Show the next best passages too."))]
Limit = Annotated[int, typer.Option("--limit", min=1, max=50, help=N_("Show at most so many passages."))]


class _BooksByDefault(Spoken, TyperGroup):
    """`kgquiz book` alone lists the books."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Put the verb in where there is none."""
        alone = [] if ctx.resilient_parsing else ["list"]  # Tab asks what could stand there
        return super().parse_args(ctx, args or alone)


def group() -> typer.Typer:
    """The verbs of `kgquiz book`."""
    app = typer.Typer(cls=_BooksByDefault, help=_(HELP), epilog=_("Example: {example}").format(example=EXAMPLE))
    for name, verb, told in (
        ("list", list_, _("List the books you added.")),
        ("add", add, _("Read your copy of a book; it stays on this computer.")),
        ("show", show, _("The passage of the book behind a card.")),
        ("search", search, _("Find passages by words in any form.")),
        ("coverage", coverage, _("The pages that no card of a deck cites.")),
        ("remove", remove, _("Take a book out; your file stays where it is.")),
    ):
        app.command(name, cls=Verb, help=told)(verb)
    return app


def list_(context: typer.Context, as_json: AsJson = False) -> None:
    """The shelf."""
    from kgquiz.actions.books.shelf import listed
    from kgquiz.terminal.books.views import book_lines

    books = listed(context.obj.world)
    print_lines(books, book_lines(books), as_json=as_json)


def add(context: typer.Context, file: File, as_json: AsJson = False) -> None:
    """Read, keep."""
    from kgquiz.actions.books.shelf import add as added

    with busy(_("Reading the book …"), quiet=as_json):
        book = added(context.obj.world, file)
    pages = ngettext("{n} page", "{n} pages", book.pages) if book.pages else _("without page numbers")
    told = _("{book} was added: {pages}. See the passage behind a card: kgquiz book show CARD")
    print_lines(book, [told.format(book=book.name, pages=pages)], as_json=as_json)


def show(context: typer.Context, card: CardName, more: More = False, as_json: AsJson = False) -> None:
    """Look up, print."""
    from kgquiz.actions.books.shelf import show as shown
    from kgquiz.terminal.books.views import shown_lines

    found = shown(context.obj, card)
    print_lines(found, shown_lines(found, console().width, more=more), as_json=as_json)


def search(context: typer.Context, words: Words, limit: Limit = 5, as_json: AsJson = False) -> None:
    """Find, print."""
    from kgquiz.actions.books.shelf import search as searched
    from kgquiz.books.passages import wider
    from kgquiz.terminal.books.views import found_lines

    text = " ".join(words)
    found = searched(context.obj.world, text, limit)
    print_lines(found, found_lines(found, wider(text), console().width), as_json=as_json)


def coverage(context: typer.Context, deck: DeckName, as_json: AsJson = False) -> None:
    """Compare, print."""
    from kgquiz.actions.books.shelf import coverage as covered
    from kgquiz.terminal.books.views import coverage_lines

    found = covered(context.obj, deck)
    print_lines(found, coverage_lines(found), as_json=as_json)


def remove(context: typer.Context, name: Name) -> None:
    """Take out, say so."""
    from kgquiz.actions.books.shelf import remove as removed

    removed(context.obj.world, name)
    tell(_("{book} was taken out of the index.").format(book=name))
