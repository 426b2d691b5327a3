"""kgquiz plan: an exam date and minutes a day; what mark to expect."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated

import typer

from kgquiz.errors import UsageProblem
from kgquiz.lang import _
from kgquiz.messages import N_
from kgquiz.terminal import completion
from kgquiz.terminal.options import AsJson
from kgquiz.terminal.output import busy, plain, print_lines, print_result, with_dates
from kgquiz.terminal.weekdays import parsed_days

HELP = N_("Plan for an exam date: what to do today, and what mark to expect.")
EXAMPLE = "kgquiz plan --exam 2027-01-20 --minutes 25 --off sun"


def command(
    context: typer.Context,
    decks: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="DECK", help=_("With --exam: the decks that are examined."), autocompletion=completion.decks
        ),
    ] = None,
    exam: Annotated[
        str, typer.Option(metavar="DATE", help=_("Set the day of the exam (2027-01-20 or 20.01.2027)."))
    ] = "",
    minutes: Annotated[
        int | None, typer.Option(min=1, max=600, help=_("Minutes of study a day (25 unless you say)."))
    ] = None,
    blueprint: Annotated[
        str,
        typer.Option(
            metavar="EXAM", help=_("An exam of “kgquiz exam list”, or a file."), autocompletion=completion.exams
        ),
    ] = "",
    off: Annotated[str, typer.Option(metavar="DAYS", help=_("Days without study, such as sun or sat,sun."))] = "",
    rehearsal: Annotated[
        bool | None,
        typer.Option("--rehearsal/--no-rehearsal", help=_("Nothing new on the last day before the exam.")),
    ] = None,
    order: Annotated[
        str, typer.Option(metavar="mixed|best|book", help=_("How new cards follow each other (mixed unless you say)."))
    ] = "",
    reviews_first: Annotated[
        int | None,
        typer.Option(min=0, max=1000, metavar="N", help=_("At least so many reviews before the first new card.")),
    ] = None,
    today: Annotated[
        bool, typer.Option("--today", help=_("List today's cards, best first, each with its reason."))
    ] = False,
    result: Annotated[
        float | None,
        typer.Option(metavar="MARK", help=_("Note the mark you got (percent), to see how the prediction did.")),
    ] = None,
    clear: Annotated[bool, typer.Option("--clear", help=_("Forget the plan."))] = False,
    quick: Annotated[bool, typer.Option("--quick", help=_("Leave out what other minutes would bring."))] = False,
    as_json: AsJson = False,
) -> None:
    """Set, clear or note where asked; then show the plan."""
    from kgquiz.actions.plan.day import change_plan, clear_plan, work_of_today
    from kgquiz.actions.plan.report import WHAT_IF, note_result, plan_report
    from kgquiz.terminal.plan.view import plan_view, result_line, work_lines

    if clear:
        clear_plan(context.obj)
        words = _("The plan is forgotten; cards come back by plain retention again.")
        print_lines({"exam": None}, [words], as_json=as_json)
        return
    if result is not None:
        noted = note_result(context.obj, result)
        print_lines(with_dates(plain(noted)), [_("Noted. ") + result_line(noted)], as_json=as_json)
        return
    changes = {
        "exam": day_in(exam) if exam else None,
        "minutes": minutes,
        "names": tuple(filter(None, (blueprint, *(decks or ())))) or None,
        "off": parsed_days(off) if off else None,
        "rehearsal": rehearsal,
        "order": _order(order) if order else None,
        "reviews_first": reviews_first,
    }
    given = {name: value for name, value in changes.items() if value is not None}
    if given:
        change_plan(context.obj, given)
    with busy(_("Working out the plan…"), quiet=as_json):
        if today:
            work = work_of_today(context.obj)
        else:
            report = plan_report(context.obj, what_if=() if quick else WHAT_IF)
    if today:
        print_lines(work, work_lines(work), as_json=as_json)
    else:
        print_result(with_dates(plain(report)), lambda: plan_view(report), as_json=as_json)


def _order(name: str) -> str:
    from kgquiz.memory.order import ORDERS

    if name not in ORDERS:
        known = ", ".join(ORDERS)
        raise UsageProblem(N_("--order does not know '{name}'. There are: {known}."), name=name, known=known)
    return name


def day_in(text: str) -> int:
    """The calendar day that a text writes, as a study day. Raises UsageProblem."""
    for pattern in ("%Y-%m-%d", "%d.%m.%Y"):
        try:
            return datetime.strptime(text, pattern).date().toordinal()  # noqa: DTZ007 - a calendar day has no zone
        except ValueError:
            continue
    example = date(2027, 1, 20).isoformat()
    raise UsageProblem(N_("'{text}' is not a date. Write the day as {example}."), text=text, example=example)
