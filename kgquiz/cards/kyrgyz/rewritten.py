"""Answers in another construction: shortened, in the passive, with brackets, with what is repeated said once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from kgquiz.cards.kyrgyz.alike import GENITIVE, qualifies, same_word
from kgquiz.cards.kyrgyz.constructions import Mood, in_plain_words, plain
from kgquiz.cards.kyrgyz.gazetteer import NO_NAMES, Gazetteer, Thing, gazetteer_of
from kgquiz.cards.kyrgyz.letters import fold, skeleton
from kgquiz.cards.kyrgyz.normal import Reading, read
from kgquiz.cards.kyrgyz.question import QuestionText, goes_on_denied
from kgquiz.cards.kyrgyz.readings import names_something, one_meant
from kgquiz.cards.kyrgyz.senses import Meant, Sense
from kgquiz.cards.kyrgyz.shortened import spelled_in_full
from kgquiz.cards.kyrgyz.stems import as_deed, deed_of, is_attribute, same_noun
from kgquiz.cards.kyrgyz.tally import Tally
from kgquiz.cards.kyrgyz.words_that_count import AND, BY, CLAIMS, LEVELS, LOCAL, LOCAL_SHOWN, WITH
from kgquiz.cards.verdict import Allowance, Forgiven


def abbreviated(
    typed: Reading, expected: Reading, question: QuestionText, gazetteer: Gazetteer, tally: Tally
) -> Meant | None:
    """An answer in which initials or a clipped word stand for words of the right one."""
    spelled = spelled_in_full(typed, expected)
    if spelled is None:
        return None
    text, in_doubt = spelled
    full = read(text)
    piece = Forgiven(typed.raw.strip(), text, Allowance.NAME)
    if full.key == expected.key:
        return Meant(Sense.DOUBT if in_doubt else Sense.SAME, (piece,))
    found = one_meant(full, expected, question, gazetteer, tally)
    if found is None:
        return None
    sense = Sense.DOUBT if in_doubt and found.sense is Sense.SAME else found.sense
    return Meant(sense, (piece, *found.forgiven))


def with_what_comes_before(
    typed: Reading, expected: Reading, question: QuestionText, gazetteer: Gazetteer, tally: Tally
) -> Meant | None:
    """The owner before the blank is part of the name: РМА, where райондун stands before it."""
    owner = question.words_before[-1] if question.words_before else ""
    if not owner or not skeleton(owner).endswith(GENITIVE):
        return None
    whole = read(f"{owner} {expected.raw}")
    if not any(item.things for item in gazetteer.items(whole)):
        return None
    return _named_whole(typed, whole, question, gazetteer, tally)


def with_what_comes_after(
    typed: Reading, expected: Reading, question: QuestionText, gazetteer: Gazetteer, tally: Tally
) -> Meant | None:
    """What the blank's name goes on with is part of it: салык кызматы, where органдары stands after салык."""
    if not question.words_after or not question.words_after[0].token.isalpha():
        return None
    whole = _name_going_on(expected, question.words_after[0].shown, gazetteer)
    return None if whole is None else _named_whole(typed, whole, question, gazetteer, tally)


@lru_cache(maxsize=4096)
def _name_going_on(expected: Reading, following: str, gazetteer: Gazetteer) -> Reading | None:
    """The right answer with the word after it, if a name of the field or of the deck takes in both."""
    whole = read(f"{expected.raw} {following}")
    goes_on = any(item.things and item.start < len(expected.tokens) < item.end for item in gazetteer.items(whole))
    return whole if goes_on else None


def _named_whole(
    typed: Reading, whole: Reading, question: QuestionText, gazetteer: Gazetteer, tally: Tally
) -> Meant | None:
    """Whether what she typed is a name too, and the one that the blank and its neighbour make together."""
    if not names_something(typed, gazetteer):
        return None
    found = one_meant(typed, whole, question, gazetteer, tally)
    return found if found and found.sense is Sense.SAME else None


