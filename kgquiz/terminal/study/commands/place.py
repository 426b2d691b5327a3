"""kgquiz place: start from what one knows."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import typer

from kgquiz.actions.desk import Desk
from kgquiz.errors import ExitCode
from kgquiz.lang import _, ngettext
from kgquiz.lang.spelling import percent
from kgquiz.messages import N_
from kgquiz.terminal.home.first_language import asked_first, nothing_first
from kgquiz.terminal.options import AsJson, Decks, Plain
from kgquiz.terminal.output import busy, print_lines

if TYPE_CHECKING:
    from kgquiz.actions.study.place import Placed

HELP = N_("Find out in 15 to 25 questions what you know already, and start from there.")
EXAMPLE = "kgquiz place ch1"


def command(
    context: typer.Context,
    decks: Decks = None,
    plain: Plain = False,
    as_json: AsJson = False,
) -> None:
    """Ask, then tell what is known."""
    before = asked_first(context, plain=plain)
    play_place(context.obj, tuple(decks or ()), plain=plain, as_json=as_json, before=before)


def play_place(
    desk: Desk,
    decks: tuple[str, ...],
    *,
    plain: bool = False,
    as_json: bool = False,
    before: Callable[[], None] = nothing_first,
) -> None:
    """The test from start to what it says; `before` its first card, that."""
    from kgquiz.actions.study.place import start_place
    from kgquiz.terminal.interactive import play
    from kgquiz.terminal.study.flow import study_flow

    with busy(_("Looking for your cards…"), quiet=as_json or plain):
        sitting = start_place(desk, decks)
    before()
    is_interrupted = False
    try:
        play(study_flow(sitting), plain=plain, aside=as_json)
    except KeyboardInterrupt:
        is_interrupted = True
    placed = sitting.finish()
    print_lines(placed, _lines(placed), as_json=as_json)
    if is_interrupted:
        raise typer.Exit(ExitCode.INTERRUPTED)


def _lines(placed: Placed) -> Iterator[str]:
    if not placed.answers:
        yield _("No answers this time; nothing has changed.")
        return
    if not placed.is_done:
        yield ngettext(
            "Left after {n} answer: too early to say what you know. Start again: kgquiz place",
            "Left after {n} answers: too early to say what you know. Start again: kgquiz place",
            placed.answers,
        )
        return
    yield _("You know about {share}, very likely between {low} and {high}.").format(
        share=percent(placed.known.mean), low=percent(placed.known.low), high=percent(placed.known.high)
    )
    for one in placed.sections:
        yield f"  {percent(one.known)} ({percent(one.low)} – {percent(one.high)})  {one.deck} · {one.title}"
    if placed.ahead:
        yield ngettext(
            "{n} item that you probably know gets its first check some days ahead.",
            "{n} items that you probably know get their first check some days ahead.",
            placed.ahead,
        )
