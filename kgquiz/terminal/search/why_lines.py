"""What is known of one card, in plain sentences: for the terminal, a pipe and a page in a sitting."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from kgquiz.actions.search.why import PastAnswer, Told, Why
from kgquiz.cards.aligned import AlignedPiece, aligned
from kgquiz.cards.verdict import Finding
from kgquiz.lang import _, ngettext
from kgquiz.lang.spelling import percent, short_day
from kgquiz.memory.log import Mode
from kgquiz.memory.study_day import as_date
from kgquiz.terminal.search.cards_view import card_values
from kgquiz.terminal.search.words import state_word
from kgquiz.terminal.words import days_word, finding_words, near_words, option_word, rating_word, told_forgiven

_SHOWN = 10
"""Answers of the history that are listed."""


def why_lines(found: Why, today: int) -> Iterator[str]:
    """Everything, a line each; an empty line before each part."""
    card = found.card
    yield card.question
    yield from (f"  {option_word(line)}" for line in found.lines)
    if card.note:
        yield _("Your note: {note}").format(note=card.note)
    yield ""
    yield from _memory(found, today)
    if found.weight is not None:
        yield _weight(found)
    if found.told is not None:
        yield ""
        yield from _marking(found.told)
    if found.history:
        yield ""
        yield from _history(found.history)
    yield ""
    yield from _place(found)


def _memory(found: Why, today: int) -> Iterator[str]:
    card, memory = found.card, found.card.memory.memory
    states = ", ".join(map(state_word, card.states))
    star = " · ★" if card.starred else ""
    yield _("State: {states}").format(states=states) + star
    if memory is None or card.recall is None or card.due is None or found.plain_days is None:
        yield _unknown(found)
        return
    if not found.owed:  # she missed it just now, and no model knows better
        yield _("If it were asked now, you would know it with {share}.").format(share=percent(card.recall))
    held = _("Your memory of it holds {days}: after that long 9 of 10 such cards are still known.")
    yield held.format(days=days_word(max(1, round(memory.stability))))
    yield _due(found, today)


def _unknown(found: Why) -> str:
    """Why nothing is known of her memory of it: it was never asked, or no answer to it counts."""
    if not found.history:
        return _("Never answered yet: nothing is known of your memory of it.")
    return _(
        "None of the answers below tells of your memory of it: drills, answers taken back and those from before a card"
        " was made new again do not count."
    )


def _due(found: Why, today: int) -> str:
    due, memory = found.card.memory.due, found.card.memory.memory
    if memory is None or found.plain_days is None:
        return ""
    if found.owed:
        return _("It was missed and not right since, so it is asked today; by its memory it would be later.")
    comes = _("It was due on {day}.") if due < today else _("It is due on {day}.")
    told = _("Last answered on {last}; {days} later the chance has fallen to {target}, the share you want to know.")
    waits = _("Another card of what it asks was answered since, so it waits until that fades too.")
    spread = _("A card is moved by a few days so that those learnt together part company.")
    sentences = [
        comes.format(day=_day(due)),
        told.format(
            last=_day(memory.last_day),
            days=days_word(max(1, round(found.plain_days))),
            target=percent(found.target),
        ),
        *([spread] if due - memory.last_day != round(found.plain_days) else []),
        *([waits] if found.waits else []),
    ]
    return " ".join(sentences)


def _weight(found: Why) -> str:
    if not found.weight:
        return _("The exam of your plan ({exam}) does not ask it.").format(exam=found.exam)
    return _("In the exam of your plan ({exam}) it carries {share} of the points on average.").format(
        exam=found.exam, share=percent(found.weight, 2)
    )


def _marking(told: Told) -> Iterator[str]:
    yield _("Your last answer: {answer}").format(answer=option_word(told.typed) or "–")
    yield "  " + finding_words(told.verdict)
    if not told.is_typed:
        return
    for finding, rung in rungs():
        is_here = finding is told.verdict.finding
        yield f"  {'✓' if is_here else '·'} {rung}"
        if is_here:
            break
    else:
        if told.verdict.finding is Finding.WRONG:
            yield "  ✗ " + _("none of these")
    if told.typed and told.verdict.expected not in {"", told.typed}:
        yield from (f"  {line}" for line in side_by_side(aligned(told.typed, told.verdict.expected)))
    if told.verdict.near is not None:
        yield "  " + near_words(told.verdict.near)
    yield from (f"  {line}" for line in told_forgiven(told.verdict))


def rungs() -> list[tuple[Finding, str]]:
    """The ladder of the marker, in the language in use."""
    words = {
        Finding.EXACT: _("letter by letter"),
        Finding.NORMAL: _("but for case, spaces, dashes, look-alike letters"),
        Finding.OTHER_TERM: _("another term of the deck"),
        Finding.KEYBOARD: _("о у н typed for ө ү ң"),
        Finding.VALUE: _("a number, date or share written in another way"),
        Finding.ENDING: _("another form of the words"),
        Finding.MEANING: _("the same in other words"),
        Finding.SPELLING: _("a word spelled as it is heard"),
        Finding.FOREIGN: _("the term in Russian or English"),
        Finding.SLIP: _("one letter of a long word"),
    }
    return list(words.items())


def side_by_side(runs: tuple[AlignedPiece, ...]) -> Iterator[str]:
    """Both texts one above the other, and a line that marks where they differ."""
    hers, book, marks = "", "", ""
    for run in runs:
        width = max(len(run.typed), len(run.expected))
        hers += run.typed.ljust(width)
        book += run.expected.ljust(width)
        marks += (" " if run.same else "^") * width
    yield hers.rstrip()
    yield book.rstrip()
    if marks.strip():
        yield marks.rstrip()


def _history(history: tuple[PastAnswer, ...]) -> Iterator[str]:
    yield ngettext("{n} answer, newest first:", "{n} answers, newest first:", len(history))
    for past in history[: -_SHOWN - 1 : -1]:
        yield f"  {_day(past.day)}  {_outcome(past)}"
    if len(history) > _SHOWN:
        yield "  …"


def _outcome(past: PastAnswer) -> str:
    said = option_word(past.answer)
    quoted = _("“{text}”").format(text=said) if said else ""
    parts = [rating_word(past.rating), _("{n:.0f} s").format(n=past.spent), quoted]
    parts += [_("exam")] if past.mode is Mode.EXAM else [_("drill")] if past.mode is Mode.CRAM else []
    parts += [_("overruled by you")] if past.overruled else []
    parts += [_("taken back")] if past.taken_back else []
    return " · ".join(filter(None, parts))


def _place(found: Why) -> Iterator[str]:
    place = found.card.place
    parts = [
        _("chapter {n}").format(n=place.chapter) if place.chapter else found.title,
        _("p. {page}").format(page=place.page) if place.page else "",
        found.section,
    ]
    yield _("In the book: {place}").format(place=" · ".join(filter(None, parts)))
    if found.neighbours:
        yield _("On the same page:")
        yield from (f"  {one.question}  [{one.card}]" for one in found.neighbours)


def _day(day: int) -> str:
    return short_day(as_date(day))


def why_values(found: Why) -> dict[str, Any]:
    """The same for programs."""
    return {
        **card_values(found.card),
        "solution": list(found.lines),
        "section_title": found.section,
        "target": found.target,
        "interval": found.plain_days,
        "exam": found.exam or None,
        "weight": found.weight,
        "finding": None if found.told is None else found.told.verdict.finding.value,
        "history": [
            {
                "day": as_date(past.day).isoformat(),
                "rating": int(past.rating),
                "score": past.score,
                "finding": past.finding,
                "answer": past.answer,
                "seconds": past.spent,
                "mode": past.mode.value,
                "overruled": past.overruled,
                "taken_back": past.taken_back,
            }
            for past in found.history
        ],
        "neighbours": [one.card for one in found.neighbours],
    }
