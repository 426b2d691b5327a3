"""Writing a content file or deck with its cards in view: drawn anew whenever it is saved, problems beside them."""

from __future__ import annotations

import asyncio
import io
from collections.abc import Iterable
from pathlib import Path
from textwrap import wrap
from typing import Any

from prompt_toolkit.application import Application, get_app, run_in_terminal
from prompt_toolkit.buffer import Buffer
from prompt_toolkit.document import Document
from prompt_toolkit.filters import Condition
from prompt_toolkit.formatted_text import ANSI, StyleAndTextTuples
from prompt_toolkit.input import Input
from prompt_toolkit.key_binding import KeyPressEvent
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
from rich.console import RenderableType
from rich.text import Text

from kgquiz.actions.authoring.skeletons import card_template, item_template
from kgquiz.actions.authoring.writing import ChangedMeanwhile, Draft, WrittenCard, add_item, kept_or, look
from kgquiz.actions.world import World
from kgquiz.cards.registry import CARD_TYPE_BY_NAME
from kgquiz.errors import KgquizError
from kgquiz.knowledge.problems import Problem
from kgquiz.lang import _, language_in_use, ngettext, say
from kgquiz.messages import N_
from kgquiz.terminal.authoring.preview import card_view, marked_lines, problem_line, problems_of
from kgquiz.terminal.bindings import tool_keys
from kgquiz.terminal.editor import edit
from kgquiz.terminal.hints import hint_line, place_hints
from kgquiz.terminal.keys import Deed, Place, deed_of, digit
from kgquiz.terminal.running import run_heeding
from kgquiz.terminal.safe_console import SafeConsole
from kgquiz.terminal.theme import plain_style
from kgquiz.terminal.visible import visible

EVERY = 0.3
"""Seconds between two looks at the file."""
_WIDE = 110
"""Columns from which the problems stand beside the card."""
_SIDE = 40
_FAR = 1_000_000
_STEPS = {
    Deed.LEFT: -1,
    Deed.RIGHT: 1,
    Deed.SCROLL_UP: -10,
    Deed.SCROLL_DOWN: 10,
    Deed.TOP: -_FAR,
    Deed.END: _FAR,
}
_LISTS = {
    "terms": N_("terms"),
    "questions": N_("questions"),
    "facts": N_("facts"),
    "sequences": N_("sequences"),
    "groups": N_("groups"),
}
_NO_BREAK = "\N{NO-BREAK SPACE}"
Stamp = tuple[int, int]


