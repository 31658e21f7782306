"""The measures of extraction: by hand on invented texts."""

from pathlib import Path

import pytest

import scripts

bench = scripts.module("benchmarks/extraction.py")


def truth(body: str | None = None, **known: object) -> object:
    return bench.Truth("a", "", b"", body, **known)


def test_shingles_are_counted_with_repetitions_and_short_texts_are_one() -> None:
    assert bench.shingles("a b c d e, a b c d").total() == 6
    assert bench.shingles("a b c d e a b c d")["a", "b", "c", "d"] == 2
    assert dict(bench.shingles("Two words")) == {("Two", "words"): 1}
    assert not bench.shingles(" ... ")


def test_the_measure_of_bodies_is_the_mean_over_pages() -> None:
    pages = [truth("a b c d e f g h"), truth("k l m n")]
    found = [bench.Extract("a b c d e f g h"), bench.Extract("k l m n o")]
    score = bench.bodies(pages, found)
    assert (score.precision, score.recall, score.accuracy) == (0.75, 1.0, 0.5)
    assert score.f1 == pytest.approx(2 * 0.75 / 1.75)


def test_a_page_without_an_extract_counts_for_recall_only() -> None:
    score = bench.bodies([truth("a b c d"), truth("k l m n")], [bench.Extract("a b c d"), bench.Extract("")])
    assert (score.precision, score.recall) == (1.0, 0.5)


def test_passages_that_must_and_must_not_be_found() -> None:
    page = truth(wanted=("one two", "three"), unwanted=("menu",))
    score = bench.passages([page], [bench.Extract("one\n two and the menu")])
    assert (score.precision, score.recall, score.accuracy) == (0.5, 0.5, pytest.approx(1 / 3))


def test_metadata_are_compared_by_their_words_names_and_days() -> None:
    assert bench.same_title("Wall gives way!", "wall gives way")
    assert not bench.same_title("Wall gives way", "Wall gives way - The Orsk Post")
    assert bench.same_author("Ada Quill and Bo Reed", "Bo Reed; Ada Quill")
    assert not bench.same_author("Ada Quill", "Ada Quill, Bo Reed")
    assert bench.same_day("2025-04-03", "2025-04-03T10:00:00+02:00")


def test_both_kinds_of_sets_are_read_and_measured(tmp_path: Path) -> None:
    import gzip  # noqa: PLC0415
    import json  # noqa: PLC0415

    text = "The harbour wall of Orsk gave way on Monday, the mayor said. Nobody was hurt, but two boats sank."
    html = f"<html><body><article><h1>Wall gives way</h1><p>{text}</p><p>{text[::-1]}</p></article></body></html>"
    whole, parts = tmp_path / "whole", tmp_path / "parts"
    (whole / "html").mkdir(parents=True)
    (whole / "html" / "a.html.gz").write_bytes(gzip.compress(html.encode()))
    (whole / "ground-truth.json").write_text(json.dumps({"a": {"articleBody": f"{text}\n{text[::-1]}", "url": ""}}))
    (parts / "tests" / "eval").mkdir(parents=True)
    (parts / "tests" / "eval" / "a.html").write_text(html)
    entry = {"file": "a.html", "with": ["two boats sank"], "without": ["Menu"], "title": "Wall gives way"}
    (parts / "evaldata.json").write_text(json.dumps({"https://orsk.example/wall": entry}))
    for folder in (whole, parts):
        truths, found, _ = bench.measure(folder, None)
        assert [page.name for page in truths] == ["a" if folder == whole else "a.html"]
        assert text in found["running text"][0].text
        assert "Wall gives way" not in found["running text"][0].text
