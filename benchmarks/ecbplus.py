"""ECB+ as reports: the documents of a topic with their sentences and the events that each sentence tells of.

    documents(DIR, {5, 12}) -> documents of the topics 5 and 12, in the order of their names

DIR is the unpacked set (Cybulska and Vossen, LREC 2014): ``xml/5/5_1ecb.xml``, ``xml/5/5_1ecbplus.xml`` ... in the
format of the CAT tool, and ``ECBplus_coreference_sentences.csv``, which names the sentences whose annotation was
checked. The files ``..ecb.xml`` of a topic tell of one event, the files ``..ecbplus.xml`` of another that looks like
it (two directors of one team sacked in two years); these two are its ``side``.

The text is rebuilt from the tokens, with spaces as a newspaper would set them, a sentence a paragraph. The address that
opens an ``ecbplus`` file is no part of the text: it becomes ``url``, its tokens written together.

The events of a sentence are the ids (``note``) of the relations CROSS_DOC_COREF between whose sources is a markable of
an action, negated ones ("did not attack") included, that begins in the sentence. An action that no such relation holds
is told by no other document as far as the annotation goes, and is left out. INTRA_DOC_COREF crosses no document.
"""

from __future__ import annotations

import csv
import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree as ET

sys.path.insert(0, str(Path(__file__).parents[1] / "training" / "reader"))

from spacing import rebuild

CHECKED = "ECBplus_coreference_sentences.csv"

_NAME = re.compile(r"(\d+)_\d+(ecb|ecbplus)")
_ACTION = ("ACTION_", "NEG_ACTION_")
_QUOTES = {"``": '"', "''": '"'}
"""Quotation marks as tokenisers of the Penn Treebank write them, as a newspaper does."""


class Sentence(NamedTuple):
    """Characters ``start..end`` of a document, its number in the file, its events, and whether they were checked."""

    start: int
    end: int
    number: int
    events: frozenset[str]
    checked: bool


class Document(NamedTuple):
    """One document: ``side`` is "ecb" or "ecbplus", the two events of its topic."""

    name: str
    topic: int
    side: str
    url: str | None
    text: str
    sentences: tuple[Sentence, ...]


def documents(folder: Path, topics: Iterable[int] | None = None) -> list[Document]:
    """The documents of some topics (None: of all), by topic and name. Without the list of checked sentences none is."""
    wanted, checked = None if topics is None else set(topics), _checked(folder / CHECKED)
    named = {path.stem: path for path in sorted((folder / "xml").rglob("*.xml"))}
    found = []
    for name, path in named.items():
        match = _NAME.fullmatch(name)
        if match and (wanted is None or int(match[1]) in wanted):
            found.append(parse(name, path.read_text(encoding="utf-8"), checked[name]))
    return sorted(found, key=lambda document: (document.topic, document.name))


def parse(name: str, content: str, checked: Iterable[int]) -> Document:
    """One file. ``checked`` are the numbers of its sentences whose annotation was checked."""
    match = _NAME.fullmatch(name)
    if not match:
        raise ValueError(f"{name!r} is no document of ECB+")
    root = ET.fromstring(content)  # noqa: S314 - a research corpus that the caller chose
    rows: dict[int, list[str]] = defaultdict(list)
    places: dict[str, int] = {}
    for token in root.iter("token"):
        number = int(token.get("sentence", "0"))
        places[token.get("t_id", "")] = number
        words = "".join((token.text or "").split())
        if words:
            rows[number].append(_QUOTES.get(words, words))
    url = "".join(rows.pop(0)) if rows.get(0) and rows[0][0].lower() in {"http", "https", "www"} else None
    text, sentences = _written(rows, _events(root, places), set(checked))
    return Document(name, int(match[1]), match[2], url, text, sentences)


def _written(
    rows: dict[int, list[str]], events: dict[int, set[str]], checked: set[int]
) -> tuple[str, tuple[Sentence, ...]]:
    parts: list[str] = []
    sentences: list[Sentence] = []
    at = 0
    for number, tokens in sorted(rows.items()):
        words, _ = rebuild(tokens)
        parts.append(words)
        sentences.append(Sentence(at, at + len(words), number, frozenset(events[number]), number in checked))
        at += len(words) + 2
    return "\n\n".join(parts), tuple(sentences)


def _events(root: ET.Element, places: dict[str, int]) -> dict[int, set[str]]:
    """The events of each sentence, by its number."""
    where: dict[str, int] = {}
    for markable in root.iterfind("Markables/*"):
        numbers = [places[key] for key in _ids(markable, "token_anchor", "t_id") if key in places]
        if numbers and markable.tag.startswith(_ACTION):
            where[markable.get("m_id", "")] = min(numbers)
    events: dict[int, set[str]] = defaultdict(set)
    for relation in root.iterfind("Relations/CROSS_DOC_COREF"):
        for key in _ids(relation, "source", "m_id"):
            if key in where and relation.get("note"):
                events[where[key]].add(relation.get("note", ""))
    return events


def _ids(element: ET.Element, tag: str, attribute: str) -> Sequence[str]:
    return [one.get(attribute, "") for one in element.iterfind(tag)]


def _checked(file: Path) -> dict[str, set[int]]:
    """The numbers of the checked sentences of each document, by its name."""
    found: dict[str, set[int]] = defaultdict(set)
    if file.is_file():
        with file.open(encoding="utf-8-sig", newline="") as rows:
            for row in csv.DictReader(rows):
                found[f"{row['Topic']}_{row['File']}"].add(int(row["Sentence Number"]))
    return found
