"""What can go wrong for the person: an exit code and a sentence each."""

from __future__ import annotations

from enum import IntEnum

from kgquiz.messages import Message, message


class ExitCode(IntEnum):
    """What the process tells the shell; 2 and 130 are set by typer (usage, Ctrl-C), and from 128 on a signal speaks."""

    OK = 0
    PROBLEMS = 1  # content has problems, or a check found a difference
    USAGE = 2
    NOT_FOUND = 3  # no such deck, file, attempt
    BAD_CONTENT = 4  # a file that cannot be used as it is
    STORE = 5  # the progress database cannot be used
    CANNOT_WRITE = 6  # a folder or file cannot be written
    NOTHING_TO_DO = 7
    HUNG_UP = 129  # the terminal is gone
    INTERRUPTED = 130
    QUIT = 131
    TERMINATED = 143


class KgquizError(Exception):
    """A failure the person can act on; its message names the place and the next step."""

    exit_code = ExitCode.PROBLEMS

    def __init__(self, template: str, /, **values: object) -> None:
        self.message: Message = message(template, **values)
        super().__init__(str(self.message))


class UsageProblem(KgquizError):
    """The command's words do not go together."""

    exit_code = ExitCode.USAGE


class NotFound(KgquizError):
    """Something asked for by name does not exist."""

    exit_code = ExitCode.NOT_FOUND


class StoreError(KgquizError):
    """The progress database cannot be opened, read or written."""

    exit_code = ExitCode.STORE


class CannotWrite(KgquizError):
    """A file or folder cannot be written."""

    exit_code = ExitCode.CANNOT_WRITE


class NothingToDo(KgquizError):
    """The request is fine, but there is nothing it applies to."""

    exit_code = ExitCode.NOTHING_TO_DO
