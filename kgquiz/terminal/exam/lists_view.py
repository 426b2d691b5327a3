"""The lists of exams and of sittings."""

from __future__ import annotations

from collections.abc import Sequence

from rich import box
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from kgquiz.actions.exam.results import AttemptRow, ExamRow
from kgquiz.lang import _
from kgquiz.lang.spelling import moment, number
from kgquiz.terminal.exam.words import percent


def lists_view(exams: Sequence[ExamRow], attempts: Sequence[AttemptRow]) -> RenderableType:
    """The exams there are, then the sittings."""
    return Group(_exams(exams), _attempts(attempts)) if attempts else _exams(exams)


def _exams(rows: Sequence[ExamRow]) -> RenderableType:
    table = Table(box=box.SIMPLE_HEAD, padding=(0, 1))
    table.add_column(_("Exam"), no_wrap=True)
    table.add_column(_("Title"), ratio=1)
    for title in (_("Items"), _("Minutes"), _("Pass")):
        table.add_column(title, justify="right", no_wrap=True)
    for row in rows:
        name = Text(row.name, style="name")
        table.add_row(name, Text(row.title), str(row.items), str(row.minutes), f"{number(row.pass_mark)} %")
    return table


def _attempts(rows: Sequence[AttemptRow]) -> RenderableType:
    table = Table(box=box.SIMPLE_HEAD, padding=(0, 1))
    table.add_column(_("No."), no_wrap=True)
    table.add_column(_("Day"), no_wrap=True)
    table.add_column(_("Exam"), overflow="fold")
    table.add_column(_("Mark"), no_wrap=True)
    table.add_column(_("Result"), no_wrap=True)
    for row in rows:
        mark = "–" if row.share is None else percent(row.share)
        table.add_row(str(row.number), moment(row.started), Text(row.exam, style="name"), mark, _outcome(row))
    return table


def _outcome(row: AttemptRow) -> str:
    if row.passed is None:
        return _("to be self-marked") if row.state == "handed in" else _("unfinished")
    return _("passed") if row.passed else _("not passed")
