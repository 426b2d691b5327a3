"""kgquiz why: all about one card."""

from __future__ import annotations

from typing import Annotated

import typer

from kgquiz.messages import N_
from kgquiz.terminal import completion
from kgquiz.terminal.options import AsJson
from kgquiz.terminal.output import print_json, print_lines

HELP = N_("All about a card: your answers, your memory of it, why it is due then, why it was marked so, its place.")
EXAMPLE = "kgquiz why ch1/akim.typed"


def command(
    context: typer.Context,
    card: Annotated[
        str,
        typer.Argument(metavar="CARD", help=N_("A card, as “kgquiz cards” names it."), autocompletion=completion.cards),
    ],
    as_json: AsJson = False,
) -> None:
    """Look it up, print."""
    from kgquiz.actions.search.why import why
    from kgquiz.terminal.search.why_lines import why_lines, why_values

    found = why(context.obj, card)
    if as_json:
        print_json(why_values(found))
    else:
        print_lines(None, why_lines(found, context.obj.world.today()), as_json=False)
