"""kgquiz settings: show or change what can be chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from kgquiz.lang import _
from kgquiz.lang.spelling import number
from kgquiz.messages import N_
from kgquiz.terminal import completion
from kgquiz.terminal.options import AsJson
from kgquiz.terminal.output import print_lines

if TYPE_CHECKING:
    from kgquiz.actions.settings import SettingRow

HELP = N_("Show the settings, or change one.")
EXAMPLE = "kgquiz settings retention 0.85"


def command(
    context: typer.Context,
    name: Annotated[
        str,
        typer.Argument(metavar="NAME", help=_("The setting to show or change."), autocompletion=completion.settings),
    ] = "",
    value: Annotated[
        str | None,
        typer.Argument(
            metavar="VALUE",
            help=_("Its new value; “default” goes back to what it was at first."),
            autocompletion=completion.setting_values,
        ),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Change where asked, then show."""
    from kgquiz.actions.settings import change_setting, settings_rows

    if name and value is not None:
        change_setting(context.obj, name, value)
    rows = settings_rows(context.obj, name)
    print_lines(rows, [_line(row) for row in rows], as_json=as_json)


def _line(row: SettingRow) -> str:
    value = row.value if isinstance(row.value, str) else number(row.value)
    return f"{row.name} = {value}  ({_(row.does)})"
