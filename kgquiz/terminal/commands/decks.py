"""kgquiz decks: what there is to learn, and how far one is."""

from __future__ import annotations

from typing import Annotated, Optional

import typer

from kgquiz.lang import _
from kgquiz.messages import N_
from kgquiz.terminal.views.output import console, print_json

NAME = "decks"
HELP = N_("List the decks: chapter, title, cards, due, known.")
EXAMPLE = "kgquiz decks"


def command(
    context: typer.Context,
    decks: Annotated[
        Optional[list[str]],  # noqa: UP045 - typer reads this at run time
        typer.Argument(metavar="DECK", help=_("Deck names, YAML files or folders; all decks if none is given.")),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help=_("Print JSON."))] = False,
) -> None:
    """Load, print."""
    from kgquiz.actions.decks import deck_rows

    rows = deck_rows(context.obj, tuple(decks or ()))
    if as_json:
        print_json(rows)
        return
    from kgquiz.terminal.views.decks import decks_view

    console().print(decks_view(rows))
