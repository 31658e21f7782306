"""The benchmark of labelled copies of agencies' reports."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

import scripts

copies = scripts.module("benchmarks/copies.py")
wires = scripts.module("benchmarks/wires.py")

TEXT = (
    "The sea wall of Orsk gave way on Monday, and the water stood knee-deep in the lower town until the morning.\n"
    "Engineers had asked for money to mend it twice in the past ten years, and the council had refused it both times.\n"
    "Nobody was hurt; forty families spent the night in the school on the hill, where volunteers brought blankets.\n"
)
OTHER = (
    "A ferry with ninety people on board ran aground off Vardessa on Sunday; fishermen brought all of them ashore.\n"
    "The captain told investigators that the light on the northern pier had been out of order since the storm in May.\n"
)


def labelled(text: str, label: str, **fields: str) -> object:
    return wires.Labelled({"title": "Wall gives way", "text": text, **fields}, "wall", label)


def test_credit_and_full_copies_of_credited_reports_are_found() -> None:
    reports = [
        labelled(f"ORSK (AP) — {TEXT}", "AP"),
        labelled(TEXT, "AP", outlet="Orsk Today"),
        labelled(OTHER, "", outlet="Vardessa Post"),
        labelled(OTHER.upper(), "", outlet="Quay News", byline="Ada Quill"),
    ]
    assert wires.found(reports) == ["AP", "AP", "", ""]


def test_another_agency_than_the_labelled_one_is_wrong_twice() -> None:
    reports = [labelled(TEXT, label) for label in ("AP", "AFP|AP", "*", "=CNN", "=CNN", "=CNN", "", "AP")]
    score = wires.scored(reports, ["Reuters", "AP", "dpa", "CNN", "", "AP", "AP", ""])
    assert (score.right, score.found, score.labelled) == (2, 5, 4)
    assert score.figures() == {"p": 0.4, "r": 0.5, "f1": 0.4444, "n": 4}
    assert [(label, agency) for _, label, agency in score.wrong] == [
        ("AP", "Reuters"), ("=CNN", "AP"), ("", "AP"), ("AP", ""),
    ]  # fmt: skip


def sets(folder: Path) -> tuple[Path, Path]:
    """Both sets with invented reports."""
    news, polnear = folder / "news", folder / "polnear"
    news.mkdir()
    page = {"title": "Wall gives way", "url": "https://orsk.example/wires/ap/wall", "source_domain": "orsk.example"}
    page |= {"authors": [], "date_publish": "2025-03-02", "event": "wall", "text": TEXT}
    (news / "a.json").write_text(json.dumps(page))
    (news / "b.json").write_text(json.dumps({**page, "url": "https://orsk.example/ferry", "text": OTHER}))
    texts = polnear / "data" / "train" / "text"
    texts.mkdir(parents=True)
    (texts / "wall.txt").write_text(f"ORSK (Reuters) - {TEXT}")
    (texts / "ferry.txt").write_text(OTHER)
    with (polnear / "data" / "metadata.tsv").open("w", newline="") as table:
        columns = ("compartment", "filename", "publisher", "publication_date", "author", "title", "wire")
        rows = csv.writer(table, delimiter="\t")
        rows.writerow(columns)
        rows.writerow(("train", "wall", "orsk", "2025-03-02", "None", "Wall gives way", "reuters"))
        rows.writerow(("train", "ferry", "orsk", "2025-03-02", "AP", "Ferry aground", "AP"))
        rows.writerow(("test", "kept-back", "orsk", "2025-03-02", "AP", "Not here", "AP"))
    return news, polnear


def test_both_sets_are_read_with_their_fields_and_without(tmp_path: Path) -> None:
    news, polnear = sets(tmp_path)
    (visible, _), (hidden, _) = (wires.news_cluster(news, {}, text_alone=alone) for alone in (False, True))
    assert wires.found([visible]) == ["AP"], "the section of the address"
    assert wires.found([hidden]) == [""]
    scores = dict(wires.measured(None, polnear))
    assert scores["polnear"].figures() == {"p": 1.0, "r": 0.5, "f1": 0.6667, "n": 2}
    assert scores["polnear, with authors"].figures() == {"p": 1.0, "r": 1.0, "f1": 1.0, "n": 2}


def test_figures_as_json_and_as_a_table(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    news, polnear = sets(tmp_path)
    document = tmp_path / "quality.md"
    document.write_text("before\n<!-- begin wires -->\n<!-- end wires -->\nafter\n")
    options = ("--news-cluster", news, "--polnear", polnear, "--json", "--table", document)
    assert scripts.run("benchmarks/copies.py", *options) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["polnear"] == {"p": 1.0, "r": 0.5, "f1": 0.6667, "n": 2}
    assert told["news_cluster"]["n"] == 0, "no label is of an invented report"
    assert "| polnear | 2 | 1 | 1 | 1.000 | **0.500** |" in document.read_text()


@pytest.mark.parametrize("options", [(), ("articles.jsonl", "--polnear", "."), ("--polnear", ".")])
def test_wrong_use_says_so(options: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    assert scripts.run("benchmarks/copies.py", *options) == 2
    assert "error:" in capsys.readouterr().err


def test_labels_are_hashes_and_agencies() -> None:
    labels = json.loads(wires.LABELS.read_text())
    assert all(len(key) == 16 and set(key) <= set("0123456789abcdef") for key in labels)
    assert sum(not label.startswith(wires.OWN) for label in labels.values()) == 61
