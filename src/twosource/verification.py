"""Checking a dossier with nothing but the dossier: ``check(raw, articles=None) -> tuple[Problem, ...]``.

In: the bytes of a ``dossier.json``, and, if they are at hand, the folder of the reports. Out: everything that is
wrong, each with its place (``claims[3].evidence[1] (a2.txt)``); nothing if the dossier holds. Checked are:

1. the bytes: JSON, of this format, in canonical form, and every record equal to its hash in the seal, so that one
   changed character anywhere is found;
2. the articles: ids and hashes recomputed from url, outlet and text; marks and boilerplate consistent;
3. every address: inside its article, and every quoted text equal to the characters found there;
4. every id: given once, and every reference to one resolves;
5. every standing: judged again from the evidence, and equal;
6. with ``articles``: the files are there and have not changed since they were read.

Any bytes give an answer; none raises. What it does not do: judge whether a passage *says* what the claim says (that
takes a reader), or who made the dossier (a seal is not a signature).
"""

from __future__ import annotations

import gzip
import hashlib
import math
import re
import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import NamedTuple

import msgspec

from twosource import codec, standing
from twosource.codec import FormatError
from twosource.errors import UsageError
from twosource.model import (
    PART_OF_REPORT,
    Article,
    Conflict,
    Dossier,
    Evidence,
    Passage,
    Problem,
    Span,
    Statement,
    Value,
)
from twosource.text import covers, make_id, merged, normalise_newlines, sha256

MOST = 200
"""Problems told one by one: a file with more is broken as a whole."""

_LINE = re.compile(r"(.+):(\d+)")
_LONGEST_LINE = 16 * 1024 * 1024
_LARGEST_FILE = 256 * 1024 * 1024
"""Bytes that are read to compare a report: far more than any report that was taken in."""
_AS_THEY_ARE = (".txt", ".text", ".md", ".markdown")
"""Files whose text is the article's text."""

Finding = tuple[str, str]
"""Where, and what is wrong there."""


def verify(path: Path, *, articles: Path | None = None) -> tuple[Problem, ...]:
    """:func:`check` for a file. A file that cannot be read, or a folder that is none, raises UsageError."""
    raw = read(path)
    check_folder(articles)
    return check(raw, articles=articles)


def check_folder(articles: Path | None) -> None:
    """Raise UsageError if the folder of the reports is none."""
    if articles is not None and not articles.is_dir():
        raise UsageError(f"{articles} is no folder: name the folder of the reports")


