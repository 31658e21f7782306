"""A case with the reports of three events, made once and copied for each test that changes it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from gathered import EVERY, jsonl
from twosource.case import Case, open_case

EXAMPLE = Path(__file__).parents[1] / "examples" / "harbour_fire"


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of a case that has all the reports. Not to be changed."""
    folder = tmp_path_factory.mktemp("case")
    file = folder / "made.db"
    with open_case(file) as case:
        case.add(jsonl(folder, "reports.jsonl", EVERY))
    return file


@pytest.fixture(scope="session")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of a case that has the example's reports: a story, and a portrait that may belong to it. Not to be
    changed.
    """
    file = tmp_path_factory.mktemp("example") / "harbour.db"
    with open_case(file) as case:
        case.add(EXAMPLE)
    return file


@pytest.fixture
def case(made: Path, tmp_path: Path) -> Iterator[Case]:
    """A copy of it, open."""
    with open_case(shutil.copy(made, tmp_path / "case.db")) as opened:
        yield opened
