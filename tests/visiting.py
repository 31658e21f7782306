"""The desk in a browser: how one gets to a story, and whether a page fits its window."""

from __future__ import annotations

from playwright.sync_api import Page

from browsing import WIDE, Visits


def opened(
    visit: Visits, desk: str, words: str, *, correct: bool = False, size: tuple[int, int] = WIDE, who: str = ""
) -> Page:
    """The page of the story with these words, as one gets there."""
    page = visit(f"{desk}/?q={words}", size=size, who=who)
    page.locator("ol.stories a").first.click()
    if correct:
        page.get_by_role("link", name="Correct").click()
    return page


def overflow(page: Page) -> int:
    """Pixels by which the page is wider than its window."""
    found: int = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return found
