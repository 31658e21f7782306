"""Planted distortions: each changes one fact and nothing else, the same on every run; bounds only get tighter."""

from __future__ import annotations

import importlib
import json
import random
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

ROOT = Path(__file__).parents[2]
PEOPLE = (("Jo Reed", "Reed"), ("Martin Bell", "Bell"), ("Anna Hale", "Hale"))


def chance(seed: int) -> random.Random:
    return random.Random(seed)  # noqa: S311 - nothing secret


@pytest.fixture(scope="module")
def bench() -> SimpleNamespace:
    sys.path.insert(0, str(ROOT / "benchmarks"))
    try:
        names = ("bounds", "distorting", "distortion", "distortion_cases", "planting", "swaps")
        return SimpleNamespace(**{name: importlib.import_module(name) for name in names})
    finally:
        sys.path.remove(str(ROOT / "benchmarks"))


def made(bench: SimpleNamespace, kind: str, passage: str, truth: str) -> set[str]:
    """What a passage may become by one kind of change, whatever is drawn."""
    scene = bench.distorting.Scene(passage + truth, PEOPLE)
    draws = map(chance, range(30))
    return {
        change.on(passage) for draw in draws for change in bench.distorting.KINDS[kind](passage, [truth], scene, draw)
    }


CHANGED = [
    ("unit", "The quay cost 30 million crowns.", "30 million was paid", "The quay cost 30 billion crowns."),
    ("unit", "They walked 12 miles on Sunday.", "a walk of 12 miles", "They walked 12 kilometers on Sunday."),
    ("unit", "Rents rose 5 percent in Tarn.", "by 5 percent", "Rents rose 5 percentage points in Tarn."),
    ("negation", "The council was dissolved on Monday.", "was dissolved", "The council was not dissolved on Monday."),
    ("negation", "The mayor signed the lease.", "the lease was signed", "The mayor did not sign the lease."),
    ("antonym", "The board approved the lease.", "approved on Monday", "The board rejected the lease."),
    ("roles", "Martin Bell sued Anna Hale.", "Bell has sued Hale", "Anna Hale sued Martin Bell."),
]
KEPT = [
    ("number", "The 9/11 inquiry heard Flight 93.", "9/11 and Flight 93"),
    ("number", "One of them left in 2017 at 5 p.m.", "in 2017, at 5 p.m."),
    ("number", "On March 5 the 3rd ferry came.", "March 5, the 3rd"),
    ("number", "Some 27 people were hurt.", "a few were hurt"),
    ("unit", "In two of the miles it rained.", "miles of rain"),
    ("date", "The mayor said on Monday that it burned.", "it burned on Monday, he said"),
    ("place", "The Berlin Post was sold.", "the Berlin Post"),
    ("place", "The mayor of Berlin resigned.", "the mayor resigned"),
    ("person", "The Bell Company was sold.", "the Bell Company"),
    ("negation", "The council may be dissolved.", "may be dissolved"),
    ("negation", "The lease that was signed is void.", "was signed"),
    ("modality", "The council will not meet.", "will not meet"),
    ("antonym", "The board approved it.", "the board met"),
    ("roles", "Martin Bell met Anna Hale.", "Bell met Hale"),
]


@pytest.mark.parametrize(("kind", "passage", "truth", "expected"), CHANGED)
def test_a_distortion_says_the_one_thing_otherwise(
    bench: SimpleNamespace, kind: str, passage: str, truth: str, expected: str
) -> None:
    assert made(bench, kind, passage, truth) == {expected}


@pytest.mark.parametrize(("kind", "passage", "truth"), KEPT)
def test_what_is_no_fact_of_that_kind_or_not_stated_by_the_other_is_left_alone(
    bench: SimpleNamespace, kind: str, passage: str, truth: str
) -> None:
    assert made(bench, kind, passage, truth) == set()


def test_a_number_gives_way_to_one_that_no_rounding_explains(bench: SimpleNamespace) -> None:
    for passage in ("Some 27 people were hurt.", "It cost $2,500 to mend.", "Twelve boats sank."):
        for changed in made(bench, "number", passage, passage):
            ((_, old),) = bench.distorting.numbers(passage)
            ((_, new),) = bench.distorting.numbers(changed)
            assert abs(old - new) > bench.distorting.FAR * old
            assert changed.split()[2:] == passage.split()[2:] or changed.split()[-3:] == passage.split()[-3:]


def test_names_give_way_to_names(bench: SimpleNamespace) -> None:
    passage, truth = "Anna Hale opened the school in Berlin on Tuesday.", "Hale was in Berlin on Tuesday"
    for kind, old in (("person", "Anna Hale"), ("place", "Berlin"), ("date", "Tuesday")):
        for changed in made(bench, kind, passage, truth):
            before, _, after = passage.partition(old)
            assert changed.startswith(before)
            assert changed.endswith(after)
            assert old not in changed
    assert made(bench, "confusion", "Martin Bell spoke.", "Bell spoke") == set()
    others = (*PEOPLE, ("Peter Moss", "Moss"))
    scene = bench.distorting.Scene("", others)
    found = bench.distorting.changes("Bell resigned.", ["Bell resigned"], scene, chance(1))
    assert {c.new for c in found if c.kind == "confusion"} == {"Moss"}


def test_told_as_possible_is_told_still(bench: SimpleNamespace) -> None:
    found = made(bench, "modality", "The mayor signed the lease.", "signed")
    assert found == {
        "The mayor may have signed the lease.",
        "The mayor reportedly signed the lease.",
        "The mayor was planning to sign the lease.",
    }


