"""kgquiz sync: several devices, one history."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kgquiz.lang import _, say
from kgquiz.messages import N_
from kgquiz.terminal.options import AsJson
from kgquiz.terminal.output import busy, print_lines

if TYPE_CHECKING:
    from kgquiz.actions.sharing.sync import Synced

HELP = N_("Share one history between your devices: through a stick, Syncthing, a cloud drive, or your school's server.")
EXAMPLE = "kgquiz sync ~/Sync/kgquiz"


def command(
    context: typer.Context,
    place: Annotated[
        str, typer.Argument(metavar="FOLDER|URL", help=_("The folder that all your devices see, or postgresql://…"))
    ],
    as_json: AsJson = False,
) -> None:
    """Read, add, tell."""
    from kgquiz.actions.sharing.meeting import is_server
    from kgquiz.actions.sharing.sync import sync, sync_with_server
    from kgquiz.terminal.sharing.password import asked_password

    if is_server(place):
        done = sync_with_server(context.obj, place, asked_password)
    else:
        with busy(_("Comparing with the folder…"), quiet=as_json):
            done = sync(context.obj, Path(place).expanduser())
    print_lines(done, _lines(done), as_json=as_json)


def _lines(done: Synced) -> Iterator[str]:
    yield _("Received: {received}, sent: {sent}; other files there: {others}.").format(
        received=done.received, sent=done.sent, others=done.others
    )
    if done.exams:
        yield _("Exams that came or went: {n}.").format(n=done.exams)
    if names := list(_named(done.settings)):
        yield _("Settings brought together: {names}").format(names=", ".join(names))
    yield from map(say, done.told)


def _named(settings: tuple[str, ...]) -> Iterator[str]:
    """As `kgquiz settings` names them, or in words; what nobody can set is passed over."""
    words = {
        "weights": _("the fitted memory"),
        "plan": _("the plan"),
        "results": _("the results of exams"),
        "person": "",
    }
    return filter(None, (words.get(name, name) for name in settings))
