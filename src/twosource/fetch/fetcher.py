"""``Fetcher.get``: one address to what stands there, step by step.

In: a URL, and what is known of an earlier version. Out: :class:`Got`, :class:`NotModified`, or a :class:`Problem`.
Each step (the address, and every one that it sends on to) is checked alike: its form, the site's robots.txt, the time
since the host was last asked, and, in :mod:`twosource.fetch.wire`, the address that it resolves to. A redirect from
https to http is not followed: on the way anybody could change the report.

What this does not do: keep what it gets, run scripts, send cookies or passwords, use proxies, ask several
hosts at once.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from email.message import Message
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, NamedTuple

from msgspec import structs

from twosource.fetch import robots
from twosource.fetch.lists import Wrong, address, shown
from twosource.fetch.records import Got, Known, NotModified, Settings
from twosource.fetch.turns import Turns
from twosource.model import Problem
from twosource.publication import stamp
from twosource.version import __version__

if TYPE_CHECKING:
    import ssl

    import httpx2

    from twosource.fetch.wire import Answer

REDIRECTS = frozenset({301, 302, 303, 307, 308})
LONGEST_REST = 3_600.0
"""Seconds for which a host that asks for rest is left alone; whoever asks for more is asked again in an hour."""
REST = 60.0
"""Seconds of rest for a host that asks for it and does not say how long."""
_OK, _SAME, _MANY, _BUSY = 200, 304, 429, 503
_MEANING: Mapping[int, str] = {
    401: "it wants a login; save the page by hand",
    402: "it wants a payment; save the page by hand",
    403: "it refuses programs, or everybody; save the page by hand",
    404: "there is no such page; check the address",
    410: "the page was taken away; look for a saved copy",
    451: "the page is withheld for legal reasons; look for a saved copy",
}


class _Stop(Exception):  # noqa: N818 - the way out to a Problem
    """Why nothing came of an address, and what to do."""


class _Unreached(_Stop):
    """There is nobody to ask, for a robots.txt or for anything."""


class _Answered(NamedTuple):
    """The last answer of a chain of redirects, whose it is, and the addresses that sent on to it."""

    url: httpx2.URL
    redirects: tuple[str, ...]
    answer: Answer


class Fetcher:
    """Fetches addresses one after the other; remembers when each host was asked and what its robots.txt says.

    ``resolver`` gives the addresses of a host (tests give their own), ``now`` the time of day in UTC, ``clock`` and
    ``sleep`` the time between requests. Limits of an exchange are kept by the machine's own clock.
    """

    def __init__(
        self,
        settings: Settings | None = None,
        *,
        resolver: Callable[[str, int], Sequence[str]] | None = None,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._settings = settings or Settings()
        self._resolver = resolver
        self._now = now
        self._clock = clock
        self._turns = Turns(clock, sleep)
        self._rules: dict[str, tuple[float, robots.Rules]] = {}
        self._tls: ssl.SSLContext | None = None

    def get(self, url: str, *, known: Known | None = None) -> Got | NotModified | Problem:
        """What stands at a URL. With ``known`` (:attr:`Got.known` of an earlier answer) only if it is newer."""
        at = stamp(self._now())
        try:
            found = self._chain(address(url), known)
            return self._result(url, at, found, known)
        except Wrong as wrong:
            return Problem(about=shown(url), stage="find", message=f"{wrong}: not fetched")
        except _Stop as stop:
            return Problem(about=shown(url), stage="find", message=f"not fetched: {stop}")

    def _chain(self, url: httpx2.URL, known: Known | None) -> _Answered:
        """Follow redirects to the last answer."""
        passed: list[str] = []
        while True:
            self._permitted(url)
            answer = self._ask(url, self._settings, _conditions(url, known), self._wanted)
            if answer.status not in REDIRECTS:
                return _Answered(url, tuple(passed), answer)
            passed.append(str(url))
            url = _next(url, answer)
            if str(url) in passed:
                raise _Stop(f"it redirects in a circle, by {shown(str(url))}; open it in a browser and save the page")
            if len(passed) > self._settings.max_redirects:
                raise _Stop(f"it redirects more than {self._settings.max_redirects} times; give the page's own address")

    def _result(self, requested: str, at: str, found: _Answered, known: Known | None) -> Got | NotModified:
        url, redirects, answer = found
        if answer.status == _SAME and known and _conditions(url, known):
            return NotModified(requested=requested, url=str(url), redirects=redirects, at=at)
        if answer.status != _OK:
            self._rested(url, answer)
            meaning = _MEANING.get(answer.status, "try again later, or save the page by hand")
            raise _Stop(f"{url.host} answered {answer.status}: {meaning}")
        media, charset = _media(answer.headers)
        if media and media not in self._settings.types:
            raise _Stop(f"it is {media[:60]!r}, no page and no feed; save what you need of it as text")
        if not answer.whole:
            raise _Stop(
                f"it is larger than {self._settings.max_bytes / 2**20:,.1f} MB, as sent or unpacked; save the text of "
                "the report"
            )
        return Got(
            requested=requested,
            url=str(url),
            redirects=redirects,
            status=answer.status,
            content_type=media,
            charset=charset,
            etag=answer.headers.get("etag"),
            last_modified=answer.headers.get("last-modified"),
            raw=answer.body,
            at=at,
        )

    def _wanted(self, status: int, headers: Mapping[str, str]) -> bool:
        """Whether the body of an answer is read at all."""
        media, _ = _media(headers)
        return status == _OK and (media is None or media in self._settings.types)

    def _rested(self, url: httpx2.URL, answer: Answer) -> None:
        """Leave a host alone that asks for it."""
        if answer.status in {_MANY, _BUSY}:
            seconds = _retry_after(answer.headers.get("retry-after"), self._now())
            self._turns.rest(url.host, min(seconds, LONGEST_REST))

    def _ask(
        self,
        url: httpx2.URL,
        settings: Settings,
        headers: Mapping[str, str],
        wanted: Callable[[int, Mapping[str, str]], bool],
    ) -> Answer:
        """One exchange, when it is the host's turn. Raises :class:`_Stop`."""
        from twosource.fetch import wire  # noqa: PLC0415 - slow to load, needed for the network only

        if self._tls is None:
            self._tls = wire.context()
        resting = self._turns.resting(url.host)
        if resting:
            raise _Stop(f"{url.host} asked to be left alone for {resting:,.0f} s more; try again then")
        known = self._rules.get(_site(url))
        asked = known[1].delay if known else 0.0
        self._turns.wait(url.host, max(settings.delay, min(asked, settings.longest_delay)))
        told = {"User-Agent": _agent(settings), "Accept": ", ".join((*settings.types, "*/*;q=0.1")), **headers}
        try:
            return wire.exchange(
                url, told, settings, resolver=self._resolver or wire.resolve, tls=self._tls, wanted=wanted
            )
        except wire.Unreached as failed:
            raise _Unreached(str(failed)) from failed
        except wire.Failed as failed:
            raise _Stop(str(failed)) from failed

    def _permitted(self, url: httpx2.URL) -> None:
        """Raises :class:`_Stop` for what the site's robots.txt does not allow."""
        site = _site(url)
        until, rules = self._rules.get(site, (0.0, None))
        if rules is None or self._clock() >= until:
            rules = self._robots(url)
            kept = robots.KEPT_FAILED if rules.why else robots.KEPT
            self._rules[site] = (self._clock() + kept, rules)
        if rules.why:
            raise _Stop(rules.why)
        if not rules.allow(str(url)):
            raise _Stop(f"{site}/robots.txt does not let programs fetch it; save the page by hand")

    def _robots(self, url: httpx2.URL) -> robots.Rules:
        """The rules of a site. Its file may lie elsewhere: redirects are followed, with the same guard."""
        settings = structs.replace(self._settings, max_bytes=robots.MOST, types=("text/plain",))
        at = url.copy_with(raw_path=b"/robots.txt")
        try:
            for _ in range(robots.REDIRECTS + 1):
                answer = self._ask(at, settings, {}, lambda status, _: status == _OK)
                if answer.status not in REDIRECTS:
                    return robots.rules(f"{_site(url)}/robots.txt", answer.status, answer.body, whole=answer.whole)
                at = _next(at, answer)
        except _Unreached as stop:
            return robots.Rules(why=str(stop))
        except _Stop as stop:
            return robots.failed(f"{_site(url)}/robots.txt", str(stop))
        return robots.Rules()


