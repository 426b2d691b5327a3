"""Files are written whole, and nothing but the file asked for is touched."""

from __future__ import annotations

from pathlib import Path

import pytest

from kgquiz.actions.files import write_text, write_texts
from kgquiz.errors import CannotWrite


def test_a_file_of_ones_own_beside_the_target_is_left_alone(tmp_path: Path) -> None:
    own = tmp_path / "y.json.new"
    own.write_text("mine", encoding="utf-8")
    write_text(tmp_path / "y.json", "new\n")
    assert own.read_text(encoding="utf-8") == "mine"
    assert sorted(file.name for file in tmp_path.iterdir()) == ["y.json", "y.json.new"]


@pytest.mark.parametrize("name", ["y.json", "y.json.new"])
def test_no_link_is_written_through(tmp_path: Path, name: str) -> None:
    other = tmp_path / "other.txt"
    other.write_text("mine", encoding="utf-8")
    try:
        (tmp_path / name).symlink_to(other)
    except OSError:
        pytest.skip("this system lets nobody make a link")
    write_text(tmp_path / "y.json", "new\n")
    assert other.read_text(encoding="utf-8") == "mine"
    assert (tmp_path / "y.json").read_text(encoding="utf-8") == "new\n"


@pytest.mark.parametrize("tail", ["file/y.json", "file/deeper/y.json", "folder", "long/" + "y" * 5_000])
def test_what_cannot_be_written_is_told_and_leaves_nothing_behind(tmp_path: Path, tail: str) -> None:
    (tmp_path / "file").write_text("mine", encoding="utf-8")
    for folder in ("folder", "long"):
        (tmp_path / folder).mkdir()
    with pytest.raises(CannotWrite):
        write_text(tmp_path / tail, "new\n")
    assert (tmp_path / "file").read_text(encoding="utf-8") == "mine"
    assert sorted(file.name for file in tmp_path.rglob("*")) == ["file", "folder", "long"]


def test_a_file_that_cannot_be_drafted_leaves_all_of_them_as_they_were(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine", encoding="utf-8")
    (tmp_path / "a.yaml").write_text("old", encoding="utf-8")
    with pytest.raises(CannotWrite, match="Nothing was changed"):
        write_texts({tmp_path / "a.yaml": "new", tmp_path / "file" / "b.yaml": "new"})
    assert (tmp_path / "a.yaml").read_text(encoding="utf-8") == "old"
    assert sorted(file.name for file in tmp_path.iterdir()) == ["a.yaml", "file"]


def test_where_some_were_replaced_it_is_said_how_many(tmp_path: Path) -> None:
    (tmp_path / "b.yaml").mkdir()
    with pytest.raises(CannotWrite, match="1 of 3 files are new already") as raised:
        write_texts({tmp_path / name: "new" for name in ("a.yaml", "b.yaml", "c.yaml")})
    assert "Nothing was changed" not in str(raised.value)
    assert (tmp_path / "a.yaml").read_text(encoding="utf-8") == "new"
    assert sorted(file.name for file in tmp_path.iterdir()) == ["a.yaml", "b.yaml"]
