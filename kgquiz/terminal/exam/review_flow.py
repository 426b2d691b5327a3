"""Walking through what an exam missed."""

from __future__ import annotations

from kgquiz.actions.exam.results import Result, missed_positions
from kgquiz.lang import _
from kgquiz.terminal.exam.report_view import missed_lines
from kgquiz.terminal.exam.scenes import NoticeScene, ReviewScene
from kgquiz.terminal.scene import Command, Flow


def review_flow(result: Result) -> Flow[None]:
    """Confident errors first; forth and back."""
    order = missed_positions(result)
    if not order:
        yield NoticeScene(result.sitting.blueprint.title, [_("Nothing was missed.")])
    place = 0
    while place < len(order):
        title = _("{place} of {total} missed · item {number}").format(
            place=place + 1, total=len(order), number=order[place] + 1
        )
        reply = yield ReviewScene(title, missed_lines(result, order[place]))
        if reply is Command.QUIT:
            return
        place = max(0, place - 1) if reply is Command.BACK else place + 1
