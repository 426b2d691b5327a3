"""Where decks, exams and content come from: the folders there are, and their files by every name they go by."""

from __future__ import annotations

import errno
import os
import re
import unicodedata
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from kgquiz.actions.world import World
from kgquiz.storage.plain_files import open_plain

EXAM_SUFFIXES = (".exam.yaml", ".exam.yml")
_YAML = (".yaml", ".yml")
CONTENT, DECKS = Path("content"), Path("decks")
"""The folders of an author, as `kgquiz build` has them."""


def yaml_files(folder: Path) -> list[Path]:
    """The YAML files of a folder by name; hidden ones (`._one.yaml` of a Mac, editors' drafts) are none."""
    with suppress(FileNotFoundError, NotADirectoryError, PermissionError), os.scandir(folder) as entries:
        return sorted(folder / entry.name for entry in entries if _is_seen_yaml(entry.name) and _is_file(entry))
    return []  # of no folder, and of one that may not be looked into, none can be used


def _is_file(entry: os.DirEntry[str]) -> bool:
    with suppress(OSError):  # a link that leads in a circle, or where nobody may look, leads to no file
        return entry.is_file()
    return False


def _is_seen_yaml(name: str) -> bool:
    return os.path.normcase(name).endswith(_YAML) and not name.startswith(".")


def decks_in(folder: Path) -> list[Path]:
    """The deck files of a folder. Of copies the one that is called as its deck comes first, then the shortest name."""
    heads = {path: _head(path) for path in yaml_files(folder) if not is_exam(path)}
    decks = {path: _said(head, "deck") for path, head in heads.items() if not _is_of_a_paper(head)}
    return sorted(decks, key=lambda path: (decks[path] != path.stem, len(path.name), path.name))


def exams_in(folder: Path) -> list[Path]:
    """The exam blueprints of a folder."""
    return [path for path in yaml_files(folder) if is_exam(path)]


def papers_in(folder: Path) -> list[Path]:
    """The saved papers of a folder."""
    return [path for path in yaml_files(folder) if is_paper(path)]


def is_exam(path: Path) -> bool:
    """Whether a file is an exam blueprint, by its name."""
    return path.name.endswith(EXAM_SUFFIXES)


def is_paper(path: Path) -> bool:
    """Whether a file is a saved paper, by the field at its head."""
    return path.name.endswith(_YAML) and _is_of_a_paper(_head(path))


def deck_folders(world: World) -> tuple[Path, ...]:
    """The folders whose decks are in use: the shipped ones, and the student's own."""
    return world.shipped, world.home / "decks"


def working_folder(world: World) -> Path | None:
    """`decks/` of the folder the person stands in, where she builds her own; None where it is in use anyway."""
    here = DECKS.absolute()
    known = {folder.resolve() for folder in deck_folders(world)}
    return here if here.is_dir() and here.resolve() not in known else None


def looked_in(world: World) -> list[Path]:
    """The folders in which a name is looked for, the nearest first."""
    return [folder for folder in (working_folder(world), *deck_folders(world)) if folder is not None]


def named_decks(world: World) -> dict[str, list[Path]]:
    """Deck files by every name they go by, the nearest folder first."""
    return _by_name([decks_in(folder) for folder in looked_in(world)], "deck")


def named_exams(world: World, *, here: bool = True) -> dict[str, list[Path]]:
    """Blueprints by every name they go by: those of the folder she stands in (`here`), her own, the shipped ones."""
    working = working_folder(world) if here else None
    folders = [folder for folder in (working, *reversed(deck_folders(world))) if folder is not None]
    return _by_name([exams_in(folder) for folder in folders], "exam")


def exam_files(world: World) -> list[Path]:
    """The blueprints in use; the student's own go before the shipped ones."""
    return [file for folder in reversed(deck_folders(world)) for file in exams_in(folder)]


def _by_name(folders: Iterable[list[Path]], field: str) -> dict[str, list[Path]]:
    """Within a folder what stands in the field goes before what a file is called."""
    names: dict[str, list[Path]] = {}
    for files in folders:
        for name, file in (
            *((declared(file, field), file) for file in files),
            *((stem_of(file), file) for file in files),
        ):
            if name and file not in names.setdefault(name, []):
                names[name].append(file)
    return names


def stem_of(file: Path) -> str:
    """What a deck or blueprint is called by its file."""
    return Path(file.stem).stem if is_exam(file) else file.stem


_HEAD_BYTES = 4096
"""Bytes in which the name of a deck or exam is looked for, without parsing its file."""


