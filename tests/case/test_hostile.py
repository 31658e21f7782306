"""Nothing that a report, a file's name or a ruling says steers the terminal, whichever command prints it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

import hostile
from commands import Told
from gathered import jsonl
from twosource.case import open_case
from twosource.model import Claim


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with pytest.MonkeyPatch.context() as patch:
        yield str(hostile.case(tmp_path_factory.mktemp("hostile"), patch))


def ids(file: str) -> dict[str, str]:
    with open_case(Path(file)) as case:
        story = case.stories(least=2)[0].id
        made = case.dossier(story)
        edited = next(article.id for article in made.articles if len(case.versions(article.id)) > 1)
        shared = next(claim.id for claim in made.claims if claim.standing != "single")
    return {"STORY": story, "REPORT": made.articles[-1].id, "EDITED": edited, "CLAIM": shared}


HARM = f"{hostile.STEERS}{hostile.TURNED}"
COMMANDS = (
    ("stories",),
    ("stories", "ferry"),
    ("show",),
    ("show", "STORY"),
    ("show", "STORY", "--why"),
    ("show", "REPORT"),
    ("show", "EDITED", "--versions"),
    ("show", "CLAIM"),
    ("search", "ferry"),
    ("search", "ferry", "--kind", "statement"),
    ("search", "split"),
    ("log",),
    ("log", "--check"),
    ("show", "CLAIM", "--json"),  # a dossier is printed as it is kept, byte for byte
    ("search", "ferry", "--json"),
    ("log", "--json"),
    # what is asked for is told back
    ("stories", HARM),
    ("show", HARM),
    ("show", f"story-{HARM}"),
    ("search", HARM),
    ("search", "x", "--kind", HARM),
    ("search", "x", "--since", HARM),
    ("add", HARM),
    ("correct", "same", "--words", HARM, HARM),
    ("export", "-o", "nowhere", "--format", HARM),
    (HARM,),
)


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: " ".join(command).encode("ascii", "replace").decode())
def test_no_command_prints_what_steers(told: Told, case: str, command: tuple[str, ...]) -> None:
    known = ids(case)
    told.run(case, *(known.get(word, word) for word in command))
    assert told.out or told.err
    assert re.findall(f"[{hostile.UNSEEN}]", told.out + told.err) == []


def test_what_is_wrong_with_what_is_added_is_told_harmlessly(told: Told, tmp_path: Path) -> None:
    (tmp_path / f"{HARM.replace('/', '')}.html").write_bytes(b"")
    (tmp_path / f"b{HARM.replace('/', '')}.pdf").write_bytes(b"")
    jsonl(tmp_path, "reports.jsonl", [hostile.report(0), hostile.report(4)])
    told.run(str(tmp_path / "case.db"), "add", str(tmp_path))
    assert "1 new report" in told.out
    assert told.err.count("twosource:") >= 3
    assert re.findall(f"[{hostile.UNSEEN}]", told.out + told.err) == []


def test_json_says_the_same_all_the_same(told: Told, case: str) -> None:
    claim = ids(case)["CLAIM"]
    printed = told.json(case, "show", claim)
    with open_case(Path(case)) as opened:
        assert msgspec.convert(printed, Claim) == opened.thing(claim).part
