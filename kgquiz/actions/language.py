"""The language that the student chose, found before anything else is opened or said."""

from __future__ import annotations

from kgquiz.actions.world import World
from kgquiz.storage.settings import Kept, one_of, peeked

AUTO = "auto"
"""The language of the system."""
LANGUAGE_WORDS = (AUTO, "ky", "ru", "en")
LANGUAGE: Kept[str] = Kept("language", AUTO, one_of(*LANGUAGE_WORDS))


def kept_language(world: World) -> str:
    """The setting `language`."""
    return peeked(world.database, LANGUAGE)
