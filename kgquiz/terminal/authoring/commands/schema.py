"""kgquiz schema: the formats for editors."""

from __future__ import annotations

from typing import Annotated

import typer

from kgquiz.errors import NotFound
from kgquiz.lang import _
from kgquiz.messages import N_
from kgquiz.terminal import completion

HELP = N_("Print the JSON Schema of a format, for editors that complete and check while you type.")
EXAMPLE = "kgquiz schema deck > deck.schema.json"


def command(
    which: Annotated[
        str, typer.Argument(metavar="FORMAT", help=_("content or deck."), autocompletion=completion.formats)
    ] = "deck",
) -> None:
    """Print one schema."""
    from kgquiz.actions.authoring.schema import SCHEMAS
    from kgquiz.terminal.output import print_document

    if which not in SCHEMAS:
        raise NotFound(N_("There is no format '{name}'. There are: {known}."), name=which, known=", ".join(SCHEMAS))
    print_document(SCHEMAS[which]())
