"""What only a whole chapter shows: where keys lie, which pages teach, one spelling of everything."""

from __future__ import annotations

from itertools import cycle

import pytest

from kgquiz.knowledge.content import Chapter, parse_chapter
from kgquiz.knowledge.coverage import coverage, untaught
from kgquiz.knowledge.lint import lint_chapters

HEAD = "chapter: 1\ntitle: Башкаруу\nsections: [{id: s1, title: Биринчи, page: 9}]\n"


def rules(text: str, *others: str) -> list[str]:
    reads = [parse_chapter(one.encode(), f"content/ch{n}.yaml") for n, one in enumerate((text, *others), 1)]
    return [problem.rule for problem in lint_chapters(reads).problems]


def numbers(fillings: list[tuple[int, str]], count: int = 20) -> str:
    """Facts whose right and wrong fillings take turns."""
    turns = cycle(fillings)
    facts = "".join(
        f"- {{id: f{n}, say: 'Саны № {n} — {{{{{right} кв}}}}.', wrong: [{wrong}], page: 9, cards: [choice]}}\n"
        for n, (right, wrong) in zip(range(count), turns, strict=False)
    )
    return f"{HEAD}facts:\n{facts}"


MIDDLE, LEAST, GREATEST = (50, "10 кв, 20 кв, 90 кв"), (10, "20 кв, 50 кв, 90 кв"), (90, "10 кв, 20 кв, 50 кв")


def test_numbers_whose_key_always_lies_between_the_others_are_told() -> None:
    assert "middle-key" in rules(numbers([MIDDLE]))


def test_numbers_whose_key_never_lies_between_the_others_are_told() -> None:
    assert "middle-key" in rules(numbers([LEAST, GREATEST]))


def test_numbers_with_the_key_at_an_end_as_often_as_in_the_middle_are_fine() -> None:
    assert "middle-key" not in rules(numbers([MIDDLE, LEAST, MIDDLE, GREATEST]))


def test_a_few_cards_say_nothing_about_shares() -> None:
    assert "middle-key" not in rules(numbers([MIDDLE], count=19))


def statements(true: int, false: int) -> str:
    claims = ["true"] * true + ["жок"] * false
    return f"{HEAD}facts:\n" + "".join(
        f"- {{id: f{n}, say: 'Факт {n} — {{{{ооба}}}}.', wrong: [жок, ката], claim: {claim}, cards: [truefalse],"
        " page: 9}\n"
        for n, claim in enumerate(claims)
    )


@pytest.mark.parametrize(("true", "false", "told"), [(18, 4, True), (4, 18, True), (12, 10, False)])
def test_true_and_false_are_to_be_even(true: int, false: int, told: bool) -> None:
    assert ("uneven-truth" in rules(statements(true, false))) is told


def words(longest: int, others: int) -> str:
    rights = ["узунураак"] * longest + ["кыска"] * others
    return f"{HEAD}facts:\n" + "".join(
        f"- {{id: f{n}, say: 'Сөз {n} — {{{{{right}}}}}.', wrong: [башкача, ортоңку], cards: [choice], page: 9}}\n"
        for n, right in enumerate(rights)
    )


@pytest.mark.parametrize(("longest", "others", "told"), [(0, 20, True), (5, 15, False), (12, 8, True)])
def test_a_key_that_is_never_or_mostly_the_longest_is_told(longest: int, others: int, told: bool) -> None:
    assert ("uneven-length" in rules(words(longest, others))) is told


BOOK = """\
last_page: 12
unasked: {11: Сүрөт гана.}
facts:
- {id: f, say: 'Ал — {{мэр}}.', page: 9}
questions:
- {id: q, ask: Эмне?, points: [бир, {text: эки, page: 10}], page: 9}
sequences:
- {id: s, ask: Иретте., items: [а, {text: б, page: 12, when: '1999'}, в], page: 9}
"""


