"""Score names on Worldwide English Newswire: exact span and class.

    python benchmarks/names.py DIR [--split dev|train|all] [--json] [--oracle] [--errors N] [--floor F1]

DIR holds articles laid out like that corpus (``country_outlet_number.txt.tsv``; token TAB tag; a blank line between
paragraphs). ``--split dev`` (the default) takes the outlets that training leaves out, ``train`` the others, ``all``
every file, as for a folder of unseen outlets. The text that is read is rebuilt from the tokens, with spaces as a
newspaper would set them; no system sees the tokens.

Counted as CoNLL-2003 does: a name is right if its first and last character and its class are those of the annotation;
precision, recall and F1 over all names of nine classes (``micro``), and for each class. Names nested in others stand
in further columns of the corpus and are not counted: the first column, which holds the outermost names, is what the
published figures are of (Shan, Bauer, Carlson and Manning, Findings of EMNLP 2023, who trained taggers with one tag a
token on it). ``coarse`` is the same with the classes told apart as the product does: person, organisation, place
(Location and Facility) and nothing else.

``--json`` prints fractions: ``{"micro": {"p", "r", "f1"}, "classes": {...}, "coarse": {...}}``.

What the rules find is translated: titles are cut off, NORP are the lexicon's adjectives of nations and their people,
Date what ``annotate.times`` finds without its prepositions, Money what ``annotate.quantities`` finds.

``--oracle`` hands the annotated names to the product as if a perfect tagger had seen them and counts what becomes of
people, organisations and places: found exactly, found with a title before them or as part of another name ("the
Brandt administration"), as a description ("the Foundation"), with another kind or other ends, or lost; and names that
nobody annotated.

Exit codes: 0 done, 1 micro F1 below ``--floor``, 2 no article.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).parents[1] / "training" / "reader"))

from names import CLASSES, Named, NamedDocument, documents

from twosource import engines
from twosource.annotate import names, quantities, sentences, times
from twosource.lexicon import persons, places
from twosource.model import Article, Mention
from twosource.text import sha256

System = Callable[[Article], Iterable[Named]]

COARSE = {"Person": "person", "Organization": "organisation", "Location": "place", "Facility": "place"}
_KINDS = {"person": "Person", "organisation": "Organization", "place": "Location", "other": "Misc"}
_NATIONAL = re.compile(r"(?<![\w-])[A-Z][\w’'-]{2,20}(?: [A-Z]\w{2,15})?")
_CURRENCIES = re.compile(r"[$£€¥₡₹]|[A-Z]{3}")
_LEADING = re.compile(r"(?:on|in|by|since|until|from|of|at|early|late|the|last|next|this) +", re.IGNORECASE)


class Counts(NamedTuple):
    """Names found and annotated, found only, annotated only."""

    hit: int = 0
    wrong: int = 0
    missed: int = 0

    def figures(self) -> dict[str, float]:
        """Precision, recall, F1."""
        p = self.hit / (self.hit + self.wrong) if self.hit else 0.0
        r = self.hit / (self.hit + self.missed) if self.hit else 0.0
        return {"p": p, "r": r, "f1": 2 * p * r / (p + r) if p + r else 0.0}


def article(text: str) -> Article:
    """A text as an article."""
    return Article(id="a", file="a.txt", sha256=sha256(text), raw_sha256=sha256(text), text=text)


def _core(text: str, mention: Mention) -> Named:
    """A mention of a name without the title before it."""
    words = [m.span() for m in re.finditer(r"\S+", text[mention.start : mention.end])]
    titled = persons.title_length([text[mention.start + a : mention.start + b] for a, b in words])
    skip = words[titled][0] if mention.kind == "person" and titled < len(words) else 0
    return Named(mention.start + skip, mention.end, _KINDS[mention.kind])


def _nations(text: str) -> Iterable[Named]:
    for match in _NATIONAL.finditer(text):
        first = match[0].split(" ")[0]
        for words in dict.fromkeys((match[0], first)):
            lower = words.lower()
            if lower in places.ADJECTIVES or persons.singular(lower) in places.ADJECTIVES:
                yield Named(match.start(), match.start() + len(words), "NORP")
                break


def by_rules(page: Article) -> Iterable[Named]:
    """What the rules find, in the nine classes; where two overlap the earlier and longer one stays."""
    text, split = page.text, sentences.split(page)
    found = [_core(text, m) for m in names.find(page, split) if m.form == "name"]
    found += _nations(text)
    dated = times.find(page, split)
    for time in dated:
        lead = _LEADING.match(text, time.start, time.end)
        found.append(Named(lead.end() if lead else time.start, time.end, "Date"))
    for quantity in quantities.find(page, split, dated=dated):
        if _CURRENCIES.fullmatch(quantity.unit):
            found.append(Named(quantity.start, quantity.end, "Money"))
    kept: list[Named] = []
    for name in sorted(found, key=lambda n: (n.start, -n.end, n.label)):
        if not kept or name.start >= kept[-1].end:
            kept.append(name)
    return kept


def measure(pages: Sequence[NamedDocument], system: System, *, errors: int = 0) -> dict[str, Counts]:
    """Counts for each class, for ``micro`` and for each coarse class."""
    hit: Counter[str] = Counter()
    wrong: Counter[str] = Counter()
    missed: Counter[str] = Counter()
    for page in pages:
        gold, found = set(page.spans), set(system(article(page.text)))
        for (counter, sign), spans in zip(
            ((hit, ""), (wrong, "+"), (missed, "-")), (gold & found, found - gold, gold - found), strict=True
        ):
            counter.update(label for span in spans for label in (span.label, "micro"))
            for span in sorted(spans) if sign else ():
                errors -= 1
                if errors >= 0:
                    print(sign, span.label, "|", page.text[max(0, span.start - 30) : span.start].replace("\n", " "),
                          "[", page.text[span.start : span.end], "]", page.text[span.end : span.end + 20])  # fmt: skip
        gold, found = _coarse(gold), _coarse(found)
        hit.update(span.label for span in gold & found)
        wrong.update(span.label for span in found - gold)
        missed.update(span.label for span in gold - found)
    keys = ("micro", *CLASSES, "person", "organisation", "place")
    return {key: Counts(hit[key], wrong[key], missed[key]) for key in keys}


def _coarse(spans: Iterable[Named]) -> set[Named]:
    return {Named(s.start, s.end, COARSE[s.label]) for s in spans if s.label in COARSE}


def report(counts: dict[str, Counts], *, as_json: bool) -> str:
    """The figures as lines or as JSON."""
    figures = {key: one.figures() for key, one in counts.items()}
    if as_json:
        coarse = {key: figures[key] for key in ("person", "organisation", "place")}
        return json.dumps({"micro": figures["micro"], "classes": {c: figures[c] for c in CLASSES}, "coarse": coarse})
    lines = [f"{'':13} {'P':>6} {'R':>6} {'F1':>6}   names"]
    for key, one in counts.items():
        f = figures[key]
        lines.append(f"{key:13} {f['p']:6.3f} {f['r']:6.3f} {f['f1']:6.3f}   {one.hit + one.missed}")
    return "\n".join(lines)


class Seen(NamedTuple):
    """A name as a tagger marks it."""

    start: int
    end: int
    label: str
    score: float


def fate(gold: Named, found: Sequence[Mention]) -> str:
    """What becomes of an annotated name among an article's mentions."""
    kind = COARSE[gold.label]
    over = [m for m in found if m.start < gold.end and gold.start < m.end and m.form == "name"]
    if any((m.start, m.end, m.kind) == (gold.start, gold.end, kind) for m in over):
        return "exact"
    if any(m.start <= gold.start and gold.end <= m.end and m.end - m.start > gold.end - gold.start for m in over):
        return "with title, or part of another name"
    if over:
        return "other kind" if any((m.start, m.end) == (gold.start, gold.end) for m in over) else "other ends"
    inside = any(m.start <= gold.start and gold.end <= m.end for m in found)
    return "description" if inside else "lost"


