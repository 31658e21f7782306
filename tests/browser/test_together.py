"""Two people at one case, and the case worked on outside: nothing is lost, and each sees what the other did."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from browsing import Visits
from gathered import EVERY, FERRY, jsonl
from looking import accessible
from twosource.case import open_case
from twosource.cli import main
from visiting import opened, overflow

OLD = "The story has changed meanwhile"


def both(visit: Visits, desk: str) -> tuple[Page, Page]:
    """The correcting page of one story, before Ada and before Ben."""
    return (
        opened(visit, desk, "aurelia", correct=True, who="Ada"),
        opened(visit, desk, "aurelia", correct=True, who="Ben"),
    )


def ruled(page: Page, by: str, name: str, *boxes: Locator, why: str = "") -> None:
    """Tick these, and press that button."""
    for box in boxes:
        box.evaluate("box => { for (let at = box; at; at = at.parentElement) if ('open' in at) at.open = true; }")
        box.check()
    page.get_by_label("Who rules").fill(by)
    page.get_by_label("Why").fill(why)
    page.get_by_role("button", name=name, exact=True).click()


def told_so(visit: Visits, page: Page) -> None:
    """Whose page was old is told so."""
    expect(page.get_by_role("heading", level=1)).to_have_text(OLD)
    visit.expect("409")


def box(page: Page, value: str) -> Locator:
    return page.locator(f"input[type=checkbox][value='{value}']")


def ids(page: Page, kind: str) -> list[str]:
    found: list[str] = page.locator(f"input[data-kind={kind}]").evaluate_all("all => all.map(one => one.value)")
    return found


def log(file: Path) -> list[tuple[str, str, str]]:
    """Who ruled what, and what became of it."""
    with open_case(file) as case:
        rulings = case.log()
        told = [(e.by, e.correction.ruling if e.correction else f"undo {e.undoes}") for e in rulings]
        return [(*one, line.state) for one, line in zip(told, case.told(), strict=True)]


@pytest.mark.parametrize("kind", ["claim", "entity", "origin"])
def test_who_rules_on_an_old_page_sees_what_changed_and_decides(
    visit: Visits, desk: str, file: Path, kind: str
) -> None:
    names = {"claim": "One claim", "entity": "One and the same", "origin": "One origin"}
    parts = {"claim": "Not one claim", "entity": "Not the same", "origin": "Not one origin"}
    first, second = both(visit, desk)
    one, other = ids(first, kind)[-1], ids(first, kind)[0]
    ruled(first, "Ada Holm", names[kind], box(first, one), box(first, other), why="they are")
    expect(first.locator(".ruled")).to_contain_text("they are")
    ruled(second, "Ben Łukasz", parts[kind], box(second, one), box(second, other), why="they are not")
    told_so(visit, second)
    expect(second.locator("ol.log")).to_contain_text("they are")
    expect(second.locator("ol.log")).to_contain_text("Ada Holm")
    assert [by for by, *_ in log(file)] == ["Ada Holm"], "what is asked for on an old page is not ruled unseen"
    expect(second.get_by_role("main")).to_contain_text("they are not")  # the reason that was given is not lost
    again = second.get_by_role("button", name="Rule it all the same")
    if again.count():
        expect(second.locator("ul.rows")).to_contain_text("they are not")
        again.click()
        expect(second.locator(".ruled")).to_contain_text("they are not")
        assert [one[:2] for one in log(file)] == [("Ada Holm", "same"), ("Ben Łukasz", "not-same")]
    else:
        expect(second.get_by_role("main")).to_contain_text("became part of something else")
        second.get_by_role("link", name="See the story as it is now").click()
        expect(second.locator("#ruling")).to_be_visible()
        expect(second.locator("#rulings")).to_contain_text("Ada Holm")


def test_what_is_ruled_all_the_same_is_on_the_words_that_were_told(visit: Visits, desk: str) -> None:
    """Ids of an old page mean other passages than it showed: none of these is written into the log unseen."""
    first, second = both(visit, desk)
    one, other, third = (ids(first, "claim")[n] for n in (-1, 7, 0))
    ruled(first, "Ada", "One claim", box(first, one), box(first, other))
    expect(first.locator(".ruled")).to_be_visible()
    ruled(second, "Ben", "One claim", box(second, other), box(second, third))
    told_so(visit, second)
    for size in ({"width": 1280, "height": 800}, {"width": 360, "height": 740}):
        second.set_viewport_size(size)
        assert overflow(second) <= 0
        accessible(second)
    told = second.locator("ul.rows li").inner_text()
    second.get_by_role("button", name="Rule it all the same").click()
    assert second.locator(".ruled p").inner_text() == f"Ruled. {told}"


def test_a_contradiction_is_told_and_each_takes_back_their_own(visit: Visits, desk: str, file: Path) -> None:
    first, second = both(visit, desk)
    before = ids(first, "entity")[:2]
    ruled(first, "Ada", "One and the same", *(box(first, one) for one in before))
    expect(first.locator(".ruled")).to_be_visible()
    forms = first.locator("#people li").first.locator("a")
    assert forms.count() > 1
    # Ben now parts the very words that Ada joined
    with open_case(file) as case:
        joined = case.log()[0].correction
        assert joined
    answer = second.request.post(
        f"{desk}/api/rulings",
        data=json.dumps(
            {
                "rulings": [
                    {
                        "ruling": "not-same",
                        "about": "entity",
                        "by": "Ben",
                        "passages": [{"report": p.article, "text": p.text, "start": p.start} for p in joined.passages],
                    }
                ]
            }
        ),
        headers={"content-type": "application/json"},
    )
    assert answer.ok
    second.goto(f"{desk}/log")
    expect(second.locator("#line-1")).to_contain_text("overruled by line 2")
    expect(second.locator("#line-2")).to_contain_text("overrules line 1 of Ada")
    second.goto(f"{desk}/")
    first.get_by_role("button", name="Take it back").click()  # Ada's page offers hers alone
    expect(first.locator(".ruled")).to_contain_text("line 1 is taken back")
    assert log(file) == [("Ada", "same", "taken back by line 3"), ("Ben", "not-same", ""), ("Ada", "undo 1", "")]


def test_what_was_taken_back_by_the_other_is_not_taken_back_twice(visit: Visits, desk: str, file: Path) -> None:
    first, second = both(visit, desk)
    ruled(first, "Ada", "Not one claim", first.locator("#c3 .lines input").last)
    expect(first.locator(".ruled")).to_be_visible()
    lines = first.locator(".ruled input[name=n]").count()
    assert lines > 1, "one ruling of several lines"
    second.goto(f"{desk}/log")
    second.get_by_role("button", name="Take back line 1", exact=True).click()
    expect(second.locator(".log li").first).to_contain_text("line 1 is taken back")
    first.get_by_role("button", name="Take it back").click()
    expect(first.locator(".ruled")).to_contain_text("is taken back")
    states = [state for _, ruling, state in log(file) if ruling == "not-same"]
    assert len(states) == lines
    assert all(state.startswith("taken back") for state in states)
    assert len(log(file)) == 2 * lines


def test_a_second_press_of_the_button_writes_nothing_more(visit: Visits, desk: str, file: Path) -> None:
    page = opened(visit, desk, "aurelia", correct=True)
    for one in ids(page, "entity")[:2]:
        box(page, one).check()
    page.get_by_role("button", name="One and the same").dblclick()
    expect(page.locator(".ruled")).to_contain_text("one entity")
    assert len(log(file)) == 1


def test_a_ruling_holds_when_the_case_is_worked_on_outside(
    visit: Visits, desk: str, file: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "reports"
    folder.mkdir()
    jsonl(folder, "reports.jsonl", EVERY)
    page = opened(visit, desk, "aurelia", correct=True)
    people = ids(page, "entity")[:2]
    ruled(page, "Ada Holm", "One and the same", *(box(page, one) for one in people), why="the same man")
    expect(page.locator(".ruled")).to_contain_text("the same man")
    whom = page.locator("#people li").first.inner_text().split()
    page.goto(page.url.partition("?")[0])

    for args in (("refresh",), ("add", str(folder))):
        assert main([str(file), *args]) == 0
        page.reload()
        expect(page.locator("#rulings")).to_contain_text("Ada Holm")
        expect(page.locator("#rulings")).to_contain_text("the same man")
        assert page.locator("#people li").first.inner_text().split() == whom

    late = FERRY[0] | {"outlet": "Late Post", "url": "https://late.example/1", "published": "2026-02-05"}
    jsonl(folder, "late.jsonl", [late])
    assert main([str(file), "add", str(folder)]) == 0
    page.reload()
    expect(page.locator("#reports .report")).to_have_count(4)
    expect(page.locator("#rulings")).to_contain_text("the same man")
    with open_case(file) as case:
        assert [entry.by for entry in case.log()] == ["Ada Holm"]


def test_a_page_from_before_a_report_came_says_so(visit: Visits, desk: str, file: Path, tmp_path: Path) -> None:
    page = opened(visit, desk, "aurelia", correct=True)
    late = FERRY[0] | {"outlet": "Late Post", "url": "https://late.example/1", "published": "2026-02-05"}
    assert main([str(file), "add", str(jsonl(tmp_path, "late.jsonl", [late]))]) == 0
    ruled(page, "Ada", "One and the same", *(box(page, one) for one in ids(page, "entity")[:2]))
    told_so(visit, page)
    expect(page.locator("ol.changes")).to_contain_text("report")