def chapter(text: str) -> Chapter:
    read = parse_chapter(text.encode(), "content/ch1.yaml")
    assert read.chapter is not None, list(map(str, read.problems))
    return read.chapter


def test_each_page_names_what_teaches_it_or_why_nothing_does() -> None:
    pages = {taught.page: (taught.items, taught.reason) for taught in coverage(chapter(HEAD + BOOK))}
    assert pages == {9: (("q", "f", "s"), ""), 10: (("q",), ""), 11: ((), "Сүрөт гана."), 12: (("s",), "")}


def test_a_page_without_an_item_or_a_reason_is_told() -> None:
    assert "untaught-page" not in rules(HEAD + BOOK)
    assert "untaught-page" in rules(HEAD + BOOK.replace("unasked: {11: Сүрөт гана.}\n", ""))


def test_bare_pages_in_a_row_are_told_as_ranges() -> None:
    (told,) = untaught(chapter(HEAD + BOOK.replace("last_page: 12", "last_page: 15")))
    assert dict(told.why.values)["pages"] == "13–15"
    (told,) = untaught(chapter(HEAD + BOOK.replace("last_page: 12", "last_page: 15").replace("11: С", "14: С")))
    assert dict(told.why.values)["pages"] == "11, 13, 15"


def test_a_page_is_not_missed_while_there_are_drafts() -> None:
    bare = BOOK.replace("unasked: {11: Сүрөт гана.}\n", "")
    assert "untaught-page" not in rules(
        f"{HEAD}{bare}- {{id: d, ask: Эмне?, items: [а, б, в], page: 9, draft: true}}\n"
    )


def test_a_reason_may_hold_for_several_pages() -> None:
    text = HEAD + "last_page: 13\nunasked: {10-12: Сүрөт., 99999999999-1: а, x: б}\n"
    assert [taught.reason for taught in coverage(chapter(text))] == ["", *["Сүрөт."] * 3, ""]


def test_a_chapter_that_names_no_last_page_promises_nothing() -> None:
    assert "untaught-page" not in rules(HEAD + BOOK.replace("last_page: 12\nunasked: {11: Сүрөт гана.}\n", ""))


SPELLING = "spelling: {Жогорку сот: Жогорку Сот, ижаралоо: ижарага берүү}\n"


@pytest.mark.parametrize(
    ("fact", "told"),
    [
        ("{id: f, say: 'Жогорку соттун төрагасы — {{судья}}.', page: 9}", True),
        ("{id: f, say: 'Жогорку Соттун төрагасы — {{судья}}.', page: 9}", False),
        ("{id: f, say: 'Мүлктү {{Ижаралоо}} мүмкүн.', page: 9}", True),
        ("{id: f, say: 'Мүлктү {{ижарага берүү|ижаралоо}} мүмкүн.', page: 9}", False),
        ("{id: f, say: 'Мүлктү {{берүү}} мүмкүн.', wrong: [сатуу, ижаралоону], page: 9}", True),
        ("{id: f, say: 'Мүлктү {{берүү}} мүмкүн.', reject: [ижаралоо], page: 9}", False),
    ],
)
def test_a_spelling_that_is_not_agreed_is_told_in_every_chapter(fact: str, told: bool) -> None:
    other = HEAD.replace("chapter: 1", "chapter: 2") + f"facts:\n- {fact}\n"
    assert ("spelling" in rules(HEAD + SPELLING, other)) is told


def test_what_is_in_another_language_has_the_spelling_of_that_language() -> None:
    term = "{id: t, term: Мүлк, ru: ижаралоо, definition: Ээси бар нерсе же акча., points: [а, б], page: 9}"
    assert "spelling" not in rules(HEAD + SPELLING + f"terms:\n- {term}\n")
    assert "spelling" in rules(HEAD + SPELLING + f"terms:\n- {term.replace('Ээси бар', 'Ижаралоо')}\n")
