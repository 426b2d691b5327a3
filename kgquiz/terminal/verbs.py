"""The command line, built no further than it is asked for: one verb imports one module."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, partial
from importlib import import_module
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup
from typer.exceptions import TyperException

from kgquiz.lang import _, language_in_use
from kgquiz.terminal.commands import COMMANDS, GROUPS
from kgquiz.terminal.lists import parted, takes_several
from kgquiz.terminal.typer_words import LARGEST, Spoken, misfit, translated

_TEXTS = (str, list[str])


class Verbs(Spoken, TyperGroup):
    """All verbs by name; a verb is built when it is called or listed."""

    def list_commands(self, ctx: Any) -> list[str]:
        """The names, in the order of the help page."""
        return [*COMMANDS, *GROUPS]

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """The verb of this name, built now if it was not yet."""
        if cmd_name in self.list_commands(ctx) and cmd_name not in self.commands:
            self.commands[cmd_name] = built(cmd_name)
        return self.commands.get(cmd_name)

    def get_params(self, ctx: Any) -> list[Any]:
        """The options before the verb."""
        return sparing_conversion(super().get_params(ctx))


class Verb(Spoken, TyperCommand):
    """One verb with its options."""

    def get_params(self, ctx: Any) -> list[Any]:
        """The arguments and options after the verb."""
        return sparing_conversion(super().get_params(ctx))


def built(name: str) -> Any:
    """The command, or the group of verbs, of the module that the registry names; built once in each language."""
    return _built_in(language_in_use(), name)


@cache
def _built_in(_language: str, name: str) -> Any:
    module = import_module(f"kgquiz.terminal.{(COMMANDS | GROUPS)[name]}")
    shelf = typer.Typer(add_completion=False)
    if name in GROUPS:
        shelf.add_typer(module.group(), name=name)
    else:
        epilog = _("Example: {example}").format(example=module.EXAMPLE)
        shelf.command(name, cls=Verb, help=_(module.HELP), epilog=epilog)(module.command)
    return translated(typer.main.get_group(shelf).commands[name])


def sparing_conversion(parameters: Sequence[Any]) -> list[Any]:
    """The same parameters, letting values pass that are what they should be already.

    typer converts every value, even one that was not given, and imports pydantic to do so: as dear as all of typer.
    """
    for parameter in parameters:
        if "process_value" not in vars(parameter):
            parameter.process_value = partial(_processed, parameter, parameter.process_value)
    return list(parameters)


def _processed(parameter: Any, convert: Any, ctx: Any, value: Any) -> Any:
    if value and takes_several(parameter):
        value = parted(parameter, value)
    if parameter.required or (parameter.callback is not None and value):
        return convert(ctx, value)
    if value is None:
        return () if parameter.multiple or parameter.nargs != 1 else None
    wanted = getattr(getattr(parameter, "type_descriptor", None), "annotation", None)
    if value == parameter.default or wanted in _TEXTS:
        return value
    try:
        found = convert(ctx, value)
    except TyperException as error:
        raise misfit(ctx, parameter, _unfit(parameter, convert, ctx, value)) from error
    if isinstance(found, int) and abs(found) > LARGEST:
        raise misfit(ctx, parameter, value)
    return found


def _unfit(parameter: Any, convert: Any, ctx: Any, value: Any) -> Any:
    """Of several values the first that does not fit."""
    for one in value if parameter.multiple else ():
        try:
            convert(ctx, (one,))
        except TyperException:
            return one
    return value
