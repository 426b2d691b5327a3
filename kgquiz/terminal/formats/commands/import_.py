"""kgquiz import: take in what other programs have."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kgquiz.lang import _, say
from kgquiz.messages import N_
from kgquiz.terminal import completion
from kgquiz.terminal.options import AsJson, Plain
from kgquiz.terminal.output import print_lines

if TYPE_CHECKING:
    from kgquiz.actions.formats.taking import Imported

HELP = N_("Take in files of other programs (Anki, Moodle, tables, lists) as decks; a second time updates them.")
EXAMPLE = "kgquiz import quiz.gift -o mine.yaml"


def command(
    context: typer.Context,
    files: Annotated[list[str], typer.Argument(metavar="FILE", help=_("The files to take in."))],
    output: Annotated[
        Path | None,
        typer.Option(
            "--output", "-o", metavar="DECK", help=_("One deck for all of them; else each becomes a deck here.")
        ),
    ] = None,
    kind: Annotated[
        str,
        typer.Option(
            "--as",
            metavar="FORMAT",
            help=_("The format, where it is guessed wrong."),
            autocompletion=completion.read_formats,
        ),
    ] = "",
    encoding: Annotated[
        str, typer.Option(metavar="NAME", help=_("The encoding of the text: utf-8, cp1251 …; else it is guessed."))
    ] = "",
    separator: Annotated[
        str, typer.Option(metavar="TEXT", help=_("What stands between term and meaning, or between columns."))
    ] = "",
    row_separator: Annotated[
        str, typer.Option(metavar="TEXT", help=_("What stands between two cards of a paste; else a new line."))
    ] = "",
    look: Annotated[bool, typer.Option("--look", help=_("Show what would be taken; write nothing."))] = False,
    force: Annotated[bool, typer.Option("--force", help=_("Merge into a deck that was not imported."))] = False,
    yes: Annotated[bool, typer.Option("--yes", help=_("Do not ask whether a guess is right."))] = False,
    plain: Plain = False,
    as_json: AsJson = False,
) -> None:
    """Read, show what was guessed and ask (where somebody sits before it), write, tell."""
    from kgquiz.actions.formats.taking import ImportOptions, import_files
    from kgquiz.formats.base import Wishes
    from kgquiz.terminal.formats.views import guess_lines, import_lines, import_value

    asked = False

    def agree(planned: Sequence[Imported]) -> bool:
        nonlocal asked
        asked = not (yes or as_json) and sys.stdin.isatty() and sys.stdout.isatty()
        return not asked or _is_right(list(guess_lines(planned)), plain=plain)

    wishes = Wishes(encoding, _unescaped(separator), _unescaped(row_separator))
    done = import_files(context.obj, files, ImportOptions(output, kind, wishes, look, force), say, agree)
    print_lines(import_value(done), import_lines(done, look=look, asked=asked), as_json=as_json)


def _is_right(lines: list[str], *, plain: bool) -> bool:
    from kgquiz.terminal.interactive import play
    from kgquiz.terminal.scene import Flow, Rated
    from kgquiz.terminal.scenes.menu import MenuScene

    def asking() -> Flow[bool]:
        reply = yield MenuScene(_("Is it read rightly?"), lines, [_("Take it in"), _("No, write nothing")])
        return isinstance(reply, Rated) and reply.number == 1

    return play(asking(), plain=plain)


def _unescaped(text: str) -> str:
    r"""Tabs and new lines can be written as \t and \n."""
    return text.replace("\\t", "\t").replace("\\n", "\n")
