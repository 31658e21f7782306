"""How well attributions are found: benchmarks/attribution.py --polnear DIR --split dev [--tagger rules] [--json].

DIR holds ``data/SPLIT/text`` and ``data/SPLIT/attributions`` (PolNeAR's layout), and it may hold
``cofenet/valid.txt`` (for dev) or ``cofenet/SPLIT.txt``: the same split as CofeNet's authors tokenised it. Every
annotator's reading of an article counts as a document, as in CofeNet's files.

**Spans** (source, cue, content): precision, recall and F1 by CofeNet's protocol (Wang et al., COLING 2022), of the
spans that a tagger marks, before any are put together: CofeNet labels words and links nothing. ``--linked`` counts
those that attributions are made of. A span counts when role, first token and last token agree with a gold span of one
instance; a role's spans are sets, so a source of two attributions counts once; figures are micro-averaged over the
split; a broken content is several spans. An instance is a paragraph, or several where a sentence runs on over their
border; spans that are found across a border of instances are cut there. Found spans are characters of the text: they
are put to the tokens they touch. With a file of CofeNet's, gold, tokens and instances are those of its rows, aligned to
the text; without one they are derived from text and standoff (``--derived`` asks for that in any case): tokens by a
plain rule, lines as paragraphs, the annotation's own stretches as gold. On dev, 7,143 of the file's 7,149 spans are the
standoff's, put to its tokens; derived, sources and cues are the same (2,062 and 2,319 spans) and contents fewer (2,691
of 2,770: the file cuts some inside paragraphs, often between an opening mark and its words), and figures agree to half
a point.

**Relations**: a found attribution is right when it and one gold attribution share a character of the source, a
character of the cue, and a character of the content, one to one (those that share most of their content are put
together first). Where gold names no source, none may be found, and where none is found, gold may name none; the same
holds for the cue. Two remarks put together count as one found, one remark cut in two counts as two found.

With ``--json``: ``{"source": {"p", "r", "f1"}, "cue": ..., "content": ..., "relation": ...}``, fractions.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from msgspec import Struct

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "training" / "reader"))

import cofenet
import polnear

from twosource import engines
from twosource.annotate import sentences
from twosource.engines.reader import POLNEAR, Reader
from twosource.engines.rules import RuleTagger
from twosource.model import Article, Attribution, Span
from twosource.seams import Tagger
from twosource.text import Ranged, overlap, sha256

ROLES = polnear.ROLES
TAGGERS: dict[str, Callable[[], Tagger]] = {
    "reader": lambda: engines.load().reader.following(POLNEAR),
    "rules": RuleTagger,
}
NAMES = {"dev": "valid"}
"""What CofeNet calls a split, where it is not the split's own name."""

Labelled = tuple[str, int, int]
"""A role, and the numbers of a span's first token and of the token behind its last."""


class Instance(Struct, frozen=True):
    """The tokens of an instance, as characters of the text, and the gold spans on them (None: see the standoff)."""

    tokens: list[tuple[int, int]]
    gold: frozenset[Labelled] | None = None


class Counts(Struct):
    """Right ones, found ones, gold ones."""

    right: int = 0
    found: int = 0
    gold: int = 0

    def figures(self) -> dict[str, float]:
        p = self.right / self.found if self.found else 0.0
        r = self.right / self.gold if self.gold else 0.0
        f1 = 2 * p * r / (p + r) if p + r else 0.0
        return {"p": round(p, 4), "r": round(r, 4), "f1": round(f1, 4), "found": self.found, "gold": self.gold}


# --- instances ------------------------------------------------------------------------------------------------------

_TOKEN = re.compile(
    r"(?:[^\W\d_]\.){2,}|\d+(?:[.,:]\d+)*|\w+?(?=n['’]t\b)|n['’]t\b|['’](?:s|re|ve|ll|d|m)\b"
    r"|\w+(?:-\w+)*|['’`]{2}|\.{2,}|--+|\S",
    re.IGNORECASE,
)
_ENDED = re.compile(r"[.?!…][\"'”’)\]]*\s*$")


def derived(text: str) -> Iterator[Instance]:
    """The instances of a text: lines, put together while a line does not end a sentence."""
    tokens: list[tuple[int, int]] = []
    at = 0
    for line in text.split("\n"):
        tokens += [(at + found.start(), at + found.end()) for found in _TOKEN.finditer(line)]
        at += len(line) + 1
        if tokens and line.strip() and _ENDED.search(line[-20:]):
            yield Instance(tokens)
            tokens = []
    if tokens:
        yield Instance(tokens)


def tokenised(path: Path, texts: dict[str, str]) -> dict[str, list[Instance]]:
    """The instances of a file of CofeNet's, by document. A row names its document ``NAME_ANNOTATOR``."""
    rows: dict[str, list[dict[str, list[str]]]] = defaultdict(list)
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        rows[row["id"]].append(row)
    made: dict[str, list[Instance]] = {}
    for key in sorted(rows.keys() & texts.keys()):
        aligner = cofenet.Aligner(texts[key])
        made[key] = [
            Instance(aligner.tokens(row["tokens"]), frozenset(cofenet.spans(row["labels"]))) for row in rows[key]
        ]
    return made


# --- spans ----------------------------------------------------------------------------------------------------------


class Stretches(Struct, frozen=True):
    """The stretches of text of each role in one reading of an article."""

    source: frozenset[Span]
    cue: frozenset[Span]
    content: frozenset[Span]


def stretches(relations: Iterable[polnear.Relation]) -> Stretches:
    """Those of some relations."""
    listed = list(relations)
    return Stretches(*(frozenset(span for one in listed for span in getattr(one, role)) for role in ROLES))


