"""After the answer: the finding, both texts letter by letter, the notes, the ratings."""

from __future__ import annotations

from collections.abc import Iterator

from rich.columns import Columns
from rich.console import Group, RenderableType
from rich.table import Column, Table
from rich.text import Text

from kgquiz.cards.aligned import aligned
from kgquiz.cards.cloze import Cloze
from kgquiz.cards.prompts import Arrange, ChooseMany, Pair, TickOff
from kgquiz.cards.verdict import Finding, Verdict
from kgquiz.lang import _
from kgquiz.terminal.painting.entries import Hanging, indented
from kgquiz.terminal.painting.frame import around
from kgquiz.terminal.painting.painted import foot_of, painted
from kgquiz.terminal.study.feedback import FeedbackScene
from kgquiz.terminal.words import days_word, finding_sign, finding_words, option_word, rating_word, solution_rows

_LETTER_BY_LETTER = {Finding.KEYBOARD, Finding.ENDING, Finding.SLIP, Finding.SPELLING, Finding.WRONG, Finding.NORMAL}


@painted.register
def _finding(scene: FeedbackScene, width: int) -> RenderableType:
    return around(scene.frame, finding_rows(scene), width)


@foot_of.register
def _ratings(scene: FeedbackScene) -> RenderableType:
    """The ratings, and when the card would come back by each; on a narrow screen a line ends between two of them."""
    marked = scene.marked
    ratings: list[Text] = []
    for rating, days in marked.asked.returns.items():
        if marked.rating is not None and rating not in marked.ratings():
            continue
        style = "rating.chosen" if rating is scene.rating else "rating"
        returns = f" · {days_word(days)}" if marked.asked.schedules else ""
        ratings.append(Text(f" {int(rating)} {rating_word(rating)}{returns} ", style=style, no_wrap=True))
    return Group(Text(), Columns(ratings))


def finding_rows(scene: FeedbackScene) -> Iterator[RenderableType]:
    """The finding first: a long question, which she has just read, must not push it off a small screen."""
    verdict = scene.marked.verdict
    sign, style = finding_sign(verdict)
    yield Text(f"{sign} {finding_words(verdict)}", style=style)
    yield from _answer_rows(scene)
    yield from (Text(line, style="notice") for line in scene.forgiven())
    if not isinstance(scene.marked.asked.card, Cloze):  # its text stands above, filled
        yield Text()
        yield Text(scene.marked.asked.prompt.text, style="muted")
    yield Text()
    yield from (Text(line, style="caption") for line in scene.notes())


def _answer_rows(scene: FeedbackScene) -> Iterator[RenderableType]:
    """What she said and what is right; where the answer has parts, each with its own mark."""
    prompt, solution = scene.marked.asked.prompt, scene.marked.asked.card.solution()
    if isinstance(prompt, TickOff):
        had = set(scene.marked.answer)
        yield from (Text(line) for line in solution if line not in prompt.points)
        yield Hanging((Text("☑" if point in had else "☐"), Text(point)) for point in prompt.points)
    elif isinstance(prompt, ChooseMany | Arrange | Pair):
        yield from _parts(scene, solution)
    else:
        yield from _whole(scene)


def _parts(scene: FeedbackScene, solution: tuple[str, ...]) -> Iterator[RenderableType]:
    ordered = isinstance(scene.marked.asked.prompt, Arrange)
    hers = [f"{n}. {part}" if ordered else part for n, part in enumerate(scene.marked.answer, 1)]
    yield Hanging(_marked(part, is_right=part in solution) for part in hers)
    missing = solution if ordered else [line for line in solution if line not in hers]
    if missing and scene.marked.verdict.score < 1:  # nothing is, where a wrong one was chosen beside all the right
        yield Text(_("Right is:"), style="muted")
        yield from (indented(f"  {line}", style="strong") for line in missing)


def _marked(part: str, *, is_right: bool) -> tuple[Text, Text]:
    style = "right" if is_right else "wrong"
    return Text("✓" if is_right else "✗", style=style), Text(part, style=style)


def _whole(scene: FeedbackScene) -> Iterator[RenderableType]:
    """Both texts, one below the other and beginning in one column, so that the eye finds where they part."""
    verdict, card, answer = scene.marked.verdict, scene.marked.asked.card, scene.marked.answer
    both = Table.grid(Column(no_wrap=True), Column(overflow="fold"))
    if answer and verdict.finding is not Finding.EXACT:
        given = card.reply(tuple(map(option_word, answer))) or "–"
        both.add_row(Text(_("You: "), style="muted"), _differing(given, verdict, own=True))
    (_lead, first), *rest = solution_rows(card)
    expected = _differing(first, verdict, answer) if first == verdict.expected else Text(first, "strong")
    both.add_row(Text(_("Right: "), style="muted"), expected)
    for lead, line in rest:
        if lead:
            both.add_row(Text(lead, style="muted"), Text(line, "strong"))
    yield both
    yield from (Text(line) for lead, line in rest if not lead)


def _differing(text: str, verdict: Verdict, answer: tuple[str, ...] = (), *, own: bool = False) -> Text:
    """A text with the letters marked in which the two spellings differ."""
    drawn = Text(style="" if own else "strong")
    typed, expected = (text, verdict.expected) if own else (" ".join(answer), text)
    if verdict.finding not in _LETTER_BY_LETTER or not typed or not expected:
        return drawn.append(text)
    for run in aligned(typed, expected):
        shown = run.typed if own else run.expected
        drawn.append(shown, "" if run.same else "letter.stray" if own else "letter.missing")
    return drawn
