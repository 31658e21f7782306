"""A desk on a case, and one on a dossier, asked without a network."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from litestar.testing import TestClient

from twosource.case import open_case
from twosource.web.app import make
from twosource.web.desk import open_desk
from twosource.web.settings import Settings

HERE = "http://127.0.0.1:8322"


@pytest.fixture(scope="module")
def look(made: Path) -> Iterator[TestClient]:
    """A desk that nobody changes."""
    desk = open_desk(made, Settings())
    with TestClient(make(desk), base_url=HERE) as client:
        yield client


@pytest.fixture
def work(made: Path, tmp_path: Path) -> Iterator[TestClient]:
    """A desk of one's own."""
    desk = open_desk(Path(shutil.copy(made, tmp_path / "case.db")), Settings())
    with TestClient(make(desk), base_url=HERE) as client:
        yield client


@pytest.fixture(scope="module")
def alone(made: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """A desk on one dossier."""
    folder = tmp_path_factory.mktemp("alone")
    with open_case(made) as case:
        case.export(case.stories(least=3)[0].id, folder, formats=["json"])
    desk = open_desk(folder / "dossier.json", Settings())
    with TestClient(make(desk), base_url=HERE) as client:
        yield client
