"""Handing a dossier on from the desk: one file in every format."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from litestar.testing import TestClient

from deskpages import read
from twosource import bundles, codec, verification
from twosource.render.hypertext import html
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
