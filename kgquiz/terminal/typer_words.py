"""What typer says without asking gettext, in the language in use: usage lines, kinds of values, and its errors."""

from __future__ import annotations

import io
import re
import sys
from collections.abc import Mapping, Sequence
from contextlib import redirect_stdout
from difflib import get_close_matches
from enum import Enum
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup
from typer.exceptions import TyperException

from kgquiz.errors import UsageProblem
from kgquiz.lang import _
from kgquiz.messages import N_, Message, message
from kgquiz.terminal.plainly import plainly, wants_plain

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
    command.options_metavar = _("[OPTIONS]")
    if isinstance(command, TyperGroup):
        command.subcommand_metavar = _("COMMAND [ARGS]...")
    help_option = command.get_help_option(_Context(command, help_option_names=list(HELP_OPTIONS)))
    for parameter in (*command.params, help_option):
        _translate(parameter)
    for child in getattr(command, "commands", {}).values():
        translated(child)
    return command


def _translate(parameter: Any) -> None:
    text = getattr(parameter, "help", None)
    if text:
        parameter.help = _(text)
    if parameter.metavar:
        parameter.metavar = _(parameter.metavar)
    shown = None if parameter.param_type_name == "argument" else parameter.metavar or _kind(parameter)
    parameter.display_type_rich = lambda ctx: shown  # noqa: ARG005 - typer hands its context to all
    parameter._get_number_range_help_str = lambda: None  # noqa: SLF001 - typer has no public name for it


def _kind(parameter: Any) -> str | None:
    """What a value of an option is, in a word; its bounds where it has them."""
    wanted, bounds = _wanted(parameter), _bounds(parameter)
    if wanted is None:
        return _("TEXT") if parameter.type_descriptor.annotation is not bool else None
    low, high = bounds
    if low is not None and high is not None:
        return f"{low:g}–{high:g}"
    return f"≥ {low:g}" if low is not None else _("NUMBER")


_NUMBER = N_("a number")


def _wanted(parameter: Any) -> Message | None:
    """The kind of number that a parameter takes; None where it takes no number."""
    whole = N_("a whole number")
    kind = {int: whole, list[int]: whole, float: _NUMBER}.get(parameter.type_descriptor.annotation)
    return None if kind is None else message(kind)


def _choices(parameter: Any) -> list[str]:
    """The words of a parameter that takes one of an enum; else none."""
    kind = parameter.type_descriptor.annotation
    return [str(one.value) for one in kind] if isinstance(kind, type) and issubclass(kind, Enum) else []


def _bounds(parameter: Any) -> tuple[float | None, float | None]:
    info = parameter.type_descriptor.parameter_info
    return info.min, info.max


