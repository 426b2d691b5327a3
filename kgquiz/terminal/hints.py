"""Which keys do what: the last lines of the screen, and the page behind `?`; both read off the table of keys."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.text import Text

from kgquiz.lang import _
from kgquiz.terminal.keys import COMMANDS, KEYS, LAST_DIGIT, Binding, Command, CommandRow, Deed, Place, sign_of
from kgquiz.terminal.scene import Scene
from kgquiz.value import dataclass


@dataclass(frozen=True, slots=True)
class Hint:
    """A key and what it does."""

    key: str
    does: str


def hints_of(scene: Scene, place: Place | None, *, all_of_them: bool = False) -> list[Hint]:
    """The keys of a place of a scene, in words: those worth a hint, or every one."""
    bindings = KEYS[place] if place is not None else ()
    return [
        Hint(_shown(binding, scene.entries_on_keys, all_of_them), _words(binding, all_of_them))
        for binding in bindings
        if (binding.named or all_of_them) and not scene.lacks & set(binding.keys.values())
    ]


def place_hints(place: Place, *, all_of_them: bool = False) -> list[Hint]:
    """The keys of a place that is no scene."""
    return [
        Hint(_shown(binding, LAST_DIGIT, all_of_them), _words(binding, all_of_them))
        for binding in KEYS[place]
        if binding.named or all_of_them
    ]


def _shown(binding: Binding, many: int, all_of_them: bool) -> str:
    """The keys of a binding; of several that do the same the first, unless all are wanted."""
    seen: set[Deed] = set()
    signs = []
    for key, deed in binding.keys.items():
        if deed not in seen or all_of_them:
            signs.append(sign_of(key, many))
        seen.add(deed)
    return " ".join(signs).replace("↑ ↓", "↑↓").replace("← ↑↓ →", "←↑↓→")


def _words(row: Binding | CommandRow, in_full: bool) -> str:
    """What a key does: in a word or two, or, on the page of keys, what comes of it where that says more."""
    if in_full and row.means:
        return f"{_(row.does)}: {_(row.means)}"
    return _(row.does)


def screen_hints(scene: Scene, *, typing: bool, help_shown: bool) -> list[Hint]:
    """What the last lines of the screen say now."""
    if help_shown:
        return hints_of(scene, Place.HELP)
    if typing:
        return [*hints_of(scene, scene.field), *_entered_alone(scene)]
    back = hints_of(scene, Place.COMMANDS) if scene.typing else []
    return [*back, *hints_of(scene, scene.place), *command_hints(scene), *hints_of(scene, Place.EVERYWHERE)]


def _entered_alone(scene: Scene) -> Iterator[Hint]:
    """What leaves a question that is no card's: typed in the field and entered, as no answer is spelled so."""
    if scene.field is Place.ASK:
        yield Hint(f"{COMMANDS[Command.QUIT].key} {sign_of('enter')}", _("leave"))


def command_hints(scene: Scene, *, all_of_them: bool = False) -> list[Hint]:
    """The keys of the commands that a scene offers."""
    rows = [COMMANDS[command] for command in scene.commands]
    return [Hint(sign_of(row.key), _words(row, all_of_them)) for row in rows]


def hint_line(hints: list[Hint], width: int = 10_000) -> Text:
    """Keys and what they do; a new line only between two of them."""
    line, used = Text(style="hint"), 0
    for hint in hints:
        piece = Text.assemble((hint.key, "hint.key"), " ", hint.does)
        if line:
            line.append("\n" if used + 2 + piece.cell_len > width else "  ")
        used = piece.cell_len if line.plain.endswith("\n") else used + 2 * bool(line) + piece.cell_len
        line.append_text(piece)
    return line


def help_page(scene: Scene) -> RenderableType:
    """All keys that work in a scene, one a line."""
    rows = [Text(_("Keys"), style="title"), *_sections(scene), Text()]
    return Group(*rows, Text(_("Letters work on the Kyrgyz and Russian layouts too.")))


def _sections(scene: Scene) -> Iterator[Text]:
    places = [scene.field, Place.COMMANDS] if scene.typing else []
    for place in (*places, scene.place, Place.EVERYWHERE):
        hints = hints_of(scene, place, all_of_them=True)
        hints += command_hints(scene, all_of_them=True) if place is scene.place else []
        if place is not None and hints:
            yield Text()
            yield Text(_(place.value), style="muted")
            yield from (hint_line([hint]) for hint in hints)
        elif hints:
            yield from (hint_line([hint]) for hint in hints)
