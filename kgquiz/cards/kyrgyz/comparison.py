"""One typed text beside one right answer, thing by thing: which fit, which are missing, in what order."""

from __future__ import annotations

import re
from itertools import product

from kgquiz.cards.kyrgyz.added import Added
from kgquiz.cards.kyrgyz.alike import (
    GENITIVE,
    alike,
    begin_alike,
    is_kind,
    is_of_a_body,
    may_stand_for,
    same_word,
)
from kgquiz.cards.kyrgyz.dates import CalendarDate
from kgquiz.cards.kyrgyz.gazetteer import Thing, gazetteer_of, same_value
from kgquiz.cards.kyrgyz.inflection import TokenPlace
from kgquiz.cards.kyrgyz.letters import skeleton
from kgquiz.cards.kyrgyz.normal import read
from kgquiz.cards.kyrgyz.number_words import Style
from kgquiz.cards.kyrgyz.numbers import Quantity
from kgquiz.cards.kyrgyz.senses import Meant, Sense
from kgquiz.cards.kyrgyz.slips import misspelled
from kgquiz.cards.kyrgyz.stems import (
    begin_as_one,
    is_attribute,
    is_relative,
    same_action_noun,
    same_attribute,
    same_but_for_voice,
    same_deed,
    same_manner,
    same_noun,
    same_told,
)
from kgquiz.cards.kyrgyz.words_that_count import (
    AND,
    CLAIMS,
    CURRENCY,
    KINDS,
    LEVEL_WORDS,
    LEVELS,
    LOCAL,
    LOCAL_BODIES,
    OR,
    ORGAN,
    OWNED,
    POINTING,
)
from kgquiz.cards.verdict import Allowance, Forgiven

_PHRASE_SLIP_FROM = 6
_SHORTEST_SLIP = 8
_NUMBERED = re.compile(r"\d-[^\W\d_]{4,}")
"""A figure that a hyphen binds to its noun says which one, not how many: 4-берене."""
_BEFORE_A_NOUN = (*GENITIVE, *("лIк", "дIк", "тIк", "лII", "дII", "тII", "сIз", "гAн", "кAн", "дAгI", "тAгI"))
_JOINS = AND | {OR}
_IN_A_CASE = re.compile(r".{5}(?:[гк][аеоө]|[дт][аеоө]н?)$")
"""Alone a noun may be its own lemma; in the midst of a sentence the case of one shows: протоколго."""
_HALVES = re.compile(r"(?<![^\W\d_])([^\W\d_]{5,}+)-([^\W\d_]{5,})")
"""Two whole words joined by a hyphen; a shorter first one tells the rank: вице-мэр."""


