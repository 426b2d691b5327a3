"""Where the program starts: the outside world is made once, the language chosen, errors put into words."""

from __future__ import annotations

import errno
import os
import sys
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from random import Random
from typing import TextIO, cast

import typer

from kgquiz import __version__
from kgquiz.actions.day_start import with_day_start
from kgquiz.actions.desk import Desk
from kgquiz.actions.language import kept_language, language_named
from kgquiz.actions.world import World
from kgquiz.errors import CannotWrite, ExitCode, KgquizError, UsageProblem
from kgquiz.lang import LANGUAGES, _, chosen_language, language_called, say, use_language
from kgquiz.messages import N_
from kgquiz.reasons import reason_of
from kgquiz.terminal.ending import is_hang_up
from kgquiz.terminal.language_told import LANG, is_language_told, lang_option, lang_variable, unknown_language
from kgquiz.terminal.output import tell, tell_error
from kgquiz.terminal.standard_input import is_undecoded, prepare_input
from kgquiz.terminal.theme import choose_theme
from kgquiz.terminal.typer_words import HELP_OPTIONS, translated
from kgquiz.terminal.verbs import Verbs
from kgquiz.terminal.visible import visible

_NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EIO}
"""Why standard output takes no more: the disk or the share of it is full, or what it leads to is gone."""


def main() -> None:
    """The command `kgquiz`."""
    _open_what_is_closed()
    prepare_input()
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    sys.exit(run(sys.argv[1:], real_world()))


def _open_what_is_closed() -> None:
    """A stream that the caller closed (`kgquiz due <&-`) reads as empty, or swallows what it is given."""
    sys.stdin = sys.stdin or _nothing("r")
    sys.stdout = sys.stdout or _nothing("w")
    sys.stderr = sys.stderr or _nothing("w")


def _nothing(mode: str) -> TextIO:
    return cast("TextIO", Path(os.devnull).open(mode, encoding="utf-8"))  # lives until the exit


def run(arguments: Sequence[str], world: World) -> int:
    """Run one command in a world; returns the exit code. Only errors the person can act on are caught."""
    spoken = {**os.environ, LANG: lang_variable()}
    use_language(chosen_language(lang_option(arguments), spoken, partial(kept_language, world)))
    try:
        _refuse_undecoded(arguments)
        if not lang_option(arguments) and (told := unknown_language()) is not None:
            world.notice(told)
        world = with_day_start(world)
        with Desk(world) as desk:
            choose_theme(partial(_theme, desk))
            try:
                ended = program(world).main(args=list(arguments), prog_name="kgquiz", obj=desk, standalone_mode=False)
            finally:
                sys.stdout.flush()  # what cannot be written is said here, not by the interpreter's exit
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else ExitCode.PROBLEMS
    except KgquizError as error:
        _explain(error)
        return error.exit_code
    except typer.Abort:
        return ExitCode.INTERRUPTED
    except BrokenPipeError:
        # The reader has gone (`kgquiz decks | head -1`): that is its right. Keep the exit from complaining.
        sys.stdout = _nothing("w")
        return ExitCode.OK
    except OSError as error:
        return _refused(error)
    finally:
        for told in world.notices:
            tell(f"kgquiz: {say(told)}", err=True)
    return ended if isinstance(ended, int) else ExitCode.OK


def _refuse_undecoded(arguments: Sequence[str]) -> None:
    """No word that is not text gets in: as a seed or a name it would be recorded."""
    for word in filter(is_undecoded, arguments):
        raise UsageProblem(
            N_("The word '{word}' of the command is not text in {encoding}. Type it anew, or rename the file."),
            word=word,
            encoding=sys.getfilesystemencoding().upper(),
        )


def _refused(error: OSError) -> ExitCode:
    """What the system refused where no command had a sentence of its own for it."""
    if error.errno in _NO_ROOM:
        return _unsayable(error)
    if error.filename is None:
        raise error
    _explain(CannotWrite(N_("{path} cannot be used: {reason}."), path=error.filename, reason=reason_of(error)))
    return ExitCode.CANNOT_WRITE


def _unsayable(error: OSError) -> ExitCode:
    """Standard output takes no more: say why, where there is still somebody to be told."""
    sys.stdout = _nothing("w")
    if is_hang_up(error):
        return ExitCode.HUNG_UP
    _explain(CannotWrite(N_("What was to be shown cannot be written: {reason}."), reason=reason_of(error)))
    return ExitCode.CANNOT_WRITE


def _theme(desk: Desk) -> str:
    from kgquiz.actions.theme import theme_name

    return theme_name(desk)


def _explain(error: KgquizError) -> None:
    tell_error(error, before="kgquiz: ", err=True)


def real_world() -> World:
    """The world outside: the student's folders, the system's clock and chance."""
    return World(
        home=_home(),
        shipped=_shipped_decks(),
        now=lambda: datetime.now(UTC).astimezone(),
        ticks=_ticks,
        chance=Random(),
    )


def _ticks() -> float:
    """Seconds on a clock that nobody sets; where there is one that goes on while the computer sleeps, that one."""
    awake = getattr(time, "CLOCK_BOOTTIME", None)
    return time.monotonic() if awake is None else time.clock_gettime(awake)


def _home() -> Path:
    asked = os.environ.get("KGQUIZ_HOME")
    if asked:
        return Path(asked).expanduser().absolute()
    from platformdirs import user_data_path

    return user_data_path("kgquiz", appauthor=False)


def _shipped_decks() -> Path:
    package = Path(__file__).resolve().parent.parent
    installed = package / "decks"
    return installed if installed.is_dir() else package.parent / "decks"


def program(world: World) -> typer.main.TyperGroup:  # type: ignore[name-defined]  # typer vendors click without exporting it
    """The whole command line, in the language in use."""
    app = typer.Typer(
        name="kgquiz",
        cls=Verbs,
        help=_("From a textbook chapter to a passed exam, in the terminal."),
        epilog=_("Start with “kgquiz study ch1”. Decks: “kgquiz decks”. Your progress is kept in {file}").format(
            file=visible(str(world.database)).replace("[", "\\[")  # typer reads markup out of help texts
        ),
        pretty_exceptions_enable=False,
        no_args_is_help=False,
        context_settings={"help_option_names": list(HELP_OPTIONS)},
    )
    app.callback(invoke_without_command=True)(_home_command)
    return translated(typer.main.get_command(app))


def _home_command(
    context: typer.Context,
    lang: str = typer.Option(
        "",
        "--lang",
        metavar="|".join(LANGUAGES),
        help="The language of the interface / Интерфейстин тили / Язык интерфейса.",
    ),
    version: bool = typer.Option(False, "--version", help=N_("Show the version and leave.")),
) -> None:
    if lang and language_called(language_named(lang)) is None:
        raise UsageProblem(
            N_("--lang does not know '{name}'. There are: {known}."), name=lang, known=", ".join(LANGUAGES)
        )
    if version:
        typer.echo(f"kgquiz {__version__}")
        raise typer.Exit
    if context.invoked_subcommand is None:
        from kgquiz.terminal.home.show import show_home

        show_home(context.obj.world, asks_language=not is_language_told(lang))
