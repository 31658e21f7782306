"""The browser of these tests: one for the whole run, and pages that are watched."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

import invented
from browsing import Visits, Windows, lacking, launched
from hosting import hosted
from scripts import ROOT
from twosource import desk as reading
from twosource import render
from twosource.web.app import make
from twosource.web.desk import open_desk
from twosource.web.settings import Settings

FAILED = pytest.StashKey[bool]()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """These tests come last: while the browser runs, no other test could call ``asyncio.run``."""
    here = Path(__file__).parent
    items.sort(key=lambda item: here in item.path.parents)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    report = yield
    if report.when == "call":
        item.stash[FAILED] = report.failed
    return report


@pytest.fixture(scope="session")
def browser() -> Iterator[Windows]:
    """One Chromium. Missing, it is a failure where TWOSOURCE_BROWSER=required (`make tests`), else a reason to skip."""
    missing = lacking()
    if missing and os.environ.get("TWOSOURCE_BROWSER") == "required":
        pytest.fail(missing, pytrace=False)
    if missing:
        pytest.skip(missing)
    with launched() as windows:
        yield windows


@pytest.fixture
def visit(browser: Windows, request: pytest.FixtureRequest) -> Iterator[Visits]:
    """Opens pages; in the end nothing may have gone wrong on them. A test that failed leaves pictures."""
    visits = Visits(browser)
    yield visits
    failed = request.node.stash.get(FAILED, True) or visits.problems
    if failed:
        visits.photograph(re.sub(r"\W+", "-", f"{request.node.path.stem}-{request.node.name}").strip("-"))
    visits.close()
    assert not visits.problems, "\n".join(visits.problems)


@pytest.fixture(scope="session")
def harbour(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of the example's dossier."""
    file = tmp_path_factory.mktemp("harbour") / "dossier.html"
    file.write_text(render.html(reading.dossier(ROOT / "examples" / "harbour_fire")), "utf-8")
    return file


@pytest.fixture(scope="session")
def ferry(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of the invented story: small, and what stands on it changes with nothing but the page."""
    file = tmp_path_factory.mktemp("ferry") / "dossier.html"
    file.write_text(render.html(invented.dossier()), "utf-8")
    return file


@pytest.fixture
def file(made: Path, tmp_path: Path) -> Path:
    """A case of one's own."""
    return Path(shutil.copy(made, tmp_path / "case.db"))


@pytest.fixture
def desk(file: Path) -> Iterator[str]:
    """The address of its desk."""
    with hosted(lambda port: make(open_desk(file, Settings(port=port)))) as address:
        yield address


@pytest.fixture(scope="session")
def shared(made: Path) -> Iterator[str]:
    """The address of a desk that nobody changes."""
    with hosted(lambda port: make(open_desk(made, Settings(port=port)))) as address:
        yield address
