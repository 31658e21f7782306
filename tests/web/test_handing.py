"""Handing a dossier on from the desk: one file in every format."""

from __future__ import annotations

import io
import threading
import time
import zipfile
from pathlib import Path

import pytest
from litestar.testing import TestClient

from deskpages import read
from twosource import bundles, codec, verification
from twosource.errors import OutputError
from twosource.model import Dossier
from twosource.render.hypertext import html
from twosource.web import handing
from twosource.web.handing import FORMATS


def links(client: TestClient, page: str) -> dict[str, str]:
    """The formats that a page offers, with their addresses."""
    found = read(client, page).xpath("//dl[@class='formats']//a/@href")
    return {address.rpartition("/")[2]: address for address in found}


@pytest.fixture(scope="module")
def story(look: TestClient) -> str:
    address: str = read(look, "/?q=aurelia").xpath("//a[@data-row]/@href")[0]
    return address


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_is_one_file_to_be_saved(look: TestClient, story: str, name: str) -> None:
    answer = look.get(links(look, story)[name])
    assert answer.status_code == 200
    told = answer.headers["content-disposition"]
    assert told.startswith("attachment; filename=")
    assert told.isascii()
    begins = {"html": b"<!DOCTYPE", "pdf": b"%PDF", "csv": b"PK", "parquet": b"PK", "bundle.zip": b"PK", "md": b"# "}
    assert answer.content.startswith(begins.get(name, b"{"))
    assert look.get(links(look, story)[name]).content == answer.content


def test_what_is_handed_on_can_be_checked(look: TestClient, story: str, tmp_path: Path) -> None:
    address = links(look, story)
    raw = look.get(address["json"]).content
    assert not verification.check(raw)
    assert look.get(address["html"]).text == html(codec.decode(raw))
    bundle = tmp_path / "bundle.zip"
    bundle.write_bytes(look.get(address["bundle.zip"]).content)
    assert not bundles.verify(bundle)
    with zipfile.ZipFile(io.BytesIO(look.get(address["csv"]).content)) as archive:
        assert "tables/claims.csv" in archive.namelist()


def test_a_dossier_by_itself_is_handed_on(alone: TestClient) -> None:
    address = links(alone, "/")
    assert address.keys() == FORMATS.keys()
    assert not verification.check(alone.get(address["json"]).content)


@pytest.mark.parametrize("name", ["exe", "%2e%2e%2fcase.db", "html,json", "bundle"])
def test_what_is_no_format_is_refused(look: TestClient, story: str, name: str) -> None:
    assert look.get(f"{story}/as/{name}").status_code == 404


def test_who_would_wait_long_for_a_pdf_is_told_where_it_is(
    look: TestClient, story: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = threading.Event()

    def slow(dossier: Dossier) -> bytes:
        assert made.wait(20)
        return f"%PDF of {len(dossier.articles)}".encode()

    monkeypatch.setattr(handing, "PATIENCE", 0.01)
    monkeypatch.setattr(handing, "_laid_out", slow)
    other = next(address for address in read(look, "/").xpath("//a[@data-row]/@href") if address != story)
    waiting = look.get(f"{other}/as/pdf")
    assert waiting.url.path.startswith("/work/")
    assert read(look, "/changes").xpath("//h1")  # others are answered meanwhile
    made.set()
    work = f"{waiting.url.path}/state"
    while not look.get(work).json()["done"]:
        time.sleep(0.01)
    page = read(look, waiting.url.path)
    assert "The PDF is ready" in page.text_content()
    assert look.get(f"{other}/as/pdf").content.startswith(b"%PDF of")


def test_a_pdf_that_cannot_be_made_says_why(work: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    def ended(_: Dossier) -> bytes:
        raise OutputError("the process ended before it was done")

    monkeypatch.setattr(handing, "_laid_out", ended)
    story = read(work, "/").xpath("//a[@data-row]/@href")[0]
    answer = work.get(f"{story}/as/pdf")
    assert answer.status_code >= 400
    assert "the process ended" in answer.text
