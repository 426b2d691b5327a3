"""Where an author left the book's own sentence: runs of words that stand in the book too."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

LONGEST = 8
"""Words in a row that anybody may share with a book; names in quotation marks are free."""
_QUOTED = re.compile(r"«[^»]*»|“[^”]*”|\"[^\"]*\"")
_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_FREE = "\x00"


def shared_words(text: str) -> list[str]:
    """The words of a text as they are compared."""
    return _WORD.findall(text.casefold())


class Overlap:
    """Finds runs of more than LONGEST words that stand in a book."""

    def __init__(self, texts: Iterable[str]) -> None:
        said = [word for text in texts for word in shared_words(text)]
        size = LONGEST + 1
        self._grams = {tuple(said[at : at + size]) for at in range(len(said) - size + 1)}

    def runs(self, text: str) -> Iterator[str]:
        """Each such run, as long as it goes."""
        size = LONGEST + 1
        for piece in _QUOTED.sub(_FREE, text.replace("{{", "").replace("}}", "")).split(_FREE):
            said = shared_words(piece)
            at = 0
            while at + size <= len(said):
                end = at + size
                if tuple(said[at:end]) not in self._grams:
                    at += 1
                    continue
                while end < len(said) and tuple(said[end - size + 1 : end + 1]) in self._grams:
                    end += 1
                yield " ".join(said[at:end])
                at = end
