"""Writing files whole: never half a file, never a lost one."""

from __future__ import annotations

import errno
import os
import secrets
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from kgquiz.errors import CannotWrite, UsageProblem
from kgquiz.messages import N_
from kgquiz.reasons import reason_of


def write_text(path: Path, text: str) -> None:
    """Write beside, then put in place in one step; raises CannotWrite with the reason."""
    write_texts({path: text})


def write_bytes(path: Path, data: bytes) -> None:
    """The same for what is no text."""
    write_texts({path: data})


def write_texts(texts: Mapping[Path, str | bytes]) -> None:
    """Write all of them beside their places first, then put one after the other in place; raises CannotWrite.

    A full disk shows while drafts are written, so that none of the files is changed. The drafts have names that nobody
    can foresee and are made anew, so no file and no link of somebody else is written.
    """
    drafts: dict[Path, Path] = {}
    try:
        for path, text in texts.items():
            with _told(path, _AT_ONCE):
                drafts[path] = path.parent / f".kgquiz-{secrets.token_hex(8)}.new"
                _write_draft(drafts[path], text)
        for done, (path, draft) in enumerate(drafts.items()):
            with _told(path, _HALFWAY if done else _AT_ONCE, done=done, all=len(drafts)):
                draft.replace(path)
    finally:
        for draft in drafts.values():
            with suppress(OSError):  # under a file there is no draft to take away either
                draft.unlink(missing_ok=True)


_AT_ONCE = N_("{path} cannot be written: {reason}. Nothing was changed.")
_HALFWAY = N_(
    "{path} cannot be written: {reason}. {done} of {all} files are new already, the others are as they were: "
    "fix it and run the same again."
)


def _write_draft(draft: Path, text: str | bytes) -> None:
    try:
        draft.parent.mkdir(parents=True, exist_ok=True)
    except FileExistsError as error:  # a file is where the folder should be, and that is how the sentence should put it
        raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), draft.parent) from error
    with draft.open("xb") as file:
        file.write(text if isinstance(text, bytes) else text.encode())
        file.flush()
        os.fsync(file.fileno())


def is_folder(path: Path) -> bool:
    """Whether a path is a folder; what no file can be called is none."""
    try:
        return path.is_dir()
    except (OSError, ValueError):
        return False


def is_there(path: Path) -> bool:
    """Whether something of that name is there; what no file can be called is not."""
    try:
        return path.exists()
    except (OSError, ValueError):
        return False


@contextmanager
def _told(path: Path, template: str, **values: object) -> Iterator[None]:
    """What fails, in a sentence."""
    try:
        yield
    except OSError as error:
        raise CannotWrite(template, path=path, reason=reason_of(error), **values) from error


def refuse_other_kind(path: Path, kind: str, *suffixes: str) -> None:
    """A name that promises another kind of file: what is written could not be opened by it. Raises UsageProblem."""
    if path.suffix and path.suffix.casefold() not in suffixes:
        told = N_("{path} would hold {kind}, and its name says otherwise. Name it {better}.")
        raise UsageProblem(told, path=path, kind=kind, better=path.with_suffix(suffixes[0]).name)
