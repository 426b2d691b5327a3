"""The list of cards on the full screen: what fits at the left, the card at the right, and keys that act on it."""

from __future__ import annotations

from collections.abc import Iterable
from textwrap import wrap
from typing import Any

from prompt_toolkit.application import Application, run_in_terminal
from prompt_toolkit.buffer import Buffer
from prompt_toolkit.document import Document
from prompt_toolkit.filters import Condition
from prompt_toolkit.formatted_text import StyleAndTextTuples
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
from prompt_toolkit.layout.dimension import Dimension
from prompt_toolkit.output import Output
from prompt_toolkit.utils import get_cwidth

from kgquiz.actions.desk import Desk
from kgquiz.actions.library.decks import decks_in_use
from kgquiz.actions.search.cards import CardList, find_cards
from kgquiz.actions.search.handling import file_of, reset, toggle_suspended
from kgquiz.actions.search.notes import star, write_note
from kgquiz.actions.search.why import why
from kgquiz.cards.registry import CARD_TYPE_BY_NAME
from kgquiz.errors import KgquizError
from kgquiz.lang import _, ngettext, say
from kgquiz.search.found import FoundCard
from kgquiz.terminal.bindings import tool_keys
from kgquiz.terminal.editor import edit
from kgquiz.terminal.hints import hint_line, place_hints
from kgquiz.terminal.keys import Deed, Place, deed_of
from kgquiz.terminal.running import run_heeding
from kgquiz.terminal.search.cards_view import in_one_line, nothing_words
from kgquiz.terminal.search.why_lines import why_lines
from kgquiz.terminal.theme import plain_style
from kgquiz.terminal.visible import visible

MOST = 1000
"""Cards of the list; whoever wants another one types a word more."""
_WIDE = 90
"""Columns from which list and card stand side by side."""
_AROUND = 2
"""Lines that are neither list nor card nor hints."""
_WITH_KIND = 56
"""Columns of the list from which the card's type stands beside its question."""


