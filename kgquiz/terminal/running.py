"""Running what has the terminal to itself, so that it gives the terminal back however it ends or is stopped."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TypeVar

from prompt_toolkit.application import Application, run_in_terminal

from kgquiz.errors import ExitCode
from kgquiz.terminal.ending import ENDING, Ended, heeded, stop_this_job

T = TypeVar("T")


def run_heeding(app: Application[T], pre_run: Callable[[], None] | None = None) -> T:
    """Run to the end. A signal that ends programs raises Ended; so does a terminal that is gone, or OSError."""
    deeds: dict[str, Callable[[], None]] = {"SIGTSTP": partial(stop, app), "SIGCONT": partial(_wake, app)}
    deeds |= {name: partial(end, app, Ended(code)) for name, code in ENDING.items()}
    try:
        with heeded({name: partial(_soon, app, deed) for name, deed in deeds.items()}):
            return app.run(pre_run=pre_run)
    except EOFError:  # nothing more to read from the terminal
        raise Ended(ExitCode.HUNG_UP) from None


def _soon(app: Application[T], deed: Callable[[], None]) -> None:
    """Done between two keys; a signal itself comes at any place."""
    if app.loop is not None:
        app.loop.call_soon_threadsafe(deed)


def end(app: Application[T], why: BaseException) -> None:
    """Leave the screen, and raise this behind it."""
    if not app.is_done:
        app.exit(exception=why)


def stop(app: Application[T]) -> None:
    """Give the terminal back and stop, as Ctrl-Z does everywhere."""
    if not app.is_done:
        run_in_terminal(stop_this_job)


def _wake(app: Application[T]) -> None:
    """Take the terminal again and draw all anew: somebody else had it meanwhile."""
    if not app.is_done:
        app.input.raw_mode().__enter__()  # left by the one that run() entered
        app.renderer.clear()
        app.invalidate()
