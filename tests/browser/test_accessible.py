"""axe-core finds nothing on a dossier, however it is looked at."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from browsing import PHONE, Visits
from looking import accessible


def unfold(page: Page) -> None:
    page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")


def test_a_dossier_on_a_phone(visit: Visits, harbour: Path) -> None:
    accessible(visit(harbour, size=PHONE))


@pytest.mark.parametrize("dark", [False, True])
def test_a_dossier_with_all_of_it_open(visit: Visits, harbour: Path, *, dark: bool) -> None:
    page = visit(harbour, dark=dark)
    unfold(page)
    page.get_by_role("button", name="Side by side").click()
    page.locator("#c1 .lines a").first.click()
    expect(page.locator("#reports .now").first).to_be_in_viewport()
    accessible(page)


def test_a_dossier_with_its_sheet_up(visit: Visits, harbour: Path) -> None:
    page = visit(harbour, size=PHONE, dark=True)
    page.locator("#c1 .lines a").first.tap()
    expect(page.locator("#reports .now").first).to_be_in_viewport()
    accessible(page)


def test_a_dossier_without_its_script(visit: Visits, harbour: Path, tmp_path: Path) -> None:
    page = tmp_path / "plain.html"
    page.write_text(re.sub("<script>.*?</script>", "", harbour.read_text("utf-8"), flags=re.DOTALL), "utf-8")
    accessible(visit(page))
