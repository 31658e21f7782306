import json
import os
from pathlib import Path

import msgspec
import pytest

from twosource.read import watching
from twosource.read.watching import Scan, State, scan

SECOND = 1_000_000_000


@pytest.fixture
def clock(tmp_path: Path) -> int:
    """A minute after everything that a test writes."""
    probe = tmp_path.parent / "probe"
    probe.write_text("x")
    return probe.stat().st_ctime_ns + 60 * SECOND


def put(path: Path, text: str = "The harbour wall of Orsk gave way.") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_a_first_look_finds_all_reports_new(tmp_path: Path, clock: int) -> None:
    for name in ("b.txt", "deep/a.html", "notes.pdf", ".hidden.txt", "c.txt.part", "~$d.txt", "e.txt~", "#f.txt"):
        put(tmp_path / name)
    found = scan(tmp_path, State(), now_ns=clock)
    assert (found.new, found.changed, found.gone, found.waiting) == (("b.txt", "deep/a.html"), (), (), ())
    assert [problem.about for problem in found.problems] == ["notes.pdf"]


def test_what_is_new_changed_and_gone(tmp_path: Path, clock: int) -> None:
    for name in ("same.txt", "changed.txt", "gone.txt"):
        put(tmp_path / name)
    first = scan(tmp_path, State(), now_ns=clock)
    put(tmp_path / "changed.txt", "The wall of Orsk was mended.")
    put(tmp_path / "new.txt")
    (tmp_path / "gone.txt").unlink()
    second = scan(tmp_path, first.state, now_ns=clock)
    assert (second.new, second.changed, second.gone) == (("new.txt",), ("changed.txt",), ("gone.txt",))
    third = scan(tmp_path, second.state, now_ns=clock)
    assert third == Scan(state=second.state)


def test_the_state_survives_being_stored(tmp_path: Path, clock: int) -> None:
    put(tmp_path / "a.txt")
    state = scan(tmp_path, State(), now_ns=clock).state
    stored = msgspec.json.decode(msgspec.json.encode(state), type=State)
    assert scan(tmp_path, stored, now_ns=clock) == Scan(state=state)


def test_only_what_changed_is_read_again(tmp_path: Path, clock: int, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path / "a.txt")
    put(tmp_path / "b.txt")
    state = scan(tmp_path, State(), now_ns=clock).state
    read: list[str] = []
    plain = watching._sha256  # noqa: SLF001
    monkeypatch.setattr(watching, "_sha256", lambda path: read.append(path.name) or plain(path))
    scan(tmp_path, state, now_ns=clock)
    assert read == []
    put(tmp_path / "b.txt", "Another text.")
    scan(tmp_path, state, now_ns=clock)
    assert read == ["b.txt"]


def test_a_file_that_was_touched_only_is_not_changed(tmp_path: Path, clock: int) -> None:
    path = put(tmp_path / "a.txt")
    first = scan(tmp_path, State(), now_ns=clock)
    os.utime(path, ns=(clock - 30 * SECOND, clock - 30 * SECOND))
    second = scan(tmp_path, first.state, now_ns=clock)
    assert second.changed == ()
    assert second.state != first.state


# --- files that are being written --------------------------------------------------------------------------------


def test_a_file_is_left_until_it_has_rested(tmp_path: Path) -> None:
    path = put(tmp_path / "a.txt")
    written = path.stat().st_ctime_ns
    early = scan(tmp_path, State(), now_ns=written + SECOND)
    assert (early.new, early.waiting, early.state.files) == ((), ("a.txt",), {})
    late = scan(tmp_path, early.state, now_ns=written + 4 * SECOND)
    assert (late.new, late.waiting, late.state.waiting) == (("a.txt",), (), {})


def test_a_known_file_that_is_written_to_is_neither_changed_nor_gone(tmp_path: Path, clock: int) -> None:
    path = put(tmp_path / "a.txt")
    first = scan(tmp_path, State(), now_ns=clock)
    put(path, "Half of a new te")
    early = scan(tmp_path, first.state, now_ns=path.stat().st_ctime_ns + SECOND)
    assert (early.new, early.changed, early.gone, early.waiting) == ((), (), (), ("a.txt",))
    assert early.state.files == first.state.files
    assert scan(tmp_path, early.state, now_ns=clock).changed == ("a.txt",)


