"""kgquiz backup: a copy of everything, now."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kgquiz.lang import _
from kgquiz.lang.spelling import short_day
from kgquiz.messages import N_
from kgquiz.terminal.options import AsJson
from kgquiz.terminal.output import busy, print_lines

if TYPE_CHECKING:
    from kgquiz.actions.sharing.thinning import Backup

HELP = N_("Make a backup of your progress: answers, plan, exams and settings in one file.")
EXAMPLE = "kgquiz backup"


def command(
    context: typer.Context,
    file: Annotated[
        Path | None,
        typer.Argument(metavar="FILE", help=_("The new file, or a folder; without it, the folder of backups.")),
    ] = None,
    listed: Annotated[bool, typer.Option("--list", help=_("Show the backups there are."))] = False,
    as_json: AsJson = False,
) -> None:
    """Make one and say where; or list them."""
    from kgquiz.actions.sharing.backups import back_up, backups
    from kgquiz.terminal.sharing.words import contents_words, size_words

    if listed:
        found = backups(context.obj.world)
        value = [{"path": one.path, "made": one.made.isoformat(), "size": one.size} for one in found]
        lines = [_line(one) for one in found] or [_("There is no backup yet. Make one: kgquiz backup")]
        print_lines({"backups": value}, lines, as_json=as_json)
        return
    with busy(_("Keeping a backup…"), quiet=as_json):
        made = back_up(context.obj, file)
    told = _("Backed up and checked: {what} ({size})").format(
        what=contents_words(made.holds), size=size_words(made.size)
    )
    print_lines({**_value(made)}, [told, f"  {made.path}"], as_json=as_json)


def _value(made: object) -> dict[str, object]:
    from kgquiz.terminal.output import plain

    found: dict[str, object] = plain(made)
    return found


def _line(one: Backup) -> str:
    from kgquiz.terminal.sharing.words import size_words

    made = one.made.astimezone()
    return f"{short_day(made.date())} {made:%H:%M}  {size_words(one.size)}  {one.path}"
