"""Exported exams: none overwrites another file unasked, and a file of somebody else may hold anything."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from kgquiz.errors import ExitCode
from tests.support import SMALL_DECK, Person, write


@pytest.fixture
def export(person: Person, tmp_path: Path) -> Path:
    """One exported exam."""
    write(person.shipped, "small.yaml", SMALL_DECK)
    person.types("exam", "small", "--items", "2", "--plain", "--seed", "3", lines="\nмэр\n:hand-in\ny\n")
    path = tmp_path / "mine.json"
    assert person.types("exam", "export", "1", "--to", str(path)).code == 0
    return path


def test_an_export_replaces_no_other_file_unasked(person: Person, export: Path) -> None:
    export.write_text("a letter", encoding="utf-8")
    said = person.types("exam", "export", "1", "--to", str(export))
    assert said.code == ExitCode.CANNOT_WRITE
    assert "--force" in said.err
    assert export.read_text(encoding="utf-8") == "a letter"
    assert person.types("exam", "export", "1", "--to", str(export), "--force").code == 0
    assert json.loads(export.read_text(encoding="utf-8"))["items"]


@pytest.mark.parametrize(
    "change",
    [
        {"attempt": 5},
        {"attempt": None},
        {"practice": "no"},
        {"version": "1"},
        {"version": 99},
        {"items": None},
        {"items": [5]},
        {"items": [{"card": "small/a"}]},
        {"items": [{"card": ["small/a"], "score": 1}]},
        {"items": [{"card": "small/a", "score": 50}]},
        {"items": [{"card": "small/a", "score": float("nan")}]},
        {"items": [{"card": "small/a", "score": "1"}]},
        {"items": [{"card": "small/a", "score": True}]},
    ],
    ids=str,
)
def test_an_export_with_a_wrong_field_is_named_and_not_counted(
    person: Person, export: Path, change: dict[str, Any]
) -> None:
    document = json.loads(export.read_text(encoding="utf-8"))
    export.write_text(json.dumps(document | change), encoding="utf-8")
    said = person.types("exam", "stats", str(export))
    assert said.code == ExitCode.BAD_CONTENT
    assert "mine.json" in said.err


@pytest.mark.parametrize("missing", ["format", "version", "attempt", "practice", "items"])
def test_an_export_without_a_field_is_named(person: Person, export: Path, missing: str) -> None:
    document = json.loads(export.read_text(encoding="utf-8"))
    del document[missing]
    export.write_text(json.dumps(document), encoding="utf-8")
    assert person.types("exam", "stats", str(export)).code == ExitCode.BAD_CONTENT


@pytest.mark.parametrize("text", ["[" * 100_000, "{" * 9, "", "null", "5", '"x"', "[[]]"], ids=lambda text: text[:9])
def test_a_file_that_is_no_export_is_named(person: Person, tmp_path: Path, text: str) -> None:
    path = write(tmp_path, "other.json", text)
    assert person.types("exam", "stats", str(path)).code == ExitCode.BAD_CONTENT


@pytest.mark.parametrize("seed", ["1@99999999999999999999", "1@" + "9" * 5000, "1@x", "1@²"])
def test_a_seed_of_an_exam_that_was_never_sat_is_a_sentence(person: Person, export: Path, seed: str) -> None:
    assert export.exists()
    said = person.types("exam", "small", "--seed", seed, "--plain")
    assert said.code == ExitCode.NOT_FOUND
    assert "@" in said.err


def test_a_number_of_any_length_at_the_overview_is_asked_again(person: Person) -> None:
    write(person.shipped, "small.yaml", SMALL_DECK)
    digits = "9" * 5000
    said = person.types("exam", "small", "--items", "2", "--plain", lines=f"\n:overview\n{digits}\n:quit\n")
    assert said.code == 0
    assert "Traceback" not in said.err
