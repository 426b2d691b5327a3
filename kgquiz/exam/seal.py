"""The seal of an exported sitting: whether the file is as the program wrote it.

It is a keyed hash (BLAKE2b, RFC 7693) of the whole document, the key being the seed and the hash of the form. Whoever
has the program can make a new one: the seal shows a file that was edited by hand, or damaged on its way. It does not
show who sat the exam, nor keep out somebody who writes a program.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from hashlib import blake2b
from typing import Any, Literal

from kgquiz.exam.form import FormItem

Seal = Literal["whole", "changed", "none"]
SEAL, SECOND = "seal", "second"
"""The fields that are not sealed: the seal itself, and what a second examiner marks afterwards."""
_SIZE = 16


def form_hash(exam: str, seed: str, items: Sequence[FormItem]) -> str:
    """What was asked, in its order and with its options: equal for all who sat the same paper."""
    told = [exam, seed, [[item.key, item.section, item.points, item.salt, item.card.question()] for item in items]]
    return blake2b(_canonical(told), digest_size=_SIZE).hexdigest()


def sealed(document: Mapping[str, Any]) -> dict[str, Any]:
    """The document with its seal; it has a `seed` and a `form`."""
    return {**document, SEAL: _seal(document)}


def seal_state(document: Mapping[str, Any]) -> Seal:
    """Whether a document is as it was sealed; `none` of one from before there were seals."""
    if SEAL not in document:
        return "none"
    return "whole" if document[SEAL] == _seal(document) else "changed"


def _seal(document: Mapping[str, Any]) -> str:
    key = f"{document.get('seed')}:{document.get('form')}".encode()
    told = _canonical({name: value for name, value in document.items() if name not in {SEAL, SECOND, "kgquiz"}})
    return blake2b(told, digest_size=_SIZE, key=blake2b(key, digest_size=32).digest()).hexdigest()


def _canonical(value: Any) -> bytes:
    """One text for one value, however a file was indented."""
    return json.dumps(value, ensure_ascii=True, sort_keys=True, separators=(",", ":")).encode()
