"""What is typed in, decoded strictly: what cannot be read is refused, never guessed at and recorded."""

from __future__ import annotations

import sys
from io import TextIOWrapper

from kgquiz.errors import UsageProblem
from kgquiz.messages import N_

_KEPT = "surrogateescape"
"""How undecodable bytes pass through Python's reading, of lines and of keys, so that they can be found here."""
_BYTE_ORDER = "\ufeff"
"""What some programs of Windows put before the first line."""


_OF_UTF_16 = frozenset("\0\4")
"""Every second byte of UTF-16, Latin and Cyrillic, which passes as UTF-8; a terminal hands neither on."""


class _Asked:
    """The encoding that the caller's environment names for standard input."""

    encoding = "utf-8"


def prepare_input() -> None:
    """Read UTF-8 from now on, and remember what the environment would have read."""
    if isinstance(sys.stdin, TextIOWrapper):
        _Asked.encoding = sys.stdin.encoding
        sys.stdin.reconfigure(encoding="utf-8", errors=_KEPT)


def read_line() -> str | None:
    """The next line without its end, None when there is no more. Raises UsageProblem for bytes that are no text."""
    line = sys.stdin.readline()
    return decoded(line.rstrip("\n"), _Asked.encoding) if line else None


def decoded(line: str, encoding: str) -> str:
    """A line as UTF-8, or else in the other encoding that was asked for. Raises UsageProblem where it is neither."""
    held = line.encode("utf-8", _KEPT)
    for one in ("utf-8", encoding):
        try:
            text = held.decode(one)
        except UnicodeDecodeError:
            continue
        if _OF_UTF_16.isdisjoint(text):
            return text.removeprefix(_BYTE_ORDER)
    raise UsageProblem(
        N_("What was typed in is not text in {encoding}; it was not taken as an answer. Send UTF-8: iconv -t utf-8"),
        encoding=" / ".join(dict.fromkeys(("UTF-8", encoding.upper()))),
    )


def is_undecoded(text: str) -> bool:
    """Whether there are bytes among these characters that were no text where they were read."""
    return any("\udc80" <= one <= "\udcff" for one in text)
