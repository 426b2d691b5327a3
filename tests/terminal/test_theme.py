"""One place for colours: the theme; every other module names its styles."""

from __future__ import annotations

import ast
import io
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from rich.color import ANSI_COLOR_NAMES
from rich.style import Style

from kgquiz.actions.theme import THEME_NAMES
from kgquiz.terminal import theme
from kgquiz.terminal.painting.frame import around
from kgquiz.terminal.safe_console import SafeConsole
from kgquiz.terminal.scenes.frame import Frame
from kgquiz.terminal.theme import DARK, LIGHT, PLAIN, STRONG, THEMES, Look, choose_theme, look
from tests.support import ROOT, Person

FACE = ROOT / "kgquiz" / "terminal"
ATTRIBUTES = {"bold", "dim", "italic", "underline", "reverse", "blink", "strike"}
COLOURS = set(ANSI_COLOR_NAMES)


def words_of_looks(text: str) -> bool:
    """Whether a text is a style written out: nothing but colours and attributes."""
    words = text.split()
    named = {word for word in words if word in ATTRIBUTES | COLOURS}
    return bool(named) and all(word in named | {"not", "on"} for word in words)


def modules() -> Iterator[tuple[Path, ast.Module]]:
    for path in sorted(FACE.rglob("*.py")):
        if path.name != "theme.py":
            yield path, ast.parse(path.read_text(encoding="utf-8"))


def constants(node: ast.AST) -> Iterator[str]:
    for inner in ast.walk(node):
        if isinstance(inner, ast.Constant) and isinstance(inner.value, str):
            yield inner.value


def test_no_colour_and_no_attribute_is_written_out_beside_the_theme() -> None:
    found = [
        f"{path.relative_to(ROOT)}: {text!r}"
        for path, tree in modules()
        for text in constants(tree)
        if words_of_looks(text)
    ]
    assert found == []


def values(node: ast.expr) -> Iterator[str]:
    """The texts that an expression can come to, as far as it writes them out."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from values(node.body)
        yield from values(node.orelse)
    elif isinstance(node, ast.BoolOp):
        for value in node.values:
            yield from values(value)


def test_every_style_that_is_named_is_in_the_theme() -> None:
    named = [
        (path.relative_to(ROOT), name)
        for path, tree in modules()
        for node in ast.walk(tree)
        if isinstance(node, ast.keyword) and node.arg == "style"
        for name in values(node.value)
        if name
    ]
    assert len(named) > 20
    assert [one for one in named if one[1] not in DARK] == []


def test_every_style_of_the_theme_is_used() -> None:
    used = {text for _path, tree in modules() for text in constants(tree)}
    assert [name for name in DARK if name not in used and not name.startswith("bar.")] == []


@pytest.mark.parametrize("chosen", THEMES.values(), ids=list(THEMES))
def test_every_theme_knows_every_style_in_words_that_rich_reads(chosen: Look) -> None:
    assert set(chosen) == set(DARK)
    for words in chosen.values():
        Style.parse(words)


def test_the_theme_without_colours_has_none_and_the_strong_one_nothing_faint() -> None:
    assert all(Style.parse(words).color is None for words in PLAIN.values())
    assert [name for name, words in STRONG.items() if Style.parse(words).dim] == []


def test_right_and_wrong_differ_by_more_than_colour_for_weak_eyes() -> None:
    def without_colour(words: str) -> Style:
        return Style.parse(words).without_color

    assert without_colour(STRONG["right"]) != without_colour(STRONG["wrong"])
    assert without_colour(STRONG["finding.right"]) != without_colour(STRONG["finding.wrong"])
    assert without_colour(STRONG["cursor"]) != without_colour("none")


@pytest.mark.usefixtures("wished")
@pytest.mark.parametrize("chosen", THEMES)
def test_the_bar_that_shows_progress_is_no_alarm(chosen: str) -> None:
    choose_theme(lambda: chosen)
    out = io.StringIO()
    console = SafeConsole(file=out, force_terminal=True, color_system="truecolor", width=40)
    console.print(around(Frame("place", "caption", 3, 5), [], 40))
    assert "━" in out.getvalue()
    colours = {THEMES[chosen][name] for name in ("bar.complete", "bar.finished", "bar.back")}
    assert not any(colour in words for words in colours for colour in ("red", "magenta", "pink", "yellow"))
    assert "38;2;249;38;114" not in out.getvalue()


@pytest.fixture
def wished() -> Iterator[None]:
    before = theme._wish[0]  # noqa: SLF001 - put back as it was
    yield
    choose_theme(before)


@pytest.mark.usefixtures("wished")
def test_the_wish_is_looked_up_once_and_only_when_something_is_painted() -> None:
    asked = []

    def wish() -> str:
        asked.append(1)
        return "light"

    choose_theme(wish)
    assert asked == []
    assert look() is LIGHT
    assert look() is LIGHT
    assert asked == [1]


@pytest.mark.usefixtures("wished")
def test_where_nothing_is_wished_the_terminal_tells_its_ground(monkeypatch: pytest.MonkeyPatch) -> None:
    choose_theme(lambda: "auto")
    monkeypatch.setenv("COLORFGBG", "0;15")
    assert look() is LIGHT
    monkeypatch.setenv("COLORFGBG", "15;0")
    assert look() is DARK


def test_the_setting_offers_the_themes_there_are() -> None:
    assert ("auto", *THEMES) == THEME_NAMES


@pytest.mark.usefixtures("wished")
def test_a_theme_is_chosen_by_the_setting_and_holds_for_the_commands_after_it(person: Person) -> None:
    assert person.types("settings", "theme", "High-Contrast").code == 0
    assert "theme = high-contrast" in person.types("settings", "theme").out
    person.types("decks")
    assert look() is STRONG
    assert person.types("settings", "theme", "default").code == 0
    assert [row["value"] for row in person.types("settings", "theme", "--json").json["rows"]] == ["auto"]


def test_a_theme_that_there_is_not_is_answered_with_those_there_are(person: Person) -> None:
    said = person.types("settings", "theme", "pink")
    assert said.code == 2
    assert "theme is one of auto, dark, light, no-colour, high-contrast" in said.err


@pytest.mark.usefixtures("wished")
def test_a_damaged_theme_paints_as_if_none_were_chosen(person: Person) -> None:
    person.types("settings", "theme", "light")
    with closing(sqlite3.connect(person.home / "progress.db", isolation_level=None)) as connection:
        connection.execute("update setting set value = '[3]' where name = 'theme'")
    assert person.types("decks").code == 0
    assert look() is DARK
