"""Waiting for one key below what was shown, before the menu covers it."""

from __future__ import annotations

import io

from kgquiz.lang import _
from kgquiz.terminal.interactive import has_screen
from kgquiz.terminal.keys import COMMANDS, TERMINAL_KEYS, Command, Deed, Place, command_key, deed_of, sign_of


def goes_on() -> bool:
    """Wait for a key that goes back; False where she leaves with q. Line by line nothing is covered: it goes on."""
    if not has_screen():
        return True
    from prompt_toolkit.application import Application
    from prompt_toolkit.formatted_text import ANSI
    from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
    from prompt_toolkit.keys import Keys
    from prompt_toolkit.layout import FormattedTextControl, Layout, Window

    from kgquiz.terminal.running import run_heeding

    bindings = KeyBindings()

    def press(event: KeyPressEvent, key: str) -> None:
        if deed_of(Place.READ, key) is Deed.LEAVE:
            event.app.exit(result=True)
        elif command_key(key) == COMMANDS[Command.QUIT].key:
            event.app.exit(result=False)

    for key, name in TERMINAL_KEYS.items():
        bindings.add(key, eager=True)(lambda event, name=name: press(event, name))
    bindings.add(Keys.Any)(lambda event: press(event, event.key_sequence[-1].data))
    bindings.add(Keys.ControlC)(lambda event: event.app.exit(exception=KeyboardInterrupt()))
    bindings.add(Keys.SIGINT)(lambda event: event.app.exit(exception=KeyboardInterrupt()))

    line = Window(FormattedTextControl(ANSI(_hints()), focusable=True, show_cursor=False), height=1)
    app: Application[bool] = Application(layout=Layout(line), key_bindings=bindings, erase_when_done=True)
    app.ttimeoutlen = 0.05
    return run_heeding(app)


def _hints() -> str:
    from kgquiz.terminal.hints import Hint, hint_line
    from kgquiz.terminal.safe_console import SafeConsole

    out = io.StringIO()
    leave = COMMANDS[Command.QUIT]
    hints = [Hint(sign_of("enter"), _("back to the menu")), Hint(leave.key, _(leave.does))]
    SafeConsole(file=out, force_terminal=True).print(hint_line(hints))
    return out.getvalue().rstrip("\n")
