"""Codes that are told from mouth to mouth, and pseudonyms: no letter of them is taken for a digit, and a slip shows."""

from __future__ import annotations

import re
from hashlib import blake2b
from random import Random

_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32, of which a code uses the first 31: the check is a sum modulo a prime."""
_ALIKE = str.maketrans("OILU", "011V")
_CODE, _PSEUDONYM = 7, 6
_PRIME = 31
STUDENT = re.compile(r"S-[0-9A-HJKMNP-TV-Z]{6}")


def new_code(chance: Random) -> str:
    """A class's code: `K7QF-2M4F`, the last sign a check on the others."""
    body = "".join(chance.choices(_LETTERS[:_PRIME], k=_CODE))
    return _hyphened(body + _check(body))


def read_code(text: str) -> str | None:
    """A code as it was typed, in any letters and spacing; None of what cannot be one."""
    body = _signs(text)
    is_one = len(body) == _CODE + 1 and all(sign in _LETTERS[:_PRIME] for sign in body)
    return _hyphened(body) if is_one and _check(body[:_CODE]) == body[_CODE] else None


def is_long_enough(text: str) -> bool:
    """Whether it has as many signs as a code: one that cannot be read is then mistyped."""
    return len(_signs(text)) == _CODE + 1


def _signs(text: str) -> str:
    return re.sub(r"[\s‐-―-]", "", text.upper()).translate(_ALIKE)


def pseudonym(person: str, code: str) -> str:
    """A student's name in a class: `S-7K3M2Q`. The same on all her devices, another in each class; it tells nothing.

    `person` is a random text that only her own devices know.
    """
    number = int.from_bytes(blake2b(code.encode(), key=person.encode()[:64], digest_size=8).digest(), "big")
    return "S-" + "".join(_LETTERS[number >> 5 * place & 31] for place in range(_PSEUDONYM))


def _hyphened(body: str) -> str:
    return f"{body[:4]}-{body[4:]}"


def _check(body: str) -> str:
    """A sum by which one wrong sign, or two neighbours in the wrong order, show."""
    total = 0
    for sign in body:
        total = (total * 3 + _LETTERS.index(sign)) % _PRIME
    return _LETTERS[total]
