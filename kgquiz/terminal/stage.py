"""The full screen: draws the scene of a flow with rich, reads keys and text with prompt_toolkit."""

from __future__ import annotations

import asyncio
import io
from collections.abc import Callable
from functools import partial
from typing import Any, Generic

from prompt_toolkit.application import Application, run_in_terminal
from prompt_toolkit.buffer import Buffer
from prompt_toolkit.document import Document
from prompt_toolkit.filters import Condition
from prompt_toolkit.formatted_text import ANSI
from prompt_toolkit.input import Input
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from prompt_toolkit.keys import Keys
from prompt_toolkit.layout import (
    BufferControl,
    ConditionalContainer,
    FormattedTextControl,
    HSplit,
    Layout,
    VSplit,
    Window,
)
from prompt_toolkit.output import Output
from prompt_toolkit.utils import get_cwidth
from rich.console import RenderableType
from rich.text import Text

from kgquiz.errors import ExitCode
from kgquiz.lang import _
from kgquiz.terminal.ending import ENDING, Ended, heeded, stop_this_job
from kgquiz.terminal.hints import command_hints, help_page, hint_line
from kgquiz.terminal.keys import command_key
from kgquiz.terminal.safe_console import SafeConsole
from kgquiz.terminal.scene import COMMAND_KEYS, Answered, Command, Flow, Hint, Reply, Scene, T
from kgquiz.terminal.standard_input import is_undecoded

_LONGEST_ANSWER = 2_000
_PROMPT = "› "
_MOST_LINES = 6
_SPECIAL = {
    Keys.ControlM: "enter",
    Keys.ControlJ: "enter",
    Keys.Escape: "escape",
    Keys.Up: "up",
    Keys.Down: "down",
    Keys.Left: "left",
    Keys.Right: "right",
    Keys.PageUp: "pageup",
    Keys.PageDown: "pagedown",
    Keys.ControlH: "backspace",
    Keys.Delete: "delete",
    Keys.ControlI: "tab",
    Keys.ShiftUp: "shift-up",
    Keys.ShiftDown: "shift-down",
    Keys.F1: "?",
}


