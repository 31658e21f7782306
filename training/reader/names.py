"""Texts with their names marked, from four corpora, for training the reader's head of names and for its benchmark.

    python training/reader/names.py DATA --to FOLDER

DATA holds the unpacked corpora in folders ``worldwide_ner``, ``gum``, ``meantime``, ``re3d``; FOLDER gets one file of
JSON lines each (``names_worldwide.jsonl``, ...), a :class:`NamedDocument` a line. What is missing is left out.

The nine classes are those of Worldwide English Newswire (Shan, Bauer, Carlson and Manning, Findings of EMNLP 2023):
Person, Organization, Location, NORP (nationalities, religions, parties as adjectives or groups), Facility, Product,
Money, Date, Misc. Only that corpus is annotated for all nine; the others for those in ``NamedDocument.classes``, and
where they have nothing marked a name of another class may stand.

- worldwide_ner: one file an article, ``token TAB tag``, blank lines between paragraphs, no headlines. Names nested in
  others stand in further columns and are kept apart (``nested``). The address that opens a file is dropped. The spaces
  of the text are made up (``spacing``). What articles share an outlet is read from the file's name.
- gum: of all entity mentions those whose head is a proper noun, cut down to the proper nouns around it.
- meantime: mentions whose syntactic type is NAM; only the sentences up to the last one annotated.
- re3d: mentions that are capitalised throughout; a country that acts ("the United States condemns") is an
  organisation there and a Location here.

Articles and titles before a name ("the", "President", "Mr.") are not part of it in the first corpus, and are cut off
in the others.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Literal

import msgspec

sys.path.insert(0, str(Path(__file__).parent))

from names_partial import gum, meantime, re3d
from names_records import CLASSES, Named, NamedDocument
from spacing import rebuild

__all__ = ["CLASSES", "CORPORA", "Named", "NamedDocument", "documents", "outlet", "split"]

# --- outlets ------------------------------------------------------------------------------------------------------

_SAME = {
    "cosric_ticotimes": "cosrica_ticotimes",
    "kw_timesgulftimes": "kw_times",
    "paraguay_mercopress": "mercopress",
    "uruguay_mercopress": "mercopress",
}
"""Outlets that the file names write in two ways."""

DEV_SHARE = 0.2
"""Share of outlets in dev."""

_SALT = "names-355"
"""Chosen so that each of the four regions has outlets in both parts and dev has about a fifth of the articles."""


def outlet(name: str) -> str:
    """The outlet of an article from its file's name: ``cn_article_scmp_40.txt.tsv`` is of ``cn_scmp``."""
    country, *rest = [part for part in name.partition(".")[0].split("_") if not part.isdigit() and part != "article"]
    key = "_".join([country, "".join(rest)]) if rest else country
    return _SAME.get(key, key)


def split(outlet: str) -> Literal["train", "dev"]:
    """The part that an outlet's articles belong to."""
    digest = hashlib.sha256(f"{_SALT}:{outlet}".encode()).digest()
    return "dev" if int.from_bytes(digest[:4], "big") < DEV_SHARE * 2**32 else "train"


# --- worldwide_ner ------------------------------------------------------------------------------------------------


def _blocks(lines: Iterable[str]) -> Iterator[list[list[str]]]:
    """The rows of each paragraph, as columns; tokens that show nothing are left out."""
    block: list[list[str]] = []
    for line in lines:
        columns = line.split("\t")
        if len(columns) > 1 and any(unicodedata.category(c)[0] not in "CZ" for c in columns[0]):
            block.append(columns)
        elif not line.strip() and block:
            yield block
            block = []
    if block:
        yield block


def _without_address(blocks: list[list[list[str]]]) -> list[list[list[str]]]:
    """Drop the address that opens a file; where the first paragraph follows on the same line, keep that."""
    if not blocks or not blocks[0][0][0].startswith(("http", "www")):
        return blocks
    sentence = blocks[0][-1][0] == "."
    return [blocks[0][1:], *blocks[1:]] if sentence and len(blocks[0]) > 1 else blocks[1:]


def tagged(tags: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    """First token, token after the last and class of each name that B-/I-/O tags mark. As CoNLL's scorer does, an I-
    that continues nothing of its class opens a name.
    """
    start, open_label = 0, ""
    for i, tag in enumerate([*tags, "O"]):
        mark, _, label = tag.partition("-")
        if open_label and (mark != "I" or label != open_label):
            yield start, i, open_label
            open_label = ""
        if mark in {"B", "I"} and label and not open_label:
            start, open_label = i, label


def _columns(block: list[list[str]], column: int) -> list[str]:
    return [row[column].strip() if column < len(row) else "O" for row in block]


_DEPTH = 4


def parse_worldwide(name: str, content: str) -> NamedDocument:
    """One article of worldwide_ner (or of a folder laid out like it) from its file's name and content."""
    texts: list[str] = []
    spans: list[Named] = []
    nested: list[Named] = []
    at = 0
    for block in _without_address(list(_blocks(content.splitlines()))):
        text, at_tokens = rebuild([row[0].strip() for row in block])
        for column, into in ((1, spans), *((c, nested) for c in range(2, _DEPTH))):
            for first, after, label in tagged(_columns(block, column)):
                into.append(Named(at + at_tokens[first].start, at + at_tokens[after - 1].end, label))
        texts.append(text)
        at += len(text) + 2
    return NamedDocument(
        id=name.partition(".")[0],
        corpus="worldwide_ner",
        outlet=outlet(name),
        split=split(outlet(name)),
        text="\n\n".join(texts),
        spans=tuple(spans),
        nested=tuple(sorted(nested)),
    )


def _worldwide(folder: Path) -> Iterator[NamedDocument]:
    for path in sorted(folder.rglob("*.tsv")):
        yield parse_worldwide(path.name, path.read_text(encoding="utf-8").replace("\r", ""))


# --- all ----------------------------------------------------------------------------------------------------------

CORPORA: dict[str, Callable[[Path], Iterator[NamedDocument]]] = {
    "worldwide_ner": _worldwide,
    "gum": gum,
    "meantime": meantime,
    "re3d": re3d,
}


def documents(folder: Path, corpus: str) -> Iterator[NamedDocument]:
    """The documents of a corpus in ``folder``, in the order of their files."""
    yield from CORPORA[corpus](folder)


def main(argv: Sequence[str] | None = None) -> int:
    """Write the JSON lines and print how many names of each class they hold."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--to", type=Path, required=True)
    args = parser.parse_args(argv)
    args.to.mkdir(parents=True, exist_ok=True)
    for corpus in CORPORA:
        found = list(documents(args.data / corpus, corpus))
        target = args.to / f"names_{corpus.removesuffix('_ner')}.jsonl"
        target.write_bytes(b"".join(msgspec.json.encode(d) + b"\n" for d in found))
        for part in ("train", "dev"):
            here = [d for d in found if d.split == part]
            counted = Counter(s.label for d in here for s in d.spans)
            outlets = len({d.outlet for d in here})
            print(f"{corpus} {part}: {len(here)} documents, {outlets} outlets, {dict(counted.most_common())}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
