"""Files that a browser sends, whatever they are called and hold: each is told of, and no work is left half done."""

from __future__ import annotations

import io
import re
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import FilePayload, Page, expect

from browsing import PHONE, Visits
from hosting import hosted
from looking import accessible
from twosource.case import open_case
from twosource.web.app import make
from twosource.web.desk import open_desk
from twosource.web.settings import Settings
from visiting import overflow

LIMIT = 200_000


def report(town: str) -> bytes:
    told = f"Dam of {town} holds after storm\n\nThe dam above {town} held after the storm, the water board said.\n"
    return told.encode()


def archive() -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as made:
        made.writestr("../../evil.txt", report("Evil"))
    return packed.getvalue()


GOOD = {
    "../../etc/x.txt": "Velden",
    "/etc/shadow.txt": "Karo",
    "C:\\boot\\con.txt": "Hestra",
    "x" * 300 + ".txt": "Sundmark",
    "漢" * 300 + ".txt": "Tarn",
    "a\nb\r\nX: y.txt": "Osprey",
    "<img src=x onerror=alert(1)>.txt": "Vardessa",
    "\u202etxt.exe\u2066.txt": "Quay",
}
BAD = {
    "empty.txt": (b"", "is empty"),
    "noise.txt": (bytes(range(256)) * 20, "cannot be read as text"),
    "noise": (bytes(range(256)), "is of a type that is not read"),
    "report.pdf": (b"%PDF-1.7\n%\xe2\xe3", "is of a type that is not read"),
    "pdf.txt": (b"%PDF-1.7\n%\xe2\xe3\n1 0 obj", "it is a PDF"),
    "reports.zip": (archive(), "is of a type that is not read"),
    "zip.txt": (archive(), "ZIP archive"),
    "liar.jsonl": (b'{"text": "The d\xe4m held, police said."}\n', "is not JSON"),
    "lone.jsonl": (b'{"text": "\\ud83d the dam held, police said."}\n', "is not JSON"),
    "list.jsonl": (b"[]\n{}\n", "no object"),
    "nul.txt": (b"The dam\0 held, police said.", "NUL"),
}


@pytest.fixture(scope="module")
def file(made: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    copy = tmp_path_factory.mktemp("sent") / "case.db"
    copy.write_bytes(made.read_bytes())
    return copy


@pytest.fixture(scope="module")
def desk(file: Path) -> Iterator[str]:
    with hosted(lambda port: make(open_desk(file, Settings(port=port, upload=LIMIT)))) as address:
        yield address


def sent(page: Page, *files: tuple[str, bytes]) -> None:
    """Choose these files, and press the button."""
    payload = [FilePayload(name=name, mimeType="text/plain", buffer=raw) for name, raw in files]
    page.locator("input[type=file]").set_input_files(payload)
    page.get_by_role("button", name="Add").click()


def reports(file: Path) -> int:
    with open_case(file) as case:
        return case.counts()["reports"]


def test_names_lead_nowhere_and_run_nothing(visit: Visits, desk: str, file: Path) -> None:
    before = reports(file)
    page = visit(f"{desk}/add", size=PHONE)
    sent(page, *((name, report(town)) for name, town in GOOD.items()))
    expect(page.locator(".ruled")).to_contain_text(f"{len(GOOD)} new reports", timeout=20_000)
    assert reports(file) == before + len(GOOD)
    assert overflow(page) <= 0
    for town in ("Hestra", "Vardessa", "Quay", "Osprey"):
        page.goto(f"{desk}/search?q=dam+{town}&kind=article")
        page.locator("ol.hits a").first.click()
        name = page.locator("header code").inner_text()
        assert re.fullmatch(r"[\w.,()+ -]+\.txt", name)
        assert overflow(page) <= 0


def test_what_is_no_report_is_told_by_its_name(visit: Visits, desk: str, file: Path) -> None:
    before = reports(file)
    page = visit(f"{desk}/add", size=PHONE)
    sent(page, *((name, raw) for name, (raw, _) in BAD.items()))
    expect(page.locator(".ruled")).to_contain_text("Nothing new was added", timeout=20_000)
    told = page.locator(".ruled li").all_inner_texts()
    for name, (_, why) in BAD.items():
        assert [line for line in told if line.startswith(name) and why in line], (name, told)
    assert reports(file) == before
    assert not any(tempfile.gettempdir() in line for line in told)
    assert overflow(page) <= 0
    accessible(page)


@pytest.mark.parametrize("name", ["noise", "empty.txt", "liar.jsonl"])
def test_each_by_itself_is_told_as_well(visit: Visits, desk: str, name: str) -> None:
    raw, why = BAD[name]
    page = visit(f"{desk}/add")
    sent(page, (name, raw))
    expect(page.locator(".ruled")).to_contain_text("Nothing new was added")
    expect(page.locator(".ruled")).to_contain_text(why)


def test_two_files_of_one_name_are_two_reports_and_a_bad_one_spoils_none(visit: Visits, desk: str, file: Path) -> None:
    before = reports(file)
    page = visit(f"{desk}/add")
    sent(page, ("dam.txt", report("Oldwick")), ("dam.txt", report("Newick")), ("dam.txt", b""))
    expect(page.locator(".ruled")).to_contain_text("2 new reports", timeout=10_000)
    expect(page.locator(".ruled")).to_contain_text("dam-3.txt: is empty")
    assert reports(file) == before + 2


@pytest.mark.parametrize("size", [LIMIT + 1, 40 * LIMIT])
def test_more_than_the_desk_takes_is_refused_with_a_page(visit: Visits, desk: str, file: Path, size: int) -> None:
    before = reports(file)
    page = visit(f"{desk}/add")
    sent(page, ("large.txt", (report("Large") * (size // 80))[:size]))
    expect(page.get_by_role("alert")).to_contain_text("more than this desk takes")
    visit.expect("413")
    assert reports(file) == before


def test_text_that_is_called_utf_8_and_is_not_is_read_as_it_is(visit: Visits, desk: str) -> None:
    page = visit(f"{desk}/add")
    html = '<html><head><meta charset="utf-8"><title>Dam holds</title></head><body><h1>Dam of Lund holds</h1><p>The dam'
    html += (
        " above Lund höld after the störm, the water board of the town said on Tuesday in a long statement.</p></body>"
    )
    sent(page, ("liar.html", html.encode("latin-1")))
    expect(page.locator(".ruled")).to_contain_text("1 new report")
    page.goto(f"{desk}/search?q=Lund")
    expect(page.locator("ol.hits")).to_contain_text("höld")
