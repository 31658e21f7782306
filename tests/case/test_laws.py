"""Incremental is batch: in whatever order and how many runs, the same pages and rulings give the same dossiers."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gathered import EVERY, jsonl
from twosource import annotate, codec, compare, desk
from twosource.case import Case, open_case
from twosource.model import Article, Correction, Dossier, Reading
from twosource.seams import Engines

EDITED = EVERY[2] | {
    "published": "2026-02-05",
    "text": EVERY[2]["text"].replace("with 152 passengers", "with 140 passengers"),
}
ADDED: tuple[dict[str, Any], ...] = (*EVERY, EDITED)
"""One report in two versions, of which the dates tell the order."""


@pytest.fixture(autouse=True)
def remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    """Reading and comparing are pure functions: what they gave once is kept, so that many orders can be tried."""
    monkeypatch.setattr(annotate, "article", _read_once)
    monkeypatch.setattr(compare, "story", _compared_once)


_annotate, _compare = annotate.article, compare.story
_readings: dict[bytes, Reading] = {}
_dossiers: dict[tuple[Any, ...], Dossier] = {}


def _read_once(article: Article, engines: Engines) -> Reading:
    key = codec.encode(_of(article))
    if key not in _readings:
        _readings[key] = _annotate(article, engines)
    return compare.structs.replace(_readings[key], made_by=engines.read_by)


def _of(article: Article) -> Dossier:
    return Dossier(made_by=compare.MadeBy(twosource=""), title="", articles=(article,))


def _compared_once(
    articles: Sequence[Article], readings: Sequence[Reading], engines: Engines, corrections: Sequence[Correction] = ()
) -> Dossier:
    pairs = sorted(zip(articles, readings, strict=True), key=lambda pair: pair[0].id)
    key = tuple((codec.encode(_of(a)), r.made_by) for a, r in pairs), tuple(corrections)
    if key not in _dossiers:
        _dossiers[key] = _compare(articles, readings, engines, corrections)
    return _dossiers[key]


def dossiers(case: Case) -> list[bytes]:
    return sorted(codec.encode(case.dossier(line.id)) for line in case.stories())


def rule(case: Case, numbers: Sequence[int]) -> None:
    for number in numbers:
        case.correct([rulings(case)[number]])


def rulings(case: Case) -> list[Correction]:
    def at(report: int, words: str) -> Any:  # noqa: ANN401 - a passage
        return case.passage(str(EVERY[report]["url"]), words)

    told = {"by": "mk", "at": "2026-02-06"}
    return [
        Correction(ruling="not-report", about="passage", passages=(at(0, "Nobody was hurt"),), **told),
        Correction(
            ruling="not-same",
            about="story",
            passages=(at(5, "Four miners trapped in Velden shaft"), at(7, "All four Velden miners rescued")),
            **told,
        ),
        Correction(ruling="same", about="origin", passages=(at(3, "in too fast"), at(4, "the city would ask")), **told),
    ]


@cache
def batch() -> tuple[list[bytes], list[bytes]]:
    """The dossiers of one run over all, before and after the rulings."""
    with tempfile.TemporaryDirectory() as folder, open_case(Path(folder) / "batch.db") as case:
        case.add(jsonl(Path(folder), "all.jsonl", ADDED))
        before = dossiers(case)
        rule(case, range(3))
        return before, dossiers(case)


orders = st.permutations(range(len(ADDED)))
cuts = st.sets(st.integers(1, len(ADDED) - 1), max_size=4)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(orders, cuts)
def test_any_order_and_any_number_of_runs_give_the_dossiers_of_one_run(order: list[int], cuts: set[int]) -> None:
    edges = [0, *sorted(cuts), len(order)]
    with tempfile.TemporaryDirectory() as folder, open_case(Path(folder) / "case.db") as case:
        for number, (first, last) in enumerate(pairwise(edges)):
            reports = [ADDED[at] for at in order[first:last]]
            case.add(jsonl(Path(folder), f"{number}.jsonl", reports))
        assert dossiers(case) == batch()[0]
        rule(case, range(3))
        assert dossiers(case) == batch()[1]
        assert case.check_log() == ()


@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(orders, st.integers(1, len(ADDED) - 1), st.permutations(range(3)))
def test_rulings_hold_for_what_comes_later(order: list[int], cut: int, ruled: list[int]) -> None:
    with tempfile.TemporaryDirectory() as folder, open_case(Path(folder) / "case.db") as case:
        first = [ADDED[at] for at in order]
        case.add(jsonl(Path(folder), "first.jsonl", [r for r in first if r["url"] != EVERY[2]["url"]]))
        rule(case, ruled)
        case.add(jsonl(Path(folder), "second.jsonl", first[cut:]))
        case.add(jsonl(Path(folder), "third.jsonl", first))
        case.undo(3)
        case.undo(4)
        assert [_without_order(raw) for raw in dossiers(case)] == [_without_order(raw) for raw in batch()[1]]


def _without_order(raw: bytes) -> bytes:
    """A dossier whose rulings stand in one order: they are listed as they were given."""
    made = codec.decode(raw)
    return codec.encode(compare.structs.replace(made, corrections=tuple(sorted(made.corrections, key=repr)), seal={}))


def test_a_new_model_reads_again_only_what_it_must(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    before = dossiers(case)
    known = desk.loaded()

    def with_new(**names: str) -> None:
        monkeypatch.setattr(desk, "loaded", lambda: compare.structs.replace(known, **names))

    with_new(made_by="another judge of pairs")
    done = case.refresh()
    assert (done.read, done.compared) == (0, 3)
    with_new(made_by="another judge of pairs", read_by="another reader")
    done = case.refresh()
    assert (done.read, done.compared) == (len(EVERY), 3)
    assert [_without_seal(raw) for raw in dossiers(case)] == [_without_seal(raw) for raw in before]


def _without_seal(raw: bytes) -> bytes:
    return codec.encode(compare.structs.replace(codec.decode(raw), seal={}))


def test_a_hundred_kills_lose_nothing_and_double_nothing(tmp_path: Path) -> None:
    tests = Path(__file__).parents[1]
    command = [sys.executable, str(tests / "chaos.py"), str(tmp_path), "100", "7"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env={"PYTHONPATH": str(tests)})
    assert done.returncode == 0, done.stderr[-2000:]
    told = json.loads(done.stdout.splitlines()[-1])
    assert told["wrong"] == []
    assert told["killed"] >= 100
