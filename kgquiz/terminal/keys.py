"""The one table of keys: what each does where. Hints, the help page and docs/keys.md are made from it."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum, auto

from kgquiz.lang import _, language_in_use
from kgquiz.messages import N_
from kgquiz.value import dataclass

_CYRILLIC = "йцукенгшщзхъфывапролджэячсмитьбю.ёө"
_LATIN = "qwertyuiop[]asdfghjkl;'zxcvbnm,./`o"
_BY_PLACE = dict(zip(_CYRILLIC, _LATIN, strict=True)) | {"ң": "y", "ү": "e", ",": "?"}


def command_key(key: str) -> str:
    """The Latin letter under this key; other keys as they are. `,` is `?` without the shift of that layout."""
    lowered = key.lower()
    return _BY_PLACE.get(lowered, lowered)


class Place(Enum):
    """Where keys have a meaning, by the heading that docs/keys.md gives it."""

    EVERYWHERE = N_("On every screen")
    HELP = N_("On the page of keys")
    FIELD = N_("In a text field")
    BLANKS = N_("In a text field, with several blanks")
    WRITE = N_("In the text field for your own words")
    ASK = N_("In the text field of a question about you")
    COMMANDS = N_("After Escape in a text field")
    CHOOSE = N_("Choosing one answer")
    TRUTH = N_("Choosing true or false")
    TICK = N_("Ticking several answers")
    ARRANGE = N_("Putting in order")
    CARRY = N_("Carrying an item to its place")
    PAIR = N_("Pairing up")
    THINK = N_("Thinking, before the answer is shown")
    TICK_OFF = N_("Ticking off the points you had")
    FINDING = N_("After an answer")
    SELF_RATING = N_("Rating yourself")
    SUMMARY = N_("At the end, when cards were missed")
    MENU = N_("In a list")
    READ = N_("Below what was shown, on the way back to the menu")
    COVER = N_("On the cover of an exam")
    NOTICE = N_("On a page to read")
    BESIDE = N_("On a page to read beside a card")
    REPORT = N_("On the report of an exam")
    CERTAINTY = N_("Saying how sure you are")
    OVERVIEW = N_("In the overview of an exam")
    HAND_IN = N_("Handing in")
    BROWSE = N_("In the list of cards")
    BROWSE_FIELD = N_("In the field of the list of cards")
    AUTHOR = N_("Writing cards")
    AUTHOR_FIELD = N_("In the field while writing cards")


class Deed(Enum):
    """What a key does, as a scene knows it."""

    UP = auto()
    DOWN = auto()
    LEFT = auto()
    RIGHT = auto()
    NUMBER = auto()
    LETTER = auto()
    TAKE = auto()
    CARRY = auto()
    CARRY_UP = auto()
    CARRY_DOWN = auto()
    TAKE_BACK = auto()
    ALL = auto()
    SHOW = auto()
    ENTER = auto()
    BEFORE = auto()
    YES = auto()
    NO = auto()
    FIND = auto()
    STUDY = auto()
    SUSPEND = auto()
    STAR = auto()
    NOTE = auto()
    RESET = auto()
    EDIT = auto()
    ADD = auto()
    MARK = auto()
    NEXT_PROBLEM = auto()
    TOP = auto()
    END = auto()
    AGAIN = auto()
    WEEK = auto()
    HARDEST = auto()
    LEAVE = auto()
    COMMAND = auto()
    TYPE = auto()
    HELP = auto()
    SCROLL_UP = auto()
    SCROLL_DOWN = auto()
    INTERRUPT = auto()
    STOP = auto()


NUMBERS, DIGITS, LETTERS = "1–9", "0–9", "a–h"
TRUE_LETTERS, FALSE_LETTERS = "t y", "f n"
"""Families of keys that stand as one in the table."""
LAST_DIGIT = 9
"""Entries beyond it have no key of their own; the arrows reach them."""


@dataclass(frozen=True, slots=True)
class Binding:
    """Keys that do one thing, or the parts of one, each with the deed it does; the first of each deed is shown."""

    keys: Mapping[str, Deed]
    does: str
    named: bool = True
    """Whether the last line of the screen names it, and not the help page alone."""
    means: str = ""
    """What comes of it, for the page of keys, where a word or two do not say."""


def _enter(deed: Deed, does: str) -> Binding:
    return Binding({"enter": deed, " ": deed}, does)


_UP_DOWN = {"up": Deed.UP, "down": Deed.DOWN}
_MOVE = Binding(_UP_DOWN, N_("move"))
_ESCAPE = Binding({"escape": Deed.COMMAND}, N_("commands"))
_SUBMIT = Binding({"enter": Deed.ENTER}, N_("submit"))
_ANSWER = Binding({"enter": Deed.ENTER}, N_("answer"))
_ARRANGING = (
    Binding({"backspace": Deed.TAKE_BACK}, N_("take back")),
    _ANSWER,
    Binding({"shift-up": Deed.CARRY_UP, "shift-down": Deed.CARRY_DOWN}, N_("move the item"), named=False),
)
_PICK = Binding({NUMBERS: Deed.NUMBER}, N_("pick in order"))
_CARRYING = {" ": Deed.CARRY, **_UP_DOWN}
_TICK = Binding({NUMBERS: Deed.NUMBER}, N_("tick"))
_TICK_HERE = (
    Binding(_UP_DOWN, N_("move"), named=False),
    Binding({" ": Deed.TAKE}, N_("tick the line of the cursor"), named=False),
)

_RATING = N_("say how well you knew it; the harder, the sooner it comes back")
_RATE = Binding({"left": Deed.LEFT, "right": Deed.RIGHT}, N_("rate"), means=_RATING)

_CHOOSING = (
    Binding({NUMBERS: Deed.NUMBER}, N_("choose")),
    Binding({**_UP_DOWN, "enter": Deed.ENTER}, N_("choose")),
    Binding({" ": Deed.TAKE}, N_("choose the line of the cursor"), named=False),
)
KEYS: Mapping[Place, tuple[Binding, ...]] = {
    Place.EVERYWHERE: (
        Binding({"?": Deed.HELP, "f1": Deed.HELP}, N_("help")),
        Binding({"pageup": Deed.SCROLL_UP, "pagedown": Deed.SCROLL_DOWN}, N_("scroll"), named=False),
        Binding({"c-c": Deed.INTERRUPT}, N_("leave at once; every answer is saved"), named=False),
        Binding({"c-z": Deed.STOP}, N_("back to the shell for a while (not on Windows)"), named=False),
    ),
    Place.HELP: (_enter(Deed.LEAVE, N_("back")),),
    Place.FIELD: (_SUBMIT, _ESCAPE),
    Place.BLANKS: (_SUBMIT, Binding({"up": Deed.BEFORE}, N_("the blank before")), _ESCAPE),
    Place.WRITE: (_SUBMIT, Binding({" ": Deed.SHOW}, N_("in the empty field: show the answer"), named=False), _ESCAPE),
    Place.ASK: (_SUBMIT, Binding({"escape": Deed.LEAVE}, N_("back"))),
    Place.COMMANDS: (Binding({"escape": Deed.TYPE}, N_("back to typing")),),
    Place.CHOOSE: _CHOOSING,
    Place.TRUTH: (
        *_CHOOSING,
        Binding({TRUE_LETTERS: Deed.YES}, N_("true"), named=False),
        Binding({FALSE_LETTERS: Deed.NO}, N_("false"), named=False),
    ),
    Place.TICK: (_TICK, _ANSWER, *_TICK_HERE),
    Place.ARRANGE: (_PICK, Binding(_CARRYING, N_("take and move")), *_ARRANGING),
    Place.CARRY: (_PICK, Binding(_CARRYING, N_("put down")), *_ARRANGING),
    Place.PAIR: (
        Binding({LETTERS: Deed.LETTER}, N_("pair")),
        _MOVE,
        _ANSWER,
        Binding({"backspace": Deed.TAKE_BACK}, N_("take back"), named=False),
    ),
    Place.THINK: (Binding({" ": Deed.SHOW, "enter": Deed.SHOW}, N_("show the answer")),),
    Place.TICK_OFF: (
        _TICK,
        Binding({"a": Deed.ALL}, N_("all")),
        Binding({"enter": Deed.ENTER}, N_("done")),
        *_TICK_HERE,
    ),
    Place.FINDING: (_enter(Deed.ENTER, N_("next")), _RATE),
    Place.SELF_RATING: (Binding({NUMBERS: Deed.NUMBER}, N_("rate"), means=_RATING),),
    Place.SUMMARY: (
        Binding({"a": Deed.AGAIN}, N_("the missed cards again")),
        Binding({"w": Deed.WEEK}, N_("missed this week")),
        Binding({"h": Deed.HARDEST}, N_("the hardest")),
        Binding({"enter": Deed.LEAVE, " ": Deed.LEAVE, "escape": Deed.LEAVE}, N_("done")),
    ),
    Place.MENU: (
        Binding({NUMBERS: Deed.NUMBER}, N_("choose")),
        Binding({**_UP_DOWN, "enter": Deed.ENTER, " ": Deed.ENTER}, N_("choose")),
        Binding({"escape": Deed.LEAVE}, N_("back"), named=False),
    ),
    Place.READ: (Binding({"enter": Deed.LEAVE, " ": Deed.LEAVE, "escape": Deed.LEAVE}, N_("back to the menu")),),
    Place.COVER: (_enter(Deed.ENTER, N_("begin")),),
    Place.NOTICE: (_enter(Deed.ENTER, N_("next")),),
    Place.BESIDE: (Binding({"enter": Deed.LEAVE, " ": Deed.LEAVE, "escape": Deed.LEAVE}, N_("back")),),
    Place.REPORT: (Binding({"enter": Deed.LEAVE, " ": Deed.LEAVE, "escape": Deed.LEAVE, "q": Deed.LEAVE}, N_("done")),),
    Place.CERTAINTY: (
        Binding({"1": Deed.NUMBER}, N_("not sure")),
        Binding({"2": Deed.NUMBER}, N_("fairly sure")),
        Binding({"3": Deed.NUMBER}, N_("sure")),
    ),
    Place.OVERVIEW: (
        Binding({DIGITS: Deed.NUMBER}, N_("number of an item")),
        Binding({"left": Deed.LEFT, "up": Deed.UP, "down": Deed.DOWN, "right": Deed.RIGHT}, N_("move about")),
        Binding({"enter": Deed.ENTER}, N_("go to item")),
        Binding({"escape": Deed.LEAVE}, N_("back")),
        Binding({"backspace": Deed.TAKE_BACK}, N_("take back"), named=False),
    ),
    Place.BROWSE: (
        Binding({"/": Deed.FIND}, N_("search")),
        Binding({"s": Deed.STUDY}, N_("study these")),
        Binding({"q": Deed.LEAVE, "escape": Deed.LEAVE}, N_("leave")),
        Binding({"-": Deed.SUSPEND}, N_("suspend or resume")),
        Binding({"*": Deed.STAR}, N_("star")),
        Binding({"n": Deed.NOTE}, N_("note")),
        Binding({"e": Deed.EDIT}, N_("open the file")),
        Binding({"r": Deed.RESET}, N_("make it new again")),
        Binding({"left": Deed.LEFT, "right": Deed.RIGHT}, N_("scroll the card")),
        Binding(_UP_DOWN, N_("move"), named=False),
        Binding({"pageup": Deed.SCROLL_UP, "pagedown": Deed.SCROLL_DOWN}, N_("a page up or down"), named=False),
        Binding({"home": Deed.TOP, "end": Deed.END}, N_("to the first or last card"), named=False),
    ),
    Place.BROWSE_FIELD: (
        Binding({"enter": Deed.ENTER}, N_("done")),
        Binding({"escape": Deed.LEAVE}, N_("back to the list")),
    ),
    Place.AUTHOR: (
        Binding({"left": Deed.LEFT, "right": Deed.RIGHT}, N_("the card before or behind")),
        Binding({"e": Deed.EDIT}, N_("open the file")),
        Binding({"n": Deed.ADD}, N_("new item")),
        Binding({"m": Deed.MARK}, N_("try an answer")),
        Binding({"p": Deed.NEXT_PROBLEM}, N_("next problem")),
        Binding({"/": Deed.FIND}, N_("search")),
        Binding({"?": Deed.HELP, "f1": Deed.HELP}, N_("help")),
        Binding({"q": Deed.LEAVE, "escape": Deed.LEAVE}, N_("leave")),
        Binding(_UP_DOWN, N_("scroll"), named=False),
        Binding({"pageup": Deed.SCROLL_UP, "pagedown": Deed.SCROLL_DOWN}, N_("ten cards up or down"), named=False),
        Binding({"home": Deed.TOP, "end": Deed.END}, N_("to the first or last card"), named=False),
    ),
    Place.AUTHOR_FIELD: (
        Binding({"enter": Deed.ENTER}, N_("done")),
        Binding({"escape": Deed.LEAVE}, N_("back")),
    ),
    Place.HAND_IN: (
        Binding({"y": Deed.YES}, N_("hand in")),
        Binding({"n": Deed.NO, "escape": Deed.NO}, N_("go on with the exam")),
    ),
}


class Command(Enum):
    """What can be asked for at any scene that offers it."""

    NEXT = auto()
    UNDO = auto()
    SKIP = auto()
    SUSPEND = auto()
    QUIT = auto()
    RIGHT = auto()
    WRONG = auto()
    BACK = auto()
    FLAG = auto()
    STAR = auto()
    OVERVIEW = auto()
    HAND_IN = auto()
    TIME_UP = auto()
    WHY = auto()
    BOOK = auto()
    NOTE = auto()


@dataclass(frozen=True, slots=True)
class CommandRow:
    """How a command is given: its key on the Latin layout, its line, and what it does in a word or two."""

    key: str
    line: str
    does: str
    means: str = ""
    """What comes of it, for the page of keys."""


COMMANDS: Mapping[Command, CommandRow] = {
    Command.UNDO: CommandRow("u", ":undo", N_("undo"), N_("take back what you did last, whatever it was")),
    Command.SKIP: CommandRow("s", ":skip", N_("skip"), N_("put it at the end of this sitting")),
    Command.SUSPEND: CommandRow("-", ":suspend", N_("suspend"), N_("ask it no more until you bring it back")),
    Command.FLAG: CommandRow("*", ":flag", N_("flag"), N_("to find it again in the overview")),
    Command.STAR: CommandRow("*", ":star", N_("star"), N_("to find it again in the list of cards")),
    Command.BACK: CommandRow("left", ":back", N_("back")),
    Command.NEXT: CommandRow("right", ":next", N_("next")),
    Command.OVERVIEW: CommandRow("o", ":overview", N_("overview")),
    Command.HAND_IN: CommandRow("x", ":hand-in", N_("hand in")),
    Command.RIGHT: CommandRow("y", ":right", N_("I was right"), N_("count it as right; its author sees it")),
    Command.WRONG: CommandRow("n", ":wrong", N_("I was wrong"), N_("count it as wrong; its author sees it")),
    Command.NOTE: CommandRow("w", ":note", N_("your own note"), N_("shown after the answer from then on")),
    Command.WHY: CommandRow("i", ":why", N_("all about this card"), N_("your answers, and why it is due when")),
    Command.BOOK: CommandRow("b", ":book", N_("its passage in your book")),
    Command.QUIT: CommandRow("q", ":quit", N_("quit"), N_("every answer is saved")),
}
"""None of the keys is one of the letters that pair things up, but `b`, which is only heard after an answer.

