"""What typer says without asking gettext, in the language in use: the usage line, its own options, our help."""

from __future__ import annotations

from typing import Any

import typer

from kgquiz.lang import _
from kgquiz.messages import N_

HELP_OPTIONS = ("-h", "--help")

_OWN_OPTIONS = (
    N_("Show this message and exit."),
    N_("Install completion for the current shell."),
    N_("Show completion for the current shell, to copy it or customize the installation."),
)


class _Formatter(typer.Context.formatter_class):  # type: ignore[misc,valid-type]  # typer gives it no other name
    """Begins the usage line in the language in use."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """The usage line of a help page or a usage error."""
        super().write_usage(prog, args, prefix or _("Usage: "))


class _Context(typer.Context):
    formatter_class = _Formatter


def translated(command: Any) -> Any:
    """The command and its subcommands, their help in the language in use; what is in it already stays as it is."""
    command.context_class = _Context
    help_option = command.get_help_option(_Context(command, help_option_names=list(HELP_OPTIONS)))
    for parameter in (*command.params, help_option):
        text = getattr(parameter, "help", None)
        if text:
            parameter.help = _(text)
    for child in getattr(command, "commands", {}).values():
        translated(child)
    return command
