"""A study sitting: question, finding, next; with undo, skip and suspend on the way."""

from __future__ import annotations

from dataclasses import replace

from kgquiz.actions.study import Asked, Marked, StudySitting
from kgquiz.knowledge.deck_value import Deck
from kgquiz.lang import _
from kgquiz.memory.model import Rating
from kgquiz.terminal.scene import Answered, Command, Flow, Rated, Reply
from kgquiz.terminal.scenes.feedback import FeedbackScene
from kgquiz.terminal.scenes.frame import Frame
from kgquiz.terminal.scenes.question import Question
from kgquiz.terminal.scenes.registry import scene_for


def study_flow(sitting: StudySitting) -> Flow[None]:
    """Ask until the sitting is over or the student leaves. Every answer is saved before it is commented on."""
    while (asked := sitting.current()) is not None:
        started = sitting.world.ticks()
        reply = yield _question(sitting, asked)
        match reply:
            case Answered(answer):
                spent = sitting.world.ticks() - started
                if not (yield from _after_answer(sitting, sitting.mark(asked, answer, spent))):
                    return
            case Command.QUIT:
                return
            case Command.UNDO:
                sitting.undo()
            case Command.SKIP:
                sitting.skip(asked)
            case Command.SUSPEND:
                sitting.suspend(asked)
            case Command.RIGHT | Command.WRONG:
                sitting.overrule_last(right=reply is Command.RIGHT)


def _after_answer(sitting: StudySitting, marked: Marked) -> Flow[bool]:
    """Show the finding until it is settled; False when the student leaves."""
    while True:
        reply = yield from _reply_to(sitting, marked)
        match reply:
            case Command.NEXT:
                sitting.settle(marked)
                return True
            case Rated(number):
                sitting.settle(sitting.rate(marked, Rating(number)))
                return True
            case Command.RIGHT | Command.WRONG:
                marked = sitting.overrule(marked, right=reply is Command.RIGHT)
            case Command.UNDO:
                sitting.undo(marked)
                return True
            case Command.SUSPEND:
                sitting.settle(marked)
                sitting.suspend(marked.asked)
                return True
            case Command.QUIT:
                _leave(sitting, marked)
                return False


def _reply_to(sitting: StudySitting, marked: Marked) -> Flow[Reply]:
    """What the student says to the finding; cut off with Ctrl-C, the answer counts all the same."""
    try:
        return (yield _feedback(sitting, marked))
    except GeneratorExit:
        _leave(sitting, marked)
        raise


def _leave(sitting: StudySitting, marked: Marked) -> None:
    """Count the answer on show, unless it was never rated and so never saved."""
    if marked.rating is not None:
        sitting.settle(marked)


def _question(sitting: StudySitting, asked: Asked) -> Question:
    frame = study_frame(sitting, asked, _(asked.card.caption))
    scene = scene_for(asked.prompt, asked.card, frame, Question.STUDY_COMMANDS)
    if sitting.history:
        scene.line_commands = (Command.RIGHT, Command.WRONG)
    return scene


def _feedback(sitting: StudySitting, marked: Marked) -> FeedbackScene:
    frame = study_frame(sitting, marked.asked, "")
    return FeedbackScene(marked, frame, book=source_words(marked.asked.deck, marked.asked.card.page))


def study_frame(sitting: StudySitting, asked: Asked, caption: str) -> Frame:
    """Where the card is from and how far the sitting is."""
    done, total = sitting.progress()
    frame = Frame(place_words(asked.deck, asked.card.section, asked.card.page), caption, done, total)
    left = sitting.seconds_left()
    if left is None:
        return frame
    minutes = _("{n} min left").format(n=round(left / 60))
    return replace(frame, status=f"{frame.count()} · {minutes}")


def place_words(deck: Deck, section: str, page: int) -> str:
    """The chapter (or deck), the section, the page."""
    chapter = _("chapter {n}").format(n=deck.chapter) if deck.chapter else deck.title
    shown_page = _("p. {page}").format(page=page) if page else ""
    return " · ".join(filter(None, (chapter, shown_page, deck.section_title(section))))


def source_words(deck: Deck, page: int) -> str:
    """The page of the book, and the day on which the law stood as the book tells it."""
    if not page:
        return ""
    if deck.as_of:
        return _("The book, page {page} (the law as of {day}).").format(page=page, day=deck.as_of)
    return _("The book, page {page}.").format(page=page)
