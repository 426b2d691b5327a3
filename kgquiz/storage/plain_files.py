"""Opening a file that somebody named: a pipe or a device, which may never end, is refused before it is read."""

from __future__ import annotations

import errno
import os
import stat
from io import BufferedReader
from pathlib import Path


def open_plain(file: Path) -> BufferedReader:
    """The file, opened to read bytes. Raises OSError where that cannot be, ESPIPE where it is a pipe or a device."""
    kind = file.stat().st_mode
    if not stat.S_ISREG(kind) and not stat.S_ISDIR(kind):  # a folder is refused by opening it, as a folder
        raise OSError(errno.ESPIPE, os.strerror(errno.ESPIPE), str(file))
    return file.open("rb")


def read_plain(file: Path) -> bytes:
    """All bytes of it. Raises as above."""
    with open_plain(file) as opened:
        return opened.read()
