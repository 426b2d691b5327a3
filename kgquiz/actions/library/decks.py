"""Which decks there are, where, and what they hold: files in, cached decks out."""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from kgquiz.actions.desk import Desk
from kgquiz.actions.library.sources import (
    CONTENT,
    as_path,
    deck_folders,
    decks_in,
    declared,
    is_content_file,
    is_exam,
    joined,
    meant,
    named_decks,
    named_exams,
    near,
    working_folder,
    yaml_files,
)
from kgquiz.actions.world import World
from kgquiz.errors import ExitCode, KgquizError, NotFound, UsageProblem
from kgquiz.key import CardKey, card_key, key_meant
from kgquiz.messages import N_, Message, message
from kgquiz.reasons import reason_of
from kgquiz.storage.deck_cache import CachedDeck, FileStamp
from kgquiz.storage.plain_files import open_plain, read_plain
from kgquiz.storage.store import Store

if TYPE_CHECKING:
    from kgquiz.knowledge.deck_value import Deck
    from kgquiz.knowledge.problems import Problem


class BadContent(KgquizError):
    """A file that cannot be used as it is; `problems` holds every finding, one at least."""

    exit_code = ExitCode.BAD_CONTENT

    def __init__(self, file: Path, problems: Sequence[Problem]) -> None:
        self.file, self.problems = file, tuple(problems)
        super().__init__(
            N_("{file} cannot be used, for the reasons above. Fix it and check again: kgquiz check {file}"),
            file=file,
        )


class DuplicateCards(KgquizError):
    """Two deck files claim the same card."""

    exit_code = ExitCode.BAD_CONTENT


def deck_files(world: World) -> list[Path]:
    """The shipped decks and those in the student's own deck folder, whether they can be used or not."""
    return [file for folder in deck_folders(world) for file in decks_in(folder)]


def chosen_files(world: World, names: Iterable[str]) -> list[Path]:
    """The files of decks given by name, path or folder; all decks where none is given."""
    chosen = [file for name in joined(names) for file in _files_of(world, name)]
    return list(dict.fromkeys(chosen)) or _all_files(world)


def _all_files(world: World) -> list[Path]:
    files = deck_files(world)
    if not files:
        raise NotFound(N_("There are no decks. Put one into {folder}, or give its path."), folder=world.home / "decks")
    return files


def chosen_decks(desk: Desk, names: Iterable[str] = ()) -> list[CachedDeck]:
    """The decks given by name, path or folder; all that can be used where none is given.

    What is named must be sound, or BadContent says what is wrong. Of a folder, what cannot be used is left out with a
    notice: it stops nothing that does not need it.
    """
    asked = list(joined(names))
    if not asked:
        return _without_doubles(desk, _usable(desk, _all_files(desk.world)))
    found = [deck for name in asked for deck in _decks_of(desk, name)]
    decks = list({deck.id: deck for deck in found}.values())
    for key, one, other in desk.store.decks.duplicate_keys(ids(decks)):
        raise DuplicateCards(
            N_("{one} and {other} both hold the card '{key}'. Give one of the decks another 'deck:' name."),
            one=one,
            other=other,
            key=key,
        )
    return decks


def decks_in_use(desk: Desk, also: Iterable[str] = ()) -> list[CachedDeck]:
    """All decks that can be used, and those named `also`; of a deck in both, the one that is named."""
    named = [deck for name in also for deck in _decks_of(desk, name)]
    everything = {deck.id: deck for deck in (*named, *_usable(desk, _all_files(desk.world)))}
    return _without_doubles(desk, list(everything.values()))


def _decks_of(desk: Desk, name: str) -> list[CachedDeck]:
    files = _files_of(desk.world, name)
    return _usable(desk, files) if as_path(name).is_dir() else load_decks(desk.store, files)


