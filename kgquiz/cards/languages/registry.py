"""Which languages there are rules for, beside Kyrgyz."""

from __future__ import annotations

from functools import cache

from kgquiz.cards.languages.rules import PLAIN, Rules

KNOWN = ("ru", "en")
"""Languages whose endings, numbers and dates are known. Of any other an answer must stand as it is, but for a slip."""


@cache
def rules_of(language: str) -> Rules:
    """The rules of a language other than Kyrgyz; a new one is its module and its line here."""
    if language == "ru":
        from kgquiz.cards.languages.russian import RUSSIAN  # noqa: PLC0415 - only for decks in Russian

        return RUSSIAN
    if language == "en":
        from kgquiz.cards.languages.english import ENGLISH  # noqa: PLC0415 - only for decks in English

        return ENGLISH
    return PLAIN
