"""kgquiz check: find what is wrong or weak in content and decks."""

from __future__ import annotations

from typing import Annotated

import typer

from kgquiz.errors import ExitCode
from kgquiz.lang import _, ngettext
from kgquiz.messages import N_
from kgquiz.terminal.options import AsJson
from kgquiz.terminal.output import print_lines

HELP = N_("Find mistakes and weak items in content, decks and exam blueprints.")
EXAMPLE = "kgquiz check content/ch1.yaml"


def command(
    context: typer.Context,
    files: Annotated[
        list[str] | None,
        typer.Argument(metavar="FILE", help=_("Files, folders or deck names; content/ and decks/ if none is given.")),
    ] = None,
    overruled: Annotated[
        bool, typer.Option("--overruled", help=_("List the answers whose marking students overruled."))
    ] = False,
    suggest: Annotated[
        bool,
        typer.Option("--suggest", help=_("Say what to add to the cards, by the answers that were given.")),
    ] = False,
    strict: Annotated[bool, typer.Option("--strict", help=_("Warnings fail too."))] = False,
    as_json: AsJson = False,
) -> None:
    """Check, print every finding, fail on errors."""
    from kgquiz.actions.authoring import check
    from kgquiz.terminal.authoring.problems_view import overrule_lines, problem_lines, problem_rows, suggestion_lines

    if suggest:
        from kgquiz.actions.authoring.suggest import suggested

        found = suggested(context.obj, tuple(files or ()))
        print_lines(found, suggestion_lines(found), as_json=as_json)
        return
    if overruled:
        rows = check.overrules(context.obj)
        print_lines(rows, overrule_lines(rows), as_json=as_json)
        return
    report = check.check(context.obj.world, tuple(files or ()))
    total = _("{files}: {errors}, {warnings}.").format(
        files=ngettext("{n} file", "{n} files", len(report.files)),
        errors=ngettext("{n} error", "{n} errors", report.errors),
        warnings=ngettext("{n} warning", "{n} warnings", report.warnings),
    )
    print_lines(problem_rows(report), [*problem_lines(report), total], as_json=as_json)
    if report.errors or (strict and report.warnings):
        raise typer.Exit(ExitCode.PROBLEMS)