def out_of_its_sentence(
    typed: Reading, expected: Reading, question: QuestionText, gazetteer: Gazetteer, tally: Tally
) -> Meant | None:
    """The answer without what of its sentence was typed along: айып четке кагылган деп эсептелет."""
    if not question.words_before and not question.words_after:
        return None
    first, last = _own_words(typed, question)
    if not first and last == len(typed.shown):
        return None
    own = read(" ".join(typed.shown[first:last]))
    said = " ".join((*typed.shown[:first], *typed.shown[last:]))
    piece = Forgiven(said, "", Allowance.QUESTION)
    if own.key == expected.key:
        return Meant(Sense.SAME, (piece,))
    for way in (one_meant, constructed):
        found = way(own, expected, question, gazetteer, tally)
        if found and found.sense is Sense.SAME:
            return Meant(Sense.SAME, (piece, *found.forgiven))
    return None


def _own_words(typed: Reading, question: QuestionText) -> tuple[int, int]:
    """Where what she typed begins and ends without the words right before the blank and right after it."""
    size = len(typed.tokens)
    last = next((at for at in range(1, size) if _goes_on_as(typed.tokens[at:], question)), size)
    if last == size > 1 and typed.tokens[-1] == WITH and any(item.token == WITH for item in question.after):
        last -= 1  # жарлыгы менен, where the sentence says later by what means
    before = question.words_before
    most = min(last - 1, len(before))
    first = next((run for run in range(most, 0, -1) if all(map(same_noun, typed.tokens[:run], before[-run:]))), 0)
    return first, last


def _goes_on_as(tokens: Sequence[str], question: QuestionText) -> bool:
    """Whether these are the words after the blank; its verb may stand as a noun: чыгаруу for чыгарат."""
    after = question.words_after[: len(tokens)]
    if goes_on_denied(question.words_after, len(tokens)) or len(after) < len(tokens):
        return False
    follows = question.words_after[len(tokens)].token if len(question.words_after) > len(tokens) else ""
    last = len(tokens) - 1
    return all(
        same_noun(token, item.token) or _is_deed_of(token, item.token, follows if at == last else "")
        for at, (token, item) in enumerate(zip(tokens, after, strict=True))
    )


_DOING = re.compile(r"(.{3,}?[^аеоөыиуү])[ыиуү]п|(.{2,}[аеоө])п")
_YET = re.compile(r"(.{3,}?[^аеоөыиуү])[аеоө]|(.{2,}[аеоө])й")
_GOES_ON = re.compile(r"ал(?:а|ыша)т|алган|бер(?:ет|ишет|ген)|башта(?:йт|ган|шат|шкан)")
_CANNOT = re.compile(r"ал(?:ыш)?[бп]а\w+")


def _is_deed_of(hers: str, verb: str, follows: str) -> bool:
    """Чыгаруу for чыгарат, чыгарып and чыгара алат; ыйгарылган for ыйгарыла баштаган."""
    if hers.endswith(_DEEDS):
        deed = as_deed(verb)
        if deed is not None:
            return same_noun(deed[0], hers)
    if _CANNOT.fullmatch(follows):
        return False
    root = _DOING.fullmatch(verb) or (_YET.fullmatch(verb) if _GOES_ON.fullmatch(follows) else None)
    if root is None:
        return False
    stem = root[1] or root[2]
    if hers.endswith(_DEEDS):
        return same_noun(deed_of(stem), hers)
    return root.re is _YET and any(done == stem for done in _tenses_of(hers))


_TENSES = (re.compile(r"(.{3,}?)[гк][аеоө]н"), re.compile(r"(.{3,}?)(?:[аеоө]т|йт)"), re.compile(r"(.{3,}?)[дт][ыиуү]"))


def _tenses_of(token: str) -> Iterator[str]:
    return (found[1] for tense in _TENSES if (found := tense.fullmatch(token)))


_DEEDS = ("уу", "үү", "оо", "өө")
_LEVELS_OF_COUNCILS = {"шаар": ("шаар", "мэр", "мэрия"), "айыл": ("айыл", "элет")}
"""The level of a council, and the words by which a question speaks of it."""