def declared(file: Path, field: str) -> str:
    """What stands in a field at the head of a file, or nothing: good enough to find a file by, no more."""
    return _said(_head(file), field)


def _head(file: Path) -> str:
    """The beginning of a file; of one that cannot be read it is empty."""
    try:
        with open_plain(file) as opened:
            return opened.read(_HEAD_BYTES).decode("utf-8", errors="replace")
    except OSError:
        return ""


def _is_of_a_paper(head: str) -> bool:
    return _said(head, "paper").isdecimal()


def _said(head: str, field: str) -> str:
    if f"\n{field}:" not in f"\n{head}":  # most heads lack most fields: no pattern is made for them
        return ""
    found = re.search(rf"^{field}:[ \t]*(['\"]?)([^'\"#\r\n]*?)\1[ \t]*(?:#.*)?\r?$", head, re.MULTILINE)
    return found[2] if found else ""


def is_content_file(file: Path) -> bool:
    """Whether a file says what a chapter teaches, by the fields at its head: it is compiled before it is studied."""
    return not declared(file, "deck") and declared(file, "chapter").isdecimal()


def as_path(name: str) -> Path:
    """What was typed, as a path. What no file can be called (`~nobody`, 5,000 letters, a zero byte) is not there."""
    try:
        path = Path(name).expanduser()
        path.stat()
    except (RuntimeError, ValueError):
        return Path(_NO_FILE)
    except OSError as error:
        return Path(_NO_FILE) if error.errno == errno.ENAMETOOLONG else path
    return path


_NO_FILE = "no such folder/no such file"


def joined(names: Iterable[str]) -> Iterator[str]:
    """Names in which `ch 1` and `5 глава` are one."""
    words = list(names)
    while words:
        word = words.pop(0)
        together = f"{word} {words[0]}" if words and not as_path(word).exists() else ""
        if together and _numbered(_key(together)) and not (_numbered(_key(word)) and _numbered(_key(words[0]))):
            words.pop(0)
            yield together
        else:
            yield word


def meant(name: str, known: Iterable[str]) -> str | None:
    """The known name that is meant: as it is, in other letters or keys, or a chapter or part by its number."""
    names = list(known)
    if name in names:
        return name
    by_key = {_key(one): one for one in reversed(names)}
    for key in (_key(name), _key(name.translate(_ON_RUSSIAN_KEYS))):
        found = by_key.get(key) or by_key.get(_numbered(key) or "")
        if found:
            return found
    return None


def near(name: str, known: Iterable[str]) -> str | None:
    """A known name that is spelled much alike. One that differs by its number alone is another thing, not a slip."""
    from difflib import get_close_matches  # noqa: PLC0415 - only where something is not found

    key = _key(name)
    by_key = {_key(one): one for one in known}
    letters = re.sub(r"\d", "", key)
    alike = [one for one in by_key if re.sub(r"\d", "", one) != letters or one == key]
    close = get_close_matches(key, alike, n=1, cutoff=0.5)
    return by_key[close[0]] if close else None


def _key(name: str) -> str:
    return re.sub(r"[\s._-]+", "-", unicodedata.normalize("NFC", name).strip().casefold()).strip("-")


_WORDS = {
    "ch": ("", "ch", "chap", "chapter", "глава", "главы", "гл", "бап", "баб"),
    "part": ("part", "бөлүм", "болум", "часть", "ч"),
}
_BEFORE = r"([^\W\d]*)-?0*(\d{1,3})"
_AFTER = r"0*(\d{1,3})-?(?:я-)?([^\W\d]+)"


def _numbered(key: str) -> str | None:
    """`ch5` for `chapter-5`, `5`, `5-глава`; `part1` for `1-бөлүм`; else None."""
    before, after = re.fullmatch(_BEFORE, key), re.fullmatch(_AFTER, key)
    word, number = (before[1], before[2]) if before else (after[2], after[1]) if after else (None, "")
    return next((f"{slug}{number}" for slug, words in _WORDS.items() if word in words), None)


_ON_RUSSIAN_KEYS = str.maketrans(
    "йцукенгшщзхъфывапролджэячсмитьбюЙЦУКЕНГШЩЗХЪФЫВАПРОЛДЖЭЯЧСМИТЬБЮ",
    "qwertyuiop[]asdfghjkl;'zxcvbnm,.QWERTYUIOP[]ASDFGHJKL;'ZXCVBNM,.",
)
"""What was typed with the Russian keyboard still on: `ср1` for `ch1`."""
