"""kgquiz build: compile content into decks."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kgquiz.errors import ExitCode
from kgquiz.lang import _, ngettext
from kgquiz.messages import N_
from kgquiz.terminal.options import AsJson

NAME = "build"
HELP = N_("Compile the chapters in content/ into decks/.")
EXAMPLE = "kgquiz build --check"


def command(
    content: Annotated[Path, typer.Option(help=_("The folder of content files."))] = Path("content"),
    decks: Annotated[Path, typer.Option(help=_("The folder the decks are written to."))] = Path("decks"),
    check: Annotated[
        bool, typer.Option("--check", help=_("Write nothing; fail if a deck differs from its content."))
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Compile, say what changed."""
    from kgquiz.actions.build import build

    built = build(content, decks, check=check)
    changed = [deck for deck in built if deck.changed]
    if as_json:
        from kgquiz.terminal.views.output import print_json

        print_json(built)
    else:
        for deck in changed:
            template = _("{file} differs from its content.") if check else _("{file}: written, {n} cards.")
            typer.echo(template.format(file=deck.file.as_posix(), n=deck.cards))
        if not changed:
            total = sum(deck.cards for deck in built)
            typer.echo(ngettext("{n} deck is up to date", "{n} decks are up to date", len(built)) + f" ({total})")
    if check and changed:
        typer.echo(_("Run 'kgquiz build' and commit the decks."), err=True)
        raise typer.Exit(ExitCode.PROBLEMS)
