"""Saved HTML: the report on a page and what the page says about it.

In: the characters of a page. Out: its text (the title on a line of its own first, if it is not there), and the
metadata: title, byline, name of the site, URL, date with the method that found it and its certainty, language, agency.
Comments are left out. How the report is told from the rest: :mod:`twosource.read.html.maintext`; where the metadata
come from: :mod:`twosource.read.html.facts`. A date is looked for in the page's data and beside its
title, never in the text.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from twosource.read.html import blocks, facts, maintext, tree
from twosource.read.html.facts import Facts
from twosource.read.records import Hints

_START = re.compile(
    r"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,500}?-->\s*)?<(?:!doctype\s+html|html|head)\b", re.IGNORECASE | re.DOTALL
)
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE)
_HEAD = 4_096


class Markup(NamedTuple):
    """The main text of a page, what its metadata say as hints, and all that was found in them."""

    text: str
    metadata: Hints
    facts: Facts


def looks_like(text: str) -> bool:
    """Whether a text, whatever its file is called, is a page of HTML."""
    return _START.match(text, 0, 1_000) is not None


def encoding(raw: bytes) -> str | None:
    """The encoding that a page of HTML declares in its head."""
    found = _CHARSET.search(raw, 0, _HEAD)
    return found[1].decode("ascii") if found else None


def read(page: str) -> Markup | None:
    """The main text of a page; None if it has none."""
    page = tree.clean(page)
    root = tree.parsed(page)
    if root is None:
        return None
    cut = blocks.blocks(root)
    told = facts.read(root, cut)
    text = maintext.find(page, cut, told)
    if not text.strip():
        return None
    metadata = Hints(
        outlet=told.outlet,
        published=told.dated.value if told.dated and told.dated.method != "url" else None,
        url=told.url,
        title=told.title,
        byline=told.byline,
    )
    return Markup(with_title(text, told.title), metadata, told)


def with_title(text: str, title: str | None) -> str:
    """The text with its title as first line."""
    first, _, rest = text.strip("\n").partition("\n")
    if not title:
        return text.strip("\n")
    if _comparable(first) == _comparable(title):
        return f"{first}\n\n{rest.lstrip()}"
    return f"{title}\n\n" + text.strip("\n")


def _comparable(line: str) -> str:
    return re.sub(r"\W+", " ", line).strip().lower()
