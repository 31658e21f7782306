"""A page's characters as a tree of elements.

In: the characters of a page, whatever is wrong with them. Out: its root, or None where there is no element at all.
What is nested deeper than the parser goes (2,048 elements) is lost.
"""

from __future__ import annotations

import re

from lxml import etree, html
from lxml.etree import _Element as Element

_DECLARATION = re.compile(r"^\s*<\?xml[^>]{0,200}\?>")
_UNWANTED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LONG = re.compile(r"<([a-zA-Z][\w:-]{0,40})\s[^<>]{5000,}")
MOST_ATTRIBUTES = 500
"""Attributes of one element: the time that the parser takes for them grows with their square."""


def clean(page: str) -> str:
    """The page without what no parser should see: its declaration as XML, control characters, thousands of
    attributes.
    """
    return _LONG.sub(_bare, _UNWANTED.sub("", _DECLARATION.sub("", page)))


def _bare(tag: re.Match[str]) -> str:
    return f"<{tag[1]}" if tag[0].count("=") + tag[0].count(" ") // 4 > MOST_ATTRIBUTES else tag[0]


def parsed(page: str) -> Element | None:
    """The root of a clean page."""
    # characters are known by now, so whatever encoding the page declares is not asked again
    parser = html.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
    try:
        root = html.document_fromstring(page.encode("utf-8"), parser=parser)
    except (etree.LxmlError, ValueError):
        return None
    return root if isinstance(root.tag, str) else None
