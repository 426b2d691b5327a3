"""How times, shares and findings of an exam are said."""

from __future__ import annotations

from kgquiz.cards.base import Card
from kgquiz.cards.prompts import Answer
from kgquiz.cards.verdict import Verdict
from kgquiz.lang import _
from kgquiz.terminal.words import finding_words, option_word

SECOND = 1000


def time_word(milliseconds: float) -> str:
    """Minutes and seconds, hours where there are any: `4:07`, `1:02:30`."""
    minutes, seconds = divmod(round(milliseconds / SECOND), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02d}:{seconds:02d}" if hours else f"{minutes}:{seconds:02d}"


def percent(share: float) -> str:
    """A share as whole percent."""
    return f"{share:.0%}".replace("%", " %")


def answer_word(card: Card, answer: Answer) -> str:
    """An answer in a line."""
    return card.reply(tuple(map(option_word, answer))) or "–"


def finding_lines(card: Card, answer: Answer, verdict: Verdict) -> list[str]:
    """Her answer, the right one, why, and the page."""
    lines = [
        _("You: ") + answer_word(card, answer),
        _("Right: ") + "; ".join(map(option_word, card.solution())),
        finding_words(verdict),
    ]
    if card.note:
        lines.append(card.note)
    if card.page:
        lines.append(_("The book, page {page}.").format(page=card.page))
    return lines
