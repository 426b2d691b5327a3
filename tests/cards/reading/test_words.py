"""The dictionary of the field is in order: every set of rivals names groups that there are."""

from __future__ import annotations

from kgquiz.cards.reading.meanings import Denial, words_of
from kgquiz.cards.reading.rivals import PREVENTS, RIVALS
from kgquiz.cards.reading.sentences import clauses, sentences
from kgquiz.cards.reading.stems import stem_of
from kgquiz.cards.reading.values import values_in
from kgquiz.cards.reading.words import SYNONYMS

GROUPS = [line.split()[0] for line in SYNONYMS.strip().splitlines()]


def test_no_group_is_named_twice() -> None:
    assert len(GROUPS) == len(set(GROUPS))


def test_rivals_and_preventing_words_are_groups_or_labels() -> None:
    named = {name for name in (RIVALS.replace("/", " ") + PREVENTS).split() if not name.startswith("=")}
    assert named <= set(GROUPS)


def test_forms_of_a_word_have_one_stem() -> None:
    for forms in (("шайлоо", "шайлайт", "шайлаган"), ("башкаруу", "башкарат", "башкарган")):
        assert len({stem_of(form) for form in forms}) == 1, forms


def test_names_abbreviations_and_russian_words_are_one_body() -> None:
    for text in ("Жогорку Кеңеш", "ЖКнын", "парламенттин", "жогорку кенешке"):
        assert all("парламент" in word.groups for word in words_of(text)), text


def test_the_village_administration_is_not_the_government() -> None:
    assert not any("өкмөт" in word.groups for word in words_of("айыл өкмөтүнүн"))


def test_a_denial_is_read_in_the_verb_and_beside_it() -> None:
    for text in ("жөнөтпөйт", "катталбайт", "узартылбайт", "берген жок", "милдеттүү эмес"):
        assert any(word.denial is Denial.CLAUSE for word in words_of(text)), text
    for text in ("башкарат", "табат", "кабыл алат", "ишенбестик көрсөтөт", "коммерциялык эмес уюм"):
        assert not any(word.denial is Denial.CLAUSE for word in words_of(text)), text


def test_an_abbreviation_or_a_date_ends_no_sentence() -> None:
    text = "соц. объекттер курулат, ж.б. иштер. 18.08.1994 күнү жарлык чыкты"
    assert [text[start:end].strip() for start, end in sentences(text)] == [
        "соц. объекттер курулат, ж.б. иштер",
        "18.08.1994 күнү жарлык чыкты",
    ]


def test_a_share_stays_with_what_it_is_of() -> None:
    text = "киреше салыгы – 50%, патент – 100%"
    (sentence,) = sentences(text)
    assert [text[start:end].strip() for start, end in clauses(text, sentence)] == [
        "киреше салыгы – 50%",
        "патент – 100%",
    ]


def test_figures_words_and_dates_say_one_value() -> None:
    assert values_in("он беш пайызы") == values_in("15%")
    assert values_in("1994-жылдын 18-августу") == values_in("18.08.1994")
    assert ("year", "1991") in values_in("токсон биринчи жылдан")
    assert not values_in("элдин кызыкчылыгы үчүн")
