"""The real program on a real pseudo-terminal, and a screen to read it from."""

from __future__ import annotations

import os
import signal
import sys
import termios
import time
from collections.abc import Sequence
from pathlib import Path

import pexpect
import pyte

from tests.support import ROOT, with_store

KEYS = {"enter": "\r", "esc": "\x1b", "space": " ", "ctrl-c": "\x03", "ctrl-z": "\x1a"}
KEYS |= {"up": "\x1b[A", "down": "\x1b[B", "left": "\x1b[D", "right": "\x1b[C"}
PATIENCE = 60.0
"""Seconds until a test gives up: only a failing one waits so long, and a busy machine is no failure."""
QUIET = 0.15
"""Seconds without a letter after which a screen counts as drawn."""
ALTERNATE_SCREEN, USUAL_SCREEN, CURSOR_SHOWN = b"\x1b[?1049h", b"\x1b[?1049l", b"\x1b[?25h"
_LOCAL_MODES = 3
"""Where `termios.tcgetattr` has them."""


def _as_a_shell_starts_it() -> None:
    """Signals do what they usually do, though the tests themselves run under nohup or in the background."""
    for sent in (signal.SIGHUP, signal.SIGINT, signal.SIGQUIT, signal.SIGTSTP):
        signal.signal(sent, signal.SIG_DFL)


class Terminal:
    """A program in a terminal of its own; keys go in, the screen is read out."""

    def __init__(
        self,
        arguments: Sequence[str],
        home: Path,
        *,
        size: tuple[int, int] = (24, 80),
        program: str = sys.executable,
        first: bool = False,
        **variables: str,
    ) -> None:
        """`first` starts the program where it never was: else an empty store lies there, as after any other start."""
        if not first and not (home / "progress.db").exists():
            with_store(home)
        environment = {**os.environ, "KGQUIZ_HOME": str(home), "TERM": "xterm-256color", "KGQUIZ_LANG": "en"}
        environment |= {"PYTHONPATH": str(ROOT), "PROMPT_TOOLKIT_NO_CPR": "1"} | variables
        self.screen = pyte.Screen(size[1], size[0])
        self.stream = pyte.ByteStream(self.screen)
        self.child = pexpect.spawn(
            program,
            list(arguments),
            env=environment,
            dimensions=size,
            timeout=PATIENCE,
            preexec_fn=_as_a_shell_starts_it,
        )
        self.written = b""
        """All that the program ever wrote."""
        self.cooked_at_the_end = False

    def press(self, *keys: str) -> None:
        """Press keys by name; anything else is typed as it is."""
        for key in keys:
            self.child.send(KEYS.get(key, key))
            if key == "esc":
                time.sleep(0.15)  # a terminal tells Escape from an arrow key by the pause after it

    def text(self) -> str:
        """What stands on the screen once it is drawn: on a busy machine half of it comes a moment later."""
        while self._read(QUIET):
            pass
        return self._shown()

    def _shown(self) -> str:
        return "\n".join(line.rstrip() for line in self.screen.display)

    def sees(self, *words: str) -> str:
        """Wait until one of these stands on the screen; returns which."""
        end, seen, shown = time.monotonic() + PATIENCE, -1, ""
        while time.monotonic() < end:
            self._read(0.05)
            if seen != len(self.written):  # reading out a screen takes long, and mostly nothing has changed
                seen, shown = len(self.written), " ".join(self._shown().split())
            for word in words:
                if word in shown:
                    return word
            if not self.child.isalive() and not self._read(0.05):
                break
        missing = f"none of {words} on the screen:\n{self._shown()}"
        raise AssertionError(missing)

    def kill(self) -> None:
        """End it as a power cut would."""
        self.child.kill(signal.SIGKILL)
        self.child.wait()

    def ends(self) -> int:
        """Wait for the end; returns the exit code."""
        end = time.monotonic() + PATIENCE
        while self.child.isalive() and time.monotonic() < end:
            self._read(0.05)
        assert not self.child.isalive(), self.text()
        while self._read(0.05):
            pass
        self.cooked_at_the_end = self.is_cooked()
        self.child.ptyproc.delayafterclose = 0  # it has ended
        self.child.close()
        return int(self.child.exitstatus if self.child.exitstatus is not None else -1)

    def is_cooked(self) -> bool:
        """Whether the terminal edits and echoes lines, as a shell wants it."""
        local = termios.tcgetattr(self.child.child_fd)[_LOCAL_MODES]
        return bool(local & termios.ICANON and local & termios.ECHO)

    def is_full_screen(self) -> bool:
        """Whether it shows the alternate screen now."""
        return self.written.rfind(ALTERNATE_SCREEN) > self.written.rfind(USUAL_SCREEN)

    def _read(self, timeout: float) -> bool:
        try:
            data = self.child.read_nonblocking(65536, timeout)
        except pexpect.TIMEOUT:
            return False
        except pexpect.EOF:  # is told at once, however long the program takes to end
            time.sleep(0.01)
            return False
        self.written += data
        self.stream.feed(data)
        return True
