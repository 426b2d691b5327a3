"""kgquiz note: a note of one's own on a card, and a star."""

from __future__ import annotations

from typing import Annotated

import typer

from kgquiz.errors import UsageProblem
from kgquiz.lang import _
from kgquiz.messages import N_
from kgquiz.terminal import completion
from kgquiz.terminal.options import AsJson
from kgquiz.terminal.output import print_lines

HELP = N_("Write a note of your own on a card, shown after the answer; star it, or show what stands there.")
EXAMPLE = 'kgquiz note ch1/akim.typed "not the governor" --star'


def command(
    context: typer.Context,
    card: Annotated[
        str,
        typer.Argument(metavar="CARD", help=N_("A card, as “kgquiz cards” names it."), autocompletion=completion.cards),
    ],
    text: Annotated[
        list[str] | None, typer.Argument(metavar="TEXT", help=N_("The note; without it what stands there is shown."))
    ] = None,
    star: Annotated[
        bool | None, typer.Option("--star/--no-star", help=_("Star the card, or take its star away."))
    ] = None,
    clear: Annotated[bool, typer.Option("--clear", help=_("Take the note away."))] = False,
    as_json: AsJson = False,
) -> None:
    """Write, star, show."""
    from kgquiz.actions.search.notes import own_marks, set_star, write_note
    from kgquiz.actions.search.why import find_card

    if text and clear:
        raise UsageProblem(N_("A note is either written or taken away: leave --clear or the text out."))
    key = find_card(context.obj, card)
    if text or clear:
        write_note(context.obj, key, "" if clear else " ".join(text or ()))
    if star is not None:
        set_star(context.obj, [key], starred=star)
    marks = own_marks(context.obj, key)
    note, starred = marks.notes.get(key, ""), key in marks.starred
    value = {"card": key, "note": note, "starred": starred}
    lines = [f"{key}{' ★' if starred else ''}", note or _("No note.")]
    print_lines(value, lines, as_json=as_json)
