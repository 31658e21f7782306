"""What a page says of its report in its head, its structured data and around its title.

In: the root of a parsed page. Out: :class:`Facts`: title, byline, outlet, address, date (with method and certainty),
language, summary, the body as the page declares it, and the agency that the page names as provider.

Order of trust: JSON-LD of the page's own article, ``meta`` elements, what is marked on the page itself. A title is
given without the site's name behind it. A byline holds people and bodies, no roles, addresses, handles or dates.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from lxml.etree import _Element as Element

from twosource.model import Dated, DateFound, DateMethod
from twosource.read import agencies, dates, fields
from twosource.read.html import bylines, linked
from twosource.read.html.blocks import Block
from twosource.read.html.dated import in_line, judged
from twosource.text import squash


def _list(words: str) -> tuple[str, ...]:
    return tuple(words.split())


_PUBLISHED = _list(
    "article:published_time article:published og:published_time og:article:published_time datepublished"
    " parsely-pub-date sailthru.date article.published pubdate publishdate publish-date publish_date publication_date"
    " publication-date dc.date.issued dcterms.issued dc.date.created dcterms.created cxenseparse:recs:publishtime"
    " article_date_original originalpublicationdate rnews:datepublished published_time published date_published"
    " datecreated vr:published_time bt:pubdate citation_publication_date citation_date ptime"
)
_PERHAPS = _list(
    "date dc.date dcterms.date dc.date.publication article.created created createdate"
    " shareaholic:article_published_time"
)
_TITLES = _list("og:title twitter:title dc.title sailthru.title parsely-title headline title")
_OUTLETS = _list("og:site_name application-name dc.publisher cre al:ios:app_name")
_AUTHORS = _list(
    "author article:author_name parsely-author sailthru.author byl dc.creator dcterms.creator cxenseparse:author"
    " article.author authors citation_author rbauthors og:article:author article:author twitter:data1"
)
_SEPARATORS = re.compile(r"\s+[|–—·•»«:-]\s+|\s*[|»«]\s*|\s+::\s+")
_PUBLISHED_CLASS = re.compile(
    r"publi|posted|entry-?date|date-?time|post-?date|dateline|timestamp|created|datum|fecha", re.IGNORECASE
)
_CHANGED_CLASS = re.compile(r"updat|modif|aktuali|edited", re.IGNORECASE)
_NOT_HERE = frozenset({"aside", "footer", "nav", "figure", "iframe"})
_ELSEWHERE = re.compile(
    r"\b(?:comments|comment-(?:list|body|author|meta)|related|recommend\w*|sidebar|widget|footer|teasers?|popular|promo)\b"
)
_WORD = re.compile(r"\w+")
_AFTER, _BEFORE = 14, 4
"""Blocks after and before the title that are searched for a date and a byline."""
_DATE_LINE = 120
"""Characters of the longest line that is about the report and not in it."""
_TITLE_LONGEST = 300
_SHORT_TAGS = _list("a span p div strong address")


class Facts(NamedTuple):
    """What a page says about its report. Every field may be empty."""

    title: str | None = None
    byline: str | None = None
    outlet: str | None = None
    url: str | None = None
    dated: Dated | None = None
    language: str | None = None
    summary: str = ""
    body: str = ""
    credit: str | None = None


def read(root: Element, cut: Sequence[Block]) -> Facts:
    """All that a page says of its report; ``cut``: its blocks."""
    meta = _meta(root)
    url = _address(root, meta)
    heads = _headings(root)
    shown = squash(_first(root, ".//title"))
    nodes = linked.nodes(root)
    article = linked.article(nodes, url, next(iter(heads), "") or meta.get("og:title", "") or shown) or {}
    language = _language(root, meta)
    outlet = _outlet(article, meta, nodes)
    title = _title(article, meta, heads, shown, outlet, fields.host(url))
    around = _around(cut, title)
    return Facts(
        title=title,
        byline=_byline(root, article, meta, nodes, outlet) or ", ".join(bylines.by(around)) or None,
        outlet=outlet,
        url=url,
        dated=judged(_dates(root, article, meta, url, language, around)),
        language=language,
        summary=squash(
            meta.get("og:description") or meta.get("description") or linked.text(article.get("description"))
        ),
        body=linked.text(article.get("articleBody")),
        credit=_credit(article, meta, nodes),
    )


def _meta(root: Element) -> dict[str, str]:
    """Names and contents of ``meta`` elements; the first of equals counts."""
    out: dict[str, str] = {}
    for element in root.iter("meta"):
        content = squash(element.get("content") or "")
        for key in ("property", "name", "itemprop"):
            name = (element.get(key) or "").strip().lower()
            if name and content:
                out.setdefault(name, content)
    return out


def _address(root: Element, meta: Mapping[str, str]) -> str | None:
    links = [link.get("href") for link in root.iter("link") if (link.get("rel") or "").lower() == "canonical"]
    told = [*links, meta.get("og:url"), meta.get("twitter:url")]
    return next((found for each in told if (found := fields.address((each or "").strip()))), None)


def _language(root: Element, meta: Mapping[str, str]) -> str | None:
    told = root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang") or root.get("xml:lang")
    told = told or meta.get("og:locale") or meta.get("content-language") or meta.get("language") or ""
    found = re.match(r"[a-z]{2}(?![a-z])", told.strip().lower())
    return told.strip().lower().replace("_", "-") if found else None


# --- title ----------------------------------------------------------------------------------------------------------


def _headings(root: Element) -> list[str]:
    """The texts of all first-level headings that stand in the page's main column."""
    out = []
    for element in root.iter("h1"):
        if not _elsewhere(element):
            words = squash(" ".join(element.itertext()))
            if words and len(words) <= _TITLE_LONGEST:
                out.append(words)
    return out


