"""`kgquiz` alone: what is due, what is new, what to do next; a menu on a terminal, a summary in a pipe."""

from __future__ import annotations

from collections.abc import Iterator

import typer

from kgquiz.actions.due import due_report
from kgquiz.actions.plan import plan_state
from kgquiz.actions.tune import tuning_is_due
from kgquiz.actions.world import World
from kgquiz.lang import _, ngettext
from kgquiz.storage.store import Store
from kgquiz.terminal.commands.due import due_words
from kgquiz.terminal.interactive import has_screen


def show_home(world: World) -> None:
    """The day at a glance, then the menu where there is a terminal."""
    report = due_report(world)
    for line in (*_countdown(world), due_words(report.due, report.new, report.answered, report.due_tomorrow)):
        typer.echo(line)
    if _tuning_is_due(world):
        typer.echo(_("There are enough answers to fit the schedule to you: kgquiz tune"))
    if has_screen():
        _menu(world)
    else:
        typer.echo(_next_step(report.due, report.new))


def _tuning_is_due(world: World) -> bool:
    with Store.open(world.database) as store:
        return tuning_is_due(store)


def _countdown(world: World) -> Iterator[str]:
    """Days and minutes left, while a plan is set."""
    with Store.open(world.database) as store:
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


def _menu(world: World) -> None:
    import questionary

    from kgquiz.actions.study_queue import StudyOptions
    from kgquiz.terminal.commands.study import play_study

    study, more, cram, decks, leave = (
        _("Study what is due"),
        _("Ten more new cards"),
        _("Drill without the schedule"),
        _("Decks"),
        _("Leave"),
    )
    choices, keys = [study, more, cram, decks, leave], _("(arrow keys, then Enter)")
    chosen = questionary.select(_("What next?"), choices=choices, instruction=keys).ask()
    if chosen == study:
        play_study(world, StudyOptions())
    elif chosen == more:
        play_study(world, StudyOptions(new=10))
    elif chosen == cram:
        play_study(world, StudyOptions(cram=True, limit=20))
    elif chosen == decks:
        from kgquiz.actions.decks import deck_rows
        from kgquiz.terminal.views.decks import decks_view
        from kgquiz.terminal.views.output import console

        console().print(decks_view(deck_rows(world)))