class Writer:
    """The file, the card on show, and the field for what is looked for or marked."""

    def __init__(
        self,
        world: World,
        path: Path,
        *,
        input: Input | None = None,  # noqa: A002 - prompt_toolkit's name
        output: Output | None = None,
    ) -> None:
        self.world, self.path = world, path
        self.stamp = _stamp(path)
        self.draft: Draft = look(world, path)
        self.at = self.scroll = 0
        self.told: list[str] = []
        self.doing: Deed | None = None
        """What the field or the next digit is for: finding, marking, adding."""
        self.help_shown = False
        self.field = Buffer(multiline=False)
        self.body = Window(FormattedTextControl(self._drawn_card, focusable=True, show_cursor=False))
        self.app: Application[None] = Application(
            layout=self._layout(),
            key_bindings=tool_keys(self._press, self._press_in_field, lambda: self.is_typing),
            full_screen=True,
            input=input,
            output=output,
        )
        self.app.ttimeoutlen = 0.05

    def run(self) -> None:
        """Until she leaves."""
        run_heeding(self.app, self._start_watching)

    def _start_watching(self) -> None:
        self.app.create_background_task(self._watch())

    @property
    def shown(self) -> WrittenCard | None:
        """The card on show."""
        return self.draft.cards[self.at] if self.draft.cards else None

    @property
    def is_typing(self) -> bool:
        """Whether letters go to the field."""
        return self.app.layout.has_focus(self.field)

    # --- the file

    async def _watch(self) -> None:
        while True:
            await asyncio.sleep(EVERY)
            self.look_again()

    def look_again(self) -> None:
        """Read the file once more where it was saved; what cannot be read for a moment keeps what was shown."""
        stamp = _stamp(self.path)
        if stamp not in {self.stamp, None}:
            self.stamp = stamp
            self._read()
            self.app.invalidate()

    def _read(self) -> None:
        before = self.shown
        try:
            self.draft = kept_or(self.draft, look(self.world, self.path))
        except KgquizError as error:
            self.told = [say(error.message)]
            return
        if before is not None:
            places = [at for at, one in enumerate(self.draft.cards) if one.card.id == before.card.id]
            self.at = places[0] if places else self.at
        self.at = min(self.at, max(0, len(self.draft.cards) - 1))

    # --- what is shown

    def _layout(self) -> Layout:
        wide = Condition(lambda: self._columns() >= _WIDE)
        typing = Condition(lambda: self.doing in {Deed.FIND, Deed.MARK})
        problems = Window(FormattedTextControl(self._drawn_problems), wrap_lines=True)
        side = VSplit([self.body, Window(width=1, char="│"), HSplit([problems], width=_SIDE)])
        below = Window(FormattedTextControl(self._drawn_problems), wrap_lines=True, height=self._problem_rows)
        field = VSplit(
            [Window(FormattedTextControl(self._label), dont_extend_width=True), Window(BufferControl(self.field))]
        )
        return Layout(
            HSplit(
                [
                    Window(FormattedTextControl(self._head), height=1),
                    ConditionalContainer(side, wide),
                    ConditionalContainer(HSplit([self.body, Window(height=1, char="─"), below]), ~wide),
                    Window(FormattedTextControl(self._told), height=lambda: len(self._wrapped(self.told))),
                    ConditionalContainer(HSplit([field], height=1), typing),
                    Window(FormattedTextControl(self._hints), height=self._hint_rows),
                ]
            ),
            focused_element=self.body,
        )

    def _columns(self) -> int:
        return get_app().output.get_size().columns

    def _problem_rows(self) -> int:
        """As many as there are to read, up to a quarter of the screen."""
        told = "".join(text for _style, text, *_ in self._drawn_problems()).rstrip("\n")
        return min(told.count("\n") + 1, max(2, get_app().output.get_size().rows // 4))

    def _wrapped(self, lines: Iterable[str], columns: int = 0) -> list[str]:
        """The lines broken between words, for so many columns or the whole screen."""
        width = max(20, (columns or self._columns()) - 1)
        return [row for line in lines for row in wrap(visible(line), width) or [""]]

    def _problem(self, problem: Problem) -> str:
        """A problem in lines as wide as the place where it is told."""
        columns = _SIDE if self._columns() >= _WIDE else self._columns()
        return "\n".join(self._wrapped([problem_line(problem)], columns)) + "\n"

    def _head(self) -> StyleAndTextTuples:
        shown = self.shown
        place = f"{self.path.name}:{shown.line}" if shown else self.path.name
        count = _("card {n} of {all}").format(n=self.at + 1, all=len(self.draft.cards)) if shown else ""
        errors = ngettext("{n} error", "{n} errors", self.draft.errors)
        warnings = ngettext("{n} warning", "{n} warnings", len(self.draft.problems) - self.draft.errors)
        return [(plain_style("strong"), visible(" · ".join(filter(None, (place, count, errors, warnings)))))]

    def _drawn_card(self) -> ANSI:
        size = get_app().output.get_size()
        width = size.columns - _SIDE - 1 if size.columns >= _WIDE else size.columns
        rows = self._draw(self._page(width), width).split("\n")
        beside = size.columns >= _WIDE
        taken = 1 + self._hint_rows() + len(self._wrapped(self.told)) + self.is_typing
        room = max(3, size.rows - taken - (0 if beside else 1 + self._problem_rows()))
        self.scroll = max(0, min(self.scroll, len(rows) - room))
        return ANSI("\n".join(rows[self.scroll :]))

    def _page(self, width: int) -> RenderableType:
        if self.help_shown:
            lines = [hint_line([hint]) for hint in place_hints(Place.AUTHOR, all_of_them=True)]
            return Text("\n").join([Text(_("Keys"), style="title"), Text(), *lines])
        if self.shown is None:
            return Text(self._why_no_card())
        return card_view(self.shown.card, self.draft.deck, width)

    def _why_no_card(self) -> str:
        if self.draft.unfinished and not self.draft.errors:
            return _(
                "Every item is still a draft ({n}). Press e, put one into your own words and delete its line "
                "“draft: true”: then it is a card."
            ).format(n=self.draft.unfinished)
        return _("No card can be shown yet: see what is told below, or add an item with n.")

    def _draw(self, renderable: RenderableType, width: int) -> str:
        out = io.StringIO()
        SafeConsole(file=out, force_terminal=True, width=width).print(renderable)
        return out.getvalue().rstrip("\n")

    def _drawn_problems(self) -> StyleAndTextTuples:
        mine, others = problems_of(self.draft, self.shown)
        drawn: StyleAndTextTuples = [
            (plain_style("finding.wrong" if p.is_error else "notice"), self._problem(p)) for p in mine
        ]
        if others:
            drawn.append((plain_style("muted"), _("Elsewhere:") + "\n"))
            drawn += [("", self._problem(problem)) for problem in others]
        return drawn or [(plain_style("finding.right"), _("Nothing to mend."))]

    def _told(self) -> StyleAndTextTuples:
        return [(plain_style("strong"), "\n".join(self._wrapped(self.told)))]

    def _label(self) -> StyleAndTextTuples:
        label = _("Answer") if self.doing is Deed.MARK else _("Search")
        return [(plain_style("strong"), f"{label}: ")]

    def _drawn_hints(self) -> Text:
        place = Place.AUTHOR_FIELD if self.doing in {Deed.FIND, Deed.MARK} else Place.AUTHOR
        return hint_line(place_hints(place), self._columns())

    def _hints(self) -> ANSI:
        return ANSI(self._draw(self._drawn_hints(), self._columns()))

    def _hint_rows(self) -> int:
        return self._drawn_hints().plain.count("\n") + 1

    # --- what is done

    def _press(self, key: str, event: KeyPressEvent) -> None:
        if self.doing is Deed.ADD:
            self._add(digit(key))
            return
        if self.help_shown:
            self.help_shown = False
            return
        deed = deed_of(Place.AUTHOR, key)
        told, self.told = self.told, []
        if told and key == "escape":
            return  # the first Esc clears what is told
        if deed in _STEPS:
            self._go_to(self.at + _STEPS[deed])
        elif deed in {Deed.UP, Deed.DOWN}:
            self.scroll += 1 if deed is Deed.DOWN else -1
        elif deed is Deed.LEAVE:
            event.app.exit()
        elif deed is not None:
            self._do(deed)

    def _do(self, deed: Deed) -> None:
        if deed is Deed.HELP:
            self.help_shown = True
        elif deed is Deed.EDIT:
            self._edit(self._line())
        elif deed is Deed.NEXT_PROBLEM:
            self._to_problem()
        elif deed is Deed.ADD:
            self._ask_kind()
        elif deed is Deed.FIND or (deed is Deed.MARK and self.shown is not None):
            self.doing = deed
            self.field.reset()
            self.app.layout.focus(self.field)

    def _go_to(self, place: int) -> None:
        self.at = min(max(0, place), max(0, len(self.draft.cards) - 1))
        self.scroll = 0

    def _line(self) -> int:
        """Where the editor opens: at the first problem of the card, or at its item."""
        mine, others = problems_of(self.draft, self.shown)
        if self.shown is None:
            return others[0].line if others else 1
        return mine[0].line if mine else self.shown.line

    def _edit(self, line: int) -> None:
        def open_it() -> None:
            self.told = [told] if (told := edit(self.path, line)) else []
            self.look_again()

        run_in_terminal(open_it)

    def _to_problem(self) -> None:
        """The next card of which something is told."""
        cards = self.draft.cards
        order = (*range(self.at + 1, len(cards)), *range(self.at + 1))
        found = next((at for at in order if cards[at].problems), None)
        if found is None:
            self.told = [_("Nothing is told of any card.")]
        else:
            self.at, self.scroll = found, 0

    def _ask_kind(self) -> None:
        named = (f"{number} {_kind_words(kind)}" for number, kind in enumerate(self.draft.kinds(), 1))
        kinds = "  ".join(one.replace(" ", _NO_BREAK) for one in named)
        self.doing = Deed.ADD
        self.told = [_("Add which? {kinds}").format(kinds=kinds)]

    def _add(self, number: int) -> None:
        self.doing, self.told = None, []
        kinds = self.draft.kinds()
        if not 1 <= number <= len(kinds):
            return
        kind, page = kinds[number - 1], self.shown.card.page if self.shown else 1
        template = item_template if self.draft.is_content else card_template
        try:
            done = add_item(self.draft, kind, template(kind, self._language(), max(1, page)))
        except ChangedMeanwhile as error:
            self._read()
            self.told = [say(error.message)]
            return
        except KgquizError as error:
            self.told = [say(error.message)]
            return
        self.stamp = _stamp(self.path)
        self._read()
        self.at = next((at for at, one in enumerate(self.draft.cards) if one.line == done.line), self.at)
        self.told = [_("Added: {id}, line {line}. Press e to write it.").format(id=done.id, line=done.line)]

    def _language(self) -> str:
        """A new item is begun in the language of the deck, where its words are known; else in that of the author."""
        return self.draft.deck.language if self.draft.deck.language in {"ky", "ru", "en"} else language_in_use()

    def _press_in_field(self, key: str, _event: KeyPressEvent) -> None:
        doing, text = self.doing, self.field.text
        self.doing = None
        self.field.set_document(Document(""))
        self.app.layout.focus(self.body)
        if key == "escape" or not text.strip():
            return
        if doing is Deed.FIND:
            self._find(text)
        elif self.shown is not None:
            self.told = marked_lines(self.draft, self.shown.card, text)

    def _find(self, text: str) -> None:
        """The next card that holds these letters."""
        cards, wanted = self.draft.cards, text.casefold()
        order: Iterable[int] = (*range(self.at + 1, len(cards)), *range(self.at + 1))
        found = next((at for at in order if wanted in _text_of(cards[at])), None)
        if found is None:
            self.told = [_("No card holds “{text}”.").format(text=text)]
        else:
            self.at, self.scroll = found, 0


def _kind_words(kind: str) -> str:
    """A list of a content file or a type of card, as the student reads it."""
    return _(_LISTS[kind]) if kind in _LISTS else _(CARD_TYPE_BY_NAME[kind].name)


def _text_of(one: WrittenCard) -> str:
    return "\n".join((one.card.id, one.card.question(), *one.card.solution())).casefold()


def _stamp(path: Path) -> Stamp | None:
    """When and how large the file was saved last; None while it is not there."""
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_mtime_ns, status.st_size


def write_along(world: World, path: Path, **streams: Any) -> None:
    """The file on the full screen."""
    Writer(world, path, **streams).run()
