from __future__ import annotations

import json
from pathlib import Path

import pytest

import scripts

GROUPING = scripts.module("benchmarks/grouping.py")
GROUPED = scripts.module("training/grouped.py")

REPORTS = [
    (
        "Silver crown stolen from Tessin",
        "Thieves took a silver crown from the Tessin museum, curator Clara Weiss said.",
    ),
    (
        "Tessin museum loses silver crown",
        "A silver crown was stolen from the Tessin museum, said Clara Weiss, curator.",
    ),
    ("Goods train derails near Stanning", "A goods train spilled 40 tonnes of grain at Stanning, said Walter Hjelm."),
]


@pytest.fixture
def events(tmp_path: Path) -> Path:
    file = tmp_path / "events.jsonl"
    rows = [
        {
            "title": title,
            "text": text,
            "source": f"Post {n}",
            "date": "2031-05-06",
            "event": "train" if n == 2 else "crown",
        }
        for n, (title, text) in enumerate(REPORTS)
    ]
    file.write_text("".join(f"{json.dumps(row)}\n" for row in rows))
    return file


def test_the_benchmark_prints_bcubed(events: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert scripts.run("benchmarks/grouping.py", events, "--json", "--cache", events.with_suffix(".pickle")) == 0
    told = json.loads(capsys.readouterr().out)
    assert set(told["bcubed"]) == {"p", "r", "f1"}
    assert told["bcubed"]["f1"] == 1.0
    assert (told["reports"], told["events"], told["stories"]) == (3, 2, 2)


def test_a_round_up_a_line_and_a_folder_are_read_alike(events: Path, tmp_path: Path) -> None:
    rows = [json.loads(line) for line in events.read_text().splitlines()]
    by_line = tmp_path / "rounds.jsonl"
    rounds = [{"story_id": "crown", "articles": rows[:2]}, {"story_id": "train", "articles": rows[2:]}]
    by_line.write_text("".join(f"{json.dumps(one)}\n" for one in rounds))
    folder = tmp_path / "folder"
    folder.mkdir()
    for number, row in enumerate(rows):
        (folder / f"{number}.json").write_text(json.dumps(row))
    assert GROUPED.labelled(by_line) == GROUPED.labelled(folder) == GROUPED.labelled(events)


def test_a_report_without_an_event_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "bare.jsonl"
    file.write_text('{"title": "A", "text": "B"}\n')
    assert scripts.run("benchmarks/grouping.py", file) == 2
    assert "line 1 has neither 'event' nor 'story_id'" in capsys.readouterr().err


def test_bcubed() -> None:
    assert GROUPED.bcubed([1, 1, 2], "aab") == (1.0, 1.0, 1.0)
    precision, recall, _ = GROUPED.bcubed([1, 1, 1], "aab")
    assert (round(precision, 3), recall) == (0.556, 1.0)


def test_undated_reports_come_where_they_stand() -> None:
    days = ["2031-05-02", None, "2031-05-01", None]
    listed = [GROUPING.Profile(article=str(n), published=when) for n, when in enumerate(days)]
    assert [one.article for one in GROUPING.in_time(listed)] == ["2", "3", "0", "1"]
