"""new sheet: an empty spreadsheet of the sheet layout, to be filled in."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from kgquiz.actions.files import write_bytes
from kgquiz.errors import CannotWrite, UsageProblem
from kgquiz.formats import ods, sheet
from kgquiz.messages import N_, Message, as_typed, message

_TITLES = (
    "id",
    "type",
    "question",
    "answer",
    "wrong 1",
    "wrong 2",
    "wrong 3",
    "accept",
    "points",
    "note",
    "page",
    "tags",
)
_HELP = (
    N_("One question a row. Only “question” and “answer” must be filled in."),
    N_("type: recall, typed, choice, multi, truefalse, cloze, order, match, outline; empty: found out from the row."),
    N_("answer: the right one; several of them (multi, order) a line each; a pair (match) as “left → right”."),
    N_("wrong: the wrong options. accept: other right answers to be typed, a line each."),
    N_("A blank is written in the question: The capital is {blank}. Then the answer stays empty."),
    N_("points: what a full answer to an open question holds, a line each."),
    N_("id: leave it empty; or give one that stays when the question is reworded."),
    N_("All columns are text: 007, 12:30, 50% and 27.06.2010 stay as they are typed."),
    N_("Then: {command}"),
)


def _as_workbook(path: Path) -> Path:
    """The path that was meant; a folder, or nothing, has no name to put a suffix to."""
    return path.with_suffix(".xlsx") if path.name else path / "questions.xlsx"


_WORKBOOKS = {".xlsx": sheet.workbook, ".ods": ods.workbook}


def new_sheet(path: Path, say: Callable[[Message], str], *, force: bool = False) -> Path:
    """Write the template; `say` puts its help page into words.

    Raises CannotWrite over another file, UsageProblem for another suffix.
    """
    workbook = _WORKBOOKS.get(path.suffix.lower())
    if workbook is None:
        raise UsageProblem(N_("A spreadsheet is an .xlsx or .ods file: -o {path}"), path=_as_workbook(path))
    if path.exists() and not force:
        raise CannotWrite(N_("{path} is there already. Name another file, or replace it with --force."), path=path)
    command = f"kgquiz import {as_typed(path.name)} -o {as_typed(path.stem + '.yaml')}"
    told = [say(message(line, blank="{{…}}", command=command)) for line in _HELP]
    write_bytes(path, workbook(_TITLES, (), told))
    return path
