"""cloze: a sentence with typed blanks."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import lru_cache
from random import Random
from typing import Annotated, ClassVar

from kgquiz.cards.base import Card, Marker
from kgquiz.cards.described import Forgiveness, Rejected, Says
from kgquiz.cards.lint import contradicted, ending_weaknesses, given_away, kind_of, too_long_to_type
from kgquiz.cards.prompts import BLANK, Answer, Prompt, Type
from kgquiz.cards.verdict import Finding, Match, Verdict
from kgquiz.cards.weakness import Weakness, endless
from kgquiz.messages import N_, message
from kgquiz.value import dataclass

_BLANK = re.compile(r"\{\{([^{}]*)\}\}")
_OPEN_BLANK = re.compile(r"\{\{([^{}]*)\}\}([\w-]*)")
"""A blank with the ending glued to it: its cue is told after both."""
CUE = "::"
"""Between the fillings of a blank and what is told of it, as in Anki."""
_BEFORE_CUE = re.compile(rf"(?<=\S){CUE}(?=\S)")
"""Colons with a space beside them are the answer's own."""
_CUT_OFF = "…"
_TOLD_CUE = re.compile(r"(\{\{[^{}]*)\}\}([\w-]*) \(([^(){}]{1,40}[…?])\)")
_LOOSE = re.compile(r"[{}]+")
MOST_BLANKS = 12
DATED = N_("Fill the blank with a date or a year.")
_FOLLOWING = re.compile(r"\{\{[^{}]*\}\}(?:[ \u00a0]([^\W\d_]+))?")


@dataclass(frozen=True, slots=True)
class Blank:
    """One blank: what the book says, what else is right, and what is told where several words would fit."""

    answer: str
    accept: tuple[str, ...] = ()
    cue: str = ""


def blanks_of(text: str) -> tuple[Blank, ...]:
    """The blanks of `… {{50%|жарымы}} …` or `… {{көзөмөл::к…}} …`, in order."""
    return tuple(_blank(hole) for hole in _BLANK.findall(text))


def _blank(hole: str) -> Blank:
    fillings, *cue = _BEFORE_CUE.split(hole, maxsplit=1)
    answer, *others = (part.strip() for part in fillings.split("|"))
    return Blank(answer, tuple(others), *(told.strip() for told in cue))


def rewritten(text: str, written: Callable[[Blank], str]) -> str:
    """The sentence with each blank as `written` has it."""
    return _BLANK.sub(lambda hole: written(_blank(hole[1])), text)


def with_cues(text: str, hole: str = BLANK) -> str:
    """The sentence with `hole` for each blank, followed by its cue: `____ (к…)`."""

    def told(found: re.Match[str]) -> str:
        cue = _blank(found[1]).cue
        return f"{hole}{found[2]} ({cue})" if cue else hole + found[2]

    return _OPEN_BLANK.sub(told, text)


def with_told_cues(text: str) -> str:
    """The sentence in which a bracket of first letters or a question behind a blank is its cue: undoes `with_cues`."""
    return _TOLD_CUE.sub(rf"\1{CUE}\3}}}}\2", text)


def with_blanks(text: str, fillings: tuple[str, ...]) -> str:
    """The sentence with its blanks filled in order; with too few fillings the rest stay open."""
    remaining = iter(fillings)
    return _BLANK.sub(lambda _: next(remaining, BLANK), text)


def with_units(text: str, blanks: tuple[Blank, ...]) -> tuple[Blank, ...]:
    """The blanks, a bare number also right with the word that follows it: `{{3}} күн` may be typed as "3 күн".

    The marker then knows its unit, and does not take "3 ай" for it.
    """
    following = _FOLLOWING.findall(text)
    return tuple(
        replace(blank, accept=(*blank.accept, f"{blank.answer} {word}")) if word and blank.answer.isdecimal() else blank
        for blank, word in zip(blanks, following, strict=True)
    )


