"""A dossier of hostile reports stays a page of texts: nothing runs, nothing is asked for, nothing is turned round."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from msgspec import structs
from playwright.sync_api import expect

import invented
from browsing import PHONE, WIDE, Visits
from hostile import LONG_LINE, MARKUP, TURNED, URLS
from looking import accessible
from twosource import desk, render
from twosource.model import Claim, Dossier, Evidence, Passage
from twosource.text import sha256


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of three hostile reports, read and compared as any others, one of them with a line of 1 MB besides."""
    folder = tmp_path_factory.mktemp("hostile")
    reports = [
        {
            "outlet": f"The {name} {MARKUP}",
            "url": url,
            "title": f"{name} {TURNED}{MARKUP}",
            "published": "2031-05-12",
            "author": MARKUP,
            "text": (
                f"{name} {TURNED}{MARKUP}\n\n"
                "The ferry Osprey ran aground off Tarn Head on Monday, Captain Ada Holm said.\n"
                f"“The keel {MARKUP} is split,” said {name} Reck {MARKUP}, a diver.\nNobody was hurt. {TURNED}\n"
            ),
        }
        for name, url in zip(("Gazette", "Herald", "Courier"), URLS, strict=True)
    ]
    (folder / "reports.jsonl").write_text("".join(f"{json.dumps(one)}\n" for one in reports), "utf-8")
    made = desk.dossier(folder / "reports.jsonl")
    assert len(made.articles) == 3
    page = folder / "dossier.html"
    page.write_text(render.html(with_long_line(made)), "utf-8")
    return page


def with_long_line(made: Dossier) -> Dossier:
    """The dossier whose last report ends with a line of 1 MB, and a claim that is worded by it.

    Reading such a line takes a minute; what it does to a page is the same.
    """
    *others, last = made.articles
    start = len(last.text)
    text = last.text + LONG_LINE
    last = structs.replace(last, text=text, sha256=sha256(text))
    passage = Passage(article=last.id, start=start, end=len(text), text=LONG_LINE)
    evidence = Evidence(article=last.id, start=start, end=len(text), text=LONG_LINE)
    claim = Claim(id="c-long", wording=passage, evidence=(evidence,), standing="single", why="One report.")
    return invented.changed(made, articles=(*others, last), claims=(*made.claims, claim))


@pytest.mark.parametrize("size", [WIDE, PHONE])
def test_nothing_runs_and_nothing_sticks_out(visit: Visits, hostile: Path, size: tuple[int, int]) -> None:
    page = visit(hostile, size=size)
    page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
    assert page.evaluate("document.body.dataset.ran") is None
    assert page.locator("script, iframe, img, base, [onfocus], [onload], [onerror]").count() == 1  # our script
    assert page.evaluate("document.documentElement.scrollWidth") == size[0]
    expect(page.get_by_role("heading", level=1)).to_contain_text("<script>")
    page.locator(".lines a").first.click()
    expect(page.locator("#reports .now").first).to_be_in_viewport()


def test_no_link_leads_where_it_could_run(visit: Visits, hostile: Path) -> None:
    page = visit(hostile)
    links = page.locator("a").evaluate_all("all => all.map(one => one.getAttribute('href'))")
    assert links
    assert [link for link in links if not link.startswith(("#", "https://"))] == []
    away = page.locator("a[target]")
    assert away.evaluate_all("all => all.map(one => [one.rel, new URL(one.href).origin])") == [
        ["noopener noreferrer", "https://outlet.example"]
    ]


def test_no_character_turns_the_page_round(visit: Visits, hostile: Path) -> None:
    page = visit(hostile)
    unseen = r"() => document.documentElement.textContent.match(/[\u202a-\u202e\u2066-\u2069]/g)"
    assert page.evaluate(unseen) is None
    assert page.locator("h1").evaluate("one => getComputedStyle(one).direction") == "ltr"


def test_the_long_line_is_reached(visit: Visits, hostile: Path) -> None:
    page = visit(hostile)
    page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
    page.locator("a[data-p]", has_text="The water rose").click(position={"x": 20, "y": 20})
    expect(page.locator("#reports .now")).to_be_in_viewport()


def test_axe_finds_nothing(visit: Visits, hostile: Path) -> None:
    accessible(visit(hostile))
