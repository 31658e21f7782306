"""``page``: one page becomes one article, or the problem that kept it from being read.

In: a :class:`Page`. Out: an :class:`Article` whose ``text`` is the file's text with newlines normalised and nothing
else changed (for HTML: what stands on the page as its main text), with everything that is not running text marked;
or a :class:`Problem` for what is no report: unreadable, too large, no text, empty, without a letter.

Where the facts about an article come from, first found first: what the input states (``articles.json``, JSON line,
front matter), the page's metadata, its URL, what the user gave, what the layout shows (title and byline only).
Nothing is guessed: a date that only the dateline hints at stays unknown. An outlet that goes by its address is given
its name where that is known (:mod:`twosource.read.outlets`).
"""

from __future__ import annotations

import hashlib
import math
import zlib
from pathlib import Path
from typing import NamedTuple

from msgspec import structs

from twosource.model import Article, Dated, Mark, Problem, PublishedFrom
from twosource.read import agencies, dates, fields, languages, layout, markdown, markup, outlets
from twosource.read.decode import decode
from twosource.read.records import Hints, Page
from twosource.text import make_id, normalise_newlines, sha256

MAX_TEXT = 2 * 1024 * 1024
"""Bytes of a text file, and characters of a text: a book, far beyond any report."""
MAX_MARKUP = 10 * 1024 * 1024
"""Bytes of a saved page: scripts and pictures inside make pages large."""

_GZIP = b"\x1f\x8b"


class _Refused(Exception):  # noqa: N818 - not an error, the way out to a Problem
    """Why a page is no report."""


class _Source(NamedTuple):
    """A page's text and what it says about itself, before its layout is read."""

    text: str
    raw_sha256: str
    stated: Hints
    metadata: Hints = Hints()
    marks: tuple[Mark, ...] = ()
    language: str | None = None
    credit: str | None = None
    dated: Dated | None = None
    sorted_out: bool = False


def page(page: Page) -> Article | Problem:
    """Read one page."""
    try:
        source = _source(page)
        _check(source.text)
    except _Refused as refused:
        return Problem(about=page.file, stage="read", message=str(refused))
    return _article(page, source)


def _source(page: Page) -> _Source:
    if page.kind == "jsonl":
        return _Source(normalise_newlines(page.content or ""), page.raw_sha256, page.stated)
    raw = _bytes(page)
    digest = hashlib.sha256(raw).hexdigest()
    if page.kind == "html" and raw.startswith(_GZIP):
        raw = _unpacked(raw)
    found = decode(raw, (markup.encoding(raw) if page.kind == "html" else None) or page.charset)
    if found.text is None:
        raise _Refused(f"cannot be read as text: {found.reason}")
    if page.kind == "html" or markup.looks_like(found.text):
        main = markup.read(found.text)
        if main is None:
            raise _Refused("no report was found on this page; save the text of the report as a .txt file")
        told = main.facts
        return _Source(
            main.text,
            digest,
            page.stated,
            main.metadata,
            language=told.language,
            credit=told.credit,
            dated=told.dated,
            sorted_out=True,
        )
    if page.kind == "markdown":
        read = markdown.read(found.text)
        return _Source(found.text, digest, _filled(page.stated, read.stated), marks=read.marks)
    return _Source(found.text, digest, page.stated)


def held(page: Page) -> Page | Problem:
    """The page with the bytes of its file in it (a JSON line holds its text already), so that it can be kept and read
    without the file; or the problem that keeps it from being read.
    """
    if page.kind == "jsonl":
        return page
    try:
        return structs.replace(page, raw=_bytes(page))
    except _Refused as refused:
        return Problem(about=page.file, stage="read", message=str(refused))


