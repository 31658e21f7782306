"""A folder with a case in it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest


@pytest.fixture
def here(made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a case, to work in."""
    shutil.copy(made, tmp_path / "case.db")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("USER", "mk")
    return tmp_path
