"""What watches the pages of the other tests sees what it is there for."""

from __future__ import annotations

import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest

from browsing import Visits
from hosting import hosted, started
from looking import contrasts, faint, violations

CALM = "<!doctype html><html lang=en><title>Calm</title>{}<main><h1>Calm</h1>{}</main>"


def written(folder: Path, markup: str, head: str = "") -> Path:
    file = folder / "page.html"
    file.write_text(CALM.format(head, markup), "utf-8")
    return file


@pytest.mark.parametrize(
    ("markup", "problem"),
    [
        ("<script>console.error('broken')</script>", r"^console: broken$"),
        ("<script>nothing.there</script>", r"^script: .*nothing is not defined"),
        ("<script>Promise.reject(new Error('late'))</script>", r"^script: .*late"),
        ("<script>alert('hello')</script>", r"^dialog: alert: hello$"),
        ("<img src=http://198.51.100.7/x.png alt=''>", r"^request: http://198\.51\.100\.7/x\.png"),
        ("<img src=other.png alt=''>", r"^request: file:.*other\.png"),
        (
            "<script>new WebSocket('ws://127.0.0.1:9/x')</script>",
            r"^request: ws://127\.0\.0\.1:9/x",
        ),
        ("<script>navigator.sendBeacon('http://outlet.example/')</script>", r"^request: http://outlet\.example"),
        ("<script>open('http://outlet.example/window')</script>", r"^request: http://outlet\.example/window"),
    ],
)
def test_what_no_page_of_ours_may_do_is_a_problem(visit: Visits, tmp_path: Path, markup: str, problem: str) -> None:
    visit(written(tmp_path, markup)).wait_for_timeout(100)
    visit.expect(problem)
    visit.problems = [one for one in visit.problems if "net::ERR" not in one]  # the console tells of it once more


def test_what_the_policy_of_a_page_forbids_is_a_problem(visit: Visits, tmp_path: Path) -> None:
    policy = "<meta http-equiv=Content-Security-Policy content=\"script-src 'none'\">"
    visit(written(tmp_path, "<script>alert(1)</script>", policy))
    visit.expect("^console: .*Content Security Policy")


def test_a_calm_page_has_no_problem(visit: Visits, tmp_path: Path) -> None:
    page = visit(written(tmp_path, "<p>Nothing happens.</p>"))
    assert visit.problems == []
    assert violations(page) == []
    with pytest.raises(AssertionError, match="nothing that matches"):
        visit.expect("anything")


def test_what_axe_finds_is_told_with_rule_element_and_reason(visit: Visits, tmp_path: Path) -> None:
    page = visit(written(tmp_path, "<button></button><p style='color:#999'>faint</p>"))
    told = "\n".join(violations(page))
    assert "button-name (critical) at button: Element does not have inner text" in told
    assert "color-contrast (serious) at p: Element has insufficient color contrast of 2.84" in told


def test_contrast_is_measured_through_layers(visit: Visits, tmp_path: Path) -> None:
    markup = """<p style='color:#767676'>grey on white</p>
    <div style='background:#000'><p style='color:#fff;background:rgb(255 255 255 / .5)'>white on grey</p></div>
    <svg><text y=20 fill='#000' opacity=.5>half</text></svg><p style='color:#fff' hidden>unseen</p>"""
    page = visit(written(tmp_path, markup))
    assert [ratio for ratio, _ in contrasts(page, "p, text")] == pytest.approx([4.54, 3.95, 3.95], abs=0.05)
    assert len(faint(page, "p, text", 4.5)) == 2
    with pytest.raises(AssertionError, match="can be seen"):
        faint(page, "p[hidden]", 4.5)


async def application(
    scope: dict[str, Any],
    receive: Callable[[], Awaitable[dict[str, Any]]],
    send: Callable[[dict[str, Any]], Awaitable[None]],
) -> None:
    if scope["type"] == "lifespan":
        while (await receive())["type"] != "lifespan.shutdown":
            await send({"type": "lifespan.startup.complete"})
        await send({"type": "lifespan.shutdown.complete"})
        return
    known = scope["path"] == "/"
    await send(
        {"type": "http.response.start", "status": 200 if known else 404, "headers": [(b"content-type", b"text/html")]}
    )
    await send({"type": "http.response.body", "body": CALM.format("", "<a href=/lost>On</a>").encode()})


def test_an_application_is_visited(visit: Visits) -> None:
    with hosted(lambda _: application) as address:
        page = visit(address)
        page.get_by_role("link", name="On").click()
        visit.expect("^console: .*404")
        assert page.url == f"{address}/lost"


def test_a_command_is_visited(visit: Visits, tmp_path: Path) -> None:
    written(tmp_path, "")
    command = [sys.executable, "-m", "http.server", "--bind", "127.0.0.1", "--directory", str(tmp_path)]
    with started(lambda port: [*command, str(port)]) as address:
        assert visit(f"{address}/page.html").title() == "Calm"


def test_a_command_that_ends_at_once_is_told() -> None:
    with (
        pytest.raises(AssertionError, match="ended before the command answered"),
        started(lambda _: [sys.executable, "-c", ""]),
    ):
        pass
