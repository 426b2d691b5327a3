"""kgquiz exam marks and appeal: a second examiner, and a student who thinks that the key is wrong."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kgquiz.errors import ExitCode
from kgquiz.lang import _, ngettext
from kgquiz.messages import N_
from kgquiz.terminal.options import AsJson, Plain
from kgquiz.terminal.output import print_lines, tell

if TYPE_CHECKING:
    from kgquiz.actions.exam.second_marking import OpenItem, SecondMarking
    from kgquiz.terminal.scene import Flow, Scene

MARKS_HELP = N_("Mark the open questions of an exported exam once more, as a second examiner.")
APPEAL_HELP = N_("Say that the key of an item is wrong; your instructor reads it in the exported file.")


def marks(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help=N_("An exported exam."))],
    by: Annotated[str, typer.Option("--by", metavar="NAME", help=N_("Who marks it."))] = "",
    plain: Plain = False,
    as_json: AsJson = False,
) -> None:
    """Item by item; every mark is kept at once."""
    from kgquiz.actions.exam.second_marking import keep_second, second_marking
    from kgquiz.terminal.exam.words import percent
    from kgquiz.terminal.interactive import play

    at = context.obj.world.now().isoformat(timespec="seconds")
    marking = second_marking(file)
    before = marking.document["mark"]["share"]
    is_interrupted = False
    try:
        marking = play(_flow(marking, lambda one: keep_second(one, by, at)), plain=plain, aside=as_json)
    except KeyboardInterrupt:
        tell(_("What was entered is kept. The same command goes on where you stopped."), err=as_json)
        marking, is_interrupted = second_marking(file), True
    left = sum(item.given is None for item in marking.items)
    lines = [
        _("The student's mark {before}, after the second marking {after}.").format(
            before=percent(before), after=percent(marking.mark)
        )
    ]
    if left:
        lines.append(
            ngettext(
                "{n} item is still as the student marked it.", "{n} items are still as the student marked them.", left
            )
        )
    print_lines(
        {"file": file, "before": before, "after": marking.mark, "items": marking.given, "left": left},
        lines,
        as_json=as_json,
    )
    if is_interrupted:
        raise typer.Exit(ExitCode.INTERRUPTED)


def _flow(marking: SecondMarking, keep: Callable[[SecondMarking], None]) -> Flow[SecondMarking]:
    """Open questions in their order; those that are marked already come only on the way back."""
    from kgquiz.actions.exam.second_marking import share_typed
    from kgquiz.terminal.scene import Answered, Command

    place = next((n for n, item in enumerate(marking.items) if item.given is None), 0)
    while place < len(marking.items):
        item = marking.items[place]
        reply = yield _scene(item, place, len(marking.items))
        if reply is Command.QUIT:
            break
        if reply is Command.BACK:
            place = max(0, place - 1)
        elif isinstance(reply, Answered):
            marking = marking.with_share(item, share_typed(item, reply.answer[0]))
            keep(marking)
            place += 1
    return marking


def _scene(item: OpenItem, place: int, items: int) -> Scene:
    from kgquiz.actions.exam.second_marking import share_typed
    from kgquiz.terminal.exam.preview_view import lettered
    from kgquiz.terminal.exam.words import number_word
    from kgquiz.terminal.scenes.ask import AskScene

    title = _("Open question {place} of {items} · item {number}").format(
        place=place + 1, items=items, number=item.number
    )
    own = _("The student gave herself {points} of {worth} points.").format(
        points=number_word(item.own * item.worth), worth=number_word(item.worth)
    )
    said = [
        item.prompt,
        "",
        _("Her answer: {answer}").format(answer=item.answer or "–"),
        "",
        *lettered(item.points),
        "",
        own,
    ]
    said.append(_("Which points are there? Letters, or points as a number."))
    given = "" if item.given is None else f"{round(item.given * item.worth, 3):g}"
    return AskScene(title, said, lambda text: share_typed(item, text), usual=given)


def appeal(
    context: typer.Context,
    item: Annotated[int, typer.Argument(metavar="NUMBER", min=1, help=N_("The number of the item in the exam."))],
    reason: Annotated[str, typer.Argument(metavar="TEXT", help=N_("Why the key is wrong; empty takes it back."))],
    exam: Annotated[
        int | None,
        typer.Option("--exam", metavar="NUMBER", help=N_("The number of the exam; the last one if none is given.")),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """One line."""
    from kgquiz.actions.exam.results import appeal_item

    made = appeal_item(context.obj, exam, item, reason)
    line = (
        _("Taken back.") if not made.reason else _("Noted; it goes with “kgquiz exam export {n}”.").format(n=made.exam)
    )
    print_lines(made, [line], as_json=as_json)
