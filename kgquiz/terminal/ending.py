"""Ended, stopped and woken from outside: by signals, or because the terminal is gone. The screen is given back."""

from __future__ import annotations

import errno
import os
import signal
import stat
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from types import FrameType

from kgquiz.errors import ExitCode


class Ended(SystemExit):
    """The program was told to end; raised where the full screen has been left. Nothing more is said."""


ENDING: Mapping[str, ExitCode] = {
    "SIGTERM": ExitCode.TERMINATED,
    "SIGHUP": ExitCode.HUNG_UP,
    "SIGQUIT": ExitCode.QUIT,
    "SIGBREAK": ExitCode.TERMINATED,  # Ctrl-Break, of Windows alone
}
"""The signals that end a program, by name: no system has all of them."""


@contextmanager
def heeded(deeds: Mapping[str, Callable[[], None]]) -> Iterator[None]:
    """Have each deed done at the signal of its name, where there is such a signal; afterwards all is as it was."""
    with ExitStack() as stack:
        for name, deed in deeds.items():
            number = getattr(signal, name, None)
            if number is not None:
                stack.enter_context(_heeded(number, deed))
        yield


@contextmanager
def _heeded(number: int, deed: Callable[[], None]) -> Iterator[None]:
    def done(_number: int, _frame: FrameType | None) -> None:
        deed()

    try:
        before = signal.signal(number, done)
    except ValueError:  # beside the main thread: the signals are somebody else's
        yield
        return
    if before is signal.SIG_IGN:  # as `nohup` has it: whoever started the program wants it to live on
        signal.signal(number, before)
    try:
        yield
    finally:
        signal.signal(number, before)


def is_hang_up(error: OSError) -> bool:
    """Whether it says that the terminal is gone; asked of the streams' kind, since a dead terminal denies being one."""
    return error.errno == errno.EIO and any(
        stream is not None and stat.S_ISCHR(os.fstat(stream.fileno()).st_mode)
        for stream in (sys.__stdin__, sys.__stdout__)
    )


def stop_this_job() -> None:
    """Have the system stop the program and whoever started it, as Ctrl-Z does; returns when it is woken."""
    number = getattr(signal, "SIGTSTP", None)
    if number is None:
        return
    handler = signal.signal(number, signal.SIG_DFL)
    os.kill(0, number)
    signal.signal(number, handler)
