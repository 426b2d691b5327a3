"""A full disk is told as what it is, wherever it strikes."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from kgquiz.storage import store as opening
from tests.support import Person

Connect = Callable[[Path], sqlite3.Connection]


def small(monkeypatch: pytest.MonkeyPatch, pages: int) -> None:
    """From now on the progress file may not grow beyond so many pages."""
    connected: Connect = opening._connected  # noqa: SLF001 - a full disk at the first start

    def on_a_full_disk(path: Path) -> sqlite3.Connection:
        connection = connected(path)
        connection.execute(f"pragma max_page_count = {pages}")
        return connection

    monkeypatch.setattr(opening, "_connected", on_a_full_disk)


@pytest.mark.parametrize("pages", [1, 2, 5, 9])
@pytest.mark.parametrize("command", ["due", "study", "decks", "settings"])
def test_a_full_disk_at_the_first_start_is_told_in_a_sentence(
    person: Person, monkeypatch: pytest.MonkeyPatch, pages: int, command: str
) -> None:
    small(monkeypatch, pages)
    said = person.types(command)
    assert said.code == 5
    assert "The disk is full" in said.err
    assert "rollback" not in said.err
    assert "last answer" not in said.err
    monkeypatch.undo()
    assert person.types(command).code == 0


def test_an_answer_that_finds_no_room_is_told_of(person: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    person.types("due")
    connection = sqlite3.connect(person.world.database)
    pages = connection.execute("pragma page_count").fetchone()[0]
    connection.close()
    small(monkeypatch, pages)
    said = person.types("study", "small", "--type", "typed", "--plain", lines=f"{'жок ' * 4000}\n" * 9)
    assert said.code == 5
    assert "the last answer was not saved" in said.err
