"""Copies of a progress file: packed without a trace of this computer, refused by name, salvaged as far as they go."""

from __future__ import annotations

from pathlib import Path

import pytest

from kgquiz.errors import StoreError
from kgquiz.storage.copies import pack, unpacked
from kgquiz.storage.salvage import Salvage, salvage
from kgquiz.storage.store import Store
from tests.storage.test_attempts import FORM, HEAD, TERMS
from tests.storage.test_store import review


def test_a_packed_copy_names_no_file_and_no_hour(tmp_path: Path) -> None:
    target = tmp_path / "copy.gz"
    with Store.open(tmp_path / "progress.db") as store:
        store.journal.record(review(1))
        pack(store.connection, target)
    _, _, _, flags, *stamp = target.read_bytes()[:8]
    assert (flags, stamp) == (0, [0, 0, 0, 0])  # of the head of a gzip file
    with unpacked(target, tmp_path) as copied, Store.open(copied) as store:
        assert store.journal.count() == 1
    assert not copied.exists()


@pytest.mark.parametrize("part", [3, 40])
def test_a_copy_that_is_torn_is_refused_by_its_name(tmp_path: Path, part: int) -> None:
    target = tmp_path / "copy.gz"
    with Store.open(tmp_path / "progress.db") as store:
        pack(store.connection, target)
    target.write_bytes(target.read_bytes()[:-part])
    with pytest.raises(StoreError) as told, unpacked(target, tmp_path):
        pass
    assert str(target) in str(told.value)


def test_answers_that_stand_only_in_the_log_of_a_file_are_salvaged_too(tmp_path: Path) -> None:
    path, target = tmp_path / "progress.db", tmp_path / "saved.db"
    with Store.open(path) as store:
        store.connection.execute("pragma wal_autocheckpoint = 0")
        store.journal.record(review(1), review(2))
        assert salvage(path, target) == Salvage(events=2, exams=0, settings=0)


def test_an_exam_of_which_a_part_is_lost_is_left_behind_and_the_others_come(tmp_path: Path) -> None:
    path, target = tmp_path / "progress.db", tmp_path / "saved.db"
    with Store.open(path) as store:
        store.journal.record(review(1))
        for _ in range(2):
            store.attempts.begin(HEAD, FORM, TERMS)
            store.connection.execute("update attempt set id = id || number")
        store.connection.execute("update attempt_item set section = 99 where attempt = 1")
    assert salvage(path, target) == Salvage(events=1, exams=1, settings=0)
    with Store.open(target) as store:
        assert [sitting.number for sitting in store.attempts.all()] == [2]
        assert store.attempts.items(2) == FORM
