"""kgquiz formats: what can be taken in and given out."""

from __future__ import annotations

import typer

from kgquiz.messages import N_
from kgquiz.terminal.options import AsJson
from kgquiz.terminal.output import print_result

HELP = N_("List the formats of other programs, and what each of them can hold.")
EXAMPLE = "kgquiz formats"


def command(
    context: typer.Context,
    as_json: AsJson = False,
) -> None:
    """One table."""
    from kgquiz.actions.formats.listing import format_rows
    from kgquiz.terminal.formats.views import formats_value, formats_view

    del context
    rows = format_rows()
    print_result(formats_value(rows), lambda: formats_view(rows), as_json=as_json)
