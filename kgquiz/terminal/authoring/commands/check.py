"""kgquiz check: find what is wrong or weak in content and decks."""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from kgquiz.errors import ExitCode, KgquizError
from kgquiz.lang import _, ngettext, say
from kgquiz.messages import N_
from kgquiz.terminal.options import AsJson
from kgquiz.terminal.output import print_lines, tell

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kgquiz.actions.authoring.check import CheckReport
    from kgquiz.actions.world import World


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
    watch: Annotated[
        bool, typer.Option("--watch", help=_("Check again whenever a file is saved, until Ctrl-C."))
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
    if watch:
        _watch(context.obj.world, tuple(files or ()))
    report = check.check(context.obj.world, tuple(files or ()))
    print_lines(problem_rows(report), [*problem_lines(report), _total(report)], as_json=as_json)
    if report.errors or (strict and report.warnings):
        raise typer.Exit(ExitCode.PROBLEMS)


def _total(report: CheckReport) -> str:
    return _("{files}: {errors}, {warnings}.").format(
        files=ngettext("{n} file", "{n} files", len(report.files)),
        errors=ngettext("{n} error", "{n} errors", report.errors),
        warnings=ngettext("{n} warning", "{n} warnings", report.warnings),
    )


EVERY = 0.5
"""Seconds between two looks at the files."""


def _watch(world: World, names: tuple[str, ...]) -> NoReturn:
    """Print what is found, and once more after each save; only Ctrl-C ends it."""
    from kgquiz.actions.authoring import check
    from kgquiz.actions.library.decks import stamp_of
    from kgquiz.terminal.authoring.problems_view import problem_lines

    before: Sequence[object] = ()
    while True:
        try:
            stamps = [stamp_of(file) for file in check.files_to_check(world, names)]
            if stamps != before:
                report = check.check(world, names)
                tell(
                    "\n".join(
                        [
                            f"— {world.now():%H:%M:%S}",
                            *problem_lines(report),
                            _total(report),
                        ]
                    )
                )
                sys.stdout.flush()
            before = stamps
        except KgquizError as error:  # a file that is gone for a moment while an editor saves it
            if not before:
                raise
            tell(say(error.message), err=True)
        time.sleep(EVERY)
