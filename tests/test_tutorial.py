"""The commands of docs/tutorial.md do what it says, one after the other, in an empty folder."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

import pytest

from tests.support import ROOT, Person

PAGE = (ROOT / "docs" / "tutorial.md").read_text(encoding="utf-8")
COMMANDS = [line for block in re.findall(r"```sh\n(.*?)```", PAGE, re.DOTALL) for line in block.splitlines()]
LINES = {
    "study": "дарыядан алат\n1 2\n" * 20 + ":quit\n",
    "exam sit": "1\n" * 30 + ":hand-in\ny\n" + "\n" * 30,
}


def typed(person: Person, command: str) -> str:
    """Run a line as a shell would, with `>`; what it said."""
    words = shlex.split(command.partition(">")[0])
    assert words[0] == "kgquiz"
    verb = " ".join(words[1:3])
    said = person.types(*words[1:], lines=LINES.get(verb, LINES.get(words[1], "")))
    assert said.code == 0, (command, said.out, said.err)
    if ">" in command:
        Path(command.partition(">")[2].strip()).write_text(said.out, encoding="utf-8")
    return said.out


def test_the_evening_goes_from_the_first_command_to_the_last(
    person: Person, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "evening").mkdir()
    monkeypatch.chdir(tmp_path / "evening")
    monkeypatch.setenv("KGQUIZ_LANG", "en")
    shutil.copy(ROOT / "docs" / "tutorial" / "suu.txt", "suu.txt")
    said = {}
    for command in COMMANDS:
        if command.startswith("kgquiz check content"):
            shutil.copy(ROOT / "docs" / "tutorial" / "suu.yaml", "content/suu.yaml")
        said[command] = typed(person, command)
    found = re.search(r"(\d+ sections, \d+ terms.*)", said["kgquiz draft suu.txt -o content/suu.yaml"])
    assert found is not None
    for count in re.findall(r"\d+ \w+", found[1]):  # what the page tells of the draft is what a draft is
        number, thing = count.split()
        assert re.search(rf"\b{number} (?:review )?{thing}", " ".join(PAGE.split())) or number == "1"
    assert "0 errors, 0 warnings" in said["kgquiz check content/suu.yaml"]
    cards = int(re.search(r"(\d+) cards", said["kgquiz build"])[1])  # type: ignore[index]
    assert f"kgquiz makes {cards} cards" in " ".join(PAGE.split())


def test_the_finished_file_has_twenty_items_and_cites_every_page() -> None:
    text = (ROOT / "docs" / "tutorial" / "suu.yaml").read_text(encoding="utf-8")
    assert len(re.findall(r"^  - id: ", text, re.MULTILINE)) == 20
    assert set(re.findall(r"^    page: (\d)$", text, re.MULTILINE)) == set("1234")