def at_the_level_told(
    typed: Reading, expected: Reading, question: QuestionText, gazetteer: Gazetteer, tally: Tally
) -> Meant | None:
    """The local council is the village's where the question speaks of villages alone: айылдык кеңеш."""
    if not question.has_blank or LOCAL not in expected.folded or LOCAL in typed.folded:
        return None
    told = [level for level, words in _LEVELS_OF_COUNCILS.items() if any(map(question.has_noun, words))]
    if len(told) != 1:
        return None
    at = next((at for at, token in enumerate(typed.tokens[:-1]) if same_word(told[0], token)), None)
    if at is None:
        return None
    general = read(" ".join((*typed.shown[:at], LOCAL_SHOWN, *typed.shown[at + 1 :])))
    found = one_meant(general, expected, question, gazetteer, tally)
    if found is None or found.sense is not Sense.SAME:
        return None
    return Meant(Sense.SAME, (Forgiven(typed.shown[at], LOCAL_SHOWN, Allowance.QUESTION), *found.forgiven))


_OF_A_BODY, _ITS = re.compile(r"(парламент|президент)тик"), "енттик"


def of_its_body(
    typed: Reading, expected: Reading, question: QuestionText, gazetteer: Gazetteer, tally: Tally
) -> Meant | None:
    """Парламенттик көпчүлүк, where the other text has Жогорку Кеңештеги: the body by another of its names."""
    if _ITS not in typed.key and _ITS not in expected.key:
        return None
    hers, book = _with_its_body(typed, expected), _with_its_body(expected, typed)
    if hers is typed and book is expected:
        return None
    found = one_meant(hers, book, question, gazetteer, tally)
    if found is None or found.sense is not Sense.SAME:
        return None
    return Meant(Sense.SAME, (Forgiven(typed.raw.strip(), expected.raw.strip(), Allowance.WORDING),))


def _with_its_body(text: Reading, other: Reading) -> Reading:
    """The text with the adjective of a body as its genitive, if the other text names that body and has no such word."""
    for at, token in enumerate(text.tokens[:-1]):
        found = _OF_A_BODY.fullmatch(token)
        if found is None or token in other.tokens or text.tokens[at + 1] == "жана" or "-" in text.raw:
            continue
        body = next(gazetteer_of().items(read(found[1]))).things
        if any(item.things & body for item in gazetteer_of().items(other)):
            return read(" ".join((*text.shown[:at], f"{found[1]}тин", *text.shown[at + 1 :])))
    return text


_BEGINNING = 4
_SHORTEST_COMPOUND = 6
_LONGEST_FIRST_HALF = 5
_PASSIVE = re.compile(r"[ыиуү]?[лн]([гк][аеоө]н)")


def rewritten(
    typed: Reading, expected: Reading, question: QuestionText, gazetteer: Gazetteer, tally: Tally
) -> Meant | None:
    """The two in another construction: what is repeated said once, a verb as a noun, the passive with its doer."""
    hers = _reworded(typed, expected, question)
    book = _said_once(expected) or expected
    if (deeds := _told_as_deeds(typed, expected)) is not None:
        found = one_meant(*deeds, question, gazetteer, tally)
        whole = Forgiven(typed.raw.strip(), expected.raw.strip(), Allowance.NAME)
        return Meant(found.sense, (whole,)) if found else None
    if hers is typed and book is expected:
        return None
    return one_meant(hers, book, question, gazetteer, tally)


def constructed(
    typed: Reading, expected: Reading, question: QuestionText, gazetteer: Gazetteer, tally: Tally
) -> Meant | None:
    """The two in plain construction: узартууга болбойт, узартылбайт; эки жолудан кем эмес, кеминде эки жолу."""
    both = in_plain_words(typed, expected)
    if both is None:
        return None
    piece = Forgiven(typed.raw.strip(), expected.raw.strip(), Allowance.WORDING)
    hers, book = both
    if hers.key == book.key:
        return Meant(Sense.SAME, (piece,))
    found = one_meant(hers, book, question, gazetteer, tally)
    return Meant(found.sense, (piece,)) if found else None


