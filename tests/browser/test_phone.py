"""Reading a dossier on a phone: reports come up as a sheet."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from browsing import PHONE, Visits
from looking import stops


def opened(page: Page) -> Locator:
    """Touch a passage of a claim, and give the link that was touched."""
    link = page.locator("#c2 .lines a").nth(1)
    link.tap()
    expect(page.locator("#reports")).to_be_in_viewport()
    return link


@pytest.mark.parametrize("story", ["harbour", "ferry"])
def test_nothing_sticks_out(visit: Visits, request: pytest.FixtureRequest, story: str) -> None:
    page = visit(request.getfixturevalue(story), size=PHONE)
    page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
    for width in (320, 360, 430):
        page.set_viewport_size({"width": width, "height": 740})
        assert page.evaluate("[document.documentElement.scrollWidth, innerWidth]") == [width, width]


def test_the_sheet_opens_with_the_passage_and_takes_the_focus(visit: Visits, ferry: Path) -> None:
    page = visit(ferry, size=PHONE)
    sheet = page.locator("#reports")
    expect(sheet).to_be_hidden()
    opened(page)
    expect(sheet).to_be_focused()
    expect(page.locator("#r2 .now").first).to_be_in_viewport()
    box = sheet.bounding_box()
    assert box
    assert (box["x"], box["width"], box["y"] + box["height"]) == (0, 360, 740)


@pytest.mark.parametrize("how", ["button", "escape", "back"])
def test_the_sheet_closes_and_gives_the_focus_back(visit: Visits, ferry: Path, how: str) -> None:
    page = visit(ferry, size=PHONE)
    link = opened(page)
    if how == "button":
        page.get_by_role("button", name="Close").tap()
    elif how == "escape":
        page.keyboard.press("Escape")
    else:
        page.go_back()
    expect(page.locator("#reports")).to_be_hidden()
    expect(link).to_be_focused()
    expect(link).to_be_in_viewport()


def test_the_focus_does_not_go_behind_the_sheet(visit: Visits, ferry: Path) -> None:
    page = visit(ferry, size=PHONE)
    opened(page)
    for key in ("Tab", "Shift+Tab"):
        found = stops(page, key, 12)
        assert found
        assert [stop for stop in found if not stop["pane"]] == []


def test_walking_goes_on_in_the_sheet(visit: Visits, ferry: Path) -> None:
    page = visit(ferry, size=PHONE)
    opened(page)
    page.get_by_role("button", name="Next passage").tap()
    expect(page.locator("#r1 .now").first).to_be_in_viewport()
    expect(page.locator(".walk i")).to_have_text("1 of 2")
    expect(page.get_by_role("button", name="Side by side")).to_be_hidden()


def test_the_number_of_a_claim_closes_the_sheet_and_leads_there(visit: Visits, ferry: Path) -> None:
    page = visit(ferry, size=PHONE)
    opened(page)
    page.locator("#r2 a.n[href='#c4']").tap()
    expect(page.locator("#reports")).to_be_hidden()
    expect(page.locator("#c4")).to_be_in_viewport()


def test_an_address_opens_the_sheet(visit: Visits, ferry: Path) -> None:
    page = visit(ferry, "#r2", size=PHONE)
    expect(page.locator("#r2 h3")).to_be_in_viewport()
    page.get_by_role("button", name="Close").tap()
    expect(page.locator("#reports")).to_be_hidden()


@pytest.mark.parametrize("moving", [True, False])
def test_the_sheet_moves_only_for_who_likes_it(visit: Visits, ferry: Path, *, moving: bool) -> None:
    page = visit(ferry, size=PHONE, moving=moving)
    opened(page)
    length = page.locator("#reports").evaluate("sheet => getComputedStyle(sheet).transitionDuration")
    assert (length != "0s") == moving