def read(path: Path) -> bytes:
    """The bytes of a file that is to be checked; UsageError if it cannot be read."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise UsageError(f"{path} cannot be read ({error.strerror}): name a dossier.json") from error


def check(raw: bytes, *, articles: Path | None = None) -> tuple[Problem, ...]:
    """Everything that is wrong with the bytes of a dossier, in the order of the checks; empty if it holds."""
    return listed(_findings(raw, articles), "dossier")


def listed(findings: Iterator[Finding], whole: str) -> tuple[Problem, ...]:
    """The first findings as problems, and that there are more."""
    told = tuple(Problem(about=about, stage="verify", message=message) for about, message in islice(findings, MOST))
    if next(findings, None) is None:
        return told
    more = Problem(about=whole, stage="verify", message=f"more than {MOST} problems: the rest is not listed")
    return (*told, more)


def _findings(raw: bytes, articles: Path | None) -> Iterator[Finding]:
    try:
        dossier = codec.decode(raw)
    except FormatError as error:
        yield error.place, f"{error.message}: this is no dossier, or it was changed"
        return
    named = _Names(dossier)
    yield from _canonical(raw, dossier)
    yield from _seal(dossier)
    structure = [*_articles(dossier), *_addresses_hold(dossier, named), *_ids(dossier), *_references(dossier, named)]
    yield from structure
    if not structure:
        # Only a dossier whose addresses and ids hold can be judged again.
        yield from _claims(dossier, named)
        yield from _standings(dossier)
    if articles is not None:
        yield from _files(dossier, articles)


class _Names:
    """Articles by id, and places worded for people."""

    def __init__(self, dossier: Dossier) -> None:
        self.articles = {article.id: article for article in dossier.articles}

    def place(self, path: str, article: str | None) -> str:
        """The path, with the file it is about if that is known."""
        known = self.articles.get(article or "")
        return f"{path} ({known.file})" if known else path


# --- 1: the bytes ---------------------------------------------------------------------------------------------------


def _canonical(raw: bytes, dossier: Dossier) -> Iterator[Finding]:
    written = codec.encode(dossier)
    if raw == written:
        return
    at = next((i for i, (a, b) in enumerate(zip(raw, written, strict=False)) if a != b), min(len(raw), len(written)))
    place = codec.place(written, min(at, len(written) - 1))
    yield place, "not written the way twosource writes it: the file was changed or written by another program"


def _seal(dossier: Dossier) -> Iterator[Finding]:
    if not dossier.seal:
        yield "seal", "the dossier has no seal: changes cannot be found"
        return
    expected = codec.hashes(dossier)
    for name in sorted(expected.keys() | dossier.seal.keys()):
        wanted, found = expected.get(name), dossier.seal.get(name)
        if wanted is None or found is None:
            yield f"seal.{name}", "does not belong into the seal" if wanted is None else "is missing in the seal"
        elif len(wanted) != len(found):
            yield name, f"holds {len(wanted)} records, but {len(found)} are sealed: some were added or taken out"
        else:
            several = isinstance(getattr(dossier, name), tuple)
            for i in (i for i, pair in enumerate(zip(wanted, found, strict=True)) if pair[0] != pair[1]):
                place = f"{name}[{i}]" if several else name
                yield place, "does not match its hash in the seal: the record or the seal was changed"


# --- 2: the articles ------------------------------------------------------------------------------------------------


def _articles(dossier: Dossier) -> Iterator[Finding]:
    for i, article in enumerate(dossier.articles):
        place = f"articles[{i}] ({article.file})"
        if article.sha256 != sha256(article.text):
            yield f"{place}.sha256", "is not the hash of the text: the text or the hash was changed"
        if article.id != make_id("a", article.url or "", article.outlet or "", article.text):
            yield f"{place}.id", "is not the id that url, outlet and text give: one of them was changed"
        for message in _marks(article):
            yield place, message


def _marks(article: Article) -> Iterator[str]:
    """Boilerplate in order and disjoint; made of marks; nothing left out that is marked as not part of the report."""
    if merged(article.boilerplate) != article.boilerplate:
        yield "the stretches of boilerplate are not in order, touch or overlap"
    marked = merged(article.marks)
    if not all(_inside(span, marked) for span in article.boilerplate):
        yield "boilerplate is given without a mark that says what it is"
    left_out = [mark for mark in article.marks if mark.kind not in PART_OF_REPORT]
    boilerplate = merged(article.boilerplate)
    if not all(_inside(mark.span, boilerplate) for mark in left_out):
        yield "a mark says that a stretch is not part of the report, but it is not boilerplate"


def _inside(span: Span, disjoint: Sequence[Span]) -> bool:
    return span.start == span.end or any(covers(outer, span) for outer in disjoint)


# --- 3: addresses ---------------------------------------------------------------------------------------------------


class _Address(NamedTuple):
    """Characters of an article that a record points at, with the words it quotes (None: it quotes none)."""

    place: str
    article: str
    start: int
    end: int
    text: str | None = None


def _addresses_hold(dossier: Dossier, named: _Names) -> Iterator[Finding]:
    for at in _addresses(dossier):
        article = named.articles.get(at.article)
        place = named.place(at.place, at.article)
        if article is None:
            yield place, f"names an article that is not in the dossier: {at.article:.40}"
        elif not 0 <= at.start <= at.end <= len(article.text):
            yield place, f"characters {at.start}..{at.end} are not inside the text, which has {len(article.text)}"
        elif at.text is not None and at.text != article.text[at.start : at.end]:
            yield place, f"the words quoted are not those at characters {at.start}..{at.end} of the text"


def _addresses(dossier: Dossier) -> Iterator[_Address]:
    for i, article in enumerate(dossier.articles):
        for j, span in enumerate(article.boilerplate):
            yield _Address(f"articles[{i}].boilerplate[{j}]", article.id, span.start, span.end)
        for j, mark in enumerate(article.marks):
            yield _Address(f"articles[{i}].marks[{j}]", article.id, mark.start, mark.end)
    for path, statement in _said(dossier):
        yield from _of_statement(path, statement)
    for i, time in enumerate(dossier.times):
        yield _Address(f"times[{i}]", time.article, time.start, time.end)
    for path, passages in _quoting(dossier):
        for j, passage in enumerate(passages):
            yield _Address(f"{path}[{j}]", passage.article, passage.start, passage.end, passage.text)


def _said(dossier: Dossier) -> Iterator[tuple[str, Statement]]:
    """The statements and refusals, with their places."""
    yield from ((f"statements[{i}]", statement) for i, statement in enumerate(dossier.statements))
    yield from ((f"refusals[{i}]", statement) for i, statement in enumerate(dossier.refusals))


def _of_statement(path: str, statement: Statement) -> Iterator[_Address]:
    parts = {f"content[{j}]": span for j, span in enumerate(statement.content)}
    for part, span in {**parts, "source": statement.source, "cue": statement.cue}.items():
        if span is not None:
            yield _Address(f"{path}.{part}", statement.article, span.start, span.end)


def _quoting(dossier: Dossier) -> Iterator[tuple[str, Sequence[Passage | Evidence | Value]]]:
    """Every list of passages that quote words."""
    for i, claim in enumerate(dossier.claims):
        yield f"claims[{i}].wording", (claim.wording,)
        yield f"claims[{i}].evidence", claim.evidence
        yield f"claims[{i}].grounds", claim.grounds
    for i, conflict in enumerate(dossier.conflicts):
        yield f"conflicts[{i}].values", conflict.values
    for i, copy in enumerate(dossier.copies):
        yield f"copies[{i}].shared", copy.shared
    for i, entity in enumerate(dossier.entities):
        yield f"entities[{i}].mentions", entity.mentions
    for i, correction in enumerate(dossier.corrections):
        yield f"corrections[{i}].passages", correction.passages


# --- 4: ids ---------------------------------------------------------------------------------------------------------


def _ids(dossier: Dossier) -> Iterator[Finding]:
    for field in ("articles", "statements", "refusals", "origins", "claims", "conflicts", "entities"):
        seen: Counter[str] = Counter()
        for i, record in enumerate(getattr(dossier, field)):
            seen[record.id] += 1
            if seen[record.id] > 1:
                yield f"{field}[{i}].id", f"is given twice: {record.id:.40}"


def _references(dossier: Dossier, named: _Names) -> Iterator[Finding]:
    kinds = ("articles", "statements", "origins", "claims", "entities")
    known = {kind: {record.id for record in getattr(dossier, kind)} for kind in kinds}
    for link in (*_links_of_reports(dossier), *_links_of_claims(dossier)):
        if link.wanted not in known[link.kind]:
            yield named.place(link.place, link.article), f"names no record of {link.kind}: {link.wanted:.40}"
    for i, claim in enumerate(dossier.claims):
        for j, pair in enumerate(claim.links):
            if not 0 <= pair.first < pair.second < len(claim.evidence) or not math.isfinite(pair.odds):
                yield f"claims[{i}].links[{j}]", "names no two passages of the claim"


class _Link(NamedTuple):
    """A reference: where it stands, which field it refers to, the id, and the article it is about."""

    place: str
    kind: str
    wanted: str
    article: str | None = None


def _links_of_reports(dossier: Dossier) -> Iterator[_Link]:
    for path, statement in _said(dossier):
        yield _Link(f"{path}.article", "articles", statement.article)
        yield _Link(f"{path}.origin", "origins", statement.origin, statement.article)
        if statement.speaker is not None:
            yield _Link(f"{path}.speaker", "entities", statement.speaker, statement.article)
    for i, origin in enumerate(dossier.origins):
        if origin.entity is not None:
            yield _Link(f"origins[{i}].entity", "entities", origin.entity)
    for i, copy in enumerate(dossier.copies):
        for j, wanted in enumerate(copy.articles):
            yield _Link(f"copies[{i}].articles[{j}]", "articles", wanted)


def _links_of_claims(dossier: Dossier) -> Iterator[_Link]:
    for i, claim in enumerate(dossier.claims):
        if claim.repeats is not None:
            yield _Link(f"claims[{i}].repeats", "claims", claim.repeats)
        for j, evidence in enumerate(claim.evidence):
            place = f"claims[{i}].evidence[{j}]"
            if evidence.statement is not None:
                yield _Link(f"{place}.statement", "statements", evidence.statement, evidence.article)
            for k, wanted in enumerate(evidence.origins):
                yield _Link(f"{place}.origins[{k}]", "origins", wanted, evidence.article)
    for i, conflict in enumerate(dossier.conflicts):
        yield _Link(f"conflicts[{i}].claim", "claims", conflict.claim)
    for i, moment in enumerate(dossier.timeline):
        for j, wanted in enumerate(moment.claims):
            yield _Link(f"timeline[{i}].claims[{j}]", "claims", wanted)


# --- 5: claims ------------------------------------------------------------------------------------------------------


def _claims(dossier: Dossier, named: _Names) -> Iterator[Finding]:
    """Evidence and wording of every claim. Whether they are inside their articles has been checked before."""
    boilerplate = {article.id: merged(article.boilerplate) for article in dossier.articles}
    for i, claim in enumerate(dossier.claims):
        if not claim.evidence:
            yield f"claims[{i}]", "has no evidence"
        elif not any(covers(e, claim.wording) and e.article == claim.wording.article for e in claim.evidence):
            yield named.place(f"claims[{i}].wording", claim.wording.article), "is none of the claim's passages"
        for j, evidence in enumerate(claim.evidence):
            if evidence.start < evidence.end and _inside(evidence.span, boilerplate[evidence.article]):
                place = named.place(f"claims[{i}].evidence[{j}]", evidence.article)
                yield place, "is not part of the report: it is marked as boilerplate"


def _standings(dossier: Dossier) -> Iterator[Finding]:
    """Every standing judged again, from nothing but what stands in the dossier."""
    basis = standing.basis_of(dossier)
    on: dict[str, list[Conflict]] = {}
    for conflict in dossier.conflicts:
        on.setdefault(conflict.claim, []).append(conflict)
    for i, claim in enumerate(dossier.claims):
        judged = standing.judge(claim.evidence, basis, links=claim.links, conflicts=on.get(claim.id, ()))
        if judged.standing != claim.standing:
            yield f"claims[{i}].standing", f"is {claim.standing!r}, but the evidence gives {judged.standing!r}"
        elif (judged.why, judged.grounds) != (claim.why, claim.grounds):
            part = "why" if judged.why != claim.why else "grounds"
            yield f"claims[{i}].{part}", "is not the reason that the evidence gives"


# --- 6: the files ---------------------------------------------------------------------------------------------------


def _files(dossier: Dossier, folder: Path) -> Iterator[Finding]:
    for i, article in enumerate(dossier.articles):
        changed = _changed(article, folder)
        if changed:
            yield f"articles[{i}] ({article.file})", changed


def _changed(article: Article, folder: Path) -> str | None:
    """What is wrong with the file an article was read from; None if it is as it was."""
    try:
        raw = _original(article.file, folder)
    except (OSError, EOFError, ValueError, zlib.error) as error:
        return f"the file cannot be read: {error}"
    if raw is None:
        return f"the file is not in {folder}: name the folder that was read"
    if hashlib.sha256(raw).hexdigest() != article.raw_sha256:
        return "the file has changed since it was read"
    if not is_text_of(article, raw):
        return "the file is as it was, but the text in the dossier is not its text"
    return None


def is_text_of(article: Article, raw: bytes) -> bool:
    """Whether the article's text may be that of these bytes, as far as can be told without reading them anew."""
    texts = _texts(raw, article.file)
    return not texts or article.text in texts


