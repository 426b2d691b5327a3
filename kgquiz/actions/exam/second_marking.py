"""exam marks: what a student marked herself, marked once more by an examiner, beside the sealed document."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import field, replace
from pathlib import Path
from typing import Any

from kgquiz.actions.exam.statistics import read_export, second_shares
from kgquiz.actions.files import write_text
from kgquiz.errors import NothingToDo, UsageProblem
from kgquiz.exam.entry import LETTERS
from kgquiz.exam.report import share_of
from kgquiz.exam.seal import SECOND
from kgquiz.key import CardKey
from kgquiz.messages import N_
from kgquiz.value import dataclass


@dataclass(frozen=True, slots=True)
class OpenItem:
    """An open question of an exported sitting: what was written, its points, her own share and the examiner's."""

    number: int
    card: CardKey
    prompt: str
    answer: str
    points: tuple[str, ...]
    worth: float
    own: float
    given: float | None = None


@dataclass(frozen=True, slots=True)
class SecondMarking:
    """An exported sitting that is marked once more."""

    file: Path
    document: Mapping[str, Any]
    items: tuple[OpenItem, ...]
    given: Mapping[CardKey, float] = field(default_factory=dict)

    def with_share(self, item: OpenItem, share: float) -> SecondMarking:
        """The same with an item marked."""
        items = tuple(replace(one, given=share) if one.card == item.card else one for one in self.items)
        return replace(self, items=items, given={**self.given, item.card: share})

    @property
    def mark(self) -> float:
        """The mark with the examiner's shares in place of the student's, 0..1."""
        items = self.document["items"]
        points = sum(
            self.given[item["card"]] * item["worth"] if item["card"] in self.given else item["points"] for item in items
        )
        return share_of(points, sum(item["worth"] for item in items))


def second_marking(file: Path) -> SecondMarking:
    """The open questions of an exported sitting. Raises NothingToDo where it has none."""
    document = read_export(file)
    given = second_shares(document)
    items = tuple(
        _open_item(number, item, given.get(item["card"]))
        for number, item in enumerate(document["items"], 1)
        if item.get("self_marked") is True
    )
    if not items:
        raise NothingToDo(N_("{file} has no open questions: the program marked all of it."), file=file)
    return SecondMarking(file, document, items, given)


def _open_item(number: int, item: Mapping[str, Any], given: float | None) -> OpenItem:
    texts = [text for text in item.get("answer", ()) if isinstance(text, str)]
    points = tuple(text for text in item.get("right", ()) if isinstance(text, str))
    said = "\n".join(text for text in texts if text.strip())
    return OpenItem(
        number, item["card"], str(item.get("prompt", "")), said, points, item["worth"], max(0.0, item["score"]), given
    )


def share_typed(item: OpenItem, text: str) -> float:
    """The share that a line gives: letters of the points that are there, or so many points. Raises UsageProblem."""
    letters = text.strip().lower()
    known = LETTERS[: len(item.points)]
    if letters and all(letter in known for letter in letters):
        return len(set(letters)) / len(item.points)
    try:
        given = float(letters.replace(",", "."))
    except ValueError:
        given = -1.0
    if not 0 <= given <= item.worth:
        raise UsageProblem(
            N_("“{text}”: write the letters of the points that are there (a to {last}), or points from 0 to {most:g}."),
            text=text,
            last=known[-1:] or "a",
            most=float(item.worth),
        )
    return given / item.worth


def keep_second(marking: SecondMarking, by: str, at: str) -> None:
    """Write the examiner's marks into the file, beside what is sealed."""
    second = {"by": by, "at": at, "items": dict(marking.given), "share": marking.mark}
    text = json.dumps({**marking.document, SECOND: second}, ensure_ascii=False, indent=2)
    write_text(marking.file, text + "\n")
