"""Which decks there are, where, and what they hold: files in, cached decks out."""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING

from kgquiz.actions.world import World
from kgquiz.errors import ExitCode, KgquizError, NotFound, UsageProblem
from kgquiz.messages import N_
from kgquiz.storage.deck_cache import CachedDeck, FileStamp
from kgquiz.storage.store import Store

if TYPE_CHECKING:
    from kgquiz.knowledge.problems import Problem

EXAM_SUFFIX = ".exam.yaml"


class BadContent(KgquizError):
    """Files that cannot be used as they are; `problems` holds every finding."""

    exit_code = ExitCode.BAD_CONTENT

    def __init__(self, file: Path, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__(
            N_("{file} cannot be used, for the reasons above. Mend it and look again: kgquiz check {file}"),
            file=file,
        )


class DuplicateCards(KgquizError):
    """Two deck files claim the same card."""

    exit_code = ExitCode.BAD_CONTENT


def deck_files(world: World) -> list[Path]:
    """The shipped decks and those in the student's own deck folder, in the order of their names."""
    return [*_decks_in(world.shipped), *_decks_in(world.home / "decks")]


def _decks_in(folder: Path) -> list[Path]:
    found = [*folder.glob("*.yaml"), *folder.glob("*.yml")]
    return sorted(path for path in found if path.is_file() and not path.name.endswith(EXAM_SUFFIX))


def chosen_files(world: World, names: Iterable[str]) -> list[Path]:
    """The files of decks given by name, path or folder; all decks where none is given."""
    chosen = [path for name in names for path in _files_of(world, name)]
    files = list(dict.fromkeys(chosen)) or deck_files(world)
    if not files:
        raise NotFound(N_("There are no decks. Put one into {folder}, or give its path."), folder=world.home / "decks")
    return files


def _files_of(world: World, name: str) -> list[Path]:
    path = Path(name).expanduser()
    if path.is_dir():
        return _decks_of_folder(path)
    if path.name.endswith(EXAM_SUFFIX):
        raise UsageProblem(N_("'{name}' is an exam, not a deck. Sit it: kgquiz exam {name}"), name=name)
    if path.is_file():
        return [path.absolute()]
    by_name = {file.stem: file for file in deck_files(world)}
    if name in by_name:
        return [by_name[name]]
    raise _not_found(name, path, list(by_name))


def _decks_of_folder(path: Path) -> list[Path]:
    files = _decks_in(path.absolute())
    if not files:
        raise NotFound(N_("There are no decks (*.yaml) in the folder '{name}'. Name another one."), name=path)
    return files


def _not_found(name: str, path: Path, known: list[str]) -> NotFound:
    if path.suffix in {".yaml", ".yml"} or len(path.parts) > 1:
        return NotFound(N_("There is no file '{name}'. Check the path."), name=name)
    near = get_close_matches(name, known, n=1, cutoff=0.5)
    if near:
        return NotFound(N_("No deck is named '{name}'. Did you mean '{near}'?"), name=name, near=near[0])
    return NotFound(
        N_("No deck is named '{name}'. There are: {known}. A file is named by its path."),
        name=name,
        known=", ".join(known) or "–",
    )


def load_decks(store: Store, files: Iterable[Path]) -> list[CachedDeck]:
    """The decks of these files, parsed only where a file has changed."""
    stamps = [stamp_of(file) for file in files]
    known = store.decks.known(stamps)
    decks = [known.get(stamp.path) or _read(store, stamp) for stamp in stamps]
    for key, one, other in store.decks.duplicate_keys([deck.id for deck in decks]):
        raise DuplicateCards(
            N_("{one} and {other} both hold the card '{key}'. Give one of the decks another 'deck:' name."),
            one=one,
            other=other,
            key=key,
        )
    return decks


def _read(store: Store, stamp: FileStamp) -> CachedDeck:
    data = read_bytes(stamp.path)
    now = time.time_ns()  # compared with file time stamps, which come from this clock
    known = store.decks.known_by_content(stamp, data, now)
    if known is not None:
        return known
    from kgquiz.knowledge.deck import parse_deck  # noqa: PLC0415 - brings in YAML and all card types

    read = parse_deck(data, shown_path(stamp.path))
    if read.deck is None:
        raise BadContent(Path(shown_path(stamp.path)), [p for p in read.problems if p.is_error])
    return store.decks.put(stamp, data, read.deck, now)


def stamp_of(file: Path) -> FileStamp:
    """A file's size and time stamp."""
    try:
        status = file.stat()
    except OSError as error:
        raise unreadable(file, error) from error
    return FileStamp(file, status.st_size, status.st_mtime_ns)


def read_bytes(file: Path) -> bytes:
    """A file's bytes, or a sentence."""
    try:
        return file.read_bytes()
    except OSError as error:
        raise unreadable(file, error) from error


def unreadable(file: Path, error: OSError) -> KgquizError:
    """The sentence for a file that cannot be read."""
    return NotFound(
        N_("{file} cannot be read: {reason}. Check the path and your rights to it."),
        file=shown_path(file),
        reason=error.strerror or error,
    )


def shown_path(file: Path) -> str:
    """A path as the person would type it: relative where that is shorter."""
    try:
        return file.relative_to(Path.cwd()).as_posix()
    except ValueError:
        return str(file)


def ids(decks: Iterable[CachedDeck]) -> tuple[int, ...]:
    """The cache ids of decks."""
    return tuple(deck.id for deck in decks)