@lru_cache(maxsize=4096)
def around(text: str) -> tuple[tuple[str, str], ...]:
    """For every blank the sentence before and after it; other blanks hold what the book says."""
    holes = list(_BLANK.finditer(text))
    filled = tuple(blank.answer for blank in blanks_of(text))
    return tuple(
        (with_blanks(text[: hole.start()], filled[:at]), with_blanks(text[hole.end() :], filled[at + 1 :]))
        for at, hole in enumerate(holes)
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Cloze(Card):
    """Fill the blanks; each is marked on its own, the score is their mean."""

    type: ClassVar[str] = "cloze"
    name: ClassVar[str] = N_("fill the blank")
    caption: ClassVar[str] = N_("Fill the blank.")
    seconds: ClassVar[tuple[float, float, float]] = (25, 10, 32)
    example: ClassVar[str] = """\
- id: first-constitution.cloze
  type: cloze
  from: first-constitution
  page: 9
  text: Эгемендүү Кыргызстандын биринчи Конституциясы {{1993}}-жылы {{5-май|бешинчи май}} күнү кабыл алынган.
  reject: [1991]
"""

    text: Annotated[
        str, Says("The sentence; a blank stands in {{…}}, after | come other right fillings, after :: a cue.")
    ]
    reject: Rejected = ()
    match: Annotated[Match, Says(Forgiveness, shown=False)] = "meaning"

    @property
    def blanks(self) -> tuple[Blank, ...]:
        """The blanks in the order of the sentence."""
        return blanks_of(self.text)

    def task(self) -> str:
        """A sentence with a blank may go on with a name as well as with a date: which of them is told."""
        return DATED if all(kind_of(blank.answer) == "year" for blank in self.blanks) else self.caption

    def ask(self, chance: Random) -> Prompt:
        """The sentence with open blanks."""
        return Type(self.question(), len(self.blanks))

    def question(self) -> str:
        """The sentence with open blanks and their cues."""
        return with_cues(self.text)

    def mark(self, answer: Answer, marker: Marker) -> Verdict:
        """The mean over the blanks; one blank keeps its own verdict."""
        verdicts = self.mark_blanks(answer, marker)
        if len(verdicts) == 1:
            return verdicts[0]
        return _together(verdicts, with_blanks(self.text, tuple(b.answer for b in self.blanks)))

    def mark_blanks(self, answer: Answer, marker: Marker) -> list[Verdict]:
        """The verdict on each blank; one that was left open is empty."""
        typed = (*answer, *[""] * len(self.blanks))
        blanks = with_units(self.text, self.blanks)
        rows = zip(typed, blanks, around(self.text), strict=False)
        return [self._mark_blank(text, blank, sides, marker) for text, blank, sides in rows]

    def _mark_blank(self, typed: str, blank: Blank, sides: tuple[str, str], marker: Marker) -> Verdict:
        return marker.mark(
            typed,
            blank.answer,
            accept=blank.accept,
            reject=self.reject,
            match=self.match,
            question=sides,
            language=self.language,
        )

    def solution(self) -> tuple[str, ...]:
        """The full sentence."""
        return (with_blanks(self.text, tuple(blank.answer for blank in self.blanks)),)

    def brief(self) -> str:
        """What fills the blanks."""
        return ", ".join(blank.answer for blank in self.blanks)

    def in_short(self) -> tuple[str, ...]:
        """What fills the blanks, not the text once more."""
        return (self.brief(),)

    def reply(self, answer: Answer) -> str:
        """The sentence as she filled it."""
        return with_blanks(self.text, tuple(text or BLANK for text in answer)) if len(answer) > 1 else "".join(answer)

    def faults(self) -> Iterator[Weakness]:
        """No blank, an empty one, one that is not closed, or more than anybody would fill."""
        if found := _LOOSE.search(_BLANK.sub("", self.text)):
            why = message(N_("The brace “{brace}” belongs to no blank."), brace=found[0])
            remedy = message(N_("Write each blank as {blank}, with two braces on either side."), blank="{{…}}")
            yield Weakness("braces", why, remedy, "text")
        elif not self.blanks or not all(text for blank in self.blanks for text in (blank.answer, *blank.accept)):
            why = message(N_("The sentence has no blank, or an empty one."))
            yield Weakness("no-blank", why, message(N_("Mark the answer with double braces.")), "text")
        yield from endless([blank.answer for blank in self.blanks], "text", MOST_BLANKS)

    def weaknesses(self) -> Iterator[Weakness]:
        """Answers too long to type, given away, also rejected, or with an ending that does not fit."""
        for blank in self.blanks:
            yield from too_long_to_type(blank.answer, "text")
            yield from given_away(self.question(), blank.answer, "text", whole=True, language=self.language)
            yield from _unlike_cue(blank)
            yield from contradicted((blank.answer, *blank.accept), self.reject, "reject")
        yield from ending_weaknesses(self.text, tuple(blank.answer for blank in self.blanks), language=self.language)


def _unlike_cue(blank: Blank) -> Iterator[Weakness]:
    """A cue of first letters (`к…`, or word by word `к… с…`) with which the answer does not begin."""
    begun = [letters.removesuffix(_CUT_OFF) for letters in blank.cue.casefold().split()]
    words = [*blank.answer.casefold().split(), *[""] * len(begun)]
    if blank.cue.endswith(_CUT_OFF) and not all(map(str.startswith, words, begun)):
        why = message(N_("The answer “{text}” does not begin with its cue “{cue}”."), text=blank.answer, cue=blank.cue)
        remedy = message(N_("Give its own first letters, or another cue."))
        yield Weakness("unlike-cue", why, remedy, "text", grave=True)


def _together(verdicts: list[Verdict], expected: str) -> Verdict:
    """Several blanks as one finding: the mildest one that tells of all, with everything that was forgiven."""
    score = sum(v.score for v in verdicts) / len(verdicts)
    forgiven = tuple(f for v in verdicts for f in v.forgiven)
    if score >= 1:
        finding = max((v.finding for v in verdicts), key=list(Finding).index)
    elif score > 0:
        finding = Finding.PARTIAL
    else:
        finding = verdicts[0].finding if len({v.finding for v in verdicts}) == 1 else Finding.WRONG
    other = next((v.other for v in verdicts if v.other), "")
    near = next((v.near for v in verdicts if v.near), None)
    return Verdict(score, finding, expected, other, forgiven, near)
