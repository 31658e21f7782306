"""Corpora that are annotated for some of the classes of names: GUM, MEANTIME, re3d.

In: a corpus's folder. Out: its documents with the names among its mentions; which classes it is annotated for stands
in ``NamedDocument.classes``, and where nothing is marked a name of another class may stand. How a mention is cut down
to the name in it, and what is left out, is told in ``names``.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree as ET

from names_records import Named, NamedDocument
from spacing import rebuild

from twosource.lexicon import persons, places
from twosource.lexicon.words import FUNCTION

# --- names out of wider mentions ----------------------------------------------------------------------------------

_WORD = re.compile(r"\S+")


def bare(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The name inside a mention, without article, title and possessive ending; None if the mention is no name."""
    words = [m.span() for m in _WORD.finditer(text, start, end)]
    while words and text[slice(*words[0])].lower() in {"the", "a", "an", "this", "our", "its", "their"}:
        words.pop(0)
    titled = persons.title_length([text[slice(*w)] for w in words])
    words = words[titled:] if 0 < titled < len(words) else words
    if not words or titled == len(words):
        return None
    begin, stop = words[0][0], words[-1][1]
    for ending in ("’s", "'s", "’", "'", ",", "."):
        if text.endswith(ending, begin, stop) and not (ending == "." and "." in text[begin : stop - 1]):
            stop -= len(ending)
    inner = [text[slice(*w)] for w in words]
    proper = all(w[0].isupper() or w[:1].isdigit() or w.lower() in FUNCTION or not w[0].isalpha() for w in inner)
    named = text[begin : begin + 1].isupper() and proper and inner[0].lower() not in FUNCTION
    return (begin, stop) if named and stop > begin and inner[-1].lower() not in FUNCTION else None


def _people(name: str, label: str) -> str:
    """NORP for a name that stands for all people of a nation or faith."""
    lower = name.lower()
    whole = lower in places.ADJECTIVES or persons.singular(lower) in places.ADJECTIVES
    return "NORP" if whole and label in {"Person", "Organization"} else label


def _disjoint(spans: Iterable[Named]) -> tuple[Named, ...]:
    """Spans in text order; of two that overlap the longer stays, of equal ones the first."""
    kept: list[Named] = []
    for span in sorted(set(spans), key=lambda s: (s.start, -s.end, s.label)):
        if not kept or span.start >= kept[-1].end:
            kept.append(span)
    return tuple(kept)


# --- gum ----------------------------------------------------------------------------------------------------------

_GUM = {
    "person": "Person",
    "organization": "Organization",
    "place": "Location",
    "event": "Misc",
    "abstract": "Misc",
    "object": "Product",
}
_INSIDE = frozenset({"of", "the", "for", "and", "&", "-", "'s", "’s", "de", "la", "del", "da", "van", "von"})


class _Token(NamedTuple):
    """A word of GUM: its place in the text, its form, whether it is a proper noun."""

    start: int
    end: int
    form: str
    proper: bool


def _proper_run(tokens: Sequence[_Token]) -> tuple[int, int] | None:
    """The last run of proper nouns of a mention that ends it or is followed by a comma or bracket: its name."""
    end = next((i for i, t in enumerate(tokens) if t.form in {",", "(", "who", "which", "–", "—"}), len(tokens))
    while end and tokens[end - 1].form in {"'s", "’s", "’", "'"}:
        end -= 1
    if not end or not tokens[end - 1].proper:
        return None
    start = end - 1
    while start and (tokens[start - 1].proper or (start > 1 and tokens[start - 1].form.lower() in _INSIDE)):
        start -= 1
    while start < end and not tokens[start].proper:
        start += 1
    return tokens[start].start, tokens[end - 1].end


class _Conllu:
    """Reads one GUM file: text with paragraphs, tokens, and the mentions opened and closed on them."""

    def __init__(self) -> None:
        self.text = ""
        self.tokens: list[_Token] = []
        self.found: list[tuple[int, int, str]] = []
        """First token, token after the last and type of each mention."""
        self._open: list[tuple[str, str, int]] = []
        self._skip = 0

    def row(self, line: str) -> None:
        """Take one line of the file."""
        if line.startswith("# newpar") and self.text and not self.text.endswith("\n"):
            self.text = self.text.rstrip() + "\n\n"
        cells = line.split("\t")
        if line.startswith("#") or len(cells) < 10 or "." in cells[0]:  # noqa: PLR2004
            return
        spaced = "" if "SpaceAfter=No" in cells[9] else " "
        if "-" in cells[0]:
            first, last = map(int, cells[0].split("-"))
            self._skip, self._spaced = last - first + 1, spaced
            return
        start = len(self.text)
        self.text += cells[1]
        if self._skip:
            self._skip -= 1
            spaced = "" if self._skip else self._spaced
        self.tokens.append(_Token(start, len(self.text), cells[1], cells[4].startswith("NNP")))
        self.text += spaced
        self._entities(cells[9])

    def _entities(self, misc: str) -> None:
        marks = next((m[7:] for m in misc.split("|") if m.startswith("Entity=")), "")
        for mark in re.finditer(r"\((\d+)-([a-z]+)-[^()]*|(\d+)\)|\)", marks):
            if mark[1]:
                self._open.append((mark[1], mark[2], len(self.tokens) - 1))
            elif self._open:
                at = next((i for i in range(len(self._open) - 1, -1, -1) if self._open[i][0] == mark[3]), -1)
                _, kind, first = self._open.pop(at)
                self.found.append((first, len(self.tokens), kind))


