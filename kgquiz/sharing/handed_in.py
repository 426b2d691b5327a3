"""What a student hands in, as lines: who she is, her answers in batches, her exams; and what it comes to.

Everything is read as a stranger's: sizes are bounded, values are typed, what is not understood is counted and left.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import field
from typing import Any, NamedTuple

import msgspec

from kgquiz.exam.seal import seal_state
from kgquiz.key import CardKey
from kgquiz.memory.log import SAID_RIGHT, SAID_WRONG
from kgquiz.statistics.classroom.columns import ClassSitting
from kgquiz.storage.damage import LAST_DAY, LAST_MOMENT
from kgquiz.storage.exchange_lines import FORMAT
from kgquiz.value import dataclass

BATCH = 500
"""Answers a line."""
LONGEST_NAME = 100
_LONGEST_SPAN = 2**31 - 1


class TravelRow(NamedTuple):
    """An event as it travels: the columns of the log in their order."""

    id: str
    kind: str
    card: CardKey
    at: int
    day: int
    mode: str
    rating: int | None
    score: float | None
    finding: str
    answer: str
    spent: int
    target: str
    attempt: str
    sure: int


class HandedLine(msgspec.Struct):
    """One line of a student: any of its parts. `v` is the format; a newer one is left."""

    v: int = 0
    student: str = ""
    name: str = ""
    answers: list[TravelRow] = msgspec.field(default_factory=list)
    attempt: dict[str, Any] | None = None


class CountedAnswer(NamedTuple):
    """An answer that counts, resolved: places in the tables of cards and texts are given later."""

    card: CardKey
    day: int
    score: float
    spent: int
    sure: int
    text: str
    overruled: int
    first: bool
    exam: bool


@dataclass(slots=True)
class HandedIn:
    """All of one student: what counts of it, and how much could not be read."""

    student: str
    name: str = ""
    rows: dict[str, TravelRow] = field(default_factory=dict)
    sittings: dict[str, ClassSitting] = field(default_factory=dict)
    damaged: int = 0
    newer: int = 0


_LINES = msgspec.json.Decoder(HandedLine)


def take_line(text: bytes | str, into: HandedIn) -> None:
    """One more line of a student."""
    try:
        line = _LINES.decode(text)
    except (msgspec.ValidationError, msgspec.DecodeError, RecursionError):
        into.damaged += 1
        return
    if line.v != FORMAT:
        into.newer += 1
        return
    if line.student == into.student and line.name:
        into.name = line.name[:LONGEST_NAME]
    for row in line.answers:
        if 0 < row.day <= LAST_DAY and 0 <= row.at <= LAST_MOMENT and 0 <= row.spent <= _LONGEST_SPAN:
            into.rows[row.id] = row
        else:
            into.damaged += 1
    if line.attempt is not None:
        sitting = sitting_of(into.student, line.attempt)
        if sitting is None:
            into.damaged += 1
        else:
            into.sittings[sitting.attempt] = sitting


class _Item(msgspec.Struct):
    card: CardKey
    score: float
    worth: float


class _Mark(msgspec.Struct):
    share: float


class _Document(msgspec.Struct):
    attempt: str
    exam: str
    title: str
    started: str
    practice: bool
    pass_share: float
    mark: _Mark
    items: list[_Item]
    form: str = ""


def sitting_of(student: str, document: Mapping[str, Any]) -> ClassSitting | None:
    """A marked exam out of the document that `kgquiz exam export` makes; None of what is none."""
    try:
        read = msgspec.convert(document, _Document)
    except (msgspec.ValidationError, RecursionError):
        return None
    bounded = all(-1 <= item.score <= 1 and 0 < item.worth <= 1000 for item in read.items)  # noqa: PLR2004 - of a blueprint
    if not (bounded and read.items and -10 <= read.mark.share <= 1 and 0 <= read.pass_share <= 1):  # noqa: PLR2004 - penalties
        return None
    return ClassSitting(
        student,
        read.attempt,
        read.exam,
        read.title,
        read.started,
        read.form,
        read.mark.share,
        read.pass_share,
        {item.card: item.score for item in read.items},
        {item.card: item.worth for item in read.items},
        seal_state(document),
    )


def counted(rows: Iterable[TravelRow]) -> Iterator[CountedAnswer]:
    """The answers that count, in the order of time: without what was undone and crammed, with what was overruled."""
    ordered = sorted(rows, key=lambda row: (row.at, row.id))
    undone = {row.target for row in ordered if row.kind == "undo"}
    amended = {row.target: row for row in ordered if row.kind == "amend" and row.id not in undone}
    seen: set[str] = set()
    for row in ordered:
        if row.kind != "review" or row.rating is None or row.mode == "cram" or row.id in undone:
            continue
        score, overruled = _score(row, amended.get(row.id))
        yield CountedAnswer(
            row.card,
            row.day,
            score,
            row.spent,
            row.sure if 0 <= row.sure <= 3 else 0,  # noqa: PLR2004 - the degrees of certainty
            row.answer,
            overruled,
            row.card not in seen,
            row.mode == "exam",
        )
        seen.add(row.card)


def _score(row: TravelRow, amended: TravelRow | None) -> tuple[float, int]:
    if amended is not None and amended.finding == SAID_RIGHT:
        return 1.0, 1
    if amended is not None and amended.finding == SAID_WRONG:
        return 0.0, -1
    if row.score is not None and 0 <= row.score <= 1:
        return row.score, 0
    return float((row.rating or 1) > 1), 0


def lines_of(student: str, name: str, events: Sequence[Sequence[Any]], attempts: Sequence[Any]) -> list[dict[str, Any]]:
    """What is handed in, as entries: who, the answers in batches, the exams."""
    batches = [events[at : at + BATCH] for at in range(0, len(events), BATCH)]
    return [
        {"student": student, "name": name},
        *({"answers": batch} for batch in batches),
        *({"attempt": document} for document in attempts),
    ]
