"""Handing on, tables of what differs and printing, on the desk in a browser; and a whole flow with nothing but keys."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

import invented
from browsing import PHONE, WIDE, Visits
from hosting import hosted
from looking import MOST_STOPS, accessible, faint
from scripts import ROOT
from twosource import bundles, codec, verification
from twosource.case import open_case
from twosource.web.app import make
from twosource.web.desk import open_desk
from twosource.web.handing import FORMATS
from twosource.web.settings import Settings
from visiting import opened, overflow


def tables(raw: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def is_page(raw: bytes) -> bool:
    return raw.startswith(b"<!DOCTYPE html>") and b"Aurelia" in raw


def is_tables(raw: bytes) -> bool:
    rows = list(csv.DictReader(io.StringIO(tables(raw)["tables/claims.csv"].decode("utf-8-sig"))))
    return len(rows) > 5 and all(any(row.values()) for row in rows)


def is_parquet(raw: bytes) -> bool:
    return all(file.startswith(b"PAR1") for name, file in tables(raw).items() if name.endswith(".parquet"))


def is_annotations(raw: bytes) -> bool:
    return "http://www.w3.org/ns/anno.jsonld" in str(json.loads(raw)["@context"])


CHECKS: dict[str, Callable[[bytes], object]] = {
    "html": is_page,
    "pdf": lambda raw: raw.startswith(b"%PDF-") and raw.rstrip().endswith(b"%%EOF"),
    "md": lambda raw: raw.decode().startswith("# ") and "Aurelia" in raw.decode(),
    "json": lambda raw: not verification.check(raw) and codec.decode(raw).claims,
    "csv": is_tables,
    "parquet": is_parquet,
    "annotations": is_annotations,
    "bundle.zip": lambda raw: not bundles.verify(raw) if isinstance(raw, Path) else tables(raw),
}


@pytest.mark.parametrize("name", FORMATS)
def test_every_link_saves_a_file_that_is_what_it_is_called(
    visit: Visits, shared: str, tmp_path: Path, name: str
) -> None:
    page = opened(visit, shared, "aurelia")
    with page.expect_download() as saved:
        page.get_by_role("link", name=FORMATS[name][0], exact=True).click()
    file = tmp_path / saved.value.suggested_filename
    saved.value.save_as(file)
    assert file.name.startswith("aurelia-aground")
    assert CHECKS[name](file.read_bytes())
    if name == "bundle.zip":
        assert not bundles.verify(file)


def test_what_was_ruled_is_in_what_is_handed_on(visit: Visits, desk: str, tmp_path: Path) -> None:
    page = opened(visit, desk, "aurelia", correct=True)
    for box in page.locator("#people input[data-kind=entity]").all()[:2]:
        box.check()
    page.get_by_label("Why").fill("one and the same man")
    page.get_by_role("button", name="One and the same").click()
    expect(page.locator(".ruled")).to_be_visible()
    for name in ("Dossier", "Evidence bundle", "Page"):
        with page.expect_download() as saved:
            page.get_by_role("link", name=name, exact=True).click()
        file = tmp_path / saved.value.suggested_filename
        saved.value.save_as(file)
        raw = b"".join(tables(file.read_bytes()).values()) if file.suffix == ".zip" else file.read_bytes()
        assert b"one and the same man" in raw
    assert not bundles.verify(next(tmp_path.glob("*.zip")))


# --- where the reports differ ---------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def differing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The desk on the invented dossier, in which two reports give two numbers."""
    file = tmp_path_factory.mktemp("differing") / "dossier.json"
    file.write_bytes(codec.encode(invented.dossier()))
    with hosted(lambda port: make(open_desk(file, Settings(port=port)))) as address:
        yield address


@pytest.mark.parametrize("size", [WIDE, PHONE])
def test_values_that_differ_are_seen_and_lead_to_their_passages(
    visit: Visits, differing: str, size: tuple[int, int]
) -> None:
    page = visit(differing, size=size)
    table = page.locator("#conflicts table")
    expect(table).to_contain_text("contradiction")
    values = table.locator("td a[data-p]")
    texts = values.all_inner_texts()
    assert len(set(texts)) == len(texts) == 2
    for value in (values.nth(0), values.nth(1)):
        target = str(value.get_attribute("href"))
        value.click() if size == WIDE else value.tap()
        passage = page.locator(f"#reports {target}")
        expect(passage).to_be_in_viewport()
        assert value.inner_text() in passage.inner_text()
        if size == PHONE:
            page.get_by_role("button", name="Close").tap()
    assert overflow(page) <= 0


