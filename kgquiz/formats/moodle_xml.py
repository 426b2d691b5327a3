"""Moodle XML: every kind of question that Moodle has, with ids, tags and weights."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from html import escape, unescape
from typing import TYPE_CHECKING, cast
from xml.etree import ElementTree as ET  # for writing alone

from kgquiz.cards.cloze import blanks_of, with_cues
from kgquiz.formats.base import (
    CannotTake,
    Found,
    Given,
    Left,
    Made,
    MissingLibrary,
    Remark,
    Taken,
    Wanted,
    lost_fields,
    writable,
)
from kgquiz.formats.gather import taken
from kgquiz.formats.html_text import has_markup, plain_text
from kgquiz.formats.moodle import (
    WHOLE,
    MoodleAnswer,
    MoodleQuestion,
    NoCard,
    by_category,
    category,
    deck_of,
    found_in,
    question_of,
    short_answers,
    spellings,
)
from kgquiz.messages import N_

if TYPE_CHECKING:
    from lxml.etree import _Element

_NAME = "moodle-xml"


# --- reading


def read(given: Given) -> Taken:
    """Every question of the file."""
    root = _root(given)
    if root.tag != "quiz":
        told = N_("{file} is XML, but not of Moodle: it begins with <{tag}> instead of <quiz>.")
        raise CannotTake(told, file=given.file, tag=str(root.tag)[:40])
    done = taken(_questions(root, given), given)
    return replace(by_category(done), deck=deck_of(done.found))


def _root(given: Given) -> _Element:
    try:
        from lxml import etree
    except ImportError as error:
        raise MissingLibrary(_NAME) from error
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(given.whole(), parser)
    except etree.XMLSyntaxError as error:
        told = N_("{place} is not sound XML: something is not closed, or the file is cut off. Export it anew.")
        raise CannotTake(told, place=given.at(error.lineno or 1)) from error
    if root.getroottree().docinfo.internalDTD is not None:
        told = N_("{file} declares a document type of its own, as no export of Moodle does; it is not read.")
        raise CannotTake(told, file=given.file)
    return root


def _questions(root: _Element, given: Given) -> Iterator[Found | Left | Remark]:
    group = ""
    for node in root.iterchildren("question"):
        place = given.at(_line(node))
        kind = node.get("type", "")
        if kind == "category":
            group = _text(node, "category")
            continue
        name = _text(node, "name") or "–"
        try:
            question = _question(kind, node)
        except NoCard as error:
            yield Left(place, _prose(node.find("questiontext"))[0] or name, error.why)
            continue
        yield from found_in(replace(question, place=place, category=group))


def _line(node: _Element) -> int:
    return cast("int | None", node.sourceline) or 1


_KINDS = {
    "truefalse": "truefalse",
    "shortanswer": "short",
    "numerical": "number",
    "matching": "match",
    "ordering": "order",
    "essay": "essay",
}
_UNASKED = {
    "random": N_("It stands for a question drawn at random."),
    "randomsamatch": N_("It stands for a question drawn at random."),
    "description": N_("It is a description, not a question."),
    "calculated": N_("Its numbers are drawn anew each time."),
    "calculatedmulti": N_("Its numbers are drawn anew each time."),
    "calculatedsimple": N_("Its numbers are drawn anew each time."),
    "ddimageortext": N_("It is answered on a picture."),
    "ddmarker": N_("It is answered on a picture."),
}


def _question(kind: str, node: _Element) -> MoodleQuestion:
    if _plain(node, "hidden") == "1":
        raise NoCard(N_("It is hidden in the question bank: an older version, or taken out of use."))
    if kind in _UNASKED:
        raise NoCard(_UNASKED[kind])
    text, missing = _prose(node.find("questiontext"))
    if kind == "cloze":
        question = _cloze(_text(node, "questiontext"))
    elif kind in {"gapselect", "ddwtos"}:
        question = _gaps(kind, text, node)
    elif kind == "multichoice":
        single = _plain(node, "single") in {"true", "1", ""}
        question = MoodleQuestion(kind="choice" if single else "several", text=text, answers=_answers(node))
    elif kind in _KINDS:
        question = MoodleQuestion(kind=_KINDS[kind], text=text, answers=_answers(node), pairs=tuple(_pairs(node)))
    else:
        raise NoCard(N_("Questions of the kind “{kind}” cannot be asked here."), kind=kind[:40])
    answers_missing = tuple(name for answer in node.iterchildren("answer") for name in _prose(answer)[1])
    return replace(
        question,
        name=_text(node, "name"),
        idnumber=_plain(node, "idnumber"),
        guide=_prose(node.find("graderinfo"))[0],
        feedback=_prose(node.find("generalfeedback"))[0],
        tags=tuple(tag.findtext("text", "").strip() for tag in node.iterfind("tags/tag")),
        missing=(*missing, *answers_missing),
    )


def _plain(node: _Element, name: str) -> str:
    return (node.findtext(name) or "").strip()


def _text(node: _Element, name: str) -> str:
    return (node.findtext(f"{name}/text") or "").strip()


def _prose(node: _Element | None) -> tuple[str, tuple[str, ...]]:
    """A text without its markup, and what it names that cannot be shown."""
    if node is None:
        return "", ()
    text = node.findtext("text")
    told = (node.text or "" if text is None else text).strip()
    if node.get("format") == "plain_text" or not (has_markup(told) or node.get("format") == "html"):
        return told, ()
    plain = plain_text(told)
    return plain.text, plain.missing


def _answers(node: _Element) -> tuple[MoodleAnswer, ...]:
    return tuple(_answer(answer) for answer in node.iterchildren("answer"))


def _answer(node: _Element) -> MoodleAnswer:
    asked = node.getparent()
    short = asked is not None and asked.get("type") == "shortanswer"  # what is typed is never HTML to Moodle
    return MoodleAnswer(
        _plain(node, "text") if short else _prose(node)[0],
        _number(node.get("fraction"), WHOLE if asked is not None and asked.get("type") == "ordering" else 0),
        _prose(node.find("feedback"))[0],
        _number(_plain(node, "tolerance"), 0),
    )


def _number(text: str | None, otherwise: float) -> float:
    try:
        return float(text or otherwise)
    except ValueError:
        return otherwise


def _pairs(node: _Element) -> Iterator[tuple[str, str]]:
    for pair in node.iterchildren("subquestion"):
        yield _prose(pair)[0], _text(pair, "answer")


def _gaps(kind: str, text: str, node: _Element) -> MoodleQuestion:
    """`[[1]]` stands for the first of the texts that may be put into the gaps."""
    given = [_text_of(choice) for choice in node.iterchildren("selectoption" if kind == "gapselect" else "dragbox")]

    def filled(gap: re.Match[str]) -> str:
        number = int(gap[1])
        if not 0 < number <= len(given):
            raise NoCard(N_("The gap [[{n}]] has no text."), n=number)
        return "{{" + given[number - 1] + "}}"

    return MoodleQuestion(kind="cloze", text=re.sub(r"\[\[(\d{1,3})\]\]", filled, text))


def _text_of(node: _Element) -> str:
    return plain_text(node.findtext("text") or "").text


_CLOZE = re.compile(r"\{\d*:([A-Z_]+):((?:\\.|[^{}\\])*)\}")
_SHORT = {"SHORTANSWER", "SA", "MW", "SHORTANSWER_C", "SAC", "MWC", "NUMERICAL", "NM"}


def _cloze(html: str) -> MoodleQuestion:
    """`{1:SA:=right~=also right~%0%wrong#said of it}`; what was a choice is typed."""
    rejected: list[str] = []
    blanks: list[str] = []

    def opened(blank: re.Match[str]) -> str:
        right: list[str] = []
        for answer in re.split(r"(?<!\\)~", blank[2]):
            weight, said = _cloze_answer(answer, number=blank[1] in {"NUMERICAL", "NM"})
            if weight == WHOLE and said:
                right.append(said)
            elif said and said != "*" and blank[1] in _SHORT:
                rejected.append(said)
        if not right:
            raise NoCard(N_("A blank has no right answer."))
        blanks.append("{{" + "|".join(dict.fromkeys(_known(right))) + "}}")
        return _HOLE

    prose = plain_text(_CLOZE.sub(opened, html.replace(_HOLE, " "))).text
    remaining = iter(blanks)
    filled = re.sub(_HOLE, lambda _: next(remaining), prose.replace("{{", "(").replace("}}", ")"))
    return MoodleQuestion(kind="cloze", text=filled, reject=tuple(dict.fromkeys(rejected)))


_HOLE = "\U000f00f0"
"""Holds the place of a blank while the text around it is read; a character that nobody uses."""


def _known(right: list[str]) -> Iterator[str]:
    """Without the spellings that are forgiven anyway."""
    known: set[str] = set()
    for text in right:
        if text not in known:
            yield text.replace("|", "/")
        known.update(spellings(text))


def _cloze_answer(answer: str, *, number: bool) -> tuple[float, str]:
    found = re.match(r"\s*(=|%(-?[\d.]+)%)?", answer)
    assert found is not None  # noqa: S101 - it matches nothing too
    weight = WHOLE if found[1] == "=" else _number(found[2], 0)
    raw = re.sub(r"(?<!\\)\*+$", "", re.split(r"(?<![\\&])#", answer[found.end() :])[0].rstrip())
    said = plain_text(re.sub(r"\\(.)", r"\1", raw)).text
    return weight, said.partition(":")[0].strip() if number else said


# --- writing


def write(wanted: Wanted) -> Made:
    """A quiz with a category of this day for each deck."""
    from kgquiz.formats.registry import MOODLE_XML

    root = ET.Element("quiz")
    for deck, cards in writable(MOODLE_XML, wanted.decks):
        node = ET.SubElement(root, "question", type="category")
        _put(ET.SubElement(node, "category"), category(deck.deck, wanted.now))
        for card in cards:
            _written(root, _whole_sentences(question_of(card, deck.deck), card.type))
    ET.indent(root, " ")
    told = _ESCAPED.sub(_as_cdata, ET.tostring(root, encoding="unicode"))
    data = f'<?xml version="1.0" encoding="UTF-8"?>\n{told}\n'.encode()
    return Made(data, tuple(lost_fields(MOODLE_XML, wanted.decks)))


_ESCAPED = re.compile(r"<text>([^<]*&[^<]*)</text>")


def _as_cdata(text: re.Match[str]) -> str:
    """Moodle loses a blank between two escaped signs: `&gt; &amp;`. In CDATA it does not."""
    return f"<text><![CDATA[{unescape(text[1]).replace(']]>', ']]]]><![CDATA[>')}]]></text>"


def _whole_sentences(question: MoodleQuestion, kind: str) -> MoodleQuestion:
    """A blank in the middle of a sentence is a question of the kind cloze here."""
    if kind != "cloze":
        return question
    tags = tuple(tag for tag in question.tags if tag != "type-cloze")
    if question.kind == "cloze":
        return replace(question, tags=tags)
    blank = _subquestion(question.answers)
    return replace(question, kind="cloze", text=_braceless(question.text).replace("{{}}", blank), tags=tags)


def _braceless(text: str) -> str:
    return escape(text, quote=False).replace("\n", "<br/>")


_IN_BLANK = str.maketrans(
    {"~": "&#126;", "}": "&#125;", "#": "&#35;", "&": "&amp;", "<": "&lt;", ">": "&gt;", "\\": "&#92;"}
)


def _subquestion(answers: tuple[MoodleAnswer, ...]) -> str:
    told = (f"{'=' if one.weight == WHOLE else '%0%'}{one.text.translate(_IN_BLANK)}" for one in answers)
    return "{1:SA:" + "~".join(told).replace("&#92;*", "\\*") + "}"


def _all_blanks(question: MoodleQuestion) -> str:
    """The sentence with its blanks as Moodle has them; what must not pass stands in the first."""
    if "{1:SA:" in question.text:
        return question.text
    pieces = with_cues(question.text, _HOLE).split(_HOLE)
    blanks = []
    for number, blank in enumerate(blanks_of(question.text)):
        reject = question.reject if number == 0 else ()
        blanks.append(_subquestion(short_answers((blank.answer, *blank.accept), reject)))
    return "".join(_braceless(piece) + blank for piece, blank in zip(pieces, [*blanks, ""], strict=True))


_TYPES = {
    "choice": "multichoice",
    "several": "multichoice",
    "truefalse": "truefalse",
    "short": "shortanswer",
    "match": "matching",
    "essay": "essay",
    "cloze": "cloze",
}


def _written(root: ET.Element, question: MoodleQuestion) -> None:
    node = ET.SubElement(root, "question", type=_TYPES[question.kind])
    _put(ET.SubElement(node, "name"), question.name)
    if question.kind == "cloze":
        _put(ET.SubElement(node, "questiontext", format="html"), _all_blanks(question))
    else:
        _put(ET.SubElement(node, "questiontext", format="plain_text"), question.text)
    _put(ET.SubElement(node, "generalfeedback", format="plain_text"), question.feedback)
    ET.SubElement(node, "idnumber").text = question.idnumber
    if question.kind in {"choice", "several"}:
        ET.SubElement(node, "single").text = "true" if question.kind == "choice" else "false"
        ET.SubElement(node, "shuffleanswers").text = "true"
        ET.SubElement(node, "answernumbering").text = "abc"
    if question.kind == "short":
        ET.SubElement(node, "usecase").text = "0"
    if question.kind == "match":
        ET.SubElement(node, "shuffleanswers").text = "true"
        _write_pairs(node, question)
    elif question.kind == "essay":
        _write_essay(node, question)
    elif question.kind != "cloze":
        for answer in question.answers:
            _write_answer(node, question.kind, answer)
    tags = ET.SubElement(node, "tags")
    for tag in question.tags:
        _put(ET.SubElement(tags, "tag"), tag)


def _put(node: ET.Element, text: str) -> None:
    ET.SubElement(node, "text").text = text


def _write_pairs(node: ET.Element, question: MoodleQuestion) -> None:
    for left, right in question.pairs:
        pair = ET.SubElement(node, "subquestion", format="html")
        _put(pair, _braceless(left))
        _put(ET.SubElement(pair, "answer"), right)


def _write_essay(node: ET.Element, question: MoodleQuestion) -> None:
    ET.SubElement(node, "responseformat").text = "editor"
    _put(ET.SubElement(node, "graderinfo", format="html"), _braceless(question.guide))


def _write_answer(node: ET.Element, kind: str, answer: MoodleAnswer) -> None:
    """Options are HTML to Moodle, whatever is said of them; a short answer is not."""
    html = kind in {"choice", "several"}
    shape = "html" if html else "plain_text"
    one = ET.SubElement(node, "answer", fraction=f"{answer.weight:.7g}", format=shape)
    _put(one, _braceless(answer.text) if html else answer.text)
    _put(ET.SubElement(one, "feedback", format="html"), _braceless(answer.feedback))
