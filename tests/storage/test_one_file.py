"""The progress file is one file, private, whole at every moment, and the very one that was opened."""

from __future__ import annotations

import os
import shutil
import sqlite3
import sys
from pathlib import Path

import pytest

from kgquiz.errors import StoreError
from kgquiz.storage.store import Store
from tests.storage.test_store import review

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="Windows moves no open file and knows other permissions")


def answers_in(path: Path) -> int:
    """How many events a file holds, read by SQLite alone."""
    connection = sqlite3.connect(path)
    try:
        return int(connection.execute("select count(*) from log").fetchone()[0])
    finally:
        connection.close()


def swap_the_folder(path: Path) -> None:
    away = path.parent.with_name("away")
    path.parent.rename(away)
    shutil.copytree(away, path.parent)


def swap_the_files(path: Path) -> None:
    for file in list(path.parent.iterdir()):
        copy = file.with_name(f"copy of {file.name}")
        shutil.copy(file, copy)
        copy.replace(file)


@POSIX
@pytest.mark.parametrize("swap", [swap_the_folder, swap_the_files])
def test_an_answer_after_the_file_was_replaced_is_refused_not_lost_in_silence(tmp_path: Path, swap: object) -> None:
    path = tmp_path / "home" / "progress.db"
    with Store.open(path) as store:
        store.journal.record(review(1))
        assert callable(swap)
        swap(path)
        with pytest.raises(StoreError, match="was replaced"):
            store.journal.record(review(2))
    with Store.open(path) as store:
        assert store.journal.count() == 1


@POSIX
def test_a_file_replaced_during_the_write_is_noticed_before_the_answer_counts_as_saved(tmp_path: Path) -> None:
    path = tmp_path / "home" / "progress.db"
    with Store.open(path) as store:
        store.journal.record(review(1))
        statements: list[str] = []

        def swap_at_commit(statement: str) -> None:
            if statement.lower() == "commit" and not statements:
                statements.append(statement)
                swap_the_folder(path)

        store.connection.set_trace_callback(swap_at_commit)
        with pytest.raises(StoreError, match="was replaced"):
            store.journal.record(review(2))
        assert statements


def test_a_copy_of_the_one_file_holds_every_answer_while_it_is_open(tmp_path: Path) -> None:
    path = tmp_path / "progress.db"
    with Store.open(path) as store:
        for number in range(1, 11):
            store.journal.record(review(number))
            copy = tmp_path / "copy" / f"{number}.db"
            copy.parent.mkdir(exist_ok=True)
            shutil.copy(path, copy)
            assert answers_in(copy) == number


@POSIX
def test_what_she_knows_is_nobody_elses_to_read(tmp_path: Path) -> None:
    path = tmp_path / "home" / "progress.db"
    before = os.umask(0o022)
    try:
        with Store.open(path) as store:
            store.journal.record(review(1))
            for file in path.parent.iterdir():
                assert not file.stat().st_mode & 0o077, file.name
        assert not path.parent.stat().st_mode & 0o077
    finally:
        os.umask(before)


@POSIX
def test_a_file_that_others_could_read_is_made_private_when_it_is_opened(tmp_path: Path) -> None:
    path = tmp_path / "progress.db"
    with Store.open(path) as store:
        store.journal.record(review(1))
    path.chmod(0o644)
    with Store.open(path):
        assert not path.stat().st_mode & 0o077
