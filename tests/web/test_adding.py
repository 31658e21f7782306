"""Adding on a desk: what a browser sends, whatever it is."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

import pytest
from litestar.testing import TestClient
from lxml import html

from deskpages import added, read, text, token
from twosource.seams import Progress
from twosource.web.adding import free
from twosource.web.app import make
from twosource.web.desk import open_desk
from twosource.web.settings import Settings
from twosource.web.work import Do, Work

REPORT = "Dam holds after storm\n\nThe dam above Velden held after the storm, the water board said on Tuesday.\n"


def folders() -> set[str]:
    """What uploads lie in while they are read."""
    return {place.name for place in Path(tempfile.gettempdir()).glob("twosource-*")}


def test_files_and_a_text_are_added(work: TestClient) -> None:
    before = folders()
    files = [
        ("files", ("dam.txt", REPORT.encode(), "text/plain")),
        ("files", ("dam.txt", b"\xff\xfe\x00", "text/plain")),
    ]
    sent = {**token(work), "text": "Storm over Karo\n\nA storm crossed Karo, police said.", "outlet": "Karo Times"}
    told = added(work, str(work.post("/reports", data=sent, files=files).url))
    assert "2 new reports" in told
    assert "dam-2.txt" in told
    assert "dam above Velden" in text(read(work, "/search?q=dam"))
    assert folders() <= before


def sent(client: TestClient, name: str, text: str, **fields: str) -> str:
    """What the page tells when a file was sent."""
    files = [("files", (name, text.encode(), "text/plain"))]
    return added(client, str(client.post("/reports", data={**token(client), **fields}, files=files).url))


def versions(client: TestClient, words: str) -> list[str]:
    """The versions of the report that is found, each with what it changed."""
    (address,) = set(read(client, f"/search?q={words}&kind=article").xpath("//a[@data-row]/@href"))
    return [text(one, ".") for one in read(client, address).xpath("//ol[@class='versions']/li")]


EDITED = REPORT.replace("held after", "barely held after")


def test_a_file_that_is_sent_again_is_a_new_version(work: TestClient) -> None:
    assert "1 new report" in sent(work, "dam.txt", REPORT)
    assert "1 page known already" in sent(work, "dam.txt", REPORT)
    assert "1 new version of reports that were there" in sent(work, "dam.txt", EDITED)
    told = versions(work, "velden+dam")
    assert len(told) == 2
    assert "barely" in told[1]
    sent(work, "dam.txt", REPORT)
    assert "barely" not in text(read(work, "/search?q=velden+dam&kind=article"))


@pytest.mark.parametrize(
    ("name", "other", "fields"),
    [
        ("weir.txt", EDITED, {}),
        ("dam.txt", "Mill burns in Karo\n\nA mill in Karo burned down on Friday, the fire brigade said.\n", {}),
        ("dam.txt", EDITED, {"outlet": "Sundmark Post"}),
    ],
)
def test_other_names_other_texts_and_other_outlets_are_other_reports(
    work: TestClient, name: str, other: str, fields: dict[str, str]
) -> None:
    sent(work, "dam.txt", REPORT, outlet="Karo Times")
    assert "new version" not in sent(work, name, other, **fields)


def test_pasted_texts_are_no_versions_of_one_another(work: TestClient) -> None:
    for pasted in (REPORT, EDITED):
        told = added(work, str(work.post("/reports", data={**token(work), "text": pasted}).url))
        assert "1 new report" in told
        assert "new version" not in told


def test_nothing_is_told_to_be_nothing(work: TestClient) -> None:
    answer = work.post("/reports", data={**token(work), "text": " \n "})
    assert answer.status_code == 400
    assert "nothing to add" in answer.text


def test_addresses_are_fetched_only_where_that_is_allowed(work: TestClient) -> None:
    assert not read(work, "/add").xpath("//textarea[@name='addresses']")
    answer = work.post("/reports", data={**token(work), "addresses": "http://127.0.0.1:9/x"})
    assert answer.status_code == 400
    assert "--online" in answer.text


def test_more_than_the_desk_takes_is_refused(made: Path) -> None:
    desk = open_desk(made, Settings(upload=2000))
    with TestClient(make(desk), base_url="http://127.0.0.1:8322") as client:
        files = [("files", ("large.txt", b"x" * 5000, "text/plain"))]
        answer = client.post("/reports", data=token(client), files=files)
        assert answer.status_code == 413


NAMES = ("../../etc/passwd", "..\\..\\boot.ini", "/etc/shadow", ".hidden", "a\0b.txt", "<img src=x>.html", "report.txt")
ODD_NAMES = ("...", " ", "con\u202etxt.exe", "a/../b.txt", "x" * 400 + ".txt", "漢" * 400 + ".txt", "e\u0301" * 200)


@pytest.mark.parametrize("name", [*NAMES, *ODD_NAMES])
def test_names_stay_in_their_folder(tmp_path: Path, name: str) -> None:
    place = free(tmp_path, name)
    assert place.parent == tmp_path
    assert not place.name.startswith(".")
    assert Path(name).suffix != ".txt" or place.suffix == ".txt"
    place.write_text("x")
    assert free(tmp_path, name) != place


def test_a_story_that_grows_is_told(work: TestClient) -> None:
    more = "Four miners trapped in Velden shaft\n\nFour miners are trapped in a shaft of the Velden coal mine."
    read(work, "/")
    sent = {**token(work), "text": more, "outlet": "Sundmark Post", "published": "2026-02-03"}
    added(work, str(work.post("/reports", data=sent).url))
    page = read(work, "/?q=miners")
    assert "4 reports" in text(page)
    assert "1 new report" in text(page)


def test_what_stops_work_is_told(work: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object, **__: object) -> None:
        raise RuntimeError("the disk is made of cheese")

    monkeypatch.setattr("twosource.case.Case.add", fails)
    answer = work.post("/reports", data={**token(work), "text": REPORT})
    told = html.fromstring(answer.text)
    assert "made of cheese" in text(told, "//*[@role='alert']")


def test_work_is_done_one_after_the_other() -> None:
    work, seen = Work(), []

    def job(number: int) -> Do:
        def do(told: Progress) -> str:
            told("counting", 1, 2)
            seen.append(number)
            return f"/{number}"

        return do

    jobs = [work.begin(f"job {number}", job(number)) for number in range(5)]
    assert all(one.finished.wait(5) for one in jobs)
    assert seen == list(range(5))
    assert [one.state.to for one in jobs] == [f"/{n}" for n in range(5)]
    assert work.going_on() == []
    assert work.get("job-nothing") is None
    work.end()


WRONG = (
    ({"text": 1}, "reports[0].text"),
    ({}, "text"),
    ({"text": "x", "nobody": 1}, "nobody"),
    ({"text": "\ud83d half"}, "surrogate"),
    ({"text": ""}, "has no text"),
    ({"text": "a\0b"}, "NUL"),
)


@pytest.mark.parametrize(("report", "told"), WRONG)
def test_what_a_program_sends_is_refused_with_what_is_wrong(work: TestClient, report: object, told: str) -> None:
    before, known = folders(), work.get("/api/case").json()
    sent = json.dumps({"reports": [report]})
    answer = work.post("/api/reports", content=sent, headers={"content-type": "application/json"})
    found = answer.json()
    while answer.status_code == 202 and not found["state"]["done"]:
        found = work.get(f"/api/work/{found['id']}").json()
    assert told in (f"{found['where']} {found['what']}" if "what" in found else str(found["result"])), found
    assert tempfile.gettempdir() not in str(found)
    assert work.get("/api/case").json()["counts"]["reports"] == known["counts"]["reports"]
    assert folders() <= before
