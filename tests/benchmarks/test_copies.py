"""Planted copies of the benchmark of copies."""

from __future__ import annotations

import scripts

benchmark = scripts.module("benchmarks/copies.py")

NOUNS = ("gull", "crane", "ferry", "barge", "quay", "tide", "rope", "lamp", "dock", "net", "buoy", "mast", "keel")


def record(name: str, seed: int) -> dict[str, str]:
    """An article of ten paragraphs of words that no other article has in this order."""
    words = [f"{NOUNS[(seed * 7 + n * (seed + 3)) % len(NOUNS)]}{n % (seed + 11)}" for n in range(400)]
    paragraphs = [" ".join(words[at : at + 40]).capitalize() + "." for at in range(0, 400, 40)]
    url = f"https://{name}.example/"
    return {"id": name, "url": url, "outlet": name, "title": f"On {name}", "text": "\n".join(paragraphs)}


def test_every_kind_of_copy_is_planted_and_found() -> None:
    records = [record(name, seed) for seed, name in enumerate("abcdef")]
    made, ways = benchmark.planted(records, 3)
    assert sorted(way for _, _, way in ways) == sorted(benchmark.WAYS)
    articles = benchmark.articles_of([*records, *made])
    found = benchmark.by_index(list(articles.values()))
    for first, second, way in ways:
        pair = tuple(sorted((articles[first].id, articles[second].id)))
        assert pair in found, way
