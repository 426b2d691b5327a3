"""What to do with an exam that was left open, before another begins."""

from __future__ import annotations

from collections.abc import Sequence

from kgquiz.actions.exam.sitting import OpenExam
from kgquiz.lang import _
from kgquiz.terminal.exam.words import time_word
from kgquiz.terminal.scene import Flow, Rated
from kgquiz.terminal.scenes.menu import MenuScene
from kgquiz.value import dataclass


@dataclass(frozen=True, slots=True)
class Wish:
    """What she wants: go on with the exam of this number, or hand it in; without a number, begin the other one."""

    number: int | None = None
    hand_in: bool = False


def open_exam_flow(left: Sequence[OpenExam], other: str) -> Flow[Wish | None]:
    """Ask, where exams are open and the one called `other` was to begin; None when she leaves it at that."""
    wishes = {go_on_words(exam): Wish(exam.number) for exam in left}
    wishes[_("Begin another exam: {title}").format(title=other)] = Wish()
    for exam in left:
        if not exam.is_handed_in:
            wishes[_("Hand in No. {number} as it stands").format(number=exam.number)] = Wish(exam.number, hand_in=True)
    reply = yield MenuScene(_("An exam is still open."), [open_words(exam) for exam in left], list(wishes))
    return list(wishes.values())[reply.number - 1] if isinstance(reply, Rated) else None


def go_on_words(exam: OpenExam) -> str:
    """The way back to it."""
    if exam.is_handed_in:
        return _("Mark the open questions of No. {number}").format(number=exam.number)
    return _("Go on with No. {number}").format(number=exam.number)


def open_words(exam: OpenExam) -> str:
    """Its number and title, and how far it is."""
    place = _("No. {number}, “{title}”: {answered} of {items} answered").format(
        number=exam.number, title=exam.title, answered=exam.answered, items=exam.items
    )
    if exam.is_handed_in:
        return place + " · " + _("handed in")
    if not exam.time_left:
        return place + " · " + _("its time is up")
    return place + " · " + _("{time} left").format(time=time_word(exam.time_left))
