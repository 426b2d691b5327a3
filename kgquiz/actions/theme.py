"""The theme that the student chose; alone, since the first screen asks for it and for no other setting."""

from __future__ import annotations

from kgquiz.actions.desk import Desk
from kgquiz.actions.files import is_there
from kgquiz.errors import KgquizError
from kgquiz.storage.settings import Kept, one_of

THEME_NAMES = ("auto", "dark", "light", "no-colour", "high-contrast")
THEME: Kept[str] = Kept("theme", THEME_NAMES[0], one_of(*THEME_NAMES))


def theme_name(desk: Desk) -> str:
    """The theme she chose; where the store cannot tell, the one that fits any terminal."""
    if not is_there(desk.world.database):
        return THEME_NAMES[0]
    try:
        return desk.store.settings.get(THEME)
    except KgquizError:
        return THEME_NAMES[0]
