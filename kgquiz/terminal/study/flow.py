"""A study sitting: question, finding, next; with undo, skip and suspend on the way."""

from __future__ import annotations

from dataclasses import replace

from kgquiz.actions.study.sitting import Asked, Marked, StudySitting, Undone
from kgquiz.knowledge.deck_value import Deck
from kgquiz.lang import _, ngettext
from kgquiz.lang.spelling import binding_day
from kgquiz.memory.model import Rating
from kgquiz.memory.session import StepKind
from kgquiz.terminal.scene import Answered, Command, Flow, Rated, Reply
from kgquiz.terminal.scenes.frame import Frame
from kgquiz.terminal.scenes.question import QuestionScene
from kgquiz.terminal.scenes.registry import scene_for
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


_BESIDE = frozenset((Command.WHY, Command.BOOK, Command.FLAG))
"""What leads back to the finding."""


def _finding(sitting: StudySitting, marked: Marked, said: str) -> Flow[Reply]:
    """The finding; all about the card, and a star on it or not, as often as she asks for it."""
    while (reply := (yield _feedback(sitting, marked, said))) in _BESIDE:
        if reply is Command.WHY:
            yield from _why(sitting, marked)
        elif reply is Command.BOOK:
            yield from _passage(sitting, marked)
        else:
            said = _starred(sitting, marked)
    return reply


def _starred(sitting: StudySitting, marked: Marked) -> str:
    """Star the card, or take its star away."""
    from kgquiz.actions.search.notes import own_marks, star

    card = marked.asked.entry.card
    starred = card not in own_marks(sitting.desk, card).starred
    star(sitting.desk, card, starred=starred)
    return _("★ starred") if starred else _("The star is taken away.")


def _own_lines(sitting: StudySitting, marked: Marked) -> list[str]:
    """Her note, her star, and what she takes it for again and again."""
    from kgquiz.actions.search.notes import own_marks, taken_for

    card = marked.asked.entry.card
    marks, lines = own_marks(sitting.desk, card), []
    if card in marks.notes:
        lines.append(_("Your note: {note}").format(note=marks.notes[card]))
    times = taken_for(sitting.desk, marked)
    if times > 1:
        given = marked.asked.card.reply(marked.answer)
        count = ngettext("{n} time", "{n} times", times)
        lines.append(_("You took “{other}” for it: {times}.").format(other=given, times=count))
    return lines


def _why(sitting: StudySitting, marked: Marked) -> Flow[None]:
    """All about the card, on a page of its own."""
    from kgquiz.actions.search.why import why
    from kgquiz.terminal.exam.scenes import NoticeScene
    from kgquiz.terminal.search.why_lines import why_lines

    found = why(sitting.desk, marked.asked.entry.card, decks=sitting.decks)
    question, *lines = why_lines(found, sitting.desk.world.today())
    yield NoticeScene(question, lines)


def _passage(sitting: StudySitting, marked: Marked) -> Flow[None]:
    """What her own copy of the book says, on a page of its own; how to add one where there is none."""
    from kgquiz.actions.books.shelf import behind
    from kgquiz.errors import KgquizError
    from kgquiz.lang import say
    from kgquiz.terminal.books.views import shown_lines
    from kgquiz.terminal.exam.scenes import NoticeScene

    try:
        found = behind(sitting.desk.world, marked.asked.entry.card, marked.asked.card)
    except KgquizError as error:
        yield NoticeScene(_("Your book"), [say(error.message)])
        return
    question, *lines = shown_lines(found, _PASSAGE_WIDTH, more=False)
    yield NoticeScene(question, lines)


_PASSAGE_WIDTH = 76
"""Letters of a line: what the narrowest usual screen holds."""


def undone_words(undone: Undone | None) -> str:
    """What was taken back."""
    if undone is None:
        return _("There is nothing to undo.")
    words = {
        StepKind.ANSWER: _("Taken back, your answer to: {card}"),
        StepKind.AMEND: _("Taken back, your word on the answer to: {card}"),
        StepKind.SKIP: _("Taken back, the putting off of: {card}"),
        StepKind.SUSPEND: _("Asked again: {card}"),
    }
    return words[undone.deed].format(card=shortened(undone.question))


def _question(sitting: StudySitting, asked: Asked, said: str) -> QuestionScene:
    frame = replace(study_frame(sitting, asked, _(asked.card.caption)), said=said)
    scene = scene_for(asked.prompt, asked.card, frame, QuestionScene.STUDY_COMMANDS)
    if sitting.last_answer() is not None:
        scene.line_commands = (Command.RIGHT, Command.WRONG)
    return scene


def _feedback(sitting: StudySitting, marked: Marked, said: str) -> FeedbackScene:
    frame = replace(study_frame(sitting, marked.asked, ""), said=said)
    return FeedbackScene(
        marked, frame, book=source_words(marked.asked.deck, marked.asked.card.page), own=_own_lines(sitting, marked)
    )


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
