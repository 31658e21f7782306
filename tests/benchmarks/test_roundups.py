"""Stories that nobody annotated, made and listed to be read."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import scripts

SCRIPT = "benchmarks/roundups.py"
EXAMPLE = Path(__file__).parents[2] / "examples" / "harbour_fire"


def test_what_was_called_corroborated_is_printed_with_its_passages(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    articles = [
        {"title": a.get("title"), "text": (EXAMPLE / a["file"]).read_text("utf-8"), "source": a["outlet"]}
        for a in json.loads((EXAMPLE / "articles.json").read_text("utf-8"))
    ]
    rows = [{"story_id": "fire", "articles": articles}, {"story_id": "few", "articles": articles[:2]}]
    file = tmp_path / "roundups.jsonl"
    file.write_text("".join(f"{json.dumps(row)}\n" for row in rows), "utf-8")
    assert scripts.run(SCRIPT, file, tmp_path / "out") == 0
    printed = capsys.readouterr().out
    assert "fire: corroborated: 2 independent origins" in printed
    assert "    The Quayside" in printed
    assert "1 round-ups: " in printed


def test_nothing_to_read_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "none.jsonl").write_text("", "utf-8")
    assert scripts.run(SCRIPT, tmp_path / "none.jsonl", tmp_path / "out") == 2
    assert "no round-up of 3 reports" in capsys.readouterr().out
