"""What there is to read on a desk."""

from __future__ import annotations

import json
from collections import deque
from pathlib import Path
from urllib.parse import urldefrag

import pytest
from litestar.testing import TestClient
from lxml.html import HtmlElement

from deskpages import added, links, read, text, token
from twosource import rules
from twosource.case import open_case
from twosource.web.app import make
from twosource.web.desk import open_desk
from twosource.web.settings import Settings

HERE = "http://127.0.0.1:8322/"


def walked(client: TestClient) -> dict[str, set[str]]:
    """Every page that can be reached by links, with the anchors on it."""
    found: dict[str, set[str]] = {}
    asked: set[tuple[str, str]] = set()
    waiting = deque([HERE])
    while waiting:
        address, anchor = urldefrag(waiting.popleft())
        asked.add((address, anchor))
        if address in found or any(part in address for part in ("/static/", "/as/", ".atom")):
            continue
        page = read(client, address)
        found[address] = set(page.xpath("//@id"))
        waiting.extend(links(page, address))
    for address, anchor in asked:
        assert not anchor or anchor in found[address], (address, anchor)
    return found


def test_every_link_leads_somewhere(look: TestClient) -> None:
    found = walked(look)
    assert sum("/stories/" in address for address in found) >= 3
    assert sum("/articles/" in address for address in found) >= 8


def test_every_link_of_a_dossier_by_itself_leads_somewhere(alone: TestClient) -> None:
    found = walked(alone)
    assert HERE in found
    assert len({address.partition("?")[0] for address in found if "/articles/" in address}) == 3
    assert alone.get("/search").status_code == alone.get("/add").status_code == 404
    assert alone.post("/rulings").status_code in {403, 404}


def test_ids_stand_once_on_a_page(look: TestClient) -> None:
    for address in walked(look):
        ids = read(look, address).xpath("//@id")
        assert len(ids) == len(set(ids)), address


def test_stories_are_listed_with_how_their_claims_stand(look: TestClient) -> None:
    page = read(look, "/")
    rows = page.xpath("//ol[@class='stories']/li")
    assert len(rows) == 3
    assert "3 reports · 3 outlets · 3–4 February 2026" in text(page)
    assert page.xpath("//ol[@class='stories']//*[@class='story-growth']")
    assert len(read(look, "/?alone=1").xpath("//ol[@class='stories']/li")) >= 3


@pytest.mark.parametrize(
    ("asked", "number"),
    [
        ("q=ferry", 2),
        ("q=miners", 1),
        ("outlet=karo", 1),
        ("since=2026-03", 1),
        ("until=2026-02-28", 2),
        ("q=zebra", 0),
    ],
)
def test_stories_are_narrowed(look: TestClient, asked: str, number: int) -> None:
    page = read(look, f"/?{asked}")
    assert len(page.xpath("//ol[@class='stories']/li")) == number
    assert (number == 0) == ("No story is like that" in text(page))


@pytest.mark.parametrize("asked", ["since=tomorrow", "q=!!!", "until=2026-13"])
def test_what_cannot_be_asked_is_told(look: TestClient, asked: str) -> None:
    (told,) = read(look, f"/?{asked}").xpath("//*[@role='alert']")
    assert "--" not in told.text_content()


@pytest.mark.parametrize("asked", ["start=-1", "start=x", "alone=maybe"])
def test_addresses_that_mean_nothing_are_refused(look: TestClient, asked: str) -> None:
    answer = look.get(f"/?{asked}")
    assert answer.status_code == 400
    assert "Traceback" not in answer.text


