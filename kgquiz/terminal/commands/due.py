"""kgquiz due: what is to be done today."""

from __future__ import annotations

import typer

from kgquiz.lang import ngettext
from kgquiz.messages import N_
from kgquiz.terminal.options import AsJson, Decks

NAME = "due"
HELP = N_("Show how many cards are due today and how many new ones there is room for.")
EXAMPLE = "kgquiz due --json"


def command(
    context: typer.Context,
    decks: Decks = None,
    as_json: AsJson = False,
) -> None:
    """Load, count, print."""
    from kgquiz.actions.due import due_report
    from kgquiz.memory.study_day import as_date

    report = due_report(context.obj, tuple(decks or ()))
    if as_json:
        from kgquiz.terminal.views.output import plain, print_json

        print_json({**plain(report), "day": as_date(report.day).isoformat()})
        return
    typer.echo(due_words(report.due, report.new, report.answered, report.due_tomorrow))


def due_words(due: int, new: int, answered: int, tomorrow: int) -> str:
    """The day in a line or two."""
    parts = [
        ngettext("{n} card due", "{n} cards due", due),
        ngettext("{n} new card", "{n} new cards", new),
    ]
    if answered:
        parts.append(ngettext("{n} card answered today", "{n} cards answered today", answered))
    parts.append(ngettext("{n} due tomorrow", "{n} due tomorrow", tomorrow))
    return " · ".join(parts)