class AnswerComparison(Added):
    """One typed text beside one right answer."""

    def outcome(self) -> Meant | None:
        """The same, in doubt, another figure, or nothing of it."""
        if not self.book or not self.hers:
            return None
        pairs = self._paired()
        paired = set(pairs.values())
        missing = [at for at in range(len(self.book)) if at not in pairs]
        extra = [at for at in range(len(self.hers)) if at not in paired]
        if self._is_share_for_number() or self._is_place_for_number():
            return Meant(Sense.OTHER)
        if not pairs or not any(self._is_content(at) for at in pairs):
            return self._by_slip(pairs, missing, extra)
        if missing and (slipped := self._by_slip(pairs, missing, extra)):
            return slipped
        extra = self._without_bounds(extra)
        if self._is_named_as_asked(missing, extra):
            missing, extra = [], []
        if any(not self._is_state(self.book[at]) for at in missing) and any(not self._is_free(at) for at in extra):
            return None  # one word in another's place makes another thing
        whole = all(self._may_miss(at, pairs) for at in missing) and self._in_order(pairs)
        return self._judged(pairs, extra) if whole else None

    def _is_named_as_asked(self, missing: list[int], extra: list[int]) -> bool:
        """Сот бутагы for сот бийлиги, where the question is which бутак of the бийлик: the noun asked for its kind."""
        if missing != [len(self.book) - 1] or extra != [len(self.hers) - 1] or not self.question.words:
            return False
        asked, head = self.hers[-1], self.book[-1]
        if (
            head.end - head.start > 1
            or not self.question.asks_which(asked.token)
            or not self.question.has_noun(head.token)
        ):
            return False
        self._forgive(asked.shown, head.shown, Allowance.QUESTION)
        return True

    def _is_share_for_number(self) -> bool:
        """50 % for 50, where the question does not speak of per cent."""
        one, other = self.hers[0].value, self.book[0].value
        if not isinstance(one, Quantity) or not isinstance(other, Quantity) or not one.percent or other.percent:
            return False
        return one.counts_like(other) and not self.question.asks_for(("пайыз", "процент", "%"))

    def _is_place_for_number(self) -> bool:
        """4-берене for four, where the question asks how many."""
        one, other = self.hers[0].value, self.book[0].value
        if not isinstance(one, Quantity) or not isinstance(other, Quantity) or not self.question.asks_how_many():
            return False
        if other.style is Style.ORDINAL or _NUMBERED.search(self.expected.raw):
            return False
        return one.style is Style.ORDINAL or _NUMBERED.search(self.typed.raw) is not None

    def _paired(self) -> dict[int, int]:
        """For every thing of the book the thing of hers that fits, in the same order where possible."""
        pairs: dict[int, int] = {}
        taken: set[int] = set()
        after = 0
        for at, item in enumerate(self.book):
            is_last = at == len(self.book) - 1
            at_unit = is_last and at > 0 and self.book[at - 1].value is not None and item.value is None
            order = (*range(after, len(self.hers)), *range(after))
            if is_last:
                order = order if len(self.book) > 1 else tuple(reversed(range(len(self.hers))))
            for other in order:
                if other not in taken and self._fits(item, self.hers[other], is_last, at_unit):
                    pairs[at] = other
                    taken.add(other)
                    after = other + 1
                    break
        return pairs

    def _fits(self, item: Thing, other: Thing, is_last: bool, at_unit: bool) -> bool:
        if item.value is not None or other.value is not None:
            return item.value is not None and other.value is not None and same_value(item, other)
        if not item.things.isdisjoint(other.things):
            return not self._only_repeats_the_question(item, other)
        if not (self._is_mere_word(item) and self._is_mere_word(other) and begin_as_one(item.token, other.token)):
            return False
        if at_unit and same_noun(item.token, other.token):
            return True
        place = TokenPlace.LAST if is_last or self._ends_a_part(item) else TokenPlace.INSIDE
        if len(self.book) == 1 and not (self.question.has_blank and _IN_A_CASE.search(item.token)):
            place = TokenPlace.ALONE
        if may_stand_for(other.token, item.token, place) or self._is_one_deed(item, other):
            return True
        is_attribute_here = other is not self.hers[-1] or (is_last and self.question.goes_on_with_a_noun())
        return is_attribute_here and (same_attribute(item.token, other.token) or same_deed(item.token, other.token))

    def _ends_a_part(self, item: Thing) -> bool:
        """Партия же фракция for партияга же фракцияга: what stands before or is a head of its own."""
        words = self.expected.folded
        return self.enumerates and item.end < len(words) and words[item.end] in _JOINS

    def _is_one_deed(self, item: Thing, other: Thing) -> bool:
        """One moment, or one deed in -уу and -ыш; alone the second is a noun of its own: өндүрүү, өндүрүш."""
        one, two = item.token, other.token
        if same_told(one, two):
            return True
        if self.question.has_blank and same_manner(one, two):
            return True
        if item is self.book[-1] and same_but_for_voice(one, two) and self.question.goes_on_with_a_time():
            return True
        return len(self.book) > 1 and same_action_noun(item.token, other.token)

    def _only_repeats_the_question(self, item: Thing, other: Thing) -> bool:
        """Парламент, where the question is how the парламент is called: the name that is asked for is another."""
        if len(self.book) > 1 or other.end - other.start > 1 or same_word(item.token, other.token):
            return False
        return self.question.has_word(other)

    def _is_content(self, at: int) -> bool:
        return self.book[at].things != self.names.states or len(self.book) == 1

    def _may_miss(self, at: int, pairs: dict[int, int]) -> bool:
        """What the question says may be left out, but not the noun that it all hangs on, nor a figure."""
        item = self.book[at]
        if self._is_state(item):
            self._forgive("", item.shown, Allowance.STATE)
            return True
        if item.folded in {CURRENCY, *POINTING} or (item.folded == OR and "," in self.typed.raw):
            return True
        if item.value is not None or item.folded in CLAIMS or self._is_joined(at, pairs):
            return False
        allowance = self._why_left_out(at, pairs)
        if allowance is not None:
            self._forgive("", item.shown, allowance)
        return allowance is not None

    def _why_left_out(self, at: int, pairs: dict[int, int]) -> Allowance | None:
        """What allows a word to be left out."""
        item = self.book[at]
        is_head = at == len(self.book) - 1
        if is_head and self._says_whose(item):
            return Allowance.KIND
        has_figure = any(self.book[other].value is not None for other in pairs)
        kind_only = is_kind(item, KINDS) or (self._has_a_long_name(pairs) and is_kind(item, ORGAN))
        if is_head and not has_figure and not kind_only and not self._leaves_an_adjective(item):
            return None
        if self.question.says(item):
            return Allowance.QUESTION if self._may_be_understood(at, pairs) else None
        return Allowance.LEVEL if self._is_level_left_out(item, pairs) else None

    def _may_be_understood(self, at: int, pairs: dict[int, int]) -> bool:
        return self.question.gives(self.book[at]) and not self._leaves_another_place(at, pairs)

    def _leaves_another_place(self, at: int, pairs: dict[int, int]) -> bool:
        """Район is no кичи район, өкмөт no айыл өкмөтү: half of a compound is another thing of the field."""
        item = self.book[at]
        if len(pairs) > 1 or at + 1 not in pairs or item.shown[:1].isupper():
            return False
        if skeleton(item.token).endswith(_BEFORE_A_NOUN):
            return False
        left = self.book[at + 1]
        return is_kind(left, LEVELS) or any(one.things for one in gazetteer_of().items(read(left.token)))

    def _is_joined(self, at: int, pairs: dict[int, int]) -> bool:
        """One of the things that the right answer joins by жана, where she has the other: none may be left out."""
        words, item = self.expected.folded, self.book[at]
        follows = item.start > 0 and words[item.start - 1] in AND
        leads = item.end < len(words) and words[item.end] in AND
        return (follows and at - 1 in pairs) or (leads and at + 1 in pairs)

    def _is_level_left_out(self, item: Thing, pairs: dict[int, int]) -> bool:
        """Мамлекеттик or жергиликтүү left out before what two more words name, none of them a level.

        Whether the deck has another thing of that shorter name is asked before; without a question nothing was asked.
        """
        if not self.question.text.strip():
            return False
        named = [self.book[at] for at in pairs]
        if item.folded == LOCAL and all(is_kind(one, LOCAL_BODIES) for one in named) and self._is_of_the_place():
            return self.question.has_blank or not is_kind(named[-1], LOCAL_BODIES[1:])  # defined, жамаат is another
        return item.folded in LEVEL_WORDS and len(named) > 1 and not any(other.folded in LEVEL_WORDS for other in named)

    def _tells_which(self, item: Thing) -> bool:
        """An attribute, or a letter."""
        return item.value is None and not self._name(item) and (is_attribute(item.token) or len(item.token) == 1)

    def _has_a_long_name(self, pairs: dict[int, int]) -> bool:
        """Whether what is left is a name of several words, and all she typed: ... өз алдынча башкаруу of its organ."""
        return len(self.hers) == 1 and len(pairs) == 1 and bool(self._name(self.hers[0])) and self.hers[0].end > 1

    def _leaves_an_adjective(self, head: Thing) -> bool:
        """Мамлекеттик for мамлекеттик менчик, where the question has the noun; В for В тобу, where it asks which."""
        if self.question.asks_which(head.token) and self._tells_which(self.hers[-1]):
            return True
        return all(is_relative(item.token) for item in self.hers) and any(
            same_noun(head.token, item.token) for item in self.question.words
        )

    def _says_whose(self, head: Thing) -> bool:
        """Мамлекеттик for мамлекеттик менчик, where the sentence tells what something is: жер мамлекеттик болот."""
        whose = is_kind(head, OWNED) and all(is_relative(item.token) for item in self.hers)
        return whose and self.question.tells_what_it_is()

    def _in_order(self, pairs: dict[int, int]) -> bool:
        """Parts may change places, if it is a list, or the noun at the end stays and no hyphen binds them."""
        places = [pairs[at] for at in sorted(pairs)]
        if places == sorted(places):
            return True
        values = [place for at, place in sorted(pairs.items()) if self.book[at].value is not None]
        if values != sorted(values):
            return False
        stays = max(places) == places[-1] or self._is_name_with_initial() or self._are_halves_swapped()
        hyphened = "-" in self.expected.raw + self.typed.raw and not self._are_halves_swapped()
        if hyphened or not (stays or self.enumerates):
            return False
        self._forgive(self.typed.raw.strip(), self.expected.raw.strip(), Allowance.ORDER)
        return True

    def _is_name_with_initial(self) -> bool:
        """Менгер К. for К. Менгер."""
        return any(len(item.token) == 1 and item.token.isalpha() for item in self.book)

    def _are_halves_swapped(self) -> bool:
        """Негиздеме-справка for справка-негиздеме: two words of one weight on either side of a hyphen."""
        hers, book = (_HALVES.search(reading.raw.casefold()) for reading in (self.typed, self.expected))
        if hers is None or book is None or all(map(is_of_a_body, book.groups())):
            return False  # парламенттик-президенттик: the order says who leads
        return hers.groups() == book.groups()[::-1]

    def _judged(self, pairs: dict[int, int], extra: list[int]) -> Meant | None:
        """What it comes to with what she has too much."""
        if not extra:
            return self._told(pairs)
        last = max(pairs.values())
        leading = [at for at in extra if at < last]
        trailing = [at for at in extra if at > last]
        counting = any(item.value is not None for item in self.book)
        if self._repeats_a_run(leading):
            leading, extra = [], trailing
        if self.adds_and and (self._is_pair_of_attributes(leading) or self._goes_on_with_and(leading, trailing)):
            self.adds_and = False
        if (self.adds_and or self._adds_comma()) and any(not self._is_free(at) for at in extra):
            return None
        leading = [at for at in leading if not self._is_inner_kind(at, pairs)]
        if not self._repeats_the_beginning(leading) and not all(self._may_lead(at) for at in leading):
            return Meant(Sense.OTHER) if counting else None
        if not self._may_trail(trailing, counting=counting):
            return Meant(Sense.OTHER) if counting else None
        return self._told(pairs)

    def _told(self, pairs: dict[int, int]) -> Meant:
        self._tell_names(pairs)
        return Meant(Sense.DOUBT if self.doubt else Sense.SAME, tuple(self.forgiven))

    def _is_pair_of_attributes(self, leading: list[int]) -> bool:
        """Мамлекеттик жана муниципалдык, where the question says both."""
        attributes = [self.hers[at] for at in leading if is_relative(self.hers[at].first or self.hers[at].token)]
        return len(attributes) > 1 and all(self.question.says(self.hers[at]) for at in leading)

    def _goes_on_with_and(self, leading: list[int], trailing: list[int]) -> bool:
        """The words after the blank typed along, and among them жана: 26 министрлик жана мамлекеттик комитет."""
        after = [item for item in self.question.words_after if item.folded not in AND]
        words = [self._word_at(at) for item in trailing for at in range(self.hers[item].start, self.hers[item].end)]
        said = [word for word in words if word.folded not in AND]
        return not leading and bool(said) and len(said) <= len(after) and all(map(alike, said, after))

    def _adds_comma(self) -> bool:
        if "," not in self.typed.raw:
            return False
        dated = any(isinstance(item.value, CalendarDate) for item in self.book)
        joints = self.expected.raw.count(",") + sum(word in AND for word in self.expected.folded)
        return not dated and self.typed.raw.count(",") > joints

    def _by_slip(self, pairs: dict[int, int], missing: list[int], extra: list[int]) -> Meant | None:
        """One word with one letter wrong, all others as they should be."""
        for at, other in product(missing, extra):
            item, hers = self.book[at], self.hers[other]
            if item.value is not None or hers.value is not None or item.things or hers.things:
                continue
            if not begin_alike(item.folded, hers.folded):
                continue
            least = _PHRASE_SLIP_FROM if pairs else _SHORTEST_SLIP
            place = TokenPlace.LAST if at == len(self.book) - 1 else TokenPlace.INSIDE
            if hers.folded.startswith(item.folded):
                continue
            kind, one_edit = misspelled(hers.token, item.token, place, alone=not pairs)
            if kind is None and not (one_edit and len(item.token) >= least):
                continue
            joined = {**pairs, at: other}
            rest_missing = [one for one in missing if one != at]
            rest_extra = [one for one in extra if one != other]
            if not rest_missing and self._in_order(joined):
                self.doubt = self.doubt or kind is None
                self.forgiven.append(Forgiven(hers.shown, item.shown, kind or Allowance.LETTER))
                return self._judged(joined, rest_extra)
        return None

    def _tell_names(self, pairs: dict[int, int]) -> None:
        for at, other in pairs.items():
            item, hers = self.book[at], self.hers[other]
            if item.things and not self._are_spelled_alike(item, hers):
                self._forgive(hers.shown, item.shown, Allowance.NAME)
            elif item.value is not None and item.shown.casefold() != hers.shown.casefold():
                self._forgive(hers.shown, item.shown, Allowance.VALUE)

    def _are_spelled_alike(self, item: Thing, hers: Thing) -> bool:
        """One name but for its endings, as long as the other, and with one beginning."""
        if item.first[:1] != hers.first[:1] or item.end - item.start != hers.end - hers.start:
            return False
        return same_noun(item.token, hers.token)
