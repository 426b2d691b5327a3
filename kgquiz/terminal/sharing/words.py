"""How much a file holds, in words."""

from __future__ import annotations

from kgquiz.actions.sharing.backups import Contents
from kgquiz.lang import _, ngettext
from kgquiz.lang.spelling import number

_KILO = 1024


def contents_words(held: Contents) -> str:
    """Answers, days, exams."""
    return ", ".join(
        (
            ngettext("{n} answer", "{n} answers", held.answers),
            ngettext("{n} study day", "{n} study days", held.days),
            ngettext("{n} exam", "{n} exams", held.exams),
        )
    )


def size_words(size: int) -> str:
    """Bytes as people say them."""
    if size < _KILO * _KILO:
        return _("{n} KB").format(n=max(1, round(size / _KILO)))
    return _("{n} MB").format(n=number(size / _KILO / _KILO, 1))
