"""Reading a dossier with a mouse: passages open beside the claims."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from browsing import Visits

CLAIM = "#c2"
"""The claim of the invented story that two reports carry."""


def shown(page: Page) -> list[str]:
    """The reports that can be seen, by id."""
    return list(page.locator("#reports .report:visible").evaluate_all("all => all.map(one => one.id)"))


def choose(page: Page, number: int = 0, claim: str = CLAIM) -> str:
    """Choose a passage of a claim, and give its id."""
    link = page.locator(f"{claim} .lines a").nth(number)
    link.click()
    return str(link.get_attribute("href"))[1:]


def passage_of(file: Path, claim: str, number: int = 0) -> str:
    """The id of a passage of a claim, from the file alone."""
    own = file.read_text("utf-8").partition(f'id="{claim[1:]}"')[2]
    return re.findall(r'href="#(r\d+-\d+-\d+)" data-p', own)[number]


def part(passage: str) -> str:
    return f"#{passage}, [data-of='{passage}']"


def test_the_page_opens_with_what_counts(visit: Visits, harbour: Path) -> None:
    page = visit(harbour)
    expect(page).to_have_title("Blast at Vardessa harbour kills two, injures 12, governor says · twosource dossier")
    expect(page.get_by_role("heading", level=1)).to_be_in_viewport()
    assert shown(page) == ["r1"]
    for name in ("Corroborated", "One origin", "Not established", "One report only"):
        expect(page.get_by_role("heading", name=name, level=3)).to_be_visible()


def test_a_chosen_passage_stands_lit_in_its_report(visit: Visits, ferry: Path) -> None:
    page = visit(ferry)
    passage = choose(page, 1)
    assert shown(page) == ["r2"]
    lit = page.locator(part(passage)).first
    expect(lit).to_be_in_viewport()
    assert {"hit", "now"} <= set(str(lit.get_attribute("class")).split())
    expect(page.locator(CLAIM)).to_have_class("claim k-corroborated current")
    expect(page.get_by_role("tab", selected=True)).to_have_text("Skerry Herald")
    assert page.url.endswith(f"#{passage}")


def test_the_passages_of_one_claim_are_lit_and_no_others(visit: Visits, ferry: Path) -> None:
    page = visit(ferry)
    choose(page, claim="#c3")
    wanted = {choose(page, 0), choose(page, 1)}
    lit = page.locator("#reports .hit").evaluate_all("all => all.map(one => one.id || one.dataset.of)")
    assert set(lit) == wanted
    assert page.locator("#reports .now").evaluate_all("all => all.length") == 1
    assert page.locator(".claim.current").count() == 1


def test_walking_goes_round_the_passages(visit: Visits, ferry: Path) -> None:
    page = visit(ferry)
    first = choose(page, 0)
    told = page.locator(".walk i")
    expect(told).to_have_text("1 of 2")
    page.get_by_role("button", name="Next passage").click()
    expect(told).to_have_text("2 of 2")
    assert shown(page) == ["r2"]
    page.get_by_role("button", name="Next passage").click()
    expect(told).to_have_text("1 of 2")
    expect(page.locator(part(first)).first).to_be_in_viewport()
    page.get_by_role("button", name="Previous passage").click()
    expect(told).to_have_text("2 of 2")


def test_one_passage_alone_is_nothing_to_walk(visit: Visits, ferry: Path) -> None:
    page = visit(ferry)
    page.locator("details.singles", has_text="Nordholm Courier").locator("summary").click()
    page.locator("#c6 a").click()
    assert shown(page) == ["r3"]
    expect(page.locator(".walk")).to_be_hidden()


def test_two_reports_stand_side_by_side(visit: Visits, ferry: Path) -> None:
    page = visit(ferry)
    passage = choose(page, 0)
    both = page.get_by_role("button", name="Side by side")
    both.click()
    expect(both).to_have_attribute("aria-pressed", "true")
    assert shown(page) == ["r1", "r2"]
    for lit in page.locator("#reports .hit").all():
        expect(lit).to_be_in_viewport()
    left, right = (page.locator(f"#r{n}").bounding_box() for n in (1, 2))
    assert left and right  # noqa: PT018 - for the type checker
    assert left["x"] + left["width"] <= right["x"]
    expect(page.locator(f"main a[href='#{passage}'].now").first).to_be_in_viewport()
    both.click()
    assert shown(page) == ["r1"]


def test_a_tab_opens_its_report(visit: Visits, ferry: Path) -> None:
    page = visit(ferry)
    page.get_by_role("tab", name="Nordholm Courier").click()
    assert shown(page) == ["r3"]
    expect(page.get_by_role("tab", selected=True)).to_have_text("Nordholm Courier")
    expect(page.get_by_role("tabpanel")).to_have_attribute("id", "r3")


def test_a_value_in_dispute_opens_where_it_stands(visit: Visits, ferry: Path) -> None:
    page = visit(ferry)
    page.locator("#conflicts").get_by_role("link", name="Fifty-two").click()
    assert shown(page) == ["r2"]
    expect(page.locator("#reports .now")).to_have_text("Fifty-two")
    expect(page.locator(".walk i")).to_have_text("2 of 2")


def test_back_and_forward_go_through_what_was_read(visit: Visits, ferry: Path) -> None:
    page = visit(ferry)
    choose(page, 0)
    choose(page, 1)
    page.go_back()
    assert shown(page) == ["r1"]
    page.go_forward()
    assert shown(page) == ["r2"]


def test_the_number_behind_a_passage_leads_to_its_claim(visit: Visits, ferry: Path) -> None:
    page = visit(ferry)
    page.locator("#r1 a.n[href='#c4']").click()
    expect(page.locator("#c4")).to_be_in_viewport()


def test_a_link_into_what_is_folded_unfolds_it(visit: Visits, ferry: Path) -> None:
    page = visit(ferry)
    page.locator(".picture:visible a[href='#o2']").click()
    expect(page.locator("#o2 ol")).to_be_visible()
    expect(page.locator("#o2")).to_be_in_viewport()


@pytest.mark.parametrize("number", [0, 1])
def test_an_address_leads_to_its_passage_and_claim(visit: Visits, ferry: Path, number: int) -> None:
    passage = passage_of(ferry, CLAIM, number)
    page = visit(ferry, f"#{passage}")
    assert shown(page) == [passage.split("-", 1)[0]]
    expect(page.locator(part(passage)).first).to_be_in_viewport()
    expect(page.locator(CLAIM)).to_have_class("claim k-corroborated current")
    expect(page.locator(f"{CLAIM} a.now")).to_be_in_viewport()


def test_an_address_leads_to_a_claim_that_is_folded(visit: Visits, ferry: Path) -> None:
    expect(visit(ferry, "#c6").locator("#c6 a")).to_be_in_viewport()


def test_an_address_of_a_single_passage_unfolds_its_claim(visit: Visits, ferry: Path) -> None:
    page = visit(ferry, f"#{passage_of(ferry, '#c6')}")
    assert shown(page) == ["r3"]
    expect(page.locator("#c6 a")).to_be_in_viewport()


def test_the_address_follows_the_walk(visit: Visits, ferry: Path) -> None:
    page = visit(ferry)
    choose(page, 0)
    page.get_by_role("button", name="Next passage").click()
    assert page.url.split("#")[1] == page.locator("#reports .now").first.get_attribute("id")


@pytest.mark.parametrize("anchor", ["#nowhere", "#r1-0-0')]", "#%E0%A4"])
def test_an_address_that_leads_nowhere_breaks_nothing(visit: Visits, ferry: Path, anchor: str) -> None:
    page = visit(ferry, anchor)
    choose(page, 1)
    assert shown(page) == ["r2"]


def test_smooth_scrolling_arrives(visit: Visits, ferry: Path) -> None:
    page = visit(ferry, moving=True, size=(1280, 300))
    choose(page, 0, "#c4")
    expect(page.locator("#reports .now").first).to_be_in_viewport()