def told_by_its_noun(
    typed: Reading, expected: Reading, question: QuestionText, gazetteer: Gazetteer, tally: Tally
) -> Meant | None:
    """Четке кагуу for четке кагылды, унификациялоо for унификациялаган: the verb as the dictionary has it.

    Only where the sentence ends with the blank, or goes on with деп: elsewhere the noun would be another part of it.
    """
    if not typed.tokens[-1].endswith(_DEEDS) or not question.is_asked:
        return None
    if question.words_after and question.words_after[0].shown != "деп":
        return None
    book = plain(expected.shown, verbs=True)
    if book.mood not in {Mood.HAS, Mood.DONE} or book.words == expected.shown:
        return None
    deed = read(" ".join(book.words))
    piece = Forgiven(typed.raw.strip(), expected.raw.strip(), Allowance.WORDING)
    if deed.key == typed.key:
        return Meant(Sense.SAME, (piece,))
    found = one_meant(typed, deed, question, gazetteer, tally)
    return Meant(Sense.SAME, (piece,)) if found and found.sense is Sense.SAME else None


def _reworded(typed: Reading, expected: Reading, question: QuestionText) -> Reading:
    """What is typed in the active, a deed for its moment, a compound as one word: кол тамга."""
    if BY in typed.tokens:
        words = [_PASSIVE.sub(r"\1", shown) for shown in typed.shown if shown.casefold() != BY]
    elif any(_WHEN.match(token) for token in typed.folded[1:]):
        words = _without_when(typed)
    elif any(len(token) <= _LONGEST_FIRST_HALF for token in typed.tokens[:-1]):
        words = _compounds_joined(typed, (*expected.tokens, *(item.token for item in question.words)))
    else:
        return typed
    return typed if tuple(words) == typed.shown else read(" ".join(words))


def _told_as_deeds(typed: Reading, expected: Reading) -> tuple[Reading, Reading] | None:
    """Both with the verb at their end as a noun, as the dictionary has it: кабардар кылынат, билдирилет."""
    if not expected.tokens:
        return None
    hers = as_deed(typed.tokens[-1])
    book = as_deed(expected.tokens[-1]) if hers else None
    if hers is None or book is None or hers[1] is not book[1]:
        return None
    return read(" ".join((*typed.shown[:-1], hers[0]))), read(" ".join((*expected.shown[:-1], book[0])))


@lru_cache(maxsize=4096)
def _said_once(expected: Reading) -> Reading | None:
    """The right answer with what it repeats only where it stands last: орто жана узак мөөнөттүү."""
    if len(set(expected.tokens)) == len(expected.tokens) or any(token[0].isdigit() for token in expected.tokens):
        return None
    kept = [
        shown
        for at, (token, shown) in enumerate(zip(expected.tokens, expected.shown, strict=True))
        if token not in expected.tokens[at + 1 :] or token in AND
    ]
    return read(" ".join(kept)) if len(kept) < len(expected.tokens) else None


_WHEN = re.compile(r"(?:кун|учур|мезгил|кез|убак)\w{0,3}?([дт][аеоө]н?|[гк][аеоө])$")
_DONE = re.compile(r"[гк][аеоө]н$")


def _without_when(typed: Reading) -> list[str]:
    """The words with the time of a deed told by the deed: жарыялангандан for жарыяланган күндөн."""
    words: list[str] = []
    for shown, folded in zip(typed.shown, typed.folded, strict=True):
        when = _WHEN.match(folded)
        if when and words and _DONE.search(fold(words[-1].casefold())):
            words[-1] += when[1]
        else:
            words.append(shown)
    return words


