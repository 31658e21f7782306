"""RSS and Atom: the items of a feed as pages, each with what the feed says about it.

In: the bytes of a feed, the name it has for people, and the address that it came from. Out: :class:`Feed`: for each
item a :class:`Page` (of kind ``jsonl``: the text travels in it) and what belongs to following a feed: id, link, the
outlet that an aggregator has it from. Broken feeds are read as far as they go, and say so.

- *Outlet*: the item's ``<source>``, if it has one; the outlet of its link's site, where that is known; the feed's
  title, if the link leads to the feed's own site. Who only collects links is no outlet.
- *Date*: when the item was published, never when it was updated (that is kept beside it). The date of the Dublin Core
  is that of publication in a feed of RSS that knows no date of an update.
- *Full or teaser*: most feeds carry only how a report begins. An item is full if its text is a content element of
  :data:`CONTENT_LEAST` characters, or a summary of :data:`SUMMARY_LEAST`, and does not break off ("...", "Read more").
  A teaser's page is to be fetched from its link; what is said here holds for it too.

Method: feedparser reads what people publish as feeds; entities that a feed defines are not expanded, nothing is loaded
from elsewhere. What this does not do: JSON feeds, podcasts, pages behind an aggregator's own links.
"""

from __future__ import annotations

import hashlib
import html
import io
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Literal

from msgspec import Struct, structs

from twosource.model import Problem
from twosource.read import dates, fields, fragments, outlets
from twosource.read.markup import with_title
from twosource.read.records import Hints, Page
from twosource.text import make_id, normalise_newlines, squash

MAX_FEED = 5 * 1024 * 1024
"""Bytes of a feed: the largest that papers publish have some hundred items in full."""
MAX_ITEMS = 5_000
CONTENT_LEAST = 400
"""Characters from which a content element is a report and not its beginning: a report in brief has more. Not measured:
no set of feeds is at hand whose reports are known in full."""
SUMMARY_LEAST = 1_500
"""The same for a summary: the longest that papers write by hand stay below."""
MANY = 5
"""Problems of items that are told one by one; more are counted."""
HEAD = 4_096
"""Bytes in which a feed shows that it is one."""

Extent = Literal["full", "teaser"]

_ROOT = re.compile(
    rb"\s*(?:<\?.{0,300}?\?>\s*|<!--.{0,2000}?-->\s*|<!DOCTYPE[^>\[]{0,300}(?:\[.{0,2000}?\]\s*)?>\s*)*"
    rb"<(?:(?:\w+:)?feed\b[^>]{0,500}Atom|(?:\w+:)?feed\b[^>]{0,500}purl\.org/atom|rss[\s>]"
    rb"|(?:\w+:)?RDF\b[^>]{0,1500}(?:purl\.org/rss|my\.netscape\.com))",
    re.IGNORECASE | re.DOTALL,
)
_CLOSED = re.compile(rb"</(?:\w+:)?(?:rss|feed|rdf)\s*>", re.IGNORECASE)
_UPDATED = re.compile(rb"<\w+:(?:updated|modified)\b")
_TAIL = 4_096
_FOOTER = re.compile(r"\s*\bThe post .{1,300} (?:appeared first|first appeared) on .{1,100}$")
_CUT = re.compile(
    r"(?:…|\.\.\.|\[\s*(?:…|\.\.\.)\s*\]|\((?:more|more…|more\.\.\.)\))[\s»→>]*$"
    r"|\b(?:read (?:more|on|the (?:full|whole|rest)\b.{0,40}|full (?:story|article))|continue reading|keep reading"
    r"|full story|more at|learn more|view (?:the )?(?:full|original).{0,30})\b[^.!?]{0,80}[\s.…»→>\]]*$",
    re.IGNORECASE,
)
_END = 300
_MAIL = re.compile(r"\S{1,64}@\S")
_MAILED = re.compile(r"\S{1,64}@\S{1,255}\s*\((?P<name>[^()]{2,100})\)")
_GENERIC = frozenset({"ac", "co", "com", "edu", "gob", "gov", "go", "ne", "net", "or", "org"})


class Item(Struct, frozen=True, kw_only=True):
    """One entry. ``id`` is the feed's own for it (its link or a hash, where it gives none), the same on every reading;
    ``source`` and ``source_url`` are whom an aggregator has it from; ``updated`` is ISO 8601.
    """

    page: Page
    id: str
    link: str | None = None
    extent: Extent = "teaser"
    updated: str | None = None
    source: str | None = None
    source_url: str | None = None


class Feed(Struct, frozen=True, kw_only=True):
    """A feed: its title, the address of its site, its items in its order, and what was wrong with it."""

    title: str | None = None
    site: str | None = None
    items: tuple[Item, ...] = ()
    problems: tuple[Problem, ...] = ()


def looks_like(head: bytes) -> bool:
    """Whether the first :data:`HEAD` bytes of a file are a feed's."""
    plain = head.replace(b"\0", b"")  # UTF-16
    return _ROOT.match(re.sub(rb"^(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)", b"", plain)) is not None