def test_pages_of_the_list_follow_one_another(look: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("twosource.web.browsing.PAGE", 2)
    first = read(look, "/")
    (following,) = first.xpath("//a[@rel='next']/@href")
    second = read(look, f"/{following}")
    titles = [one.text_content() for page in (first, second) for one in page.xpath("//a[@data-row]")]
    assert len(titles) == len(set(titles)) == 3
    assert second.xpath("//a[@rel='prev']")


def test_what_changed_since_the_last_visit_is_told(work: TestClient) -> None:
    first = read(work, "/")
    assert "since your last visit" not in text(first)
    pasted = "Four miners trapped in Velden shaft\n\nFour miners are trapped in a shaft of the Velden coal mine."
    sent = {**token(work), "text": pasted, "outlet": "Sundmark Post", "published": "2026-02-03"}
    added(work, str(work.post("/reports", data=sent).url))
    again = read(work, "/")
    assert "since your last visit" in text(again)
    del work.cookies["since"]  # the browser was closed
    assert "since your last visit" not in text(read(work, "/"))


def test_the_story_of_an_older_id_is_found(work: TestClient) -> None:
    page = read(work, "/")
    story = page.xpath("//a[@data-row]/@href")[0]
    assert read(work, story).xpath("//h1")
    answer = work.get("/stories/story-0000000000000000")
    assert answer.status_code == 404
    assert "story-0000000000000000" in answer.text


def test_a_report_shows_its_marks_and_who_is_quoted(look: TestClient) -> None:
    story = read(look, "/?q=aurelia")
    dossier = read(look, story.xpath("//a[@data-row]/@href")[0])
    report = read(look, dossier.xpath("//a[starts-with(@href, '/articles/')]/@href")[0])
    assert "Who is quoted" in text(report)
    assert "headline" in text(report, "//ul[@class='legend-list']")
    assert report.xpath("//mark")
    for link in report.xpath("//a[@class and contains(@class, 'n ')]/@href"):
        assert link.startswith("/stories/")


def test_a_passage_that_was_found_is_lit(look: TestClient) -> None:
    page = read(look, "/search?q=steering")
    addresses = [link for link in page.xpath("//a[@data-row]/@href") if "from=" in link]
    assert addresses
    report = read(look, addresses[0])
    (lit,) = report.xpath("//@data-lit")
    assert "steering" in text(report, f"//*[@id='{lit}']")


def test_a_search_tells_why_it_found_nothing(look: TestClient) -> None:
    assert read(look, "/search?q=zebra").xpath("//*[@role='alert']")
    assert not read(look, "/search").xpath("//*[@role='alert']")
    (told,) = read(look, "/search?kind=rumour&q=ferry").xpath("//*[@role='alert']")
    assert "rumour" in told.text_content()


def test_versions_show_what_was_changed(work: TestClient) -> None:
    for number in ("two", "three"):
        words = f"Bridge shut\n\nThe bridge was shut.\n\nPolice said that {number} lorries were stopped at the bridge."
        record = {"url": "https://karo.example/a", "outlet": "Karo Times", "title": "Bridge shut", "text": words}
        file = ("a.jsonl", json.dumps(record).encode(), "application/json")
        added(work, str(work.post("/reports", data=token(work), files=[("files", file)]).url))
    report = read(work, read(work, "/search?q=lorries&kind=article").xpath("//a[@data-row]/@href")[0])
    assert "two" in text(report, "//del")
    assert "three" in text(report, "//ins")
    earlier = read(work, report.xpath("//ol[@class='versions']//a/@href")[0])
    assert "not the one of today" in text(earlier)


def statements(page: HtmlElement) -> list[str]:
    """The rows of the ledger."""
    return [" ".join(row.text_content().split()) for row in page.xpath("//table[@class='ledger']/tbody/tr")]


def test_statements_are_narrowed_by_how_they_came_here(look: TestClient) -> None:
    story = read(look, "/?q=aurelia").xpath("//a[@data-row]/@href")[0]
    every = statements(read(look, f"{story}/sourcing"))
    assert len(every) >= 5
    torsen = statements(read(look, f"{story}/sourcing?who=torsen"))
    assert torsen
    assert set(torsen) < set(every)
    assert all("Torsen" in row for row in torsen)
    named = [statements(read(look, f"{story}/sourcing?named={which}")) for which in ("yes", "no")]
    assert sorted(named[0] + named[1]) == sorted(every)
    radio = statements(read(look, f"{story}/sourcing?outlet=radio"))
    assert radio
    assert all("Hestra Radio" in row for row in radio)
    assert "No statement is like that" in text(read(look, f"{story}/sourcing?who=nobody"))


def test_the_rules_of_the_desk_are_asked(made: Path, look: TestClient, tmp_path: Path) -> None:
    story = read(look, "/?q=aurelia").xpath("//a[@data-row]/@href")[0]
    shipped = read(look, f"{story}/rules")
    assert len(shipped.xpath("//section[@class='rule']")) == len(rules.load().rules)
    file = tmp_path / "desk.toml"
    file.write_text(rules.SHIPPED.replace("on = true", "on = false", 1), "utf-8")
    with TestClient(make(open_desk(made, Settings(rules=file))), base_url=HERE) as client:
        assert "desk.toml" in text(read(client, f"{story}/rules"))
        assert "switched off" in text(read(client, f"{story}/rules"))


def test_a_claim_is_found_under_its_id(look: TestClient, made: Path) -> None:
    with open_case(made) as case:
        story = case.stories(words="aurelia")[0].id
        claim = case.dossier(story).claims[0]
    answer = look.get(f"/stories/{story}?claim={claim.id}", follow_redirects=False)
    assert answer.status_code == 303
    page = read(look, f"/stories/{story}")
    (found,) = page.xpath(f"//*[@id='{answer.headers['location'].partition('#')[2]}']")
    assert " ".join(claim.wording.text.split()) in text(found, ".")