def _bytes(page: Page) -> bytes:
    """The bytes of the page, if there are not too many."""
    most = MAX_MARKUP if page.kind == "html" else MAX_TEXT
    if page.raw is not None:
        _check_size(len(page.raw), most)
        return page.raw
    path = Path(page.path)
    try:
        if not path.is_file():
            raise _Refused("is not a file that can be read; name a text file")
        _check_size(path.stat().st_size, most)
        return path.read_bytes()
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise _Refused(f"cannot be opened ({reason}); check that you may read it") from error


def _check_size(size: int, most: int) -> None:
    if size > most:
        raise _Refused(f"is too large ({_megabytes(size)}; at most {_megabytes(most)} are read); save the report alone")


def _unpacked(raw: bytes) -> bytes:
    """A page that was saved as it came over the wire: packed."""
    unpacker = zlib.decompressobj(wbits=31)
    try:
        page = unpacker.decompress(raw, MAX_MARKUP + 1)
    except zlib.error as error:
        raise _Refused("is a damaged gzip archive; save the page anew") from error
    if len(page) > MAX_MARKUP:
        raise _Refused(f"is too large when unpacked (at most {_megabytes(MAX_MARKUP)} are read); save the report alone")
    return page


def _megabytes(size: int) -> str:
    """A size for people, rounded up, so that what is too large never looks like the limit."""
    return f"{math.ceil(size / 2**20 * 10) / 10:,g} MB"


def _check(text: str) -> None:
    if not text.strip():
        raise _Refused("is empty; put the text of the report in it or take it away")
    if "\0" in text:
        raise _Refused("holds NUL characters: damaged text; save the report anew")
    if len(text) > MAX_TEXT:
        raise _Refused(f"is too long ({len(text):,} characters; at most {MAX_TEXT:,} are read); save the report alone")
    if not any(char.isalpha() for char in text):
        raise _Refused("holds no letter, so no report; put the text of the report in it or take it away")


def _filled(first: Hints, second: Hints) -> Hints:
    """The first, its gaps filled from the second."""
    return Hints(
        outlet=first.outlet or second.outlet,
        published=first.published or second.published,
        url=first.url or second.url,
        title=first.title or second.title,
        byline=first.byline or second.byline,
    )


def _published(page: Page, stated: Hints, metadata: Hints, url: str | None) -> tuple[str | None, PublishedFrom]:
    if stated.published:
        return stated.published, "stated"
    if metadata.published:
        return metadata.published, "metadata"
    in_url = dates.from_url(url)
    if in_url:
        return in_url, "url"
    return (page.given.published, "given") if page.given.published else (None, "unknown")


def _dated(published: str | None, published_from: PublishedFrom, on_page: Dated | None) -> Dated | None:
    """By what method, and how surely, the date was found, where it is the page's or the address's."""
    if published is None or published_from not in {"metadata", "url"}:
        return None
    if on_page and on_page.value == published:
        return on_page
    return Dated(value=published, method="url", certainty="likely") if published_from == "url" else None


def _article(page: Page, source: _Source) -> Article:
    known = _filled(source.stated, source.metadata)
    url = known.url
    outlet = source.stated.outlet or outlets.of_host(fields.host(url)) or known.outlet
    outlet = outlet or fields.host(url) or page.given.outlet
    published, published_from = _published(page, source.stated, source.metadata, url)
    seen = layout.read(source.text, title=known.title, marks=source.marks, sorted_out=source.sorted_out)
    return Article(
        id=make_id("a", url or "", outlet or "", source.text),
        file=page.file,
        url=url,
        outlet=outlet,
        title=known.title or seen.title,
        published=published,
        published_from=published_from,
        dated=_dated(published, published_from, source.dated),
        language=languages.identify(source.text, declared=source.language),
        byline=known.byline or seen.byline,
        credit=agencies.of_report(outlet, seen.credit or source.credit, known.byline, url),
        sha256=sha256(source.text),
        raw_sha256=source.raw_sha256,
        text=source.text,
        boilerplate=seen.boilerplate,
        marks=seen.marks,
    )
