"""kgquiz decks: what there is to learn, and how far one is."""

from __future__ import annotations

import typer

from kgquiz.messages import N_
from kgquiz.terminal.options import AsJson, Decks
from kgquiz.terminal.views.output import console, print_json

NAME = "decks"
HELP = N_("List the decks: chapter, title, cards, due, known.")
EXAMPLE = "kgquiz decks"


def command(
    context: typer.Context,
    decks: Decks = None,
    as_json: AsJson = False,
) -> None:
    """Load, print."""
    from kgquiz.actions.decks import deck_rows

    rows = deck_rows(context.obj, tuple(decks or ()))
    if as_json:
        print_json(rows)
        return
    from kgquiz.terminal.views.decks import decks_view

    console().print(decks_view(rows))
