"""Ids for cards from elsewhere: from what the source calls them, or from what they ask; the same every time."""

from __future__ import annotations

import re
import unicodedata
from hashlib import blake2b

from kgquiz.cards.described import CARD_ID
from kgquiz.key import deck_of_key, name_of_key

_LATIN = {
    "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ё": "e", "ж": "j", "з": "z", "и": "i", "й": "y",
    "к": "k", "л": "l", "м": "m", "н": "n", "ң": "n", "о": "o", "ө": "o", "п": "p", "р": "r", "с": "s", "т": "t",
    "у": "u", "ү": "u", "ф": "f", "х": "h", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "sh", "ъ": "", "ы": "y", "ь": "",
    "э": "e", "ю": "yu", "я": "ya", "і": "i", "ї": "i", "є": "e", "ғ": "g", "қ": "k", "ұ": "u", "һ": "h", "ә": "a",
}  # fmt: skip
_READABLE = 32
"""Letters of a text that go into an id; what makes it unique stands behind them."""
_LONGEST = 64


def slug(text: str) -> str:
    """A text in a-z, digits and single hyphens: Kyrgyz and Russian letters by their sound; "" where none are left."""
    latin = "".join(_LATIN.get(c, c) for c in text.casefold())
    plain = unicodedata.normalize("NFKD", latin).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def from_key(key: str) -> str:
    """An id from a name that the source keeps: as it is where it can be, else readable with a mark behind."""
    if re.fullmatch(CARD_ID, key) and len(key) <= _LONGEST:
        return key
    return _readable(key, key)


def from_text(kind: str, question: str, solution: str) -> str:
    """An id for a card that the source has no name for."""
    return _readable(question, f"{kind}\n{question}\n{solution}")


def _readable(shown: str, told_by: str) -> str:
    words = slug(shown)[:_READABLE].strip("-")
    mark = blake2b(told_by.encode("utf-8", "replace"), digest_size=4).hexdigest()
    return f"{words}-{mark}" if words else f"c-{mark}"


def own_key(name: str) -> tuple[str, str]:
    """`ch1/lease.typed`, as kgquiz writes it elsewhere, as deck and id; ("", "") for any other name."""
    deck, card = deck_of_key(name), name_of_key(name)
    if slug(deck) == deck and re.fullmatch(CARD_ID, card):
        return deck, card
    return "", ""
