"""Planted copies and chains: what is rewritten keeps its origin, invented stories are the same on every run."""

from __future__ import annotations

import importlib
import json
import random
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

ROOT = Path(__file__).parents[2]
PARAGRAPHS = [
    "The harbour master of Tarn opened the new quay on Tuesday before 300 guests.",
    "It has room for 5 boats, the harbour master said.",
    "“We waited ten years for it,” the harbour master said.",
    "The old quay was closed in 2024 after several people were injured.",
    "The company that built it began work in April.",
    "Officials said that the city would buy a second crane.",
    "A band played.",
    "It rained.",
]
TEXT = "Tarn opens its quay\n\n" + "\n".join(PARAGRAPHS) + "\n"


def chance(seed: int) -> random.Random:
    return random.Random(seed)  # noqa: S311 - nothing secret


@pytest.fixture(scope="module")
def bench() -> SimpleNamespace:
    sys.path.insert(0, str(ROOT / "benchmarks"))
    try:
        names = ("chains", "events", "independence", "planting", "rewriting")
        return SimpleNamespace(**{name: importlib.import_module(name) for name in names})
    finally:
        sys.path.remove(str(ROOT / "benchmarks"))


def rewritten(bench: SimpleNamespace, kind: str, seed: int = 1) -> tuple[str, list[str]]:
    title, _, body = bench.rewriting.KINDS[kind](TEXT, chance(seed)).partition("\n")
    return title, [line for line in body.splitlines() if line]


def test_copies_hold_what_they_say(bench: SimpleNamespace) -> None:
    assert rewritten(bench, "full") == ("Tarn opens its quay", PARAGRAPHS)
    for seed in range(20):
        title, cut = rewritten(bench, "cut", seed)
        assert title == "Tarn opens its quay"
        assert cut == PARAGRAPHS[: len(cut)]
        assert len(cut) < len(PARAGRAPHS)
        title, led = rewritten(bench, "lead", seed)
        assert led[0] != PARAGRAPHS[0]
        assert set(led) <= set(PARAGRAPHS)
        assert len(led) >= len(PARAGRAPHS) - 1
        title, same = rewritten(bench, "headline", seed)
        assert title != "Tarn opens its quay"
        assert same == PARAGRAPHS


def test_a_paraphrase_says_the_same_in_other_words(bench: SimpleNamespace) -> None:
    _, told = rewritten(bench, "paraphrase")
    assert "According to the harbour master, it has room for five boats." in told
    assert any(
        line.startswith("The harbour master s") and line.endswith(": “We waited ten years for it.”") for line in told
    )
    assert not set(told) & set(PARAGRAPHS[:6])


def test_headlines_are_compared_by_their_words(bench: SimpleNamespace) -> None:
    def story(*titles: str) -> list[object]:
        return [bench.planting.Report(f"{n}.txt", f"Paper {n}", "", f"{t}\n\nIt.") for n, t in enumerate(titles)]

    assert not bench.independence.by_headlines(story("Tarn opens its quay", "Tarn opens quay"))
    assert bench.independence.by_headlines(story("Tarn opens its quay", "A band played in the rain"))


@pytest.mark.parametrize("kind", ["post", "release", "circle", "relay", "chain", "independent"])
def test_invented_stories_tell_the_fact_once_a_report(bench: SimpleNamespace, kind: str) -> None:
    make = {**bench.chains.KINDS, "independent": bench.chains.independent}[kind]
    for seed, event in enumerate(bench.events.EVENTS):
        told = make(event, chance(seed))
        assert told == make(event, chance(seed))
        texts = {report.file: report.text for report in told.reports}
        facts = [texts[p.file][p.start : p.end].casefold() for p in told.passages]
        assert len(set(facts)) == len(told.reports)
        assert set(facts) <= {fact.casefold() for fact in event.facts}
        assert not any("{" in text for text in texts.values())
        assert len({text.partition("\n")[0] for text in texts.values()}) == len(texts)


def test_independent_stories_name_two_people(bench: SimpleNamespace) -> None:
    made = set()
    for seed in range(60):
        event = bench.events.EVENTS[seed % len(bench.events.EVENTS)]
        one, other = bench.chains.independent(event, chance(seed)).reports
        named = [{p.name for p in event.people if p.name in report.text} for report in (one, other)]
        assert len(named[0]) == len(named[1]) == 1
        assert named[0] != named[1]
        assert one.outlet != other.outlet
        made.add((one.text, other.text))
    assert len(made) >= 40


def test_nobody_is_two(bench: SimpleNamespace) -> None:
    every = [p.name for event in bench.events.EVENTS for p in (*event.people, event.poster)]
    assert len({name.rsplit(maxsplit=1)[-1] for name in every}) == len(every)


def test_the_whole_benchmark_runs(bench: SimpleNamespace, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "dev" / "quay"
    folder.mkdir(parents=True)
    (folder / "articles.json").write_text('[{"id": "a1", "file": "a1.txt", "outlet": "Tarn Post"}]')
    (folder / "a1.txt").write_text(TEXT)
    (folder / "gold.json").write_text("{}")
    limits = tmp_path / "floors.json"
    arguments = [str(tmp_path / "dev"), "--each", "1", "--bounds", str(limits)]
    assert bench.independence.main([*arguments, "--tighten", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["kinds"]["all"]["cases"] == 10
    assert told["kinds"]["all"]["domains"] == 10
    assert told["kinds"]["full"]["independent"] == 0
    assert told["two origins"]["cases"] == 2
    assert bench.independence.main([str(tmp_path / "none")]) == 2
