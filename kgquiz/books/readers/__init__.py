"""Readers of books, a module a kind of file: bytes in, lines with pages out; a file's beginning tells its kind."""

from __future__ import annotations

from importlib import import_module
from typing import Protocol, cast

from kgquiz.books.model import BookText
from kgquiz.books.readers.limits import LARGEST_BOOK, MOST_LINES
from kgquiz.formats.base import MEGABYTE, CannotTake, Given
from kgquiz.messages import N_


class _BookReader(Protocol):
    def read(self, given: Given) -> BookText: ...


def kind_of(given: Given) -> str:
    """txt, docx, pdf or epub, by what the file begins with, whatever it is called. Raises CannotTake."""
    if given.size > LARGEST_BOOK:
        told = N_("{file} has {size} MB; a book of at most {limit} MB is read. Save it without its pictures.")
        raise CannotTake(told, file=given.file, size=given.size // MEGABYTE, limit=LARGEST_BOOK // MEGABYTE)
    head = given.head(1024)
    if not head:
        raise CannotTake(N_("{file} is empty."), file=given.file)
    if b"%PDF-" in head:
        return "pdf"
    if head.startswith(b"PK\x03\x04"):
        return _packed(given)
    if head.startswith(b"\xd0\xcf\x11\xe0"):
        raise CannotTake(_LOCKED if _is_sealed(given) else _OLD, file=given.file)
    if head.startswith((b"\x89PNG", b"\xff\xd8\xff", b"II*\x00", b"MM\x00*", b"AT&TFORM")):
        told = N_("{file} is a picture. kgquiz reads text: recognise it first (OCR) and save it as PDF or .docx.")
        raise CannotTake(told, file=given.file)
    if b"\x00" in head and not head.startswith((b"\xff\xfe", b"\xfe\xff")) and head.count(b"\x00") < len(head) // 4:
        told = N_("{file} is no book that kgquiz can read. It reads .txt, .docx, .pdf and .epub.")
        raise CannotTake(told, file=given.file)
    return "txt"


def read_book(given: Given) -> BookText:
    """A book of any kind. Raises CannotTake, MissingBookLibrary."""
    kind = kind_of(given)
    book = cast("_BookReader", import_module(f"{__name__}.{kind}")).read(given)
    if not any(line.text.strip() for line in book.lines):
        told = N_("There is no text in {file}: its pages are pictures. Recognise it first (OCR), then add that file.")
        raise CannotTake(told, file=given.file)
    if len(book.lines) > MOST_LINES:
        raise CannotTake(N_("{file} has more lines than any book. Split it."), file=given.file)
    return book


_OLD = N_("{file} is an old .doc file. Open it in Word or LibreOffice and save it as .docx.")
_LOCKED = N_("{file} is protected by a password. Save it without one.")


def _is_sealed(given: Given) -> bool:
    """Whether a Word file was saved with a password: it is then packed in the manner of old ones."""
    return "EncryptedPackage".encode("utf-16-le") in given.whole(LARGEST_BOOK)


def _packed(given: Given) -> str:
    from kgquiz.books.readers.packed import names_of  # noqa: PLC0415 - only packed books need it

    names = names_of(given)
    if "word/document.xml" in names:
        return "docx"
    if "META-INF/container.xml" in names:
        return "epub"
    told = N_("{file} is a packed file, but neither .docx nor .epub. Unpack it and add the book that is in it.")
    raise CannotTake(told, file=given.file)
