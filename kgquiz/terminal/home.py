"""`kgquiz` alone: what is due, what is new, what to do next; a menu on a terminal, a summary in a pipe."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

import typer

from kgquiz.actions.desk import Desk
from kgquiz.actions.plan.setting import PlanState
from kgquiz.actions.study.home import Glance, glance
from kgquiz.actions.world import World
from kgquiz.errors import ExitCode, KgquizError
from kgquiz.lang import _, ngettext, say
from kgquiz.memory.queue import Entry
from kgquiz.terminal.interactive import has_screen
from kgquiz.terminal.study.commands.due import due_words


def show_home(world: World) -> None:
    """The day at a glance; then the menu, until she leaves, where there is a terminal.

    While she chooses, the store is closed; every choice has a desk of its own.
    """
    while True:
        with Desk(world) as desk:
            seen = glance(desk)
        for line in _lines(seen):
            typer.echo(line)
        if not has_screen():
            typer.echo(_next_step(seen))
            return
        if not _menu(world):
            return


def _lines(seen: Glance) -> Iterator[str]:
    if seen.plan is not None:
        yield from _countdown(seen.plan)
    yield due_words(seen.due) if seen.by_plan is None else _by_plan(seen.by_plan)
    if seen.open_exam is not None:
        yield _("Exam number {n} is not finished; go on with it: kgquiz exam --resume {n}").format(n=seen.open_exam)
    if seen.missed:
        lately = ngettext(
            "Missed in the last seven days: {n} card; again: kgquiz study --where is:missed",
            "Missed in the last seven days: {n} cards; again: kgquiz study --where is:missed",
            seen.missed,
        )
        yield lately
    if seen.tuning_is_due:
        yield _("There are enough answers to fit the schedule to you: kgquiz tune")


def _by_plan(work: Sequence[Entry]) -> str:
    """The day's work as `plan` and `study` count it."""
    cards = ngettext("{n} card", "{n} cards", len(work))
    return _("Today by the plan: {cards}, {new} of them new").format(cards=cards, new=sum(e.is_new for e in work))


def _countdown(state: PlanState) -> Iterator[str]:
    """Days and minutes left."""
    if not state.days_left:
        yield _("The exam is today. Good luck! Afterwards note your mark: kgquiz plan --result 78")
        return
    days = ngettext("{n} day to the exam", "{n} days to the exam", state.days_left)
    left = _("{left} of {minutes} min left today").format(
        left=round(state.seconds_left / 60), minutes=round(state.seconds_today / 60)
    )
    yield f"{days} · {left}" if state.seconds_today else f"{days} · " + _("a day off")


def _next_step(seen: Glance) -> str:
    if seen.plan is not None and seen.plan.days_left and not seen.plan.seconds_left:
        if not seen.plan.seconds_today:
            return _("Today is a day off by your plan. To study all the same: kgquiz study --no-plan")
        return _("Today's part of the plan is done. To go on all the same: kgquiz study --no-plan")
    if seen.by_plan or (seen.by_plan is None and (seen.due.due or seen.due.new)):
        return _("Next: kgquiz study")
    return _("Done for today. To go on all the same: kgquiz study --new 10, or kgquiz study --cram")


def _menu(world: World) -> bool:
    """Ask what next and do it; False when she leaves."""
    import questionary

    doings = _doings()
    leave = _("Leave")
    keys = _("(arrow keys, then Enter)")
    try:
        chosen = questionary.select(_("What next?"), choices=[*doings, leave], instruction=keys).unsafe_ask()
    except KeyboardInterrupt:
        raise typer.Exit(ExitCode.INTERRUPTED) from None
    if chosen == leave:
        return False
    try:
        with Desk(world) as desk:
            doings[chosen](desk)
    except KgquizError as error:
        typer.echo(say(error.message))
    except typer.Exit:  # left with Ctrl-C, after saying what was saved: back to the menu
        pass
    return True


def _doings() -> dict[str, Callable[[Desk], None]]:
    """The menu: what is shown, and what it does."""
    return {
        _("Study what is due"): _study,
        _("Ten more new cards"): lambda desk: _study(desk, new=10),
        _("Drill without the schedule"): lambda desk: _study(desk, cram=True, limit=20),
        _("What I missed this week"): lambda desk: _study(desk, where="is:missed", new=0),
        _("Mock exam"): _exam,
        _("The plan for my exam"): _plan,
        _("Decks"): _decks,
    }


def _study(desk: Desk, **options: Any) -> None:
    from kgquiz.actions.study.queue import StudyOptions
    from kgquiz.terminal.study.commands.study import play_study

    play_study(desk, StudyOptions(**options))


def _exam(desk: Desk) -> None:
    from kgquiz.actions.exam.papers import ExamOptions
    from kgquiz.terminal.exam.play import begin, play_exam

    sitting = begin(desk, ExamOptions(), plain=False)
    if sitting is not None:
        play_exam(sitting, plain=False, as_json=False)


def _plan(desk: Desk) -> None:
    from kgquiz.actions.plan.report import plan_report
    from kgquiz.terminal.output import busy, console
    from kgquiz.terminal.plan.view import plan_view

    with busy(_("Working out the plan…")):
        report = plan_report(desk)
    console().print(plan_view(report))


def _decks(desk: Desk) -> None:
    from kgquiz.actions.library.listing import deck_rows
    from kgquiz.terminal.authoring.decks_view import decks_view
    from kgquiz.terminal.output import console

    console().print(decks_view(deck_rows(desk)))
