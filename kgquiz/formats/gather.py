"""What a reader comes upon, one after the other, as what was taken."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from kgquiz.formats.base import Found, Left, Past, Remark, Taken


def taken(pieces: Iterable[Found | Left | Remark | Past], **more: Any) -> Taken:
    """Everything sorted by its kind, each in the order of the source."""
    found: list[Found] = []
    left: list[Left] = []
    remarks: list[Remark] = []
    past: list[Past] = []
    for piece in pieces:
        match piece:
            case Found():
                found.append(piece)
            case Left():
                left.append(piece)
            case Remark():
                remarks.append(piece)
            case Past():
                past.append(piece)
    return Taken(found=tuple(found), left=tuple(left), remarks=tuple(remarks), past=tuple(past), **more)
