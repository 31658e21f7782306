"""How one passage lies to another."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pytest

import scripts

BENCHMARKS = Path(__file__).parents[2] / "benchmarks"


@pytest.fixture(scope="module")
def bench() -> SimpleNamespace:
    return scripts.module("benchmarks/passages.py")


@pytest.mark.parametrize(
    ("gold", "ours", "told"),
    [
        ((10, 50), [(8, 52)], "alike"),
        ((10, 50), [(0, 200)], "wider"),
        ((0, 200), [(10, 50)], "narrower"),
        ((10, 50), [(60, 90)], "missed"),
        ((10, 50), [], "missed"),
        ((10, 50), [(0, 200), (12, 50)], "alike"),
    ],
)
def test_how_the_best_passage_lies(
    bench: SimpleNamespace, gold: tuple[int, int], ours: list[tuple[int, int]], told: str
) -> None:
    assert bench.kind(gold, ours) == told
