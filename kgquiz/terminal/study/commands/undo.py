"""kgquiz undo: take back the last answer."""

from __future__ import annotations

import typer

from kgquiz.lang import _
from kgquiz.messages import N_
from kgquiz.terminal.options import AsJson
from kgquiz.terminal.output import print_lines

HELP = N_("Take back the last answer or suspension; can be repeated.")
EXAMPLE = "kgquiz undo"


def command(
    context: typer.Context,
    as_json: AsJson = False,
) -> None:
    """Undo, say what."""
    from kgquiz.actions.study.undo import undo_last

    undone = undo_last(context.obj)
    words = _("Taken back: {kind} of {card}.").format(kind=_(undone.kind.value), card=undone.card)
    if undone.attempt:
        words = _("Taken back: all that the exam taught your memory. Its report says so.")
    print_lines(undone, [words], as_json=as_json)


_KINDS = (N_("review"), N_("suspend"), N_("resume"), N_("amend"))
