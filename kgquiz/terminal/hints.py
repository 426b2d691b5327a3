"""Which keys do what: the last lines of the screen, and the page behind `?`."""

from __future__ import annotations

from rich.console import Group, RenderableType
from rich.text import Text

from kgquiz.lang import _
from kgquiz.terminal.scene import COMMAND_KEYS, KEY_SIGNS, Hint, Scene, command_words


def command_hints(scene: Scene) -> list[Hint]:
    """The keys of the commands that a scene offers."""
    words = command_words()
    keys = {command: COMMAND_KEYS[command] for command in scene.commands}
    known = [Hint(KEY_SIGNS.get(key, key), words[command]) for command, key in keys.items()]
    return [*known, Hint("?", _("help"))]


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
    """All keys of a scene, one a line."""
    rows = [
        Text(_("Keys"), style="title"),
        Text(),
        *(hint_line([hint]) for hint in (*scene.hints(), *command_hints(scene))),
        Text(),
        Text(_("Letters work on the Kyrgyz and Russian layouts too. Ctrl-C leaves at once; every answer is saved.")),
    ]
    return Group(*rows)
