"""Bytes to text: encodings told by a mark, by UTF-8 itself, or guessed; what nobody can see is taken out."""

from __future__ import annotations

import codecs
import re

from kgquiz.formats.base import CannotTake, Given, MissingLibrary
from kgquiz.messages import N_, Message, message

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_OLD = ["cp1251", "koi8-r", "cp866", "cp1252"]
"""The encodings of Cyrillic before UTF-8, and that of Western texts; a guess among more is a worse one."""
_UNSEEN = re.compile("[\u00ad\u061c\u200b\u200c\u200d-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_CONTROL = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f]")
_BREAKS = re.compile("\r\n|[\r\x85\u2028\u2029\x0b\x0c]")


def decoded(given: Given) -> tuple[str, tuple[Message, ...]]:
    """A text file's text with plain line ends, and what had to be guessed. Raises CannotTake."""
    data = given.whole()
    encoding, guesses = _encoding(data, given)
    try:
        text = data.decode(encoding)
    except (UnicodeDecodeError, LookupError) as error:
        raise CannotTake(
            N_("{file} is not text in {encoding}. Name the right one with --encoding, or save it as UTF-8."),
            file=given.file,
            encoding=encoding,
        ) from error
    return lines_joined(text), guesses


def lines_joined(text: str) -> str:
    """The same text, every kind of line end as one newline."""
    return _BREAKS.sub("\n", text)


def _encoding(data: bytes, given: Given) -> tuple[str, tuple[Message, ...]]:
    if given.wishes.encoding:
        return given.wishes.encoding, ()
    marked = next((name for mark, name in _MARKS if data.startswith(mark)), None)
    if marked:
        return marked, ()
    half = _without_mark(data)
    if half:
        return half, (_guess(half),)
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return _guessed(data, given.file)
    return "utf-8", ()


def _guessed(data: bytes, file: str) -> tuple[str, tuple[Message, ...]]:
    try:
        from charset_normalizer import from_bytes
    except ImportError as error:
        raise MissingLibrary(file) from error
    found = from_bytes(data, cp_isolation=_OLD).best()
    name = found.encoding if found else "cp1251"
    return name, (_guess(name),)


def _guess(name: str) -> Message:
    told = N_("The text is read as {encoding}; that is a guess. If letters are wrong, name it: --encoding cp1251")
    return message(told, encoding=name)


_SOME = 4096
_MANY = 0.3
"""The share of zero bytes from which a text is taken for UTF-16: every ASCII letter has one there, none elsewhere."""


def _without_mark(data: bytes) -> str:
    """UTF-16 without its mark, told by the zero bytes (or the 04 of Cyrillic) in every second place; else ""."""
    some = data[:_SOME]
    if b"\x00" not in some:
        return ""
    half = max(1, len(some) // 2)
    high = [sum(byte in {0, 4} for byte in some[start::2]) / half for start in (0, 1)]
    if max(high) < _MANY:
        return ""
    return "utf-16-be" if high[0] > high[1] else "utf-16-le"


def clean(text: str) -> str:
    """A text as a card may hold it: nothing that steers a terminal or cannot be seen, no blank around it."""
    return _CONTROL.sub("", _UNSEEN.sub("", lines_joined(text)).replace("\t", " ")).strip()
