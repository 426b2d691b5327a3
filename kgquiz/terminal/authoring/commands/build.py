"""kgquiz build: compile content into decks."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kgquiz.errors import ExitCode
from kgquiz.lang import _, ngettext
from kgquiz.messages import N_
from kgquiz.terminal.options import AsJson
from kgquiz.terminal.output import print_lines, tell

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kgquiz.actions.authoring.build import BuiltDeck

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
    from kgquiz.actions.authoring.build import build

    built = build(content, decks, check=check)
    changed = [deck for deck in built if deck.changed]
    print_lines(built, _lines(built, changed, check=check), as_json=as_json)
    if check and changed:
        tell(_("Run 'kgquiz build' and commit the decks."), err=True)
        raise typer.Exit(ExitCode.PROBLEMS)


def _lines(built: Sequence[BuiltDeck], changed: Sequence[BuiltDeck], *, check: bool) -> Iterator[str]:
    template = _("{file} differs from its content.") if check else _("{file}: written, {n} cards.")
    yield from (template.format(file=deck.file.as_posix(), n=deck.cards) for deck in changed)
    if not changed:
        total = sum(deck.cards for deck in built)
        yield ngettext("{n} deck is up to date", "{n} decks are up to date", len(built)) + f" ({total})"
