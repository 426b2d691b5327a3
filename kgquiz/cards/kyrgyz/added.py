"""What an answer has beyond the right one: before it, after it, around it; whether that adds a claim."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from kgquiz.cards.kyrgyz.alike import (
    GENITIVE,
    alike,
    counts_the_same,
    hyphened,
    is_kind,
    qualifies,
    same_word,
)
from kgquiz.cards.kyrgyz.dates import CalendarDate
from kgquiz.cards.kyrgyz.gazetteer import Gazetteer, Thing
from kgquiz.cards.kyrgyz.letters import skeleton
from kgquiz.cards.kyrgyz.normal import Reading
from kgquiz.cards.kyrgyz.question import WINDOW, QuestionText, ends_the_count, goes_on_denied
from kgquiz.cards.kyrgyz.stems import (
    is_attribute,
    is_possessed,
    is_relative,
    same_attribute,
    same_noun,
    without_ending_of_not,
)
from kgquiz.cards.kyrgyz.suffixes import PLURAL
from kgquiz.cards.kyrgyz.words_that_count import (
    ABOUT_IT,
    ACTS,
    AND,
    ANY_LEVEL,
    ANYBODY,
    BODIES_OF,
    BODIES_THEMSELVES,
    BOUNDS_BY_WORD,
    CHIEFS,
    CLAIMS,
    COUNTED_ALIKE,
    CURRENCY,
    DAY,
    FAMILIES,
    GIVEN,
    HALF,
    HEADS,
    INNER_KINDS,
    INSTITUTION_ENDS,
    INSTITUTIONS,
    KINDS,
    KINDS_ASKED,
    LEVEL_WORDS,
    LEVELS,
    LIGHT_DEEDS,
    LOCAL,
    LOCAL_BODIES,
    MONEY,
    ONE,
    PARTS_OF_SYSTEMS,
    PEOPLE,
    PERSONS,
    POSTPOSITIONS,
    SELF_GOVERNED,
    SERVICE,
    SORTS,
    STAFF,
    SUMS,
    SYSTEMS,
    TERMS,
    WITH_BODIES,
    WITHIN,
    WORKING,
)
from kgquiz.cards.verdict import Allowance, Forgiven

_OBJECT = ("ны", "ни", "ну", "ды", "ди", "ду", "ты", "ти", "ту")
_DEED = ("уу", "оо", "ция")
"""An accusative before what is done with it: кадрларды ротациялоо."""
_DONE_WITH = ("нI", "дI", "тI", "дAн", "тAн", "нAн", "ндA")
_FEWEST_IN_RUN = 2
_SO_LONG = ("лык", "дык", "дик", "дүк", "тык", "тик")
_ATTRIBUTIVE = (*GENITIVE, "дAгI", "тAгI", "лIк", "дIк", "тIк")
_LISTED = re.compile(r",|\s[–—-]\s|\sже\s")
"""Between things of one weight: a comma, a dash with spaces (бийлик – эл), or."""


@lru_cache(maxsize=8192)
def _is_listed(raw: str) -> bool:
    return _LISTED.search(raw) is not None


class Added:
    """Two texts beside each other, and what one of them has too much."""

    def __init__(  # noqa: PLR0913, PLR0917 - the two texts in both readings, and what they answer
        self,
        typed: Reading,
        expected: Reading,
        hers: tuple[Thing, ...],
        book: tuple[Thing, ...],
        question: QuestionText,
        names: Gazetteer,
    ) -> None:
        self.typed, self.expected, self.question, self.names = typed, expected, question, names
        self.hers = [item for item in hers if item.folded not in AND]
        self.book = [item for item in book if item.folded not in AND]
        self.adds_and = len(hers) - len(self.hers) > len(book) - len(self.book)
        self.enumerates = len(self.book) < len(book) or _is_listed(expected.raw)
        self.forgiven: list[Forgiven] = []
        self.doubt = False

    def _name(self, item: Thing) -> frozenset[int]:
        """What an item names, beside words with synonyms."""
        return item.things - self.names.words

    def _is_mere_word(self, item: Thing) -> bool:
        """Whether it is a single word that names nothing."""
        return item.end - item.start == 1 and (not item.things or item.things <= self.names.words)

    def _is_state(self, item: Thing) -> bool:
        return bool(item.things) and item.things <= self.names.states

    def _is_free(self, at: int) -> bool:
        return self._is_state(self.hers[at])

    def _without_bounds(self, extra: list[int]) -> list[int]:
        """Without "not less than" where the question asks for the least, and without "within"."""
        if not extra:
            return extra
        deeds = self._deeds()
        left = [at for at in extra if at not in deeds]
        for start in tuple(left):
            for folded, bounds in BOUNDS_BY_WORD.get(self.hers[start].folded, ()):
                run = range(start, start + len(folded))
                said = tuple(without_ending_of_not(item.folded) for item in self.hers[start : start + len(folded)])
                if said == folded and all(at in left for at in run) and self.question.asks_for(bounds):
                    left = [at for at in left if at not in run]
        return [at for at in left if not self._is_idle(self.hers[at])]

    def _deeds(self) -> set[int]:
        """What is only done with the thing: талкуудан өтүү, ыйгарым укуктарды аткаруу; it is the last word."""
        *before, deed = self.hers
        if not before or is_kind(self.book[-1], LIGHT_DEEDS) or not skeleton(before[-1].token).endswith(_DONE_WITH):
            return set()
        if not is_kind(deed, LIGHT_DEEDS):
            return set()
        self._forgive(deed.shown, "", Allowance.KIND)
        return {len(self.hers) - 1}

    def _is_idle(self, item: Thing) -> bool:
        """Whether a word leaves the answer as it is: within, the currency of a sum, бир but before a number or half."""
        if item.folded == CURRENCY:
            asked = not self.question.asks_how_many() and self.question.asks_for(MONEY)
            return asked and not self.question.counts_no_money()
        if item.folded == ONE:
            return all(other.value is None and other.folded != HALF for other in self.book)
        if any(other.unit for other in self.hers) and is_kind(item, TERMS):
            return True
        return item.folded in WITHIN

    def _is_inner_kind(self, at: int, pairs: dict[int, int]) -> bool:
        if at - 1 not in pairs.values() or not is_kind(self.hers[at], INNER_KINDS):
            return False
        self._forgive(self.hers[at].shown, "", Allowance.KIND)
        return True

    def _may_lead(self, at: int) -> bool:
        """Before the noun: the state, or an attribute that the question says."""
        item = self.hers[at]
        if self._is_state(item):
            self._forgive(item.shown, "", Allowance.STATE)
            return True
        if item.folded in CLAIMS or item.folded.startswith("вице") or self._is_one_of_its_kinds(item):
            return False
        following = self.hers[at + 1] if at + 1 < len(self.hers) else None
        if following is not None and hyphened(self.typed.raw, item, following):
            return False
        if self._name(item) and not self._stands_before_a_noun(item):
            return False
        told = self._is_level_above(item) or self._ends_a_title(at) or self._is_named_in_full(item, following)
        if not told and not self.question.says(item):
            return self._may_own(at)
        self.doubt = self.doubt or self._is_another_owner(at)
        self._forgive(item.shown, "", Allowance.QUESTION)
        return True

    def _is_another_owner(self, at: int) -> bool:
        """Кызматчынын, мамлекет башчысы, where the blank follows органынын: whose it is was told already."""
        before, item, head = self.question.right_before, self.hers[at], self.hers[-1]
        if before is None or not skeleton(before.token).endswith(GENITIVE):
            return False
        if at + 2 != len(self.hers) or not is_kind(head, CHIEFS):
            return False
        if skeleton(item.token).endswith(GENITIVE):
            return not any(alike(item, other) for other in self.question.before[-WINDOW:])
        is_noun = not is_attribute(item.token) and not item.things and is_possessed(head.token)
        return is_noun and not alike(item, before)

    def _is_one_of_its_kinds(self, item: Thing) -> bool:
        """Улуттук резерв, where the question says that резерв is of two kinds, улуттук and ички."""
        return item.value is None and any(same_word(item.token, kind) for kind in self.question.kinds_told)

    def _is_named_in_full(self, item: Thing, following: Thing | None) -> bool:
        """Мамлекеттик кызматка for кызматка, where the question has мамлекеттик кызмат, and of no other level."""
        if following is None or item.folded not in LEVEL_WORDS:
            return False
        levels = self.question.levels_of(following.token)
        return bool(levels) and all(same_word(item.token, level) for level in levels)

    def _ends_a_title(self, at: int) -> bool:
        """«Президентти шайлоо жөнүндө» конституциялык мыйзам, where the question speaks of that."""
        return self.hers[at].folded in ABOUT_IT and at > 0 and self.question.says(self.hers[at - 1])

    def _stands_before_a_noun(self, item: Thing) -> bool:
        """A name in the genitive, an adjective, an abbreviation (ЖӨБ органы), or with a postposition after it."""
        if item.shown.isupper() or skeleton(item.token).endswith(_ATTRIBUTIVE):
            return True
        if item.folded.endswith(_OBJECT) and self.hers[-1].folded.endswith(_DEED):
            return True
        following = self.typed.folded[item.end : item.end + 2]
        return any(word in POSTPOSITIONS for word in following)

    def _repeats_a_run(self, leading: list[int]) -> bool:
        """Two and more words of the question in their order, as in its longer name of the same body."""
        words = [self.hers[at] for at in leading]
        if len(words) < _FEWEST_IN_RUN or leading != list(range(leading[0], leading[0] + len(leading))):
            return False
        spoken = [item for item in self.question.before if item.folded not in AND]
        starts = range(len(spoken) - len(words) + 1)
        if not any(all(map(alike, words, spoken[start:])) for start in starts):
            return False
        if self._name(words[-1]) and not skeleton(words[-1].token).endswith(_ATTRIBUTIVE):
            return False
        self._forgive(" ".join(item.shown for item in words), "", Allowance.QUESTION)
        return True

    def _repeats_the_beginning(self, leading: list[int]) -> bool:
        """The words right before the blank once more, as they stand there."""
        run = self.question.before[-len(leading) :] if leading else ()
        if not self.question.has_blank or leading != list(range(len(leading))) or len(run) < len(leading):
            return False
        if not run or not all(alike(self.hers[at], item) for at, item in zip(leading, run, strict=True)):
            return False
        self._forgive(" ".join(self.hers[at].shown for at in leading), "", Allowance.QUESTION)
        return True

    def _is_level_above(self, item: Thing) -> bool:
        """Жергиликтүү before what is a district's, a town's or a village's."""
        of_levels = (same_attribute(other.token, level) for other in self.book for level in LEVELS)
        of_councils = (same_noun(other.token, body) for other in self.book for body in LOCAL_BODIES)
        if item.folded != LOCAL:
            return False
        return any(of_levels) or (self._is_of_the_place() and any(of_councils)) or self._is_only_of_the_place()

    def _is_only_of_the_place(self) -> bool:
        """Whether the question itself says жергиликтүү, and speaks of no other level."""
        said = {other.folded for other in self.question.words} & LEVEL_WORDS
        return said == {LOCAL}

    def _is_of_the_place(self) -> bool:
        """Whether the question speaks of local matters."""
        return any(map(self.question.has_noun, LEVELS)) or self.question.asks_for(SELF_GOVERNED)

    def _may_own(self, at: int) -> bool:
        """An owner that the question does not name, of a thing without one: only she can say whether it is his."""
        item = self.hers[at]
        of_a_figure = any(other.value is not None for other in self.book)
        owns = skeleton(item.token).endswith(GENITIVE)
        if self._is_told_before(item):
            return False
        if at == 0 and self._undergoes_as_told(item):
            self._forgive(item.shown, "", Allowance.QUESTION)
            return True
        if at > 0 or of_a_figure or item.value is not None or (not owns and any(map(qualifies, self.book))):
            return False
        if owns and self._is_spoken_of(item):
            self._forgive(item.shown, "", Allowance.QUESTION)
            return True
        self.doubt = True
        self.forgiven.append(Forgiven(item.shown, "", Allowance.QUESTION))
        return True

    def _is_spoken_of(self, item: Thing) -> bool:
        """Whether the question speaks of the owner by another word."""
        if item.end - item.start == 1 and is_kind(item, STAFF) and self.question.has_noun(SERVICE):
            return True
        if is_kind(item, INSTITUTIONS) and any(map(self.question.has_noun, INSTITUTIONS)):
            return True
        return self._is_of_its_family(item)

    def _is_of_its_family(self, item: Thing) -> bool:
        """The council's commissions, where the question speaks of deputies; a level may stand before the council."""
        levels = (*ANY_LEVEL, *filter(self.question.has_noun, LEVELS))
        if item.end - item.start > 1 and not any(same_word(level, item.first) for level in levels):
            return False
        return any(
            same_noun(owner, item.token) and any(map(self.question.has_noun, others)) for owner, *others in FAMILIES
        )

    def _undergoes_as_told(self, item: Thing) -> bool:
        """Кызматчыны ротациялоо, where the question speaks of people: nobody else undergoes it."""
        return (
            item.folded.endswith(_OBJECT)
            and self.hers[-1].folded.endswith(_DEED)
            and is_kind(item, (*STAFF, *PERSONS))
            and any(map(self.question.has_noun, (*STAFF, *PERSONS, SERVICE)))
        )

    def _is_told_before(self, item: Thing) -> bool:
        """Whether another attribute stands right before the blank: мамлекеттик ___, муниципалдык кызмат."""
        before = self.question.right_before
        return before is not None and is_relative(before.token) and is_relative(item.token)

    def _may_trail(self, trailing: list[int], *, counting: bool) -> bool:
        """After it: the words that follow the blank, the kind of thing, or what is counted."""
        items = [self.hers[at] for at in trailing if not self._is_free(at)]
        if counting and not items and trailing:
            items = [self.hers[trailing[-1]]]
        if not items or self._typed_along(items):
            return True
        if counting:
            if self._numbers_the_act(items) or self._is_the_day(items):
                return True
            has_unit = self.book[-1].value is None
            if self._counts_by_another_word(items, has_unit=has_unit):
                return True
            return (not has_unit and self._counts_as_asked(items)) or self._counts(items, has_unit=has_unit)
        return self._says_the_kind(items, self.hers[trailing[0] - 1])

    def _is_the_day(self, items: list[Thing]) -> bool:
        """8-август күнү: a date is a day."""
        value = self.book[-1].value
        if not isinstance(value, CalendarDate) or not value.day or len(items) > 1 or not is_kind(items[0], DAY):
            return False
        return self._forgave(items, Allowance.KIND)

    def _says_the_kind(self, items: list[Thing], noun: Thing) -> bool:
        """Whether the words after the noun only say what kind of thing it is."""
        if any(item.folded in CLAIMS for item in items):
            return False
        *attributes, head = items
        if is_kind(head, SYSTEMS) and self._is_one_of_a_system(noun) and not self.question.says(head):
            return False
        owned = skeleton(noun.token).endswith(GENITIVE)
        if not owned and not attributes and self._names_an_institution(head):
            self._forgive(head.shown, "", Allowance.KIND)
            return True
        return self._says_what_is_asked(items, owned=owned)

    def _is_one_of_a_system(self, noun: Thing) -> bool:
        """Бюджет is no бюджет системасы; бюджеттердин системасы is all of them."""
        return is_kind(noun, PARTS_OF_SYSTEMS) and PLURAL.search(skeleton(noun.token)) is None

    def _says_what_is_asked(self, items: list[Thing], *, owned: bool) -> bool:
        *attributes, head = items
        if owned and not attributes and is_kind(head, GIVEN) and self.question.says(head):
            self._forgive(head.shown, "", Allowance.QUESTION)
            return True
        if owned and any(item.value is not None for item in items) and all(map(self.question.says, items)):
            self._forgive(" ".join(item.shown for item in items), "", Allowance.QUESTION)
            return True
        named = bool(self._name(self.book[-1])) or is_kind(head, HEADS)
        describes = is_attribute(self.book[-1].token) and not (self.question.has_blank and is_kind(head, HEADS))
        wanted = not owned and (is_kind(head, KINDS_ASKED) or describes or not named)
        if not is_kind(head, KINDS) and not (wanted and self.question.says(head)):
            return False
        if not all(self.question.says(item) or item.folded in ABOUT_IT for item in attributes):
            return False
        self._forgive(" ".join(item.shown for item in items), "", Allowance.KIND)
        return True

    def _names_an_institution(self, head: Thing) -> bool:
        """Прокуратура органдары for прокуратура: an institution has no other bodies than its own."""
        if is_kind(head, WITH_BODIES) and is_kind(self.book[-1], BODIES_THEMSELVES):
            return True
        return head.folded.startswith(BODIES_OF) and self.book[-1].folded.endswith(INSTITUTION_ENDS)

    def _typed_along(self, items: list[Thing]) -> bool:
        """The words after the blank, from the first, in their order; a few may be skipped, not those that limit."""
        plain = [self._word_at(at) for item in items for at in range(item.start, item.end)]
        return (
            self._follow(items, self.question.after)
            or self._follow(items, self.question.things_after)
            or self._follow(plain, self.question.words_after)
        )

    def _word_at(self, at: int) -> Thing:
        token, folded, shown = self.typed.tokens[at], self.typed.folded[at], self.typed.shown[at]
        return Thing(token, folded, shown, at, at + 1, first=token)

    def _follow(self, items: list[Thing], after: Sequence[Thing]) -> bool:
        at = 0
        for item in items:
            window = after[at : at + WINDOW]
            step = next((n for n, other in enumerate(window) if alike(item, other)), None)
            if step is None:
                return False
            if any(other.folded in CLAIMS | WORKING or other.value is not None for other in window[:step]):
                return False
            if at == 0 and self.book[-1].value is not None and any(map(ends_the_count, window[:step])):
                return False
            at += step + 1
        if goes_on_denied(after, at):
            return False
        self._forgive(" ".join(item.shown for item in items), "", Allowance.QUESTION)
        return True

    def _counts_as_asked(self, items: list[Thing]) -> bool:
        """171 мыйзам долбоору, where the question is how many мыйзам долбоору."""
        words = [word for item in items for word in self.typed.tokens[item.start : item.end]]
        if not self.question.asks_number_of(words):
            return False
        self._forgive(" ".join(item.shown for item in items), "", Allowance.QUESTION)
        return True

    def _counts(self, items: list[Thing], *, has_unit: bool) -> bool:
        """Whether the words after a figure name what the question counts, which its unit does already."""
        *attributes, head = items
        if has_unit:
            return not attributes and self.book[-1].folded == CURRENCY and self._is_money(head)
        counted = self.question.counted()
        if any(
            item.folded in CLAIMS or (item.value is not None and not self._is_number_of_act(item, head))
            for item in attributes
        ):
            return False
        if head.value is not None or (head.folded in CLAIMS and counted is None):
            return False
        if any(item.folded in WORKING and not self.question.says(item) for item in items):
            return False
        if not self._counts_as(head, counted) or not all(map(self.question.says, attributes)):
            return False
        kind = Allowance.QUESTION if self.question.says(head) else Allowance.KIND
        self._forgive(" ".join(item.shown for item in items), "", kind)
        return True

    def _is_number_of_act(self, item: Thing, head: Thing) -> bool:
        """2013-жылдын 18-декабрындагы № 678 токтом, where the sentence tells that number of that act."""
        dated = all(isinstance(other.value, CalendarDate) for other in self.book)
        return dated and is_kind(head, ACTS) and self.question.says(item) and self.question.says(head)

    def _numbers_the_act(self, items: list[Thing]) -> bool:
        """2002-жылдын 5-июлунда № 113, where the sentence tells that number of that act."""
        dated = all(isinstance(other.value, CalendarDate) for other in self.book)
        if not dated or "№" not in self.typed.raw or len(items) > 1 or items[0].value is None:
            return False
        return self.question.says(items[0]) and self._forgave(items, Allowance.QUESTION)

    def _counts_by_another_word(self, items: list[Thing], *, has_unit: bool) -> bool:
        """15 мандат, where the question counts deputies; 385 кызмат түрү; 3 жылдык стаж of years of стаж."""
        words = [word for item in items for word in self.typed.tokens[item.start : item.end]]
        if has_unit:
            *_, unit = self.hers[: -len(items)]
            is_so_long = unit.token.endswith(_SO_LONG) and len(items) == 1 and self.question.says(items[-1])
            return is_so_long and self._forgave(items, Allowance.QUESTION)
        sort = len(words) > 1 and any(same_noun(kind, words[-1]) for kind in SORTS)
        if sort and all(map(self.question.has_noun, words[:-1])) and self._counts_noun(words[:-1]):
            return self._forgave(items, Allowance.KIND)
        for group in COUNTED_ALIKE:
            names = [name.split() for name in group]
            hers = any(len(name) == len(words) and all(map(same_noun, name, words)) for name in names)
            if hers and any(map(self.question.counts_also, names)):
                return self._forgave(items, Allowance.NAME)
        return False

    def _counts_noun(self, words: Sequence[str]) -> bool:
        """Whether it is what the question counts, behind the blank or before саны."""
        counted = self.question.counted()
        if counted is not None:
            return same_noun(counted.token, words[-1])
        return self.question.counts_also(words)

    def _forgave(self, items: list[Thing], kind: Allowance) -> bool:
        self._forgive(" ".join(item.shown for item in items), "", kind)
        return True

    def _is_money(self, item: Thing) -> bool:
        """Сом каражат, сом акча: a sum's currency has said that it is money."""
        if not is_kind(item, SUMS):
            return False
        self._forgive(item.shown, "", Allowance.KIND)
        return True

    def _counts_as(self, head: Thing, counted: Thing | None) -> bool:
        """Whether the noun after the figure is what is counted; persons are counted by any word: киши, адам, мүчө."""
        persons = is_kind(head, PERSONS)
        following = self.question.counted_after() if counted is None else ()
        if following:
            people = any(is_kind(item, (*PERSONS, *PEOPLE)) for item in following)
            return (people and (persons or is_kind(head, ANYBODY))) or any(
                counts_the_same(head, item) for item in following
            )
        if counted is not None:
            fits = same_noun(head.token, counted.token) or bool(head.things & counted.things)
            fits = fits or (persons and (self.question.says(head) or is_kind(counted, PEOPLE)))
        else:
            fits = self.question.says(head) or (persons and any(map(self.question.has_noun, PEOPLE)))
        if not fits and self.question.says(head) and head.folded not in CLAIMS:
            self.doubt = fits = True
        return fits

    def _forgive(self, typed: str, expected: str, kind: Allowance) -> None:
        piece = Forgiven(typed, expected, kind)
        if piece not in self.forgiven:
            self.forgiven.append(piece)
