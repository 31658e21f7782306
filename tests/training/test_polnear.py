"""PolNeAR's files to records: roles, broken stretches, several annotators, and files that are not as they should be."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import scripts
from notation import words

POLNEAR = scripts.module("training/reader/polnear.py")

TEXT = "“Taxes rise,” Bell said. “They must.”\n\nIt rained, reportedly."


def standoff(*rows: str) -> str:
    return "\n".join(rows) + "\n"


def at(words: str) -> str:
    start = TEXT.index(words)
    return f"{start} {start + len(words)}"


QUOTED = standoff(
    f"T1\tContent {at('“Taxes rise,”')};{at('“They must.”')}\t“Taxes rise,” “They must.”",
    f"T2\tSource {at('Bell')}\tBell",
    f"T3\tCue {at('said')}\tsaid",
    f"T4\tAttribution {at('said')}\tsaid",
    "E1\tAttribution:T4 Content:T1 Cue:T3 Source:T2",
    f"T9\tDiscuss {at('rained')}\trained",
    "#1\tAnnotatorNotes T9\tIs this one?",
)


def test_a_broken_content_is_one_attribution() -> None:
    (one,) = POLNEAR.relations(TEXT, QUOTED)
    assert words(TEXT, one.content) == ["“Taxes rise,”", "“They must.”"]
    assert (words(TEXT, one.source), words(TEXT, one.cue)) == (["Bell"], ["said"])


def test_no_source_and_a_second_content() -> None:
    rows = standoff(
        f"T1\tContent {at('It')}\tIt",
        f"T2\tContent {at('rained')}\trained",
        f"T3\tCue {at('reportedly')}\treportedly",
        "E1\tAttribution-no-source:T3 Content:T1 Cue:T3 Content2:T2",
    )
    (one,) = POLNEAR.relations(TEXT, rows)
    assert one.source == ()
    assert words(TEXT, one.content) == ["It rained"]
    (marked,) = POLNEAR.relations(TEXT, rows, as_marked=True)
    assert words(TEXT, marked.content) == ["It", "rained"]


def test_stretches_in_two_paragraphs_are_not_put_together() -> None:
    end = TEXT.index("\n")
    rows = standoff(f"T1\tContent {end - 12} {end};{end + 2} {len(TEXT)}\tx", "E1\tAttribution:T9 Content:T1")
    (one,) = POLNEAR.relations(TEXT, rows)
    assert len(one.content) == 2


@pytest.mark.parametrize("row", ["E1\tAttribution:T4 Source:T2", "E1\t", "E1\tAttribution:T4", "T1\tCue 5 900\tx", ""])
def test_what_is_no_attribution_is_dropped(row: str) -> None:
    assert POLNEAR.relations(TEXT, standoff("T2\tSource 3 4\tx", row)) == ()


def test_one_document_for_each_article_or_for_each_annotator(tmp_path: Path) -> None:
    (tmp_path / "data" / "dev" / "text").mkdir(parents=True)
    (tmp_path / "data" / "dev" / "attributions").mkdir()
    for name, annotators in {"b_day_tax": "1f 2f", "a_day": "9z"}.items():
        (tmp_path / "data" / "dev" / "text" / f"{name}.txt").write_bytes(TEXT.encode())
        for annotator in annotators.split():
            (tmp_path / "data" / "dev" / "attributions" / f"{name}_{annotator}.ann").write_bytes(QUOTED.encode())
    for folder in (tmp_path, tmp_path / "data", tmp_path / "data" / "dev"):
        found = [(one.name, one.annotator) for one in POLNEAR.documents(folder, "dev")]
        assert found == [("a_day", "9z"), ("b_day_tax", "1f")]
    assert len(list(POLNEAR.documents(tmp_path, "dev", everybody=True))) == 3
    with pytest.raises(FileNotFoundError):
        next(POLNEAR.documents(tmp_path, "train"))


@given(st.text(max_size=60), st.text(alphabet="TE1234567890 ;:\tContentSourceCue\n", max_size=200))
def test_every_stretch_lies_in_its_text(text: str, rows: str) -> None:
    for one in POLNEAR.relations(text, rows):
        for span in (*one.source, *one.cue, *one.content):
            assert 0 <= span.start < span.end <= len(text)