def _title(
    article: linked.Node, meta: Mapping[str, str], heads: list[str], shown: str, outlet: str | None, host: str | None
) -> str | None:
    """The heading that the page's other titles confirm; else the best that it declares."""
    declared = [squash(linked.text(article.get("headline"))), *(meta.get(name, "") for name in _TITLES)]
    told = [_tailless(each, outlet, host) for each in (*declared, shown) if each and len(each) <= _TITLE_LONGEST]
    confirmed = [head for head in heads if any(_alike(head, each) for each in told)]
    if confirmed:
        return confirmed[0]
    if told and not _is_name(told[0], outlet, host):
        return told[0]
    return next((head for head in heads if not _is_name(head, outlet, host)), None) or next(iter(told), None)


def _tailless(title: str, outlet: str | None, host: str | None) -> str:
    """A title without the name of its site before or behind it."""
    while True:
        cuts = list(_SEPARATORS.finditer(title))
        if not cuts:
            return title
        head, tail = title[: cuts[-1].start()], title[cuts[-1].end() :]
        if _is_name(tail, outlet, host) and len(_WORD.findall(head)) > 1:
            title = head
            continue
        first, rest = title[: cuts[0].start()], title[cuts[0].end() :]
        if _is_name(first, outlet, host) and len(_WORD.findall(rest)) > 1:
            title = rest
            continue
        return title


def _is_name(words: str, outlet: str | None, host: str | None) -> bool:
    """Whether words are the name of the site."""
    plain = "".join(_WORD.findall(words.lower()))
    site = "".join(_WORD.findall((outlet or "").lower()))
    if not plain or (site and (plain == site or site in plain or (plain in site and 2 * len(plain) > len(site)))):
        return True
    labels = (host or "").lower().split(".")
    return plain in {"".join(labels), *labels[:-1], "".join(labels).replace("-", "")} or any(
        plain == label.replace("-", "") for label in labels
    )


def _alike(one: str, other: str) -> bool:
    """Whether two titles say the same, one perhaps cut."""
    first, second = set(_WORD.findall(one.lower())), set(_WORD.findall(other.lower()))
    return bool(first & second) and len(first & second) >= 0.6 * min(len(first), len(second)) and (
        len(first & second) >= 0.4 * max(len(first), len(second))
    )  # fmt: skip


