"""Papers, keys and answer sheets as Word files, for whoever edits them before they are printed.

What stands in a deck goes in as text runs: nothing in it is a field, a link or a style. The same values give the same
bytes.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from kgquiz.errors import ExitCode, KgquizError
from kgquiz.messages import N_
from kgquiz.printing.plain_marks import BOX, LINE, PaperTemplate, marked, shown, slot

_EPOCH = (1980, 1, 1, 0, 0, 0)
"""When everything in the file was made: what has no moment is the same every time."""
_MARGIN = 18
"""Millimetres."""


class NoWord(KgquizError):
    """The library that writes Word files is not installed."""

    exit_code = ExitCode.NOT_FOUND

    def __init__(self) -> None:
        super().__init__(
            N_("Word files need a library that is not installed. Install it: pip install '{extra}'"),
            extra="kgquiz[paper]",
        )


def docx(template: PaperTemplate, values: Mapping[str, Any]) -> bytes:
    """The Word file of a paper, its key or its sheet. Raises NoWord."""
    try:
        import docx as library  # noqa: PLC0415 - with lxml 15 MB, wanted only here
    except ImportError:
        raise NoWord from None
    page = _Page(library.Document(), values)
    {"paper": _paper, "key": _key, "sheet": _sheet}[template](page, values)
    return page.bytes()


class _Page:
    """A document being written."""

    def __init__(self, document: Any, values: Mapping[str, Any]) -> None:
        from docx.shared import Mm, Pt  # noqa: PLC0415 - with the library

        self.document = document
        width, height = {"a4": (210, 297), "us-letter": (215.9, 279.4)}[values["page"]]
        section = document.sections[0]
        section.page_width, section.page_height = Mm(width), Mm(height)
        section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Mm(_MARGIN)
        style = document.styles["Normal"]
        style.font.size, style.font.name = Pt(values["size"]), "Times New Roman"
        style.paragraph_format.space_after = Pt(2)
        properties = document.core_properties
        properties.title, properties.author = shown(values["title"])[:200], ""
        properties.created = properties.modified = datetime(*_EPOCH)  # noqa: DTZ001 - Word takes it as it stands

    def heading(self, text: str, level: int) -> None:
        self.document.add_heading(shown(text), level)

    def line(self, *parts: tuple[str, str], indent: int = 0, keep: bool = True) -> None:
        """A paragraph of (text, bold | italic | ""); it stays with the next where `keep`."""
        from docx.shared import Mm  # noqa: PLC0415 - with the library

        paragraph = self.document.add_paragraph()
        paragraph.paragraph_format.keep_with_next = keep
        paragraph.paragraph_format.keep_together = True
        paragraph.paragraph_format.left_indent = Mm(indent)
        for text, how in parts:
            run = paragraph.add_run(shown(text))
            run.bold, run.italic = how == "bold", how == "italic"

    def foot(self, text: str) -> None:
        """What stands below every page, with its number."""
        paragraph = self.document.sections[-1].footer.paragraphs[0]
        paragraph.add_run(f"{shown(text)} · ")
        _page_number(paragraph.add_run())

    def new_page(self) -> None:
        self.document.add_page_break()

    def bytes(self) -> bytes:
        """The file, every part of it dated alike."""
        made, out = io.BytesIO(), io.BytesIO()
        self.document.save(made)
        with zipfile.ZipFile(made) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
            for name in old.namelist():
                part = zipfile.ZipInfo(name, _EPOCH)
                part.compress_type = zipfile.ZIP_DEFLATED
                new.writestr(part, old.read(name))
        return out.getvalue()


def _page_number(run: Any) -> None:
    """The one field there is: the number of the page."""
    from docx.oxml import OxmlElement  # noqa: PLC0415 - with the library
    from docx.oxml.ns import qn  # noqa: PLC0415

    for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
        element = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            element.set(qn("w:fldCharType"), kind)
        else:
            element.text = text
        run._r.append(element)  # noqa: SLF001 - python-docx has no other way to a field


def _paper(page: _Page, values: Mapping[str, Any]) -> None:
    words = values["words"]
    page.heading(values["title"], 0)
    page.line((values["rules"], ""), (f"   {words['variant']}: {values['variant']}", "bold"))
    page.line((f"{words['name']}: {LINE}  {words['group']}: {slot(8)}", ""))
    page.line((f"{words['date']}: {slot(10)}  {words['mark']}: {slot(8)}", ""))
    for section in values["sections"]:
        page.heading(section["title"], 1)
        for item in section["items"]:
            page.line((f"{item['number']}. ", "bold"), (item["text"], ""), (f"  [{item['points']}]", ""))
            if item["caption"]:
                page.line((item["caption"], "italic"), indent=6)
            _lines(page, marked(item))
    page.foot(values["code"])


def _lines(page: _Page, lines: Iterable[str]) -> None:
    held = list(lines)
    for n, text in enumerate(held, 1):
        page.line((text, ""), indent=6, keep=n < len(held))


def _key(page: _Page, values: Mapping[str, Any]) -> None:
    words = values["words"]
    for n, variant in enumerate(values["variants"]):
        if n:
            page.new_page()
        page.heading(f"{values['title']} · {words['key']} · {words['variant']}: {variant['code']}", 1)
        for item in variant["items"]:
            first, *others = item["key"]
            page.line((f"{item['number']}. ", "bold"), (first, ""), (f"  {item['place']}", "italic"), keep=bool(others))
            _lines(page, others)
            if item["note"]:
                page.line((item["note"], "italic"), indent=6, keep=False)


def _sheet(page: _Page, values: Mapping[str, Any]) -> None:
    words = values["words"]
    page.heading(f"{values['title']} · {words['sheet']} · {words['variant']}: {values['variant']}", 1)
    page.line((f"{words['name']}: {LINE}  {words['group']}: {slot(8)}  {words['date']}: {slot(10)}", ""))
    for item in values["rows"]:
        boxes = [f"{BOX} {one['letter']}" for one in item["options"]] if item["kind"] in {"one", "many"} else []
        page.line((f"{item['number']}. ", "bold"), ("   ".join(boxes), ""), keep=False)
        if not boxes:
            _lines(page, marked(item, short=True))
    page.foot(values["code"])
