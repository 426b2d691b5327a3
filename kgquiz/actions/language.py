"""The language that the student chose, found before anything else is opened or said."""

from __future__ import annotations

from kgquiz.actions.world import World
from kgquiz.storage.settings import Kept, one_of, peeked

AUTO = "auto"
"""The language of the system."""
LANGUAGE_WORDS = (AUTO, "ky", "ru", "en")
LANGUAGE_NAMES = {
    **dict.fromkeys(("кыргызча", "кыргыз", "кыргыз тили", "kyrgyz", "киргизский", "по-кыргызски"), "ky"),
    **dict.fromkeys(("орусча", "орус", "орус тили", "русский", "по-русски", "russian"), "ru"),
    **dict.fromkeys(("англисче", "англис", "англис тили", "английский", "по-английски", "english"), "en"),
}
"""What a person calls them, each in the three languages."""


def language_named(written: str) -> str:
    """The language that a person calls so; anything else as it is written."""
    return LANGUAGE_NAMES.get(written.strip().casefold(), written)


LANGUAGE: Kept[str] = Kept("language", AUTO, one_of(*LANGUAGE_WORDS))


def kept_language(world: World) -> str:
    """The setting `language`."""
    return peeked(world.database, LANGUAGE)
