"""A study sitting: question, finding, next; with undo, skip and suspend on the way."""

from __future__ import annotations

from dataclasses import replace

from kgquiz.actions.study.sitting import Asked, Marked, StudySitting, Undone
from kgquiz.knowledge.deck_value import Deck
from kgquiz.lang import _
from kgquiz.lang.spelling import binding_day
from kgquiz.memory.model import Rating
from kgquiz.memory.session import StepKind
from kgquiz.terminal.scene import Answered, Command, Flow, Rated, Reply
from kgquiz.terminal.scenes.frame import Frame
from kgquiz.terminal.scenes.question import QuestionScene
from kgquiz.terminal.scenes.registry import scene_for
from kgquiz.terminal.study.beside import BESIDE, beside, leech_words, own_lines
from kgquiz.terminal.study.feedback import FeedbackScene
from kgquiz.terminal.words import finding_words, shortened


def study_flow(sitting: StudySitting) -> Flow[None]:
    """Ask until the sitting is over or the student leaves. Every answer is saved before it is commented on."""
    said: str | None = ""
    while said is not None and (asked := sitting.current()) is not None:
        started = sitting.desk.world.ticks()
        reply = yield _question(sitting, asked, said)
        if isinstance(reply, Answered):
            spent = sitting.desk.world.ticks() - started
            said = yield from _after_answer(sitting, sitting.mark(asked, reply.answer, spent))
        elif reply in BESIDE:
            answer = sitting.last_answer()
            said = "" if answer is None else (yield from beside(sitting, answer, reply))
        else:
            said = _done(sitting, asked, reply)


def _done(sitting: StudySitting, asked: Asked, reply: Reply) -> str | None:
    """Do what she asks instead of answering, and say so; None when she leaves."""
    match reply:
        case Command.QUIT:
            return None
        case Command.UNDO:
            return undone_words(sitting.undo())
        case Command.SKIP:
            sitting.skip(asked)
            return _("Put at the end of the sitting: {card}").format(card=shortened(asked.card.question()))
        case Command.SUSPEND:
            return _suspended(sitting, asked)
        case Command.RIGHT | Command.WRONG if (answer := sitting.last_answer()) is not None:
            return finding_words(sitting.overrule(answer, right=reply is Command.RIGHT).verdict)
    return ""


def _suspended(sitting: StudySitting, asked: Asked) -> str:
    sitting.suspend(asked)
    return _("Asked no more until you resume it: {card}").format(card=shortened(asked.card.question()))


def _after_answer(sitting: StudySitting, marked: Marked) -> Flow[str | None]:
    """Show the finding until she goes on: what to say then; None when she leaves."""
    said = ""
    while True:
        reply = yield from _finding(sitting, marked, said)
        said = ""
        match reply:
            case Command.NEXT:
                return ""
            case Rated(number):
                sitting.rate(marked, Rating(number))
                return ""
            case Command.RIGHT | Command.WRONG:
                marked = sitting.overrule(marked, right=reply is Command.RIGHT)
            case Command.UNDO if marked.rating is None:
                return ""  # nothing was saved yet: the question stands as it was
            case Command.UNDO:
                undone = sitting.undo()
                said = undone_words(undone)
                if undone is None or undone.answer is None:
                    return said
                marked = undone.answer
            case Command.SUSPEND:
                return _suspended(sitting, marked.asked)
            case Command.QUIT:
                return None


def _finding(sitting: StudySitting, marked: Marked, said: str) -> Flow[Reply]:
    """The finding; what stands beside it, as often as she asks for it."""
    while (reply := (yield _feedback(sitting, marked, said))) in BESIDE:
        told = yield from beside(sitting, marked, reply)
        if told is None:
            return Command.QUIT
        said = told
    return reply


def undone_words(undone: Undone | None) -> str:
    """What was taken back."""
    if undone is None:
        return _("There is nothing to undo.")
    words = {
        StepKind.ANSWER: _("Taken back, your answer to: {card}"),
        StepKind.AMEND: _("Taken back, your word on the answer to: {card}"),
        StepKind.SKIP: _("Taken back, the putting off of: {card}"),
        StepKind.SUSPEND: _("Asked again: {card}"),
        StepKind.STAR: _("Taken back, the star on: {card}"),
        StepKind.UNSTAR: _("Starred again: {card}"),
        StepKind.NOTE: _("Taken back, your note on: {card}"),
    }
    return words[undone.deed].format(card=shortened(undone.question))


def _question(sitting: StudySitting, asked: Asked, said: str) -> QuestionScene:
    told = "\n".join(filter(None, (said, leech_words(sitting, asked))))
    frame = replace(study_frame(sitting, asked, _(asked.card.task())), said=told)
    scene = scene_for(asked.prompt, asked.card, frame, QuestionScene.STUDY_COMMANDS)
    if sitting.last_answer() is not None:
        scene.line_commands = (Command.RIGHT, Command.WRONG, *_ABOUT_THE_LAST)
    return scene


_ABOUT_THE_LAST = (Command.STAR, Command.NOTE, Command.WHY)
"""What the lines offer of the answer before, since they do not stop where the screen does."""


def _feedback(sitting: StudySitting, marked: Marked, said: str) -> FeedbackScene:
    frame = replace(study_frame(sitting, marked.asked, ""), said=said)
    book = source_words(marked.asked.deck, marked.asked.card.page)
    return FeedbackScene(marked, frame, book=book, own=tuple(own_lines(sitting, marked)), repeats=sitting.repeats)


def study_frame(sitting: StudySitting, asked: Asked, caption: str) -> Frame:
    """Where the card is from and how far the sitting is."""
    done, total = sitting.progress()
    frame = Frame(place_words(asked), caption, done, total)
    left = sitting.seconds_left()
    if left is None:
        return frame
    minutes = _("{n} min left").format(n=round(left / 60))
    return replace(frame, status=f"{frame.count()} · {minutes}")


def place_words(asked: Asked) -> str:
    """The chapter of the book, or the title of a deck of one's own; the page, the section."""
    deck, card = asked.deck, asked.card
    chapter = deck.title if asked.is_own or not deck.chapter else _("chapter {n}").format(n=deck.chapter)
    page = _("p. {page}").format(page=card.page) if card.page else ""
    return " · ".join(filter(None, (chapter, page, deck.section_title(card.section))))


def source_words(deck: Deck, page: int) -> str:
    """The page of the book, and the day on which the law stood as the book tells it."""
    if not page:
        return ""
    if deck.as_of:
        return _("The book, page {page} (the law as of {day}).").format(page=page, day=binding_day(deck.as_of))
    return _("The book, page {page}.").format(page=page)
