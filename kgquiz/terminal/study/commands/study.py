"""kgquiz study: one sitting with the cards."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated

import typer

from kgquiz.actions.desk import Desk
from kgquiz.errors import ExitCode, NothingToDo
from kgquiz.lang import _, say
from kgquiz.messages import N_
from kgquiz.terminal import completion
from kgquiz.terminal.home.first_language import asked_first, nothing_first
from kgquiz.terminal.options import Decks, Plain, Where
from kgquiz.terminal.output import busy, print_result, tell

if TYPE_CHECKING:
    from kgquiz.actions.study.queue import StudyOptions
    from kgquiz.actions.study.sitting import StudySitting, Summary

HELP = N_("Answer what is due, then new cards. Every answer is saved at once.")
EXAMPLE = "kgquiz study ch1 --new 10 --limit 30"


def command(
    context: typer.Context,
    decks: Decks = None,
    new: Annotated[
        int | None,
        typer.Option(min=0, help=_("New cards in this sitting, instead of what is left of the day's share.")),
    ] = None,
    limit: Annotated[
        int | None,
        typer.Option(min=1, help=_("Cards in this sitting at most.")),
    ] = None,
    types: Annotated[
        list[str] | None,
        typer.Option(
            "--type",
            metavar="TYPE",
            help=_("Only cards of this type; several with commas: typed,cloze."),
            autocompletion=completion.card_types,
        ),
    ] = None,
    cram: Annotated[bool, typer.Option("--cram", help=_("Drill without touching the schedule."))] = False,
    no_plan: Annotated[
        bool, typer.Option("--no-plan", help=_("By due days, although a plan for an exam is set."))
    ] = False,
    order: Annotated[
        str | None,
        typer.Option(
            metavar="book|mixed|best",
            help=_("New cards as the book has them, chapters and types mixed, or the quickest first."),
        ),
    ] = None,
    where: Where = "",
    minutes: Annotated[
        int | None,
        typer.Option(min=1, max=600, help=_("End the sitting after so many minutes, with the card on show.")),
    ] = None,
    plain: Plain = False,
    as_json: Annotated[bool, typer.Option("--json", help=_("Print the summary as JSON at the end."))] = False,
) -> None:
    """Play a sitting and show what it came to."""
    from kgquiz.actions.study.queue import StudyOptions

    options = StudyOptions(tuple(decks or ()), new, limit, tuple(types or ()), cram, not no_plan, order, where, minutes)
    play_study(context.obj, options, plain=plain, as_json=as_json, before=asked_first(context, plain=plain))


def play_study(
    desk: Desk,
    options: StudyOptions,
    *,
    plain: bool = False,
    as_json: bool = False,
    before: Callable[[], None] = nothing_first,
) -> bool:
    """A sitting from start to summary, and what it missed again as often as she likes; `before` its first card, that.

    Whether what it left on the screen is still to be read: not, where she left the summary herself.
    """
    from kgquiz.actions.study.sitting import missed_again, start_study

    with busy(_("Looking for your cards…"), quiet=as_json or plain):
        sitting = start_study(desk, options)
    before()
    summary = _played(sitting, plain=plain, as_json=as_json)
    if as_json or not summary.missed_cards:
        return not summary.missed_cards
    from kgquiz.terminal.interactive import play
    from kgquiz.terminal.study.again import QUERIES, again_flow  # not before the first card is shown

    while summary.missed_cards and (deed := play(again_flow(summary), plain=plain)):
        try:
            sitting = start_study(desk, _all_that(QUERIES[deed])) if deed in QUERIES else missed_again(sitting)
        except NothingToDo as error:
            tell(say(error.message))
            continue
        summary = _played(sitting, plain=plain)
    return not summary.missed_cards


def _all_that(query: str) -> StudyOptions:
    """What fits a query of cards that she has met."""
    from kgquiz.actions.study.queue import StudyOptions

    return StudyOptions(where=query, new=0)


def _played(sitting: StudySitting, *, plain: bool, as_json: bool = False) -> Summary:
    """A sitting to its end and its summary, shown; Ctrl-C ends it with the summary too."""
    from kgquiz.terminal.interactive import play
    from kgquiz.terminal.study.flow import study_flow

    is_interrupted = False
    try:
        play(study_flow(sitting), plain=plain, aside=as_json)
    except KeyboardInterrupt:
        is_interrupted = True
    from kgquiz.terminal.study.summary_view import summary_view  # not before the first card is shown

    summary = sitting.summary()
    print_result(summary, lambda: summary_view(summary, interrupted=is_interrupted), as_json=as_json, plain_words=plain)
    from kgquiz.terminal.sharing.after import keep_safe  # not before the first card is shown

    keep_safe(sitting.desk, quiet=as_json or plain)
    if is_interrupted:
        raise typer.Exit(ExitCode.INTERRUPTED)
    return summary
