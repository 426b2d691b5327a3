"""kgquiz stats: how much was studied, what was kept, what is coming, what is known."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kgquiz.errors import CannotWrite
from kgquiz.lang import _
from kgquiz.messages import N_
from kgquiz.terminal.interactive import has_screen
from kgquiz.terminal.options import AsJson, Decks, Plain
from kgquiz.terminal.output import busy, console, print_json, print_lines
from kgquiz.terminal.plainly import wants_plain

HELP = N_("Show your study in figures: days, what you kept, what comes back, what you know by section.")
EXAMPLE = "kgquiz stats --html my-study.html"


def command(
    context: typer.Context,
    decks: Decks = None,
    days: Annotated[
        int | None, typer.Option(min=1, max=3660, help=_("Days that the shares look back; 90 if none are given."))
    ] = None,
    html: Annotated[
        Path | None,
        typer.Option("--html", metavar="FILE", help=_("Write one page that opens anywhere, without a network.")),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help=_("Replace a file that is there already."))] = False,
    plain: Plain = False,
    as_json: AsJson = False,
) -> None:
    """Gather, print or write."""
    from kgquiz.actions.statistics.figures import statistics

    with busy(_("Looking through your answers…"), quiet=as_json or plain):
        found = statistics(context.obj, tuple(decks or ()), days)
    if html is not None:
        _keep(html, force=force)
        from kgquiz.actions.files import write_text
        from kgquiz.terminal.statistics.page import page

        write_text(html, page(found))
        print_lines(None, [_("{file} is written.").format(file=html)] if not as_json else [], as_json=False)
    if as_json:
        from kgquiz.terminal.statistics.values import stats_values

        print_json(stats_values(found))
    elif html is None:
        from kgquiz.terminal.statistics.view import stats_lines, stats_view

        if has_screen(plain=plain) and not wants_plain():
            console().print(stats_view(found, console().width))
        else:
            print_lines(None, stats_lines(found), as_json=False)


def _keep(path: Path, *, force: bool) -> None:
    """Nothing is replaced unasked, and the page is called one. Raises CannotWrite, UsageProblem."""
    from kgquiz.actions.files import refuse_other_kind

    refuse_other_kind(path, "HTML", ".html", ".htm")
    if path.exists() and not force:
        raise CannotWrite(
            N_("{path} is there already and was left as it is. To replace it, add --force; else name another file."),
            path=path,
        )
