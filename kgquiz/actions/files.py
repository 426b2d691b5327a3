"""Writing files whole: never half a file, never a lost one."""

from __future__ import annotations

import os
import secrets
from contextlib import suppress
from pathlib import Path

from kgquiz.errors import CannotWrite
from kgquiz.messages import N_


def write_text(path: Path, text: str) -> None:
    """Write beside, then put in place in one step; raises CannotWrite with the reason.

    The draft has a name that nobody can foresee and is made anew, so no file and no link of somebody else is written.
    """
    draft = path.parent / f".kgquiz-{secrets.token_hex(8)}.new"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with draft.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
    except OSError as error:
        with suppress(OSError):  # under a file there is no draft to take away either
            draft.unlink(missing_ok=True)
        raise CannotWrite(
            N_("{path} cannot be written: {reason}. Nothing was changed."),
            path=path,
            reason=error.strerror or error,
        ) from error
