"""kgquiz where: the paths of everything."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import typer

from kgquiz.lang import _
from kgquiz.messages import N_
from kgquiz.terminal.options import AsJson
from kgquiz.terminal.output import print_lines

if TYPE_CHECKING:
    from kgquiz.actions.library.where import FilePlace

HELP = N_("Show where your progress, settings and decks are.")
EXAMPLE = "kgquiz where"


def command(
    context: typer.Context,
    as_json: AsJson = False,
) -> None:
    """Print every path with what is there."""
    from kgquiz.actions.library.where import places

    found = places(context.obj.world)
    print_lines(
        {place.name: {"path": place.path, "exists": place.exists} for place in found},
        [line for place in found for line in _lines(place)],
        as_json=as_json,
    )


def _lines(place: FilePlace) -> Iterator[str]:
    """The path on a line of its own, so that it can be copied whole."""
    yield f"{_(place.holds)}:" if place.exists else _("{what} (not there yet):").format(what=_(place.holds))
    yield f"  {place.path}"
