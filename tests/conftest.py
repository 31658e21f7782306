"""A case with the reports of three events, made once and copied for each test that changes it: in a file, and for the
tests of what a case is (``case``, ``place``) in a database of a real PostgreSQL server too.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

import postgres
from commands import Told
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


@pytest.fixture(scope="session")
def server() -> Iterator[postgres.Server]:
    """A PostgreSQL server. Missing, it is a failure where TWOSOURCE_POSTGRES=required (`make tests`), else a reason to
    skip.
    """
    missing = postgres.lacking()
    if missing and os.environ.get("TWOSOURCE_POSTGRES") == "required":
        pytest.fail(missing, pytrace=False)
    if missing:
        pytest.skip(missing)
    with postgres.server() as running:
        yield running


@pytest.fixture(scope="session")
def made_there(server: postgres.Server, made: Path) -> str:
    """The address of a database with that case. Not to be changed."""
    address = server.new()
    with open_case(made) as case, open_case(address) as there:
        case.copy_to(there)
    return address


@pytest.fixture(params=["sqlite", "postgresql"])
def kind(request: pytest.FixtureRequest) -> str:
    """In what a case is kept."""
    if request.param == "postgresql":
        request.getfixturevalue("server")
    return str(request.param)


@pytest.fixture
def place(kind: str, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[postgres.Places]:
    """Gives places of this kind in which there is no case yet."""
    given: list[Path | str] = []

    def new() -> Path | str:
        folder = tmp_path / f"place{len(given)}"
        folder.mkdir(exist_ok=kind != "sqlite")
        given.append(folder / "case.db" if kind == "sqlite" else request.getfixturevalue("server").new())
        return given[-1]

    yield new
    for address in given:
        if isinstance(address, str):
            request.getfixturevalue("server").drop(address)


@pytest.fixture
def case(kind: str, made: Path, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Case]:
    """A copy of it, open."""
    if kind == "sqlite":
        with open_case(shutil.copy(made, tmp_path / "case.db")) as opened:
            yield opened
        return
    server = request.getfixturevalue("server")
    copy = server.new(request.getfixturevalue("made_there"))
    with open_case(copy) as opened:
        yield opened
    server.drop(copy)


@pytest.fixture
def told(capsys: pytest.CaptureFixture[str]) -> Told:
    """The command line."""
    return Told(capsys)
