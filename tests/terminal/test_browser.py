"""The list of cards on the full screen, its keys pressed through a pipe."""

from __future__ import annotations

from pathlib import Path

import pytest
from prompt_toolkit.application import create_app_session
from prompt_toolkit.data_structures import Size
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output import DummyOutput

from kgquiz.actions.desk import Desk
from kgquiz.actions.search.handling import file_of
from kgquiz.memory.log import Kind
from kgquiz.terminal.editor import edit
from kgquiz.terminal.search.browser import Browser
from tests.support import Person, write


class Screen(DummyOutput):
    """A terminal of some size that shows nothing."""

    def __init__(self, columns: int = 80, rows: int = 24) -> None:
        self.size = Size(rows=rows, columns=columns)

    def get_size(self) -> Size:
        return self.size


def pressed(person: Person, keys: str, query: str = "", columns: int = 80) -> tuple[str | None, list[Kind], str]:
    """What the list ends in, the events that were recorded, and its last word."""
    with create_pipe_input() as pipe, create_app_session(), Desk(person.world) as desk:
        before = desk.store.journal.count()
        pipe.send_text(keys)
        browser = Browser(desk, query, input=pipe, output=Screen(columns))
        result = browser.run()
        return result, [e.kind for e in desk.store.journal.newest(desk.store.journal.count() - before)], browser.told


def test_a_star_is_set_on_the_card_under_the_cursor_and_taken_away(person: Person) -> None:
    assert pressed(person, "\x1b[B*q", "type:typed")[1] == [Kind.STAR]
    cards = person.types("cards", "is:starred", "--json").json["cards"]
    assert [card["card"] for card in cards] == ["small/head.typed"]
    assert pressed(person, "*q", "is:starred")[1] == [Kind.UNSTAR]


def test_a_card_is_suspended_and_asked_again_by_one_key(person: Person) -> None:
    assert pressed(person, "--q", "type:typed")[1] == [Kind.SUSPEND, Kind.RESUME]


def test_a_note_is_written_in_the_field_and_escape_leaves_it(person: Person) -> None:
    assert pressed(person, "nabc\rq", "id:head.typed")[1] == [Kind.NOTE]
    assert person.types("note", "head.typed", "--json").json["note"] == "abc"
    _, events, _ = pressed(person, "nxyz\x1bq", "id:head.typed")
    assert events == []


def test_making_a_card_new_again_is_asked_twice(person: Person) -> None:
    person.types("study", "--where", "id:head.typed", "--plain", lines="мэр\n")
    assert pressed(person, "rq", "id:head.typed")[1] == []
    assert pressed(person, "rr\x1b[Bq", "id:head.typed")[1] == [Kind.UNDO]
    assert person.asks(lambda desk: desk.store.schedule.state("small/head.typed")).memory is None


def test_what_is_shown_can_be_studied(person: Person) -> None:
    assert pressed(person, "/ type:typed\rs", "парламент")[0] == "парламент type:typed"


def test_a_query_with_a_mistake_leaves_the_list_and_says_why(person: Person) -> None:
    assert pressed(person, "/ stat:due\rq", "мэр")[0] is None


@pytest.mark.parametrize("columns", [20, 60, 80, 120])
def test_any_width_is_drawn(columns: int, person: Person) -> None:
    assert pressed(person, "\x1b[B\x1b[B\x1b[Aq", columns=columns)[0] is None


def test_the_line_of_a_card_in_its_file_is_found(person: Person) -> None:
    place = person.asks(file_of, "small/council.typed")
    assert place is not None
    line = place.path.read_text(encoding="utf-8").splitlines()[place.line - 1]
    assert "id: council.typed" in line
    assert person.asks(file_of, "gone/council.typed") is None


def test_the_editor_is_given_the_line_or_told_of(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = write(tmp_path, "a.yaml", "x\n")
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("EDITOR", "")
    assert f"{file}:3" in edit(file, 3)
    monkeypatch.setenv("EDITOR", str(tmp_path / "no-editor"))
    assert "cannot be started" in edit(file, 3)
