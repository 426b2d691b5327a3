"""An answer typed into the blank of a sentence, which is written ___."""

from __future__ import annotations

from kgquiz.cards.kyrgyz.lexicon import TermIndex
from kgquiz.cards.marker import EMPTY, mark_text
from kgquiz.cards.verdict import Verdict


def typed_into(question: str, answer: str, typed: str, *accept: str, lexicon: TermIndex = EMPTY) -> Verdict:
    before, _, after = question.partition("___")
    return mark_text(typed, answer, accept=accept, question=(before, after), lexicon=lexicon)
