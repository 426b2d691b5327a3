"""Item statistics over exported sittings, as an instructor collects them."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from kgquiz.actions.exam.results import EXPORT_FORMAT, EXPORT_VERSION
from kgquiz.actions.files import is_folder
from kgquiz.actions.library.decks import read_bytes, shown_path
from kgquiz.errors import ExitCode, KgquizError, NothingToDo
from kgquiz.exam.blueprint import Class
from kgquiz.exam.chances import effective_items, fitted
from kgquiz.exam.consistency import Consistency, consistency
from kgquiz.exam.seal import SECOND, seal_state
from kgquiz.exam.statistics import ItemStatistics, Paper, Reliability, Worths, item_statistics, reliability
from kgquiz.key import CardKey
from kgquiz.messages import N_, Message, message
from kgquiz.value import dataclass

Tell = Callable[[Message], None]
"""Who is told of what was left out."""


def _nobody(_: Message) -> None:
    """Nobody is told."""


class NotAnExport(KgquizError):
    """A file that `kgquiz exam export` did not write, or a newer one did."""

    exit_code = ExitCode.BAD_CONTENT


@dataclass(frozen=True, slots=True)
class Appeal:
    """Why a student thinks that the key of a card is wrong."""

    card: CardKey
    reason: str


@dataclass(frozen=True, slots=True)
class ItemReport:
    """All figures of one exam; `reliability` and `consistency` only where everybody sat the same paper.

    `students` is the class behind the marks (mean and standard deviation of mastery, in percent), from ten sittings on.
    """

    exam: str
    title: str
    sittings: int
    items: tuple[ItemStatistics, ...]
    reliability: Reliability | None
    consistency: Consistency | None
    students: Class | None
    appeals: tuple[Appeal, ...] = ()


def item_reports(paths: Sequence[Path], tell: Tell = _nobody) -> tuple[ItemReport, ...]:
    """One report an exam, from exported files or folders; a sitting counts once, practice not at all."""
    held = [document for document in exported_documents(paths, tell) if not document["practice"]]
    if not held:
        raise NothingToDo(N_("There are no exported exams here. Each student writes one with 'kgquiz exam export'."))
    by_exam: dict[str, list[dict[str, Any]]] = {}
    for document in held:
        by_exam.setdefault(str(document["exam"]), []).append(document)
    return tuple(_report(exam, documents) for exam, documents in sorted(by_exam.items()))


def _report(exam: str, documents: Sequence[dict[str, Any]]) -> ItemReport:
    papers, worths = [_paper(document) for document in documents], [_worths(document) for document in documents]
    found = reliability(papers, worths[0])
    marks = [
        (_mark(paper, worth), effective_items(list(worth.values())))
        for paper, worth in zip(papers, worths, strict=True)
    ]
    decided = None
    if found is not None and not found.is_anecdote:
        decided = consistency([share for share, _ in marks], found.alpha, documents[0]["pass_share"])
    known = fitted(marks)
    students = None if known is None else Class(mean=100 * known.mean, deviation=100 * known.deviation)
    title = str(documents[0]["title"])
    figures = item_statistics(papers, worths)
    return ItemReport(exam, title, len(papers), figures, found, decided, students, tuple(_appeals(documents)))


def facilities(paths: Sequence[Path]) -> dict[CardKey, float]:
    """How a class did on each card, over all its exams; only what enough of it answered."""
    documents = [document for document in exported_documents(paths) if not document["practice"]]
    figures = item_statistics([_paper(document) for document in documents])
    return {one.item: min(1.0, max(0.0, one.facility)) for one in figures if not one.is_anecdote}


def _appeals(documents: Sequence[dict[str, Any]]) -> Iterator[Appeal]:
    """All of them, those of one card together."""
    found = [Appeal(item["card"], item["appeal"]) for one in documents for item in one["items"] if item.get("appeal")]
    yield from sorted(found, key=lambda appeal: appeal.card)


def _mark(paper: Paper, worths: Worths) -> float:
    """The share of all points that was right, before any penalty."""
    return sum(share * worths[item] for item, share in paper.items()) / sum(worths.values())


def _worths(document: dict[str, Any]) -> Worths:
    return {item["card"]: float(item["worth"]) for item in document["items"]}


def exported_documents(paths: Sequence[Path], tell: Tell = _nobody) -> list[dict[str, Any]]:
    """The exported sittings of files, or folders of them; the same sitting comes once.

    A file that was changed after it was written is told of and left out.
    """
    files = [file for path in paths for file in (sorted(path.glob("*.json")) if is_folder(path) else [path])]
    read = [(file, read_export(file)) for file in files]
    for file, document in read:
        if seal_state(document) == "changed":
            tell(message(N_("{file} was changed after it was written, and is left out."), file=shown_path(file)))
    return list({document["attempt"]: document for _, document in read if seal_state(document) != "changed"}.values())


def _paper(document: dict[str, Any]) -> Paper:
    """Open items count as wrong, as in the mark; what a second examiner marked counts as she says."""
    return {item["card"]: float(item["score"]) for item in document["items"]} | second_shares(document)


def second_shares(document: Mapping[str, Any]) -> dict[CardKey, float]:
    """The shares that a second examiner gave, by card."""
    second = document.get(SECOND)
    given = second.get("items") if isinstance(second, dict) else None
    known = {item["card"] for item in document["items"]}
    if not isinstance(given, dict):
        return {}
    return {card: float(share) for card, share in given.items() if card in known and _is_number(share, 0, 1)}


def read_export(file: Path) -> dict[str, Any]:
    """An exported sitting. Raises NotAnExport."""
    with suppress(ValueError, RecursionError):  # no JSON, or brackets without end
        document = json.loads(read_bytes(file))
        if _is_export(document):
            return dict(document)
    template = N_("{file} is not an exam that this kgquiz exported. Leave it out, or update kgquiz.")
    raise NotAnExport(template, file=shown_path(file))


def _is_export(document: object) -> bool:
    """Whether everything that is read of it is there, and of its kind; a file of somebody else may hold anything."""
    return (
        isinstance(document, dict)
        and document.get("format") == EXPORT_FORMAT
        and type(document.get("version")) is int
        and document["version"] <= EXPORT_VERSION
        and isinstance(document.get("attempt"), str)
        and type(document.get("practice")) is bool
        and all(isinstance(document.get(name), str) for name in ("exam", "title"))
        and _is_number(document.get("pass_share"), 0.0, 1.0)
        and isinstance(document.get("items"), list)
        and bool(document["items"])
        and all(map(_is_item, document["items"]))
    )


def _is_item(item: object) -> bool:
    """A card and the share that was right: under a penalty it falls to −1, and NaN is no number."""
    return (
        isinstance(item, dict)
        and isinstance(item.get("card"), str)
        and _is_number(item.get("score"), -1, 1)
        and _is_number(item.get("worth"), 0.01, 1000)
    )


def _is_number(value: object, low: float, high: float) -> bool:
    """Whether it is a number within bounds; NaN is within none, and true is no number."""
    return isinstance(value, (int, float)) and not isinstance(value, bool) and low <= value <= high
