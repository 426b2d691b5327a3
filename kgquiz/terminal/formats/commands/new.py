"""kgquiz new: a file to begin with."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kgquiz.errors import NotFound, UsageProblem
from kgquiz.lang import _, language_in_use, say
from kgquiz.messages import N_, filled
from kgquiz.terminal.output import tell

HELP = N_(
    "Write a file to begin with: a content file, a deck or an exam with comments, or a spreadsheet for questions."
)
EXAMPLE = "kgquiz new content water-supply"
SHEET = "sheet"
WHAT = ("content", "deck", "exam", SHEET)


def command(
    what: Annotated[
        str,
        typer.Argument(metavar="WHAT", help=_("content, deck, exam or sheet."), autocompletion=lambda: list(WHAT)),
    ] = SHEET,
    name: Annotated[str, typer.Argument(metavar="NAME", help=_("What it is called; a sheet needs no name."))] = "",
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE", help=_("The file to write, instead of one called by its name.")),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help=_("Replace a spreadsheet that is there already."))] = False,
) -> None:
    """Write, say where and what comes next."""
    if what not in WHAT:
        raise NotFound(N_("There is no '{name}' to begin with. There are: {known}."), name=what, known=", ".join(WHAT))
    if what == SHEET and name:
        raise UsageProblem(N_("There are words too many: {words}."), words=name)
    if what == SHEET:
        from kgquiz.actions.formats.template import new_sheet

        if name:
            raise UsageProblem(
                N_("A spreadsheet needs no name. Say where to write it: -o {path}"), path="questions.xlsx"
            )
        tell(_("Written: {path}").format(path=new_sheet(output or Path("questions.xlsx"), say, force=force)))
        return
    from kgquiz.actions.authoring.beginning import begin

    path = begin(what, name, language_in_use(), output=output)
    tell(_("Written: {path}").format(path=path.as_posix()))
    after = _("See it: kgquiz exam preview {path}") if what == "exam" else _("Go on: kgquiz write {path}")
    tell(filled(after, {"path": path.as_posix()}))
