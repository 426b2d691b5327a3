"""kgquiz exam enter: answers given on paper, by keyboard or as a table."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kgquiz.errors import ExitCode, UsageProblem
from kgquiz.lang import _
from kgquiz.messages import N_, filled
from kgquiz.terminal.options import AsJson, Plain
from kgquiz.terminal.output import print_json, print_lines, tell

if TYPE_CHECKING:
    from kgquiz.actions.desk import Desk
    from kgquiz.actions.exam.answer_table import StudentRow
    from kgquiz.actions.exam.entering import ClassResults, PrintedPaper

HELP = N_("Enter the answers given on paper: a sheet by keyboard, or a class as a table (CSV).")

Papers = Annotated[
    list[str],
    typer.Argument(
        metavar="PAPER",
        help=N_("The papers as files, written beside what was printed (final-A.yaml), or their folder."),
    ),
]
Answers = Annotated[
    Path | None,
    typer.Option("--answers", metavar="FILE", help=N_("The table of a class: a row a student.")),
]


def enter(
    context: typer.Context,
    papers: Papers,
    answers: Answers = None,
    student: Annotated[
        str,
        typer.Option("--student", metavar="NAME", help=N_("Enter this student's sheet into the table by keyboard.")),
    ] = "",
    template: Annotated[
        Path | None, typer.Option("--template", metavar="FILE", help=N_("Write an empty table to fill in."))
    ] = None,
    to: Annotated[
        Path | None,
        typer.Option("--to", metavar="FOLDER", help=N_("Where a class's results go; “results” beside the table else.")),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help=N_("Replace a file that is there already."))] = False,
    plain: Plain = False,
    as_json: AsJson = False,
) -> None:
    """A table to fill in, a sheet by keyboard, or the results of a class."""
    from kgquiz.actions.exam.entering import enter_table, printed_papers, write_template

    desk = context.obj
    found = printed_papers(desk, papers)
    if student and answers is None:
        raise UsageProblem(N_("Name the table that the sheet of {student} goes into: --answers FILE"), student=student)
    if template is not None:
        path = write_template(found, template, force=force)
        print_lines({"file": path}, [_("Written: {path}").format(path=path)], as_json=as_json)
    elif answers is None:
        _own(desk, _only(found), plain=plain, as_json=as_json)
    elif student:
        _by_keyboard(desk, _only(found), answers, student, plain=plain, as_json=as_json)
    else:
        tell_results(enter_table(desk, found, answers, to or answers.parent / "results", force=force), as_json=as_json)


def _only(found: dict[str, PrintedPaper]) -> PrintedPaper:
    if len(found) > 1:
        raise UsageProblem(
            N_("By keyboard one sheet is entered: name the paper of its variant. There are {known}."),
            known=", ".join(str(paper.file) for paper in found.values()),
        )
    return next(iter(found.values()))


def _own(desk: Desk, paper: PrintedPaper, *, plain: bool, as_json: bool) -> None:
    """Her own sheet: kept until it is whole, then recorded as a sitting."""
    from dataclasses import replace

    from kgquiz.actions.exam.answer_table import StudentRow, table_at
    from kgquiz.actions.exam.entering import enter_own, own_draft
    from kgquiz.terminal.exam.play import show_result

    draft = own_draft(desk, paper)
    table = table_at(draft, len(paper.items))
    row = table.rows[0] if table.rows else StudentRow("-", paper.code)
    done = _played(paper, replace(row, student=""), draft, plain=plain, as_json=as_json)
    if done is not None:
        show_result(enter_own(desk, paper, done), as_json=as_json, plain=plain)


def _by_keyboard(desk: Desk, paper: PrintedPaper, answers: Path, student: str, *, plain: bool, as_json: bool) -> None:
    """A student's sheet, cell by cell into the table."""
    from kgquiz.actions.exam.answer_table import StudentRow, table_at

    known = [row for row in table_at(answers, len(paper.items)).rows if row.student.casefold() == student.casefold()]
    day = desk.world.now().date().isoformat()
    row = known[0] if known else StudentRow(student, paper.code, day)
    if row.variant.upper() not in {"", paper.code}:
        raise UsageProblem(
            N_("{student} stands in {file} with variant {variant}."), student=student, file=answers, variant=row.variant
        )
    if _played(paper, row, answers, plain=plain, as_json=as_json) is not None:
        print_lines({"file": answers}, [_("Written: {path}").format(path=answers)], as_json=as_json)


def _played(paper: PrintedPaper, row: StudentRow, file: Path, *, plain: bool, as_json: bool) -> StudentRow | None:
    """The row as it is entered; None where she leaves for now, and how to come back is said."""
    from dataclasses import replace

    from kgquiz.actions.exam.answer_table import table_at, with_row, write_table
    from kgquiz.terminal.exam.enter_flow import enter_flow
    from kgquiz.terminal.interactive import play

    def keep(one: StudentRow) -> None:
        named = one if one.student else replace(one, student="-")
        write_table(with_row(table_at(file, len(paper.items)), named))

    try:
        found = play(enter_flow(paper, row, keep), plain=plain, aside=as_json)
    except KeyboardInterrupt:
        _tell_left(file, paper, row.student, as_json=as_json)
        raise typer.Exit(ExitCode.INTERRUPTED) from None
    if found is None:
        _tell_left(file, paper, row.student, as_json=as_json)
    return found


def _tell_left(file: Path, paper: PrintedPaper, student: str, *, as_json: bool) -> None:
    """How to come back to a sheet that is not whole, for people and for programs."""
    from kgquiz.actions.exam.answer_table import table_at

    tell(_("What was entered is kept. The same command goes on where you stopped."), err=as_json)
    if as_json:
        rows = table_at(file, len(paper.items)).rows
        entered = next((len(row.cells) for row in rows if row.student == (student or "-")), 0)
        print_json({"unfinished": True, "file": file, "entered": entered, "items": len(paper.items)})


def tell_results(found: ClassResults, *, as_json: bool) -> None:
    """A line a student, and where the files are."""
    rows = [
        {
            "student": one.student,
            "variant": one.variant,
            "points": one.result.report.mark.points,
            "worth": one.result.report.mark.worth,
            "share": one.result.report.mark.share,
            "passed": one.result.report.passed,
        }
        for one in found.results
    ]
    width = max(len(one.student) for one in found.results)
    lines = [
        f"{one.student:<{width}}  {one.variant}  {100 * one.result.report.mark.share:3.0f} %  "
        + (_("passed") if one.result.report.passed else _("not passed"))
        for one in found.results
    ]
    if found.files:
        folder = found.files[0].parent
        lines.append(_("Written: {path}").format(path=folder))
        lines.append(filled(_("Item statistics: kgquiz exam stats {folder}"), {"folder": folder}))
    print_lines({"results": rows, "files": found.files}, lines, as_json=as_json)