Of a line, a unique beginning is enough."""


LINE_COMMANDS = {row.line: command for command, row in COMMANDS.items()}


def deed_of(place: Place | None, key: str) -> Deed | None:
    """What a key does in a place; letters by where they stand on the keyboard."""
    letter = command_key(key)
    for binding in KEYS[place] if place is not None else ():
        for name, deed in binding.keys.items():
            if key == name or letter in (_FAMILIES.get(name) or (name,)) or key.lower() in letters_of(name):
                return deed
    return None


def letters_of(family: str) -> tuple[str, ...]:
    """The letters that say true or false, as they stand in the words: by its place on the keyboard т would be n, no."""
    return _SAID.get(family, {}).get(language_in_use(), ()) + (tuple(family.split()) if family in _SAID else ())


_SAID: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    TRUE_LETTERS: {"ky": ("т", "о"), "ru": ("в", "д")},
    FALSE_LETTERS: {"ky": ("э", "ж", "к"), "ru": ("н",)},
}
"""Туура, ооба; (туура) эмес, жок, ката; верно, да; неверно, нет."""


_FAMILIES = {NUMBERS: tuple("123456789"), DIGITS: tuple("0123456789"), LETTERS: tuple("abcdefgh")}


def digit(key: str) -> int:
    """The number on a key from 1 to 9, or 0."""
    return int(key) if key in _FAMILIES[NUMBERS] else 0


def sign_of(key: str, many: int = LAST_DIGIT) -> str:
    """A key, or a family of as many as there are entries, as it is shown."""
    if key == NUMBERS:
        return f"1–{min(many, LAST_DIGIT)}"
    if key in _SAID:
        return " ".join(letters_of(key))
    if key == LETTERS:
        return f"a–{_FAMILIES[LETTERS][min(many, len(_FAMILIES[LETTERS])) - 1]}"
    return _(_SIGNS[key]) if key in _SIGNS else key


_SIGNS = {
    "enter": "⏎",
    " ": N_("Space"),
    "escape": "Esc",
    "backspace": "⌫",
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
    "shift-up": "Shift ↑",
    "shift-down": "Shift ↓",
    "pageup": "Page Up",
    "pagedown": "Page Down",
    "home": "Home",
    "end": "End",
    "f1": "F1",
    "c-c": "Ctrl-C",
    "c-z": "Ctrl-Z",
}

TERMINAL_KEYS: Mapping[str, str] = {
    "c-m": "enter",
    "c-j": "enter",
    "escape": "escape",
    "up": "up",
    "down": "down",
    "left": "left",
    "right": "right",
    "pageup": "pageup",
    "pagedown": "pagedown",
    "c-h": "backspace",
    "delete": "backspace",
    "home": "home",
    "end": "end",
    "s-up": "shift-up",
    "s-down": "shift-down",
    "f1": "f1",
}
"""What a terminal calls the keys that are no letters, and what they are called here."""

SWALLOWED = ("c-q", "c-v")
"""Would have a text field take the next key as a letter, whatever it is."""
