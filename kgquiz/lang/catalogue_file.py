"""A compiled catalogue (.mo), looked into and not read through: a command says few of its two thousand messages.

The format: https://www.gnu.org/software/gettext/manual/html_node/MO-Files.html - its messages stand in order.
"""

from __future__ import annotations

import gettext
from bisect import bisect_left
from collections.abc import Callable
from functools import cache, cached_property
from struct import unpack, unpack_from
from typing import Any

_LITTLE = b"\xde\x12\x04\x95"
_FORMS = b"\0"


class CatalogueFile(gettext.NullTranslations):
    """Translations as `gettext.translation` makes them; what is missing is said in English."""

    def _parse(self, fp: Any) -> None:
        """Called by the base class with the open file."""
        self._data = data = fp.read()
        self._order = "<" if data[:4] == _LITTLE else ">"
        count, ids, texts = unpack(f"{self._order}3I", data[8:20])
        self._ids, self._texts = (unpack_from(f"{self._order}{2 * count}I", data, start) for start in (ids, texts))
        self._forms = cache(self._found)

    def gettext(self, message: str) -> str:
        """The message in the language of the file."""
        forms = self._forms(message)
        return message if forms is None else forms[0]

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """The form for `n` things."""
        forms = self._forms(msgid1)
        if forms is None:
            return msgid1 if n == 1 else msgid2
        return forms[self._form_for(n)]

    @cached_property
    def _form_for(self) -> Callable[[int], int]:
        head = (self._forms("") or ("",))[0].splitlines()
        rule = next((line for line in head if line.casefold().startswith("plural-forms:")), "plural=n != 1")
        return gettext.c2py(rule.partition("plural=")[2].rstrip("; "))

    def _found(self, message: str) -> tuple[str, ...] | None:
        wanted = message.encode()
        at = bisect_left(range(len(self._ids) // 2), wanted, key=self._id_at)
        if at == len(self._ids) // 2 or self._id_at(at) != wanted:
            return None
        return tuple(form.decode() for form in self._part(self._texts, at).split(_FORMS))

    def _id_at(self, at: int) -> bytes:
        """The message of a place, of one with several forms the first."""
        return self._part(self._ids, at).partition(_FORMS)[0]

    def _part(self, table: tuple[int, ...], at: int) -> bytes:
        length, start = table[2 * at : 2 * at + 2]
        return bytes(self._data[start : start + length])
