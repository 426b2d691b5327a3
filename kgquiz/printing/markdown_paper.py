"""Papers, keys and answer sheets as Markdown (CommonMark); a deck's texts are escaped, so that they read as written."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from kgquiz.printing.plain_marks import BOX, LINE, PaperTemplate, marked, shown, slot

_SIGNS = re.compile(r"([\\`*_{}\[\]<>#|~$&!^:@])")
_BREAK = "\\\n"
"""A line's end that is one."""


def escaped(text: str) -> str:
    """The text as Markdown that shows it; lines stay lines, empty ones go."""
    return _BREAK.join(_escaped_line(line) for line in shown(text).split("\n") if line.strip())


def _escaped_line(line: str) -> str:
    safe = _SIGNS.sub(r"\\\1", line.strip())
    numbered = re.sub(r"^(\d+)([.)])", r"\1\\\2", safe)
    return re.sub(r"^([-+=])", r"\\\1", numbered)


def markdown(template: PaperTemplate, values: Mapping[str, Any]) -> bytes:
    """The Markdown of a paper, its key or its sheet."""
    lines = {"paper": _paper, "key": _key, "sheet": _sheet}[template](values)
    return ("\n\n".join(lines) + "\n").encode()


def _paper(values: Mapping[str, Any]) -> Iterator[str]:
    words = values["words"]
    yield f"# {escaped(values['title'])}"
    variant = f"{escaped(words['variant'])}: {values['variant']}"
    yield f"{escaped(values['rules'])} · **{variant}** · {escaped(values['code'])}"
    yield _fields((words["name"], LINE), (words["group"], slot(8)), (words["date"], slot(10)), (words["mark"], slot(8)))
    for section in values["sections"]:
        yield f"## {escaped(section['title'])}"
        for item in section["items"]:
            yield f"**{item['number']}.** {escaped(item['text'])} ({escaped(item['points'])})"
            if item["caption"]:
                yield f"*{escaped(item['caption'])}*"
            yield _together(marked(item))


def _fields(*fields: tuple[str, str]) -> str:
    return " ".join(f"{escaped(name)}: {escaped(space)}" for name, space in fields)


def _together(lines: Iterable[str]) -> str:
    """Lines of one paragraph, each on its own."""
    return _BREAK.join(map(escaped, lines))


def _key(values: Mapping[str, Any]) -> Iterator[str]:
    words = values["words"]
    for variant in values["variants"]:
        yield f"# {escaped(values['title'])} · {escaped(words['key'])} · {escaped(words['variant'])}: {variant['code']}"
        for item in variant["items"]:
            place = f" *{escaped(item['place'])}*" if item["place"] else ""
            yield f"**{item['number']}.** {_together(item['key'])}{place}"
            if item["note"]:
                yield f"*{escaped(item['note'])}*"


def _sheet(values: Mapping[str, Any]) -> Iterator[str]:
    words = values["words"]
    head = f"{escaped(words['sheet'])} · {escaped(words['variant'])}: {values['variant']}"
    yield f"# {escaped(values['title'])} · {head}"
    yield _fields((words["name"], LINE), (words["group"], slot(8)), (words["date"], slot(10)))
    for item in values["rows"]:
        boxes = [f"{BOX} {one['letter']}" for one in item["options"]] if item["kind"] in {"one", "many"} else []
        yield f"**{item['number']}.** {'   '.join(boxes) or _together(marked(item, short=True))}"
