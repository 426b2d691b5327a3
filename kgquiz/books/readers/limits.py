"""How much of a book is read, and what is said where a library is missing."""

from __future__ import annotations

from kgquiz.errors import ExitCode, KgquizError
from kgquiz.formats.base import MEGABYTE
from kgquiz.messages import N_

LARGEST_BOOK = 200 * MEGABYTE
LARGEST_UNPACKED = 64 * MEGABYTE
"""Of the text in a packed book; pictures do not count."""
MOST_LINES = 400_000


class MissingBookLibrary(KgquizError):
    """A kind of book needs a library that is not installed."""

    exit_code = ExitCode.USAGE

    def __init__(self, kind: str) -> None:
        told = N_("To read {kind} books kgquiz needs libraries that are not installed: pip install '{extra}'")
        super().__init__(told, kind=kind, extra="kgquiz[books]")
