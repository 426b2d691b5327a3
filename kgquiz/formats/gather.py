"""What a reader comes upon, one after the other, as what was taken."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, TypeVar

from kgquiz.formats.base import MOST_QUESTIONS, MOST_ROWS, CannotTake, Found, Given, Left, Past, Remark, Taken
from kgquiz.messages import N_

T = TypeVar("T")


def no_more(things: Iterable[T], given: Given, most: int = MOST_ROWS) -> Iterator[T]:
    """The same things one by one. Raises CannotTake where there are more than any list of questions has."""
    for number, thing in enumerate(things):
        if number == most:
            raise _too_many(given, most)
        yield thing


def _too_many(given: Given, most: int) -> CannotTake:
    told = N_("{file} holds more than {limit} questions or rows; it is not read. Split it into several files.")
    return CannotTake(told, file=given.file, limit=most)


def taken(pieces: Iterable[Found | Left | Remark | Past], given: Given, **more: Any) -> Taken:
    """Everything sorted by its kind, each in the order of the source. Raises CannotTake where there is too much."""
    found: list[Found] = []
    left: list[Left] = []
    remarks: list[Remark] = []
    past: list[Past] = []
    for piece in pieces:
        if len(found) + len(left) == MOST_QUESTIONS:
            raise _too_many(given, MOST_QUESTIONS)
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
