"""Addresses as people write them: one URL, or a list of them in a text file.

In: the words. Out: the URL in one form (host in lower case and ASCII, path and query escaped, no fragment, no standard
port), or a problem that says what is wrong with it. Only ``http`` and ``https``; no user name and no password: they
would stand in the dossier.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from twosource.model import Problem

if TYPE_CHECKING:
    import httpx2

LONGEST = 4_096
"""Characters of a URL; servers take no longer ones."""
_HOST = re.compile(
    rb"(?=.{1,253}$)(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?\.)*[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?\.?"
)
_STANDARD = {"http": 80, "https": 443}
_PORTS = range(1, 65_536)
_SHOWN = 100


class Wrong(Exception):  # noqa: N818 - the way out to a Problem
    """Why something is no address that can be fetched, and what to do."""


def address(words: str) -> httpx2.URL:
    """The URL that the words are; raises :class:`Wrong`."""
    import httpx2  # noqa: PLC0415 - slow to load, needed for the network only

    if len(words) > LONGEST:
        raise Wrong(f"is longer than {LONGEST:,} characters; give the page's own address")
    try:
        found = httpx2.URL(words)
    except (httpx2.InvalidURL, ValueError) as error:
        raise Wrong(f"is no URL ({error}); write it as https://host/path") from error
    if found.scheme not in _STANDARD:
        raise Wrong("is no web address; write it as https://host/path")
    if found.userinfo:
        raise Wrong("holds a user name or a password; take it out, and save pages behind a login by hand")
    host = found.raw_host
    if not (_HOST.fullmatch(host) or b":" in host):
        raise Wrong("names no host; write it as https://host/path")
    if found.port is not None and found.port not in _PORTS:
        raise Wrong(f"names port {found.port}, which there is none; ports are 1 to {_PORTS[-1]:,}")
    port = None if found.port == _STANDARD[found.scheme] else found.port
    return found.copy_with(fragment=None, port=port, raw_path=found.raw_path)


def urls(text: str, about: str) -> list[str | Problem]:
    """The addresses of a list, one a line, each once, in order; a problem for each line that is none. Blank lines and
    lines that begin with ``#`` are comments, as is what follows a ``#`` behind a space. ``about`` names the list.
    """
    out: list[str | Problem] = []
    seen: set[str] = set()
    for number, line in enumerate(text.removeprefix("\ufeff").splitlines(), start=1):
        words = re.split(r"(?:^|\s)#", line, maxsplit=1)[0].strip()
        if not words:
            continue
        try:
            found = str(address(words))
        except Wrong as wrong:
            message = f"{shown(words)} {wrong}: left out"
            out.append(Problem(about=f"{about}:{number}", stage="find", message=message))
            continue
        if found not in seen:
            seen.add(found)
            out.append(found)
    return out


def shown(words: str) -> str:
    """Words for a message: without a password, short, and without what steers a terminal."""
    plain = re.sub(r"//[^/@\s]*@", "//...@", words)
    short = plain if len(plain) <= _SHOWN else plain[: _SHOWN - 3] + "..."
    return "".join(char if char.isprintable() else "\ufffd" for char in short)
