"""Reading a dossier with nothing but the keyboard."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page, expect

from browsing import PHONE, Visits
from looking import MOST_STOPS, stops


def focused(page: Page, selector: str) -> bool:
    """Whether what has the focus is, or is inside, such an element."""
    return bool(page.evaluate("selector => Boolean(document.activeElement.closest(selector))", selector))


def test_the_first_stop_skips_to_the_claims(visit: Visits, ferry: Path) -> None:
    page = visit(ferry)
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Skip to the claims")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="What the reports say")).to_be_in_viewport()
    page.keyboard.press("Tab")
    assert focused(page, "#claims")


def test_every_stop_is_seen_and_none_is_a_trap(visit: Visits, ferry: Path) -> None:
    page = visit(ferry)
    found = stops(page)
    assert 30 < len(found) < MOST_STOPS
    assert [stop for stop in found if not stop["ring"]] == []
    assert [stop for stop in found if not stop["seen"]] == []
    assert any(stop["pane"] for stop in found)


def test_a_closed_sheet_is_no_stop(visit: Visits, ferry: Path) -> None:
    found = stops(visit(ferry, size=PHONE))
    assert len(found) > 30
    assert [stop for stop in found if stop["pane"] or not stop["seen"]] == []


def test_enter_leads_to_the_passage_and_escape_back(visit: Visits, ferry: Path) -> None:
    page = visit(ferry)
    link = page.locator("#c2 .lines a").nth(1)
    link.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#r2 .now").first).to_be_in_viewport()
    assert focused(page, "#reports"), "the focus stays at the link: the passage is fifty stops away"
    page.keyboard.press("Escape")
    expect(link).to_be_focused()


def test_arrows_go_round_the_tabs(visit: Visits, ferry: Path) -> None:
    page = visit(ferry)
    tabs = page.get_by_role("tab")
    tabs.first.focus()
    page.keyboard.press("ArrowRight")
    expect(tabs.nth(1)).to_be_focused()
    expect(tabs.nth(1)).to_have_attribute("aria-selected", "true")
    expect(page.locator("#r2")).to_be_visible()
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowLeft")
    expect(tabs.nth(2)).to_be_focused()
    expect(page.locator("#r3")).to_be_visible()
    assert tabs.evaluate_all("all => all.map(one => one.tabIndex)") == [-1, -1, 0]


def test_behind_the_tabs_comes_the_report_and_arrows_scroll_it(visit: Visits, ferry: Path) -> None:
    page = visit(ferry, size=(1280, 260))
    page.get_by_role("tab", selected=True).focus()
    page.keyboard.press("Tab")
    report = page.locator("#r1")
    expect(report).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(report).not_to_have_js_property("scrollTop", 0)


def test_buttons_and_folds_answer_to_keys(visit: Visits, ferry: Path) -> None:
    page = visit(ferry)
    page.locator("#c2 .lines a").first.click()
    page.get_by_role("button", name="Next passage").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".walk i")).to_have_text("2 of 2")
    page.get_by_role("button", name="Side by side").focus()
    page.keyboard.press("Space")
    expect(page.locator("#reports .report:visible")).to_have_count(2)
    page.locator("details.singles summary").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#c5")).to_be_visible()
