"""kgquiz write: a content file or deck with its cards in view while it is written."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from kgquiz.errors import ExitCode
from kgquiz.lang import _
from kgquiz.messages import N_
from kgquiz.terminal.options import AsJson, Plain
from kgquiz.terminal.output import print_lines

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kgquiz.actions.authoring.writing import Draft

HELP = N_("Write a content file or deck with its cards in view: drawn anew whenever it is saved.")
EXAMPLE = "kgquiz write content/ch6.yaml"


def command(
    context: typer.Context,
    file: Annotated[
        str | None,
        typer.Argument(
            metavar="FILE", help=_("A content file or deck; the one saved last in content/ if none is given.")
        ),
    ] = None,
    plain: Plain = False,
    as_json: AsJson = False,
) -> None:
    """The full screen, or the cards and what is told of them as lines."""
    from kgquiz.actions.authoring.writing import file_to_write, look
    from kgquiz.terminal.interactive import has_screen

    world = context.obj.world
    path = file_to_write(world, file)
    if has_screen(plain=plain) and not as_json:
        from kgquiz.terminal.authoring.writer import write_along

        write_along(world, path)
        return
    draft = look(world, path)
    print_lines(_values(draft), _lines(draft), as_json=as_json)
    if draft.errors:
        raise typer.Exit(ExitCode.PROBLEMS)


def _lines(draft: Draft) -> Iterator[str]:
    from kgquiz.terminal.authoring.preview import card_lines, problem_line

    for one in draft.cards:
        yield from card_lines(one, draft.deck)
        yield ""
    told = {problem for one in draft.cards for problem in one.problems}
    yield from (f"! {problem_line(problem)}" for problem in draft.problems if problem not in told)


def _values(draft: Draft) -> dict[str, object]:
    names = ("line", "rule", "why", "remedy", "is_error")
    return {
        "file": draft.path,
        "cards": [
            {
                "card": one.card.id,
                "line": one.line,
                "type": one.card.type,
                "question": one.card.question(),
                "solution": one.card.solution(),
            }
            for one in draft.cards
        ],
        "problems": [{name: getattr(problem, name) for name in names} for problem in draft.problems],
    }