def items(raw: bytes, about: str, url: str | None = None, *, charset: str | None = None) -> Feed:
    """The items of a feed. ``url``: where it came from, for links without a host; ``charset``: as the server said."""
    bare = raw.replace(b"\0", b"")
    count = len(re.findall(rb"<(?:\w+:)?(?:item|entry)\b", bare))
    if len(raw) > MAX_FEED or count > MAX_ITEMS:
        limits = f"{len(raw) / 2**20:,.1f} MB and {count:,} items; at most {MAX_FEED / 2**20:g} MB and {MAX_ITEMS:,}"
        return _nothing(
            about, f"the feed is too large ({limits} are read): left out; follow a shorter feed of the site"
        )
    parsed = _parsed(raw, url, charset)
    if parsed is None or not parsed.get("version"):
        return _nothing(
            about, "is no feed that can be read: left out; give the address or the file of an RSS or Atom feed"
        )
    broken = _broken(parsed)
    entries = list(parsed["entries"])
    problems: list[Problem] = []
    if broken and not _CLOSED.search(bare[-_TAIL:]):
        entries = entries[:-1]
        problems.append(_problem(about, "the feed breaks off: its last item is left out; get it again"))
    elif broken:
        problems.append(_problem(about, f"the feed is damaged ({broken}): what can be read of it is read"))
    channel = _Channel.of(parsed, url, bare)
    read = [one for number, entry in enumerate(entries, start=1) for one in _item(entry, channel, f"{about}:{number}")]
    found = tuple(one for one in read if isinstance(one, Item))
    problems += _few([one for one in read if isinstance(one, Problem)], about)
    return Feed(title=channel.title, site=channel.site, items=found, problems=tuple(problems))


def pages(path: Path, name: str, given: Hints, most: int) -> Iterator[Page | Problem]:
    """The reports that a saved feed carries in full; one problem for all of which it has the beginning only."""
    try:
        with path.open("rb") as file:
            raw = file.read(MAX_FEED + 1)
    except OSError as error:
        yield _problem(name, f"cannot be opened ({error.strerror or type(error).__name__}); check that you may read it")
        return
    feed = items(raw, name)
    yield from feed.problems
    full = [item.page for item in feed.items if item.extent == "full"]
    for number, page in enumerate(full, start=1):
        yield structs.replace(page, path=str(path), given=given, content=page.content if number <= most else None)
    if len(full) < len(feed.items):
        yield _problem(name, _teasers(len(feed.items) - len(full), len(feed.items)))


def _teasers(cut: int, every: int) -> str:
    """That a feed has the beginning only of some of its items."""
    its, them, have = ("its page", "it", "has") if cut == 1 else ("their pages", "them", "have")
    return (
        f"{cut:,} of {every:,} {'item' if every == 1 else 'items'} {have} only the beginning of a report: left out; "
        f"save {its} and add {them}, or have {them} fetched by the feed's address: "
        "`twosource CASE.db add --online ADDRESS`"
    )


class _Channel(Struct, frozen=True, kw_only=True):
    """What the feed says about itself. ``one_date``: it has no date but that of publication."""

    title: str | None
    site: str | None
    one_date: bool

    @classmethod
    def of(cls, parsed: Mapping[str, Any], url: str | None, bare: bytes) -> _Channel:
        # feedparser takes the date of the Dublin Core for that of an update
        one_date = str(parsed["version"]).startswith("rss") and not _UPDATED.search(bare)
        feed = parsed["feed"]
        site = fields.address(_value(feed, "link")) or fields.address(url)
        return cls(title=_words(feed, "title"), site=site, one_date=one_date)


def _parsed(raw: bytes, url: str | None, charset: str | None) -> Mapping[str, Any] | None:
    import feedparser  # noqa: PLC0415 - slow to load, needed for feeds only

    named = f"; charset={charset}" if charset and re.fullmatch(r"[\w.:-]{2,40}", charset) else ""
    headers = {"content-type": f"application/xml{named}", "content-location": fields.address(url) or ""}
    try:
        found: Mapping[str, Any] = feedparser.parse(
            io.BytesIO(raw), response_headers=headers, sanitize_html=False, resolve_relative_uris=False
        )
    except Exception:  # noqa: BLE001 - whatever a feed makes a foreign parser raise, it is the feed that is wrong
        return None
    return found


def _broken(parsed: Mapping[str, Any]) -> str | None:
    """What is wrong with the feed's XML, if anything is."""
    error = parsed.get("bozo_exception")
    if not parsed.get("bozo") or type(error).__name__ in {"CharacterEncodingOverride", "NonXMLContentType"}:
        return None
    said = squash(getattr(error, "getMessage", lambda: str(error))())
    return said[:120] or type(error).__name__


