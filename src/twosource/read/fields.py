"""From loosely named fields (a JSON line, an entry of ``articles.json``, front matter) to :class:`Hints`.

In: a mapping from a JSON or YAML-like source. Out: what it says about the report, under the many names such fields
have. Values of a wrong type are ignored; a date that is none is ignored and reported by :func:`wrong_date`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from urllib.parse import urlsplit

from twosource.model import Problem
from twosource.read import dates, outlets
from twosource.read.records import Hints
from twosource.text import squash

TEXT = ("text", "body", "content", "maintext", "full_text", "fulltext", "article_text", "articlebody", "article")
_TITLE = ("title", "headline")
_URL = ("url", "link", "canonical_url", "permalink", "source_url")
_OUTLET = ("outlet", "publisher", "source", "source_name", "site", "site_name", "sitename", "publication", "newspaper")
_PUBLISHED = (
    "published",
    "date",
    "date_published",
    "datepublished",
    "published_at",
    "publishedat",
    "published_date",
    "publish_date",
    "date_publish",
    "publication_date",
    "pub_date",
    "pubdate",
)
_BYLINE = ("byline", "author", "authors")
_LONGEST = 2000
"""Characters of a field that is worth showing; a longer "title" is a text in the wrong field."""
_KEY = re.compile(r"[^0-9a-z]+")

Fields = Mapping[str, object]


def named(record: Mapping[object, object]) -> dict[str, object]:
    """The record under comparable names: lower case, words joined by one underscore. The first of equals wins."""
    out: dict[str, object] = {}
    for key, value in record.items():
        out.setdefault(_KEY.sub("_", str(key).lower()).strip("_"), value)
    return out


def hints(fields: Fields) -> Hints:
    """What the fields (as :func:`named`) say about the report."""
    return Hints(
        outlet=_outlet(fields),
        published=dates.normalise(_first(fields, _PUBLISHED)),
        url=address(_words(fields, _URL)),
        title=_words(fields, _TITLE),
        byline=_words(fields, _BYLINE),
    )


def wrong_date(fields: Fields, about: str) -> Iterator[Problem]:
    """A problem if a date is stated that cannot be read as one."""
    value = _first(fields, _PUBLISHED)
    if value is not None and dates.normalise(value) is None:
        message = (
            f"the date of publication {squash(str(value))[:80]!r} is no date or is ambiguous: it is left unknown; "
            "write it as YYYY-MM-DD"
        )
        yield Problem(about=about, stage="find", message=message)


def text(fields: Fields) -> str | None:
    """The text of the report: a string, or paragraphs in a list."""
    for name in TEXT:
        value = fields.get(name)
        if isinstance(value, str) and value:
            return value
        if isinstance(value, list) and value and all(isinstance(part, str) for part in value):
            return "\n\n".join(str(part) for part in value)
    return None


def address(url: str | None) -> str | None:
    """The URL if it is one that people can open, else None."""
    try:
        parts = urlsplit(url or "")
    except ValueError:
        return None
    return url if parts.scheme in {"http", "https"} and parts.netloc else None


def host(url: str | None) -> str | None:
    """The host of a URL, without ``www.``."""
    try:
        name = urlsplit(url or "").hostname
    except ValueError:
        return None
    return name.removeprefix("www.") if name else None


def _first(fields: Fields, names: tuple[str, ...]) -> object:
    """The first value that says anything."""
    values = (fields.get(name) for name in names)
    return next((value for value in values if value is not None and str(value).strip()), None)


def _words(fields: Fields, names: tuple[str, ...]) -> str | None:
    for name in names:
        value = fields.get(name)
        if isinstance(value, list) and all(isinstance(part, str) for part in value):
            value = ", ".join(value)
        if isinstance(value, str) and squash(value) and len(value) <= _LONGEST:
            return squash(value)
    return None


def _outlet(fields: Fields) -> str | None:
    """A name; an object with a name; or the host of a URL."""
    for name in _OUTLET:
        value = fields.get(name)
        if isinstance(value, dict):
            value = value.get("name")
        found = _words({name: value}, (name,))
        if found:
            return _by_address(found)
    return None


def _by_address(name: str) -> str:
    """The outlet's name where an address stands in its place ("www.cnn.com"); any other name as it is."""
    site = host(name) if "://" in name else name.removeprefix("www.") if outlets.is_host(name) else None
    return outlets.of_host(site) or site or name
