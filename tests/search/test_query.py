"""Reading a query."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kgquiz.errors import UsageProblem
from kgquiz.search.query import FIELDS, Comparison, Filter, Query, WantedWords, parse_query


def test_words_phrases_and_filters_are_told_apart() -> None:
    query = parse_query('мэр "жогорку кеңеш" type:cloze,typed not is:due page:100-118,200 recall<80% -шаар')
    assert query.texts == (
        WantedWords("мэр"),
        WantedWords("жогорку кеңеш", is_phrase=True),
        WantedWords("шаар", negated=True),
    )
    assert query.filters == (
        Filter("type", ("cloze", "typed")),
        Filter("is", ("due",), negated=True),
        Filter("page", spans=((Comparison(">=", 100), Comparison("<=", 118)), (Comparison("=", 200),))),
        Filter("recall", spans=((Comparison("<", 80),),)),
    )


def test_the_book_s_own_quotation_marks_make_a_phrase_too() -> None:
    assert parse_query("«жогорку кеңеш»") == parse_query('"жогорку кеңеш"')


def test_a_value_in_quotation_marks_may_hold_spaces() -> None:
    assert parse_query('tag:"two words"').filters == (Filter("tag", ("two words",)),)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("stat:due", "There is no filter 'stat'. Did you mean state? Like this: state:due"),
        ("https://example.org", "There is no filter 'https'."),
        ("page:", "'page:' says nothing after the sign. Like this: page:100-118"),
        ("page:abc", "'page:abc' needs a number, or two for from and to. Like this: page:100-118"),
        ("page<5-9", "'page<5-9' needs a number, or two for from and to. Like this: page:100-118"),
        ("page:118-100", "'page:118-100' holds nothing: the smaller number goes first. Like this: page:100-118"),
        ("deck<3", "'deck<3': deck is no number. Like this: deck:ch3"),
        ("type:clozes", "'type:' knows no 'clozes'. Did you mean type:cloze?"),
        ("is:zzz", "'is:' knows no 'zzz'. There are: new, learning, known, due,"),
        ('"мэр', 'A quotation mark is not closed: "мэр. A phrase stands between two.'),
        ("(((", "'(((' has no letter and no figure that could be looked for."),
        ("мэр & аким", "'&' has no letter and no figure that could be looked for."),
        ("мэр not", "'not' stands at the end: say what is not wanted. Like this: not type:cloze"),
    ],
)
def test_a_mistake_is_named_with_its_remedy(text: str, told: str) -> None:
    with pytest.raises(UsageProblem) as caught:
        parse_query(text)
    assert str(caught.value).startswith(told)


@given(st.text(max_size=60))
def test_any_text_is_read_or_refused_in_a_sentence(text: str) -> None:
    try:
        read: object = parse_query(text)
    except UsageProblem as error:
        read = str(error)
    assert isinstance(read, Query) or read


@pytest.mark.parametrize("field", FIELDS.values(), ids=lambda field: field.name)
def test_the_example_in_each_complaint_is_itself_read(field: object) -> None:
    example = getattr(field, "example", "")
    (read,) = parse_query(example).filters
    assert read.field == getattr(field, "name", "")