def _item(entry: Mapping[str, Any], channel: _Channel, place: str) -> Iterator[Item | Problem]:
    """The item of an entry, and what is wrong with it."""
    link = fields.address(_value(entry, "feedburner_origlink")) or fields.address(_value(entry, "link"))
    source, source_url = _source(entry)
    title = _title(_words(entry, "title"), source)
    body, extent, written = _body(entry)
    if not (body or link):
        yield _problem(place, "the item has neither a text nor a link: left out")
        return
    published = _value(entry, "published") or (_value(entry, "updated") if channel.one_date else None)
    yield from fields.wrong_date({"published": published}, place)
    stated = Hints(
        outlet=source or _outlet(link, source_url, channel),
        published=dates.normalise(published),
        url=link,
        title=title,
        byline=_byline(entry),
    )
    content = with_title(body, title) if body else title or ""
    digest = hashlib.sha256(written.encode("utf-8", "surrogatepass")).hexdigest()
    yield Item(
        page=Page(file=place, kind="jsonl", path="", stated=stated, content=content, raw_sha256=digest),
        id=_value(entry, "id") or link or make_id("item", title or "", content),
        link=link,
        extent=extent,
        updated=None if channel.one_date else dates.normalise(_value(entry, "updated")),
        source=source,
        source_url=source_url,
    )


def _body(entry: Mapping[str, Any]) -> tuple[str, Extent, str]:
    """The text of an item, whether it is the whole report, and the text as it was written."""
    contents = [_text(part) for part in entry.get("content") or () if isinstance(part, dict)]
    text, written = max(contents, key=lambda pair: len(pair[0]), default=("", ""))
    least = CONTENT_LEAST
    if not text:
        text, written = _text(_detail(entry, "summary"))
        least = SUMMARY_LEAST
    rest = _FOOTER.sub("", text[-2 * _END :])
    whole = len(text) >= least and not _CUT.search(rest[-_END:].rstrip())
    return text, "full" if whole else "teaser", written


def _text(part: Mapping[str, Any]) -> tuple[str, str]:
    """The text of a text construct, and as it was written."""
    kind, value = str(part.get("type") or "text/html"), part.get("value")
    if not isinstance(value, str) or not (kind.startswith("text/") or "html" in kind or "xml" in kind):
        return "", ""
    return (normalise_newlines(value).strip() if kind == "text/plain" else fragments.text(value)), value


def _detail(entry: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    """A text construct with its type."""
    found = entry.get(f"{name}_detail")
    return found if isinstance(found, dict) else {"value": entry.get(name)}


def _words(entry: Mapping[str, Any], name: str) -> str | None:
    """A text construct on one line. A plain title with "&amp;" in it is one that was escaped twice."""
    return squash(html.unescape(_text(_detail(entry, name))[0])) or None


def _value(entry: Mapping[str, Any], name: str) -> str | None:
    """A plain value; feedparser's own look-up would give another field's in its place."""
    found = dict.get(entry, name) if isinstance(entry, dict) else None
    return (squash(found) or None) if isinstance(found, str) else None


def _source(entry: Mapping[str, Any]) -> tuple[str | None, str | None]:
    """Name and address of the outlet that an aggregator has an item from."""
    found = entry.get("source")
    if not isinstance(found, dict):
        return None, None
    url = fields.address(_value(found, "href")) or fields.address(_value(found, "link"))
    return _words(found, "title"), url


def _title(title: str | None, source: str | None) -> str | None:
    """The headline without the outlet that aggregators put behind it ("... - Quay Times")."""
    if title and source and title.casefold().endswith(source.casefold()):
        rest = re.sub(r"\s+[-–—|]\s*$", "", title[: -len(source)])
        if rest != title[: -len(source)] and rest.strip():
            return rest
    return title


def _outlet(link: str | None, source_url: str | None, channel: _Channel) -> str | None:
    """The outlet of an item whose source has no name."""
    host = fields.host(source_url) or fields.host(link)
    known = outlets.of_host(host)
    if known or source_url:
        return known or host
    return channel.title if host is None or _one_site(host, fields.host(channel.site)) else None


def _one_site(a: str, b: str | None) -> bool:
    """Whether two hosts are of one site ("news.quay.example", "feeds.quay.example")."""
    if not b or a == b or a.endswith(f".{b}") or b.endswith(f".{a}"):
        return True
    base = a.partition(".")[2]
    return base == b.partition(".")[2] and "." in base and base.partition(".")[0] not in _GENERIC


def _byline(entry: Mapping[str, Any]) -> str | None:
    """The authors' names; an address is none."""
    written = _value(entry, "author") or ""
    if _MAIL.match(written):  # feedparser cuts addresses at domains of more than four letters
        mailed = _MAILED.fullmatch(written)
        return squash(mailed["name"]) if mailed else None
    authors = entry.get("authors") or ()
    names = [_words(author, "name") for author in authors if isinstance(author, dict)]
    return ", ".join(dict.fromkeys(name for name in names if name and "@" not in name)) or None


def _few(problems: list[Problem], about: str) -> list[Problem]:
    """The first problems of items, and how many more there are: one mistake of a program is in every item."""
    more = len(problems) - MANY
    return [*problems[:MANY], _problem(about, f"{more:,} more items have problems")] if more > 0 else problems


def _nothing(about: str, message: str) -> Feed:
    return Feed(problems=(_problem(about, message),))


def _problem(about: str, message: str) -> Problem:
    return Problem(about=about, stage="find", message=message)
