"""What weakens an item, by the rules that examiners keep (Haladyna 2002) and those that Kyrgyz adds.

Each rule takes plain texts and yields its findings; a card type calls those that concern it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

from kgquiz.cards.described import fields_of
from kgquiz.cards.languages.registry import rules_of
from kgquiz.cards.languages.rules import KYRGYZ
from kgquiz.cards.weakness import Weakness
from kgquiz.messages import N_, message

if TYPE_CHECKING:
    from kgquiz.cards.base import Card

LONGEST_TYPED = 5
"""Words in an answer that can fairly be typed."""
_LONGER_BY_LETTERS, _LONGER_BY_SHARE = 12, 1.5
_SHORTEST_GIVEAWAY = 4
_GLUED_ENDING = r"\}\}((?:-(?=[а-яёңөү]{1,3}\b))?[а-яёңөү]+)"
"""Letters right after a blank, or up to three after a hyphen: `-чү` is an ending, `-жылы` is a word."""
_NEGATIVE = r"\b(эмес|жок|not|не|нет)\b"


def is_typeable(answer: str) -> bool:
    """Whether an answer is short enough to be typed."""
    return len(answer.split()) <= LONGEST_TYPED


def too_long_to_type(answer: str, field: str) -> Iterator[Weakness]:
    """More words than can fairly be typed."""
    if not is_typeable(answer):
        why = message(N_("The answer to be typed has {n} words."), n=len(answer.split()))
        remedy = message(N_("Ask for at most {most}, or use a choice card."), most=LONGEST_TYPED)
        yield Weakness("long-answer", why, remedy, field)


def option_weaknesses(right: Sequence[str], wrong: Sequence[str], last: Sequence[str] = ()) -> Iterator[Weakness]:
    """What gives the right option away, or makes options unfit to stand together."""
    yield from key_is_longest(right, wrong)
    yield from repeated((*right, *wrong), "wrong")
    yield from unlike_kinds(right, wrong)
    yield from about_others((*right, *wrong), last)
    yield from lettered((*right, *wrong))


def key_is_longest(right: Sequence[str], wrong: Sequence[str]) -> Iterator[Weakness]:
    """A right option that stands out by its length (Haladyna 28)."""
    longest_wrong = max(map(len, wrong), default=0)
    for option in right:
        if len(option) > max(longest_wrong + _LONGER_BY_LETTERS, _LONGER_BY_SHARE * longest_wrong):
            why = message(N_("The right option “{text}” is noticeably the longest."), text=option)
            yield Weakness("longest-key", why, message(N_("Shorten it, or lengthen the others.")), "wrong")
            return


def repeated(texts: Sequence[str], field: str) -> Iterator[Weakness]:
    """Two texts that are one after folding."""
    from kgquiz.cards.kyrgyz.normal import read  # noqa: PLC0415 - asking a card needs no linting

    first: dict[str, str] = {}
    for other in texts:
        one = first.setdefault(read(other).folded_key, other)
        if one is not other:
            why = message(N_("“{one}” and “{other}” say the same."), one=one, other=other)
            yield Weakness("repeated", why, message(N_("Remove or reword one of them.")), field)


def contradicted(right: Sequence[str], reject: Sequence[str], field: str) -> Iterator[Weakness]:
    """A text that is both right and wrong."""
    from kgquiz.cards.kyrgyz.normal import read  # noqa: PLC0415 - asking a card needs no linting

    keys = {read(text).key for text in right}
    for text in reject:
        if read(text).key in keys:
            why = message(N_("“{text}” is both right and wrong here."), text=text)
            yield Weakness("contradiction", why, message(N_("Leave it in one of the two lists.")), field, grave=True)


_ROMAN = r"[IVX]{1,4}(?=[\s.):-])"
_DIGITS_FIRST = r"(?i)[№#(]?\d{1,2}(?:[.):]\s|\s*[-–—]?\s*(?:чи|чү|чы|чу|инчи|кадам|баскыч|этап|й|я|ый|ая)|\s*[-–—]\s)"
_ORDINALS = (
    *("биринчи", "экинчи", "үчүнчү", "төртүнчү", "бешинчи", "алтынчы", "жетинчи", "сегизинчи", "тогузунчу", "онунчу"),
    *("первы", "перва", "перво", "второ", "втора", "третий", "треть", "четверт", "четвёрт", "пяты", "пята", "шесто"),
    *("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth"),
)
_STEPS = frozenset({"кадам", "баскыч", "этап", "шаг", "стадия", "step", "stage"})


def numbered(texts: Sequence[str], field: str) -> Iterator[Weakness]:
    """Two or more things to be put in order that begin with their number: it tells where they go."""
    telling = [text for text in texts if _has_number(text.strip())]
    if len(telling) > 1:
        why = message(N_("“{text}” carries its number: that tells the order."), text=telling[0])
        grave = len(telling) == len(texts)
        yield Weakness("numbered", why, message(N_("Leave the numbers out.")), field, grave)


_TELLING = (
    *("адегенде", "алгач", "андан кийин", "андан соң", "акырында", "соңунда", "эң аягында"),
    *("сначала", "вначале", "затем", "потом", "после этого", "наконец", "в конце"),
    *("first,", "at first", "then", "next", "after that", "finally", "lastly"),
)


def sequenced(texts: Sequence[str], field: str) -> Iterator[Weakness]:
    """Two or more things to be put in order that begin with “first”, “then”, “at last”: it tells where they go."""
    telling = [text for text in texts if f"{text.strip().casefold()} ".startswith(tuple(f"{w} " for w in _TELLING))]
    if len(telling) > 1:
        why = message(N_("“{text}” says its place: that tells the order."), text=telling[0])
        yield Weakness("numbered", why, message(N_("Leave out the words that say the place.")), field)


def _has_number(text: str) -> bool:
    """Whether a text begins with a number that counts: `1-кадам`, `II. …`, `биринчи кадам`, `step 2`."""
    if re.match(_DIGITS_FIRST, text) or re.match(_ROMAN, text):
        return True
    first, second, *_ = [*text.casefold().split(), "", ""]
    return first.startswith(_ORDINALS) or (first in _STEPS and second.strip(".,:)№").isdecimal())


def unlike_kinds(right: Sequence[str], wrong: Sequence[str]) -> Iterator[Weakness]:
    """A number among words, a share among years: the odd one is ruled out, or chosen, unread (Haladyna 23)."""
    kinds = {kind_of(text) for text in (*right, *wrong)}
    if len(kinds) > 1:
        why = message(N_("The options are of different kinds ({kinds})."), kinds=", ".join(sorted(kinds)))
        yield Weakness("unlike-kinds", why, message(N_("Make all of them of one kind.")), "wrong")


_BEFORE_OPTION = r"(?i)\(?(?P<bracket>[a-jа-к]|[1-9])\)\s*|(?P<point>[a-jа-к]|[1-9])\.\s+"
_LETTERS = ("abcdefghij", "абвгдежзик", "абвгдеёжзи", "123456789")


def lettered(options: Sequence[str]) -> Iterator[Weakness]:
    """Options that brought their letters or numbers along («а) мэр»): they are shuffled and numbered anew.

    Behind a point it may be the letter of a name (К. Менгер), unless the options count on from the first.
    """
    found = [match for option in options if (match := re.match(_BEFORE_OPTION, option.strip()))]
    counted = "".join(sorted((match["point"] or "").casefold() for match in found))
    if len([match for match in found if match["bracket"]]) > 1 or (
        len(counted) > 1 and any(letters.startswith(counted) for letters in _LETTERS)
    ):
        why = message(N_("“{text}” carries its letter; options are shuffled and numbered anew."), text=found[0].string)
        yield Weakness("lettered", why, message(N_("Leave the letters out.")), "wrong")


def kind_of(text: str) -> str:
    """A share, a year, a date, a number or words: what an option is by its look."""
    if re.search(r"%|пайыз|процент|per ?cent", text):
        return "share"
    if re.search(r"\b(1[89]|20)\d\d\b", text):
        return "year"
    if re.fullmatch(r"[^\w]*\d[\d .,–-]*\D{0,24}", text):
        return "number"
    return "words"


def about_others(options: Sequence[str], last: Sequence[str]) -> Iterator[Weakness]:
    """An option about the other options (Haladyna 25), which a shuffle may put first; in `last` it is in place."""
    from kgquiz.cards.about_others import speaks_of_others  # noqa: PLC0415 - asking a card needs no linting

    for option in options:
        if option not in last and speaks_of_others(option, len(options)):
            why = message(N_("“{text}” is an option about the others."), text=option)
            remedy = message(
                N_("Put a plausible wrong answer there, or keep it at the end: last: ['{text}']."), text=option
            )
            yield Weakness("about-others", why, remedy, "wrong")


def hidden_negative(prompt: str, field: str) -> Iterator[Weakness]:
    """A question that asks for what is NOT so, in small letters (Haladyna 17, 27)."""
    found = re.search(_NEGATIVE, prompt) if prompt.rstrip().endswith("?") else None
    if found:
        why = message(N_("The negative “{text}” does not stand out."), text=found.group())
        remedy = message(N_("Ask for what is so, or write it in capitals: {text}."), text=found.group().upper())
        yield Weakness("hidden-negative", why, remedy, field)


def given_away(
    prompt: str, answer: str, field: str, *, whole: bool = False, language: str = KYRGYZ
) -> Iterator[Weakness]:
    """An answer, in any of its forms, that stands in its own prompt; where it stands as it is, `whole` makes it grave.

    What is too short to be told by its stem (a number, мэр) must stand as it is.
    """
    wanted, shown = _words(answer, language), _words(prompt, language)
    if not wanted or not shown:
        return
    parts = [shown[start : start + len(wanted)] for start in range(len(shown) - len(wanted) + 1)]
    as_it_is = wanted in parts
    is_form = _is_form if language == KYRGYZ else partial(_is_form_in, language)
    if as_it_is or any(all(map(is_form, part, wanted)) for part in parts):
        why = message(N_("The answer “{text}” appears in its own prompt."), text=answer)
        grave = whole and as_it_is
        yield Weakness("given-away", why, message(N_("Reword the prompt.")), field, grave)


def _words(text: str, language: str) -> tuple[str, ...]:
    if language == KYRGYZ:
        from kgquiz.cards.kyrgyz.normal import read  # noqa: PLC0415 - asking a card needs no linting

        return read(text).folded
    from kgquiz.cards.languages.said import said  # noqa: PLC0415 - the same

    return said(text, rules_of(language)).words


def _is_form_in(language: str, shown: str, word: str) -> bool:
    return shown == word or (len(word) >= _SHORTEST_GIVEAWAY and rules_of(language).same_word(word, shown))


def _is_form(shown: str, word: str) -> bool:
    """Whether a shown word is this word or begins with its stem."""
    if len(word) < _SHORTEST_GIVEAWAY or any(c.isdigit() for c in word):
        return shown == word
    return shown.startswith(word[:-1] if word[-1] in "кпь" else word)


def ending_weaknesses(
    text: str, fillings: Sequence[str], field: str = "text", *, language: str = KYRGYZ
) -> Iterator[Weakness]:
    """A Kyrgyz ending glued to a blank that does not fit what goes in."""
    if language != KYRGYZ:
        return
    from kgquiz.cards.kyrgyz.endings import fits  # noqa: PLC0415 - asking a card needs no linting

    holes = re.findall(r"\{\{[^{}]*\}\}(?:-?[а-яёңөү]+)?", text)
    for hole, filling in zip(holes, fillings, strict=False):
        glued = re.search(_GLUED_ENDING, hole)
        if glued and not fits(filling, glued.group(1).lstrip("-")):
            why = message(
                N_("The ending “{ending}” after the blank does not fit “{filling}”."),
                ending=glued.group(1),
                filling=filling,
            )
            remedy = message(N_("Build the sentence so that the blank stands bare, in the nominative."))
            yield Weakness("blank-ending", why, remedy, field)


def card_weaknesses(card: Card) -> Iterator[Weakness]:
    """All findings on one card: what its type knows, and what holds for every card."""
    from kgquiz.cards.kyrgyz.normal import mixed_script_words  # noqa: PLC0415 - asking a card needs no linting

    yield from card.weaknesses()
    yield from hidden_negative(card.question(), "prompt")
    if card.page < 1:
        why = message(N_("The card names no page."))
        yield Weakness("no-page", why, message(N_("Add 'page: …' so that it can be looked up.")), "page")
    yield from pasted(dict.fromkeys(texts_of(card)))
    for word in sorted({word for text in texts_of(card) for word in mixed_script_words(text)}):
        why = message(N_("“{word}” mixes look-alike letters of two alphabets."), word=word)
        afresh = (
            N_("Type the word afresh on a Kyrgyz keyboard.")
            if card.language == KYRGYZ
            else N_("Type the word afresh on one keyboard.")
        )
        yield Weakness("look-alike", why, message(afresh))


_MARKUP = (
    r"</?[A-Za-z][A-Za-z0-9]*(?:\s[^<>]*)?/?>|&(?:#\d+|#[xX][0-9a-fA-F]+|[A-Za-z]{2,8});|\*\*[^*]+\*\*"
    r"|(?<![\w_])_{1,2}[^\W_](?:[^_]{0,80}[^\s_])?_{1,2}(?![\w_])|!?\[[^\[\]]{1,80}\]\([^()\s]{1,200}\)"
    r"|\$\$?[^$\s](?:[^$]{0,80}[^$\s])?\$\$?|`[^`]{1,80}`|(?<!\*)\*[^\s*](?:[^*]{0,80}[^\s*])?\*(?!\*)"
)
_BRACES = r"\{\{|\}\}"


def pasted(texts: Iterable[str]) -> Iterator[Weakness]:
    """Markup that a paste from a page brought along: it is shown, and asked for, letter by letter."""
    for text in texts:
        if found := re.search(_MARKUP, text):
            why = message(N_("“{text}” holds the markup {markup}."), text=text, markup=found[0])
            yield Weakness("markup", why, message(N_("Write plain text: the sign itself in place of its code.")))


def stray_braces(text: str, field: str) -> Iterator[Weakness]:
    """Braces of a blank in a text that has none."""
    if found := re.search(_BRACES, text):
        why = message(N_("“{braces}” marks a blank, but only in a cloze card."), braces=found[0])
        yield Weakness("stray-braces", why, message(N_("Remove the braces, or make it a cloze card.")), field)


def texts_of(card: Card) -> Iterator[str]:
    """Every text of a card that is shown."""
    for field in fields_of(type(card)).values():
        value = getattr(card, field.name) if field.says.shown else None
        if isinstance(value, str):
            yield value
        elif isinstance(value, Mapping):
            yield from (text for pair in value.items() for text in pair)
        elif isinstance(value, tuple):
            yield from (text for text in value if isinstance(text, str))
