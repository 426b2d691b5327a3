"""Which format a file has: by what it begins with, then by its name."""

from __future__ import annotations

import re
import zipfile
from pathlib import PurePath

from kgquiz.formats.base import CannotTake, Format, Given
from kgquiz.formats.registry import FORMAT_BY_NAME, FORMATS
from kgquiz.messages import N_

_UNREADABLE = (
    (b"%PDF", N_("{file} is a PDF: no questions can be taken from it. Copy its text into a .txt or .docx file.")),
    (b"{\\rtf", N_("{file} is rich text (RTF). Save it as .docx.")),
    (b"\x1f\x8b", N_("{file} is compressed. Unpack it first.")),
    (b"7z\xbc\xaf", N_("{file} is compressed. Unpack it first.")),
    (b"Rar!", N_("{file} is compressed. Unpack it first.")),
    (b"\x89PNG", N_("{file} is a picture: no questions can be taken from it.")),
    (b"\xff\xd8\xff", N_("{file} is a picture: no questions can be taken from it.")),
)
_OLD_OFFICE = b"\xd0\xcf\x11\xe0"
_SQLITE = b"SQLite format 3\x00"
_ZIP = b"PK\x03\x04"


def guessed(given: Given) -> Format | None:
    """The format of a file, None where nothing tells. Raises CannotTake for what is known and cannot be read."""
    return guess(given)[0]


def guess(given: Given) -> tuple[Format | None, bool]:
    """The format, and whether the file itself or its name tells it; else it only looks so. Raises CannotTake."""
    head = given.head()
    for mark, told in _UNREADABLE:
        if head.startswith(mark):
            raise CannotTake(told, file=given.file)
    sure = _by_mark(head, given) or _by_name(given.file)
    return FORMAT_BY_NAME.get(sure or _by_looks(_loosely(head))), bool(sure)


def is_foreign(given: Given) -> Format | None:
    """The format of a file that is certainly no YAML, whatever it is called; None for all others."""
    head = given.head()
    try:
        name = _by_mark(head, given)
    except CannotTake:
        return None
    return FORMAT_BY_NAME.get(name) if name else None


def _by_mark(head: bytes, given: Given) -> str:
    if head.startswith(_ZIP):
        return _in_archive(given)
    if head.startswith(_SQLITE):
        return "anki"
    if head.startswith(_OLD_OFFICE):
        if PurePath(given.file).suffix.casefold() == ".xls":
            return "xlsx"
        raise CannotTake(N_("{file} is of an old Office. Save it as .docx or .xlsx."), file=given.file)
    text = _loosely(head).lstrip()
    if re.match(r"<\?xml|<quiz|<!DOCTYPE", text, re.IGNORECASE) and re.search(r"<quiz\b", text):
        return "moodle-xml"
    return "anki-text" if re.match(r"#(?:separator|html|notetype|deck|tags|columns|guid)\b", text) else ""


def _in_archive(given: Given) -> str:
    try:
        with zipfile.ZipFile(given.stream) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        told = N_("{file} is damaged or cut off: its list of contents cannot be read. Get it anew.")
        raise CannotTake(told, file=given.file) from error
    if any(name.startswith("collection.anki2") for name in names):
        return "anki"
    if "word/document.xml" in names:
        return "docx"
    if any(name.startswith("xl/workbook") for name in names):
        return "xlsx"
    if {"content.xml", "mimetype"} <= names:
        return "ods"
    told = N_("{file} is an archive, but of no format that is known here. See: kgquiz formats")
    raise CannotTake(told, file=given.file)


def _loosely(head: bytes) -> str:
    """The beginning as text, good enough to look at."""
    for mark, encoding in ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if head.startswith(mark):
            return head[: len(head) // 2 * 2].decode(encoding, "replace")
    return head.decode("utf-8-sig", "replace").replace("\x00", "")


def _by_name(file: str) -> str:
    suffix = PurePath(file).suffix.casefold()
    return next((one.name for one in FORMATS if suffix in one.suffixes and suffix not in _TELLS_NOTHING), "")


def _by_looks(text: str) -> str:
    return next((name for name, looks in _LOOKS if looks.search(text)), "")


_TELLS_NOTHING = {".txt", ".xml", ""}
_LOOKS = (
    ("json", re.compile(r"\A\s*[{\[]\s*[\"\[{]")),
    (
        "list",
        re.compile(
            r"^[ \t]*\d{1,4}[.)][ \t]+\S.*\n[ \t\n]*(?:[*+][ \t]*)?[A-Za-zА-Яа-я][ \t]*[.)][ \t]*\S|^[ \t]*<question>"
            r"|^\?[ \t]*\S.*\n[ \t\n]*[+=-][ \t]*\S",
            re.MULTILINE | re.IGNORECASE,
        ),
    ),
    ("paste", re.compile(r"^[^\t\n]+\t[^\n]+\n(?:[^\t\n]+\t[^\n]+\n){2}", re.MULTILINE)),
    ("aiken", re.compile(r"^ANSWER:\s*\w\s*$", re.MULTILINE | re.IGNORECASE)),
    (
        "gift",
        re.compile(r"^::.*::|^\$CATEGORY:|(?<!\\)\{(?:[^{}]*[=~#]|\s*(?:T|F|TRUE|FALSE)\s*)[^{}]*\}", re.MULTILINE),
    ),
    ("markdown", re.compile(r"^Q:\s|^C:\s|^#flashcards\b|\S ?:: ?\S|==[^=\n]+==|^\?$|^#{2,} ", re.MULTILINE)),
    ("paste", re.compile(r"\S")),
)
"""What a plain text looks like, the surest first."""
