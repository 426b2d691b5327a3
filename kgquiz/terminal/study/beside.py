"""What leads from a finding and back to it: all about the card, its passage, a star, a note; her own words there."""

from __future__ import annotations

from collections.abc import Iterator

from kgquiz.actions.study.sitting import Asked, Marked, StudySitting
from kgquiz.lang import _, ngettext
from kgquiz.terminal.scene import Answered, Command, Flow, Reply, Scene
from kgquiz.terminal.words import solution_words

BESIDE = frozenset((Command.WHY, Command.BOOK, Command.STAR, Command.NOTE))
"""What leads back to where it was asked for."""


def beside(sitting: StudySitting, marked: Marked, wish: Reply) -> Flow[str | None]:
    """Do one of them about an answer; what to say of it, None where she leaves the sitting."""
    if wish in {Command.WHY, Command.BOOK}:
        page = _why(sitting, marked) if wish is Command.WHY else _passage(sitting, marked)
        return None if (yield page) is Command.QUIT else ""
    if wish is Command.STAR:
        return _starred(sitting, marked)
    elif wish is Command.NOTE:
        return (yield from _noted(sitting, marked))
    return ""


def own_lines(sitting: StudySitting, marked: Marked) -> Iterator[str]:
    """After the answer: her note, and what she takes it for, with what that would be right for."""
    from kgquiz.actions.search.notes import own_marks, taken_for

    card = marked.asked.entry.card
    marks = own_marks(sitting.desk, card)
    if card in marks.notes:
        yield _("Your note: {note}").format(note=marks.notes[card])
    taken = taken_for(sitting.desk, sitting.decks, marked)
    if taken is None:
        return
    count = ngettext("{n} time", "{n} times", taken.times)
    yield _("You took “{other}” for it: {times}.").format(other=taken.given, times=count)
    if taken.question:
        yield _("“{other}” is the answer to: {question}").format(other=taken.given, question=taken.question)


def leech_words(sitting: StudySitting, asked: Asked) -> str:
    """Before a card that she missed again and again: that it is one, and the note she wrote for it."""
    from kgquiz.memory.replay import LEECH_FROM

    card = asked.entry.card
    lapses = sitting.desk.store.schedule.state(card).lapses
    if lapses < LEECH_FROM:
        return ""
    from kgquiz.actions.search.notes import own_marks

    told = ngettext("Forgotten {n} time so far.", "Forgotten {n} times so far.", lapses)
    note = own_marks(sitting.desk, card).notes.get(card)
    if note is None:
        return told + " " + _("A note of your own may help: after the answer, by the key w.")
    return told + " " + _("Your note: {note}").format(note=note)


def _starred(sitting: StudySitting, marked: Marked) -> str:
    """Star the card, or take its star away."""
    from kgquiz.actions.search.notes import own_marks

    card = marked.asked.entry.card
    starred = card not in own_marks(sitting.desk, card).starred
    sitting.star(marked, starred=starred)
    return _("★ starred") if starred else _("The star is taken away.")


def _noted(sitting: StudySitting, marked: Marked) -> Flow[str | None]:
    """Ask for a note, what stands there already in the field."""
    from kgquiz.actions.search.notes import own_marks
    from kgquiz.terminal.scenes.ask import AskScene

    card = marked.asked.entry.card
    before = own_marks(sitting.desk, card).notes.get(card, "")
    said = [marked.asked.card.question(), *(f"  {line}" for line in solution_words(marked.asked.card))]
    scene = AskScene(
        _("Your own note on this card"), [*said, "", _("An empty line leaves the card without a note.")], str
    )
    scene.draft = before
    reply = yield scene
    if reply is Command.QUIT:
        return None
    if not isinstance(reply, Answered):
        return ""
    (note,) = reply.answer
    if note != before:
        sitting.note(marked, note)
    return _("Your note is kept.") if note else _("No note.")


def _why(sitting: StudySitting, marked: Marked) -> Scene:
    """All about the card, on a page of its own."""
    from kgquiz.actions.search.why import why
    from kgquiz.terminal.exam.scenes import BesideScene
    from kgquiz.terminal.search.why_lines import why_lines

    found = why(sitting.desk, marked.asked.entry.card, decks=sitting.decks)
    return BesideScene(_("All about this card"), list(why_lines(found, sitting.desk.world.today())))


def _passage(sitting: StudySitting, marked: Marked) -> Scene:
    """What her own copy of the book says, on a page of its own; how to add one where there is none."""
    from kgquiz.actions.books.shelf import behind
    from kgquiz.errors import KgquizError
    from kgquiz.lang import say
    from kgquiz.terminal.books.views import shown_lines
    from kgquiz.terminal.exam.scenes import BesideScene

    try:
        found = behind(sitting.desk.world, marked.asked.entry.card, marked.asked.card)
    except KgquizError as error:
        return BesideScene(_("Your book"), [say(error.message)])
    return BesideScene(_("Your book"), list(shown_lines(found, _PASSAGE_WIDTH, more=False)))


_PASSAGE_WIDTH = 76
"""Letters of a line: what the narrowest usual screen holds."""
