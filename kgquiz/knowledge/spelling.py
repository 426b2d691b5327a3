"""One spelling of everything: forms that the authors agreed not to use, found wherever a student would read them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kgquiz.cards.cloze import blanks_of, with_blanks
from kgquiz.cards.described import fields_of
from kgquiz.knowledge.content import Point, ReadChapter, Step
from kgquiz.knowledge.problems import Problem, Severity
from kgquiz.messages import N_, message

_NOT_READ = frozenset(
    ["id", "accept", "reject", "needs", "was", "tags", "confused_with", "never_with", "cards", "section", "match"]
).union(["ru", "en"])
"""Fields that no student reads, that hold what she may type, or that are in another language."""


def misspelt(chapters: Sequence[ReadChapter]) -> Iterator[Problem]:
    """Every forbidden form in what is shown, in any ending; what is typed may be spelt as it likes."""
    for language in dict.fromkeys(read.draft.language for read in chapters):
        yield from _misspelt([read for read in chapters if read.draft.language == language])


def _misspelt(chapters: Sequence[ReadChapter]) -> Iterator[Problem]:
    """In chapters of one language: a form of it may be a right one of another."""
    agreed = {wrong: right for read in chapters for wrong, right in read.draft.spelling.items()}
    patterns = [(_pattern(wrong, right), wrong, right) for wrong, right in agreed.items()]
    for read in chapters:
        for path, item in read.placed:
            for field in fields_of(type(item)).values():
                if field.name in _NOT_READ:
                    continue
                text = " ".join(_texts(getattr(item, field.name)))
                for pattern, wrong, right in patterns:
                    if pattern.search(text):
                        why = message(N_("“{wrong}” is spelt “{right}” here."), wrong=wrong, right=right)
                        remedy = message(N_("Spell it so, or take it out of 'spelling'."))
                        yield read.source.problem((*path, field.name), "spelling", why, remedy, Severity.WARNING)


def _pattern(wrong: str, right: str) -> re.Pattern[str]:
    """The form at the start of a word; where only capitals differ, capitals count."""
    flags = 0 if wrong.casefold() == right.casefold() else re.IGNORECASE
    return re.compile(rf"(?<!\w){re.escape(wrong)}", flags)


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield with_blanks(value, tuple(blank.answer for blank in blanks_of(value)))
    elif isinstance(value, Point | Step):
        yield value.text
    elif isinstance(value, dict):
        yield from (str(text) for pair in value.items() for text in pair)
    elif isinstance(value, tuple):
        for one in value:
            yield from _texts(one)
