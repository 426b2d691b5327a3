"""Messages looked up in a compiled catalogue."""

from __future__ import annotations

import gettext
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo

import kgquiz.lang
from kgquiz.lang.catalogue_file import CatalogueFile

CATALOGUES = Path(kgquiz.lang.__file__).parent


@pytest.mark.parametrize("language", ["ky", "ru"])
def test_every_message_is_found_as_the_library_finds_it(language: str) -> None:
    library = gettext.translation("kgquiz", CATALOGUES, [language])
    ours = gettext.translation("kgquiz", CATALOGUES, [language], CatalogueFile)
    assert isinstance(library, gettext.GNUTranslations)
    assert isinstance(ours, CatalogueFile)
    known = library._catalog  # type: ignore[attr-defined]  # noqa: SLF001 - all of it, in no other way to be had
    assert len(known) > 1500
    for key in known:
        if isinstance(key, str) and key:
            assert ours.gettext(key) == library.gettext(key)
        elif key:
            one = key[0]
            assert [ours.ngettext(one, "", n) for n in range(130)] == [library.ngettext(one, "", n) for n in range(130)]


def test_what_is_missing_is_said_in_english(tmp_path: Path) -> None:
    catalogue = Catalog(locale="ru")
    catalogue.add("card", "карта")
    catalogue.add(("{n} day", "{n} days"), ("{n} день", "{n} дня", "{n} дней"))
    written = BytesIO()
    write_mo(written, catalogue)
    (tmp_path / "some.mo").write_bytes(written.getvalue())
    with (tmp_path / "some.mo").open("rb") as stream:
        found = CatalogueFile(stream)
    assert [found.gettext(word) for word in ("card", "car", "cards", "{n} day", "zebra")] == [
        "карта",
        "car",
        "cards",
        "{n} день",
        "zebra",
    ]
    assert [found.ngettext("{n} day", "{n} days", n) for n in (1, 2, 5, 21)] == [
        "{n} день",
        "{n} дня",
        "{n} дней",
        "{n} день",
    ]
    assert [found.ngettext("{n} week", "{n} weeks", n) for n in (1, 2)] == ["{n} week", "{n} weeks"]