@given(st.text(max_size=120), st.integers())
def test_a_change_leaves_all_else(bench: SimpleNamespace, words: str, seed: int) -> None:
    passage = f"On Tuesday Anna Hale signed 27 leases in Berlin. {words}"
    scene = bench.distorting.Scene(passage, PEOPLE)
    found = bench.distorting.changes(passage, [passage], scene, chance(seed))
    again = bench.distorting.changes(passage, [passage], scene, chance(seed))
    assert found == again
    for change in found:
        changed = change.on(passage)
        assert changed != passage
        assert changed[: change.start] == passage[: change.start]
        assert changed[change.start + len(change.new) :] == passage[change.end :]


REPORTS = {
    "a1": "Quay lease signed\n\nThe mayor of Tarn signed the lease for 27 boats on Tuesday.\nIt rained all day.\n",
    "a2": "Boats get a quay\n\nIt was windy.\nA lease for 27 boats was signed by the mayor on Tuesday.\n",
}
GOLD = {
    "claims": [
        {
            "evidence": [
                {"article": "a1", "text": "The mayor of Tarn signed the lease for 27 boats on Tuesday."},
                {"article": "a2", "text": "A lease for 27 boats was signed by the mayor on Tuesday."},
            ]
        }
    ],
    "conflicts": [],
    "copies": [],
    "people": [],
}


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    folder = tmp_path / "dev" / "quay"
    folder.mkdir(parents=True)
    listed = [
        {"id": i, "file": f"{i}.txt", "outlet": f"The {i} Post", "published": "2031-03-04"} for i in sorted(REPORTS)
    ]
    (folder / "articles.json").write_text(json.dumps(listed))
    for name, text in REPORTS.items():
        (folder / f"{name}.txt").write_text(text)
    (folder / "gold.json").write_text(json.dumps(GOLD))
    return tmp_path / "dev"


def test_cases_are_the_same_on_every_run_and_others_for_another_seed(bench: SimpleNamespace, gold: Path) -> None:
    story = bench.distortion_cases.gold(gold / "quay")
    cases = list(bench.distortion_cases.cases(story, 1))
    assert cases == list(bench.distortion_cases.cases(story, 1))
    assert {"number", "date"} <= {case.kind for case in cases}
    assert {case.change.new for case in cases} != {c.change.new for c in bench.distortion_cases.cases(story, 2)}
    assert len({case.id for case in cases}) == len(cases)
    drawn = bench.distortion_cases.drawn(cases, 1, 1)
    assert len(drawn) == len({case.kind for case in cases})
    for case in cases:
        assert story.words(case.passage) == case.words
        assert all(truth.file != case.passage.file for truth in case.truths)


def test_a_witness_takes_the_place_of_the_paragraph(bench: SimpleNamespace, gold: Path) -> None:
    story = bench.distortion_cases.gold(gold / "quay")
    places = story.claims[0][:1]
    words = story.words(places[0])
    for direct in (True, False):
        told, said = bench.planting.witnessed(
            story.reports["a1"], places, words, "The Tarn Gazette", ("Nora Velling", "a baker"), direct=direct
        )
        assert told.text[said.start : said.end].casefold() == words.rstrip(".").casefold()
        assert "Nora Velling, a baker, " in told.text
        assert told.text.endswith("It rained all day.\n")
        assert "Quay lease signed" not in told.text


def test_the_whole_benchmark_runs(
    bench: SimpleNamespace, gold: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page, limits, cases = tmp_path / "quality.md", tmp_path / "floors.json", tmp_path / "cases.jsonl"
    page.write_text("a\n<!-- begin distortion dev -->\nformer\n<!-- end distortion dev -->\nb\n")
    arguments = [str(gold), "--each", "1", "--jobs", "1", "--bounds", str(limits)]
    more = ["--tighten", "--table", str(page), "--cases", str(cases), "--json"]
    assert bench.distortion.main([*arguments, *more]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["kinds"]["all"]["cases"] == len(cases.read_text().splitlines()) > 0
    assert all(0 <= share <= 1 for part in ("floors", "ceilings") for share in told[part].values())
    assert "former" not in page.read_text()
    assert set(json.loads(limits.read_text())["distortion dev"]) == {"corpus", "floors", "ceilings"}
    assert bench.distortion.main([str(tmp_path / "none")]) == 2


def test_a_figure_above_its_ceiling_is_told_and_no_bound_is_loosened(
    bench: SimpleNamespace, gold: Path, tmp_path: Path
) -> None:
    file = tmp_path / "floors.json"

    def check(error: float, *, tightened: bool) -> list[str]:
        return bench.bounds.check(file, "x dev", [gold], {"ceilings": {"errors": error}}, tightened=tightened)

    assert check(0.1, tightened=True) == []
    assert json.loads(file.read_text())["x dev"]["ceilings"] == {"errors": 0.11}
    assert check(0.2, tightened=False) == ["errors is 0.200, above its ceiling 0.11"]
    for error in (0.105, 0.2):
        check(error, tightened=True)
        assert json.loads(file.read_text())["x dev"]["ceilings"] == {"errors": 0.11}
    assert len(bench.bounds.check(file, "x dev", [gold], {}, tightened=False)) == 1


def test_judgements_hold_no_text() -> None:
    judged = json.loads((ROOT / "benchmarks" / "distortion_checked.json").read_text())
    assert len(judged) >= 60
    assert set(judged.values()) == {"ok", "bad"}
    assert all(len(key) == 12 and int(key, 16) >= 0 for key in judged)
