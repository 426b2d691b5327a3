"""Writing files whole: never half a file, never a lost one."""

from __future__ import annotations

import os
from pathlib import Path

from kgquiz.errors import CannotWrite
from kgquiz.messages import N_


def write_text(path: Path, text: str) -> None:
    """Write beside, then put in place in one step; raises CannotWrite with the reason."""
    draft = path.with_name(path.name + ".new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with draft.open("w", encoding="utf-8", newline="\n") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
    except OSError as error:
        draft.unlink(missing_ok=True)
        raise CannotWrite(
            N_("{path} cannot be written: {reason}. Nothing was changed."),
            path=path,
            reason=error.strerror or error,
        ) from error
