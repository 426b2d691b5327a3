"""Lines that devices leave for each other: what is torn or newer waits, what was read is not read again."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from kgquiz.storage.exchange_lines import FORMAT, Mark, append, checked, is_unread, line_of, read

ONE, TWO, THREE = ({"event": ["өкмөт", number]} for number in (1, 2, 3))


def with_version(*entries: dict[str, Any]) -> list[dict[str, Any]]:
    return [{"v": FORMAT, **entry} for entry in entries]


def newer(entry: dict[str, Any]) -> bytes:
    return line_of({**entry, "v": FORMAT + 1})


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "device.lines"
    path.write_bytes(line_of(ONE) + line_of(TWO))
    return path


def grown(path: Path, *lines: bytes) -> None:
    path.write_bytes(path.read_bytes() + b"".join(lines))


def test_a_line_is_json_that_any_program_reads() -> None:
    line = line_of(ONE)
    assert line.count(b"\n") == 1
    digits, entry = json.loads(line)
    assert len(digits) == 16
    assert entry == {"v": FORMAT, **ONE}
    assert "өкмөт".encode() in line


def test_what_was_read_is_not_read_again(file: Path) -> None:
    first = read(file, None)
    assert first.entries == with_version(ONE, TWO)
    assert not is_unread(file, first.mark)
    assert is_unread(file, None)
    assert read(file, first.mark).entries == []
    grown(file, line_of(THREE))
    assert is_unread(file, first.mark)
    second = read(file, first.mark)
    assert second.entries == with_version(THREE)
    grown(file, line_of(ONE))
    assert read(file, second.mark).entries == with_version(ONE)


@pytest.mark.parametrize("middle", [line_of(TWO)[:-9] + b"\n", newer(TWO), b'["",{}]\n', b"x\n", b'["' + b"\xff" * 40])
def test_what_waits_is_counted_and_read_again_until_it_is_whole(file: Path, middle: bytes) -> None:
    start = file.read_bytes()
    grown(file, middle)
    if middle.endswith(b"\n"):
        grown(file, line_of(THREE))
    found = read(file, None)
    is_newer = b'"v":%d' % (FORMAT + 1) in middle
    assert found.entries == with_version(ONE, TWO, *([THREE] if middle.endswith(b"\n") else []))
    assert (found.damaged, found.newer) == (not is_newer, is_newer)
    assert found.mark.offset == len(start)
    again = read(file, found.mark)
    assert (again.damaged, again.newer) == (found.damaged, found.newer)
    file.write_bytes(start + line_of(THREE))
    assert read(file, again.mark).entries == with_version(THREE)


def test_every_line_that_waits_is_counted(file: Path) -> None:
    grown(file, b"x\n", newer(ONE), b"y\n", newer(TWO), b"\n", line_of(THREE))
    found = read(file, None)
    assert (found.damaged, found.newer) == (2, 2)
    assert found.entries == with_version(ONE, TWO, THREE)


@pytest.mark.parametrize("text", [b"[1]", b"5", b"{", b'"x"', b"[" * 9999])
def test_a_line_with_a_right_sum_and_no_entry_is_damaged(file: Path, text: bytes) -> None:
    from hashlib import blake2b

    grown(file, b'["' + blake2b(text, digest_size=8).hexdigest().encode() + b'",' + text + b"]\n")
    assert read(file, None).damaged == 1


def test_a_file_that_is_another_one_now_is_read_from_its_beginning(file: Path) -> None:
    mark = read(file, None).mark
    file.write_bytes(line_of(THREE) + line_of(ONE) + line_of(TWO))
    assert read(file, mark).entries == with_version(THREE, ONE, TWO)
    file.write_bytes(line_of(THREE))
    assert read(file, mark).entries == with_version(THREE)


def test_a_file_that_was_swapped_for_one_that_goes_on_alike_is_read_on(file: Path) -> None:
    mark = read(file, None).mark
    file.write_bytes(line_of(ONE) + line_of(TWO) + line_of(THREE))
    found = read(file, mark)
    assert found.entries == with_version(THREE)
    assert found.mark.offset == len(file.read_bytes())


def test_a_mark_of_an_older_kgquiz_is_looked_at_again(file: Path) -> None:
    mark = read(file, None).mark
    older = Mark(mark.offset, mark.last, mark.sum, mark.size, mark.mtime, FORMAT - 1)
    assert is_unread(file, older)


@pytest.mark.parametrize("place", range(0, len(line_of(ONE)), 7))
def test_a_changed_byte_is_noticed(place: int) -> None:
    line = bytearray(line_of(ONE))
    assert checked(bytes(line)) is not None
    line[place] ^= 1
    assert checked(bytes(line)) is None


@pytest.mark.parametrize("torn", [b"", b'["00', b'["00\n', line_of({"n": 0})])
def test_what_is_added_stands_in_lines_of_its_own_and_is_marked_as_read(tmp_path: Path, torn: bytes) -> None:
    path = tmp_path / "own.jsonl"
    path.write_bytes(torn)
    mark = append(path, [{"n": 1}, {"n": 2}])
    assert [entry["n"] for entry in read(path, None).entries][-2:] == [1, 2]
    assert not is_unread(path, mark)
    append(path, [{"n": 3}])
    assert [entry["n"] for entry in read(path, mark).entries] == [3]