class Stage(Generic[T]):
    """Plays one flow on the full screen."""

    def __init__(self, flow: Flow[T], *, input: Input | None = None, output: Output | None = None) -> None:  # noqa: A002 - prompt_toolkit's name
        self.flow = flow
        self.scene: Scene = next(flow)
        self.field = Buffer(multiline=False)
        self.seen_text = ""
        """What stood in the field when the clock was last looked at."""
        self.is_spoilt = False
        """Whether bytes that are no text came in, so that nothing of this answer is taken."""
        self.told = ""
        """What the stage itself has to say."""
        self.is_over = False
        self.commanding = False
        self.help_shown = False
        self.scroll = 0
        self.app: Application[Any] = Application(
            layout=Layout(self._layout()),
            key_bindings=self._bindings(),
            full_screen=True,
            input=input,
            output=output,
        )
        self.app.ttimeoutlen = 0.05
        self._fill_field()

    def run(self) -> T:
        """Play to the end; everything given by then is saved.

        Ctrl-C and SIGINT raise KeyboardInterrupt, other signals Ended; so does a terminal that is gone, or OSError.
        """
        try:
            with heeded(self._deeds()):
                result: T = self.app.run(pre_run=self._start_clock)
                return result
        except EOFError:  # nothing more to read from the terminal
            raise Ended(ExitCode.HUNG_UP) from None
        finally:
            if not self.is_over:
                self.scene.note(self.unentered)
            self.flow.close()

    @property
    def unentered(self) -> str:
        """What stands in the field, where it is text."""
        return "" if self.is_spoilt else self.field.text

    @property
    def is_typing(self) -> bool:
        """Whether letters go to the text field."""
        return self.scene.typing and not self.commanding and not self.help_shown

    def reply(self, reply: Reply) -> None:
        """Hand a reply to the flow and show its next scene; what is left unentered is noted."""
        if not isinstance(reply, Answered):
            self.scene.note(self.unentered)
        try:
            self.scene = self.flow.send(reply)
        except StopIteration as end:
            self.is_over = True
            self.app.exit(result=end.value)
        except BaseException as error:  # noqa: BLE001 - raised again by run(), outside the event loop
            self.is_over = True
            self.app.exit(exception=error)
        self.scroll = 0
        self.is_spoilt, self.told = False, ""
        self._fill_field()

    def _fill_field(self) -> None:
        """The scene's own text, the cursor behind it."""
        self.field.reset(Document(self.scene.draft))
        self._settle_focus()

    def press(self, key: str) -> None:
        """One key, by its name."""
        if self.help_shown:
            self.help_shown = False
        elif key in {"pageup", "pagedown"}:
            self.scroll = max(0, self.scroll + (5 if key == "pagedown" else -5))
        elif self.is_typing:
            self._press_in_field(key)
        elif key == "escape" and self.scene.typing:
            self.commanding = False
        elif command_key(key) == "?":
            self.help_shown = True
        else:
            self._press_in_scene(key)
        self._settle_focus()

    def take(self, data: str) -> None:
        """Letters typed or pasted: into the field, but for a key of the scene's own and for what is no text."""
        if is_undecoded(data):
            self.is_spoilt = True
            self.told = _("What was typed is not text in UTF-8 and is not taken. Set your terminal to UTF-8.")
            self.field.reset()
        elif not self.field.text and self.scene.takes(data):
            self._press_in_scene(data)
            self._settle_focus()
        else:
            self.told = self.told if self.is_spoilt else ""
            text = "".join(" " if c.isspace() else c for c in data if c.isspace() or c.isprintable())
            self.field.insert_text(text[: max(0, _LONGEST_ANSWER - len(self.field.text))])

    def _press_in_field(self, key: str) -> None:
        if key == "enter" and self.is_spoilt:
            self.field.reset()
            self.is_spoilt = False
        elif key == "enter":
            reply = self.scene.submit(self.field.text)
            if reply is not None:
                self.reply(reply)
            else:
                self.field.reset()
        elif key == "escape":
            self.commanding = True
        elif key == "up" and (before := self.scene.back()) is not None:
            self.field.text = before
            self.field.cursor_position = len(before)

    def _press_in_scene(self, key: str) -> None:
        reply = self.scene.press(key) or self._command(key)
        if reply is not None:
            self.commanding = False
            self.reply(reply)

    def _command(self, key: str) -> Command | None:
        letter = command_key(key)
        return next(
            (c for c in (*self.scene.commands, *self.scene.unnamed_commands) if COMMAND_KEYS.get(c) == letter), None
        )

    def _settle_focus(self) -> None:
        self.app.layout.focus(self.field if self.is_typing else self._body)

    def _start_clock(self) -> None:
        self.app.create_background_task(self._clock())

    def _deeds(self) -> dict[str, Callable[[], None]]:
        """What is done at which signal."""
        deeds: dict[str, Callable[[], None]] = {"SIGTSTP": self._stop, "SIGCONT": self._wake}
        deeds |= {name: partial(self._end, Ended(code)) for name, code in ENDING.items()}
        return {name: partial(self._soon, deed) for name, deed in deeds.items()}

    def _soon(self, deed: Callable[[], None]) -> None:
        """Done between two keys; a signal itself comes at any place."""
        if self.app.loop is not None:
            self.app.loop.call_soon_threadsafe(deed)

    def _end(self, why: BaseException) -> None:
        """Leave the screen, and raise this behind it."""
        if not self.app.is_done:
            self.app.exit(exception=why)

    def _stop(self) -> None:
        """Give the terminal back and stop, as Ctrl-Z does everywhere."""
        if not self.app.is_done:
            run_in_terminal(stop_this_job)

    def _wake(self) -> None:
        """Take the terminal again and draw all anew: somebody else had it meanwhile."""
        if not self.app.is_done:
            self.app.input.raw_mode().__enter__()  # left by the one that run() entered
            self.app.renderer.clear()
            self.app.invalidate()

    async def _clock(self) -> None:
        while True:
            await asyncio.sleep(0.5)
            if self.scene.clock is not None:
                self._tick()

    def _tick(self) -> None:
        """Let the scene look at its clock, and draw what the clock shows now; where typing pauses, note what stands."""
        if self.field.text == self.seen_text:
            self.scene.note(self.unentered)
        self.seen_text = self.field.text
        reply = self.scene.tick()
        if reply is not None:
            self.reply(reply)
        self.app.invalidate()

    def _layout(self) -> HSplit:
        self._body = Window(FormattedTextControl(self._drawn_body, focusable=True, show_cursor=False))
        field = VSplit([Window(FormattedTextControl(_PROMPT), width=len(_PROMPT)), self._field_window()])
        typing = Condition(lambda: self.is_typing)
        return HSplit(
            [
                self._body,
                ConditionalContainer(field, typing),
                Window(FormattedTextControl(self._drawn_hints), height=self._hint_height, wrap_lines=False),
            ]
        )

    def _field_window(self) -> Window:
        return Window(BufferControl(self.field), height=self._field_height, wrap_lines=True)

    def _field_height(self) -> int:
        """One line; in a roomy scene as many as the text takes, up to some."""
        if not self.scene.roomy:
            return 1
        width = max(1, self.app.output.get_size().columns - len(_PROMPT))
        return min(_MOST_LINES, 1 + get_cwidth(self.field.text) // width)

    def _drawn_body(self) -> ANSI:
        size = self.app.output.get_size()
        drawn = self._draw(help_page(self.scene) if self.help_shown else self.scene.view(size.columns))
        room = size.rows - self._hint_height() - (self._field_height() if self.is_typing else 0)
        foot = None if self.help_shown else self.scene.foot()
        below = [] if foot is None else self._draw(foot).split("\n")
        below += self._draw(Text(self.told, style="notice")).split("\n") if self.told else []
        room -= len(below)
        lines = drawn.split("\n")
        self.scroll = max(0, min(self.scroll, len(lines) - room))
        shown = lines[self.scroll : self.scroll + room]
        if len(lines) - self.scroll > room and shown:
            shown[-1] = self._draw(Text(_("… more: Page Down"), style="muted"))
        return ANSI("\n".join([*shown, *below]))

    def _hint_height(self) -> int:
        return max(1, self._drawn_hints().value.count("\n") + 1)

    def _drawn_hints(self) -> ANSI:
        hints = [*self.scene.hints(), *command_hints(self.scene)]
        if self.help_shown:
            hints = [Hint("⏎", _("back to the card"))]
        elif self.is_typing:
            hints = [Hint("⏎", _("submit")), *self.scene.typing_hints(), Hint("Esc", _("commands"))]
        elif self.scene.typing:
            hints = [Hint("Esc", _("back to typing")), *hints]
        return ANSI(self._draw(hint_line(hints, self.app.output.get_size().columns)))

    def _draw(self, renderable: RenderableType) -> str:
        columns = self.app.output.get_size().columns
        out = io.StringIO()
        SafeConsole(file=out, force_terminal=True, width=columns).print(renderable)
        return out.getvalue().rstrip("\n")

    def _bindings(self) -> KeyBindings:
        bindings = KeyBindings()
        typing = Condition(lambda: self.is_typing)

        @bindings.add("c-c")
        @bindings.add(Keys.SIGINT)
        def interrupt(_event: KeyPressEvent) -> None:
            self._end(KeyboardInterrupt())

        @bindings.add("c-z")
        def stop(_event: KeyPressEvent) -> None:
            self._stop()

        @bindings.add("c-q")
        @bindings.add("c-v")
        def ignored(_event: KeyPressEvent) -> None:
            """Would type the next key's code."""

        @bindings.add(Keys.Any, filter=~typing)
        def any_key(event: KeyPressEvent) -> None:
            self.press(event.key_sequence[-1].data)

        @bindings.add(Keys.Any, filter=typing)
        @bindings.add(Keys.BracketedPaste, filter=typing)
        def typed(event: KeyPressEvent) -> None:
            self.take(event.data)

        for key, name in _SPECIAL.items():
            self._bind(bindings, key, name, typing)
        return bindings

    def _bind(self, bindings: KeyBindings, key: Keys, name: str, typing: Condition) -> None:
        in_field_too = name in {"enter", "escape", "pageup", "pagedown", "up"}

        @bindings.add(
            key, filter=Condition(lambda: True) if in_field_too else ~typing, eager=name in {"enter", "escape"}
        )
        def special(_event: KeyPressEvent) -> None:
            self.press(name)
