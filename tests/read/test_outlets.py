"""Outlets by the addresses of their sites."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from twosource import read
from twosource.model import Article
from twosource.read import outlets

BODY = "The wall gave way on Tuesday, the harbour master said.\n"


@pytest.mark.parametrize(
    ("host", "name"),
    [
        ("reuters.com", "Reuters"),
        ("www.reuters.com", "Reuters"),
        ("edition.cnn.com", "CNN"),
        ("EDITION.CNN.COM.", "CNN"),
        ("www.bbc.co.uk", "BBC"),
        ("abcnews.go.com", "ABC News"),
        ("go.com", None),
        ("notreuters.com", None),
        ("reuters.com.example", None),
        ("orsk.example", None),
        ("", None),
        (None, None),
    ],
)
def test_an_outlet_by_its_site(host: str | None, name: str | None) -> None:
    assert outlets.of_host(host) == name


def article(folder: Path, **fields: str) -> Article:
    (folder / "a.jsonl").write_text(json.dumps({"text": BODY, **fields}), "utf-8")
    (page,) = read.discover([folder]).pages
    found = read.page(page)
    assert isinstance(found, Article)
    return found


@pytest.mark.parametrize(
    ("fields", "outlet"),
    [
        ({"url": "https://edition.cnn.com/2031/05/12/wall"}, "CNN"),
        ({"outlet": "www.cnn.com"}, "CNN"),
        ({"outlet": "https://www.cnn.com/world"}, "CNN"),
        ({"outlet": "www.orsk.example"}, "www.orsk.example"),
        ({"outlet": "www.orskpost.com"}, "orskpost.com"),
        ({"url": "https://www.orskpost.com/1"}, "orskpost.com"),
        ({"outlet": "The Orsk Post", "url": "https://edition.cnn.com/1"}, "The Orsk Post"),
        ({"outlet": "Orsk.Post"}, "Orsk.Post"),
    ],
)
def test_an_address_is_no_name(tmp_path: Path, fields: dict[str, str], outlet: str) -> None:
    assert article(tmp_path, **fields).outlet == outlet


def test_a_page_is_of_the_outlet_of_its_site(tmp_path: Path) -> None:
    head = '<meta property="og:site_name" content="NYTimes"><link rel="canonical" href="https://www.nytimes.com/a">'
    (tmp_path / "a.html").write_text(
        f"<!doctype html><html><head><title>Wall gives way</title>{head}</head>"
        f"<body><article><h1>Wall gives way</h1>{f'<p>{BODY}</p>' * 5}</article></body></html>",
        "utf-8",
    )
    (page,) = read.discover([tmp_path]).pages
    found = read.page(page)
    assert isinstance(found, Article)
    assert found.outlet == "The New York Times"