def test_a_case_shows_the_values_of_its_reports(visit: Visits, tmp_path: Path) -> None:
    file = tmp_path / "harbour.db"
    with open_case(file) as case:
        case.using(jobs=1).add(ROOT / "examples" / "harbour_fire")
        differ = case.dossier(case.stories()[0].id).conflicts
    assert differ
    with hosted(lambda port: make(open_desk(file, Settings(port=port)))) as address:
        page = visit(address)
        page.locator("ol.stories a").first.click()
        expect(page.locator("#conflicts tbody tr")).to_have_count(len(differ))
        value = page.locator("#conflicts td a[data-p]").first
        value.click()
        expect(page.locator(f"#reports {value.get_attribute('href')}")).to_be_in_viewport()


# --- printed --------------------------------------------------------------------------------------------------------


PRINTED = [(path, False) for path in ("story?correct=1", "article", "/", "/log", "/search?q=ferry", "sourcing")]


@pytest.mark.parametrize(("path", "dark"), [("story", True), *PRINTED])
def test_print_has_the_content_and_none_of_the_tools(visit: Visits, shared: str, path: str, *, dark: bool) -> None:
    page = opened(visit, shared, "aurelia")
    story = page.url
    article = shared + str(page.locator("#reports h3 a").first.get_attribute("href"))
    page.close()
    places = {
        "story": story,
        "story?correct=1": f"{story}?correct=1",
        "article": article,
        "sourcing": f"{story}/sourcing",
    }
    page = visit(places.get(path, shared + path), size=(794, 1123), dark=dark)
    page.emulate_media(media="print")
    for tool in (".top", ".tools", ".ruling", ".filters", ".skip", ".bar", "dialog", "form", "input"):
        assert page.locator(f"{tool}:visible").count() == 0, tool
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert faint(page, "h1, h2, main p, main a, .body p, td", 4.5) == []
    assert overflow(page) <= 0
    if path.startswith("story"):
        expect(page.locator("#reports .report:visible")).to_have_count(3)
    raw = page.pdf(format="A4")
    assert raw.startswith(b"%PDF")
    assert len(re.findall(rb"/Type\s*/Page\b", raw)) < 15


# --- nothing but the keyboard ---------------------------------------------------------------------------------------


def tabbed(page: Page, selector: str, key: str = "Tab") -> None:
    """Press a key until the focus is on such an element."""
    for _ in range(MOST_STOPS):
        page.keyboard.press(key)
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    pytest.fail(f"{selector} is not reached with {key}")


def test_a_whole_flow_with_nothing_but_keys(visit: Visits, desk: str, tmp_path: Path) -> None:
    page = visit(desk)
    page.keyboard.press("/")
    page.keyboard.type("steering kind")
    page.keyboard.press("ControlOrMeta+A")
    page.keyboard.type("steering")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?q=steering")
    tabbed(page, "ol.hits a[href*='claim=']")
    page.keyboard.press("Enter")
    page.wait_for_url("**/stories/*#c*")
    claim = page.locator(f"#{page.url.partition('#')[2]}")
    expect(claim).to_be_in_viewport()

    # compare two passages: the first opens its report, "Side by side" opens the other beside it
    tabbed(page, ".lines a[data-p]")
    page.keyboard.press("Enter")
    expect(page.locator("#reports .now").first).to_be_in_viewport()
    tabbed(page, "button.both", "Shift+Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#reports .report.on")).to_have_count(2)
    page.keyboard.press("Escape")

    # rule, and take it back
    page.keyboard.press("c")
    page.wait_for_url("**correct=1**")
    expect(page.locator("#ruling")).to_be_visible()
    for number in (0, 1):
        tabbed(page, "#people input[data-kind=entity]")
        page.keyboard.press("Space")
        expect(page.locator("#people input[data-kind=entity]").nth(number)).to_be_checked()
    tabbed(page, "button[value='same:entity']", "Shift+Tab")
    tabbed(page, "input[name=note]")
    page.keyboard.type("one man")
    tabbed(page, "button[value='same:entity']", "Shift+Tab")
    page.keyboard.press("Enter")
    expect(page.locator(".ruled")).to_contain_text("one man")
    accessible(page)
    page.keyboard.press("u")
    expect(page.locator(".ruled")).to_contain_text("taken back")

    # hand on
    tabbed(page, "a[href$='/as/json']")
    with page.expect_download() as saved:
        page.keyboard.press("Enter")
    file = tmp_path / "dossier.json"
    saved.value.save_as(file)
    assert not verification.check(file.read_bytes())
