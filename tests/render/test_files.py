"""Writing dossiers to files: whole or not at all."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

import pytest

import invented
from twosource import render
from twosource.errors import OutputError, UsageError


def test_the_formats_asked_for_are_written(tmp_path: Path) -> None:
    made = invented.dossier()
    paths = render.write(made, tmp_path / "new" / "folder", ["md", "json", "html", "md"])
    assert [path.name for path in paths] == ["dossier.md", "dossier.json", "dossier.html"]
    assert paths[1].read_bytes() == render.json(made)
    assert paths[2].read_text("utf-8") == render.html(made)
    assert sorted(path.name for path in paths[0].parent.iterdir()) == ["dossier.html", "dossier.json", "dossier.md"]


def test_html_and_json_unless_said_otherwise(tmp_path: Path) -> None:
    assert [path.name for path in render.write(invented.dossier(), tmp_path)] == ["dossier.html", "dossier.json"]


def test_others_may_read_what_the_user_lets_them(tmp_path: Path) -> None:
    mask = os.umask(0o022)
    try:
        (path,) = render.write(invented.dossier(), tmp_path, ["json"])
    finally:
        os.umask(mask)
    assert stat.S_IMODE(path.stat().st_mode) == 0o644


def test_an_unknown_format_is_wrong_use(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="doc: no such format; choose from html, json, md, pdf, csv"):
        render.write(invented.dossier(), tmp_path, ["json", "doc"])
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("call", ["fsync", "replace"])
def test_a_full_disk_leaves_what_was_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str) -> None:
    (tmp_path / "dossier.json").write_text("what was there")

    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(*((os, "fsync") if call == "fsync" else (Path, "replace")), full)
    with pytest.raises(
        OutputError, match=r"dossier\.json cannot be written \(No space left on device\): free some space"
    ):
        render.write(invented.dossier(), tmp_path, ["json"])
    assert [path.name for path in tmp_path.iterdir()] == ["dossier.json"]
    assert (tmp_path / "dossier.json").read_text() == "what was there"


def test_the_files_of_one_folder_are_of_one_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("dossier.html", "dossier.json"):
        (tmp_path / name).write_text("what was there")
    written: list[int] = []
    forced = os.fsync

    def full_at_the_second(file: int) -> None:
        written.append(file)
        if len(written) == 2:
            raise OSError(errno.ENOSPC, "No space left on device")
        forced(file)

    monkeypatch.setattr(os, "fsync", full_at_the_second)
    with pytest.raises(OutputError, match=r"dossier\.json cannot be written"):
        render.write(invented.dossier(), tmp_path)
    assert {path.name: path.read_text() for path in tmp_path.iterdir()} == {
        "dossier.html": "what was there",
        "dossier.json": "what was there",
    }


def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(OutputError, match="cannot be made"):
        render.write(invented.dossier(), tmp_path / "file" / "folder")


def test_a_place_that_is_a_folder(tmp_path: Path) -> None:
    (tmp_path / "dossier.json").mkdir()
    with pytest.raises(OutputError, match=r"dossier\.json cannot be written"):
        render.write(invented.dossier(), tmp_path, ["json"])
    assert [path.name for path in tmp_path.iterdir()] == ["dossier.json"]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_the_real_thing_says_what_to_do() -> None:
    with pytest.raises(OutputError, match="with -o"):
        render.write(invented.dossier(), Path("/dev/full"))