class Browser:
    """The list, the cursor in it, and the field for a query or a note."""

    def __init__(
        self,
        desk: Desk,
        query: str,
        *,
        input: Input | None = None,  # noqa: A002 - prompt_toolkit's name
        output: Output | None = None,
    ) -> None:
        self.desk = desk
        self.at = 0
        self.told = ""
        self.asked_reset = ""
        """The card that one more press of the key makes new again."""
        self.noting = False
        self.listed = CardList(0, ())
        self.decks = decks_in_use(desk)
        self.shown: tuple[str, list[str]] = ("", [])
        self.scrolled = 0
        """Lines of the card that have gone out at the top."""
        self.query = query
        self.field = Buffer(multiline=False, document=Document(query), on_text_changed=lambda _: self._typed())
        self.list = Window(FormattedTextControl(self._list, focusable=True), dont_extend_width=False)
        self.app: Application[str | None] = Application(
            layout=self._layout(),
            key_bindings=tool_keys(self._press, self._press_in_field, lambda: self.is_typing),
            full_screen=True,
            input=input,
            output=output,
        )
        self.app.ttimeoutlen = 0.05
        self._look()

    def run(self) -> str | None:
        """Until she leaves: the query of the cards to study, or None."""
        return run_heeding(self.app)

    @property
    def card(self) -> FoundCard | None:
        """The card under the cursor."""
        return self.listed.cards[self.at] if self.listed.cards else None

    # --- what is shown

    def _layout(self) -> Layout:
        wide = Condition(lambda: self.app.output.get_size().columns >= _WIDE)
        field = Window(BufferControl(self.field), height=1)
        label = Window(FormattedTextControl(self._label), dont_extend_width=True, height=1)
        place = Window(FormattedTextControl(self._place), dont_extend_width=True, height=1)
        head = VSplit([label, field, place])
        card = Window(FormattedTextControl(self._card))
        side = VSplit([self.list, Window(width=1, char="│"), card])
        below = HSplit([self.list, Window(height=1, char="─"), Window(FormattedTextControl(self._card))])
        self.list.width = Dimension(weight=1)
        return Layout(
            HSplit(
                [
                    head,
                    ConditionalContainer(side, wide),
                    ConditionalContainer(below, ~wide),
                    Window(FormattedTextControl(lambda: [(plain_style("strong"), visible(self.told))]), height=1),
                    Window(FormattedTextControl(self._hints), height=lambda: len(self._hint_lines())),
                ]
            ),
            focused_element=self.list,
        )

    def _label(self) -> StyleAndTextTuples:
        label = _("Your own note") if self.noting else _("Search")
        return [(plain_style("strong"), f"{label}: ")]

    def _place(self) -> StyleAndTextTuples:
        """Where in the list the cursor is: `3/10`."""
        return [("", f" {self.at + 1}/{self.listed.found}" if self.listed.cards else "")]

    def _room(self) -> tuple[int, int, int]:
        """(columns of the list, its rows, rows of the card) as the window is now."""
        size = self.app.output.get_size()
        rows = max(2, size.rows - _AROUND - len(self._hint_lines()))
        if size.columns >= _WIDE:
            return size.columns // 2 - 1, rows, rows
        return size.columns, max(1, (rows - 1) // 2), max(1, rows - 1 - (rows - 1) // 2)

    def _list(self) -> StyleAndTextTuples:
        width, rows, _below = self._room()
        start = min(max(0, self.at - rows // 2), max(0, len(self.listed.cards) - rows))
        drawn: StyleAndTextTuples = []
        for place, card in enumerate(self.listed.cards[start : start + rows], start):
            signs = ("★" if card.starred else " ") + ("✎" if card.note else " ")
            kind = "  " + _(CARD_TYPE_BY_NAME[card.type].name)
            line = f"{'>' if place == self.at else ' '}{signs} {visible(in_one_line(card.question))}"
            shown = _fitted(line, width - get_cwidth(kind)) + kind if width >= _WITH_KIND else _fitted(line, width)
            drawn.append((plain_style("carried") if place == self.at else "", shown + "\n"))
        return drawn or [("", nothing_words())]

    def _card(self) -> StyleAndTextTuples:
        card = self.card
        if card is None:
            return []
        if self.shown[0] != card.card:
            found = why(self.desk, card.card, decks=self.decks)
            self.shown = (card.card, [card.card, "", *why_lines(found, self.desk.world.today())])
        columns = self.app.output.get_size().columns
        width = columns - columns // 2 - 1 if columns >= _WIDE else columns
        lines = [line for told in self.shown[1] for line in _wrapped(visible(told), width)]
        rows = self._room()[2]
        self.scrolled = min(self.scrolled, max(0, len(lines) - rows))
        seen = lines[self.scrolled : self.scrolled + rows]
        if len(lines) > self.scrolled + rows:
            seen[-1] = "…"
        return [("", "\n".join(seen))]

    def _hints(self) -> StyleAndTextTuples:
        return [("", "\n".join(self._hint_lines()))]

    def _hint_lines(self) -> list[str]:
        """What the keys do, on as many lines as it takes."""
        place = Place.BROWSE_FIELD if self.is_typing else Place.BROWSE
        return hint_line(place_hints(place), self.app.output.get_size().columns).plain.split("\n")

    @property
    def is_typing(self) -> bool:
        """Whether letters go to the field."""
        return self.app.layout.has_focus(self.field)

    # --- what is done

    def _press(self, key: str, event: KeyPressEvent) -> None:
        deed = deed_of(Place.BROWSE, key)
        if deed is None:
            return
        if deed is not Deed.RESET:
            self.asked_reset = ""
        self.told = ""
        moves = {
            Deed.UP: -1,
            Deed.DOWN: 1,
            Deed.SCROLL_UP: -10,
            Deed.SCROLL_DOWN: 10,
            Deed.TOP: -MOST,
            Deed.END: MOST,
        }
        if deed in moves:
            self.at = min(max(0, self.at + moves[deed]), max(0, len(self.listed.cards) - 1))
            self.scrolled = 0
        elif deed in {Deed.LEFT, Deed.RIGHT}:
            step = max(1, self._room()[2] - 1)
            self.scrolled = max(0, self.scrolled + (step if deed is Deed.RIGHT else -step))
        elif deed is Deed.FIND:
            self._type(self.query, noting=False)
        elif deed is Deed.LEAVE:
            event.app.exit()
        elif deed is Deed.STUDY:
            event.app.exit(result=self.query)
        elif self.card is not None:
            self._act(deed, self.card)

    def _act(self, deed: Deed, card: FoundCard) -> None:
        """One of the deeds that change the card under the cursor."""
        if deed is Deed.SUSPEND:
            suspended = toggle_suspended(self.desk, card.card)
            self.told = _("Asked no more.") if suspended else _("Asked again.")
        elif deed is Deed.STAR:
            star(self.desk, card.card, starred=not card.starred)
        elif deed is Deed.NOTE:
            self._type(card.note, noting=True)
            return
        elif deed is Deed.EDIT:
            self._edit(card)
            return
        elif self.asked_reset == card.card:
            answers = reset(self.desk, card.card)
            self.told = ngettext("{n} answer taken back.", "{n} answers taken back.", answers)
            self.asked_reset = ""
        else:
            self.asked_reset = card.card
            self.told = _("All answers to this card are taken back: press the key once more.")
        self._look()

    def _edit(self, card: FoundCard) -> None:
        place = file_of(self.desk, card.card)
        if place is None:
            self.told = _("The file of this card is not there any more.")
            return

        def open_it() -> None:
            self.told = edit(place.path, place.line)
            self._look()

        run_in_terminal(open_it)

    def _press_in_field(self, key: str, _event: KeyPressEvent) -> None:
        if deed_of(Place.BROWSE_FIELD, key) is Deed.ENTER and self.noting and self.card is not None:
            write_note(self.desk, self.card.card, self.field.text)
        self.noting = False
        self.app.layout.focus(self.list)
        self.field.set_document(Document(self.query))
        self._look()

    def _type(self, text: str, *, noting: bool) -> None:
        self.noting = noting
        self.field.set_document(Document(text))
        self.app.layout.focus(self.field)

    def _typed(self) -> None:
        if not self.noting and self.field.text != self.query:
            self.query, self.at, self.told = self.field.text, 0, ""
            self._look()

    def _look(self) -> None:
        """Find once more; a query that is no query yet leaves the list as it is, and says why."""
        self.shown = ("", [])
        try:
            self.decks = decks_in_use(self.desk)
            self.listed = find_cards(self.desk, [self.query], limit=MOST)
        except KgquizError as error:
            self.told = say(error.message)
            return
        self.at = min(self.at, max(0, len(self.listed.cards) - 1))
        if not self.asked_reset and not self.told:
            self.told = ngettext("{n} card found", "{n} cards found", self.listed.found)


def _wrapped(line: str, width: int) -> list[str]:
    """A line broken between words, what follows set in as far as its beginning."""
    room = " " * (len(line) - len(line.lstrip()))
    return wrap(line, max(20, width - 1), subsequent_indent=room, drop_whitespace=True) or [""]


def _fitted(line: str, width: int) -> str:
    """A line cut to so many columns, or filled up to them."""
    room = width
    kept: list[str] = []
    for character in line:
        room -= get_cwidth(character)
        if room < 0:
            return "".join(kept[:-1]) + "…"
        kept.append(character)
    return "".join(kept) + " " * room


def browse(desk: Desk, parts: Iterable[str], **streams: Any) -> str | None:
    """The list on the full screen; returns the query of what she wants to study, or None."""
    return Browser(desk, " ".join(parts), **streams).run()
