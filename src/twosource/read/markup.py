"""Saved HTML: the main text of a page and its metadata, by trafilatura.

In: the characters of a page. Out: its main text (the title on a line of its own first, if it is not there), and the
metadata: title, author, date, name of the site, URL. Comments are left out. The date is the one the page declares in
its head or its structured data; the text is not searched for anything that looks like a date.
"""

from __future__ import annotations

import logging
import re
from typing import NamedTuple

from twosource.read import dates, fields
from twosource.read.records import Hints
from twosource.text import normalise_newlines, squash

_START = re.compile(
    r"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,500}?-->\s*)?<(?:!doctype\s+html|html|head)\b", re.IGNORECASE | re.DOTALL
)
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE)
_HEAD = 4_096


class Markup(NamedTuple):
    """The main text of a page, and what its metadata say."""

    text: str
    metadata: Hints


def looks_like(text: str) -> bool:
    """Whether a text, whatever its file is called, is a page of HTML."""
    return _START.match(text, 0, 1_000) is not None


def encoding(raw: bytes) -> str | None:
    """The encoding that a page of HTML declares in its head."""
    found = _CHARSET.search(raw, 0, _HEAD)
    return found[1].decode("ascii") if found else None


def read(page: str) -> Markup | None:
    """The main text of a page; None if it has none."""
    import trafilatura  # noqa: PLC0415 - slow to load, needed for HTML only
    from trafilatura.settings import Document  # noqa: PLC0415

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    logging.getLogger("htmldate").setLevel(logging.CRITICAL)
    try:
        found = trafilatura.bare_extraction(
            page,
            with_metadata=True,
            include_comments=False,
            include_tables=False,
            date_extraction_params={"extensive_search": False, "original_date": True, "max_date": "2199-12-31"},
        )
    except Exception:  # noqa: BLE001 - whatever a page makes a foreign parser raise, it is the page that is wrong
        return None
    text = normalise_newlines(found.text or "") if isinstance(found, Document) else ""
    if not isinstance(found, Document) or not text.strip():
        return None
    metadata = Hints(
        outlet=_name(found.sitename),
        published=dates.normalise(found.date),
        url=fields.address(found.url),
        title=squash(found.title or "") or None,
        byline=squash(found.author or "") or None,
    )
    return Markup(_with_title(text, metadata.title), metadata)


def _name(site: str | None) -> str | None:
    """The name of a site; an account's name (``@paper``) is none."""
    name = squash(site or "")
    return name if name and not name.startswith("@") else None


def _with_title(text: str, title: str | None) -> str:
    """The text with its title as first line."""
    first, _, rest = text.strip("\n").partition("\n")
    if not title:
        return text.strip("\n")
    if _comparable(first) == _comparable(title):
        return f"{first}\n\n{rest.lstrip()}"
    return f"{title}\n\n" + text.strip("\n")


def _comparable(line: str) -> str:
    return re.sub(r"\W+", " ", line).strip().lower()
