"""A class in a folder: the instructor's line, and of every student and device a file that only grows.

`class-CODE.jsonl` announces; `class-CODE-STUDENT-DEVICE.jsonl` hands in. Lines carry checksums
(storage/exchange_lines).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import msgspec

from kgquiz.errors import NotFound
from kgquiz.key import CardKey
from kgquiz.messages import N_
from kgquiz.reasons import reason_of
from kgquiz.sharing.codes import read_code
from kgquiz.sharing.handed_in import HandedIn, take_line
from kgquiz.sharing.places import ClassCard, PlaceProblem
from kgquiz.storage.exchange_lines import LONGEST, append, checked, readable_as

_CARD = re.compile(r"class-([0-9A-Z]{4}-[0-9A-Z]{4})\.jsonl")
_OF_STUDENT = re.compile(r"class-([0-9A-Z]{4}-[0-9A-Z]{4})-(S-[0-9A-Z]{6})-([0-9a-f]+).*\.jsonl")
LARGEST = 2**28
"""Bytes of a student's file; a greater one is passed over."""


class _Announced(msgspec.Struct):
    code: str
    title: str
    decks: list[str]
    made: str = ""


class _Hardness(msgspec.Struct):
    hardness: dict[CardKey, float]


class ClassFolder:
    """A folder that the instructor and her students see, or into which she puts the files they gave her."""

    def __init__(self, path: Path) -> None:
        if not path.is_dir():
            raise NotFound(N_("There is no folder {path}. Make it, or plug in what it is on."), path=path)
        self.path = path.absolute()
        self.address = str(self.path)

    def classes(self) -> list[ClassCard]:
        """Those of which the line can be read."""
        found = []
        with self._told():
            for path in self._files("class-*.jsonl"):
                named = _CARD.fullmatch(path.name)
                if named is not None:
                    found += [card for line in _texts(path) if (card := _card(line, named[1])) is not None][-1:]
        return found

    def announce(self, card: ClassCard) -> None:
        """A file with one line."""
        entry = {"code": card.code, "title": card.title, "decks": list(card.decks), "made": card.made}
        with self._told():
            self._add(self.path / f"class-{card.code}.jsonl", [entry])

    def own(self, code: str) -> str:  # noqa: ARG002 - a folder does not know who looks into it
        """Nobody's."""
        return ""

    def join(self, code: str, student: str, name: str) -> None:
        """Her name goes in with what she sends."""

    def send(self, code: str, student: str, device: str, entries: Sequence[Mapping[str, Any]]) -> None:
        """Whole lines at the end of this device's file."""
        with self._told():
            self._add(self._own(code, student, device), entries)

    def has_all(self, code: str, student: str, device: str, sent: int) -> bool:
        """Whether the file is as long as it was, in lines."""
        with self._told():
            path = self._own(code, student, device)
            return path.is_file() and sum(1 for _ in _texts(path)) >= sent

    def leave(self, code: str, student: str) -> int:
        """Take her files away, of all devices."""
        with self._told():
            own = self._by_student(code).get(student, [])
            for path in own:
                path.unlink(missing_ok=True)
            return len(own)

    def publish(self, code: str, hardness: Mapping[CardKey, float]) -> None:
        """One more line of the class."""
        with self._told():
            self._add(self.path / f"class-{code}.jsonl", [{"hardness": dict(hardness)}])

    def hardness(self, code: str) -> dict[CardKey, float]:
        """The last such line."""
        path = self.path / f"class-{code}.jsonl"
        found: dict[CardKey, float] = {}
        with self._told():
            for text in _texts(path) if path.is_file() and not path.is_symlink() else ():
                with suppress(msgspec.ValidationError, msgspec.DecodeError, RecursionError):
                    found = msgspec.json.decode(text or b"", type=_Hardness).hardness
        return found

    def stamps(self, code: str) -> dict[str, str]:
        """Names, sizes and times of her files."""
        with self._told():
            return {
                student: "|".join(f"{path.name}:{path.stat().st_size}:{path.stat().st_mtime_ns}" for path in files)
                for student, files in self._by_student(code).items()
            }

    def handed_in(self, code: str, students: Sequence[str]) -> list[HandedIn]:
        """All that their files hold; what came twice comes once."""
        with self._told():
            files = self._by_student(code)
            return [_handed_in(student, files.get(student, [])) for student in students]

    def _add(self, path: Path, entries: Sequence[Mapping[str, Any]]) -> None:
        append(path, entries, readable_as(self.path))

    def _own(self, code: str, student: str, device: str) -> Path:
        return self.path / f"class-{code}-{student}-{device}.jsonl"

    def _by_student(self, code: str) -> dict[str, list[Path]]:
        found: dict[str, list[Path]] = {}
        for path in self._files(f"class-{code}-*.jsonl"):
            named = _OF_STUDENT.fullmatch(path.name)
            if named is not None:
                found.setdefault(named[2], []).append(path)
        return found

    def _files(self, pattern: str) -> list[Path]:
        return [path for path in sorted(self.path.glob(pattern)) if path.is_file() and not path.is_symlink()]

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            told = N_("{path} cannot be used: {reason}.")
            raise PlaceProblem(told, path=error.filename or self.path, reason=reason_of(error)) from error


def _handed_in(student: str, files: Sequence[Path]) -> HandedIn:
    found = HandedIn(student)
    for path in files:
        if path.stat().st_size > LARGEST:
            found.damaged += 1
            continue
        for text in _texts(path):
            if text is None:
                found.damaged += 1
            else:
                take_line(text, found)
    return found


def _card(text: bytes | None, code: str) -> ClassCard | None:
    try:
        read = msgspec.json.decode(text or b"", type=_Announced)
    except (msgspec.ValidationError, msgspec.DecodeError):
        return None
    if read_code(read.code) != code:
        return None
    return ClassCard(code, read.title, tuple(read.decks), read.made)


def _texts(path: Path) -> Iterator[bytes | None]:
    """The entries of a file, line by line; None of what is torn or was changed."""
    with path.open("rb") as file:
        while line := file.readline(LONGEST):
            if line.strip():
                yield checked(line)