def test_a_file_that_grows_is_left_though_its_time_is_old(tmp_path: Path, clock: int) -> None:
    path = put(tmp_path / "a.txt", "one")
    early = scan(tmp_path, State(), now_ns=path.stat().st_ctime_ns)
    path.write_text("one two")
    growing = scan(tmp_path, early.state, now_ns=clock)
    assert (growing.new, growing.waiting) == ((), ("a.txt",))
    assert scan(tmp_path, growing.state, now_ns=clock + 3 * SECOND).new == ("a.txt",)


def test_a_file_from_the_future_is_read_once_two_looks_agree(tmp_path: Path, clock: int) -> None:
    path = put(tmp_path / "a.txt")
    os.utime(path, ns=(clock + 3_600 * SECOND, clock + 3_600 * SECOND))
    first = scan(tmp_path, State(), now_ns=clock)
    assert first.waiting == ("a.txt",)
    assert scan(tmp_path, first.state, now_ns=clock + SECOND).waiting == ("a.txt",)
    assert scan(tmp_path, first.state, now_ns=clock + 3 * SECOND).new == ("a.txt",)


def test_a_file_that_changes_while_it_is_read_is_left(
    tmp_path: Path, clock: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = put(tmp_path / "a.txt")

    def slow(_: Path) -> str:
        path.write_text("longer than it was, by a good deal")
        return "hash"

    monkeypatch.setattr(watching, "_sha256", slow)
    assert scan(tmp_path, State(), now_ns=clock).waiting == ("a.txt",)


# --- what the folder says, and what cannot be read ---------------------------------------------------------------


def test_new_facts_about_a_report_make_it_changed(tmp_path: Path, clock: int) -> None:
    put(tmp_path / "a.txt")
    put(tmp_path / "b.txt")
    listed = tmp_path / "articles.json"
    listed.write_text(json.dumps([{"file": "a.txt", "outlet": "Quay"}, {"file": "b.txt"}]))
    first = scan(tmp_path, State(), now_ns=clock)
    assert first.new == ("a.txt", "b.txt")
    listed.write_text(json.dumps([{"file": "a.txt", "outlet": "Quay Times"}, {"file": "b.txt"}]))
    assert scan(tmp_path, first.state, now_ns=clock).changed == ("a.txt",)
    listed.write_text(json.dumps([{"file": "a.txt", "outlet": "Quay"}]))
    assert scan(tmp_path, first.state, now_ns=clock).gone == ("b.txt",)


def test_of_a_folder_that_is_not_there_nothing_is_gone(tmp_path: Path, clock: int) -> None:
    put(tmp_path / "in/a.txt")
    state = scan(tmp_path / "in", State(), now_ns=clock).state
    (tmp_path / "in").rename(tmp_path / "away")
    found = scan(tmp_path / "in", state, now_ns=clock)
    assert (found.gone, found.state) == ((), state)
    assert found.problems[0].message.startswith("is no folder that can be opened")


def test_of_a_part_that_cannot_be_opened_nothing_is_gone(
    tmp_path: Path, clock: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(tmp_path / "closed/a.txt")
    put(tmp_path / "open/b.txt")
    state = scan(tmp_path, State(), now_ns=clock).state
    (tmp_path / "open/b.txt").unlink()
    plain = os.scandir

    def closed(path: str) -> object:
        if str(path).endswith("closed"):
            raise PermissionError(13, "Permission denied", str(path))
        return plain(path)

    monkeypatch.setattr(os, "scandir", closed)
    found = scan(tmp_path, state, now_ns=clock)
    assert (found.gone, list(found.state.files)) == (("open/b.txt",), ["closed/a.txt"])
    assert "cannot be opened" in found.problems[0].message


def test_a_file_that_cannot_be_read_is_told_and_not_gone(
    tmp_path: Path, clock: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(tmp_path / "a.txt")
    state = scan(tmp_path, State(), now_ns=clock).state
    put(tmp_path / "a.txt", "Another text.")

    def refuse(_: Path) -> str:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(watching, "_sha256", refuse)
    found = scan(tmp_path, state, now_ns=clock)
    assert (found.changed, found.gone, found.state) == ((), (), state)
    assert found.problems[0].message == "cannot be opened (Permission denied); check that you may read it"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_pipe_is_not_waited_for(tmp_path: Path, clock: int) -> None:
    os.mkfifo(tmp_path / "a.txt")
    assert "is not a file" in scan(tmp_path, State(), now_ns=clock).problems[0].message
