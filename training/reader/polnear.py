"""Read PolNeAR: texts and brat standoff files to records.

    python training/reader/polnear.py FOLDER SPLIT      # counts, and how univocal the annotation is

In: the folder that holds ``data/SPLIT/text/NAME.txt`` and ``data/SPLIT/attributions/NAME_ANNOTATOR.ann`` (``data`` and
``FOLDER/SPLIT`` may also be given themselves). Out: one :class:`Document` for each article, in the order of names, with
its attributions in text order. Offsets are code points of ``text``, half-open, and each role may be broken into several
stretches ("a b;c d"). Articles with several annotators give the first one's annotation, unless ``everybody`` is asked.

What is made of the files: ``Content2`` goes to the contents; stretches of one role that touch or are parted by spaces
alone are one, unless ``as_marked`` is asked (one annotator often cut a long content at its sentences); stretches that
do not lie in the text are dropped; a relation without a content and without a cue is dropped. ``Discard`` and
``Discuss`` marks and annotators' notes are ignored. The text is not changed in any way.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

from twosource.model import Span

Spans = tuple[Span, ...]
ROLES = ("source", "cue", "content")

_STRETCH = re.compile(r"(\d+) (\d+)")


class Relation(Struct, frozen=True, kw_only=True):
    """One attribution: who, the attributing words, what; each a sorted tuple of disjoint stretches, maybe empty."""

    source: Spans = ()
    cue: Spans = ()
    content: Spans = ()

    @property
    def start(self) -> int:
        """Where its first word stands."""
        return min(span.start for spans in (self.source, self.cue, self.content) for span in spans)


class Document(Struct, frozen=True, kw_only=True):
    """One annotator's reading of one article."""

    name: str
    annotator: str
    text: str
    attributions: tuple[Relation, ...]


def documents(folder: Path, split: str, *, everybody: bool = False, as_marked: bool = False) -> Iterator[Document]:
    """The articles of a split. ``everybody``: one document for each annotator of an article, not the first alone.
    ``as_marked``: no stretches are put together.
    """
    place = _place(folder, split)
    last = ""
    for path in sorted((place / "attributions").glob("*.ann"), key=lambda path: path.stem):
        name, _, annotator = path.stem.rpartition("_")
        if name == last and not everybody:
            continue
        last = name
        text = (place / "text" / f"{name}.txt").read_bytes().decode("utf-8")
        found = relations(text, path.read_bytes().decode("utf-8"), as_marked=as_marked)
        yield Document(name=name, annotator=annotator, text=text, attributions=found)


def _place(folder: Path, split: str) -> Path:
    for place in (folder / "data" / split, folder / split, folder):
        if (place / "attributions").is_dir():
            return place
    raise FileNotFoundError(f"no folder 'attributions' of {split!r} under {folder}")


def relations(text: str, standoff: str, *, as_marked: bool = False) -> tuple[Relation, ...]:
    """The attributions of one standoff file, in text order."""
    bound: dict[str, list[Span]] = {}
    events: list[list[tuple[str, str]]] = []
    for line in standoff.split("\n"):
        key, _, rest = line.partition("\t")
        if key.startswith("T"):
            ends = (tuple(map(int, found.groups())) for found in _STRETCH.finditer(rest.partition("\t")[0]))
            bound[key] = [Span(a, b) for a, b in ends if 0 <= a < b <= len(text)]
        elif key.startswith("E"):
            parts = (part.partition(":") for part in rest.split())
            events.append([(role.rstrip("0123456789").lower(), number) for role, _, number in parts])
    made = (_relation(text, parts, bound, as_marked=as_marked) for parts in events)
    return tuple(sorted((one for one in made if one.cue or one.content), key=lambda one: (one.start, repr(one))))


def _relation(text: str, parts: list[tuple[str, str]], bound: dict[str, list[Span]], *, as_marked: bool) -> Relation:
    spans = {role: [s for kind, key in parts if kind == role for s in bound.get(key, ())] for role in ROLES}
    joined = {role: tuple(sorted(found)) if as_marked else _joined(text, found) for role, found in spans.items()}
    return Relation(**joined)


def _joined(text: str, spans: list[Span]) -> Spans:
    """Sorted stretches, those that overlap or have nothing but spaces between them put together."""
    out: list[Span] = []
    for span in sorted(spans, key=lambda span: (span.start, span.end)):
        if out and (span.start <= out[-1].end or not text[out[-1].end : span.start].strip(" ")):
            out[-1] = Span(out[-1].start, max(out[-1].end, span.end))
        else:
            out.append(span)
    return tuple(out)


def crowding(found: list[Document]) -> tuple[int, int, int]:
    """Words in one attribution or more, words in more than one attribution, and words with more than one role."""
    covered = several = mixed = 0
    for document in found:
        words = [match.span() for match in re.finditer(r"\w+|[^\w\s]", document.text)]
        for in_relations, in_roles in _coverage(words, document.attributions):
            covered += in_relations > 0
            several += in_relations > 1
            mixed += in_roles > 1
    return covered, several, mixed


def _coverage(words: list[tuple[int, int]], found: tuple[Relation, ...]) -> Iterator[tuple[int, int]]:
    relations_at: list[set[int]] = [set() for _ in words]
    roles_at: list[set[str]] = [set() for _ in words]
    for number, relation in enumerate(found):
        for role in ROLES:
            for span in getattr(relation, role):
                for place, (start, end) in enumerate(words):
                    if start < span.end and span.start < end:
                        relations_at[place].add(number)
                        roles_at[place].add(role)
    return ((len(numbers), len(roles)) for numbers, roles in zip(relations_at, roles_at, strict=True))


def main() -> None:
    """Print counts of a split."""
    found = list(documents(Path(sys.argv[1]), sys.argv[2]))
    counted = [relation for document in found for relation in document.attributions]
    shapes = Counter((len(r.source), len(r.cue), len(r.content)) for r in counted)
    print(f"{len(found)} articles, {len(counted)} attributions")
    print("stretches of source, cue, content:", shapes.most_common(12))
    covered, several, mixed = crowding(found)
    print(f"words in an attribution {covered}; in more than one {several}; with more than one role {mixed}")


if __name__ == "__main__":
    main()
