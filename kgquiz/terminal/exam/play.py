"""An exam from its cover to its report, on whichever stage there is."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import Any

import typer

from kgquiz.actions.desk import Desk
from kgquiz.actions.exam.papers import ExamOptions
from kgquiz.actions.exam.results import Result, attempt_document, finish_exam
from kgquiz.actions.exam.sitting import ExamSitting, begin_exam, open_exams, prepare_exam, resume_exam
from kgquiz.errors import ExitCode
from kgquiz.lang import _
from kgquiz.terminal.exam.cover_flow import cover_flow
from kgquiz.terminal.exam.flow import exam_flow
from kgquiz.terminal.exam.open_flow import Wish, open_exam_flow
from kgquiz.terminal.exam.report_view import report_view
from kgquiz.terminal.exam.scenes import ReportScene
from kgquiz.terminal.home.first_language import nothing_first
from kgquiz.terminal.interactive import has_screen, play
from kgquiz.terminal.output import busy, console, print_json, print_result, tell
from kgquiz.terminal.scene import Flow
from kgquiz.terminal.sharing.after import keep_safe


def begin(
    desk: Desk,
    options: ExamOptions,
    *,
    plain: bool,
    aside: bool = False,
    before: Callable[[], None] = nothing_first,
) -> ExamSitting | None:
    """Show the cover; None when the student would rather not. While another is open, it is asked about first.

    `before` all that, once it is sure that there is an exam, that is done.
    """
    with busy(_("Drawing the items…"), quiet=plain or aside):
        prepared = prepare_exam(desk, options)
    before()
    left = open_exams(desk)
    asking = open_exam_flow(left, prepared.ready.blueprint.title)
    wish = play(asking, plain=plain, aside=aside) if left else Wish()
    if wish is None:
        return None
    if wish.number is not None:
        return gone_on(desk, wish)
    return begin_exam(desk, prepared) if play(cover_flow(prepared), plain=plain, aside=aside) else None


def gone_on(desk: Desk, wish: Wish) -> ExamSitting:
    """An exam that was left, handed in where that is wished."""
    sitting = resume_exam(desk, wish.number)
    if wish.hand_in:
        sitting.hand_in()
    return sitting


def play_exam(sitting: ExamSitting, *, plain: bool, as_json: bool) -> None:
    """Sit to the end and report; leaving, also by Ctrl-C, says how to come back."""
    try:
        is_done = play(exam_flow(sitting), plain=plain, aside=as_json)
    except KeyboardInterrupt:
        tell_left(sitting, as_json=as_json)
        raise typer.Exit(ExitCode.INTERRUPTED) from None
    if not is_done:
        tell_left(sitting, as_json=as_json)
        return
    show_result(finish_exam(sitting), as_json=as_json, plain=plain)
    keep_safe(sitting.desk, quiet=as_json or plain)


def _is_longer_than_the_screen(result: Result) -> bool:
    """Whether its head, with the mark, would scroll away."""
    screen = console()
    return len(screen.render_lines(report_view(result))) >= screen.size.height


def _report_flow(result: Result) -> Flow[None]:
    """The report from its head on, to be scrolled; it is printed behind it all the same, to look back at."""
    yield ReportScene(result)


def show_result(result: Result, *, as_json: bool, plain: bool = False) -> None:
    """The report, for people or programs; where its head would scroll away, first on a page of its own."""
    if has_screen(plain=plain) and not as_json and _is_longer_than_the_screen(result):
        with suppress(KeyboardInterrupt):  # it is saved; only its page is left
            play(_report_flow(result), plain=plain)
    print_result(attempt_document(result), lambda: report_view(result), as_json=as_json, plain_words=plain)


def tell_left(sitting: ExamSitting | None, *, as_json: bool) -> None:
    """How to come back to an exam that she left, for people and for programs; None where she did not begin."""
    if sitting is not None:
        tell(_left(sitting), err=as_json)
    if as_json:
        print_json(left_document(sitting))


def left_document(sitting: ExamSitting | None) -> dict[str, Any]:
    """What stands in the place of the report of an exam that was left; without a number where it was not begun."""
    if sitting is None:
        return {"unfinished": True, "number": None, "exam": None, "answered": 0, "items": 0, "handed_in": False}
    return {
        "unfinished": True,
        "number": sitting.number,
        "exam": sitting.blueprint.exam,
        "answered": sitting.answered(),
        "items": len(sitting.items),
        "handed_in": sitting.attempt.is_over,
    }


def _left(sitting: ExamSitting) -> str:
    if sitting.attempt.is_over:
        return _("Handed in. Mark your open questions with “kgquiz exam --resume” to see the report.")
    if sitting.blueprint.clock == "running":
        return _("Every answer is saved, and the clock goes on. Come back with “kgquiz exam --resume”.")
    return _("Every answer is saved, and the clock has stopped. Come back with “kgquiz exam --resume”.")
