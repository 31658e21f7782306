"""What a site lets programs fetch (RFC 9309), by its robots.txt.

In: what came of asking for ``/robots.txt``. Out: :class:`Rules`. By the standard: a file that is there holds; where
there is none (4xx) everything may be fetched; where the server fails or cannot be reached (5xx, no answer) nothing may
be. 429 is an answer of a server that is asked too much, so nothing may be fetched either. Of a long file the first
:data:`MOST` bytes are read. ``Crawl-delay`` is no part of the standard, and honoured.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from protego import Protego

PRODUCT = "twosource"
"""The name that a site's rules may speak of."""
MOST = 512 * 1024
"""Bytes of a file that are read; the standard asks for 500 KiB at least."""
REDIRECTS = 5
"""Redirects of a robots.txt that are followed, as the standard asks; behind more there is none."""
KEPT = 24 * 3_600.0
"""Seconds for which rules hold; the standard asks for no more than a day."""
KEPT_FAILED = 600.0
"""Seconds until a server that failed is asked again."""
_NONE, _MANY, _FAILED = 400, 429, 500


class Rules(NamedTuple):
    """What holds for a site. ``parsed``: None if there is no file; ``why``: why nothing may be fetched, if so."""

    parsed: Protego | None = None
    why: str = ""

    def allow(self, url: str) -> bool:
        """Whether a URL may be fetched."""
        return not self.why and (self.parsed is None or self.parsed.can_fetch(url, PRODUCT))

    @property
    def delay(self) -> float:
        """Seconds between two requests that the site asks for."""
        return (self.parsed.crawl_delay(PRODUCT) if self.parsed else None) or 0.0


def rules(file: str, status: int, body: bytes, *, whole: bool = True) -> Rules:
    """The rules that an answer to the request for a robots.txt (``file``, its URL) gives."""
    if status >= _FAILED or status == _MANY:
        return failed(file, f"the server answered {status}; try again later")
    if status >= _NONE:
        return Rules()
    from protego import Protego  # noqa: PLC0415 - needed for the network only

    lines = body if whole else body[: body.rfind(b"\n") + 1]  # half a rule is another rule
    return Rules(Protego.parse(lines.decode("utf-8-sig", "replace")))


def failed(file: str, why: str) -> Rules:
    """What holds where the rules cannot be had: nothing may be fetched."""
    return Rules(why=f"{file}, which says what programs may fetch, could not be had: {why}")