def oracle(pages: Sequence[NamedDocument]) -> Counter[str]:
    """What becomes of annotated people, organisations and places that a perfect tagger hands to the product."""
    fates: Counter[str] = Counter()
    for page in pages:
        read = article(page.text)
        found = names.find(read, sentences.split(read), [Seen(s.start, s.end, s.label, 1.0) for s in page.spans])
        gold = [s for s in page.spans if s.label in COARSE]
        fates.update(fate(span, found) for span in gold)
        fates["annotated by nobody"] += sum(
            m.form == "name" and m.kind != "other" and not any(s.start < m.end and m.start < s.end for s in gold)
            for m in found
        )
    return fates


def by_reader(page: Article) -> Iterable[Named]:
    """What the reader that ships marks."""
    return [Named(n.start, n.end, n.label) for n in engines.load().reader.see(page).names]


SYSTEMS: dict[str, System] = {"reader": by_reader, "rules": by_rules}


def main(argv: Sequence[str] | None = None) -> int:
    """Run the benchmark and return its exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--split", choices=("dev", "train", "all"), default="dev")
    parser.add_argument("--system", choices=tuple(SYSTEMS), default="reader")
    parser.add_argument("--oracle", action="store_true", help="count what the product makes of perfect tags")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--errors", type=int, default=0, help="print so many wrong names")
    parser.add_argument("--limit", type=int, default=None, help="only so many articles")
    parser.add_argument("--floor", type=float, default=0.0, help="exit with 1 if micro F1 is lower")
    args = parser.parse_args(argv)
    pages = [d for d in documents(args.folder, "worldwide_ner") if args.split in {"all", d.split}][: args.limit]
    if not pages:
        print(f"names: no article in {args.folder}", file=sys.stderr)
        return 2
    if args.oracle:
        for what, count in oracle(pages).most_common():
            print(f"{count:6}  {what}")
        return 0
    counts = measure(pages, SYSTEMS[args.system], errors=args.errors)
    print(report(counts, as_json=args.json))
    return 0 if counts["micro"].figures()["f1"] >= args.floor else 1


if __name__ == "__main__":
    sys.exit(main())
