"""A real browser for tests: one Chromium, and pages of which nothing goes unnoticed.

``Visits`` opens pages. Whatever happens on them that no page of ours may do is a problem, and fails the test when its
pages are closed: a script that breaks, an error in the console (what a Content-Security-Policy forbids among them), a
dialog, a request to anywhere but where the page itself came from.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Dialog,
    Page,
    Request,
    WebSocket,
    expect,
    sync_playwright,
)

from looking import AXE
from scripts import ROOT

SHOTS = ROOT / "build" / "browser"
NAMES = ("chromium", "chromium-browser", "google-chrome")
WIDE = (1280, 800)
PHONE = (360, 740)
PATIENCE = 10_000
"""Milliseconds that a page may take to do anything it is asked."""
EXPECTED = 2_500
"""Milliseconds after which what a test expects of a page has come."""
_ARGUMENTS = ("--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1", "--disable-background-networking")


def executable() -> str | None:
    """The Chromium of this machine."""
    return next(filter(None, map(shutil.which, NAMES)), None)


def lacking() -> str | None:
    """What is missing for these tests, and how to get it."""
    missing = [what for what, there in (("Chromium", executable()), ("axe-core", AXE.is_file())) if not there]
    return f"{' and '.join(missing)} not found: run `sh tests/browser/install.sh`" if missing else None


@contextmanager
def launched() -> Iterator[Browser]:
    """One browser. While it runs, this thread has a running event loop: nothing in it can call ``asyncio.run``."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=executable(),
            args=_ARGUMENTS,
            chromium_sandbox=os.geteuid() != 0,  # Chromium's sandbox refuses root
        )
        expect.set_options(timeout=EXPECTED)
        yield browser
        browser.close()


class Visits:
    """Opens pages, each in a profile of its own, and gathers what goes wrong on them."""

    def __init__(self, browser: Browser) -> None:
        self._browser = browser
        self._contexts: list[BrowserContext] = []
        self.problems: list[str] = []

    def __call__(
        self,
        where: Path | str,
        anchor: str = "",
        *,
        size: tuple[int, int] = WIDE,
        dark: bool = False,
        moving: bool = False,
        scripts: bool = True,
        forced: bool = False,
    ) -> Page:
        """A page, loaded: a file, or an address of a server of the test.

        ``size``: of the window (on a phone's size, the page is touched); ``dark``, ``moving`` (as against reduced
        motion), ``forced`` (the few colours of a system's contrast theme): what the visitor prefers.
        """
        address = where.as_uri() if isinstance(where, Path) else where
        context = self._browser.new_context(
            viewport={"width": size[0], "height": size[1]},
            color_scheme="dark" if dark else "light",
            reduced_motion="no-preference" if moving else "reduce",
            forced_colors="active" if forced else "none",
            java_script_enabled=scripts,
            is_mobile=size[0] <= PHONE[0],
            has_touch=size[0] <= PHONE[0],
            service_workers="block",
            locale="en-GB",
            timezone_id="UTC",
        )
        self._contexts.append(context)
        context.set_default_timeout(PATIENCE)
        self._watch(context, address)
        page = context.new_page()
        page.goto(address + anchor)
        return page

    def expect(self, pattern: str) -> None:
        """Take back the problems that match: they have to be there."""
        found = [problem for problem in self.problems if re.search(pattern, problem)]
        assert found, f"nothing that matches {pattern!r} went wrong, only {self.problems}"
        self.problems = [problem for problem in self.problems if problem not in found]

    def photograph(self, name: str) -> None:
        """Leave pictures of all pages in ``build/browser``."""
        SHOTS.mkdir(parents=True, exist_ok=True)
        for number, page in enumerate(page for context in self._contexts for page in context.pages):
            page.screenshot(path=SHOTS / f"{name}{f'-{number}' if number else ''}.png")

    def close(self) -> None:
        """Close all pages."""
        for context in self._contexts:
            context.close()
        self._contexts.clear()

    def _watch(self, context: BrowserContext, address: str) -> None:
        home = _home(address)

        def console(message: ConsoleMessage) -> None:
            asked_by_itself = message.location["url"].endswith("/favicon.ico")
            if message.type in {"error", "assert"} and not asked_by_itself:
                self.problems.append(f"console: {message.text}")

        def dialog(opened: Dialog) -> None:
            self.problems.append(f"dialog: {opened.type}: {opened.message}")
            opened.dismiss()

        def request(asked: Request | WebSocket) -> None:
            if _home(asked.url) != home:
                self.problems.append(f"request: {asked.url[:200]}")

        context.on("console", console)
        context.on("weberror", lambda error: self.problems.append(f"script: {error.error}"))
        context.on("dialog", dialog)
        context.on("request", request)
        context.on("page", lambda page: page.on("websocket", request))


def _home(address: str) -> str:
    """Where an address may ask: its origin, or for a file the file alone."""
    parts = urlsplit(re.sub("^ws", "http", address))
    return parts.path if parts.scheme == "file" else f"{parts.scheme}://{parts.netloc}"
