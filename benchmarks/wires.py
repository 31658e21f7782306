"""Whose copy is it? The agency that a report is found to be a copy of, against labels.

Two sets, both unpacked: a folder of ``news_cluster`` (one JSON file a report, with its event), and PolNeAR
(``data/metadata.tsv`` and ``data/*/text``). Labels of ``news_cluster`` stand in ``wire_labels.json``: the first 16
characters of the SHA-256 of an address, and the agency. They were given by a person who read every report that has any
mark of an agency: a section of the address (``/wires/afp/``, ``/aponline/``, ``wireStory``), a byline, a dateline, a
copyright line, a signature, a credit line. "AP|AFP": both are credited. "*": the report says that it comes from
agencies and does not say which. "=CNN": the outlet's own report, which may be called the outlet's and nobody else's.
All others are nobody's copies. Labels of PolNeAR are its own ``wire``; "NA" is none.

A report is found to be an agency's copy if it credits the agency (``Article.credit``), or stands wholly in a report of
the same event that does (a full ``Copy`` with its ``wire``). Another agency than the labelled one is an error twice.

Each set is read twice: as it is, with address, outlet, byline and date; and its text and title alone.
"""

from __future__ import annotations

import csv
import hashlib
import json
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from twosource import read
from twosource.compare import copies
from twosource.model import Article, Problem, Reading

LABELS = Path(__file__).parent / "wire_labels.json"
ANY, OWN = "*", "="
NO_WIRE = frozenset(("", "None", "NA"))
NO_AUTHOR = frozenset(("", "None"))
AGENCIES = {"reuters": "Reuters"}
"""Spellings of PolNeAR -> ours."""


class Labelled(NamedTuple):
    """A report as a JSON line, the event that it belongs to, and its label ("" for nobody's copy)."""

    record: dict[str, str]
    event: str
    label: str


class Score(NamedTuple):
    """How many were found rightly, found, and labelled; and what was wrong: the report, the label, what was found."""

    right: int
    found: int
    labelled: int
    wrong: tuple[tuple[str, str, str], ...]

    @property
    def precision(self) -> float:
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        return self.right / self.labelled if self.labelled else 0.0

    def figures(self) -> dict[str, float]:
        """Precision, recall, F1 and the number of labelled copies."""
        both = self.precision + self.recall
        f1 = 2 * self.precision * self.recall / both if both else 0.0
        return {"p": round(self.precision, 4), "r": round(self.recall, 4), "f1": round(f1, 4), "n": self.labelled}


def news_cluster(folder: Path, labels: dict[str, str], *, text_alone: bool) -> list[Labelled]:
    """The reports of ``news_cluster``."""
    out = []
    for file in sorted(folder.glob("*.json")):
        page = json.loads(file.read_text("utf-8"))
        record = {"title": page["title"], "text": page["text"]}
        if not text_alone:
            fields = {"url": page["url"], "outlet": page["source_domain"], "byline": ", ".join(page["authors"])}
            record |= fields | {"published": page["date_publish"]}
        key = hashlib.sha256(page["url"].encode()).hexdigest()[:16]
        out.append(Labelled(record, str(page["event"]), labels.get(key, "")))
    return out


def polnear(folder: Path, *, text_alone: bool) -> list[Labelled]:
    """The articles of PolNeAR whose text is there. Its 924 articles are taken as one event."""
    out = []
    with (folder / "data" / "metadata.tsv").open(encoding="utf-8", newline="") as table:
        for row in csv.DictReader(table, delimiter="\t"):
            file = folder / "data" / row["compartment"] / "text" / f"{row['filename']}.txt"
            if not file.is_file():
                continue
            record = {"title": row["title"], "text": file.read_text("utf-8")}
            if not text_alone:
                author = "" if row["author"] in NO_AUTHOR else row["author"]
                record |= {"outlet": row["publisher"], "byline": author, "published": row["publication_date"]}
            label = "" if row["wire"] in NO_WIRE else row["wire"]
            out.append(Labelled(record, "all", AGENCIES.get(label, label)))
    return out


def found(reports: Sequence[Labelled]) -> list[str]:
    """The agency whose copy each report is found to be, or ""."""
    articles = _articles([report.record for report in reports])
    agencies = [(article.credit or "") if article else "" for article in articles]
    for event in sorted({report.event for report in reports}):
        here = {
            article.id: number
            for number, (report, article) in enumerate(zip(reports, articles, strict=True))
            if report.event == event and article
        }
        members = [article for number in here.values() if (article := articles[number])]
        for copy in copies.find(members, [Reading(article=member.id, made_by="") for member in members]):
            for member in copy.articles if copy.wire and copy.extent == "full" else ():
                agencies[here[member]] = agencies[here[member]] or copy.wire or ""
    return agencies


def scored(reports: Sequence[Labelled], agencies: Sequence[str]) -> Score:
    """What was found against the labels."""
    right = count = 0
    wrong = []
    for report, agency in zip(reports, agencies, strict=True):
        own = report.label.startswith(OWN)
        if own and agency in {"", report.label[1:]}:
            continue
        count += bool(agency)
        good = bool(agency) and agency in _accepted(report.label, agency)
        right += good
        if not good and (agency or report.label):
            wrong.append((report.record["title"], report.label, agency))
    return Score(right, count, sum(bool(r.label) and not r.label.startswith(OWN) for r in reports), tuple(wrong))


def _accepted(label: str, agency: str) -> tuple[str, ...]:
    return (agency,) if label == ANY else tuple(label.split("|")) if label else ()


def _articles(records: Sequence[dict[str, str]]) -> list[Article | None]:
    """The records as they are read, in their order; None for one that is no report."""
    with tempfile.TemporaryDirectory() as work:
        raw = Path(work) / "articles.jsonl"
        raw.write_text("".join(f"{json.dumps(record)}\n" for record in records), "utf-8")
        pages = [read.page(page) for page in read.discover([raw], max_reports=len(records)).pages]
    by_line = {int(page.file.rpartition(":")[2]): page for page in pages if not isinstance(page, Problem)}
    return [by_line.get(line) for line in range(1, len(records) + 1)]


def measured(news: Path | None, articles: Path | None) -> Iterator[tuple[str, Score]]:
    """The scores of each set that is given: as it is, and its text alone. The first of a set has the set's name."""
    if news:
        labels = json.loads(LABELS.read_text("utf-8"))
        for name, text_alone in (("news_cluster", False), ("news_cluster, text alone", True)):
            reports = news_cluster(news, labels, text_alone=text_alone)
            yield name, scored(reports, found(reports))
    if articles:
        for name, text_alone in (("polnear", True), ("polnear, with authors", False)):
            reports = polnear(articles, text_alone=text_alone)
            yield name, scored(reports, found(reports))


def table(scores: Sequence[tuple[str, Score]]) -> str:
    """The scores as Markdown."""
    rows = ["| set | labelled copies | found | right | P | R |", "|---|--:|--:|--:|--:|--:|"]
    for name, score in scores:
        counts = f"{score.labelled} | {score.found} | {score.right}"
        rows.append(f"| {name} | {counts} | {score.precision:.3f} | **{score.recall:.3f}** |")
    return "\n".join(rows)
