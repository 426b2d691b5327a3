"""kgquiz due: what is to be done today."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from kgquiz.lang import _, ngettext
from kgquiz.messages import N_
from kgquiz.terminal.options import AsJson, Decks
from kgquiz.terminal.output import plain, print_lines

if TYPE_CHECKING:
    from kgquiz.actions.study.due import DueReport
    from kgquiz.memory.queue import Breadth

HELP = N_(
    "Show how many cards are due today and how many new ones there is room for; under a plan, its cards of today."
)
EXAMPLE = "kgquiz due --json"


def command(
    context: typer.Context,
    decks: Decks = None,
    as_json: AsJson = False,
) -> None:
    """Load, count, print."""
    from kgquiz.actions.study.due import due_report
    from kgquiz.memory.study_day import as_date

    report = due_report(context.obj, tuple(decks or ()))
    print_lines(
        {**plain(report), "day": as_date(report.day).isoformat()},
        [due_words(report), met_words(report.met)],
        as_json=as_json,
    )


def met_words(met: Breadth) -> str:
    """How far she has come, in items and in cards."""
    return _("Met so far: {items_met} of {items} items, {cards_met} of {cards} cards.").format(
        items_met=met.items_met, items=met.items, cards_met=met.cards_met, cards=met.cards
    )


def due_words(report: DueReport) -> str:
    """The day in a line or two."""
    parts = [_by_plan(report)] if report.by_plan else _of_themselves(report)
    if report.answered:
        parts.append(ngettext("{n} card answered today", "{n} cards answered today", report.answered))
    if report.due_tomorrow is not None:
        parts.append(ngettext("{n} more tomorrow", "{n} more tomorrow", report.due_tomorrow))
    return " · ".join(parts)


def _of_themselves(report: DueReport) -> list[str]:
    return [
        ngettext("{n} card due", "{n} cards due", report.due),
        ngettext("{n} new card", "{n} new cards", report.new),
    ]


def _by_plan(report: DueReport) -> str:
    """The day's work as `plan` and `study` count it."""
    if not report.due + report.new:
        return _("Today: nothing more by the plan.")
    cards = ngettext("{n} card", "{n} cards", report.due + report.new)
    return _("Today by the plan: {cards}, {new} of them new").format(cards=cards, new=report.new)
