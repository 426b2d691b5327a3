"""The full screen: draws the scene of a flow with rich, reads keys and text with prompt_toolkit."""

from __future__ import annotations

import asyncio
import io
from typing import Any, Generic

from prompt_toolkit.application import Application
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

from kgquiz.lang import _
from kgquiz.terminal.hints import help_page, hint_line, screen_hints
from kgquiz.terminal.keys import COMMANDS, KEYS, SWALLOWED, TERMINAL_KEYS, Deed, Place, command_key, deed_of
from kgquiz.terminal.painting.painters import foot_of, painted
from kgquiz.terminal.running import end, run_heeding, stop
from kgquiz.terminal.safe_console import SafeConsole
from kgquiz.terminal.scene import Answered, Command, Flow, Reply, Scene, T
from kgquiz.terminal.standard_input import is_undecoded

_LONGEST_ANSWER = 2_000
_PROMPT = "› "
_MOST_LINES = 6
_PAGE = 5
"""Lines that scrolling moves by."""
_AT_ONCE = {name for binding in (*KEYS[Place.FIELD], *KEYS[Place.COMMANDS]) for name in binding.keys}
"""Keys that wait for no other after them, as a terminal's Escape would."""


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
            include_default_pygments_style=False,
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
            result: T = run_heeding(self.app, self._start_clock)
            return result
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
        everywhere = deed_of(Place.EVERYWHERE, key)
        if everywhere in {Deed.SCROLL_UP, Deed.SCROLL_DOWN}:
            self.scroll = max(0, self.scroll + (_PAGE if everywhere is Deed.SCROLL_DOWN else -_PAGE))
        elif self.help_shown:
            self._show_help(shown=False)
        elif self.is_typing:
            self._press_in_field(key)
        elif self.scene.typing and deed_of(Place.COMMANDS, key) is Deed.TYPE:
            self.commanding = False
        elif everywhere is Deed.HELP:
            self._show_help(shown=True)
        else:
            self._press_in_scene(key)
        self._settle_focus()

    def _show_help(self, *, shown: bool) -> None:
        self.help_shown = shown
        self.scroll = 0

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
        deed = deed_of(self.scene.field, key)
        if deed is Deed.ENTER:
            self._enter()
        elif deed is Deed.COMMAND:
            self.commanding = True
        elif deed is Deed.LEAVE:
            self.reply(Command.BACK)
        elif deed is Deed.BEFORE and (before := self.scene.back()) is not None:
            self.field.text = before
            self.field.cursor_position = len(before)

    def _enter(self) -> None:
        """Hand over what stands in the field, unless something came in that is no text."""
        reply = None if self.is_spoilt else self.scene.submit(self.field.text)
        if reply is not None:
            self.reply(reply)
            return
        self.field.reset()
        self.is_spoilt = False

    def _press_in_scene(self, key: str) -> None:
        reply = self.scene.press(key) or self._command(key)
        if reply is not None:
            self.commanding = False
            self.reply(reply)

    def _command(self, key: str) -> Command | None:
        offered = (*self.scene.commands, *self.scene.unnamed_commands)
        return next((one for one in offered if one in COMMANDS and COMMANDS[one].key == command_key(key)), None)

    def _settle_focus(self) -> None:
        self.app.layout.focus(self.field if self.is_typing else self._body)

    def _start_clock(self) -> None:
        self.app.create_background_task(self._clock())

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
        drawn = self._draw(help_page(self.scene) if self.help_shown else painted(self.scene, size.columns))
        room = size.rows - self._hint_height() - (self._field_height() if self.is_typing else 0)
        foot = None if self.help_shown else foot_of(self.scene)
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
        return self._hints().plain.count("\n") + 1

    def _drawn_hints(self) -> ANSI:
        return ANSI(self._draw(self._hints()))

    def _hints(self) -> Text:
        hints = screen_hints(self.scene, typing=self.is_typing, help_shown=self.help_shown)
        return hint_line(hints, self.app.output.get_size().columns)

    def _draw(self, renderable: RenderableType) -> str:
        columns = self.app.output.get_size().columns
        out = io.StringIO()
        SafeConsole(file=out, force_terminal=True, width=columns).print(renderable)
        return out.getvalue().rstrip("\n")

    def _bindings(self) -> KeyBindings:
        bindings = KeyBindings()
        typing = Condition(lambda: self.is_typing)

        for key in _keys_for(Deed.INTERRUPT):
            bindings.add(key)(lambda _event: end(self.app, KeyboardInterrupt()))
        bindings.add(Keys.SIGINT)(lambda _event: end(self.app, KeyboardInterrupt()))
        for key in _keys_for(Deed.STOP):
            bindings.add(key)(lambda _event: stop(self.app))

        for key in SWALLOWED:
            bindings.add(key)(lambda _event: None)

        @bindings.add(Keys.Any, filter=~typing)
        def any_key(event: KeyPressEvent) -> None:
            self.press(event.key_sequence[-1].data)

        @bindings.add(Keys.Any, filter=typing)
        @bindings.add(Keys.BracketedPaste, filter=typing)
        def typed(event: KeyPressEvent) -> None:
            self.take(event.data)

        for key, name in TERMINAL_KEYS.items():
            self._bind(bindings, key, name, typing)
        return bindings

    def _bind(self, bindings: KeyBindings, key: str, name: str, typing: Condition) -> None:
        """In the text field only what the tables know there: the rest edits."""
        works = Condition(lambda: deed_of(self.scene.field, name) is not None or _scrolls(name))
        is_eager = name in _AT_ONCE

        @bindings.add(key, filter=~typing | works, eager=is_eager)
        def special(_event: KeyPressEvent) -> None:
            self.press(name)


def _scrolls(key: str) -> bool:
    return deed_of(Place.EVERYWHERE, key) in {Deed.SCROLL_UP, Deed.SCROLL_DOWN}


def _keys_for(deed: Deed) -> list[str]:
    return [key for binding in KEYS[Place.EVERYWHERE] for key, done in binding.keys.items() if done is deed]
