"""kgquiz scan: answer sheets read from scans into a table."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kgquiz.errors import ExitCode
from kgquiz.lang import _, ngettext, say
from kgquiz.messages import N_, as_typed
from kgquiz.terminal.options import AsJson
from kgquiz.terminal.output import busy, print_lines, tell

if TYPE_CHECKING:
    from kgquiz.actions.exam.scanning import Doubt, ScanReport

HELP = N_("Read scanned answer sheets into a table of answers; whatever is not clear is left to you.")
EXAMPLE = "kgquiz scan scans papers -o class.csv"


def command(
    context: typer.Context,
    scans: Annotated[
        Path, typer.Argument(metavar="FOLDER", help=_("The folder of the scans, or one file: PDF, PNG, JPEG, TIFF."))
    ],
    papers: Annotated[
        list[str],
        typer.Argument(
            metavar="PAPER",
            help=_("The papers as files, written beside what was printed (final-A.yaml), or their folder."),
        ),
    ],
    output: Annotated[Path, typer.Option("--output", "-o", metavar="FILE", help=_("The table to write (CSV)."))],
    names: Annotated[
        Path | None,
        typer.Option(
            "--names", metavar="FILE", help=_("The names of the class, one a line, by the students' numbers.")
        ),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help=_("Replace a file that is there already."))] = False,
    as_json: AsJson = False,
) -> None:
    """One table, and a list of what is doubtful."""
    from kgquiz.actions.exam.entering import printed_papers
    from kgquiz.actions.exam.scanning import names_in, scan

    known = () if names is None else names_in(names)
    found = printed_papers(context.obj, papers)
    with busy(_("Reading the sheets …"), quiet=as_json):
        report = scan(scans, found, output, known, force=force)
    print_lines(report, _lines(report, papers), as_json=as_json)
    if report.file is None:
        tell(_("No page could be read, so nothing was written."), err=True)
        raise typer.Exit(ExitCode.BAD_CONTENT)


def _lines(report: ScanReport, papers: list[str]) -> Iterator[str]:
    yield from map(_doubt, report.doubts)
    if report.file is None:
        return
    yield ngettext("{n} page was read.", "{n} pages were read.", report.pages)
    yield ngettext("{n} student.", "{n} students.", report.students)
    yield _("{doubtful} of {n} answers are doubtful.").format(doubtful=report.doubtful, n=report.marks)
    yield _("Written: {path}").format(path=report.file)
    words = f"kgquiz exam enter {' '.join(map(as_typed, papers))} --answers {as_typed(report.file)}"
    if report.doubtful:
        yield _("Where “?” stands, write what the sheet says, in the table or by keyboard: {command}").format(
            command=f"{words} --student …"
        )
    else:
        yield _("Then: {command}").format(command=words)


def _doubt(doubt: Doubt) -> str:
    parts = [doubt.student and _("student {name}").format(name=doubt.student)]
    if doubt.sheet:
        parts.append(_("sheet {number}").format(number=doubt.sheet))
    if doubt.item:
        parts.append(_("item {number}").format(number=doubt.item))
    whose = ", ".join(filter(None, parts))
    return f"{doubt.place}: {whose}{': ' if whose else ''}{say(doubt.why)}"