class Spoken:
    """A command whose mistakes are answered in the language in use, with the near name where there is one."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """The words of the command line, read; raises UsageProblem."""
        ctx.allow_extra_args = True  # they are refused below, in our own words
        words = _as_numbers(ctx, args)
        try:
            rest: list[str] = super().parse_args(ctx, [*words])  # type: ignore[misc]  # a mixin before typer's classes
        except TyperException as error:
            raise _with_help(ctx, _mistake(ctx, error, words)) from error
        if rest and isinstance(self, TyperCommand) and not ctx.resilient_parsing:
            raise _with_help(ctx, message(N_("There are words too many: {words}."), words=" ".join(rest)))
        return rest

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """The help page, drawn by rich where that can be shown; else its words."""
        if not wants_plain():
            super().format_help(ctx, formatter)  # type: ignore[misc]  # the same
            return
        with redirect_stdout(io.StringIO()) as drawn:
            super().format_help(ctx, formatter)  # type: ignore[misc]  # the same
        sys.stdout.write(plainly(drawn.getvalue()))

    def resolve_command(self, ctx: Any, args: list[str]) -> tuple[Any, Any, list[str]]:
        """The command of the first word; raises UsageProblem."""
        try:
            return super().resolve_command(ctx, args)  # type: ignore[misc,no-any-return]  # the same
        except TyperException as error:
            near = near_word(args[0], self.list_commands(ctx))  # type: ignore[attr-defined]  # of a group
            told = message(N_("There is no command '{name}'."), name=args[0])
            if ctx.parent is None and args[0] == "home":
                told = message(N_("There is no command '{name}'. Did you mean 'kgquiz' alone?"), name=args[0])
            elif near:
                told = message(N_("There is no command '{name}'. Did you mean '{near}'?"), name=args[0], near=near)
            elif ctx.parent is not None:
                told = _wants_a_verb(ctx, args[0], self.commands)  # type: ignore[attr-defined]  # the same
            raise _with_help(ctx, told) from error


def _wants_a_verb(ctx: Any, name: str, verbs: Mapping[str, Any]) -> Message:
    """That `kgquiz print ch6` lacks the word before the name."""
    taking = (verb for verb, one in verbs.items() if any(p.param_type_name == "argument" for p in one.params))
    example = f"{ctx.command_path} {next(taking, next(iter(verbs)))} {name}"
    told = N_("There is no command '{name}'. Before a name stands what is to be done, as in “{example}”.")
    return message(told, name=name, example=example)


def near_word(word: str, known: Any) -> str | None:
    """The known word that is spelled most alike, if one is; the dashes of options count for nothing."""
    bare = {name.strip("-"): name for name in known}
    return next((bare[name] for name in get_close_matches(word.strip("-"), bare, n=1, cutoff=_ALIKE)), None)


_ALIKE = 0.7
"""From here on a word was probably meant: `jsn` and `sead` are misspelt, `open` is no `json`."""


def _with_help(ctx: Any, told: Message) -> UsageProblem:
    return UsageProblem(N_("{told} Help: {command} --help"), told=told, command=ctx.command_path)


def _as_numbers(ctx: Any, args: list[str]) -> list[str]:
    """The words, with `75,5` and `60 %` as numbers where an option takes one that need not be whole."""
    taking = {name for one in ctx.command.get_params(ctx) if _wanted(one) == message(_NUMBER) for name in _options(one)}
    words: list[str] = []
    for word in args:
        name, sign, value = word.partition("=")
        if words and words[-1] in taking:
            words.append(_as_number(word))
        else:
            words.append(f"{name}={_as_number(value)}" if sign and name in taking else word)
    return words


def _as_number(word: str) -> str:
    found = re.fullmatch(r"([-+]?\d+)(?:[.,](\d+))?\s*%?", word)
    return ".".join(filter(None, found.groups())) if found else word


def _mistake(ctx: Any, error: Exception, words: Sequence[str]) -> Message:
    """What is wrong with the words, in a sentence. Of errors that typer may yet invent, that the words do not fit."""
    option = getattr(error, "option_name", None)
    parameter = getattr(error, "param", None)
    if option is not None and hasattr(error, "possibilities"):
        return _unknown(ctx, option, words)
    if option is not None:
        taking = any(option in _options(one) and not _is_flag(one) for one in ctx.command.get_params(ctx))
        template = N_("{name} needs a value after it.") if taking else N_("{name} takes no value.")
        return message(template, name=option)
    if parameter is not None:
        return message(N_("{name} is missing."), name=_called(parameter))
    return message(N_("These words do not go together."))


def _unknown(ctx: Any, option: str, words: Sequence[str]) -> Message:
    """That there is no such option, and what was meant where that can be told."""
    if re.fullmatch(r"-[\d.]+", option):
        typed = next((word for word in words if word.startswith(option)), option)
        return message(N_("'{text}' does not fit: numbers here are not below zero."), text=typed)
    if option == "--lang" and ctx.parent is not None:
        return message(N_("--lang stands before the command: {example}."), example=_with_lang(ctx))
    near = near_word(option, [name for one in ctx.command.get_params(ctx) for name in _options(one)])
    if near:
        return message(N_("There is no option {name}. Did you mean {near}?"), name=option, near=near)
    return message(N_("There is no option {name}."), name=option)


def _with_lang(ctx: Any) -> str:
    program, *verb = ctx.command_path.split()
    return " ".join((program, "--lang", "ky", *verb))


def _options(parameter: Any) -> list[str]:
    return [*parameter.opts, *parameter.secondary_opts] if parameter.param_type_name == "option" else []


def _is_flag(parameter: Any) -> bool:
    return parameter.type_descriptor.annotation is bool


def _called(parameter: Any) -> str:
    return str(parameter.opts[0] if parameter.param_type_name == "option" else parameter.display_name_raw)


def misfit(ctx: Any, parameter: Any, value: Any) -> UsageProblem:
    """The sentence for a value that is not what an option or argument takes."""
    return _with_help(ctx, _why_not(parameter, value))


LARGEST = 2**31 - 1
"""What every database and file format holds as a number."""


def _why_not(parameter: Any, value: Any) -> Message:
    text = value if isinstance(value, str) else ", ".join(map(str, value))
    if known := _choices(parameter):
        told = N_("'{text}' does not fit: {name} is one of {known}.")
        return message(told, text=_short(text), name=_called(parameter), known=", ".join(known))
    wanted = _wanted(parameter) or message(N_("another value"))
    low, high = _bounds(parameter)
    if low is not None and high is not None:
        wanted = message(N_("{wanted} from {low} to {high}"), wanted=wanted, low=low, high=high)
    elif low is not None:
        wanted = message(N_("{wanted} from {low} on"), wanted=wanted, low=low)
    if re.fullmatch(r"[-+]?\d{10,}", text):
        return message(N_("'{text}' does not fit: the number is too large."), text=_short(text))
    if parameter.param_type_name == "argument":
        return message(N_("'{text}' does not fit: {wanted} belongs here."), text=_short(text), wanted=wanted)
    told = N_("'{text}' does not fit: {name} takes {wanted}.")
    return message(told, text=_short(text), name=_called(parameter), wanted=wanted)


_SHORT = 40


def _short(text: str) -> str:
    return text if len(text) <= _SHORT else text[:_SHORT] + "…"


_METAVARS = (
    N_("DECK"),
    N_("FILE"),
    N_("FOLDER"),
    N_("NEW"),
    N_("CARD"),
    N_("BOOK"),
    N_("WORDS"),
    N_("EXAM"),
    N_("EXAM|DECK"),
    N_("EXAM|PAPER"),
    N_("PAPER"),
    N_("FOLDER"),
    N_("FOLDER|URL"),
    N_("CODE"),
    N_("TITLE"),
    N_("DATE"),
    N_("DAYS"),
    N_("MARK"),
    N_("NAME"),
    N_("VALUE"),
    N_("FORMAT"),
    N_("NUMBER"),
    N_("PATH"),
    N_("TYPE"),
    N_("SEED"),
    N_("CARDS/DAYS/MINUTES"),
    N_("FACTS/DAYS/MINUTES"),
    N_("WORLD:SHARE"),
)
"""What stands for a value in help pages."""
