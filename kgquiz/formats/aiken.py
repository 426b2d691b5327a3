"""Aiken: a question a line, its options by letters, and `ANSWER: B`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kgquiz.cards.choice import Choice
from kgquiz.cards.truefalse import TrueFalse, Truth
from kgquiz.formats.base import Found, Given, Left, Lost, Made, Remark, Taken, Wanted, lost_fields, writable
from kgquiz.formats.gather import taken
from kgquiz.formats.text import decoded
from kgquiz.messages import N_, message

_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_CYRILLIC = str.maketrans("АВСЕНКМОРТХ", "ABCEHKMOPTX")
"""Letters that look like Latin ones: Moodle reads nothing of a list that has them."""
_OPTION = re.compile(r"\s*([A-Za-zА-Яа-яЁё])\s*[.)]\s*(.*)")
_ANSWER = re.compile(r"\s*(?:ANSWER|ЖООП|ТУУРА ЖООП|ОТВЕТ)\s*:\s*(?:(\w)(?!\w).*|.*)$", re.IGNORECASE)
"""`ANSWER: B`, also `ANSWER: B) two`; one that names no letter ends its question all the same."""
_TRUTHS = ({"true", "туура", "верно", "правда", "да", "ооба"}, {"false", "туура эмес", "неверно", "ложь", "нет", "жок"})


def read(given: Given) -> Taken:
    """Every question; one of several lines is taken whole, letters may be Cyrillic or small."""
    text, guesses = decoded(given)
    return taken(_questions(text, given), given, guesses=guesses)


def _questions(text: str, given: Given) -> Iterator[Found | Left | Remark]:
    asked: list[str] = []
    options: list[tuple[str, str]] = []
    first = 0
    for number, line in enumerate(text.split("\n"), 1):
        answer, option = _ANSWER.match(line), _OPTION.match(line)
        if answer:
            if asked or options:
                yield _card(asked, options, answer[1] or "", given.at(first or number))
            asked, options, first = [], [], 0
        elif option and asked and _letter(option[1]) == _LETTERS[min(len(options), 25)]:
            options.append((_letter(option[1]), option[2].strip()))
        elif line.strip():
            if options:
                yield Left(given.at(first), " ".join(asked), message(N_("It has no line ANSWER.")))
                asked, options, first = [], [], 0
            first = first or number
            asked.append(line.strip())
    if asked:
        yield Left(given.at(first), " ".join(asked), message(N_("It has no line ANSWER.")))


def _letter(sign: str) -> str:
    """An option's letter: А Б В Г count in their own order, А В С as those they look like."""
    upper = sign.upper()
    return upper if upper in _LETTERS else upper.translate(_CYRILLIC)


def _card(asked: list[str], options: list[tuple[str, str]], letter: str, place: str) -> Found | Left:
    text = "\n".join(asked)
    right = [option for name, option in options if name == _letter(letter)]
    if not text or not options:
        return Left(place, text or "–", message(N_("It has no options A, B, C …")))
    if not letter or not right:
        return Left(place, text, message(N_("ANSWER names no option.")))
    plain = [option for _, option in options]
    answer = right[0]
    truth = [next((n for n, words in enumerate(_TRUTHS) if option.casefold() in words), -1) for option in plain]
    if sorted(truth) == [0, 1]:
        holds: Truth = "true" if truth[plain.index(answer)] == 0 else "false"
        return Found(card=TrueFalse(id="", statement=text, answer=holds), place=place)
    wrong = [option for (name, _), option in zip(options, plain, strict=True) if name != _letter(letter)]
    return Found(card=Choice(id="", prompt=text, answer=answer, wrong=tuple(wrong)), place=place)


def write(wanted: Wanted) -> Made:
    """The questions of one right option; others cannot be written."""
    from kgquiz.formats.registry import AIKEN

    pieces: list[str] = []
    long: list[str] = []
    for _, cards in writable(AIKEN, wanted.decks):
        for card in cards:
            options = (card.answer, *card.wrong) if isinstance(card, Choice) else ("Туура", "Туура эмес")
            if len(options) > len(_LETTERS):
                long.append(card.id)
                continue
            right = 0
            if isinstance(card, TrueFalse):
                right = 0 if card.answer == "true" else 1
            pieces.append(
                _written(
                    card.question(), _turned(options, card.id) if isinstance(card, Choice) else options, options[right]
                )
            )
    lost = list(lost_fields(AIKEN, wanted.decks))
    if long:
        lost.append(Lost(message(N_("There are more options than letters.")), tuple(long)))
    return Made("\n".join(pieces).encode(), tuple(lost))


def _turned(options: tuple[str, ...], card: str) -> tuple[str, ...]:
    """The options begun elsewhere, so that the right one is not always A."""
    start = sum(card.encode()) % len(options)
    return options[start:] + options[:start]


_TAKEN_OTHERWISE = re.compile(r"[A-Z][).]|ANSWER:|.?$")
"""Questions that Moodle would take for an option, for the answer, or for nothing."""
_UNSEEN = "\u200b"


def _written(question: str, options: tuple[str, ...], right: str) -> str:
    """One line a question and an option."""
    asked = " ".join(question.split())
    before = _UNSEEN if _TAKEN_OTHERWISE.match(asked) else ""
    lines = [f"{letter}. {' '.join(option.split())}" for letter, option in zip(_LETTERS, options, strict=False)]
    return "\n".join([before + asked, *lines, f"ANSWER: {_LETTERS[options.index(right)]}", ""])
