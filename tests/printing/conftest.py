"""Someone who prints: a card of every type, and an exam that asks them all."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.printing.support import DECK, EXAM, HOSTILE
from tests.support import Person, write


@pytest.fixture
def printer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Person:
    """Someone with a card of every type and an exam that asks them all."""
    write(tmp_path / "shipped", "every.yaml", DECK.replace("HOSTILE", HOSTILE))
    write(tmp_path / "shipped", "all.exam.yaml", EXAM)
    monkeypatch.chdir(tmp_path)
    return Person(tmp_path / "home", tmp_path / "shipped")
