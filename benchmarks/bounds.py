"""Bounds of figures and tables of documents: what all benchmarks of annotated stories do with what they measured.

A file of bounds says for each benchmark and corpus how low a figure may fall and how high one may rise:

    name -> {"corpus": hash, "floors": {figure: number}, "ceilings": {figure: number}}

Bounds belong to one corpus, told by a hash of its files, and only ever get tighter: floors rise, ceilings fall. A
table stands between two markers of a document, and writing it changes nothing outside of them.
"""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

MARGIN = 0.01
"""Bounds lie so far from the figure measured: int8 inference differs slightly between processors."""

Figures = Mapping[str, float]


def corpus_hash(*gold: Path) -> str:
    """A hash of all files of the annotated stories."""
    total = hashlib.sha256()
    for file in (p for folder in gold for p in sorted(folder.glob("*/*")) if p.is_file()):
        total.update(f"{file.parent.name}/{file.name}:".encode())
        total.update(hashlib.sha256(file.read_bytes()).digest())
    return total.hexdigest()[:16]


def check(
    file: Path, name: str, gold: Sequence[Path], measured: Mapping[str, Figures], *, tightened: bool
) -> list[str]:
    """A message for each figure of ``measured`` ("floors" and "ceilings", each figure -> number) outside its bound.
    With ``tightened``, if there is none, the bounds in the file are set to what was measured and a margin, but none
    is loosened.
    """
    known = json.loads(file.read_text("utf-8")) if file.exists() else {}
    corpus = corpus_hash(*gold)
    entry = known.get(name)
    if entry and entry["corpus"] != corpus:
        return [f"{file} has bounds for another {name} (hash {entry['corpus']}, here {corpus}): measure it anew"]
    if not entry and not tightened:
        print(f"{file} has no bounds for {name}")
        return []
    entry = entry or {}
    outside = [*_below(entry.get("floors", {}), measured), *_above(entry.get("ceilings", {}), measured)]
    if tightened and not outside:
        known[name] = {"corpus": corpus, **_tightened(entry, measured)}
        file.write_text(json.dumps(known, indent=2) + "\n", "utf-8")
    return outside


def _below(floors: Figures, measured: Mapping[str, Figures]) -> list[str]:
    """A figure that is gone has fallen to nothing."""
    found = {name: measured.get("floors", {}).get(name, 0.0) for name in floors}
    return [f"{k} is {found[k]:.3f}, below its floor {v}" for k, v in floors.items() if found[k] < v]


def _above(ceilings: Figures, measured: Mapping[str, Figures]) -> list[str]:
    """A figure that is gone is as bad as it can be."""
    found = {name: measured.get("ceilings", {}).get(name, 1.0) for name in ceilings}
    return [f"{k} is {found[k]:.3f}, above its ceiling {v}" for k, v in ceilings.items() if found[k] > v]


def _tightened(entry: Mapping[str, Any], measured: Mapping[str, Figures]) -> dict[str, Figures]:
    out: dict[str, Figures] = {}
    if "floors" in measured:
        old = entry.get("floors", {})
        floors = {k: math.floor((v - MARGIN) * 1000) / 1000 for k, v in measured["floors"].items()}
        out["floors"] = {k: max(old.get(k, 0.0), v) for k, v in floors.items()}
    if "ceilings" in measured:
        old = entry.get("ceilings", {})
        ceilings = {k: math.ceil((v + MARGIN) * 1000) / 1000 for k, v in measured["ceilings"].items()}
        out["ceilings"] = {k: min(old.get(k, 1.0), v) for k, v in ceilings.items()}
    return out


def write_table(file: Path, name: str, table: str) -> None:
    """Replace what stands in a document between ``<!-- begin NAME -->`` and ``<!-- end NAME -->``."""
    begin, end = f"<!-- begin {name} -->", f"<!-- end {name} -->"
    before, marker, rest = file.read_text("utf-8").partition(begin)
    _, other, after = rest.partition(end)
    if not marker or not other:
        raise SystemExit(f"{file} has no markers {begin} ... {end}")
    file.write_text(f"{before}{begin}\n{table}\n{end}{after}", "utf-8")


def markdown(columns: Sequence[str], rows: Mapping[str, Sequence[int]]) -> list[str]:
    """The lines of a table of counts: the names of its columns, and for each row its name and its counts."""
    head = [f"| {' | '.join(columns)} |", f"|---|{'--:|' * (len(columns) - 1)}"]
    return [*head, *(f"| {name} | {' | '.join(map(str, counts))} |" for name, counts in rows.items())]
