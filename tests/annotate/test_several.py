"""Sources that are several. All people and bodies are invented."""

from __future__ import annotations

import pytest

from notation import marked
from twosource.annotate import several
from twosource.model import Attribution


def parted(words: str) -> list[str]:
    read = marked(f"[{words}]source [said]cue [it rained]content.")
    one = Attribution(content=(read.one("content"),), source=read.one("source"), cue=read.one("cue"))
    found = list(several.parted(read.text, one))
    assert all((other.content, other.cue) == (one.content, one.cue) for other in found)
    return [read.text[other.source.start : other.source.end] for other in found if other.source]


@pytest.mark.parametrize(
    ("words", "sources"),
    [
        ("Both the Harbour Office and Torvek Council", ["the Harbour Office", "Torvek Council"]),
        ("the Harbour Office and the union", ["the Harbour Office", "the union"]),
        ("officials and the army", ["officials", "the army"]),
        ("The HPO and NRB", ["The HPO", "NRB"]),
        ("Justices Ann Bell and Mary Reed", ["Justices Ann Bell", "Mary Reed"]),
        ("Ann Bell, Mary Reed and Paul Holm, all sailors,", ["Ann Bell", "Mary Reed", "Paul Holm"]),
        ("Harbour pilots Ann Bell and Mary Reed, of Torvek", ["Ann Bell", "Mary Reed"]),
        ("the pilots Ann Bell and Mary Reed of Torvek Port", ["Ann Bell", "Mary Reed"]),
        ("Senators Orrin Vosk and Ulla Tamm", ["Senators Orrin Vosk", "Ulla Tamm"]),
        ("President Ann Bell and council candidate Mary Reed", ["President Ann Bell", "council candidate Mary Reed"]),
        (
            "Torvek state council leader Ann Bell and state Port Director Mary K. Reed",
            ["Torvek state council leader Ann Bell", "state Port Director Mary K. Reed"],
        ),
        ("Ulvar Tamm and Mary Reed", ["Ulvar Tamm", "Mary Reed"]),
        ("radio host Mary Reed and Ulvar Tamm", ["radio host Mary Reed", "Ulvar Tamm"]),
        ("both pilot Ann Bell and port clerk Mary Reed", ["pilot Ann Bell", "port clerk Mary Reed"]),
        ("Mr. Holm and Mrs. Tamm", ["Mr. Holm", "Mrs. Tamm"]),
        ("Mrs. Tamm and Rep. Mary Reed", ["Mrs. Tamm", "Rep. Mary Reed"]),
        ("The Netherlands and Norway", ["The Netherlands", "Norway"]),
    ],
)
def test_those_who_are_named_side_by_side_are_several(words: str, sources: list[str]) -> None:
    assert parted(words) == sources


@pytest.mark.parametrize(
    "words",
    [
        "the Fish and Boats Commission",
        "Ann and Paul Reed",
        "Ann Bell, chair and founder of Zentrix",
        "Bosnia and Herzegovina",
        "a lawyer for Ann Bell and Mary Reed",
        "Head Coach and General Manager Mary Reed",
        "founder and director Mary Reed",
        "Mr. and Mrs. Holm",
        "Norland and Belmaria",
        "business and industry groups",
        "sailors and dockers",
        "she",
    ],
)
def test_what_may_be_one_stays_one(words: str) -> None:
    assert parted(words) == [words]


def test_surnames_are_several_where_the_report_names_both_in_full() -> None:
    told = "[Holm and Reed]source [said]cue [it rained]content."
    for before, count in (
        ("Paul Holm met Mary K. Reed. ", 2),
        ("Holm and Reed is a firm. ", 1),
        ("Paul Holm left. ", 1),
    ):
        read = marked(before + told)
        one = Attribution(content=(read.one("content"),), source=read.one("source"), cue=read.one("cue"))
        assert len(list(several.parted(read.text, one))) == count


def test_nobody_stays_nobody() -> None:
    read = marked("It [reportedly]cue [rained]content.")
    one = Attribution(content=(read.one("content"),), cue=read.one("cue"))
    assert list(several.parted(read.text, one)) == [one]
