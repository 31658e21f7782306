"""How a dossier looks: light, dark, printed, in a contrast theme, without its script."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from browsing import PHONE, Visits
from looking import faint

LEAST_WORDS, LEAST_MARKS = 4.5, 3.0
"""WCAG 2.2, 1.4.3 and 1.4.11: contrast of words, and of marks that mean something."""


@pytest.mark.parametrize("dark", [False, True])
def test_pictures_can_be_read(visit: Visits, harbour: Path, *, dark: bool) -> None:
    page = visit(harbour, dark=dark)
    assert faint(page, "svg text", LEAST_WORDS) == []
    assert faint(page, ".glyph, .carriers .yes, .picture a circle, .shares rect", LEAST_MARKS) == []
    assert faint(page, ".growth path.origins", LEAST_MARKS) == []


@pytest.mark.parametrize("dark", [False, True])
def test_lit_passages_can_be_read(visit: Visits, ferry: Path, *, dark: bool) -> None:
    page = visit(ferry, dark=dark)
    page.get_by_role("button", name="Side by side").click()
    for claim in ("#c1", "#c2", "#c3", "#c4"):
        page.locator(f"{claim} .lines a").first.click()
        assert faint(page, "#reports .hit, #reports .hit *, main a.now *", LEAST_WORDS) == []


@pytest.mark.parametrize("claim", ["#c6", "#c3 .lines", "#people"])
def test_the_chosen_line_is_lit_too(visit: Visits, ferry: Path, claim: str) -> None:
    page = visit(ferry)
    page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
    link = page.locator(f"{claim} a").first
    colour = "one => getComputedStyle(one).backgroundColor"
    unlit = link.evaluate(colour)
    link.click()
    page.mouse.move(0, 0)
    assert link.evaluate(colour) != unlit


def test_dark_is_dark(visit: Visits, ferry: Path) -> None:
    page = visit(ferry, dark=True)
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(21, 22, 24)"
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(235, 231, 223)"


# --- printed --------------------------------------------------------------------------------------------------------


def printed(page: Page) -> Page:
    page.emulate_media(media="print")
    return page


@pytest.mark.parametrize("size", [(794, 1123), PHONE])
def test_print_has_every_report_whole(visit: Visits, harbour: Path, size: tuple[int, int]) -> None:
    page = printed(visit(harbour, size=size))
    for report in page.locator("#reports .report").all():
        expect(report).to_be_visible()
        assert report.evaluate("one => [one.scrollHeight <= one.clientHeight + 1, getComputedStyle(one).overflow]") == [
            True,
            "visible",
        ]
    assert page.locator("#reports").evaluate("pane => getComputedStyle(pane).position") == "static"
    for tool in (".skip", ".contents", ".bar", ".tabs"):
        expect(page.locator(tool)).to_be_hidden()


def test_print_leaves_nothing_folded(visit: Visits, harbour: Path) -> None:
    page = printed(visit(harbour))
    folded = page.locator("details:not([open])").evaluate_all(
        "all => all.filter(one => !one.querySelector(':scope > :not(summary)').checkVisibility()).length"
    )
    assert folded == 0


def test_print_is_dark_on_white(visit: Visits, ferry: Path) -> None:
    page = printed(visit(ferry, dark=True))
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert faint(page, "h1, h2, h4, .why, .body p, svg text", LEAST_WORDS) == []


def test_print_of_what_is_open_is_the_same(visit: Visits, ferry: Path) -> None:
    page = visit(ferry)
    page.locator("#c2 .lines a").first.click()
    page.get_by_role("button", name="Side by side").click()
    expect(printed(page).locator("#reports .report:visible")).to_have_count(3)


# --- few colours ----------------------------------------------------------------------------------------------------


# A background that is the page's, or lets it through, is no difference here: all are the system's.
LOOKS = """(one) => {
  const looks = getComputedStyle(one);
  const page = getComputedStyle(document.body).backgroundColor;
  const own = looks.backgroundColor.startsWith("rgb(") && looks.backgroundColor !== page ? looks.backgroundColor : "";
  return [own, looks.color, looks.outlineStyle, looks.textDecorationLine, looks.fontWeight, looks.borderBottomWidth];
}"""


def test_a_contrast_theme_shows_which_report_is_open(visit: Visits, ferry: Path) -> None:
    tabs = visit(ferry, forced=True).get_by_role("tab")
    assert tabs.nth(0).evaluate(LOOKS) != tabs.nth(1).evaluate(LOOKS)


@pytest.mark.parametrize("claim", ["#c6", "#c3 .lines"])
def test_a_contrast_theme_shows_what_is_lit(visit: Visits, ferry: Path, claim: str) -> None:
    page = visit(ferry, forced=True)
    page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
    link = page.locator(f"{claim} a").first
    passage = page.locator(str(link.get_attribute("href")))
    unlit = link.evaluate(LOOKS), passage.evaluate(LOOKS)
    link.click()
    page.mouse.move(0, 0)
    assert link.evaluate(LOOKS) != unlit[0], "the chosen line"
    assert passage.evaluate(LOOKS) != unlit[1], "its passage"


# --- without the script ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("size", [(1280, 800), PHONE])
def test_without_the_script_every_report_and_every_target_is_there(
    visit: Visits, harbour: Path, size: tuple[int, int]
) -> None:
    page = visit(harbour, size=size, scripts=False)
    expect(page.locator("#reports .report:visible")).to_have_count(6)
    expect(page.locator("button:visible")).to_have_count(0)
    lost = page.locator("a[href^='#']").evaluate_all(
        "all => all.map(one => one.getAttribute('href').slice(1)).filter(id => !document.getElementById(id))"
    )
    assert lost == []


@pytest.mark.parametrize("size", [(1280, 800), PHONE])
def test_without_the_script_a_passage_is_reached_and_lit(visit: Visits, ferry: Path, size: tuple[int, int]) -> None:
    page = visit(ferry, size=size, scripts=False)
    page.locator("#c2 .lines a").nth(1).click()
    reached = page.locator("#reports :target")
    expect(reached).to_be_in_viewport()
    plain = page.locator("#r1 .body p").last
    colour = "one => getComputedStyle(one).backgroundColor"
    assert reached.evaluate(colour) != plain.evaluate(colour)


def test_without_the_script_what_is_folded_is_reached(visit: Visits, ferry: Path) -> None:
    expect(visit(ferry, "#c6", scripts=False).locator("#c6 a")).to_be_in_viewport()
