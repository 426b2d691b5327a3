"""One table of keys: hints, the help page and docs/keys.md say what it says, and no scene knows a key beside it."""

from __future__ import annotations

import ast
import io
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from rich.console import Console

from kgquiz.terminal import keys
from kgquiz.terminal.hints import help_page, hints_of, screen_hints
from kgquiz.terminal.keys import COMMANDS, KEYS, SWALLOWED, TERMINAL_KEYS, Command, Deed, Place, command_key, deed_of
from kgquiz.terminal.scenes.ask import AskScene
from kgquiz.terminal.scenes.menu import MenuScene
from kgquiz.terminal.scenes.question import QuestionScene
from kgquiz.terminal.study.feedback import FeedbackScene
from tests.keys_page import PAGE, keys_page
from tests.support import ROOT

FACE = ROOT / "kgquiz" / "terminal"
FAMILIES = {keys.NUMBERS: "123456789", keys.DIGITS: "0123456789", keys.LETTERS: "abcdefgh"}


def named_keys() -> set[str]:
    """Every key that the tables name, under both its names."""
    names = {key for bindings in KEYS.values() for binding in bindings for key in binding.keys}
    names |= {row.key for row in COMMANDS.values()} | set(TERMINAL_KEYS) | set(TERMINAL_KEYS.values()) | set(SWALLOWED)
    return names - {*FAMILIES, " "}


def test_the_page_of_keys_follows_the_table() -> None:
    assert PAGE.read_text(encoding="utf-8") == keys_page(), "run: python -m tests.keys_page"


def test_every_place_has_keys_and_no_key_does_two_things_in_one() -> None:
    assert set(KEYS) == set(Place)
    for place, bindings in KEYS.items():
        said = [one for binding in bindings for key in binding.keys for one in FAMILIES.get(key, (key,))]
        assert len(said) == len(set(said)), place


def test_every_deed_has_a_key() -> None:
    assert {deed for bindings in KEYS.values() for b in bindings for deed in b.keys.values()} == set(Deed)


def test_each_command_but_the_end_of_the_time_has_a_key_and_a_line_of_its_own() -> None:
    assert set(COMMANDS) == set(Command) - {Command.TIME_UP}
    assert len({row.line for row in COMMANDS.values()}) == len(COMMANDS)
    keys = Counter(row.key for row in COMMANDS.values())
    assert {key for key, times in keys.items() if times > 1} == {COMMANDS[Command.FLAG].key}
    assert COMMANDS[Command.FLAG].key == COMMANDS[Command.STAR].key, (
        "an item is flagged in an exam, a card starred in study"
    )
    assert all(row.line.startswith(":") for row in COMMANDS.values())


def test_no_command_is_a_letter_that_pairs_things_up_but_those_that_only_an_answered_card_offers() -> None:
    only_after = set(FeedbackScene.COMMANDS) - set(QuestionScene.STUDY_COMMANDS) - {Command.QUIT}
    while_asked = {row.key for command, row in COMMANDS.items() if command not in only_after}
    assert not while_asked & set(FAMILIES[keys.LETTERS])
    assert Command.BOOK in only_after


@pytest.mark.parametrize(("typed", "meant"), [("й", "q"), ("Г", "u"), ("ң", "y"), ("ф", "a"), (",", "?"), ("5", "5")])
def test_letters_are_known_by_their_place_on_a_cyrillic_keyboard(typed: str, meant: str) -> None:
    assert command_key(typed) == meant


def test_a_family_of_keys_is_known_by_each_of_them_and_by_no_other() -> None:
    assert {deed_of(Place.CHOOSE, key) for key in "123456789"} == {Deed.NUMBER}
    assert deed_of(Place.CHOOSE, "0") is None
    assert deed_of(Place.OVERVIEW, "0") is Deed.NUMBER
    assert deed_of(Place.PAIR, "ф") is Deed.LETTER
    assert deed_of(Place.CHOOSE, "1–9") is not Deed.ENTER
    assert deed_of(None, "enter") is None


def literals(path: Path) -> Iterator[tuple[str, int]]:
    """The texts of a module that stand in expressions of their own: compared, looked up, handed on."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Compare | ast.Set | ast.Dict | ast.List | ast.Tuple | ast.Match):
            for inner in ast.walk(node):
                if isinstance(inner, ast.Constant) and isinstance(inner.value, str):
                    yield inner.value, inner.lineno


SCENES = sorted(
    {*FACE.glob("scenes/*.py"), *FACE.rglob("*scenes.py"), *FACE.rglob("*flow.py"), *FACE.glob("exam/*.py")}
)
OWN = [*SCENES, FACE / "stage.py", FACE / "hints.py", FACE / "study" / "feedback.py", FACE / "study" / "again.py"]
LINES = {"a", "y", "n", "1", "2", "3", "4", "-", "*"}
"""What may be typed as a line where there is no screen."""


@pytest.mark.parametrize("path", OWN, ids=lambda path: path.relative_to(FACE).as_posix())
def test_no_scene_names_a_key_beside_the_table(path: Path) -> None:
    found = [one for one in literals(path) if one[0] in named_keys() - LINES]
    assert found == []
    assert "⏎" not in path.read_text(encoding="utf-8")


def test_the_stage_takes_its_keys_from_the_table_alone() -> None:
    tree = ast.parse((FACE / "stage.py").read_text(encoding="utf-8"))
    added = [
        node.args[0]
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "add" and node.args
    ]
    assert len(added) > 4
    assert not any(isinstance(argument, ast.Constant) for argument in added)


def menu() -> MenuScene:
    return MenuScene("Title", ["Said."], ["one", "two", "three"])


def test_the_last_line_names_what_the_table_names_as_far_as_there_are_entries() -> None:
    said = [f"{hint.key} {hint.does}" for hint in screen_hints(menu(), typing=False, help_shown=False)]
    assert said == ["1–3 choose", "↑↓ ⏎ choose", "q quit", "? help"]


def test_the_last_line_of_a_question_about_her_names_the_way_out_while_she_types() -> None:
    asked = AskScene("Title", ["Said."], str)
    said = [f"{hint.key} {hint.does}" for hint in screen_hints(asked, typing=True, help_shown=False)]
    assert said == ["⏎ submit", "Esc back", "q ⏎ leave"]
    assert asked.submit("q") is Command.QUIT


def test_the_help_page_names_every_key_of_its_scene() -> None:
    out = io.StringIO()
    Console(file=out, width=80).print(help_page(menu()))
    shown = out.getvalue()
    for binding in (*KEYS[Place.MENU], *KEYS[Place.EVERYWHERE]):
        assert binding.does in shown
    assert all(key in shown for key in ("Esc", "Space", "F1", "Page Up", "Ctrl-C", "q quit"))


def test_what_a_scene_has_no_use_for_is_not_named() -> None:
    class Bare(MenuScene):
        @property
        def lacks(self) -> frozenset[Deed]:
            return frozenset({Deed.NUMBER})

    scene = Bare("Title", [], ["one"])
    assert [hint.key for hint in hints_of(scene, Place.MENU)] == ["↑↓ ⏎"]
