"""`kgquiz` alone: what is due, what is new, what to do next; a menu on a terminal, a summary in a pipe."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import typer

from kgquiz.actions.due import DueReport, due_report
from kgquiz.actions.plan_setting import plan_state
from kgquiz.actions.tune import tuning_is_due
from kgquiz.actions.world import World
from kgquiz.errors import KgquizError
from kgquiz.lang import _, ngettext, say
from kgquiz.storage.store import Store
from kgquiz.terminal.commands.due import due_words
from kgquiz.terminal.interactive import has_screen


def show_home(world: World) -> None:
    """The day at a glance; then the menu, until she leaves, where there is a terminal."""
    while True:
        report = due_report(world)
        for line in _glance(world, report):
            typer.echo(line)
        if not has_screen():
            typer.echo(_next_step(report.due, report.new))
            return
        if not _menu(world):
            return


def _glance(world: World, report: DueReport) -> Iterator[str]:
    with Store.open(world.database) as store:
        yield from _countdown(world, store)
        yield due_words(report.due, report.new, report.answered, report.due_tomorrow)
        if tuning_is_due(store):
            yield _("There are enough answers to fit the schedule to you: kgquiz tune")


def _countdown(world: World, store: Store) -> Iterator[str]:
    """Days and minutes left, while a plan is set."""
    state = plan_state(world, store)
    if state is None:
        return
    if not state.days_left:
        yield _("The exam is today. Good luck! Afterwards note your mark: kgquiz plan --result 78")
        return
    days = ngettext("{n} day to the exam", "{n} days to the exam", state.days_left)
    left = _("{left} of {minutes} min left today").format(
        left=round(state.seconds_left / 60), minutes=round(state.seconds_today / 60)
    )
    yield f"{days} · {left}" if state.seconds_today else f"{days} · " + _("a day off")


def _next_step(due: int, new: int) -> str:
    if due or new:
        return _("Next: kgquiz study")
    return _("Done for today. To go on all the same: kgquiz study --new 10, or kgquiz study --cram")


def _menu(world: World) -> bool:
    """Ask what next and do it; False when she leaves."""
    import questionary

    doings = _doings()
    leave = _("Leave")
    keys = _("(arrow keys, then Enter)")
    chosen = questionary.select(_("What next?"), choices=[*doings, leave], instruction=keys).ask()
    if chosen is None or chosen == leave:
        return False
    try:
        doings[chosen](world)
    except KgquizError as error:
        typer.echo(say(error.message))
    except typer.Exit:  # left with Ctrl-C, after saying what was saved: back to the menu
        pass
    return True


def _doings() -> dict[str, Callable[[World], None]]:
    """The menu: what is shown, and what it does."""
    return {
        _("Study what is due"): _study,
        _("Ten more new cards"): lambda world: _study(world, new=10),
        _("Drill without the schedule"): lambda world: _study(world, cram=True, limit=20),
        _("Mock exam"): _exam,
        _("The plan for my exam"): _plan,
        _("Decks"): _decks,
    }


def _study(world: World, **options: Any) -> None:
    from kgquiz.actions.study_queue import StudyOptions
    from kgquiz.terminal.commands.study import play_study

    play_study(world, StudyOptions(**options))


def _exam(world: World) -> None:
    from kgquiz.actions.exam_plan import ExamOptions
    from kgquiz.terminal.play_exam import begin, play_exam

    with Store.open(world.database) as store:
        sitting = begin(world, store, ExamOptions(), plain=False)
        if sitting is not None:
            play_exam(world, store, sitting, plain=False, as_json=False)


def _plan(world: World) -> None:
    from kgquiz.actions.plan_report import plan_report
    from kgquiz.terminal.views.output import busy, console
    from kgquiz.terminal.views.plan import plan_view

    with busy(_("Working out the plan…")):
        report = plan_report(world)
    console().print(plan_view(report))


def _decks(world: World) -> None:
    from kgquiz.actions.decks import deck_rows
    from kgquiz.terminal.views.decks import decks_view
    from kgquiz.terminal.views.output import console

    console().print(decks_view(deck_rows(world)))