def _usable(desk: Desk, files: Sequence[Path]) -> list[CachedDeck]:
    """The decks of these files, without those that cannot be used. Raises where none can."""
    known = desk.store.decks.known(_stamps(desk.world, files))
    decks: list[CachedDeck] = []
    first: KgquizError | None = None
    for file in files:
        try:
            decks.append(known.get(file) or _read(desk.store, stamp_of(file)))
        except BadContent as error:
            first = first or error
            desk.world.notice(left_out(file, error.problems[0]))
        except (NotFound, UsageProblem) as error:
            first = first or error
            desk.world.notice(error.message)
    if first is not None and not decks:
        desk.world.notices.clear()
        raise first
    return decks


def _stamps(world: World, files: Iterable[Path]) -> list[FileStamp]:
    stamps: list[FileStamp] = []
    for file in files:
        try:
            stamps.append(stamp_of(file))
        except NotFound as error:
            world.notice(error.message)
    return stamps


def left_out(file: Path, problem: Problem) -> Message:
    """The notice on a file that cannot be used, and the first reason."""
    template = N_("{file} is left out, line {line}: {why} See all of it: kgquiz check {file}")
    return message(template, file=shown_path(file), line=problem.line, why=problem.why)


def _without_doubles(desk: Desk, decks: list[CachedDeck]) -> list[CachedDeck]:
    """Of decks that hold the same cards the first stays: a sync's conflict copy must not stop the rest."""
    kept = list(decks)
    while doubles := desk.store.decks.duplicate_keys(ids(kept)):
        _, one, other = doubles[0]
        places = [deck.path for deck in kept]
        stays, goes = sorted((one, other), key=places.index)
        if not _are_one_text(stays, goes):  # the shipped decks beside themselves, where the sources stand, are no fault
            told = N_("{file} is left out: it holds the same cards as {other}. Remove one, or rename it in 'deck:'.")
            desk.world.notice(message(told, file=shown_path(goes), other=shown_path(stays)))
        kept = [deck for deck in kept if deck.path != goes]
    return kept


def _are_one_text(one: Path, other: Path) -> bool:
    try:
        return one.read_bytes() == other.read_bytes()
    except OSError:
        return False


def _files_of(world: World, name: str) -> list[Path]:
    path = as_path(name)
    if path.is_dir():
        return _decks_of_folder(path)
    if is_exam(Path(name)):
        raise UsageProblem(N_("'{name}' is an exam, not a deck. Sit it: kgquiz exam {name}"), name=name)
    if path.is_file():
        refuse_foreign(path, name)
        return [path.absolute()]
    return [_file_named(world, name, path)]


def refuse_foreign(path: Path, name: str) -> None:
    """Raises UsageProblem for a file of another program: what it is, and how it is taken in."""
    from kgquiz.formats.base import Given  # noqa: PLC0415 - only for files given by their path
    from kgquiz.formats.guess import guessed, is_foreign  # noqa: PLC0415

    try:
        with open_plain(path) as stream:
            given = Given(shown_path(path), stream, path.stat().st_size)
            found = is_foreign(given) if path.suffix in _OWN else guessed(given)
    except OSError as error:
        raise unreadable(path, error) from error
    if found is not None:
        told = N_("{file} is no deck of kgquiz but {format} ({what}). Take it in first: kgquiz import {file}")
        raise UsageProblem(told, file=name, format=found.name, what=message(found.title))


_OWN = {".yaml", ".yml"}


def _file_named(world: World, name: str, path: Path) -> Path:
    known = named_decks(world)
    found = meant(name, known)
    if found is None:
        raise _not_found(world, name, path, known)
    file, *others = known[found]
    if others and file.parent == working_folder(world) and not _are_one(file, others[0]):
        told = N_("'{name}' is {file} of this folder here, not {other}.")
        world.notice(message(told, name=found, file=shown_path(file), other=shown_path(others[0])))
    return file


