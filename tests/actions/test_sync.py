"""Several devices, one history: in any order, as often as one likes, whatever happens to the files between."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kgquiz.actions.desk import Desk
from kgquiz.actions.sharing.membership import PERSON
from kgquiz.actions.sharing.sync import CURSORS, sync
from kgquiz.actions.study.due import NEW_PER_DAY
from kgquiz.errors import ExitCode
from kgquiz.key import CardKey
from kgquiz.memory.log import Event, Kind
from kgquiz.memory.model import DEFAULT_WEIGHTS, Rating
from kgquiz.storage.exchange_lines import line_of
from kgquiz.storage.states import RETENTION, WEIGHTS
from kgquiz.storage.store import Store
from tests.support import SMALL_DECK, Clock, Person, write

AT = 1_771_000_000_000
WHATS = (
    "review",
    "undo",
    "suspend",
    "resume",
    "note",
    "star",
    "retention",
    "new",
    "sync",
    "tear",
    "copy",
    "cut",
    "back",
)


@dataclass
class Devices:
    """Three devices that share a folder; `given` is every event that was ever recorded."""

    root: Path
    persons: list[Person]
    given: dict[str, Event] = field(default_factory=dict)

    @property
    def folder(self) -> Path:
        return self.root / "shared"

    def does(self, what: str, device: int, card: str, number: int) -> None:
        person = self.persons[device]
        if what == "sync":
            self.syncs(device)
        elif what in {"tear", "copy", "cut"}:
            self.harm(what, number)
        elif what == "back":
            self.goes_back(device)
        elif what == "retention":
            person.asks(lambda desk: desk.store.schedule.retune(retention=0.75 + number % 20 / 100))
        elif what == "exam":
            self.sits(device, number)
        elif what == "new":
            person.asks(lambda desk: desk.store.settings.set(NEW_PER_DAY, number % 30))
        else:
            self.records(what, device, card, number)

    def sits(self, device: int, number: int) -> None:
        """An exam from its beginning to its marks, or no further than its first answer."""
        known = {one.id for one in self.events(device)}
        ends = ":hand-in\ny\n" if number % 3 else ":quit\n"
        lines = f"\n{number % 4 + 1}\nмэр\n{ends}" + "\n" * 9
        said = self.persons[device].types(
            "exam", "small", "--items", "2", "--plain", "--seed", f"{number}", lines=lines
        )
        assert said.code == 0, said.err
        self.given |= {one.id: one for one in self.events(device) if one.id not in known}

    def exams(self, device: int) -> dict[str, Any]:
        """Those that are marked: what was asked, answered and given for it."""
        person = self.persons[device]
        rows = person.types("exam", "list", "--json").json["attempts"]
        shown = [
            person.types("exam", "show", str(row["number"]), "--json").json for row in rows if row["share"] is not None
        ]
        same = (
            "exam",
            "seed",
            "form",
            "started",
            "ended",
            "mark",
            "items",
        )  # the chance of passing looks at other exams
        return {one["attempt"]: {name: one[name] for name in same} for one in shown}

    def records(self, what: str, device: int, card: str, number: int) -> None:
        def record(desk: Desk) -> None:
            targets = [one.id for one in desk.store.journal.of_card(CardKey(card)) if one.kind is not Kind.UNDO]
            if what == "undo" and not targets:
                return
            made = Event(
                id=f"{number:05}-{device}-{len(self.given)}",
                kind=Kind(what),
                card=CardKey(card),
                at=AT + number * 3_600_000,
                day=739_000 + number // 24,
                rating=Rating(1 + number % 4) if what == "review" else None,
                target=targets[-1] if what == "undo" else "",
                answer=(f"белги {number}",) if what == "note" else (),
            )
            desk.store.journal.record(made)
            self.given[made.id] = made

        self.persons[device].asks(record)

    def syncs(self, device: int) -> Any:
        return self.persons[device].asks(sync, self.folder)

    def harm(self, what: str, number: int) -> None:
        """What sync tools do: half a line more, a conflict copy, a copy cut short."""
        files = sorted(self.folder.glob("kgquiz-*.jsonl"))
        if not files:
            return
        file = files[number % len(files)]
        if what == "tear":
            with file.open("ab") as open_file:
                open_file.write(line_of({"event": ["x", "review"]})[: 5 + number % 30])
            return
        copied = file.with_name(f"{file.stem}.sync-conflict-{number}.jsonl")
        data = file.read_bytes()
        copied.write_bytes(data if what == "copy" else data[: len(data) * (number % 10) // 10])

    def goes_back(self, device: int) -> None:
        """A backup of this very moment is restored after the next sync: the device has forgotten it."""
        path = self.persons[device].world.database
        old = path.with_name("old.db")
        if old.exists():
            lost = {one.id for one in self.events(device)}
            shutil.copyfile(old, path)
            old.unlink()
            lost -= {one.id for one in self.events(device)}
            shared = b"".join(file.read_bytes() for file in self.folder.glob("*.jsonl"))
            for id_ in lost:  # what was nowhere else is gone with the device
                if f'"{id_}"'.encode() not in shared and not self.is_elsewhere(id_):
                    self.given.pop(id_, None)
        elif path.exists():
            with Store.open(path) as store:
                store.connection.execute("pragma wal_checkpoint(truncate)")
            shutil.copyfile(path, old)

    def is_elsewhere(self, id_: str) -> bool:
        return any(id_ in {one.id for one in self.events(device)} for device in range(3))

    def events(self, device: int) -> list[Event]:
        return self.persons[device].asks(lambda desk: list(desk.store.journal.all()))


@contextmanager
def devices() -> Iterator[Devices]:
    with TemporaryDirectory() as name:
        root = Path(name)
        write(root / "shipped", "small.yaml", SMALL_DECK)
        (root / "shared").mkdir()
        yield Devices(root, [Person(root / f"home{n}", root / "shipped", Clock(), Random(100 + n)) for n in range(3)])


steps = st.lists(
    st.tuples(st.sampled_from(WHATS), st.integers(0, 2), st.sampled_from(["a", "b", "c"]), st.integers(0, 500)),
    max_size=25,
)


@given(steps, st.permutations([0, 1, 2, 0, 1, 2, 0, 1, 2]))
@settings(max_examples=40)
def test_any_histories_of_three_devices_come_to_one(done: list[tuple[str, int, str, int]], order: list[int]) -> None:
    with devices() as three:
        for step in done:
            three.does(*step)
        for device in [*order, 0, 1, 2, 0, 1, 2]:
            three.syncs(device)
        assert [three.syncs(device).received for device in range(3)] == [0, 0, 0]
        assert [three.syncs(device).sent for device in range(3)] == [0, 0, 0]
        histories = [three.events(device) for device in range(3)]
        assert {one.id: one for one in histories[0]} == three.given
        assert histories[1] == histories[0] == histories[2]
        states = [person.asks(lambda desk: desk.store.schedule.all_states()) for person in three.persons]
        chosen = [
            person.asks(lambda d: (d.store.settings.get(RETENTION), d.store.settings.get(NEW_PER_DAY)))
            for person in three.persons
        ]
        assert chosen[0] == chosen[1] == chosen[2]
        with Store.open_in_memory() as union:
            union.schedule.retune(retention=chosen[0][0])
            union.journal.record(*three.given.values())
            expected = union.schedule.all_states()
        for found in states:
            assert found.keys() == expected.keys()
            for card, state in found.items():
                assert state.memory == pytest.approx(expected[card].memory) or state == expected[card]
                assert (state.due, state.reps, state.suspended) == (
                    expected[card].due,
                    expected[card].reps,
                    expected[card].suspended,
                )


SITTING = ("exam", "exam", "review", "undo", "sync", "sync", "back", "tear", "copy", "cut")
few_steps = st.lists(
    st.tuples(st.sampled_from(SITTING), st.integers(0, 2), st.sampled_from(["a", "b"]), st.integers(0, 50)), max_size=9
)


@given(few_steps, st.permutations([0, 1, 2, 0, 1, 2]))
@settings(max_examples=6)
def test_exams_on_three_devices_come_to_the_same_list_everywhere(
    done: list[tuple[str, int, str, int]], order: list[int]
) -> None:
    with devices() as three:
        for step in done:
            three.does(*step)
        for device in [*order, 0, 1, 2, 0, 1, 2]:
            three.syncs(device)
        assert [(three.syncs(device).received, three.syncs(device).exams) for device in range(3)] == [(0, 0)] * 3
        histories = [three.events(device) for device in range(3)]
        assert {one.id: one for one in histories[0]} == three.given
        assert histories[1] == histories[0] == histories[2]
        exams = [three.exams(device) for device in range(3)]
        assert exams[0] == exams[1] == exams[2]


@pytest.fixture
def pair() -> Iterator[Devices]:
    with devices() as three:
        yield three


def test_every_cut_of_a_file_is_read_as_far_as_its_lines_are_whole_and_the_rest_later(pair: Devices) -> None:
    for number in range(12):
        pair.records("review", 0, "a", number)
    pair.syncs(0)
    (file,) = pair.folder.glob("*.jsonl")
    data = file.read_bytes()
    got = 0
    for size in range(0, len(data), 97):
        file.write_bytes(data[:size])
        got += pair.syncs(1).received
        assert got == data[:size].count(b"\n")
    file.write_bytes(data)
    assert got + pair.syncs(1).received == 12


def test_a_changed_line_is_told_and_loses_no_other(pair: Devices) -> None:
    for number in range(5):
        pair.records("review", 0, "a", number)
    pair.syncs(0)
    (file,) = pair.folder.glob("*.jsonl")
    lines = file.read_bytes().splitlines(keepends=True)
    file.write_bytes(b"".join([lines[0], lines[1].replace(b"review", b"reviwe"), *lines[2:]]))
    done = pair.syncs(1)
    assert done.received == 4
    assert "damaged or not there in full yet: 1" in str(done.told[0])
    file.write_bytes(b"".join(lines))
    assert pair.syncs(1).received == 1


def test_entries_of_a_newer_kgquiz_wait(pair: Devices) -> None:
    write(pair.folder, "kgquiz-later.jsonl", "")
    newer = line_of({"event": ["n", "dream", "a", 1, 1, "study", None, None, "", "[]", 0, "", "", 0]})
    later = line_of({"v": 2, "thing": 1})
    (pair.folder / "kgquiz-later.jsonl").write_bytes(newer + later)
    done = pair.syncs(0)
    assert done.received == 0
    assert "does not know: 2" in str(done.told[0])
    mark = pair.persons[0].asks(lambda desk: desk.store.settings.get(CURSORS))[str(pair.folder)]
    assert mark.files["kgquiz-later.jsonl"].offset == 0


def test_no_device_writes_anothers_file_and_none_is_ever_shortened(pair: Devices) -> None:
    for number in range(6):
        before = {file: file.read_bytes() for file in pair.folder.glob("*.jsonl")}
        pair.records("review", number % 3, "a", number)
        own = pair.syncs(number % 3).file
        for file, data in before.items():
            assert file.read_bytes() == data or (file == own and file.read_bytes().startswith(data))


def test_a_copy_of_a_progress_file_elsewhere_writes_a_file_of_its_own(pair: Devices) -> None:
    pair.records("review", 0, "a", 1)
    first = pair.syncs(0).file
    pair.persons[1].home.mkdir()
    shutil.copyfile(pair.persons[0].world.database, pair.persons[1].world.database)
    pair.records("review", 1, "a", 2)
    assert pair.syncs(1).file != first


def test_an_emptied_folder_is_filled_again(pair: Devices) -> None:
    pair.records("review", 0, "a", 1)
    pair.records("review", 1, "b", 2)
    pair.syncs(0)
    pair.syncs(1)
    for file in pair.folder.glob("*.jsonl"):
        file.unlink()
    assert pair.syncs(1).sent == 2
    assert pair.syncs(2).received == 2


def test_a_finished_exam_travels_once_it_is_marked(pair: Devices) -> None:
    one, other, _ = pair.persons
    one.types("exam", "small", "--plain", lines="\n:hand-in\ny\n" + "\n" * 20)
    assert one.types("exam", "list", "--json").json["attempts"]
    pair.syncs(0)
    assert pair.syncs(1).exams == 1
    shown = [person.types("exam", "show", "--json").json for person in (one, other)]
    assert shown[0] == shown[1]
    assert pair.syncs(1).exams == 0


def test_the_command_says_what_came_and_went(pair: Devices) -> None:
    pair.records("review", 0, "a", 1)
    said = pair.persons[0].types("sync", str(pair.folder))
    assert said.code == 0
    assert "Received: 0, sent: 1; other files there: 0." in said.out
    assert pair.persons[1].types("sync", str(pair.folder), "--json").json["received"] == 1
    assert pair.persons[0].types("sync", str(pair.root / "nowhere")).code == ExitCode.NOT_FOUND


def test_settings_that_travel_are_told_in_words_and_what_nobody_sets_is_not_told(pair: Devices) -> None:
    one = pair.persons[0]
    one.types("settings", "retention", "0.85")
    one.asks(lambda desk: desk.store.settings.set(PERSON, "0" * 32))
    one.asks(lambda desk: desk.store.settings.set(WEIGHTS, DEFAULT_WEIGHTS))
    assert "brought together: retention, the fitted memory\n" in one.types("sync", str(pair.folder)).out


def test_a_device_whose_clock_is_ahead_is_told_of(pair: Devices) -> None:
    pair.records("review", 0, "a", 5000)
    pair.syncs(0)
    assert "dated in the future" in str(pair.syncs(1).told[0])


def test_what_is_no_file_of_kgquiz_is_left_alone(pair: Devices) -> None:
    write(pair.folder, "notes.jsonl", '{"mine": 1}\n')
    (pair.folder / "kgquiz-folder.jsonl").mkdir()
    pair.records("review", 0, "a", 1)
    done = pair.syncs(0)
    assert (done.others, done.told) == (0, ())
    assert (pair.folder / "notes.jsonl").read_text(encoding="utf-8") == '{"mine": 1}\n'


@pytest.mark.parametrize("order", [(0, 1, 2, 0, 1), (1, 0, 2, 1, 0), (2, 1, 0, 1, 2, 0, 1)])
def test_of_an_exam_marked_on_two_copies_the_earlier_marking_alone_counts(pair: Devices, order: list[int]) -> None:
    one, other, _ = pair.persons
    one.types("exam", "small", "--items", "2", "--plain", lines="\n:quit\n")
    other.home.mkdir(exist_ok=True)
    with Store.open(one.world.database) as store:
        store.connection.execute("pragma wal_checkpoint(truncate)")
    shutil.copyfile(one.world.database, other.world.database)
    other.clock.go_on(hours=1)
    one.types("exam", "--resume", "--plain", lines="1\nмэр\n:hand-in\ny\n" + "\n" * 20)
    other.types("exam", "--resume", "--plain", lines="2\nаким\n:hand-in\ny\n" + "\n" * 20)
    reviews = one.asks(lambda desk: {e.id for e in desk.store.journal.all() if e.kind is Kind.REVIEW})
    later = other.asks(lambda desk: {e.id for e in desk.store.journal.all() if e.kind is Kind.REVIEW})
    assert reviews
    assert later
    assert not reviews & later
    for device in order:
        pair.syncs(device)
    for device in (0, 1, 2):
        pair.syncs(device)
    histories = [pair.events(device) for device in range(3)]
    assert histories[0] == histories[1] == histories[2]
    shown = [person.types("exam", "show", "--json").json for person in pair.persons]
    assert shown[0]["items"] == shown[1]["items"] == shown[2]["items"]
    (attempt,) = {event.attempt for event in histories[0] if event.attempt}
    counted = pair.persons[1].asks(lambda desk: {event.id for event in desk.store.journal.of_attempt(attempt)})
    assert counted == reviews
    assert not one.asks(lambda desk: desk.store.journal.was_taken_back(attempt))
    assert one.asks(lambda desk: desk.store.schedule.astray()) == set()


def test_an_exam_that_cannot_be_read_is_told(pair: Devices) -> None:
    exam = ["x", "final", "7", 0, 1, "{}", "{}", 2, 1.0, 2.0, "[]"]
    (pair.folder / "kgquiz-else.jsonl").write_bytes(line_of({"exam": exam, "items": [], "steps": []}))
    done = pair.syncs(0)
    assert "1 of the exams there cannot be read" in str(done.told[0])
    assert done.exams == 0
