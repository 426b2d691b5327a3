"""kgquiz plan: an exam date and minutes a day; what mark to expect."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kgquiz.errors import UsageProblem
from kgquiz.lang import _
from kgquiz.messages import N_
from kgquiz.terminal import completion
from kgquiz.terminal.options import AsJson
from kgquiz.terminal.output import busy, plain, print_lines, print_result, with_dates
from kgquiz.terminal.weekdays import parsed_days

if TYPE_CHECKING:
    from kgquiz.actions.desk import Desk

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
        list[str] | None,
        typer.Option(
            metavar="DATE", help=_("Set the day of the exam (2027-01-20 or 20.01.2027); several exams with commas.")
        ),
    ] = None,
    minutes: Annotated[
        int | None, typer.Option(min=1, max=600, help=_("Minutes of study a day (25 unless you say)."))
    ] = None,
    blueprint: Annotated[
        list[str] | None,
        typer.Option(
            "--blueprint",
            "--paper",
            metavar="EXAM",
            help=_("What is examined: an exam of “kgquiz exam list”, or a file; one for each day of the exams."),
            autocompletion=completion.exams,
        ),
    ] = None,
    add: Annotated[
        bool, typer.Option("--add", help=_("Plan for this exam beside those that are planned already."))
    ] = False,
    drop: Annotated[
        str, typer.Option(metavar="EXAM|DATE", help=_("Plan no more for this exam; the others stay."))
    ] = "",
    off: Annotated[
        str,
        typer.Option(
            metavar="DAYS",
            help=_("Days without study: sun,tue or weekends or mon-wed, or dates: 2026-12-31."),
        ),
    ] = "",
    rehearsal: Annotated[
        bool | None,
        typer.Option("--rehearsal/--no-rehearsal", help=_("Nothing new on the last day before the exam.")),
    ] = None,
    order: Annotated[
        str, typer.Option(metavar="book|mixed|best", help=_("How new cards follow each other (book unless you say)."))
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
    from kgquiz.actions.plan.day import clear_plan, drop_exam
    from kgquiz.actions.plan.report import WHAT_IF, note_result, plan_report
    from kgquiz.actions.plan.today import work_of_today
    from kgquiz.terminal.plan.view import plan_view, result_line, work_lines

    settings = (exam, blueprint, decks, add, drop, minutes, off, rehearsal, order, reviews_first)
    if clear or result is not None:
        _alone(settings, result if clear else None, "--clear" if clear else "--result")
    if clear:
        clear_plan(context.obj)
        words = _("The plan is forgotten; cards come back by plain retention again.")
        print_lines({"exam": None}, [words], as_json=as_json)
        return
    if result is not None:
        noted = note_result(context.obj, result)
        print_lines(with_dates(plain(noted)), [_("Noted. ") + result_line(noted)], as_json=as_json)
        return
    wishes = {
        "minutes": minutes,
        "rehearsal": rehearsal,
        "order": _order(order) if order else None,
        "reviews_first": reviews_first,
    }
    changes: dict[str, Any] = {name: value for name, value in wishes.items() if value is not None}
    if off:
        changes |= _days_off(context.obj, off)
    if drop:
        drop_exam(context.obj, drop, _day_or_none(drop))
    _set(context.obj, exam or [], blueprint or [], decks or [], changes, add=add)
    with busy(_("Working out the plan…"), quiet=as_json):
        if today:
            work = work_of_today(context.obj)
        else:
            report = plan_report(context.obj, what_if=() if quick else WHAT_IF)
    if today:
        print_lines(work, work_lines(work), as_json=as_json)
    else:
        print_result(with_dates(plain(report)), lambda: plan_view(report), as_json=as_json)


def _alone(settings: Sequence[object], other: object, option: str) -> None:
    """What forgets or notes does nothing else: what else was asked for would be lost in silence."""
    if any(one is not None and one not in ("", [], False) for one in (*settings, other)):
        raise UsageProblem(
            N_("{option} stands alone. Give the other options in a command of their own."), option=option
        )


def _set(
    desk: Desk,
    days: Sequence[str],
    papers: Sequence[str],
    decks: Sequence[str],
    changes: dict[str, Any],
    *,
    add: bool,
) -> None:
    """Set what was said: exams, each with what is examined, or what is examined in the one there is, and the wishes."""
    from kgquiz.actions.plan.day import change_plan, check_examined, plan_exams
    from kgquiz.actions.plan.setting import PlannedExam

    if add and not days:
        check_examined(desk, (*papers, *decks))
        raise UsageProblem(N_("--add needs the day of the exam: kgquiz plan --add --exam DATE --paper final"))
    if len(days) > 1 and (decks or len(papers) != len(days)):
        raise UsageProblem(N_("Say of each exam what is examined: one --paper for each --exam, in the same order."))
    if len(days) <= 1 and len(papers) > 1:
        raise UsageProblem(N_("Say of each exam what is examined: one --paper for each --exam, in the same order."))
    names = (*papers, *decks)
    if len(days) > 1:
        exams = [PlannedExam(day_in(day), (paper,)) for day, paper in zip(days, papers, strict=True)]
        plan_exams(desk, exams, changes, add=add)
    elif days:
        plan_exams(desk, [PlannedExam(day_in(days[0]), names)], changes, add=add)
    elif names or changes:
        change_plan(desk, {**changes, "names": names} if names else changes)


def _days_off(desk: Desk, text: str) -> dict[str, tuple[int, ...]]:
    """Weekdays take the place of those there were; dates come to those there are; `none` forgets both."""
    from kgquiz.actions.plan.setting import active_plan

    weekdays, dates = parsed_off(text)
    before = active_plan(desk)
    kept = before.off_dates if before is not None and (weekdays or dates) else ()
    found = {"off_dates": tuple(sorted({*kept, *dates}))}
    return found if dates and not weekdays else {**found, "off": weekdays}


def _day_or_none(text: str) -> int | None:
    try:
        return day_in(text)
    except UsageProblem:
        return None


def parsed_off(text: str) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Weekdays and study days among what was typed: `sun, 2026-12-31, 01.01.2027..07.01.2027`. Raises UsageProblem."""
    words = text.replace(",", " ").replace(";", " ").split()
    dated = [word for word in words if word[0].isdigit()]
    others = [word for word in words if word not in dated]
    dates = {day for word in dated for day in _dates(word)}
    return parsed_days(" ".join(others)) if others or not dated else (), tuple(sorted(dates))


def _dates(word: str) -> range:
    """A date, or all from one to another."""
    start, _dots, end = word.partition("..")
    first = day_in(start)
    last = day_in(end) if end else first
    if not first <= last <= first + MOST_OFF:
        raise UsageProblem(
            N_("'{text}' is no span of days. Write the first and the last day: {example}."),
            text=word,
            example="2026-12-30..2027-01-03",
        )
    return range(first, last + 1)


MOST_OFF = 366
"""Days in a span without study at most."""


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