def _are_one(file: Path, other: Path) -> bool:
    """Whether two files hold the same bytes; one that cannot be read is another."""
    import filecmp  # noqa: PLC0415 - where two decks go by one name

    try:
        return filecmp.cmp(file, other, shallow=False)
    except OSError:
        return False


def _decks_of_folder(path: Path) -> list[Path]:
    files = decks_in(path.absolute())
    if not files:
        raise NotFound(N_("There are no decks (*.yaml) in the folder '{name}'. Name another one."), name=path)
    return files


def _not_found(world: World, name: str, path: Path, known: Iterable[str]) -> NotFound:
    if path.suffix in {".yaml", ".yml"} or len(path.parts) > 1:
        return NotFound(N_("There is no file '{name}'. Check the path."), name=name)
    uncompiled = meant(name, {file.stem: file for file in yaml_files(CONTENT)})
    if uncompiled is not None:
        template = N_("'{name}' is not compiled yet. Run 'kgquiz build', then 'kgquiz study {deck}'.")
        return NotFound(template, name=name, deck=uncompiled)
    alike = near(name, known)
    if alike:
        return NotFound(N_("No deck is named '{name}'. Did you mean '{near}'?"), name=name, near=alike)
    exam = meant(name, named_exams(world))
    if exam is not None:
        return NotFound(N_("'{name}' is an exam, not a deck. Sit it: kgquiz exam {name}"), name=exam)
    return NotFound(
        N_("No deck is named '{name}'. There are: {known}. A file is named by its path."),
        name=name,
        known=", ".join(known) or "–",
    )


def load_decks(store: Store, files: Iterable[Path]) -> list[CachedDeck]:
    """The decks of these files, parsed only where a file has changed. Raises BadContent with all that is wrong."""
    stamps = [stamp_of(file) for file in files]
    known = store.decks.known(stamps)
    return [known.get(stamp.path) or _read(store, stamp) for stamp in stamps]


def _read(store: Store, stamp: FileStamp) -> CachedDeck:
    data = read_bytes(stamp.path)
    now = time.time_ns()  # compared with file time stamps, which come from this clock
    known = store.decks.known_by_content(stamp, data, now)
    if known is not None:
        return known
    from kgquiz.knowledge.deck import parse_deck  # noqa: PLC0415 - brings in YAML and all card types

    read = parse_deck(data, shown_path(stamp.path))
    if read.deck is None:
        raise _unusable(stamp.path, [p for p in read.problems if p.is_error])
    cached = store.decks.put(stamp, data, read.deck, now)
    _take_over_history(store, read.deck)
    return cached


def _take_over_history(store: Store, deck: Deck) -> None:
    """Cards that were renamed, merged or split keep what was answered under their former ids."""
    former: dict[CardKey, list[CardKey]] = {
        card_key(deck.deck, card.id): [key_meant(deck.deck, name) for name in card.was]
        for card in deck.cards
        if card.was
    }
    if former:
        store.journal.take_over(former)


def _unusable(file: Path, problems: Sequence[Problem]) -> KgquizError:
    if not is_content_file(file):
        return BadContent(Path(shown_path(file)), problems)
    template = N_("{file} is content, from which a deck is made. Run '{build}', then 'kgquiz study {deck}'.")
    beside = file.parent == CONTENT.absolute()
    build = "kgquiz build" if beside else f"kgquiz build --content {shown_path(file.parent)}"
    return UsageProblem(template, file=shown_path(file), build=build, deck=_deck_of(file))


def _deck_of(content: Path) -> str:
    """The deck that a content file compiles to."""
    return declared(content, "id") or f"ch{declared(content, 'chapter')}"


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
        return read_plain(file)
    except OSError as error:
        raise unreadable(file, error) from error


def unreadable(file: Path, error: OSError) -> KgquizError:
    """The sentence for a file that cannot be read."""
    return NotFound(
        N_("{file} cannot be read: {reason}. Check the path and your rights to it."),
        file=shown_path(file),
        reason=reason_of(error),
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
