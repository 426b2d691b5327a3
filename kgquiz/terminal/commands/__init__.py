"""The verbs of the command line: each is a module here and its line below."""

COMMANDS = (
    "study",
    "due",
    "plan",
    "tune",
    "simulate",
    "decks",
    "undo",
    "suspended",
    "settings",
    "build",
    "check",
    "schema",
)
"""Modules with HELP, EXAMPLE and `command`, in the order of the help page."""

GROUPS: tuple[str, ...] = ("exam",)
"""Modules with verbs of their own under one name: each has `group()`."""
