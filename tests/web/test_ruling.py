"""Ruling on a desk: what is ticked, what becomes of it, and taking it back."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
from litestar.testing import TestClient
from lxml import html
from lxml.html import HtmlElement

from deskpages import boxes, read, rule, text
from twosource.render.words import line
from twosource.web.app import make
from twosource.web.desk import open_desk
from twosource.web.settings import Settings
from twosource.web.work import Work

HERE = "http://127.0.0.1:8322"


def correcting(client: TestClient, words: str) -> HtmlElement:
    """The page on which the story with these words is corrected."""
    story = read(client, f"/?q={words}").xpath("//a[@data-row]/@href")[0]
    return read(client, f"{story}?correct=1")


def hidden(page: HtmlElement) -> dict[str, object]:
    """What the form sends by itself."""
    return {
        field.get("name"): field.get("value") for field in page.xpath("//form[@id='ruling']//input[@type='hidden']")
    }


def claims(page: HtmlElement) -> list[tuple[str, str]]:
    """The claims that several reports make: their words, and the outlets of their passages."""
    return [
        (text(claim, ".//h4"), text(claim, ".//span[@class='outlet' or @class='outlet again']"))
        for claim in page.xpath("//article[contains(@class, 'claim ')]")
    ]


def test_passages_that_were_told_apart_stay_apart_until_it_is_taken_back(work: TestClient) -> None:
    page = correcting(work, "aurelia")
    before = claims(page)
    (claim, *_) = page.xpath("//article[contains(@class, 'claim ')]")
    box = claim.xpath(".//input[@data-kind='passage']")[-1]
    after = rule(work, page, "not-same:claim", [box], note="another ship", by="Ada Holm")
    assert "Ruled." in text(after, "//section[@class='ruled']")
    assert "another ship" in text(after, "//section[@class='ruled']")
    assert claims(after) != before
    back = took_back(work, after)
    assert "is taken back" in text(back, "//section[@class='ruled']")
    assert not back.xpath("//section[@class='ruled']//button")
    assert claims(correcting(work, "aurelia")) == before
    told = text(read(work, "/log"))
    assert "Ada Holm" in told
    assert "taken back by line" in told


def test_two_claims_become_one(work: TestClient) -> None:
    page = correcting(work, "aurelia")
    one = page.xpath("//section[@id='g-single-claims']//details[1]//input[@data-kind='claim']")[0]
    other = page.xpath("//section[@id='g-single-claims']//details[2]//input[@data-kind='claim']")[0]
    number = len(claims(page))
    after = rule(work, page, "same:claim", [one, other])
    assert len(claims(after)) == number + 1


def test_somebody_else_said_it(work: TestClient) -> None:
    page = correcting(work, "velden")
    box = next(box for box in boxes(page, "statement") if "knocking" in box.get("aria-label"))
    person = page.xpath("//select[@name='person']/option[@value!='']")[0]
    after = rule(work, page, "speaker", [box], person=person.get("value"))
    assert "said by" in text(after, "//section[@class='ruled']").lower()
    rows = after.xpath("//section[@id='sourcing']//details")
    under = [text(row, "./summary") for row in rows if "knocking" in text(row, ".//ol")]
    assert any(text(person, ".") in summary for summary in under)


def test_people_are_one_and_the_same_or_not(work: TestClient) -> None:
    page = correcting(work, "aurelia")
    ticked = boxes(page, "entity")[:2]
    after = rule(work, page, "same:entity", ticked)
    assert "one entity" in text(after, "//section[@class='ruled']")


def people(page: HtmlElement) -> dict[str, str]:
    """The people and organisations of a story: what stands beside each name."""
    rows = page.xpath("//section[@id='people']/ul/li")
    return {text(row, "./b"): text(row, "./span") for row in rows}


def test_an_organisation_that_was_taken_for_a_person_becomes_one(work: TestClient) -> None:
    page = correcting(work, "aurelia")
    assert people(page)["Liv Torsen"].startswith("person")
    box = next(box for box in boxes(page, "entity") if box.get("aria-label") == "Liv Torsen")
    after = rule(work, page, "organisation:entity", [box])
    assert people(after)["Liv Torsen"].startswith("organisation")
    assert "An organisation" in text(after, "//section[@id='rulings']")
    place = rule(work, after, "place:entity", boxes(after, "entity")[:1])
    assert place.xpath("//section[@id='people']//details//b")


def test_somebody_is_called_by_a_name_that_was_ticked(work: TestClient) -> None:
    page = correcting(work, "aurelia")
    box = next(box for box in boxes(page, "name") if box.get("aria-label") == "Name: Torsen")
    after = rule(work, page, "name:entity", [box])
    assert "Torsen" in people(after)
    assert "Liv Torsen" not in people(after)
    assert "called so" in text(after, "//section[@class='ruled']")


def test_a_paragraph_is_no_part_of_the_report(work: TestClient) -> None:
    story = read(work, "/?q=borealis").xpath("//a[@data-row]/@href")[0]
    report = read(work, read(work, story).xpath("//a[starts-with(@href, '/articles/')]/@href")[0])
    page = read(work, report.xpath("//a[@id='correct']/@href")[0])
    lines = page.xpath("//div[@class='body']/p")
    assert len(boxes(page, "passage")) == len(lines)
    after = rule(work, page, "not-report", [boxes(page, "passage")[-1]])
    assert after.xpath("//div[@class='body']/p")[-1].get("class", "").find("aside") >= 0
    assert "aside" in html.tostring(after.xpath("//div[@class='body']")[0]).decode()


@pytest.mark.parametrize(
    ("name", "kind", "number", "told"),
    [
        ("same:claim", "claim", 0, "tick"),
        ("same:claim", "claim", 1, "tick both"),
        ("same:entity", "entity", 1, "tick both"),
        ("not-report", "passage", 0, "tick"),
        ("same:story", "claim", 2, "claim"),
        ("nonsense", "claim", 2, "is no ruling"),
        ("same:passage", "claim", 2, ""),
    ],
)
def test_what_means_nothing_is_refused(work: TestClient, name: str, kind: str, number: int, told: str) -> None:
    page = correcting(work, "aurelia")
    sent = hidden(page)
    ticked = boxes(page, kind)[:number]
    answer = work.post("/rulings", data={**sent, "rule": name, "id": [box.get("value") for box in ticked]})
    assert answer.status_code == 400
    assert told in text(html.fromstring(answer.text), "//*[@role='alert']")
    assert "Nobody has ruled" in text(read(work, "/log"))


@pytest.mark.parametrize(
    "place", ["x", "art-0.1.2", "{article}.5.3", "{article}.0.99999999", "{article}.-1.4", "{article}"]
)
def test_passages_that_are_nowhere_are_refused(work: TestClient, place: str) -> None:
    page = correcting(work, "aurelia")
    article = boxes(page, "report")[0].get("value")
    sent = hidden(page)
    sent |= {"rule": "not-report", "words": place.format(article=article)}
    assert work.post("/rulings", data=sent).status_code in {400, 404}


@pytest.mark.parametrize(
    "back", ["https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)", "/\nx", ""]
)
def test_nobody_is_led_to_another_site(work: TestClient, back: str) -> None:
    page = correcting(work, "aurelia")
    sent = hidden(page)
    sent |= {"rule": "same:entity", "id": [box.get("value") for box in boxes(page, "entity")[:2]], "back": back}
    answer = work.post("/rulings", data=sent, follow_redirects=False)
    assert answer.headers["location"].startswith("/?ruled=")


def test_what_may_belong_to_a_story_is_put_there_and_taken_back(example: Path, tmp_path: Path) -> None:
    desk = open_desk(Path(shutil.copy(example, tmp_path / "case.db")), Settings())
    with TestClient(make(desk), base_url=HERE) as client:
        story = read(client, "/").xpath("//a[@data-row]/@href")[0]
        page = read(client, story)
        assert "1 may belong here" in text(page, "//nav[@class='tools']")
        (form,) = page.xpath("//ul[@class='near']//form")
        sent: dict[str, list[str]] = {}
        for field in form.xpath(".//input"):
            sent.setdefault(field.get("name"), []).append(field.get("value"))
        after = html.fromstring(client.post(form.get("action"), data={**sent, "rule": "same:story"}).text)
        assert "6 reports by 6 outlets" in text(after)
        assert "Ruled." in text(after, "//section[@class='ruled']")
        assert not after.xpath("//ul[@class='near']")
        assert "5 reports by 5 outlets" in text(took_back(client, after))


def took_back(client: TestClient, page: HtmlElement) -> HtmlElement:
    """The page after what was ruled is taken back."""
    (form,) = page.xpath("//section[@class='ruled']/form")
    sent: dict[str, list[str]] = {}
    for field in form.xpath(".//input"):
        sent.setdefault(field.get("name"), []).append(field.get("value"))
    return html.fromstring(client.post(form.get("action"), data=sent).text)


@pytest.mark.parametrize("name", ["Łukasz 林 🎉", "Åsa", 'a;b="c', "a\nb\x1b[31m\u202ec", "<b>x</b>", "%41"])
def test_who_rules_may_be_called_anything(work: TestClient, name: str) -> None:
    page = correcting(work, "aurelia")
    after = rule(work, page, "same:entity", boxes(page, "entity")[:2], by=name, note=name)
    known = after.xpath("//input[@name='by']/@value")
    shown = line(name)
    assert known == [shown]
    assert f"note: {shown}" in text(after, "//section[@class='ruled']")
    assert shown in text(read(work, "/log"))
    page = correcting(work, "velden")  # another page knows the name by itself
    assert page.xpath("//input[@name='by']/@value") == [shown]


def test_what_is_too_long_is_refused_before_anything_is_written(work: TestClient) -> None:
    page = correcting(work, "aurelia")
    sent = hidden(page) | {"rule": "same:entity", "id": [box.get("value") for box in boxes(page, "entity")[:2]]}
    for more in ({"note": "x" * 401}, {"by": "x" * 81}):
        answer = work.post("/rulings", data={**sent, **more})
        assert answer.status_code == 400
        assert "shorten it" in answer.text
    assert "Nobody has ruled" in text(read(work, "/log"))


@pytest.mark.parametrize("seen", ["", "x", "seen-0000000000000000.0.0", "..", "a.-1.9e9"])
def test_a_form_of_another_page_than_that_of_today_rules_nothing(work: TestClient, seen: str) -> None:
    page = correcting(work, "aurelia")
    sent = hidden(page) | {"rule": "same:entity", "id": [box.get("value") for box in boxes(page, "entity")[:2]]}
    answer = work.post("/rulings", data={**sent, "seen": seen})
    assert answer.status_code == 409
    assert "changed meanwhile" in answer.text
    assert "Nobody has ruled" in text(read(work, "/log"))


def test_of_two_rulings_at_once_the_second_is_told_of_the_first(
    work: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both pages are of today when they are sent; when the second one's turn comes, the first is in the log."""
    page = correcting(work, "aurelia")
    one, other, third = boxes(page, "entity")[:3]
    real, first = Work.finished, iter([True])

    def late(*args: Any, **more: Any) -> object:  # noqa: ANN401 - whatever it takes
        if next(first, False):
            rule(work, page, "same:entity", [one, other], by="Ada")
        return real(*args, **more)

    monkeypatch.setattr(Work, "finished", late)
    sent = hidden(page) | {"rule": "same:entity", "id": [other.get("value"), third.get("value")], "by": "Ben"}
    answer = work.post("/rulings", data=sent)
    assert answer.status_code == 409
    assert "Ada" in text(html.fromstring(answer.text), "//ol[@class='log']")
    assert "Ben" not in text(read(work, "/log"))
