"""The desk as people use it: look, search, compare, correct, take back, add, hand on, with mouse, keyboard or thumb."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import expect

from browsing import PHONE, WIDE, Visits
from hosting import hosted
from looking import accessible
from twosource import bundles
from twosource.case import open_case
from twosource.web.app import make
from twosource.web.desk import open_desk
from twosource.web.settings import Settings
from visiting import opened, overflow


def test_a_story_is_opened_and_a_passage_compared(visit: Visits, desk: str) -> None:
    page = opened(visit, desk, "aurelia")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Aurelia")
    page.locator("main .lines a").first.click()
    expect(page.locator("#reports .now").first).to_be_in_viewport()
    page.get_by_role("button", name="Side by side").click()
    expect(page.locator("#reports .report.on")).to_have_count(2)


def test_who_has_it_from_whom_is_clicked_through(visit: Visits, desk: str) -> None:
    page = opened(visit, desk, "aurelia")
    picture = page.locator("#origins .wide svg")
    picture.get_by_role("link").filter(has_text="Liv Torsen").first.click()
    expect(page.locator("#sourcing details:target")).to_contain_text("Liv Torsen")
    picture.get_by_role("link").filter(has_text="Hestra Radio").first.click()
    expect(page.locator("#reports .report.on").first).to_contain_text("Hestra Radio")


def test_what_was_searched_for_stands_in_view(visit: Visits, desk: str) -> None:
    page = visit(desk)
    page.keyboard.press("/")
    page.keyboard.type("steering")
    page.keyboard.press("Enter")
    page.locator("ol.hits a", has_text="statement").first.click()
    expect(page.locator(".lit").first).to_be_in_viewport()


def test_passages_are_told_apart_and_put_back(visit: Visits, desk: str, file: Path) -> None:
    page = opened(visit, desk, "aurelia", correct=True)
    bar = page.locator("#ruling")
    expect(bar.get_by_role("button")).to_have_count(0)
    claims = page.locator("main .claim").count()
    before = page.locator("main .claim .lines").all_inner_texts()
    page.locator("#c1 .lines input").last.check()
    expect(bar.get_by_role("button", name="Not one claim")).to_be_visible()
    expect(bar.get_by_role("button", name="Not one origin")).to_be_hidden()
    page.get_by_label("Why").fill("another ship")
    page.get_by_label("Who rules").fill("Ada Holm")
    bar.get_by_role("button", name="Not one claim").click()
    expect(page.locator(".ruled").first).to_contain_text("another ship")
    assert page.locator("main .claim .lines").all_inner_texts() != before
    with open_case(file) as case:  # it holds when all is made anew
        case.refresh()
        assert case.log()[0].by == "Ada Holm"
    page.reload()
    assert page.locator("main .claim .lines").all_inner_texts() != before
    page.get_by_role("button", name="Take it back").click()
    expect(page.locator(".ruled")).to_contain_text("is taken back")
    page.goto(page.url.partition("?")[0])
    expect(page.locator("main .claim")).to_have_count(claims)
    assert page.locator("main .claim .lines").all_inner_texts() == before


def test_it_is_all_done_with_keys(visit: Visits, desk: str) -> None:
    page = visit(desk)
    page.keyboard.press("j")
    expect(page.locator("ol.stories a").first).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="What the reports say")).to_be_attached()
    page.wait_for_load_state()
    page.keyboard.press("c")
    expect(page.locator("#ruling")).to_be_visible()
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Keys")).to_be_visible()
    page.keyboard.press("Escape")
    name = page.locator("#people input[data-kind=name]").first
    name.focus()
    page.keyboard.press("x")
    expect(name).to_be_checked()
    expect(page.get_by_role("button", name="Called so")).to_be_visible()
    page.keyboard.press("x")
    people = page.locator("#people input[data-kind=entity]")
    for number in (0, 1):
        people.nth(number).focus()
        page.keyboard.press("x")
        expect(people.nth(number)).to_be_checked()
    page.get_by_role("button", name="One and the same").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".ruled")).to_contain_text("one entity")
    page.keyboard.press("u")
    expect(page.locator(".ruled")).to_contain_text("taken back")


def test_words_that_are_chosen_with_the_mouse_are_ruled_on(visit: Visits, desk: str, file: Path) -> None:
    page = opened(visit, desk, "borealis")
    page.locator("#reports .report.on h3 a").first.click()
    page.get_by_role("link", name="Correct").click()
    paragraph = page.locator(".body > p").last
    paragraph.evaluate("(one) => one.scrollIntoView({ block: 'center' })")
    lines = paragraph.evaluate(
        "(one) => { const all = document.createRange(); all.selectNodeContents(one);"
        " return [...all.getClientRects()].filter((box) => box.width > 1).map((box) => box.toJSON()); }"
    )
    page.mouse.move(lines[0]["left"] + 1, lines[0]["top"] + 8)
    page.mouse.down()
    page.mouse.move(lines[-1]["right"] - 1, lines[-1]["top"] + 8)
    page.mouse.up()
    assert page.evaluate("getSelection().toString()").strip()
    expect(page.locator("#chosen input")).to_be_checked()
    chosen = page.evaluate("getSelection().toString()")
    page.get_by_role("button", name="Not part of the report").click()
    expect(page.locator(".ruled")).to_be_visible()
    with open_case(file) as case:
        correction = case.log()[-1].correction
        assert correction
        assert " ".join(correction.passages[0].text.split()) == " ".join(chosen.split())


def test_a_file_is_dropped_and_its_story_grows(visit: Visits, desk: str, tmp_path: Path) -> None:
    report = tmp_path / "herald.txt"
    report.write_text(
        "Four miners trapped in Velden shaft\n\nFour miners are trapped in a shaft of the Velden coal mine.\n"
    )
    page = visit(f"{desk}/add")
    page.locator("input[type=file]").set_input_files(report)
    page.get_by_label("Outlet").fill("Sundmark Post")
    page.get_by_label("Published").fill("2026-02-03")
    page.get_by_role("button", name="Add").click()
    expect(page.locator(".ruled")).to_contain_text("1 new report", timeout=15_000)
    page.get_by_role("link", name="See the stories").click()
    expect(page.locator("ol.stories")).to_contain_text("4 reports")


def test_a_bundle_is_saved_and_checked(visit: Visits, desk: str, tmp_path: Path) -> None:
    page = opened(visit, desk, "aurelia")
    with page.expect_download() as saved:
        page.get_by_role("link", name="Evidence bundle").click()
    place = tmp_path / saved.value.suggested_filename
    saved.value.save_as(place)
    assert place.suffix == ".zip"
    assert not bundles.verify(place)


def test_all_of_it_works_without_a_script(visit: Visits, desk: str) -> None:
    page = visit(f"{desk}/?q=aurelia", scripts=False)
    page.locator("ol.stories a").first.click()
    page.get_by_role("link", name="Correct").click()
    for box in page.locator("#people input[type=checkbox]").all()[:2]:
        box.check()
    page.get_by_role("button", name="One and the same").click()
    expect(page.locator(".ruled")).to_contain_text("one entity")
    page.get_by_role("button", name="Take it back").click()
    expect(page.locator(".ruled")).to_contain_text("taken back")


PAGES = ("/", "/?alone=1", "/?q=zebra", "/search", "/search?q=ferry", "/changes", "/log", "/add", "/nowhere")


@pytest.mark.parametrize("path", PAGES)
def test_every_page_is_accessible_and_fits(visit: Visits, shared: str, path: str) -> None:
    for size, dark in ((WIDE, True), (PHONE, False)):
        page = visit(shared + path, size=size, dark=dark)
        assert overflow(page) <= 0
        accessible(page)
    if path == "/nowhere":
        visit.expect("404")


@pytest.mark.parametrize("correct", ["", "?correct=1"])
@pytest.mark.parametrize(("size", "dark"), [(WIDE, False), (PHONE, True)])
def test_a_dossier_and_a_report_are_accessible_and_fit(
    visit: Visits, shared: str, correct: str, size: tuple[int, int], *, dark: bool
) -> None:
    page = visit(f"{shared}/?q=aurelia", size=size, dark=dark)
    story = page.locator("ol.stories a").first.get_attribute("href")
    page.goto(f"{shared}{story}{correct}")
    assert overflow(page) <= 0
    accessible(page)
    report = page.locator("#reports h3 a").first.get_attribute("href")
    page.goto(f"{shared}{report}{correct}")
    assert overflow(page) <= 0
    accessible(page)


def test_a_dossier_by_itself(visit: Visits, made: Path, tmp_path: Path) -> None:
    with open_case(made) as case:
        case.export(case.stories(words="aurelia")[0].id, tmp_path, formats=["json"])
    with hosted(lambda port: make(open_desk(tmp_path / "dossier.json", Settings(port=port)))) as address:
        page = visit(address)
        expect(page.get_by_role("heading", level=1)).to_contain_text("Aurelia")
        expect(page.get_by_role("link", name="Correct")).to_have_count(0)
        accessible(page)
