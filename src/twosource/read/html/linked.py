"""JSON-LD: what a page says about its article in schema.org's words.

In: the root of a page. Out: the node of the article, a mapping as it stands there, and all nodes by their ``@id``.
Damaged JSON is mended where that is plain (comments around it, commas too many) and left out otherwise. Where a page
names several articles (a list of others beside its own), the one with the page's address or title is taken; where none
has, the first that has a headline.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping

from lxml.etree import _Element as Element

MOST_BYTES = 2_000_000
"""Characters of one script that are looked at."""
MOST_NODES = 5_000
_WRAPPED = re.compile(
    r"^\s*(?:<!--|/\*\s*<!\[CDATA\[\s*\*/|//\s*<!\[CDATA\[|<!\[CDATA\[)|(?:-->|//\s*\]\]>|\]\]>)\s*;?\s*$"
)
_COMMAS = re.compile(r",(\s*[}\]])")
_ARTICLE = re.compile(r"(?:\w*Article|BlogPosting|LiveBlogPosting|Report|Review|\w*Posting|Recipe)$")
_PAGE = re.compile(r"(?:WebPage|ItemPage|VideoObject|CreativeWork)$")

Node = Mapping[str, object]


def nodes(root: Element) -> tuple[Node, ...]:
    """All objects of all scripts, those of a list or graph one by one, outer ones first."""
    out: list[Node] = []
    for script in root.iter("script"):
        if "ld+json" not in (script.get("type") or "").lower():
            continue
        queue: list[object] = [_parsed(script.text or "")]
        while queue and len(out) < MOST_NODES:
            value = queue.pop(0)
            if isinstance(value, list):
                queue[:0] = value
            elif isinstance(value, dict):
                out.append(value)
                queue.extend(each for each in value.values() if isinstance(each, dict | list))
    return tuple(out)


def _parsed(text: str) -> object:
    if len(text) > MOST_BYTES:
        return None
    for words in (text, _COMMAS.sub(r"\1", _WRAPPED.sub("", text.strip()).strip().rstrip(";"))):
        try:
            return json.loads(words, strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def article(found: tuple[Node, ...], url: str | None, title: str) -> Node | None:
    """The node of the page's own article."""
    articles = [node for node in found if _is(node, _ARTICLE)] or [
        node for node in found if _is(node, _PAGE) and node.get("datePublished")
    ]
    if len(articles) < 2:  # noqa: PLR2004
        return articles[0] if articles else None
    own = [node for node in articles if url and url in _addresses(node)]
    named = [node for node in articles if title and same_words(text(node.get("headline") or node.get("name")), title)]
    told = [node for node in articles if node.get("headline")]
    return next(iter([node for node in named if node in own] or own or named or told or articles))


def same_words(one: str, other: str) -> bool:
    """Whether one of two titles begins with the other, by their words."""
    first, second = re.findall(r"\w+", one.lower()), re.findall(r"\w+", other.lower())
    short = min(len(first), len(second))
    return short > 1 and first[:short] == second[:short]


def _is(node: Node, kinds: re.Pattern[str]) -> bool:
    kind = node.get("@type")
    return any(isinstance(each, str) and kinds.match(each.rpartition("/")[2]) for each in _listed(kind))


def _addresses(node: Node) -> set[str]:
    out = set()
    for key in ("url", "@id", "mainEntityOfPage"):
        for value in _listed(node.get(key)):
            if isinstance(value, str):
                out.add(value)
            elif isinstance(value, dict):
                out |= {str(value.get("@id")), str(value.get("url"))}
    return out


def _listed(value: object) -> list[object]:
    return value if isinstance(value, list) else [value]


def text(value: object) -> str:
    """A value as text: itself, the first of a list, ``@value`` of an object; else empty."""
    value = _listed(value)[0] if _listed(value) else None
    if isinstance(value, dict):
        value = value.get("@value") or value.get("name")
    return value if isinstance(value, str) else ""


def names(value: object, found: tuple[Node, ...] = ()) -> Iterator[str]:
    """The names of people or bodies: strings, objects with a name, references to objects elsewhere."""
    for each in _listed(value):
        if isinstance(each, str):
            yield each
        elif isinstance(each, dict):
            name = each.get("name")
            if not name and isinstance(each.get("@id"), str):
                name = next(
                    (node["name"] for node in found if node.get("@id") == each["@id"] and node.get("name")), None
                )
            yield from names(name) if name else ()
