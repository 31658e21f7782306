"""What goes into fetching an address and what comes out of it."""

from __future__ import annotations

from msgspec import Struct

TYPES = (
    "text/html",
    "application/xhtml+xml",
    "text/plain",
    "text/markdown",
    "application/rss+xml",
    "application/atom+xml",
    "application/rdf+xml",
    "application/xml",
    "text/xml",
)
"""Media types that hold reports or feeds. A response that names none is taken too: it is looked at when it is read."""


class Settings(Struct, frozen=True, kw_only=True):
    """How to fetch. Times in seconds, sizes in bytes, both of what travels and of what it unpacks to.

    ``total`` limits one exchange with one server; each redirect is another one. ``delay`` lies between two requests to
    one host; a site that asks for more in its robots.txt gets it up to ``longest_delay``. ``contact`` (an address that
    the sites' operators can write to) stands in the User-Agent. ``allow_private`` lifts the guard against addresses
    inside the network (:mod:`twosource.fetch.addresses`): for tests, and for an archive of the house's own.
    """

    connect: float = 10.0
    read: float = 20.0
    total: float = 60.0
    max_bytes: int = 10 * 1024 * 1024
    max_redirects: int = 5
    delay: float = 1.0
    longest_delay: float = 30.0
    types: tuple[str, ...] = TYPES
    contact: str = ""
    allow_private: bool = False


class Known(Struct, frozen=True, kw_only=True):
    """What an earlier response said about its version, to ask only for a newer one. It is sent to ``url`` alone, the
    address that answered then (``Got.url``): it is no other's business.
    """

    url: str
    etag: str | None = None
    last_modified: str | None = None


class Got(Struct, frozen=True, kw_only=True):
    """A response: ``requested`` led over ``redirects`` (every address that sent on, in order) to ``url``.

    ``content_type`` is the media type in lower case, ``charset`` what the server says of the encoding; both may be
    missing. ``raw`` is unpacked and otherwise as it came. ``at`` is when it was asked for (ISO 8601, UTC).
    """

    requested: str
    url: str
    redirects: tuple[str, ...] = ()
    status: int
    content_type: str | None = None
    charset: str | None = None
    etag: str | None = None
    last_modified: str | None = None
    raw: bytes
    at: str

    @property
    def known(self) -> Known:
        return Known(url=self.url, etag=self.etag, last_modified=self.last_modified)


class NotModified(Struct, frozen=True, kw_only=True):
    """The server says that what is known is still the newest."""

    requested: str
    url: str
    redirects: tuple[str, ...] = ()
    at: str
