"""Articles with other names in them, so that what is learned is how names are used and not who is who.

    python training/reader/names_varied.py NAMES.jsonl TO.jsonl [--times 2]

In: the documents of ``names.py``. Out: each of them as it is, and so many variants of each that is trained on: most
people, bodies, places and buildings have the name of another one of their class, out of an article of another outlet,
the same at all mentions; who was called by the surname still is. Other classes keep their names (nationalities would
contradict the places, but so they do in the news). This is mention replacement (Dai and Adel, COLING 2020), made
consistent over the article. Deterministic: what is drawn depends on the document and the number of the variant alone.
"""

from __future__ import annotations

import argparse
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from random import Random

import msgspec

sys.path.insert(0, str(Path(__file__).parent))

from names_records import Named, NamedDocument

EXCHANGED = frozenset({"Person", "Organization", "Location", "Facility"})
SHARE = 0.7
"""Share of the names of an article that are exchanged."""

Shape = tuple[str, bool, bool]
Pool = Mapping[Shape, Sequence[tuple[str, str]]]


def shape(label: str, text: str) -> Shape:
    """What a name and the one in its place share: the class, whether of one word, whether in capitals."""
    return (label, " " in text, text.isupper())


def pool(documents: Sequence[NamedDocument]) -> Pool:
    """The names of the articles by their shape, each with its outlet."""
    out: dict[Shape, set[tuple[str, str]]] = defaultdict(set)
    for one in documents:
        for span in one.spans:
            text = one.text[span.start : span.end]
            if span.label in EXCHANGED and text[:1].isupper():
                out[shape(span.label, text)].add((text, one.outlet))
    return {key: sorted(found) for key, found in out.items()}


def varied(one: NamedDocument, names: Pool, variant: int) -> NamedDocument:
    """A document with other names."""
    draw = Random(f"{one.id} {variant}")  # noqa: S311 - not for secrets
    chosen = _chosen(one, names, draw)
    parts: list[str] = []
    spans: list[Named] = []
    at = length = 0
    for span in sorted(one.spans):
        if span.start < at:
            continue
        own = one.text[span.start : span.end]
        new = chosen.get((span.label, own), own)
        parts += [one.text[at : span.start], new]
        length += span.start - at
        spans.append(Named(length, length + len(new), span.label))
        length += len(new)
        at = span.end
    parts.append(one.text[at:])
    return msgspec.structs.replace(one, id=f"{one.id}~{variant}", text="".join(parts), spans=tuple(spans), nested=())


def _chosen(one: NamedDocument, names: Pool, draw: Random) -> dict[tuple[str, str], str]:
    """The new name of each name of a document; a surname's follows the full name's."""
    found = sorted({(s.label, one.text[s.start : s.end]) for s in one.spans if s.label in EXCHANGED})
    out: dict[tuple[str, str], str] = {}
    parts: dict[str, str] = {}
    for label, text in sorted(found, key=lambda pair: -len(pair[1].split())):
        if label == "Person" and text in parts:
            out[label, text] = parts[text]
            continue
        among = names.get(shape(label, text), ())
        name, outlet = among[draw.randrange(len(among))] if among else (text, "")
        if draw.random() >= SHARE or outlet == one.outlet:
            name = text
        out[label, text] = name
        own, new = text.split(), name.split()
        if label == "Person" and len(own) > 1 and len(new) > 1:
            parts.setdefault(own[-1], new[-1])
            parts.setdefault(own[0], new[0])
    return out


def variants(documents: Sequence[NamedDocument], times: int) -> Iterator[NamedDocument]:
    """The documents and, of those trained on, so many variants."""
    train = [one for one in documents if one.split == "train"]
    names = pool(train)
    for one in documents:
        yield one
    for one in train:
        for number in range(times):
            yield varied(one, names, number)


def main() -> None:
    """Write the documents and their variants."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("names", type=Path)
    parser.add_argument("to", type=Path)
    parser.add_argument("--times", type=int, default=2)
    args = parser.parse_args()
    lines = args.names.read_bytes().splitlines()
    found = [msgspec.json.decode(line, type=NamedDocument) for line in lines]
    made = list(variants(found, args.times))
    args.to.write_bytes(b"".join(msgspec.json.encode(one) + b"\n" for one in made))
    print(f"{len(found)} documents, with variants {len(made)}")


if __name__ == "__main__":
    main()
