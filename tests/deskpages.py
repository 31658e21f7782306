"""Reading the desk's pages in tests: links, forms and what is ticked on them."""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence
from urllib.parse import urljoin, urlsplit

import pytest
from litestar.testing import TestClient
from lxml import html
from lxml.html import HtmlElement


def read(client: TestClient, address: str) -> HtmlElement:
    """A page that is there."""
    answer = client.get(address)
    assert answer.status_code == 200, (address, answer.text[:400])
    return html.fromstring(answer.text)


def text(page: HtmlElement, path: str = "//body") -> str:
    """The words of a part of a page, on one line."""
    return " ".join(" ".join(part.text_content() for part in page.xpath(path)).split())


def links(page: HtmlElement, base: str) -> Iterable[str]:
    """The addresses on this desk that a page leads to."""
    for link in page.xpath("//a[@href] | //link[@href]"):
        address = urljoin(base, link.get("href"))
        if urlsplit(address).netloc == urlsplit(base).netloc:
            yield address


def boxes(page: HtmlElement, kind: str) -> list[HtmlElement]:
    """What can be ticked of one kind."""
    return page.xpath(f"//input[@type='checkbox' and @form='ruling' and @data-kind='{kind}']")


def rule(client: TestClient, page: HtmlElement, rule: str, ticked: Sequence[HtmlElement], **fields: str) -> HtmlElement:
    """Tick these, press the button, and read the page that comes."""
    (form,) = page.xpath("//form[@id='ruling']")
    assert page.xpath(f"//form[@id='ruling']//button[@value='{rule}']"), rule
    sent: dict[str, list[str] | str] = {
        field.get("name"): field.get("value", "") for field in form.xpath(".//input[@type='hidden']")
    }
    for box in ticked:
        known = sent.setdefault(box.get("name"), [])
        assert isinstance(known, list)
        known.append(box.get("value"))
    answer = client.post("/rulings", data={**sent, "rule": rule, **fields})
    assert answer.status_code == 200, text(html.fromstring(answer.text))
    return html.fromstring(answer.text)


def token(client: TestClient) -> dict[str, str]:
    """What a form must send with what is asked for."""
    return {"_csrf_token": read(client, "/add").xpath("//input[@name='_csrf_token']/@value")[0]}


def added(client: TestClient, answer_url: str) -> str:
    """What the page says when all is done."""
    for _ in range(100):
        page = read(client, answer_url)
        if not page.xpath("//*[@data-work]"):
            return text(page)
        time.sleep(0.1)
        answer_url = str(client.get(answer_url).url)
    pytest.fail("it never ended")
