"""A card as the student meets it, before and after the answer, and what its author is told of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from random import Random

from rich.console import Group, RenderableType
from rich.rule import Rule
from rich.text import Text

from kgquiz.actions.authoring.writing import Draft, WrittenCard
from kgquiz.actions.study.sitting import Asked, Marked
from kgquiz.cards.base import Card
from kgquiz.cards.cloze import Cloze
from kgquiz.cards.prompts import Answer, ChooseOne, Reveal, TickOff, Type
from kgquiz.cards.verdict import Finding, Verdict
from kgquiz.exam.scoring import points_of
from kgquiz.key import card_key
from kgquiz.knowledge.deck_value import Deck
from kgquiz.knowledge.problems import Problem
from kgquiz.lang import _, say
from kgquiz.lang.spelling import percent
from kgquiz.memory.model import Rating
from kgquiz.memory.queue import Entry
from kgquiz.terminal.painting.finding import finding_rows
from kgquiz.terminal.painting.painters import painted
from kgquiz.terminal.scenes.frame import Frame
from kgquiz.terminal.scenes.registry import scene_for
from kgquiz.terminal.study.feedback import FeedbackScene
from kgquiz.terminal.study.flow import place_words, source_words
from kgquiz.terminal.words import finding_sign, finding_words, near_words, option_word, told_forgiven

_SAME_EVERY_TIME = 1
"""The seed of the preview's shuffles: options stay where they are while one writes."""


def card_view(card: Card, deck: Deck, width: int) -> RenderableType:
    """The question, then what follows a right answer."""
    asked = _asked(card, deck)
    frame = Frame(place_words(asked), _(card.task()), 0, 1, status=f"{card.id} · {_(card.name)}")
    question = painted(scene_for(asked.prompt, card, frame, ()), width)
    after = Rule(_("after the answer"), style="muted", align="left")
    return Group(question, Text(), after, *finding_rows(_feedback(asked)))


def _asked(card: Card, deck: Deck) -> Asked:
    entry = Entry(card_key(deck.deck, card.id), card.item, deck.deck, card.type)
    prompt = card.ask(Random(_SAME_EVERY_TIME))
    return Asked(entry, card, deck, prompt, None, dict.fromkeys(Rating, 0), schedules=False, is_own=True)


def _feedback(asked: Asked) -> FeedbackScene:
    card = asked.card
    answer = right_answer(asked)
    finding = Finding.SELF if isinstance(asked.prompt, Reveal) else Finding.EXACT
    verdict = Verdict(1.0, finding, answer[0] if len(answer) == 1 else "")
    marked = Marked(asked, answer, verdict, Rating.GOOD, "", 0)
    return FeedbackScene(marked, Frame("", "", 0, 1), book=source_words(asked.deck, card.page))


def right_answer(asked: Asked) -> Answer:
    """What a student would give who knows it all."""
    prompt, card = asked.prompt, asked.card
    if isinstance(prompt, TickOff):
        return prompt.points
    if isinstance(prompt, Reveal):
        return ()
    if isinstance(card, Cloze):
        return tuple(blank.answer for blank in card.blanks)
    return card.solution()[:1] if isinstance(prompt, (Type, ChooseOne)) else card.solution()


def card_lines(one: WrittenCard, deck: Deck) -> Iterator[str]:
    """The same without a screen: the question, what is right, the note."""
    asked = _asked(one.card, deck)
    frame = Frame(place_words(asked), _(one.card.task()), 0, 1, status=f"{one.line}: {one.card.id}")
    yield from scene_for(asked.prompt, one.card, frame, ()).text().split("\n")
    yield from (f"  = {option_word(line)}" for line in one.card.solution())
    if one.card.note:
        yield f"  {one.card.note}"
    yield from (f"  ! {problem_line(problem)}" for problem in one.problems)


def problem_line(problem: Problem) -> str:
    """The line, whether it must be mended, why, and what to do."""
    kind = _("error") if problem.is_error else _("warning")
    return f"{problem.line}: {kind}: {say(problem.why)} {say(problem.remedy)}"


def problems_of(draft: Draft, shown: WrittenCard | None) -> tuple[Sequence[Problem], Sequence[Problem]]:
    """What is told of the card on show, and of the rest of the file, errors first."""
    mine = shown.problems if shown is not None else ()
    others = [problem for problem in draft.problems if problem not in mine]
    return mine, sorted(others, key=lambda problem: (not problem.is_error, problem.line))


def marked_lines(draft: Draft, card: Card, text: str) -> list[str]:
    """What the marker says to a typed answer, and why; several blanks are parted by a bar."""
    prompt = card.ask(Random(_SAME_EVERY_TIME))
    if isinstance(prompt, TickOff):
        return _read_lines(card, text)
    if not isinstance(prompt, Type):
        return [_("Nothing is typed on this card: there is nothing to try.")]
    answer = tuple(part.strip() for part in text.split("|")) if prompt.blanks > 1 else (text,)
    verdict = draft.mark(card, answer)
    sign, _style = finding_sign(verdict)
    lines = [f"{sign} {finding_words(verdict)} ({percent(verdict.score)})"]
    lines += told_forgiven(verdict)
    return [*lines, near_words(verdict.near)] if verdict.near else lines


def _read_lines(card: Card, text: str) -> list[str]:
    """Which points would be ticked for a written answer, and by which words."""
    from kgquiz.cards.reading.written import read_written

    read = read_written(text, points_of(card), card.question(), card.language)
    return [
        f"{'☑' if point.covered else '☐'} {point.point}"
        + (f" ← {' … '.join(read.shown_by(point))}" if point.covered else "")
        for point in read.points
    ]
