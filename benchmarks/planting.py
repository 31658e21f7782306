"""Reports planted into a story: what the benchmarks of distortions and of copies have in common.

A :class:`Report` is a text with its outlet and date, real or invented. A :class:`Press` makes dossiers of lists of
reports as the product makes them from a story folder (files are written, found, read, annotated and compared); a
reading is kept, so that a report that stands in many planted stories is annotated once. :class:`Passage` is a stretch
of a report, whatever the product made of it.

All names here are invented. Nothing of a real story is written anywhere but to a temporary folder.
"""

from __future__ import annotations

import json
import re
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).parents[1] / "training"))

from gold import near, reports  # the reader of gold files that training uses

from twosource import annotate, compare, engines, read
from twosource.model import Article, Claim, Dossier, Evidence, Reading, Span
from twosource.text import overlap

OUTLETS = (
    "The Tarn Gazette",
    "Ostrava Ledger",
    "Bellmark Tribune",
    "The Northquay Mail",
    "Pellworth Observer",
    "Calder Evening Star",
    "The Rook Post",
    "Dunmere Chronicle",
)
"""Invented papers."""

WITNESSES = (
    ("Nora Velling", "a baker"),
    ("Tomas Ardwick", "a retired teacher"),
    ("Helen Carrow", "a nurse"),
    ("Pieter Lommel", "a bus driver"),
    ("Greta Fennimore", "a florist"),
    ("Simon Trask", "a plumber"),
    ("Alice Brandreth", "a student"),
    ("Karl Wemmick", "a carpenter"),
    ("Rosa Quillfeather", "a librarian"),
    ("Henry Ostler", "a farmer"),
)
"""Invented people and what they do."""


HEADLINE = "What is known so far"
"""Of a report that witnesses are put into: its own may tell the fact as it was."""
KEPT = 6
"""Other paragraphs of such a report."""

_SMALL = re.compile(r"(?:The|A|An|In|On|At|After|About|More|Some|Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten)\b")


class Report(NamedTuple):
    """One outlet's text: headline, blank line, body."""

    file: str
    outlet: str
    published: str
    text: str


class Passage(NamedTuple):
    """Characters ``start..end`` of the report in ``file``."""

    file: str
    start: int
    end: int

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)


class Press:
    """Makes dossiers; keeps readings by the id of the article."""

    def __init__(self) -> None:
        self._engines = engines.load()
        self._readings: dict[str, Reading] = {}

    def dossier(self, story: Sequence[Report]) -> Dossier:
        """The dossier of some reports. Each must be read, and its text unchanged, or the benchmark itself is wrong."""
        with tempfile.TemporaryDirectory() as work:
            write(story, Path(work))
            read_all = [read.page(page) for page in read.discover([Path(work)]).pages]
        articles = [one for one in read_all if isinstance(one, Article)]
        texts = {article.file: article.text for article in articles}
        if texts != {report.file: report.text for report in story}:
            raise ValueError(f"not read as written: {[report.file for report in story]}")
        return compare.story(articles, [self._reading(article) for article in articles], self._engines)

    def _reading(self, article: Article) -> Reading:
        if article.id not in self._readings:
            self._readings[article.id] = annotate.article(article, self._engines)
        return self._readings[article.id]


def write(story: Iterable[Report], folder: Path) -> None:
    """A story folder of the reports."""
    story = list(story)
    for report in story:
        (folder / report.file).write_text(report.text, "utf-8", newline="")
    listed = [{"outlet": r.outlet, "published": r.published, "file": r.file} for r in story]
    (folder / "articles.json").write_text(json.dumps(listed), "utf-8")


def folders(gold: Path) -> list[Path]:
    """The annotated stories of a folder, in the order of their names."""
    return [path.parent for path in sorted(gold.glob("*/gold.json"))] if gold.is_dir() else []


def real(folder: Path) -> dict[str, Report]:
    """The reports of an annotated story as the product reads them, by the ids that the annotation calls them."""
    return {
        number: Report(Path(one.file).name, one.outlet or "", one.published or "", one.text)
        for number, one in sorted(reports(folder).items())
    }


def body(text: str) -> int:
    """Where the body of a report begins: after its first line."""
    return text.find("\n") + 1


def paragraphs(text: str) -> list[Span]:
    """The lines of a body that are not blank."""
    found, at = [], 0
    for line in text.splitlines(keepends=True):
        if line.strip() and at:
            found.append(Span(at, at + len(line.rstrip("\n"))))
        at += len(line)
    return found


def witnessed(
    report: Report, places: Sequence[Passage], words: str, outlet: str, person: tuple[str, str], *, direct: bool
) -> tuple[Report, Passage]:
    """A report whose paragraphs with some passages give way to a witness who says the words, and where they stand."""
    name, does = person
    bare = words.rstrip(" .,;:")
    if direct:
        before, after = "“", f",” said {name}, {does}, in an interview with {outlet}."
    else:
        bare = bare[0].lower() + bare[1:] if _SMALL.match(bare) else bare
        before, after = f"{name}, {does}, told {outlet} that ", "."
    spots = paragraphs(report.text)
    gone = [n for n, spot in enumerate(spots) if any(overlap(spot, place) for place in places)]
    kept = [report.text[spot.start : spot.end] for n, spot in enumerate(spots) if n not in gone][:KEPT]
    at = min(gone[0], len(kept))
    ahead = "\n\n".join([HEADLINE, *kept[:at], before])
    text = "\n\n".join([f"{ahead}{bare}{after}", *kept[at:]]) + "\n"
    return Report(report.file, outlet, report.published, text), Passage(report.file, len(ahead), len(ahead) + len(bare))


def evidence(claim: Claim, made: Dossier, passage: Passage) -> list[Evidence]:
    """The evidence of a claim that is (half of the shorter of the two) this passage."""
    names = {article.id: article.file for article in made.articles}
    return [item for item in claim.evidence if names[item.article] == passage.file and near(item.span, passage.span)]


def together(made: Dossier, one: Passage, others: Sequence[Passage]) -> Iterator[tuple[Claim, list[Evidence]]]:
    """The claims in which a passage stands with one of the others, and the evidence that the passage is."""
    for claim in made.claims:
        mine = evidence(claim, made, one)
        if mine and any(evidence(claim, made, other) for other in others):
            yield claim, mine


def differing(made: Dossier, one: Passage, others: Sequence[Passage]) -> Iterator[str]:
    """The kinds of the conflicts that have a value in one passage and one in another."""
    names = {article.id: article.file for article in made.articles}
    for conflict in made.conflicts:
        at = [Passage(names[v.article], v.start, v.end) for v in conflict.values]
        if any(meet(v, one) for v in at) and any(meet(v, other) for v in at for other in others):
            yield conflict.kind


def meet(a: Passage, b: Passage) -> bool:
    """Whether two passages have a character in common."""
    return a.file == b.file and overlap(a, b) > 0


def share(part: int, whole: int) -> float:
    """A share; of nothing, nothing."""
    return part / whole if whole else 0.0


def percent(part: int, whole: int) -> str:
    """A share with what it is a share of: "3.1 % (4 of 129)"."""
    return f"{100 * share(part, whole):.1f} % ({part} of {whole})" if whole else "–"


def progress(what: str, done: int, of: int) -> None:
    """Told to whoever watches: on a terminal only."""
    if sys.stderr.isatty():
        print(f"\r{what} {done}/{of}", end="\n" if done == of else "", file=sys.stderr, flush=True)
