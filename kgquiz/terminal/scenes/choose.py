"""Choosing one option, or ticking several."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kgquiz.cards.prompts import Answer, ChooseMany, ChooseOne
from kgquiz.cards.truefalse import FALSE, TRUE
from kgquiz.lang import _
from kgquiz.terminal.keys import FALSE_LETTERS, TRUE_LETTERS, Deed, Place, digit, letters_of
from kgquiz.terminal.scene import Answered, Command, Reply
from kgquiz.terminal.scenes.frame import Frame
from kgquiz.terminal.scenes.question import QuestionScene, numbers_in
from kgquiz.terminal.words import option_word


class ChooseOneScene(QuestionScene):
    """A number chooses at once; the arrows and Enter do too."""

    def __init__(self, prompt: ChooseOne, frame: Frame, commands: tuple[Command, ...], given: Answer = ()) -> None:
        super().__init__(frame, prompt.text, commands, given)
        self.options = prompt.options
        self.cursor = self.options.index(given[0]) if given and given[0] in self.options else -1

    @property
    def place(self) -> Place:
        """The keys of choosing; true and false have letters too."""
        return Place.TRUTH if self.options == (TRUE, FALSE) else Place.CHOOSE

    @property
    def entries_on_keys(self) -> int:
        """As many as there are options."""
        return len(self.options)

    def do(self, deed: Deed, key: str) -> Reply | None:
        """A number, an arrow, Enter."""
        if deed is Deed.NUMBER:
            return Answered((self.options[digit(key) - 1],)) if digit(key) <= len(self.options) else None
        if deed in _TRUTHS:
            return Answered((_TRUTHS[deed],))
        if deed is Deed.ENTER:
            return self._at_cursor() or self.settled(())
        if deed is Deed.TAKE:
            return self._at_cursor()
        self.cursor = moved(self.cursor, deed, len(self.options))
        return None

    def _at_cursor(self) -> Reply | None:
        return Answered((self.options[self.cursor],)) if self.cursor >= 0 else None

    def lines(self) -> Iterator[str]:
        """The options, numbered."""
        yield from (f"  {number}) {option_word(option)}" for number, option in enumerate(self.options, 1))

    def read(self, line: str) -> Reply | str | None:
        """A number; of true and false a letter or the word, too."""
        if self.place is Place.TRUTH and (said := _truth_in(line)):
            return Answered((said,))
        numbers = numbers_in(line, len(self.options))
        if len(numbers) == 1 and 0 < numbers[0] <= len(self.options):
            return Answered((self.options[numbers[0] - 1],))
        if not line:
            return self.settled_line(())
        self.doubt = ""
        return _("Type a number from 1 to {n}.").format(n=len(self.options))


_TRUTHS = {Deed.YES: TRUE, Deed.NO: FALSE}


def _truth_in(line: str) -> str:
    """The truth that a line names: by its letter, or by the word shown; nothing where it is neither."""
    said = line.strip().casefold()
    for truth, letters in ((TRUE, TRUE_LETTERS), (FALSE, FALSE_LETTERS)):
        if said in {*letters_of(letters), truth, option_word(truth).casefold()}:
            return truth
    return ""


class ChooseManyScene(QuestionScene):
    """Numbers (or Space) tick, Enter answers."""

    def __init__(self, prompt: ChooseMany, frame: Frame, commands: tuple[Command, ...], given: Answer = ()) -> None:
        super().__init__(frame, prompt.text, commands, given)
        self.options = prompt.options
        self.ticks = Ticks(prompt.options, given)

    @property
    def place(self) -> Place:
        """The keys of ticking."""
        return Place.TICK

    @property
    def entries_on_keys(self) -> int:
        """As many as there are options."""
        return len(self.options)

    def do(self, deed: Deed, key: str) -> Reply | None:
        """Tick, move, or answer."""
        if deed is Deed.ENTER:
            return self.settled(self.ticks.answer().answer)
        self.ticks.do(deed, key)
        return None

    def restore(self, draft: Answer) -> None:
        """Ticks not entered."""
        self.ticks.ticked = set(draft or self.given)

    def unsent(self) -> Answer:
        """The ticks as they stand."""
        return self.ticks.answer().answer

    def lines(self) -> Iterator[str]:
        """The options, numbered."""
        yield from self.ticks.lines()
        yield _("Type the numbers of all that apply, such as 1 3.")

    def read(self, line: str) -> Reply | str | None:
        """Numbers; an empty line ticks nothing."""
        numbers = numbers_in(line, len(self.options))
        if line and (not numbers or not all(0 < n <= len(self.options) for n in numbers)):
            self.doubt = ""
            return _("Type the numbers of all that apply, such as 1 3.")
        return self.settled_line(self.ticks.answer_of(numbers).answer)


class Ticks:
    """Entries to tick, and the cursor on them."""

    def __init__(self, entries: tuple[str, ...], ticked: Iterable[str]) -> None:
        self.entries = entries
        self.ticked = set(ticked)
        self.cursor = 0
        self.is_proposal = False
        """Whether the ticks are the program's, to be confirmed."""

    def question(self) -> str:
        """What is asked of her, above the entries."""
        return _("Which of these did you have?")

    def line_question(self) -> str:
        """The same below them, where lines are typed."""
        return _("Which did you have? Numbers, “all”, or an empty line.")

    def lines(self) -> Iterator[str]:
        """The entries, numbered."""
        yield from (f"  {number}) {entry}" for number, entry in enumerate(self.entries, 1))

    def do(self, deed: Deed, key: str) -> None:
        """A number or Space ticks (or takes the tick away), the arrows move."""
        if deed is Deed.NUMBER and digit(key) <= len(self.entries):
            self.cursor = digit(key) - 1
        elif deed is not Deed.TAKE:
            self.cursor = moved(self.cursor, deed, len(self.entries))
            return
        self.ticked ^= {self.entries[self.cursor]}

    def tick_all(self) -> None:
        """Every entry."""
        self.ticked = set(self.entries)

    def answer(self) -> Answered:
        """The ticked entries, in the order shown."""
        return Answered(tuple(entry for entry in self.entries if entry in self.ticked))

    def answer_of(self, numbers: Iterable[int]) -> Answered:
        """The entries of these numbers, in the order shown."""
        self.ticked = {self.entries[number - 1] for number in numbers}
        return self.answer()


def moved(cursor: int, deed: Deed, count: int) -> int:
    """The cursor after an arrow, going round at the ends."""
    if deed is Deed.DOWN:
        return (cursor + 1) % count
    if deed is Deed.UP:
        return (cursor - 1) % count if cursor >= 0 else count - 1
    return cursor
