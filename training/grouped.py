"""Reports with the event that each of them tells of, for training and for the benchmark of grouping.

In: JSON Lines (gzipped or not), or a folder of JSON files with one report each. A line is a round-up (``story_id`` and
``articles``) or a report with its event (``event`` or ``story_id``). A report has ``title`` and ``text``, and may have
``outlet`` (or ``source``, ``source_domain``), ``url`` and ``published`` (or ``date``, ``date_publish``). Out: their
events, and their profiles, read by the very code that runs. What cannot be read has no profile.
"""

from __future__ import annotations

import gzip
import json
import pickle
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from msgspec import Struct, structs

from twosource import crew, desk, group, read
from twosource.group import Profile
from twosource.model import Article, Reading, Span
from twosource.text import merged

FIELDS = {
    "title": ("title",),
    "text": ("text",),
    "outlet": ("outlet", "source", "source_domain"),
    "url": ("url",),
    "published": ("published", "date", "date_publish"),
}
"""What a report calls it, and what it may be called."""


BRIEF = 600
"""Characters of a brief report."""


class Labelled(Struct, frozen=True):
    """A report as a JSON line, and the event it tells of."""

    report: dict[str, str]
    event: str


def labelled(path: Path) -> list[Labelled]:
    """The reports of a file or folder, in its order; ValueError for a report without event."""
    return [
        Labelled(_report(record), event) for event, record in _records(path) if str(record.get("text") or "").strip()
    ]


def _records(path: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    for where, one in _loaded(path):
        event = one.get("event") or one.get("story_id")
        if not event:
            raise ValueError(f"{where} has neither 'event' nor 'story_id'")
        for record in one.get("articles", [one]):
            yield str(event), record


def _loaded(path: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    if path.is_dir():
        for file in sorted(path.glob("*.json")):
            yield str(file), json.loads(file.read_text(encoding="utf-8"))
        return
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            if line.strip():
                yield f"{path}, line {number}", json.loads(line)


def known(record: dict[str, Any], *, dated: bool) -> dict[str, str]:
    """What is known of a report, with or without its date."""
    found = _report(record)
    return found if dated else {field: value for field, value in found.items() if field != "published"}


def _report(record: dict[str, Any]) -> dict[str, str]:
    found = {field: next((record[name] for name in names if record.get(name)), None) for field, names in FIELDS.items()}
    return {field: str(value) for field, value in found.items() if value}


def profiles(
    reports: Sequence[Labelled], *, cache: Path | None = None, jobs: int = 2, brief: bool = False
) -> list[Profile | None]:
    """The profile of each report. ``cache`` keeps articles and readings: made if it is not there. ``brief``: as if a
    report were its first sentences only.
    """
    if cache and cache.is_file():
        kept = pickle.loads(cache.read_bytes())  # noqa: S301 - a file this very function wrote
    else:
        kept = _read(reports, jobs)
        if cache:
            cache.write_bytes(pickle.dumps(kept))
    if len(kept) != len(reports):
        raise ValueError(f"{cache} holds {len(kept)} readings of {len(reports)} reports: delete it")
    return [group.profile(*(shortened(*pair) if brief else pair)) if pair else None for pair in kept]


def shortened(article: Article, reading: Reading) -> tuple[Article, Reading]:
    """A report as if it ended with the sentence in which its first :data:`BRIEF` characters end."""
    end = next((s.end for s in reading.sentences if s.end >= BRIEF), len(article.text))

    def before(items: tuple[Any, ...]) -> tuple[Any, ...]:
        return tuple(item for item in items if item.end <= end)

    kept = [number for number, one in enumerate(reading.assertions) if one.end <= end]
    rows = [reading.vectors[2 * reading.width * number : 2 * reading.width * (number + 1)] for number in kept]
    rest = Span(end, len(article.text))
    return (
        structs.replace(article, boilerplate=merged([*article.boilerplate, rest])),
        structs.replace(
            reading,
            sentences=before(reading.sentences),
            mentions=before(reading.mentions),
            times=before(reading.times),
            quantities=before(reading.quantities),
            statements=tuple(one for one in reading.statements if all(span.end <= end for span in one.content)),
            assertions=tuple(reading.assertions[number] for number in kept),
            vectors=b"".join(rows),
        ),
    )


def _read(reports: Sequence[Labelled], jobs: int) -> list[tuple[Article, Reading] | None]:
    out: list[tuple[Article, Reading] | None] = [None] * len(reports)
    with tempfile.TemporaryDirectory() as work, crew.mapper(jobs) as each:
        raw = Path(work) / "reports.jsonl"
        raw.write_text("".join(f"{json.dumps(one.report)}\n" for one in reports), encoding="utf-8")
        pages = read.discover([raw], max_reports=len(reports)).pages
        for done, (page, result) in enumerate(zip(pages, each(desk.read_page, pages), strict=True), 1):
            if result.article and result.reading:
                out[int(page.file.rpartition(":")[2]) - 1] = (result.article, result.reading)
            if done % 100 == 0 or done == len(pages):
                print(f"read {done} of {len(pages)}", file=sys.stderr)
    return out


def bcubed(found: Sequence[object], events: Sequence[str]) -> tuple[float, float, float]:
    """Precision, recall and F1 of BCubed (Bagga and Baldwin, 1998), as fractions."""
    pairs = list(zip(found, events, strict=True))
    both, of_found, of_event = (_counts(part) for part in (pairs, found, events))
    precision = sum(n * n / of_found[a] for (a, _), n in both.items()) / len(pairs)
    recall = sum(n * n / of_event[b] for (_, b), n in both.items()) / len(pairs)
    return precision, recall, 2 * precision * recall / (precision + recall)


def _counts(items: Sequence[Any]) -> dict[Any, int]:
    counts: dict[Any, int] = {}
    for item in items:
        counts[item] = counts.get(item, 0) + 1
    return counts
