"""kgquiz new: a file to begin with."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kgquiz.errors import NotFound
from kgquiz.lang import _, say
from kgquiz.messages import N_

HELP = N_("Write an empty spreadsheet to fill questions in, for “kgquiz import”.")
EXAMPLE = "kgquiz new sheet -o questions.xlsx"
WHAT = ("sheet",)


def command(
    what: Annotated[str, typer.Argument(metavar="WHAT", help=_("sheet."), autocompletion=lambda: list(WHAT))] = "sheet",
    output: Annotated[Path, typer.Option("--output", "-o", metavar="FILE", help=_("The file to write."))] = Path(
        "questions.xlsx"
    ),
    force: Annotated[bool, typer.Option("--force", help=_("Replace a file that is there already."))] = False,
) -> None:
    """Write, say where."""
    from kgquiz.actions.formats.template import new_sheet

    if what not in WHAT:
        raise NotFound(N_("There is no '{name}' to begin with. There are: {known}."), name=what, known=", ".join(WHAT))
    typer.echo(_("Written: {path}").format(path=new_sheet(output, say, force=force)))
