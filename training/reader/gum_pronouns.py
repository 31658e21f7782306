"""Pronouns of GUM: the documents' text laid out again from their words, and who "he" and "she" are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from pronouns_records import Candidate, Example, Seen, read, window

from twosource.lexicon.words import listed
from twosource.model import Mention

PRONOUNS = listed("he him his himself she her hers herself")
_BRACKET = re.compile(r"\(([^()]*)|([^()]*)\)")
_COLUMNS = 10


class Named(NamedTuple):
    """A gold mention: where it stands, where its head does, and its entity."""

    start: int
    end: int
    head: tuple[int, int]
    entity: str


class Document(NamedTuple):
    """A document's text and its gold mentions."""

    name: str
    text: str
    mentions: list[Named]


def gum(folder: Path) -> Iterator[Example]:
    """The examples of every document, in the order of their names."""
    for file in sorted((folder / "dep").glob("*.conllu")):
        yield from _examples(document(file))


def document(file: Path) -> Document:
    """A document of a CoNLL-U file."""
    text, words, marks = "", [], []
    cover: tuple[int, int, int] | None = None  # the words that one written form stands for
    for line in file.read_text(encoding="utf-8").splitlines():
        if line.startswith("# newpar") and text and not text.endswith("\n"):
            text = text.rstrip(" ") + "\n"
        row = line.split("\t")
        if len(row) != _COLUMNS or "." in row[0]:
            continue
        if "-" in row[0]:
            first, last = map(int, row[0].split("-"))
            cover = (first, last, len(text))
            text += row[1] + ("" if "SpaceAfter=No" in row[9] else " ")
            continue
        if cover and cover[0] <= int(row[0]) <= cover[1]:
            at = max(cover[2], words[-1][1] if words and int(row[0]) > cover[0] else 0)
            words.append((at, min(at + len(row[1]), len(text.rstrip(" ")))))
        else:
            cover = None
            words.append((len(text), len(text) + len(row[1])))
            text += row[1] + ("" if "SpaceAfter=No" in row[9] else " ")
        found = next((f[7:] for f in row[9].split("|") if f.startswith("Entity=")), "")
        marks.append(found)
    return Document(file.stem, text, _mentions(words, marks))


def _mentions(words: list[tuple[int, int]], marks: list[str]) -> list[Named]:
    opened: list[tuple[str, int, str]] = []
    out: list[Named] = []
    for number, mark in enumerate(marks):
        for match in _BRACKET.finditer(mark):
            if match[1] is not None:
                parts = match[1].split("-")
                opened.append((parts[0], number, parts[5] if len(parts) > 5 else "1"))  # noqa: PLR2004 - GUM's fields
                continue
            wanted = match[2]
            at = next((i for i in range(len(opened) - 1, -1, -1) if wanted in ("", opened[i][0])), None)
            if at is None:
                continue
            entity, first, least = opened.pop(at)
            heads = [first + int(k) - 1 for k in least.split(",") if k.isdigit()] or [number]
            heads = [k for k in heads if first <= k <= number] or [number]
            span = (words[heads[0]][0], words[heads[-1]][1])
            out.append(Named(words[first][0], words[number][1], span, entity))
    return sorted(out)


def _examples(gold: Document) -> Iterator[Example]:
    seen = read(gold.text)
    entities = [_entity(m, gold.mentions) for m in seen.mentions]
    for number, mention in enumerate(seen.mentions):
        word = gold.text[mention.start : mention.end]
        if mention.form != "pronoun" or word.lower() not in PRONOUNS or entities[number] is None:
            continue
        example = _example(gold, seen, number, entities)
        if any(c.label for c in example.candidates):
            yield example


def _example(gold: Document, seen: Seen, number: int, entities: list[str | None]) -> Example:
    pronoun = seen.mentions[number]
    first, last = window(seen, pronoun)
    found = []
    for other, chain, entity in zip(seen.mentions, seen.chains, entities, strict=True):
        if not (first <= other.start and other.end <= last and seen.candidate(other, chain)):
            continue
        label = int(entity == entities[number]) if entity else None
        found.append(Candidate(other.start - first, other.end - first, label))
    return Example(
        source="gum",
        key=gold.name,
        text=gold.text[first:last],
        pronoun=(pronoun.start - first, pronoun.end - first),
        candidates=tuple(found),
    )


def _entity(mention: Mention, gold: list[Named]) -> str | None:
    """The entity of the gold mention that a mention shares most with, of those whose head it holds."""
    best, most = None, 0.0
    for named in gold:
        if named.start >= mention.end:
            break
        if not (mention.start <= named.head[0] and named.head[1] <= mention.end):
            continue
        shared = min(mention.end, named.end) - max(mention.start, named.start)
        likeness = shared / (max(mention.end, named.end) - min(mention.start, named.start))
        if likeness > most:
            best, most = named.entity, likeness
    return best