def _compounds_joined(typed: Reading, known: Iterable[str]) -> list[str]:
    """The words with two neighbours as one where question or answer write them so."""
    words: list[str] = []
    nouns = [token for token in known if len(token) >= _SHORTEST_COMPOUND]
    for shown in typed.shown:
        joined = f"{words[-1]}{shown}".casefold() if words else ""
        near = [noun for noun in nouns if noun.startswith(joined[:_BEGINNING])] if joined.isalpha() else ()
        if any(same_noun(noun, joined) for noun in near):
            words[-1] += shown
        else:
            words.append(shown)
    return words


_APART = re.compile(r"\s[–—-]\s")
_JOINED = re.compile(r"\s[–—-]\s|\s(?:же|жана)\s|(?<=\w{4})-(?=\w{4})")
"""Between two names of one thing; a hyphen only where both are whole words."""


def said_twice(
    typed: Reading, right: Sequence[Reading], question: QuestionText, gazetteer: Gazetteer, tally: Tally
) -> Meant | None:
    """Two names of the right thing beside each other: райондун башчысы – аким, коммуналдык же муниципалдык."""
    halves = _JOINED.split(typed.raw) if _JOINED.search(typed.raw) else ()
    if len(halves) != _FEWEST or any(_JOINED.search(expected.raw) for expected in right):
        return None
    texts = tuple(map(read, halves))
    if not all(text.tokens for text in texts):
        return None
    if _APART.search(typed.raw) is None and not _are_two_names(texts, right):
        return None
    if not all(_is_right(text, right, question, gazetteer, tally) for text in texts):
        return None
    return Meant(Sense.SAME, (Forgiven(texts[1].raw.strip(), "", Allowance.RESTATED),))


def _are_two_names(texts: Sequence[Reading], right: Sequence[Reading]) -> bool:
    """Whether each is, but for its endings, another of the right answers; no figures, for five or six is neither."""
    found = [next((at for at, expected in enumerate(right) if _same_words(text, expected)), None) for text in texts]
    return None not in found and found[0] != found[1] and not any(token[0].isdigit() for token in texts[0].tokens)


def _same_words(text: Reading, expected: Reading) -> bool:
    return len(text.tokens) == len(expected.tokens) and all(map(same_noun, text.tokens, expected.tokens))


def repeated_in_a_list(
    typed: Reading, expected: Reading, question: QuestionText, gazetteer: Gazetteer, tally: Tally
) -> Meant | None:
    """The noun said with each attribute, where the right answer has it once: айыл кеңештери жана шаар кеңештери."""
    kept = _said_last(typed) if _LISTING.search(typed.raw) else None
    if kept is None or sum(same_noun(typed.tokens[-1], token) for token in expected.tokens) > 1:
        return None
    piece = Forgiven(typed.raw.strip(), expected.raw.strip(), Allowance.WORDING)
    if kept.key == expected.key:
        return Meant(Sense.SAME, (piece,))
    for way in (one_meant, constructed):
        found = way(kept, expected, question, gazetteer, tally)
        if found:
            return Meant(found.sense, (piece,))
    return None


_LISTING = re.compile(r",|\s(?:жана|же|менен)\s")


def _said_last(typed: Reading) -> Reading | None:
    """What is typed with the noun at its end left out before each joint, if it stands before every one of them."""
    readings = [read(part) for part in _LISTING.split(typed.raw)]
    if any(len(part.tokens) < _FEWEST for part in readings):
        return None
    last = readings[-1].tokens[-1]
    if not all(same_noun(part.tokens[-1], last) for part in readings[:-1]):
        return None
    return read(f"{', '.join(' '.join(part.shown[:-1]) for part in readings[:-1])} жана {readings[-1].raw.strip()}")


_FEWEST = 2