def _site(url: httpx2.URL) -> str:
    """Whose robots.txt holds: scheme, host and port."""
    return str(url.copy_with(raw_path=b"/")).rstrip("/")


def _agent(settings: Settings) -> str:
    contact = f" (+{settings.contact})" if settings.contact else ""
    return f"{robots.PRODUCT}/{__version__}{contact}".encode("ascii", "ignore").decode("ascii")


def _next(url: httpx2.URL, answer: Answer) -> httpx2.URL:
    """Where a redirect leads."""
    import httpx2  # noqa: PLC0415 - loaded by now

    location = answer.headers.get("location", "")
    if not location:
        raise _Stop(f"{url.host} answered {answer.status} and did not say where the page is; try again later")
    try:
        found = address(str(url.join(location)))
    except (httpx2.InvalidURL, ValueError) as error:
        raise _Stop(f"it redirects to {shown(location)}, which is no URL; give the page's own address") from error
    except Wrong as wrong:
        raise _Stop(f"it redirects to {shown(location)}, which {wrong}") from wrong
    if url.scheme == "https" and found.scheme == "http":
        raise _Stop(
            f"it redirects from https to {shown(str(found))}, where anybody on the way could change the report; name "
            "that address itself if you accept it"
        )
    return found


def _conditions(url: httpx2.URL, known: Known | None) -> dict[str, str]:
    """The headers that ask for a newer version only."""
    if known is None or str(url) != known.url:
        return {}
    pairs = (("If-None-Match", known.etag), ("If-Modified-Since", known.last_modified))
    return {name: value for name, value in pairs if value}


def _media(headers: Mapping[str, str]) -> tuple[str | None, str | None]:
    """The media type and the encoding that a response names."""
    value = headers.get("content-type", "")
    if not value.strip():
        return None, None
    message = Message()
    message["content-type"] = value
    charset = message.get_content_charset()
    return value.partition(";")[0].strip().lower(), charset


def _retry_after(value: str | None, now: datetime) -> float:
    """Seconds that a server asks to wait: a number, or a date."""
    words = (value or "").strip()
    if words.isdecimal() and len(words) < 10:  # noqa: PLR2004 - beyond, a number is no time
        return float(words)
    try:
        return max(0.0, (parsedate_to_datetime(words) - now).total_seconds())
    except (ValueError, TypeError, IndexError, OverflowError):
        return REST