# --- byline, outlet, credit -----------------------------------------------------------------------------------------


def _byline(
    root: Element, article: linked.Node, meta: Mapping[str, str], nodes: tuple[linked.Node, ...], outlet: str | None
) -> str | None:
    """Who wrote it, from the first place that names people."""
    places: list[list[str]] = [
        list(linked.names(article.get("author"), nodes)),
        *([meta[name]] for name in _AUTHORS if name in meta),
        *_marked_authors(root),
    ]
    for place in places:
        names = bylines.people(place, outlet)
        if names:
            return ", ".join(names)
    return None


def _marked_authors(root: Element) -> Iterator[list[str]]:
    """What the page marks as its author: microdata and ``rel`` first, then elements of such a class."""
    for path in (
        ".//*[@itemprop='author']//*[@itemprop='name'] | .//*[@itemprop='author'][not(.//*[@itemprop='name'])]",
        ".//a[@rel='author']",
        f".//*[{_named('author-name', 'authorname', 'author_name', 'authorName', 'AuthorName')}]",
        f".//*[{_named('byline', 'Byline')}]",
        f".//*[{' or '.join(f'self::{tag}' for tag in _SHORT_TAGS)}][{_named('author', 'autor')}]",
    ):
        found = [element for element in root.xpath(path)[:20] if not _elsewhere(element)]
        texts = [words for element in found if (words := squash(_text(element))) and len(words) <= 200]  # noqa: PLR2004
        if texts:
            yield list(dict.fromkeys(texts[:6])) if "itemprop" in path or "rel=" in path else texts[:1]


def _named(*words: str) -> str:
    """The XPath condition that an element's class has one of some words in it."""
    return " or ".join(f"contains(@class, '{word}')" for word in words)


def _outlet(article: linked.Node, meta: Mapping[str, str], nodes: tuple[linked.Node, ...]) -> str | None:
    told = [meta.get("og:site_name", ""), *linked.names(article.get("publisher"), nodes)]
    told += [meta.get(name, "") for name in _OUTLETS[1:]]
    for each in told:
        name = squash(each)
        if name and len(name) <= 80 and not name.startswith(("@", "http")):  # noqa: PLR2004
            return name
    return None


def _credit(article: linked.Node, meta: Mapping[str, str], nodes: tuple[linked.Node, ...]) -> str | None:
    """The agency that the page names as author or provider of the whole report."""
    told = [*linked.names(article.get("author"), nodes), *linked.names(article.get("sourceOrganization"), nodes)]
    told += [meta.get(name, "") for name in ("article:provider_name", "dc.source", "source", "news_source", "author")]
    for each in told:
        words = squash(each)
        agency = agencies.named(words) if len(words) <= 60 else None  # noqa: PLR2004
        if agency:
            return agency
    return None


# --- date -----------------------------------------------------------------------------------------------------------


def _dates(
    root: Element,
    article: linked.Node,
    meta: Mapping[str, str],
    url: str | None,
    language: str | None,
    around: Sequence[str],
) -> Iterator[DateFound]:
    for value in (article.get("datePublished"), article.get("dateCreated"), article.get("uploadDate")):
        found = _value(linked.text(value), language)
        if found:
            yield DateFound(value=found, method="json-ld")
            break
    methods: tuple[tuple[DateMethod, Sequence[str]], ...] = (("meta", _PUBLISHED), ("meta-date", _PERHAPS))
    for method, names in methods:
        found = next((day for name in names if name in meta and (day := _value(meta[name], language))), None)
        if found:
            yield DateFound(value=found, method=method)
    marked = _marked_time(root, language)
    if marked:
        yield DateFound(value=marked, method="time")
    line = _line(root, language) or _beside_title(around, language)
    if line:
        yield DateFound(value=line, method="line")
    in_url = dates.from_url(url)
    if in_url:
        yield DateFound(value=in_url, method="url")


