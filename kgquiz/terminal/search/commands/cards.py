"""kgquiz cards: find cards by word, place, type and how they stand."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

import typer

from kgquiz.actions.desk import Desk
from kgquiz.lang import _
from kgquiz.messages import N_
from kgquiz.terminal import completion
from kgquiz.terminal.options import AsJson, Plain
from kgquiz.terminal.output import busy, console, print_json

HELP = N_("Find cards: by words in any form, by deck, section, page, type, and by how they stand.")
EXAMPLE = "kgquiz cards өкмөт page:100-118 is:due"

SHOWN = 40
"""Cards of a list unless more are asked for; programs get all."""


def command(
    context: typer.Context,
    query: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="QUERY",
            help=N_("Words, phrases and filters (docs/cards.md); all cards if none is given."),
            autocompletion=completion.filters,
        ),
    ] = None,
    sort: Annotated[
        str | None,
        typer.Option(metavar="book|page|due|recall|lapses", help=_("In this order, instead of best first.")),
    ] = None,
    limit: Annotated[int | None, typer.Option(min=0, help=_("Cards shown at most; 0 for all."))] = None,
    plain: Plain = False,
    as_json: AsJson = False,
) -> None:
    """Find, print."""
    from kgquiz.actions.search.cards import ALL, find_cards
    from kgquiz.terminal.interactive import has_screen
    from kgquiz.terminal.search.cards_view import as_values, card_lines, cards_view, nothing_words

    if has_screen(plain=plain) and not as_json and sort is None and limit is None:
        _browse(context.obj, query or ())
        return
    asked = (ALL if as_json else SHOWN) if limit is None else limit or ALL
    with busy(_("Looking for your cards…"), quiet=as_json):
        listed = find_cards(context.obj, query or (), order=sort, limit=asked)
    if as_json:
        print_json(as_values(listed))
    elif has_screen(plain=plain):
        console().print(cards_view(listed, context.obj.world.today()))
    else:
        typer.echo("\n".join(card_lines(listed)) if listed.cards else nothing_words())


def _browse(desk: Desk, query: Sequence[str]) -> None:
    """The list on the full screen, and a sitting with what it shows if she wishes."""
    from kgquiz.terminal.search.browser import browse

    wanted = browse(desk, query)
    if wanted is not None:
        from kgquiz.actions.study.queue import StudyOptions
        from kgquiz.terminal.study.commands.study import play_study

        play_study(desk, StudyOptions(where=wanted))
