"""OpenDocument spreadsheets: the sheet layout as .ods, every cell a text. They are read as all spreadsheets are."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from xml.sax.saxutils import escape, quoteattr

from kgquiz.formats import sheet
from kgquiz.formats.base import Given, Made, Taken, Wanted, lost_fields
from kgquiz.messages import Message

_TYPE = "application/vnd.oasis.opendocument.spreadsheet"
_NAMES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{urn}:1.0"'
    for name, urn in (
        ("office", "office"), ("table", "table"), ("text", "text"), ("style", "style"), ("number", "datastyle"),
        ("fo", "xsl-fo-compatible"),
    )
)  # fmt: skip
_STYLES = (
    '<office:automatic-styles><number:text-style style:name="N1"><number:text-content/></number:text-style>'
    '<style:style style:name="text" style:family="table-cell" style:data-style-name="N1">'
    '<style:table-cell-properties fo:wrap-option="wrap"/></style:style></office:automatic-styles>'
)
"""One style for all cells: text, so that 12:30 and 50% stay as they are typed."""
_MANIFEST = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<manifest:manifest '
    'xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.2">'
    f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{_TYPE}"/>'
    '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>'
)
_BLANKS = re.compile(r"  +|\t")


def read(given: Given) -> Taken:
    """The questions of every sheet that has the headings."""
    return sheet.read(given)


def write(wanted: Wanted) -> Made:
    """One sheet with the headings; every column formatted as text."""
    from kgquiz.formats.registry import ODS

    titles, rows = sheet.laid_out(ODS, wanted)
    return Made(workbook(titles, rows), tuple(lost_fields(ODS, wanted.decks)))


def workbook(titles: Sequence[str], rows: Sequence[Sequence[str]], help_lines: Sequence[Message | str] = ()) -> bytes:
    """A workbook of texts, the same bytes for the same texts."""
    tables = _table("kgquiz", [titles, *rows], max(1, len(titles)))
    if help_lines:
        tables += _table("help", [[str(line)] for line in help_lines], 1)
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<office:document-content {_NAMES} office:version="1.2">{_STYLES}'
        f"<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"
    )
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(zipfile.ZipInfo("mimetype"), _TYPE, zipfile.ZIP_STORED)  # first and unpacked, by the standard
        for name, text in (("content.xml", content), ("META-INF/manifest.xml", _MANIFEST)):
            archive.writestr(zipfile.ZipInfo(name), text, zipfile.ZIP_DEFLATED)
    return data.getvalue()


def _table(name: str, rows: Sequence[Sequence[str]], wide: int) -> str:
    column = f'<table:table-column table:number-columns-repeated="{wide}" table:default-cell-style-name="text"/>'
    told = "".join(f"<table:table-row>{''.join(map(_cell, row))}</table:table-row>" for row in rows)
    return f"<table:table table:name={quoteattr(name)}>{column}{told}</table:table>"


def _cell(text: str) -> str:
    if not text:
        return '<table:table-cell table:style-name="text"/>'
    lines = "".join(f"<text:p>{''.join(_line(line))}</text:p>" for line in text.split("\n"))
    return f'<table:table-cell table:style-name="text" office:value-type="string">{lines}</table:table-cell>'


def _line(text: str) -> Iterator[str]:
    """Blanks that XML would join are written as elements."""
    at = 0
    for found in _BLANKS.finditer(text):
        yield escape(text[at : found.start()])
        yield "<text:tab/>" if found[0] == "\t" else f'<text:s text:c="{len(found[0])}"/>'
        at = found.end()
    yield escape(text[at:])
