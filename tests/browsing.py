"""A real browser for tests: one Chromium, and pages of which nothing goes unnoticed.

``Visits`` opens pages. Whatever happens on them that no page of ours may do is a problem, and fails the test when its
pages are closed: a script that breaks, an error in the console (what a Content-Security-Policy forbids among them), a
dialog, a request to anywhere but where the page itself came from. ``page.wait_for_function`` is not for pages of ours:
their policy forbids the way it asks; ``expect`` waits as well.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import Any
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
def launched() -> Iterator[Windows]:
    """The windows of one browser. While it runs, nothing in this thread can call ``asyncio.run``: a loop runs in it."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=executable(),
            args=_ARGUMENTS,
            chromium_sandbox=os.geteuid() != 0,  # Chromium's sandbox refuses root
        )
        expect.set_options(timeout=EXPECTED)
        yield Windows(browser)
        browser.close()


class Windows:
    """A window for each kind of visitor, kept open from test to test: to open one takes longer than to visit a page."""

    def __init__(self, browser: Browser) -> None:
        self._browser = browser
        self._open: dict[tuple[bool, bool, str], tuple[BrowserContext, Page]] = {}

    def of(self, *, phone: bool, scripts: bool, who: str = "") -> BrowserContext:
        """The window of who visits with a phone or not, runs scripts or not; each visitor has cookies of their own."""
        kind = (phone, scripts, who)
        if kind not in self._open:
            context = self._browser.new_context(
                java_script_enabled=scripts,
                is_mobile=phone,
                has_touch=phone,
                service_workers="block",
                locale="en-GB",
                timezone_id="UTC",
            )
            context.set_default_timeout(PATIENCE)
            self._open[kind] = (context, context.new_page())  # the window stays as long as one page does
        return self._open[kind][0]

    def clear(self) -> None:
        """Close what was visited, and forget it."""
        for context, first in self._open.values():
            for page in context.pages:
                if page is not first:
                    page.close()
            context.clear_cookies()


class Visits:
    """Opens pages, and gathers what goes wrong on them."""

    def __init__(self, windows: Windows) -> None:
        self._windows = windows
        self._watched: list[BrowserContext] = []
        self._homes: set[str] = set()
        self._pages: list[Page] = []
        self.problems: list[str] = []

    def __call__(  # noqa: PLR0913 - visitors differ in that much
        self,
        where: Path | str,
        anchor: str = "",
        *,
        size: tuple[int, int] = WIDE,
        dark: bool = False,
        moving: bool = False,
        scripts: bool = True,
        forced: bool = False,
        who: str = "",
    ) -> Page:
        """A page, loaded: a file, or an address of a server of the test.

        ``size``: of the window (of a phone's size, it is touched); ``dark``, ``moving`` (as against reduced motion),
        ``forced`` (the few colours of a system's contrast theme): what the visitor prefers; ``who``: another
        visitor than the first, with another browser. Pages of one visitor share their cookies.
        """
        address = where.as_uri() if isinstance(where, Path) else where
        context = self._windows.of(phone=size[0] <= PHONE[0], scripts=scripts, who=who)
        self._homes.add(_home(address))
        if context not in self._watched:
            self._watch(context)
        page = context.new_page()
        page.set_viewport_size({"width": size[0], "height": size[1]})
        page.emulate_media(
            color_scheme="dark" if dark else "light",
            reduced_motion="no-preference" if moving else "reduce",
            forced_colors="active" if forced else "none",
        )
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
        for number, page in enumerate(page for page in self._pages if not page.is_closed()):
            page.screenshot(path=SHOTS / f"{name}{f'-{number}' if number else ''}.png")

    def close(self) -> None:
        """Close all pages."""
        self._windows.clear()
        for context in self._watched:
            for event, heard in self._ears.items():
                context.remove_listener(event, heard)
        self._watched.clear()

    def _watch(self, context: BrowserContext) -> None:
        self._watched.append(context)
        for event, heard in self._ears.items():
            context.on(event, heard)

    @cached_property
    def _ears(self) -> dict[str, Callable[[Any], None]]:
        return {
            "page": self._opened,
            "console": self._console,
            "weberror": lambda error: self.problems.append(f"script: {error.error}"),
            "dialog": self._dialog,
            "request": self._request,
        }

    def _opened(self, page: Page) -> None:
        self._pages.append(page)
        page.on("websocket", self._request)

    def _console(self, message: ConsoleMessage) -> None:
        asked_by_itself = message.location["url"].endswith("/favicon.ico")
        if message.type in {"error", "assert"} and not asked_by_itself:
            self.problems.append(f"console: {message.text}")

    def _dialog(self, opened: Dialog) -> None:
        self.problems.append(f"dialog: {opened.type}: {opened.message}")
        opened.dismiss()

    def _request(self, asked: Request | WebSocket) -> None:
        if _home(asked.url) not in self._homes:
            self.problems.append(f"request: {asked.url[:200]}")


def _home(address: str) -> str:
    """Where an address may ask: its origin, or for a file the file alone."""
    parts = urlsplit(re.sub("^ws", "http", address))
    return parts.path if parts.scheme == "file" else f"{parts.scheme}://{parts.netloc}"
