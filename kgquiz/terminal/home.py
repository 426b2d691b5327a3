"""`kgquiz` alone: what is due, what is new, what to do next; a menu on a terminal, a summary in a pipe."""

from __future__ import annotations

import typer

from kgquiz.actions.due import due_report
from kgquiz.actions.world import World
from kgquiz.lang import _
from kgquiz.terminal.commands.due import due_words
from kgquiz.terminal.interactive import has_screen


def show_home(world: World) -> None:
    """The day at a glance, then the menu where there is a terminal."""
    report = due_report(world)
    typer.echo(due_words(report.due, report.new, report.answered, report.due_tomorrow))
    if has_screen():
        _menu(world)
    else:
        typer.echo(_next_step(report.due, report.new))


def _next_step(due: int, new: int) -> str:
    if due or new:
        return _("Next: kgquiz study")
    return _("Done for today. To go on all the same: kgquiz study --new 10, or kgquiz study --cram")


def _menu(world: World) -> None:
    import questionary

    from kgquiz.actions.study import StudyOptions
    from kgquiz.terminal.commands.study import play_study

    study, more, cram, decks, leave = (
        _("Study what is due"),
        _("Ten more new cards"),
        _("Drill without the schedule"),
        _("Decks"),
        _("Leave"),
    )
    chosen = questionary.select(_("What next?"), choices=[study, more, cram, decks, leave]).ask()
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
