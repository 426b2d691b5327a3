"""kgquiz export: decks as files of other programs."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kgquiz.lang import _
from kgquiz.messages import N_
from kgquiz.terminal import completion
from kgquiz.terminal.options import AsJson
from kgquiz.terminal.output import print_lines

HELP = N_("Write decks as a file of another program: Anki, Moodle, a table …")
EXAMPLE = "kgquiz export ch1 --to gift -o ch1.gift"


def command(
    context: typer.Context,
    decks: Annotated[
        list[str],
        typer.Argument(metavar="DECK", help=_("Decks, an exam, or content files."), autocompletion=completion.decks),
    ],
    output: Annotated[Path, typer.Option("--output", "-o", metavar="FILE", help=_("The file to write."))],
    kind: Annotated[
        str,
        typer.Option(
            "--to",
            metavar="FORMAT",
            help=_("The format; else that of the file's name."),
            autocompletion=completion.written_formats,
        ),
    ] = "",
    history: Annotated[
        bool, typer.Option("--history", help=_("With your answers and due days (Anki): a move, not a sync."))
    ] = False,
    exam: Annotated[bool, typer.Option("--exam", help=_("The names mean an exam: one form of it is drawn."))] = False,
    seed: Annotated[
        str | None, typer.Option(metavar="SEED", help=_("The seed of the form, to draw the same one."))
    ] = None,
    force: Annotated[bool, typer.Option("--force", help=_("Replace a file that is there already."))] = False,
    as_json: AsJson = False,
) -> None:
    """Write, tell what is lost."""
    from kgquiz.actions.formats.giving import ExportOptions, export_decks
    from kgquiz.terminal.formats.views import export_lines, export_value

    done = export_decks(context.obj, decks, ExportOptions(output, kind, force, history, exam, seed))
    print_lines(export_value(done), export_lines(done), as_json=as_json)
