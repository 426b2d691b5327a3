"""kgquiz settings: show or change what can be chosen."""

from __future__ import annotations

from typing import Annotated

import typer

from kgquiz.lang import _
from kgquiz.messages import N_

NAME = "settings"
HELP = N_("Show the settings, or change one.")
EXAMPLE = "kgquiz settings retention 0.85"


def command(
    context: typer.Context,
    name: Annotated[str, typer.Argument(metavar="NAME", help=_("The setting to change."))] = "",
    value: Annotated[str, typer.Argument(metavar="VALUE", help=_("Its new value."))] = "",
    as_json: Annotated[bool, typer.Option("--json", help=_("Print JSON."))] = False,
) -> None:
    """Change where asked, then show."""
    from kgquiz.actions.settings import change_setting, settings_rows

    if name and not value:
        raise typer.BadParameter(_("Give a value too."), param_hint="VALUE")
    if name:
        change_setting(context.obj, name, value)
    rows = settings_rows(context.obj)
    if as_json:
        from kgquiz.terminal.views.output import print_json

        print_json(rows)
        return
    for row in rows:
        typer.echo(f"{row.name} = {row.value}  ({_(row.does)})")
