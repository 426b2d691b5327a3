"""Sitting an exam: questions in any order, no word on them before the end; then open questions are self-marked."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from kgquiz.actions.exam.sitting import ExamSitting
from kgquiz.cards.prompts import Answer, TickOff, Type, says_something
from kgquiz.exam.attempt import MINUTE
from kgquiz.exam.scoring import points_of
from kgquiz.lang import _, ngettext
from kgquiz.terminal.exam.scenes import (
    CertaintyScene,
    CommentScene,
    HandInScene,
    NoticeScene,
    OverviewScene,
)
from kgquiz.terminal.exam.self_mark import SelfMarkScene, WriteScene
from kgquiz.terminal.exam.words import finding_lines, time_word
from kgquiz.terminal.scene import Answered, Clock, Command, Flow, Rated, Reply
from kgquiz.terminal.scenes.frame import Frame
from kgquiz.terminal.scenes.question import QuestionScene
from kgquiz.terminal.scenes.registry import scene_for
from kgquiz.terminal.words import option_word

COMMANDS = (
    Command.NEXT,
    Command.BACK,
    Command.FLAG,
    Command.UNDO,
    Command.OVERVIEW,
    Command.HAND_IN,
    Command.QUIT,
)
PRACTICE_COMMANDS = (Command.NEXT, Command.BACK, Command.FLAG, Command.OVERVIEW, Command.HAND_IN, Command.QUIT)
FIRST_WARNING, LAST_WARNING = 10 * MINUTE, MINUTE


def exam_flow(sitting: ExamSitting) -> Flow[bool]:
    """Sit it, then self-mark; True when it can be marked. Leaving notes the pause."""
    try:
        return (yield from _sit(sitting)) and (yield from _self_mark(sitting))
    finally:
        sitting.pause()


def _sit(sitting: ExamSitting) -> Flow[bool]:
    position, said = sitting.attempt.position, ""
    while not sitting.time_is_up():
        reply = yield from _shown(sitting, position, said)
        if reply is Command.QUIT:
            return False
        said = _taken_back(sitting, position) if reply is Command.UNDO else ""
        position = yield from _moved(sitting, position, reply)
    if sitting.attempt.by_clock:
        yield NoticeScene(_("Time is up."), [_("Your paper has been handed in as it stood.")])
    return True


def _taken_back(sitting: ExamSitting, position: int) -> str:
    """Take the answer to an item back, and say so."""
    if sitting.attempt.standing(position) is None:
        return _("There is nothing to undo.")
    sitting.answer(position, ())
    return _("Taken back, your answer to this item.")


def _shown(sitting: ExamSitting, position: int, said: str) -> Flow[Reply]:
    """An item, or the overview where it is asked for or the last item is behind; what the student wants then."""
    if position >= len(sitting.items):
        return (yield from _overview(sitting, len(sitting.items) - 1))
    sitting.show(position)
    reply = yield from _ask(sitting, position, said)
    if reply is not Command.OVERVIEW:
        return reply
    wanted = yield from _overview(sitting, position)
    return Rated(position + 1) if wanted is Command.BACK else wanted


def _ask(sitting: ExamSitting, position: int, said: str) -> Flow[Reply]:
    """An item, or in practice its finding where it was answered already."""
    if _is_commented(sitting, position):
        return (yield _finding(sitting, position))
    return (yield _question(sitting, position, said))


def _is_commented(sitting: ExamSitting, position: int) -> bool:
    return sitting.sitting.practice and position in sitting.attempt.given


def _moved(sitting: ExamSitting, position: int, reply: Reply) -> Flow[int]:
    """Where a reply leads; what it says is on disk by then."""
    last = len(sitting.items)
    match reply:
        case Answered(answer):
            yield from _take(sitting, position, answer)
            return position if _is_commented(sitting, position) else position + 1
        case Rated(number):
            return number - 1
        case Command.SKIP | Command.NEXT:
            return position + 1
        case Command.BACK:
            return max(0, min(position, last) - 1)
        case Command.FLAG:
            sitting.flag(position)
        case Command.HAND_IN:
            yield from _hand_in(sitting)
    return position


def _take(sitting: ExamSitting, position: int, answer: Answer) -> Flow[None]:
    """Save an answer, then ask how sure she is; an empty one where text was wanted means "not now"."""
    card = sitting.items[position].card
    if not card.self_marked and not says_something(answer):
        return
    if not sitting.answer(position, answer):
        return
    if sitting.blueprint.certainty and not card.self_marked:
        yield from _certainty(sitting, position)
    if sitting.sitting.practice and card.self_marked:
        yield from _tick(sitting, position, ())


def _certainty(sitting: ExamSitting, position: int) -> Flow[None]:
    item = sitting.items[position]
    given = item.card.reply(tuple(map(option_word, sitting.attempt.given[position].answer)))
    question = [item.prompt().text, "", "→ " + given, "", _("How sure are you? 1 not sure, 2 fairly sure, 3 sure")]
    reply = yield CertaintyScene(_place(sitting, position), question, _clock(sitting, position))
    if isinstance(reply, Rated) and not sitting.time_is_up():
        sitting.state_certainty(position, reply.number)


def _overview(sitting: ExamSitting, cursor: int) -> Flow[Reply]:
    states = [
        (sitting.is_answered(position), position in sitting.attempt.flagged) for position in range(len(sitting.items))
    ]
    status = _status(sitting, -1)
    frame = Frame(_("Overview"), sitting.blueprint.title, sitting.answered(), len(states), status=status)
    return (yield OverviewScene(frame, states, cursor, _clock(sitting, -1)))


def _hand_in(sitting: ExamSitting) -> Flow[None]:
    open_ = len(sitting.items) - sitting.answered()
    flagged = len(sitting.attempt.flagged)
    counts = [ngettext("{n} item is open.", "{n} items are open.", open_)] if open_ else [_("Every item is answered.")]
    if flagged:
        counts.append(ngettext("{n} item is flagged.", "{n} items are flagged.", flagged))
    reply = yield HandInScene(_("Hand in"), [*counts, "", _("Hand in? y/n")], _clock(sitting, -1))
    if reply is Command.HAND_IN:
        sitting.hand_in()


def _self_mark(sitting: ExamSitting) -> Flow[bool]:
    """Open questions, one by one; False when the student leaves it for later."""
    for position in sitting.to_self_mark():
        if not (yield from _tick(sitting, position, (Command.QUIT,))):
            return False
    return True


def _tick(sitting: ExamSitting, position: int, commands: tuple[Command, ...]) -> Flow[bool]:
    item = sitting.items[position]
    prompt = TickOff(item.prompt().text, points_of(item.card))
    frame = _frame(sitting, position, _("Mark it yourself: tick the points you had."))
    reply = yield SelfMarkScene(prompt, item.card.solution(), frame, commands, sitting.proposal(position))
    if isinstance(reply, Answered):
        sitting.self_mark(position, reply.answer)
    return reply is not Command.QUIT


def _finding(sitting: ExamSitting, position: int) -> CommentScene:
    item, verdict = sitting.items[position], sitting.verdict(position)
    lines = finding_lines(item.card, sitting.attempt.given[position].answer, verdict)
    clock = _clock(sitting, position)
    return CommentScene(_place(sitting, position), item.prompt().text, verdict, lines, clock)


def _question(sitting: ExamSitting, position: int, said: str) -> QuestionScene:
    item = sitting.items[position]
    given = sitting.attempt.given.get(position)
    prompt, caption = item.prompt(), _(item.card.task())
    if item.card.self_marked:
        prompt = Type(prompt.text)
        caption = _("Write the points, or think them through and press Enter; you mark it after handing in.")
    commands = PRACTICE_COMMANDS if sitting.sitting.practice else COMMANDS
    answer = given.answer if given else ()
    frame = replace(_frame(sitting, position, caption), said=said)
    scene = (
        WriteScene(prompt, frame, commands, answer)
        if isinstance(prompt, Type)
        else scene_for(prompt, item.card, frame, commands, answer)
    )
    scene.keep_drafts(partial(sitting.draft, position), _draft(sitting, position))
    scene.clock = _clock(sitting, position)
    scene.unnamed_commands = (Command.SKIP,)
    scene.asks_about_empty = False  # one can always come back
    return scene


def _draft(sitting: ExamSitting, position: int) -> Answer:
    begun = sitting.attempt.drafts.get(position)
    return begun.answer if begun else ()


def _frame(sitting: ExamSitting, position: int, caption: str) -> Frame:
    status = _status(sitting, position)
    return Frame(_place(sitting, position), caption, sitting.answered(), len(sitting.items), status=status)


def _place(sitting: ExamSitting, position: int) -> str:
    """The section, and whether the item is flagged."""
    flag = "⚑ " if position in sitting.attempt.flagged else ""
    return flag + sitting.blueprint.name_of(sitting.items[position].section)


def _clock(sitting: ExamSitting, position: int) -> Clock:
    """What is shown of the time, and the end of it."""

    def look() -> tuple[str, Reply | None]:
        return _status(sitting, position), Command.TIME_UP if sitting.time_left() == 0 else None

    return look


def _status(sitting: ExamSitting, position: int) -> str:
    """Position and time left; then how many are answered or, near the end, a warning."""
    left = sitting.time_left()
    place = f"{position + 1}/{len(sitting.items)} · " if position >= 0 else ""
    if sitting.attempt.is_over:
        return place.removesuffix(" · ") or " "
    return place + time_word(left) + (_warning(left, sitting.blueprint.minutes) or _answered(sitting))


def _answered(sitting: ExamSitting) -> str:
    """How many items have an answer, once there are any."""
    answered = sitting.answered()
    return " · " + ngettext("{n} answered", "{n} answered", answered) if answered else ""


def _warning(left: int, minutes: int) -> str:
    if left <= LAST_WARNING:
        return " · " + _("the last minute!")
    if left <= FIRST_WARNING < minutes * MINUTE:
        return " · " + _("less than 10 minutes!")
    return ""