def _value(value: str, language: str | None) -> str | None:
    return dates.normalise(value.strip()) or in_line(value, language)


def _marked_time(root: Element, language: str | None) -> str | None:
    """The element that is marked as the date of publication; else the first ``time`` of the main column."""
    best: str | None = None
    for element in root.iter("time", "span", "div", "p", "abbr", "meta", "li"):
        names = " ".join(element.get(key) or "" for key in ("class", "id", "itemprop", "pubdate"))
        own = element.tag == "time" or "datePublished" in names or "pubdate" in element.attrib
        if not own or _CHANGED_CLASS.search(names) or "dateModified" in names or _elsewhere(element):
            continue
        told = element.get("datetime") or element.get("content") or element.get("title") or ""
        found = _value(told, language) or in_line(squash(_text(element)), language)
        if not found:
            continue
        if (
            "datePublished" in names
            or "pubdate" in names
            or "pubdate" in element.attrib
            or _PUBLISHED_CLASS.search(names)
        ):
            return found
        best = best or (None if _after_change(element) else found)
    return best


def _after_change(element: Element) -> bool:
    """Whether the words before an element say that it is the time of a change."""
    before = element.getprevious()
    parent = element.getparent()
    words = (before.tail if before is not None else parent.text if parent is not None else "") or ""
    return re.search(r"(?:updated|modified|aktualisiert|mis à jour)\W*$", words[-40:].lower()) is not None


def _line(root: Element, language: str | None) -> str | None:
    """A date in a line of its own, marked as such by its element, or close behind the title."""
    for element in root.iter("span", "div", "p", "li", "small", "em", "abbr", "td", "font", "b", "i", "h4", "h5", "h6"):
        names = f"{element.get('class') or ''} {element.get('id') or ''}"
        if not re.search(r"date|time|publi|posted|datum|fecha|meta|byline|info", names, re.IGNORECASE):
            continue
        if _CHANGED_CLASS.search(names) or _elsewhere(element):
            continue
        words = squash(_text(element))
        found = in_line(words, language) if words else None
        if found:
            return found
    return None


def _beside_title(around: Sequence[str], language: str | None) -> str | None:
    """A date in one of the short lines around the title."""
    lines = (line for line in around if len(line) <= _DATE_LINE)
    return next((found for line in lines if (found := in_line(line, language))), None)


def _around(cut: Sequence[Block], title: str | None) -> tuple[str, ...]:
    """The blocks around the title: those that follow it up to the text, then those right before it."""
    words = _WORD.findall((title or "").lower())
    at = next((at for at, block in enumerate(cut) if words and _WORD.findall(block.text.lower()) == words), None)
    if at is None:
        return ()
    after = []
    for block in cut[at + 1 : at + 1 + _AFTER]:
        after.append(squash(block.text))
        if sum(len(each) > _DATE_LINE for each in after) > 1:
            break
    return (*after, *(squash(block.text) for block in reversed(cut[max(0, at - _BEFORE) : at])))


# --- the tree -------------------------------------------------------------------------------------------------------


def _elsewhere(element: Element) -> bool:
    """Whether an element belongs to something beside the report."""
    for level, above in enumerate(element.iterancestors()):
        if above.tag in _NOT_HERE:
            return True
        if level < 6 and above.tag not in {"body", "html"}:  # noqa: PLR2004
            names = f"{above.get('class') or ''} {above.get('id') or ''}"[:200].lower().replace("_", "-")
            if _ELSEWHERE.search(names):
                return True
        if level > 60:  # noqa: PLR2004
            return True
    return False


def _text(element: Element) -> str:
    """The text of an element, cut where it is longer than any line of names or dates."""
    out: list[str] = []
    size = 0
    for part in element.itertext():
        out.append(part)
        size += len(part)
        if size > 400:  # noqa: PLR2004
            break
    return " ".join(out)


def _first(root: Element, path: str) -> str:
    found = root.find(path)
    return "" if found is None else " ".join(found.itertext())