def gum(folder: Path) -> Iterator[NamedDocument]:
    """The documents of GUM."""
    for path in sorted(folder.rglob("*.conllu")):
        reader = _Conllu()
        for line in path.read_text(encoding="utf-8").splitlines():
            reader.row(line)
        spans = []
        for first, after, kind in reader.found:
            name = _proper_run(reader.tokens[first:after])
            inside = bare(reader.text, *name) if name and kind in _GUM else None
            if inside:
                spans.append(Named(*inside, _people(reader.text[slice(*inside)], _GUM[kind])))
        yield NamedDocument(
            id=path.stem,
            corpus="gum",
            outlet=path.stem.split("_")[1],
            split="train",
            text=reader.text.rstrip(),
            spans=_disjoint(spans),
            classes=("Person", "Organization", "Location"),
        )


# --- meantime -----------------------------------------------------------------------------------------------------

_MEANTIME = {"PER": "Person", "ORG": "Organization", "LOC": "Location", "PRO": "Product"}


def _meantime_text(root: ET.Element) -> tuple[str, dict[str, tuple[int, int]]]:
    """The text, one paragraph a sentence as the corpus has no others, and where each token stands."""
    text, where = "", {}
    sentences: dict[str, list[ET.Element]] = {}
    for token in root.iter("token"):
        sentences.setdefault(token.get("sentence", ""), []).append(token)
    for tokens in sentences.values():
        line, spans = rebuild([t.text or "" for t in tokens])
        where.update(
            {t.get("t_id", ""): (len(text) + s.start, len(text) + s.end) for t, s in zip(tokens, spans, strict=True)}
        )
        text += line + "\n\n"
    return text.rstrip(), where


def _line_end(text: str, at: int) -> int:
    end = text.find("\n", at)
    return len(text) if end < 0 else end


def meantime(folder: Path) -> Iterator[NamedDocument]:
    """The documents of MEANTIME, up to the last annotated sentence."""
    for path in sorted({path.name: path for path in sorted(folder.rglob("*.xml"))}.values()):
        root = ET.parse(path).getroot()  # noqa: S314
        text, where = _meantime_text(root)
        kinds = {e.get("m_id"): e.get("ent_type") for e in root.iter("ENTITY")}
        of = {
            source.get("m_id"): kinds.get(target.get("m_id"))
            for refers in root.iter("REFERS_TO")
            for target in refers.iter("target")
            for source in refers.iter("source")
        }
        spans = []
        for mention in root.iter("ENTITY_MENTION"):
            label = _MEANTIME.get(of.get(mention.get("m_id")) or "")
            anchors = [where[a.get("t_id", "")] for a in mention.iter("token_anchor")]
            if mention.get("syntactic_type") == "NAM" and label and anchors:
                name = bare(text, min(anchors)[0], max(anchors)[1])
                spans += [Named(*name, label)] if name else []
        yield NamedDocument(
            id=path.stem,
            corpus="meantime",
            outlet="wikinews",
            split="train",
            text=text[
                : _line_end(text, max((where[a.get("t_id", "")][1] for a in root.iter("token_anchor")), default=0))
            ],
            spans=_disjoint(spans),
            classes=("Person", "Organization", "Location", "Product"),
        )


# --- re3d ---------------------------------------------------------------------------------------------------------

_RE3D = {"Person": "Person", "Organisation": "Organization", "Location": "Location", "Nationality": "NORP"}


def re3d(folder: Path) -> Iterator[NamedDocument]:
    """The documents of re3d."""
    for path in sorted(folder.rglob("documents.json")):
        entities: dict[str, list[Named]] = {}
        texts = {d["_id"]: d for d in map(json.loads, path.read_text(encoding="utf-8-sig").splitlines())}
        for row in map(json.loads, path.with_name("entities.json").read_text(encoding="utf-8-sig").splitlines()):
            text = texts[row["documentId"]]["text"]
            whole = text[row["begin"] : row["end"]] == row["value"]
            name = bare(text, row["begin"], row["end"]) if whole and row["type"] in _RE3D else None
            if name:
                words = text[slice(*name)]
                label = "Location" if places.is_place(words.lower()) else _people(words, _RE3D[row["type"]])
                entities.setdefault(row["documentId"], []).append(Named(*name, label))
        for key, document in sorted(texts.items()):
            yield NamedDocument(
                id=key,
                corpus="re3d",
                outlet=path.parent.name,
                split="train",
                text=document["text"],
                spans=_disjoint(entities.get(key, [])),
                classes=("Person", "Organization", "Location", "NORP"),
            )
