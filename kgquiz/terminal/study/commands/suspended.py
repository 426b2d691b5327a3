"""kgquiz suspended: list suspended cards, bring them back."""

from __future__ import annotations

from typing import Annotated

import typer

from kgquiz.key import CardKey
from kgquiz.lang import _
from kgquiz.messages import N_
from kgquiz.terminal import completion
from kgquiz.terminal.options import AsJson
from kgquiz.terminal.output import print_lines
from kgquiz.terminal.words import card_words

HELP = N_("List the cards you suspended, or bring them back with --resume.")
EXAMPLE = "kgquiz suspended --resume ch1/akim.typed"


def command(
    context: typer.Context,
    resume: Annotated[
        list[str] | None,
        typer.Option(
            "--resume",
            metavar="CARD",
            help=_("Ask this card again; several with commas."),
            autocompletion=completion.suspended,
        ),
    ] = None,
    every: Annotated[bool, typer.Option("--resume-all", help=_("Ask all of them again."))] = False,
    as_json: AsJson = False,
) -> None:
    """List, or resume."""
    from kgquiz.actions.study import suspended

    cards = suspended.suspended_cards(context.obj)
    if every or resume:
        cards = suspended.resume(
            context.obj, [one.card for one in cards] if every else list(map(CardKey, resume or ()))
        )
    lines = [card_words(one.card, one.question) for one in cards]
    print_lines(cards, lines or [_("No card is suspended.")], as_json=as_json)
