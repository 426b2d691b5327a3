"""The keys of a full-screen tool with one text field: what a press does where she types, and where she does not."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from prompt_toolkit.filters import Condition
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from prompt_toolkit.keys import Keys

from kgquiz.terminal.keys import TERMINAL_KEYS

Press = Callable[[str, KeyPressEvent], None]


def tool_keys(press: Press, press_in_field: Press, is_typing: Callable[[], bool]) -> KeyBindings:
    """Every key by its name in the tables; in the field only Enter and Esc are ours, the rest edits. Ctrl-C ends."""
    bindings = KeyBindings()
    typing = Condition(is_typing)
    for key, name in TERMINAL_KEYS.items():
        bindings.add(key, filter=~typing)(partial(press, name))
        if name in {"enter", "escape"}:
            bindings.add(key, filter=typing, eager=name == "escape")(partial(press_in_field, name))
    bindings.add(Keys.Any, filter=~typing)(lambda event: press(event.data, event))
    bindings.add("c-c")(lambda event: event.app.exit())
    bindings.add(Keys.SIGINT)(lambda event: event.app.exit(exception=KeyboardInterrupt()))
    return bindings
