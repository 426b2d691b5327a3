"""How times, shares and findings of an exam are said."""

from __future__ import annotations

from kgquiz.cards.base import Card
from kgquiz.cards.prompts import Answer
from kgquiz.cards.truefalse import TrueFalse
from kgquiz.cards.verdict import Verdict
from kgquiz.lang import _, ngettext, spelling
from kgquiz.terminal.words import finding_words, option_word, solution_words

SECOND = 1000


def time_word(milliseconds: float) -> str:
    """Minutes and seconds, hours where there are any: `4:07`, `1:02:30`."""
    minutes, seconds = divmod(round(milliseconds / SECOND), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02d}:{seconds:02d}" if hours else f"{minutes}:{seconds:02d}"


def percent(share: float) -> str:
    """A share as whole percent."""
    return spelling.percent(share)


def number_word(value: float) -> str:
    """Points, with at most two decimals."""
    return spelling.number(round(value, 2))


def points_word(value: float) -> str:
    """So many points: `1 point`, `2 points`, `1.5 points`."""
    rounded = round(value, 2)
    if rounded == int(rounded):
        return ngettext("{n} point", "{n} points", int(rounded))
    return _("{n} points").format(n=number_word(value))


def answer_word(card: Card, answer: Answer) -> str:
    """An answer in a line."""
    said = card.reply(tuple(map(option_word, answer)))
    return said or (_("in thought") if answer else "–")


def finding_lines(card: Card, answer: Answer, verdict: Verdict) -> list[str]:
    """Her answer, the right one, why, and the page."""
    lines = [_("You: ") + answer_word(card, answer), *_right_lines(card), finding_words(verdict)]
    if card.note:
        lines.append(card.note)
    if card.page:
        lines.append(_("The book, page {page}.").format(page=card.page))
    return lines


def _right_lines(card: Card) -> list[str]:
    """The right answer; one that has several parts, part by part."""
    parts = solution_words(card)
    if len(parts) == 1 or isinstance(card, TrueFalse):
        return [_("Right: ") + parts[0], *parts[1:]]
    return [_("Right:"), *(f"  {part}" for part in parts)]
