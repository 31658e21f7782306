"""The desk's own pages on a case of hostile reports: nothing runs, nothing sticks out, nothing is turned round."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote, urlencode

import pytest
from lxml import etree
from playwright.sync_api import Page, expect

import hostile
from browsing import PHONE, WIDE, Visits
from hosting import hosted
from looking import accessible
from twosource.case import open_case
from twosource.web.app import make
from twosource.web.desk import open_desk
from twosource.web.handing import FORMATS
from twosource.web.settings import Settings
from visiting import overflow

ASKED = {
    "q": f"ferry {hostile.MARKUP}{hostile.TURNED}{hostile.STEERS}",
    "outlet": hostile.MARKUP + hostile.STEERS,
    "speaker": hostile.TURNED + hostile.MARKUP,
    "who": hostile.MARKUP + hostile.STEERS,
    "since": "<script>alert(1)</script>",
}
PLAIN = {
    "stories": "/?alone=1",
    "asked for": f"/?{urlencode(ASKED)}",
    "found": "/search?q=ferry",
    "said": "/search?q=keel&kind=statement",
    "searched": f"/search?{urlencode(ASKED)}",
    "changes": "/changes",
    "log": "/log",
    "add": "/add",
}
STATE = """() => {
  const said = [...document.querySelectorAll("*")].flatMap((one) => [...one.attributes].map((given) => given.value));
  const handlers = [...document.querySelectorAll("*")].flatMap((one) => [...one.attributes].filter(
    (given) => given.name.startsWith("on")));
  const away = [...document.querySelectorAll("[href], [src], [action]")].map(
    (one) => one.getAttribute("href") ?? one.getAttribute("src") ?? one.getAttribute("action"));
  return {
    text: document.documentElement.textContent + said.join(" "),
    ran: document.body.dataset.ran ?? null,
    handlers: handlers.length,
    odd: document.querySelectorAll("img, iframe, base, object, embed, meta[http-equiv]").length,
    scripts: [...document.scripts].map((one) => [new URL(one.src || "about:blank").pathname, one.text]),
    away: away.filter((to) => !/^(\\/(?!\\/)|#|\\?|https:\\/\\/outlet\\.example\\/)/.test(to)),
    turned: [...document.querySelectorAll("body, h1, main, nav, header")].filter(
      (one) => getComputedStyle(one).direction === "rtl" && one.matches("body, main, nav, header")).length,
  };
}"""


@pytest.fixture(scope="session")
def file(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    with pytest.MonkeyPatch.context() as patch:
        yield hostile.case(tmp_path_factory.mktemp("hostile-case"), patch)


@pytest.fixture(scope="session")
def desk(file: Path) -> Iterator[str]:
    with hosted(lambda port: make(open_desk(file, Settings(port=port)))) as address:
        yield address


def harmless(page: Page) -> None:
    """Fail if the page does anything that its texts ask for."""
    found = page.evaluate(STATE)
    assert found["ran"] is None
    assert (found["handlers"], found["odd"], found["turned"]) == (0, 0, 0)
    assert all(path.startswith("/static/") and not text for path, text in found["scripts"])
    assert found["away"] == []
    assert re.findall(f"[{hostile.UNSEEN}]", found["text"]) == []
    assert overflow(page) <= 0


@pytest.fixture(scope="session")
def addresses(file: Path) -> dict[str, str]:
    """Pages by their names."""
    with open_case(file) as case:
        story = case.stories(least=2)[0].id
        dossier = case.dossier(story)
    articles = {str(article.outlet).split()[1]: article.id for article in dossier.articles}
    said = dossier.statements[0]
    return PLAIN | {
        "story": f"/stories/{story}",
        "correcting": f"/stories/{story}?correct=1&ruled=1",
        "sourcing": f"/stories/{story}/sourcing",
        "rules": f"/stories/{story}/rules",
        "short": f"/articles/{articles['Gazette']}?correct=1",
        "versions": f"/articles/{articles['Herald']}#versions",
        "line": f"/articles/{articles['Herald']}?correct=1",
        "lines": f"/articles/{articles['Courier']}",
        "word": f"/articles/{articles['Ledger']}",
        "passage": f"/articles/{said.article}?from={said.content[0].start}&to={said.content[0].end}",
    }


CHECKED = {"stories", "found", "changes", "log", "correcting", "sourcing", "versions", "word"}
"""Pages that axe-core looks at: one of each kind."""
OF_THE_STORY = (
    "story", "correcting", "sourcing", "rules", "short", "versions", "line", "lines", "word", "passage",
)  # fmt: skip


@pytest.mark.parametrize("name", [*PLAIN, *OF_THE_STORY])
def test_nothing_runs_and_nothing_sticks_out(visit: Visits, desk: str, addresses: dict[str, str], name: str) -> None:
    page = visit(desk + addresses[name], size=PHONE)
    page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
    harmless(page)
    page.set_viewport_size({"width": WIDE[0], "height": WIDE[1]})
    harmless(page)
    if name in CHECKED:
        accessible(page)


HOSTILE = quote(f"{hostile.MARKUP[:60]}{hostile.STEERS}{hostile.TURNED}", safe="")


@pytest.mark.parametrize(
    "path", ["/stories/{}", "/articles/{}", "/work/{}", "/stories/story-0/as/{}", "/{}", "/stories/story-0?claim={}"]
)
def test_what_is_asked_for_and_is_not_there_is_told_harmlessly(visit: Visits, desk: str, path: str) -> None:
    page = visit(desk + path.format(HOSTILE))
    expect(page.get_by_role("alert")).to_be_visible()
    visit.expect("404")
    harmless(page)


def test_the_feed_is_xml_without_what_steers(visit: Visits, desk: str) -> None:
    raw = visit(f"{desk}/log").request.get(f"{desk}/changes.atom").body()
    feed = etree.fromstring(raw)
    told = "".join(feed.itertext())
    assert "<script>" in told
    assert re.findall(f"[{hostile.UNSEEN}]", told) == []


@pytest.mark.parametrize("name", [name for name in FORMATS if name != "pdf"])  # a megabyte takes 40 seconds to set
def test_it_is_handed_on_in_every_format(visit: Visits, desk: str, addresses: dict[str, str], name: str) -> None:
    answer = visit(f"{desk}/log").request.get(f"{desk}{addresses['story']}/as/{name}")
    assert answer.ok, answer.text()[:300]
    assert len(answer.body()) > 1000
    assert re.fullmatch(r'attachment; filename="[a-z0-9-]+\.[a-z]+"', answer.headers["content-disposition"])


def test_a_ruling_on_hostile_texts_is_told_harmlessly(visit: Visits, desk: str, addresses: dict[str, str]) -> None:
    page = visit(desk + addresses["short"])
    page.locator(".body input").nth(1).check()
    page.get_by_label("Why").fill(hostile.MARKUP[:200] + hostile.TURNED)
    page.get_by_label("Who rules").fill(f"<b>{hostile.TURNED}")
    page.get_by_role("button", name="Not part of the report").click()
    expect(page.locator(".ruled")).to_contain_text("<script>")
    harmless(page)
    page.get_by_role("button", name="Take it back").click()
    expect(page.locator(".ruled")).to_contain_text("is taken back")
    harmless(page)