def bracketed(
    typed: Reading, right: Sequence[Reading], question: QuestionText, gazetteer: Gazetteer, tally: Tally
) -> Meant | None:
    """An answer with the same thing once more in brackets."""
    before, bracket, rest = typed.raw.partition("(")
    inner, closed, after = rest.partition(")")
    if not bracket or not closed or not inner.strip() or "(" in after:
        return None
    outside = read(f"{before.strip()} {after.strip()}")
    inside = read(inner)
    piece = Forgiven(f"({inner.strip()})", "", Allowance.BRACKET)
    flat = read(f"{before.strip()} {inner.strip()} {after.strip()}")
    is_turned = bool(inside.tokens) and not after.strip() and _is_turned(before, inner, right)
    if is_turned or _is_right(flat, right, question, gazetteer, tally):
        return Meant(Sense.SAME, (piece,))
    said = _meant_by(outside, right, question, gazetteer, tally) if inside.tokens else None
    if said is None:
        return None
    known = (
        _is_initials(inside, outside)
        or _is_right(inside, right, question, gazetteer, tally)
        or any(_is_right(other, right, question, gazetteer, tally) for other in _substituted(outside, inside))
        or all(question.says(item) or _names(outside, item, gazetteer) for item in gazetteer.items(inside))
        or all(
            question.says(item) or item.token in outside.tokens or item.folded in AND for item in NO_NAMES.items(inside)
        )
        or all(map(_only_explains, gazetteer.items(inside)))
        or _lists_the_levels(inside, outside)
    )
    return Meant(Sense.SAME if known else Sense.DOUBT, (piece, *said.forgiven))


def _is_turned(head: str, attribute: str, right: Sequence[Reading]) -> bool:
    """Башчы (айыл өкмөтүнүн), as an index has it: the attribute behind its noun, which may lack its ending."""
    turned, tells = read(f"{attribute.strip()} {head.strip()}"), read(attribute).tokens[-1]
    if not is_attribute(tells):
        return any(_same_words(turned, expected) and turned.tokens[:-1] == expected.tokens[:-1] for expected in right)
    return any(turned.key == expected.key for expected in right)


def _lists_the_levels(inside: Reading, outside: Reading) -> bool:
    """Жергиликтүү (айылдык, шаардык) кеңештер: which levels are local adds nothing to it."""
    named = [token for token, folded in zip(inside.tokens, inside.folded, strict=True) if folded not in AND]
    return LOCAL in outside.folded and all(any(same_word(level, token) for level in LEVELS) for token in named)


def _only_explains(item: Thing) -> bool:
    """Whether a word in brackets names nothing, limits nothing and tells no two things apart."""
    return item.value is None and not item.things and item.folded not in CLAIMS and not qualifies(item)


def _is_right(
    text: Reading, right: Sequence[Reading], question: QuestionText, gazetteer: Gazetteer, tally: Tally
) -> bool:
    return _meant_by(text, right, question, gazetteer, tally) is not None


def _meant_by(
    text: Reading, right: Sequence[Reading], question: QuestionText, gazetteer: Gazetteer, tally: Tally
) -> Meant | None:
    """What was forgiven in a text that says a right answer."""
    for expected in right:
        if text.key == expected.key:
            return Meant(Sense.SAME)
        found = one_meant(text, expected, question, gazetteer, tally)
        if found and found.sense is Sense.SAME:
            return found
    return None


def _names(text: Reading, item: Thing, gazetteer: Gazetteer) -> bool:
    """Whether the thing is named in the text."""
    return any(item.things & other.things for names in (gazetteer, gazetteer_of()) for other in names.items(text))


def _is_initials(inside: Reading, outside: Reading) -> bool:
    """ЖӨБ in brackets, beside the words that it stands for."""
    initials = iter(fold("".join(token[0] for token in outside.tokens)))
    letters = fold(inside.tokens[0])
    return len(inside.tokens) == 1 and len(letters) > 1 and all(letter in initials for letter in letters)


def _substituted(outside: Reading, inside: Reading) -> Iterator[Reading]:
    """The outer text with the inner one for its last, or its first, words."""
    size = len(inside.shown)
    if len(outside.shown) > size:
        yield read(" ".join((*outside.shown[:-size], *inside.shown)))
        yield read(" ".join((*inside.shown, *outside.shown[size:])))
