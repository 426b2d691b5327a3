"""Opening a file at a line in the editor that the person has chosen."""

from __future__ import annotations

import os
import shlex
import subprocess
from pathlib import Path

from kgquiz.lang import _

_PLUS_LINE = {"vi", "vim", "nvim", "nano", "emacs", "emacsclient", "micro", "joe", "kak", "ne", "gedit", "kate"}
"""Editors that take `+12 file`."""
_COLON_LINE = {"code", "codium", "subl", "hx", "helix", "zed"}
"""Editors that take `file:12`."""


def edit(path: Path, line: int) -> str:
    """Open it and wait; returns what is to be told, nothing where all went well."""
    chosen = os.environ.get("VISUAL") or os.environ.get("EDITOR") or ""
    if not chosen:
        return _("Set EDITOR to your editor; the card is in {file}:{line}").format(file=path, line=line)
    command = shlex.split(chosen, posix=os.name != "nt")
    name = Path(command[0].strip('"')).stem.lower()
    if name in _PLUS_LINE:
        command += [f"+{line}", str(path)]
    elif name in _COLON_LINE:
        command += [*(["--goto"] if name in {"code", "codium"} else []), f"{path}:{line}"]
    else:
        command.append(str(path))
    try:
        subprocess.run(command, check=False)  # noqa: S603 - the person's own editor, by her own wish
    except OSError:
        return _("The editor “{name}” cannot be started; the card is in {file}:{line}").format(
            name=chosen, file=path, line=line
        )
    return ""
