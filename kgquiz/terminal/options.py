"""The arguments and options that several verbs share. Their help is put into words when the verb is built."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kgquiz.messages import N_
from kgquiz.terminal import completion

Decks = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="DECK",
        help=N_("Deck names, YAML files or folders; all decks if none is given."),
        autocompletion=completion.decks,
    ),
]
AsJson = Annotated[bool, typer.Option("--json", help=N_("Print JSON."))]
Plain = Annotated[bool, typer.Option("--plain", help=N_("Line by line, without a full screen."))]
Known = Annotated[
    list[Path] | None,
    typer.Option(
        "--known",
        metavar="FOLDER",
        help=N_("Exported exams of a class: by how hard its cards were the paper is balanced."),
    ),
]
Where = Annotated[
    str,
    typer.Option(
        "--where",
        metavar="QUERY",
        help=N_("Only cards that fit, as “kgquiz cards” finds them: “is:missed section:s2”."),
        autocompletion=completion.filters,
    ),
]
