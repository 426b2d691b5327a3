"""kgquiz decks: what there is to learn, and how far one is."""

from __future__ import annotations

import typer

from kgquiz.messages import N_
from kgquiz.terminal.options import AsJson, Decks
from kgquiz.terminal.output import print_result

HELP = N_("List the decks: chapter, title, cards, due, known.")
EXAMPLE = "kgquiz decks"


def command(
    context: typer.Context,
    decks: Decks = None,
    as_json: AsJson = False,
) -> None:
    """Load, print."""
    from kgquiz.actions.library.listing import deck_rows
    from kgquiz.terminal.authoring.decks_view import decks_view

    rows = deck_rows(context.obj, tuple(decks or ()))
    print_result(rows, lambda: decks_view(rows), as_json=as_json)
