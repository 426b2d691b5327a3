"""Doing what was wished at home, each at a desk of its own."""

from __future__ import annotations

from kgquiz.actions.desk import Desk
from kgquiz.lang import _
from kgquiz.terminal.home.wishes import (
    ForgetPlan,
    NoteMark,
    PlacementTest,
    Resume,
    SetPlan,
    ShowDecks,
    ShowPlan,
    Sit,
    Speak,
    Study,
    TryAgain,
    Wish,
)
from kgquiz.terminal.output import busy, console, tell
from kgquiz.terminal.speaking import speak


def do(desk: Desk, wish: Wish) -> bool:
    """Do it; whether it left something to read on the screen."""
    match wish:
        case Study(options):
            from kgquiz.terminal.study.commands.study import play_study

            return play_study(desk, options)
        case PlacementTest(decks):
            from kgquiz.terminal.study.commands.place import play_place

            play_place(desk, decks)
        case Sit(names):
            return _sit(desk, names)
        case Resume(number):
            from kgquiz.actions.exam.sitting import resume_exam
            from kgquiz.terminal.exam.play import play_exam

            play_exam(resume_exam(desk, number), plain=False, as_json=False)
        case NoteMark(mark):
            from kgquiz.actions.plan.report import note_result
            from kgquiz.terminal.plan.view import result_line

            tell(_("Noted. ") + result_line(note_result(desk, mark)))
        case ShowDecks():
            _show_decks(desk)
        case Speak(language):
            speak(desk, language)
            return False
        case TryAgain():
            return False
        case _:
            return _plan(desk, wish)
    return True


def _sit(desk: Desk, names: tuple[str, ...]) -> bool:
    from kgquiz.actions.exam.papers import ExamOptions
    from kgquiz.terminal.exam.play import begin, play_exam

    sitting = begin(desk, ExamOptions(names), plain=False)
    if sitting is None:
        return False
    play_exam(sitting, plain=False, as_json=False)
    return True


def _plan(desk: Desk, wish: SetPlan | ShowPlan | ForgetPlan) -> bool:
    from kgquiz.actions.plan.day import change_plan, clear_plan

    if isinstance(wish, ForgetPlan):
        clear_plan(desk)
        tell(_("The plan is forgotten; cards come back by plain retention again."))
        return True
    if isinstance(wish, SetPlan):
        change_plan(desk, wish.fields)
    if isinstance(wish, ShowPlan) or wish.shown:
        _show_plan(desk)
        return True
    return False


def _show_plan(desk: Desk) -> None:
    from kgquiz.actions.plan.report import plan_report
    from kgquiz.terminal.plan.view import plan_view

    with busy(_("Working out the plan…")):
        report = plan_report(desk)
    console().print(plan_view(report))


def _show_decks(desk: Desk) -> None:
    from kgquiz.actions.library.listing import deck_rows
    from kgquiz.terminal.authoring.decks_view import decks_view

    console().print(decks_view(deck_rows(desk)))
