"""A folder with a case in it, and the command line there."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from commands import Told


@pytest.fixture
def here(made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a case, to work in."""
    shutil.copy(made, tmp_path / "case.db")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("USER", "mk")
    return tmp_path


@pytest.fixture
def told(capsys: pytest.CaptureFixture[str]) -> Told:
    return Told(capsys)
