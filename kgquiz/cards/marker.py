"""The marker: a typed answer against the expected one, as a patient teacher would mark it.

The ladder stops at the first finding: normal form, another term of the deck, keyboard and value, endings, the same in
other words, the term in another language, a slip to ask about, wrong. Of the student's term and another one, the
closer counts: a form of the expected word is not a mistake because some other term has a distant form like it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from functools import lru_cache

from kgquiz.cards.kyrgyz.another_count import tells_which_one
from kgquiz.cards.kyrgyz.fits import Fit, Level
from kgquiz.cards.kyrgyz.gazetteer import NO_NAMES, Gazetteer
from kgquiz.cards.kyrgyz.implied import is_self_government
from kgquiz.cards.kyrgyz.letters import Refold
from kgquiz.cards.kyrgyz.lexicon import TermIndex, collisions
from kgquiz.cards.kyrgyz.meaning import meant
from kgquiz.cards.kyrgyz.normal import Reading, mixed_script_words, read
from kgquiz.cards.kyrgyz.phrases import Phrase, fit, phrase_of
from kgquiz.cards.kyrgyz.question import NO_QUESTION, QuestionText, question_of
from kgquiz.cards.kyrgyz.readings import names_something
from kgquiz.cards.kyrgyz.right_answers import RightAnswers, right_answers, spellings
from kgquiz.cards.kyrgyz.senses import Meant, Sense
from kgquiz.cards.kyrgyz.slips import slip
from kgquiz.cards.kyrgyz.tally import UNCOUNTED, Tally
from kgquiz.cards.kyrgyz.twins import TWIN_OF
from kgquiz.cards.kyrgyz.whole import turns_round
from kgquiz.cards.languages.rules import KYRGYZ
from kgquiz.cards.verdict import INFLECTING, Allowance, Finding, Forgiven, Match, Near, Verdict
from kgquiz.value import dataclass

__all__ = ["EMPTY", "Lexicon", "Match", "collisions", "mark_text"]

FOREIGN_SCORE = 0.5
"""What the term in another language earns in study: half, for the notion is known and its name is not."""
_FINDINGS = {
    Level.VALUE: Finding.VALUE,
    Level.FOLDED: Finding.KEYBOARD,
    Level.INFLECTED: Finding.ENDING,
    Level.RELATED: Finding.ENDING,
}
_MOST_TOKENS = 40
"""A longer text is no answer that comes near one."""
_REPEATING = {Allowance.QUESTION}
_NAMING = {Allowance.NAME, Allowance.STATE}
_SPELLING = {Allowance.SOUND, Allowance.TYPED}
_Candidate = tuple[Fit, Phrase]


@dataclass(frozen=True, slots=True)
class _Attempt:
    """One typed answer with all it is held against; `fits` are the right answers it may be, from the closest."""

    typed: Reading
    answer: str
    right: RightAnswers
    match: Match
    fits: tuple[_Candidate, ...]
    tally: Tally
    question: QuestionText = NO_QUESTION
    gazetteer: Gazetteer = NO_NAMES

    @property
    def best(self) -> _Candidate | None:
        """The right answer it comes closest to."""
        return self.fits[0] if self.fits else None

    def is_closer_than(self, level: Level, *, in_doubt: bool = False) -> bool:
        """Whether the closest right answer is closer than something else at this level; doubt is farthest."""
        return self.best is not None and self.best[0].rank < (in_doubt, level)


class Lexicon(TermIndex):
    """The terms of a deck, and the marker that knows them: what a card is handed to mark what is typed."""

    __slots__ = ()

    def mark(  # noqa: PLR0913 - a card's fields, by name
        self,
        typed: str,
        answer: str,
        *,
        accept: Sequence[str] = (),
        reject: Sequence[str] = (),
        match: Match = "meaning",
        question: tuple[str, str] = ("", ""),
        foreign: Sequence[str] = (),
        language: str = KYRGYZ,
    ) -> Verdict:
        """The finding on a typed text, by the ladder of `mark_text`, or by that of another language."""
        if language != KYRGYZ:
            return self._mark_in(language, typed, answer, accept, reject, match, foreign)
        return mark_text(
            typed,
            answer,
            accept=accept,
            reject=reject,
            match=match,
            question=question,
            foreign=foreign,
            lexicon=self,
        )

    def _mark_in(  # noqa: PLR0913, PLR0917 - a card's fields
        self,
        language: str,
        typed: str,
        answer: str,
        accept: Sequence[str],
        reject: Sequence[str],
        match: Match,
        foreign: Sequence[str],
    ) -> Verdict:
        """By the rules of another language; its terms are prepared when the first answer comes."""
        from kgquiz.cards.languages.ladder import KnownTerms, mark  # noqa: PLC0415 - only for decks in other languages

        if language not in self.prepared:
            self.prepared[language] = KnownTerms.of(self.terms, language)
        _, *others = self.with_other_names((answer, *accept), reject)
        known = self.prepared[language]
        return mark(typed, answer, accept=others, reject=reject, match=match, foreign=foreign, known=known)


EMPTY = Lexicon()


def mark_text(  # noqa: PLR0913 - a card's fields, by name
    typed: str,
    answer: str,
    *,
    accept: Iterable[str] = (),
    reject: Iterable[str] = (),
    match: Match = "meaning",
    question: tuple[str, str] = ("", ""),
    foreign: Iterable[str] = (),
    foreign_score: float = FOREIGN_SCORE,
    lexicon: TermIndex = EMPTY,
    tally: Tally = UNCOUNTED,
) -> Verdict:
    """Mark one typed answer against `answer` and the other right ones in `accept`.

    `reject` holds near answers that must not pass; terms of the `lexicon` other than the right answers are
    reported as such, and what it knows as another name of a right answer is right too. `question` is the text before
    and after the blank (of a plain question all stands before): its words may be repeated or left out. The term in
    another language (`foreign`) earns `foreign_score`. Work grows with the length of the texts, never faster; `tally`
    counts it.
    """
    barred = dict.fromkeys(reject)
    expected = right_answers(lexicon.with_other_names((answer, *accept), barred), tally)
    spelled = " ".join(typed.split())
    if spelled and spelled in expected.spelled:
        return Verdict(1.0, Finding.EXACT, answer)
    foreign = tuple(foreign)
    attempt = _attempt(_without_translation(typed, foreign), answer, expected, match, tally, question, lexicon)
    if not attempt.typed.tokens:
        return Verdict(0.0, Finding.WRONG if typed.strip() else Finding.EMPTY, answer)
    verdict = (
        _normal(attempt)
        or _another(attempt, lexicon)
        or _rejected(attempt, barred)
        or _forgiven(attempt, lexicon, barred)
        or _in_another_language(attempt, foreign, foreign_score)  # before synonyms: the card names it as foreign
        or _in_other_words(attempt, barred)
        or _slipped(attempt)
        or Verdict(0.0, Finding.WRONG, answer)
    )
    near = _near(attempt) if verdict.finding is Finding.WRONG else None
    return replace(verdict, near=near) if near else verdict


def _without_translation(typed: str, foreign: tuple[str, ...]) -> str:
    """Жергиликтүү бюджет (местный бюджет): the term in another language in brackets behind it adds nothing."""
    if not foreign or "(" not in typed:
        return typed
    before, _, rest = typed.partition("(")
    inner = rest.strip().removesuffix(")")
    if not before.strip():
        return typed
    return before if read(inner).folded_key in _names_in(foreign) else typed


@lru_cache(maxsize=4096)
def _names_in(foreign: tuple[str, ...]) -> frozenset[str]:
    """A term in other languages by the folded keys of all its spellings, as its card lists them."""
    spelled = (name for text in foreign for listed in re.split(r"[;/]", text) for name in spellings((listed,)))
    return frozenset(read(name).folded_key for name in spelled if name.strip())


def _near(attempt: _Attempt) -> Near | None:
    """Of a wrong answer what it has right, wherever it shares the beginning of a word with a right one, or a figure."""
    if len(attempt.typed.tokens) > _MOST_TOKENS:
        return None
    if not attempt.right.share_a_beginning(attempt.typed):
        return None
    from kgquiz.cards.kyrgyz.nearest import nearest_part  # noqa: PLC0415 - only wrong answers need it

    right = attempt.right.readings
    attempt.tally.add(len(attempt.typed.tokens) * sum(len(reading.tokens) for reading in right))
    return nearest_part(attempt.typed, right)


def _attempt(  # noqa: PLR0913, PLR0917 - what mark_text was called with
    typed: str,
    answer: str,
    right: RightAnswers,
    match: Match,
    tally: Tally,
    question: tuple[str, str],
    lexicon: TermIndex,
) -> _Attempt:
    tally.add(len(typed))
    reading = read(typed)
    fits = _fitting(right.phrases, reading, match, tally)
    if match != "meaning":
        return _Attempt(reading, answer, right, match, fits, tally)
    gazetteer = lexicon.gazetteer()
    return _Attempt(reading, answer, right, match, fits, tally, question_of(*question, gazetteer), gazetteer)


def _fitting(phrases: Iterable[Phrase], typed: Reading, match: Match, tally: Tally) -> tuple[_Candidate, ...]:
    inflect = match in INFLECTING
    candidates: list[_Candidate] = []
    for phrase in phrases:
        found = fit(phrase, typed, inflect=inflect, tally=tally)
        if found is not None and _may(found, match):
            candidates.append((found, phrase))
    if len(candidates) > 1:
        candidates.sort(key=lambda pair: pair[0].rank)
    return tuple(candidates)


def _may(found: Fit, match: Match) -> bool:
    return match != "exact" or found.level is Level.SAME


def _normal(attempt: _Attempt) -> Verdict | None:
    if not attempt.fits or attempt.fits[0][0].level is not Level.SAME:
        return None
    typed, expected = attempt.typed.raw.strip(), attempt.fits[0][1].reading.raw.strip()
    if mixed_script_words(typed):
        kind = Allowance.LOOK_ALIKE
    else:
        kind = Allowance.CASE if typed.casefold() == expected.casefold() else Allowance.SPACING
    return Verdict(1.0, Finding.NORMAL, attempt.answer, forgiven=(Forgiven(typed, expected, kind),))


def _another(attempt: _Attempt, lexicon: TermIndex) -> Verdict | None:
    """What is closer to another term is that term; what is as close to it must be asked about."""
    known = lexicon.related(attempt.typed, attempt.tally)
    other = lexicon.closest(known, attempt.right.keys | _forms_of(attempt, lexicon)) if known else None
    if other is None or attempt.is_closer_than(other.level) or _names_the_same(other.term, attempt):
        return None
    if _goes_on_with_the_sentence(attempt):
        return None
    if attempt.best and attempt.best[0].level is other.level:
        return Verdict(0.0, Finding.SLIP, attempt.answer, other.term, attempt.best[0].forgiven)
    return Verdict(0.0, Finding.OTHER_TERM, attempt.answer, other.term)


def _forms_of(attempt: _Attempt, lexicon: TermIndex) -> set[str]:
    """The terms that the right answers are forms of, unless those are terms themselves: they are no others."""
    if not attempt.question.has_blank:
        return set()
    return {
        found.key
        for reading in attempt.right.readings
        if reading.key not in lexicon.by_key
        for found in lexicon.related(reading, attempt.tally)
    }


def _goes_on_with_the_sentence(attempt: _Attempt) -> bool:
    """Whether she typed a right answer with words of its sentence, which together are a term of their own."""
    right = attempt.right.readings
    typed = attempt.typed.tokens
    if not attempt.question.has_blank:
        return any(_goes_on_as_asked(typed, reading.tokens, attempt.question) for reading in right)
    whole = any(reading.tokens in {typed[: len(reading.tokens)], typed[-len(reading.tokens) :]} for reading in right)
    if not whole and not any(map(is_self_government, (reading.tokens for reading in right))):
        return False
    found = meant(attempt.typed, right, attempt.question, attempt.gazetteer, attempt.tally)
    kinds = _REPEATING if whole else {Allowance.RESTATED}
    return found is not None and found.sense is Sense.SAME and {one.kind for one in found.forgiven} == kinds


def _goes_on_as_asked(typed: Sequence[str], right: Sequence[str], question: QuestionText) -> bool:
    """Контролдук ыйгарым укуктар, where the question is which ыйгарым укуктар."""
    rest = typed[len(right) :]
    if not rest or tuple(typed[: len(right)]) != tuple(right):
        return False
    return question.asks_which(rest[0]) and all(map(question.has_noun, rest))


def _names_the_same(term: str, attempt: _Attempt) -> bool:
    """Whether a term of another item is only another name for a right answer, whatever the question."""
    if attempt.match != "meaning":
        return False
    attempt.tally.add(len(term) + sum(len(reading.raw) for reading in attempt.right.readings))
    return _is_another_name(term, attempt.right, attempt.gazetteer)


@lru_cache(maxsize=4096)
def _is_another_name(term: str, right: RightAnswers, gazetteer: Gazetteer) -> bool:
    """The same of the deck and the card alone: many students take the same term for it."""
    named = phrase_of(term).reading
    if not any(names_something(text, gazetteer) for text in (named, *right.readings)):
        return False
    found = meant(named, right.readings, NO_QUESTION, gazetteer)
    if found is None or found.sense is not Sense.SAME:
        return False
    kinds = {piece.kind for piece in found.forgiven}
    return bool(kinds) and kinds <= _NAMING


def _rejected(attempt: _Attempt, reject: Collection[str]) -> Verdict | None:
    if not reject:
        return None
    phrases = (phrase_of(text, attempt.tally) for text in reject)
    nearest = _fitting(phrases, attempt.typed, "inflect", attempt.tally)
    if not nearest:
        return None
    found, _ = nearest[0]
    if attempt.is_closer_than(found.level, in_doubt=found.in_doubt):
        return None
    return Verdict(0.0, Finding.WRONG, attempt.answer)


def _forgiven(attempt: _Attempt, lexicon: TermIndex, reject: Iterable[str]) -> Verdict | None:
    if attempt.best is None:
        return None
    found, phrase = attempt.best
    if phrase.has_values and _is_another_value(attempt):
        return Verdict(0.0, Finding.WRONG, attempt.answer)
    if found.in_doubt and attempt.question.text.strip() and (told := _in_other_words(attempt, reject)):
        return told
    in_doubt = found.in_doubt and not _only_names_the_counted(attempt, found, lexicon)
    if in_doubt or (found.refold and _fold_is_doubtful(attempt, found, phrase, lexicon)):
        return Verdict(0.0, Finding.SLIP, attempt.answer, forgiven=found.forgiven)
    nearest = _spelled_most_alike(attempt) if found.level is Level.VALUE else found
    return Verdict(1.0, _FINDINGS[nearest.level], attempt.answer, forgiven=nearest.forgiven)


def _is_another_value(attempt: _Attempt) -> bool:
    """The right figure with another limit, or as the number of one of many."""
    right = attempt.right.readings
    return turns_round(attempt.typed, right) or tells_which_one(attempt.typed, right, attempt.question)


def _only_names_the_counted(attempt: _Attempt, found: Fit, lexicon: TermIndex) -> bool:
    """A word after the bare figure of the book, unless it is a term or some right answer has a unit of its own."""
    if not found.counted or any(phrase.has_unit for phrase in attempt.right.phrases):
        return False
    return lexicon.nearest(read(found.counted), tally=attempt.tally) is None


def _spelled_most_alike(attempt: _Attempt) -> Fit:
    """Of the right answers of the same value, the one that shares most words with what was typed."""
    in_doubt = attempt.fits[0][0].in_doubt
    rivals = [pair for pair in attempt.fits if pair[0].level <= Level.FOLDED and pair[0].in_doubt is in_doubt]
    return max(rivals, key=lambda pair: _likeness(pair[1].reading, attempt.typed))[0]


def _likeness(one: Reading, other: Reading) -> float:
    first, second = frozenset(one.folded), frozenset(other.folded)
    return len(first & second) / len(first | second)


def _fold_is_doubtful(attempt: _Attempt, found: Fit, phrase: Phrase, lexicon: TermIndex) -> bool:
    """Short words, letters that no Russian keyboard has, terms with rivals in the deck, well-known twins."""
    if phrase.short or found.refold is Refold.REVERSED or lexicon.has_rivals(phrase.reading, attempt.right.keys):
        return True
    twin = TWIN_OF.get(phrase.reading.tokens[0]) if len(phrase.reading.tokens) == 1 else None
    return twin is not None and attempt.typed.tokens[0].startswith(twin)


def _in_other_words(attempt: _Attempt, reject: Iterable[str]) -> Verdict | None:
    if attempt.match != "meaning":
        return None
    found = meant(attempt.typed, attempt.right.readings, attempt.question, attempt.gazetteer, attempt.tally)
    if found is None:
        return None
    if found.sense is Sense.OTHER or _means_a_rejected(attempt, reject):
        return Verdict(0.0, Finding.WRONG, attempt.answer)
    if found.sense is Sense.DOUBT:
        return Verdict(0.0, Finding.SLIP, attempt.answer, forgiven=found.forgiven)
    misspelled = any(piece.kind in _SPELLING for piece in found.forgiven)
    finding = Finding.SPELLING if misspelled else Finding.MEANING
    return Verdict(1.0, finding, attempt.answer, forgiven=found.forgiven)


def _means_a_rejected(attempt: _Attempt, reject: Iterable[str]) -> bool:
    """Whether it says all of what the author rejects, and is no nearer to any right answer.

    What only leaves out a word that tells the rejected one apart does not say it. КР ички иштер органдары is nearer to
    ички иштер органдары than to a rejected ички органдар, though иштер stands in the question.
    """
    wrong = _same_as(attempt, (phrase_of(text, attempt.tally).reading for text in reject))
    said = [len(found.forgiven) for found in wrong if not any(map(_leaves_out, found.forgiven))]
    right = _same_as(attempt, attempt.right.readings) if said else []
    return bool(said) and not any(len(found.forgiven) < min(said) for found in right)


def _same_as(attempt: _Attempt, expected: Iterable[Reading]) -> list[Meant]:
    """What of it means the same as one of these, each by itself."""
    meanings = (meant(attempt.typed, (one,), attempt.question, attempt.gazetteer, attempt.tally) for one in expected)
    return [found for found in meanings if found and found.sense is Sense.SAME]


def _leaves_out(piece: Forgiven) -> bool:
    return not piece.typed and piece.kind in _REPEATING | {Allowance.LEVEL}


def _in_another_language(attempt: _Attempt, foreign: tuple[str, ...], score: float) -> Verdict | None:
    """The Russian or English term, in any of the spellings that the card gives it."""
    if attempt.match == "exact":
        return None
    if foreign and attempt.typed.folded_key in _names_in(foreign):
        piece = Forgiven(attempt.typed.raw.strip(), attempt.answer, Allowance.LANGUAGE)
        return Verdict(score, Finding.FOREIGN, attempt.answer, forgiven=(piece,))
    return None


def _slipped(attempt: _Attempt) -> Verdict | None:
    if attempt.match == "exact":
        return None
    slips = (slip(phrase, attempt.typed, attempt.tally) for phrase in attempt.right.phrases)
    letter = next((found for found in slips if found), None)
    if letter and letter.kind in _SPELLING and attempt.match in INFLECTING:
        return Verdict(1.0, Finding.SPELLING, attempt.answer, forgiven=(letter,))
    return Verdict(0.0, Finding.SLIP, attempt.answer, forgiven=(letter,)) if letter else None
