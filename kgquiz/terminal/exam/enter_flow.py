"""Entering a sheet by keyboard: item by item, what stands on it; every cell is kept as it is entered."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from kgquiz.actions.exam.answer_table import StudentRow
from kgquiz.actions.exam.entering import PrintedPaper
from kgquiz.errors import UsageProblem
from kgquiz.exam.entry import DOUBTFUL, OPEN, entry_of, wanted
from kgquiz.exam.form import FormItem
from kgquiz.exam.scoring import points_of
from kgquiz.lang import _, ngettext
from kgquiz.messages import N_
from kgquiz.terminal.exam.preview_view import choices, lettered
from kgquiz.terminal.exam.words import points_word
from kgquiz.terminal.scene import Answered, Command, Flow
from kgquiz.terminal.scenes.ask import AskScene


def enter_flow(paper: PrintedPaper, row: StudentRow, keep: Callable[[StudentRow], None]) -> Flow[StudentRow | None]:
    """Ask for every item that is not entered yet, then whether all is right; None where she leaves for now."""
    items = len(paper.items)
    number = _next_open(row, items, 0)
    while True:
        reply = yield _item_scene(paper, row, number) if number <= items else _last_scene(paper, row)
        if reply is Command.QUIT:
            return None
        if reply is Command.BACK:
            number = max(1, number - 1)
        elif isinstance(reply, Answered) and number > items:
            if not reply.answer[0]:
                return row
            number = int(reply.answer[0])
        elif isinstance(reply, Answered):
            row = row.with_cell(number, reply.answer[0] or OPEN)
            keep(row)
            number = _next_open(row, items, number)


def _next_open(row: StudentRow, items: int, after: int) -> int:
    """The next item that is not entered or doubtful; behind the last where there is none."""
    numbers = (*range(after + 1, items + 1), *range(1, after + 1))
    return next((n for n in numbers if row.cells.get(n, DOUBTFUL) == DOUBTFUL), items + 1)


def _item_scene(paper: PrintedPaper, row: StudentRow, number: int) -> AskScene:
    item = paper.items[number - 1]
    place = _("Variant {code} · item {number} of {items}").format(
        code=paper.code, number=number, items=len(paper.items)
    )
    given = row.cells.get(number, "").replace(DOUBTFUL, "")
    return AskScene(_titled(row, place), list(_said(item, given)), lambda text: entry_of(item, text), usual=given)


def _titled(row: StudentRow, place: str) -> str:
    return f"{row.student} · {place}" if row.student else place


def _said(item: FormItem, given: str) -> Iterator[str]:
    yield f"{item.card.question()}  [{points_word(item.points)}]"
    yield from choices(item.prompt())
    if item.card.self_marked:
        yield from lettered(points_of(item.card))
    yield ""
    is_given = bool(given) and given != OPEN
    asked = N_("What stands on the sheet ({example}).")
    asked = asked if is_given else N_("What stands on the sheet ({example}); Enter alone: nothing.")
    yield _(asked).format(example=wanted(item))
    yield _("Or the mark: + all points, - none, *1.5 so many.")
    if is_given:
        yield _("Entered: {cell} (Enter keeps it, _ empties it)").format(cell=given)


def _last_scene(paper: PrintedPaper, row: StudentRow) -> AskScene:
    items = len(paper.items)
    left_open = sum(row.cells.get(n, OPEN) in {"", OPEN} for n in range(1, items + 1))
    said = [
        ngettext("{n} item is entered.", "{n} items are entered.", items),
        ngettext("{n} item is open.", "{n} items are open.", left_open) if left_open else _("Every item is answered."),
        "",
        _("Enter: that is all. The number of an item goes back to it."),
    ]

    def check(text: str) -> None:
        if text and not (text.isdecimal() and len(text) < 5 and 1 <= int(text) <= items):  # noqa: PLR2004 - a thousand
            raise UsageProblem(N_("The paper has no item {number}: it has {items}."), number=text, items=items)

    return AskScene(_titled(row, _("Variant {code}").format(code=paper.code)), said, check)
