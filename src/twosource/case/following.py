"""What a case follows: folders, feeds and single pages, and what is new in them at a look.

In: a source with the state of the last look. Out: the pages that are new in it, and the state for the next look. A
state is kept after the pages of its look are: a run that ends in between finds the same pages again, and the case has
them already.

- A *folder* is read as far as its files are new or changed (``read.watching``).
- A *feed* is asked for only what changed since. An item that carries its report is that report; of one that has only
  its beginning the page is fetched. Papers change reports without saying so: the page of an item is asked for again
  after an hour, six hours, a day and three days (:data:`AGAIN`), and when the feed says that it changed.
- A *page* is asked for at every look.

A page whose report the case has word for word is not kept again: most of what changes on a page is not the report.

Nothing here opens a connection but through the fetcher it is given; without one, only folders are looked at.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Literal, NamedTuple, Protocol

import msgspec
from msgspec import Struct, structs

from twosource import read
from twosource.errors import UsageError
from twosource.fetch import Got, Known, NotModified
from twosource.model import Article, Problem
from twosource.read import feeds, watching

SourceKind = Literal["folder", "feed", "page"]
AGAIN = (timedelta(hours=1), timedelta(hours=6), timedelta(days=1), timedelta(days=3))
"""When the page of a feed's item is asked for again, each time after the last."""
MOST_ITEMS = 5_000
"""Items that a feed's state remembers: more than any feed has at a time."""


class Gets(Protocol):
    """Whoever fetches (``fetch.Fetcher``)."""

    def get(self, url: str, *, known: Known | None = None) -> Got | NotModified | Problem: ...


class Visit(Struct, frozen=True, kw_only=True):
    """The page of an item: what the feed said of its report, when the page was asked for last (ISO 8601), how often,
    and when the feed said that it changed.
    """

    stated: read.Hints
    at: str
    times: int = 1
    updated: str | None = None
    known: Known | None = None


class FeedState(Struct, frozen=True, kw_only=True):
    """What a look at a feed leaves for the next."""

    known: Known | None = None
    visits: dict[str, Visit] = {}


class PageState(Struct, frozen=True, kw_only=True):
    """What a look at a page leaves for the next."""

    known: Known | None = None


State = watching.State | FeedState | PageState
STATES: dict[SourceKind, type[watching.State | FeedState | PageState]] = {
    "folder": watching.State,
    "feed": FeedState,
    "page": PageState,
}


class Look(NamedTuple):
    """What a look found: pages and problems, and the state for the next."""

    found: list[read.Page | Problem]
    state: State


def is_address(name: str) -> bool:
    """Whether a name is an address on the web, no path."""
    return name.casefold().startswith(("http://", "https://"))


def kind_of(name: str, fetcher: Gets | None) -> SourceKind:
    """What a source is: a folder by its path, a feed or a page by what its address answers. Raises
    :class:`UsageError` if it is none of them.
    """
    if not is_address(name):
        if not Path(name).is_dir():
            raise UsageError(f"{name} is no folder: follow a folder, or the address of a feed or a page")
        return "folder"
    if fetcher is None:
        raise UsageError(f"{name} is an address: nothing is fetched unless you ask for it with --online")
    got = fetcher.get(name)
    if isinstance(got, Problem):
        raise UsageError(f"{got.about}: {got.message}")
    return "feed" if isinstance(got, Got) and feeds.looks_like(got.raw[: feeds.HEAD]) else "page"


def folder(path: Path, state: watching.State, now_ns: int) -> Look:
    """A look at a folder."""
    scan = watching.scan(path, state, now_ns=now_ns)
    wanted = {*scan.new, *scan.changed}
    found: list[read.Page | Problem] = []
    if wanted:
        try:
            all_of_it = read.discover([path], max_reports=10**9)
        except UsageError as error:
            found.append(Problem(about=path.name, stage="find", message=str(error)))
        else:
            found += [page for page in all_of_it.pages if _file(page) in wanted]
            found += [problem for problem in all_of_it.problems if problem.about.rpartition(":")[0] in wanted]
    return Look(found, scan.state)


def _file(page: read.Page) -> str:
    head, colon, number = page.file.rpartition(":")
    return head if page.kind == "jsonl" and colon and number.isdigit() else page.file