def _original(name: str, folder: Path) -> bytes | None:
    """The bytes behind an article's name: a file of the folder, or a line of one. Never a file outside of it."""
    path = _find(name, folder)
    if path:
        with path.open("rb") as file:
            return file.read(_LARGEST_FILE)
    line = _LINE.fullmatch(name)
    path = _find(line[1], folder) if line else None
    if not (line and path):
        return None
    with gzip.open(path, "rb") if path.name.lower().endswith(".gz") else path.open("rb") as lines:
        for _ in range(int(line[2][:9]) - 1):
            if not lines.readline(_LONGEST_LINE):
                return None
        return lines.readline(_LONGEST_LINE) or None


def _find(name: str, folder: Path) -> Path | None:
    """The file of that name: names may begin with the folder's own, when several folders were read."""
    parts = Path(name).parts
    for i in range(len(parts)):
        path = folder.joinpath(*parts[i:]).resolve()
        if path.is_relative_to(folder.resolve()) and path.is_file():
            return path
    return next(_misspelt(name, folder), None) if "\ufffd" in name else None


def _misspelt(name: str, folder: Path) -> Iterator[Path]:
    """The files whose names hold bytes that are no characters, which a dossier shows as U+FFFD."""
    for path in sorted(folder.rglob("*")):
        shown = path.relative_to(folder).as_posix().encode("utf-8", "surrogateescape").decode("utf-8", "replace")
        if shown == name and path.is_file():
            yield path


def _texts(raw: bytes, name: str) -> tuple[str, ...]:
    """What the article's text may be, where that can be told without reading the file the way ``read`` does."""
    line = _LINE.fullmatch(name)
    try:
        if line and not name.lower().endswith(_AS_THEY_ARE):
            record = msgspec.json.decode(raw.removeprefix(b"\xef\xbb\xbf"))
            values = record.values() if isinstance(record, dict) else ()
            return tuple(normalise_newlines(value) for value in values if isinstance(value, str))
        text = normalise_newlines(raw.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        return ()
    markup = text.lstrip().startswith("<")
    return (text, "\ufeff" + text) if name.lower().endswith(_AS_THEY_ARE) and not markup else ()
