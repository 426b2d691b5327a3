"""The text around an answer, read as things: what the question says may be repeated or left out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import pairwise

from kgquiz.cards.kyrgyz.alike import GENITIVE, alike, is_filler, qualifies, same_word, synonyms_of
from kgquiz.cards.kyrgyz.gazetteer import NO_NAMES, Gazetteer, Thing, gazetteer_of
from kgquiz.cards.kyrgyz.letters import fold, skeleton
from kgquiz.cards.kyrgyz.normal import read
from kgquiz.cards.kyrgyz.stems import is_attribute, same_noun
from kgquiz.cards.kyrgyz.words_that_count import (
    BOUND_WORDS,
    CLAIMS,
    DENIALS,
    HOW_MANY,
    LEVEL_WORDS,
    LOWER_LIMIT,
    MONEY,
    NUMBER_NOUNS,
    ONLY,
    POSTPOSITIONS,
    TIMES,
    UPPER_LIMIT,
    WHICH,
    WITHIN,
    WORKING,
)
from kgquiz.value import dataclass

WINDOW = 4


@dataclass(frozen=True, slots=True)
class QuestionText:
    """The text around an answer, read as things."""

    before: tuple[Thing, ...] = ()
    after: tuple[Thing, ...] = ()
    text: str = ""
    words_after: tuple[Thing, ...] = ()
    """What follows the blank word by word: a name may be typed along in part."""
    things_after: tuple[Thing, ...] = ()
    """What follows the blank by the field's own names: a deck's name may hide a shorter one."""
    words: tuple[Thing, ...] = ()
    """The whole word by word: a name holds words that may be said alone."""
    words_before: tuple[str, ...] = ()
    """What stands before the blank, in normal form."""
    is_bound: bool = False
    """Whether a hyphen binds what follows to the blank, so that a figure in it says which one: ___-жылы."""
    kinds_told: tuple[str, ...] = ()
    """Into what kinds it says that the thing asked for is parted, or whose it says that it is, for example."""

    @property
    def is_asked(self) -> bool:
        """Whether there is any text around the answer."""
        return bool(self.before or self.after)

    @property
    def has_blank(self) -> bool:
        """Whether the answer stands inside a sentence that goes on."""
        return bool(self.after)

    @property
    def right_before(self) -> Thing | None:
        """What stands right before the blank."""
        return self.before[-1] if self.has_blank and self.before else None

    def says(self, item: Thing) -> bool:
        """Whether the thing stands in the question, in any form."""
        if any(alike(item, other) for other in (*self.before, *self.after)):
            return True
        if item.value is not None or item.end - item.start > 1 or qualifies(item):
            return False
        return self.has_word(item) or self._says_as_much(item)

    def gives(self, item: Thing) -> bool:
        """Whether what the question says may be left out of the answer: it has the very word, not a synonym."""
        return item.end - item.start > 1 or self.has_word(item)

    def has_word(self, item: Thing) -> bool:
        """Whether this very word stands in the question, in any form."""
        return any(same_word(item.token, other.token) for other in self.words)

    def _says_as_much(self, item: Thing) -> bool:
        """Whether a synonym of the word stands in the question."""
        meanings = synonyms_of(item.token)
        return bool(meanings) and any(not meanings.isdisjoint(synonyms_of(other.token)) for other in self.words)

    def has_noun(self, noun: str) -> bool:
        """Whether a noun stands in the question."""
        return any(same_noun(noun, item.token) for item in self.words)

    def levels_of(self, noun: str) -> list[str]:
        """The levels that stand before a noun in the question: мамлекеттик of мамлекеттик кызмат."""
        return [
            first.token
            for first, second in pairwise(self.words)
            if first.folded in LEVEL_WORDS and same_noun(second.token, noun)
        ]

    def asks_for(self, bounds: Iterable[str]) -> bool:
        """Whether the question speaks of one of these bounds."""
        return any(bound in self.text for bound in bounds)

    def asks_how_many(self) -> bool:
        """Whether it asks for the number of something."""
        return any(item.folded in NUMBER_NOUNS for item in self.words)

    def counted(self) -> Thing | None:
        """What the question asks the number of: the noun before саны."""
        for at, item in enumerate(self.before):
            if item.folded in NUMBER_NOUNS:
                owned = (other for other in self.before[:at] if not is_filler(other))
                owners = [other for other in owned if skeleton(other.token).endswith(GENITIVE)]
                return owners[-1] if owners else None
        return None

    def asks_which(self, noun: str) -> bool:
        """Whether the question asks which one of these it is: кайсы бутак, кандай орган."""
        return any(first.folded in WHICH and same_noun(second.token, noun) for first, second in pairwise(self.words))

    def asks_number_of(self, nouns: Sequence[str]) -> bool:
        """Whether it asks how many of just these there are: канча мыйзам долбоору."""
        return any(
            item.folded == HOW_MANY
            and len(self.words) - at > len(nouns)
            and all(same_noun(other.token, noun) for other, noun in zip(self.words[at + 1 :], nouns, strict=False))
            for at, item in enumerate(self.words)
        )

    def goes_on_with_a_noun(self) -> bool:
        """Whether the blank stands before a noun, so that its last word only says which one."""
        if not self.words_after or self.words_after[0].folded in CLAIMS | WITHIN | POSTPOSITIONS:
            return False
        return len(self.words_after) > 1 or _VERB_ENDS.search(self.words_after[0].folded) is None

    def tells_what_it_is(self) -> bool:
        """Whether the blank is what the sentence says of something: ___ болот, ___ гана болуп саналат."""
        words = [item.folded for item in self.words_after if item.folded != ONLY]
        return bool(words) and _BEING.match(words[0]) is not None

    def goes_on_with_a_time(self) -> bool:
        """Whether the blank stands before a time, of which it tells only what happened then: ___ күндөн тартып."""
        return any(map(_is_a_time, self.words_after[:1]))

    def counts_also(self, noun: Sequence[str]) -> bool:
        """Whether these words, in any form, stand where the question tells what is counted."""
        near = self.words_after[: WINDOW + 1] if self.words_after else self.words
        starts = range(len(near) - len(noun) + 1)
        return any(all(same_noun(word, near[at + n].token) for n, word in enumerate(noun)) for at in starts)

    def counted_after(self) -> tuple[Thing, ...]:
        """What a figure in the blank counts: the nouns right behind it, if more of the sentence follows them.

        The last word may be its verb, but күн is none: ___ жумушчу күн. A scale and a bound belong to the figure:
        ___ миңден ашуун делегат.
        """
        behind = self.words_after if any(map(_is_a_time, self.words_after[-1:])) else self.words_after[:-1]
        if behind and behind[0].value is not None:
            behind = behind[1:]
        while behind and behind[0].folded in BOUND_WORDS:
            behind = behind[1:]
        found: list[Thing] = []
        for item in behind[:WINDOW]:
            if item.value is not None or item.folded in CLAIMS | WITHIN | POSTPOSITIONS:
                break
            found.append(item)
            if ends_the_count(item):
                break
        return tuple(found)

    def counts_no_money(self) -> bool:
        """Whether a noun that is no money stands right behind the blank, to be counted."""
        counted = self.counted_after()
        if not counted or _VERB_ENDS.search(counted[0].folded) or _CONVERB.search(counted[0].folded):
            return False
        return not any(item.folded.startswith(_MONEY) for item in counted)


_BEING = re.compile(r"(?:бол(?:о|гон|у|бо)|сана(?:лат|лган)|эсепте(?:лет|лген))")
_VERB_ENDS = re.compile(r"(?:[аеоө]т|йт|[гк][ао]н|[лтнр][дт][иу]|[ао]р|керек|жок|эмес)$")

_ENDS_THE_COUNT = re.compile(r".{2,}(?:[дтн][аеоө]н|[гк][аеоө]|[дт][аеоө]|(?<![уүч])[ыиуү]|[^ндт][ыиуү]н)")


_NO_COUNT = WORKING | WITHIN | POSTPOSITIONS


def _is_a_time(item: Thing) -> bool:
    return any(same_noun(time, item.token) for time in TIMES)


def ends_the_count(item: Thing) -> bool:
    """Whether the noun has a case or is possessed, so that it is what is counted and tells no more of the next.

    A year is no count: 2011-жылдагы мыйзам.
    """
    if item.folded in _NO_COUNT or is_attribute(item.token) or same_noun("жыл", item.token):
        return False
    return _ENDS_THE_COUNT.fullmatch(item.token) is not None


_CONVERB = re.compile(r"(?:[ыиу]|[аео])п$")
_MONEY = tuple(map(fold, MONEY))
_HYPHENS = tuple("-‐‑–")

NO_QUESTION = QuestionText()


def goes_on_denied(after: Sequence[Thing], at: int) -> bool:
    """Whether what follows a blank denies what was typed of it so far: 30 күндөн ашык, of «… ашык эмес»."""
    return at < len(after) and after[at].folded in DENIALS


@lru_cache(maxsize=4096)
def question_of(before: str, after: str, gazetteer: Gazetteer) -> QuestionText:
    """Read the text before and after a blank; of a question without one all stands before."""
    behind = read(after)
    return QuestionText(
        tuple(gazetteer.items(read(before))),
        tuple(gazetteer.items(behind)),
        UPPER_LIMIT.sub("ашпаган", f"{before} {after}".casefold().replace(LOWER_LIMIT, "төмөнкү")),
        tuple(NO_NAMES.items(behind)),
        tuple(gazetteer_of().items(behind)),
        tuple(item for text in (read(before), behind) for item in NO_NAMES.items(text) if item.value is None),
        read(before).tokens,
        after.startswith(_HYPHENS) and bool(behind.tokens),
        () if after else _kinds_told(before),
    )


_KINDS_TOLD = re.compile(
    r"([^\W\d_]+(?:, [^\W\d_]+(?: [^\W\d_]+)?)*) (?:жана|же) ([^\W\d_]+) "
    r"(?:сыяктуу|өңдүү|(?:болуп|деп|(?:түр|топ|бөлүк|категория)\w*) (?:\w+ )?бөлүн)"
)


def _kinds_told(text: str) -> tuple[str, ...]:
    """Саясий, атайын, административдик of «саясий, атайын жана административдик түрлөргө бөлүнөт»."""
    if not any(mark in text for mark in ("бөлүн", "сыяктуу", "өңдүү")):
        return ()
    found = _KINDS_TOLD.search(text.casefold())
    return tuple(token for listed in found.groups() for token in read(listed).tokens) if found else ()