def page(url: str, state: PageState, fetcher: Gets, is_known: Callable[[Article], bool]) -> Look:
    """A look at a page."""
    got = fetcher.get(url, known=state.known)
    if isinstance(got, Problem):
        return Look([got], state)
    if isinstance(got, NotModified):
        return Look([], state)
    return Look(list(_report(got, read.Hints(), is_known)), PageState(known=got.known))


def feed(url: str, state: FeedState, fetcher: Gets, is_known: Callable[[Article], bool], now: datetime) -> Look:
    """A look at a feed, and at the pages of its items that are due."""
    got = fetcher.get(url, known=state.known)
    return Look([got], state) if isinstance(got, Problem) else _items(url, got, state, fetcher, is_known, now)


def _items(
    url: str,
    got: Got | NotModified,
    state: FeedState,
    fetcher: Gets,
    is_known: Callable[[Article], bool],
    now: datetime,
) -> Look:
    """The reports of the items of a feed, and of the pages that are due."""
    visits = dict(state.visits)
    found: list[read.Page | Problem] = []
    if isinstance(got, Got):
        told = feeds.items(got.raw, url, got.url, charset=got.charset)
        found += told.problems
        for item in told.items:
            if item.extent == "full" or not item.link:
                found.append(_named(item.page, item.link or item.id))
            elif item.link not in visits or visits[item.link].updated != item.updated:
                found += _visited(item.link, visits, fetcher, is_known, now, item)
        state = structs.replace(state, known=got.known)
    for link, visit in list(visits.items()):
        if visit.times <= len(AGAIN) and now - datetime.fromisoformat(visit.at) >= AGAIN[visit.times - 1]:
            found += _visited(link, visits, fetcher, is_known, now, None)
    latest = sorted(visits.items(), key=lambda pair: pair[1].at)[-MOST_ITEMS:]
    return Look(found, structs.replace(state, visits=dict(latest)))


def _visited(
    link: str,
    visits: dict[str, Visit],
    fetcher: Gets,
    is_known: Callable[[Article], bool],
    now: datetime,
    item: feeds.Item | None,
) -> Iterator[read.Page | Problem]:
    """The report at the link of an item, if it is new; the visit is remembered."""
    before = visits.get(link)
    got = fetcher.get(link, known=before.known if before else None)
    known = got.known if isinstance(got, Got) else before.known if before else None
    stated = item.page.stated if item else before.stated if before else read.Hints()
    visits[link] = Visit(
        stated=stated,
        at=now.isoformat(),
        times=before.times + 1 if before else 1,
        updated=item.updated if item else before.updated if before else None,
        known=known,
    )
    if isinstance(got, Problem):
        yield got
    elif isinstance(got, Got):
        yield from _report(got, stated, is_known)


def once(url: str, fetcher: Gets, is_known: Callable[[Article], bool], now: datetime) -> list[read.Page | Problem]:
    """What stands at an address: a report, or the reports of a feed."""
    got = fetcher.get(url)
    if isinstance(got, Problem):
        return [got]
    if isinstance(got, Got) and feeds.looks_like(got.raw[: feeds.HEAD]):
        return _items(url, got, FeedState(), fetcher, is_known, now).found
    return list(_report(got, read.Hints(), is_known)) if isinstance(got, Got) else []


def _report(got: Got, stated: read.Hints, is_known: Callable[[Article], bool]) -> Iterator[read.Page | Problem]:
    """The page that was fetched, unless the case has its report word for word."""
    fetched = read.Page(
        file=got.url,
        kind="text" if got.content_type == "text/plain" else "html",
        path="",
        stated=structs.replace(stated, url=got.url),
        raw=got.raw,
        charset=got.charset,
    )
    article = read.page(fetched)
    if isinstance(article, Problem) or not is_known(article):
        yield fetched


def _named(found: read.Page, name: str) -> read.Page:
    """An item under a name of its own: its place in the feed changes."""
    return structs.replace(found, file=name)


def load(kind: SourceKind, record: bytes) -> State:
    """A state as it was kept."""
    return msgspec.json.decode(record, type=STATES[kind])


def save(state: State) -> bytes:
    """A state to be kept."""
    return msgspec.json.encode(state)


def fresh(kind: SourceKind) -> State:
    """The state of a source that was never looked at."""
    return STATES[kind]()
