"""kgquiz tune: memory weights of one's own."""

from __future__ import annotations

from typing import Annotated

import typer

from kgquiz.lang import _, say
from kgquiz.messages import N_
from kgquiz.terminal.options import AsJson
from kgquiz.terminal.output import busy, print_lines

HELP = N_("Fit the memory model to your own answers; adopted only if it predicts them better.")
EXAMPLE = "kgquiz tune"


def command(
    context: typer.Context,
    undo: Annotated[bool, typer.Option("--undo", help=_("Go back to the weights before the last change."))] = False,
    show: Annotated[bool, typer.Option("--show", help=_("Show the weights in use and those before."))] = False,
    as_json: AsJson = False,
) -> None:
    """Fit, undo or show."""
    from kgquiz.actions.plan.tune import tune_weights, untune, weights_report
    from kgquiz.terminal.plan.tune_view import history_lines, transfer_lines, tuned_lines

    if show:
        report = weights_report(context.obj)
        print_lines(report, history_lines(report), as_json=as_json)
        return
    if undo:
        words = _("The weights before are in use again; all due days are replayed.")
        print_lines(untune(context.obj), [words], as_json=as_json)
        return
    with busy(_("Fitting…"), quiet=as_json):
        tuned = tune_weights(context.obj)
    print_lines(tuned, [say(tuned.sentence), *tuned_lines(tuned), *transfer_lines(tuned.transfer)], as_json=as_json)
