"""The documents hold: their commands run, their generated parts are up to date, their links lead somewhere."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

import scripts
from twosource.case_cli import case
from twosource.cli import cli

ROOT = Path(__file__).parent.parent
GENERATE = scripts.module("docs/generate.py")
PAGES = sorted(p for p in [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("examples/*.md")])
MADE = sorted([*PAGES, ROOT / "training" / "README.md", *ROOT.glob("models/*.md")])

LINK = re.compile(r"\]\((?!https?:|#)([^)#\s]+)")


@pytest.mark.parametrize(
    "name", ["README.md", "docs/tutorial.md", "docs/case.md", "docs/handing-on.md", "docs/howto.md", "docs/bulk.md"]
)
def test_commands_of_a_document_run_and_print_what_it_shows(name: str) -> None:
    document = (ROOT / name).read_text("utf-8")
    renewed, wrong = GENERATE.run_blocks(document)
    assert not wrong, "\n".join(wrong)
    assert renewed == document, f"the output shown in {name} is not up to date: make docs"


@pytest.mark.parametrize("name", GENERATE.DOCUMENTS)
def test_generated_parts_are_up_to_date(name: str) -> None:
    document = (ROOT / name).read_text("utf-8")
    assert GENERATE.renewed_parts(document) == document, f"{name} is not up to date: make docs"


def test_every_command_is_documented() -> None:
    reference = (ROOT / "docs" / "commands.md").read_text("utf-8")
    assert [c for c in cli.commands if f"## `twosource {c}`" not in reference] == []
    assert [c for c in case.commands if f"## `twosource case.db {c}`" not in reference] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda p: str(p.relative_to(ROOT)))
def test_links_between_pages_lead_somewhere(page: Path) -> None:
    missing = [link for link in LINK.findall(page.read_text("utf-8")) if not (page.parent / link).exists()]
    assert missing == []


@pytest.mark.parametrize("page", MADE, ids=lambda p: str(p.relative_to(ROOT)))
def test_the_make_targets_that_a_page_names_exist(page: Path) -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    named = set(re.findall(r"(?:^|`|\$ )make ([a-z-]+)", page.read_text("utf-8"), re.MULTILINE))
    assert named - targets == set()


def test_a_command_with_another_exit_code_is_told() -> None:
    document = "```console\n$ exit 3\n```\n"
    assert GENERATE.run_blocks(document)[1] == ["`$ exit 3` ended with 3, not 0:\n"]


def test_the_stated_exit_code_is_expected() -> None:
    document = "<!-- run: exit 3 -->\n```console\n$ exit 3\n```\n"
    assert GENERATE.run_blocks(document) == (document, [])


def test_output_is_renewed_only_where_the_document_asks_for_it() -> None:
    block = "```console\n$ echo new\nold\n```\n"
    assert GENERATE.run_blocks(block)[0] == block
    assert GENERATE.run_blocks(f"<!-- run: output -->\n{block}")[0] == "<!-- run: output -->\n" + block.replace(
        "old", "new"
    )


def test_a_block_that_must_not_run_is_left_alone() -> None:
    document = "<!-- run: no -->\n```console\n$ exit 3\n```\n"
    assert GENERATE.run_blocks(document) == (document, [])


def test_commands_of_one_document_share_a_folder_with_the_examples() -> None:
    document = "```console\n$ echo kept > note\n$ cat note && test -f examples/harbour_fire/a1.txt\n```\n"
    assert GENERATE.run_blocks(document)[1] == []


def test_python_blocks_run_too() -> None:
    assert GENERATE.run_blocks("```python\nassert 1 + 1 == 2\n```\n")[1] == []
    (wrong,) = GENERATE.run_blocks("```python\nraise SystemExit(4)\n```\n")[1]
    assert "ended with 4" in wrong


def test_twosource_of_this_interpreter_is_on_the_path() -> None:
    assert sys.executable
    assert GENERATE.run_blocks("```console\n$ twosource --version\n```\n")[1] == []