def labelled(instance: Instance, found: Stretches) -> frozenset[Labelled]:
    """The stretches as tokens of an instance: all tokens they touch; what lies outside is cut off."""
    starts = [start for start, _ in instance.tokens]
    ends = [end for _, end in instance.tokens]
    out = set()
    for role in ROLES:
        for span in getattr(found, role):
            first, last = bisect_right(ends, span.start), bisect_left(starts, span.end)
            if first < last:
                out.add((role, first, last))
    return frozenset(out)


def count_spans(instances: Sequence[Instance], gold: Stretches, found: Stretches, counts: dict[str, Counts]) -> None:
    """Add one document's spans."""
    for instance in instances:
        want = labelled(instance, gold) if instance.gold is None else instance.gold
        have = labelled(instance, found)
        for role in ROLES:
            counts[role].gold += sum(one[0] == role for one in want)
            counts[role].found += sum(one[0] == role for one in have)
            counts[role].right += sum(one[0] == role for one in want & have)


# --- relations ------------------------------------------------------------------------------------------------------


def shared(xs: Sequence[Ranged], ys: Sequence[Ranged]) -> int:
    """Characters that two lists of disjoint stretches share."""
    return sum(overlap(x, y) for x in xs for y in ys)


def meets(xs: Sequence[Ranged], ys: Sequence[Ranged]) -> bool:
    """Whether a part of a relation is right: both sides name it and share a character, or neither names it."""
    return shared(xs, ys) > 0 if xs and ys else not xs and not ys


def as_relation(found: Attribution) -> polnear.Relation:
    """What a tagger found, in the form of the gold."""
    one = [(span,) if span else () for span in (found.source, found.cue)]
    return polnear.Relation(source=one[0], cue=one[1], content=found.content)


def count_relations(gold: Sequence[polnear.Relation], found: Sequence[polnear.Relation], counts: Counts) -> None:
    """Add one document's relations."""
    pairs = []
    for j, mine in enumerate(found):
        for i, want in enumerate(gold):
            if all(meets(getattr(want, role), getattr(mine, role)) for role in ROLES):
                common = shared(want.content, mine.content)
                union = sum(s.end - s.start for s in (*want.content, *mine.content)) - common
                pairs.append((-common / union if union else 0.0, i, j))
    used_gold: set[int] = set()
    used_found: set[int] = set()
    for _, i, j in sorted(pairs):
        if i not in used_gold and j not in used_found:
            used_gold.add(i)
            used_found.add(j)
    counts.right += len(used_gold)
    counts.found += len(found)
    counts.gold += len(gold)


# --- the whole ------------------------------------------------------------------------------------------------------


def read(tagger: Tagger, text: str, *, linked: bool = False) -> tuple[list[polnear.Relation], Stretches]:
    """The attributions that a tagger finds in a text, which is read as running text from its first line on, and the
    spans that it marks; those of the attributions if asked, or if it marks no others.
    """
    article = Article(id=sha256(text)[:16], file="a.txt", sha256=sha256(text), raw_sha256="", language="en", text=text)
    split = sentences.split(article)
    if not isinstance(tagger, Reader):
        relations = [as_relation(one) for one in tagger.attributions(article, split)]
        return relations, stretches(relations)
    seen = tagger.see(article)
    relations = [as_relation(one) for one in seen.attributions(article, split)]
    marked = seen.spans(tagger.convention)
    spans = (frozenset(Span(one.start, one.end) for one in marked if one.role == role) for role in ROLES)
    return relations, stretches(relations) if linked else Stretches(*spans)


def measure(
    folder: Path, split: str, tagger: Tagger, *, derive: bool = False, linked: bool = False
) -> dict[str, dict[str, float]]:
    """The figures of a tagger on a split."""
    documents = list(polnear.documents(folder, split, everybody=True, as_marked=True))
    texts = {f"{one.name}_{one.annotator}": one.text for one in documents}
    files = [folder / "cofenet" / f"{name}.txt" for name in (split, NAMES.get(split, split))]
    known = {} if derive else next((tokenised(file, texts) for file in files if file.is_file()), {})
    counts = {role: Counts() for role in (*ROLES, "relation")}
    found, spans, last = list[polnear.Relation](), stretches([]), ""
    for document in documents:
        if document.name != last:
            (found, spans), last = read(tagger, document.text, linked=linked), document.name
        instances = known.get(f"{document.name}_{document.annotator}") or list(derived(document.text))
        count_spans(instances, stretches(document.attributions), spans, counts)
        count_relations(document.attributions, found, counts["relation"])
    return {name: one.figures() for name, one in counts.items()}


def main() -> None:
    """Print the figures."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--polnear", type=Path, required=True)
    options.add_argument("--split", default="dev")
    options.add_argument("--tagger", choices=sorted(TAGGERS), default="reader")
    options.add_argument("--derived", action="store_true")
    options.add_argument("--linked", action="store_true", help="count the spans of attributions only")
    options.add_argument("--json", action="store_true")
    args = options.parse_args()
    figures = measure(args.polnear, args.split, TAGGERS[args.tagger](), derive=args.derived, linked=args.linked)
    if args.json:
        print(json.dumps(figures, indent=1))
        return
    for name, of in figures.items():
        counted = f"gold {of['gold']:5.0f}  found {of['found']:5.0f}"
        print(f"{name:9} P {of['p']:.3f}  R {of['r']:.3f}  F1 {of['f1']:.3f}   {counted}")


if __name__ == "__main__":
    main()
