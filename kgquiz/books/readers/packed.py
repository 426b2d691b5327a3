"""Packed books (.docx, .epub are zip files): their names, and their parts as XML without entities, within bounds."""

from __future__ import annotations

import io
import zipfile
import zlib
from typing import TYPE_CHECKING

from kgquiz.books.readers.limits import LARGEST_BOOK, LARGEST_UNPACKED, MissingBookLibrary
from kgquiz.formats.base import CannotTake, Given
from kgquiz.messages import N_

if TYPE_CHECKING:
    from lxml.etree import _Element

_MOST_PARTS = 20_000
_KINDS = ".docx, .epub"


def names_of(given: Given) -> frozenset[str]:
    """The names of the parts."""
    with _opened(given) as archive:
        return frozenset(one.filename for one in archive.infolist())


def _opened(given: Given) -> zipfile.ZipFile:
    try:
        given.stream.seek(0)
        archive = zipfile.ZipFile(io.BytesIO(given.whole(LARGEST_BOOK)))
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise _damaged(given) from error
    if len(archive.infolist()) > _MOST_PARTS:
        raise _too_much(given)
    return archive


class Parts:
    """The parts of one packed book; what is unpacked is counted, whatever the file says of its size."""

    def __init__(self, given: Given) -> None:
        self._given = given
        self._archive = _opened(given)
        self._left = LARGEST_UNPACKED

    def names(self) -> frozenset[str]:
        """The names of the parts."""
        return frozenset(self._archive.namelist())

    def xml(self, name: str, *, html: bool = False) -> _Element:
        """A part, parsed without entities, network or size tricks. Raises CannotTake."""
        try:
            from lxml import etree  # noqa: PLC0415 - an extra
            from lxml import html as lxml_html  # noqa: PLC0415
        except ImportError as error:
            raise MissingBookLibrary(_KINDS) from error
        data = self.bytes(name)
        try:
            root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))
        except etree.XMLSyntaxError as error:
            if not html:
                raise _damaged(self._given) from error
            try:
                return lxml_html.document_fromstring(data, parser=lxml_html.HTMLParser(no_network=True))
            except (etree.ParserError, etree.XMLSyntaxError, ValueError) as worse:
                raise _damaged(self._given) from worse
        if root is None:
            raise _damaged(self._given)
        return root

    def bytes(self, name: str) -> bytes:
        """A part as it is. Raises CannotTake where it is missing, locked or too much."""
        try:
            with self._archive.open(name) as part:
                data = part.read(self._left + 1)
        except RuntimeError as error:
            told = N_("{file} is protected by a password. Save it without one.")
            raise CannotTake(told, file=self._given.file) from error
        except (KeyError, zipfile.BadZipFile, zlib.error, OSError, EOFError, NotImplementedError) as error:
            raise _damaged(self._given) from error
        self._left -= len(data)
        if self._left < 0:
            raise _too_much(self._given)
        return data


def _damaged(given: Given) -> CannotTake:
    told = N_("{file} is damaged, or not what its name says. Open it where it was made and save it anew.")
    return CannotTake(told, file=given.file)


def _too_much(given: Given) -> CannotTake:
    return CannotTake(N_("{file} would unpack to more text than any book; it is not read."), file=given.file)
