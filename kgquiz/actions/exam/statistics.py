"""Item statistics over exported sittings, as an instructor collects them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kgquiz.actions.exam.results import EXPORT_FORMAT, EXPORT_VERSION
from kgquiz.actions.library.decks import read_bytes, shown_path
from kgquiz.errors import ExitCode, KgquizError, NothingToDo
from kgquiz.exam.statistics import ItemStatistics, Paper, Reliability, item_statistics, reliability
from kgquiz.messages import N_


class NotAnExport(KgquizError):
    """A file that `kgquiz exam export` did not write, or a newer one did."""

    exit_code = ExitCode.BAD_CONTENT


@dataclass(frozen=True, slots=True)
class ItemReport:
    """All figures; `reliability` only where everybody sat the same paper."""

    sittings: int
    items: tuple[ItemStatistics, ...]
    reliability: Reliability | None


def item_report(paths: Sequence[Path]) -> ItemReport:
    """Read exported files (or folders of them); the same sitting counts once. Practice is left out."""
    held = [document for document in exported_documents(paths) if not document["practice"]]
    if not held:
        raise NothingToDo(N_("There are no exported exams here. Each student writes one with 'kgquiz exam export'."))
    papers = [_paper(document) for document in held]
    return ItemReport(len(papers), item_statistics(papers), reliability(papers))


def exported_documents(paths: Sequence[Path]) -> list[dict[str, Any]]:
    """The exported sittings of files, or folders of them; the same sitting comes once."""
    files = [file for path in paths for file in (sorted(path.glob("*.json")) if path.is_dir() else [path])]
    return list({document["attempt"]: document for document in map(_read, files)}.values())


def _paper(document: dict[str, Any]) -> Paper:
    """Open items count as wrong, as in the mark."""
    return {item["card"]: float(item["score"]) for item in document["items"]}


def _read(file: Path) -> dict[str, Any]:
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
        and isinstance(document.get("items"), list)
        and all(map(_is_item, document["items"]))
    )


def _is_item(item: object) -> bool:
    """A card and the share that was right: under a penalty it falls to −1, and NaN is no number."""
    return (
        isinstance(item, dict)
        and isinstance(item.get("card"), str)
        and type(item.get("score")) in {int, float}
        and -1 <= item["score"] <= 1
    )
