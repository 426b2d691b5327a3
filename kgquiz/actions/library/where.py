"""where: every folder and file that the program reads or writes."""

from __future__ import annotations

from pathlib import Path

from kgquiz.actions.books.shelf import BOOKS
from kgquiz.actions.files import is_there
from kgquiz.actions.library.sources import working_folder
from kgquiz.actions.sharing.backups import folder_of
from kgquiz.actions.world import World
from kgquiz.messages import N_
from kgquiz.value import dataclass


@dataclass(frozen=True, slots=True)
class FilePlace:
    """A folder or file: its name for programs, what is in it, and whether it is there yet."""

    name: str
    holds: str
    path: Path
    exists: bool


def places(world: World) -> tuple[FilePlace, ...]:
    """All of them; the decks of the folder one stands in only where it has some."""
    here = working_folder(world)
    known = [
        ("home", N_("your data folder (KGQUIZ_HOME moves it)"), world.home),
        ("progress", N_("your answers, plan and settings: one file, to be backed up or moved"), world.database),
        ("backups", N_("its backups, made by themselves after a sitting"), folder_of(world)),
        ("books", N_("your own copies of books, indexed (kgquiz book)"), world.home / BOOKS),
        ("own_decks", N_("your own decks and exams"), world.home / "decks"),
        ("shipped_decks", N_("the decks and exams that come with kgquiz"), world.shipped),
        *([("working_decks", N_("the decks of the folder you stand in"), here)] if here else []),
    ]
    return tuple(FilePlace(name, holds, path, is_there(path)) for name, holds, path in known)
