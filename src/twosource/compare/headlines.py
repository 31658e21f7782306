"""Headlines that say whose words they are: "Gunmen storm hotel: officials", "Harbour to close, council says".

Such a headline is no own voice of the outlet. It goes back to the one in the report whom it names.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from twosource.compare import sources
from twosource.model import Article, Origin, Span, Statement

_SAYS = r"(?:says?|said|reports?|warns?|claims?|confirms?|announces?|finds|shows|suggests)"
_BEHIND = re.compile(rf"(?:: (?P<after>[^:,;?!]{{2,40}})|, (?P<saying>[^:,;?!]{{2,60}}) {_SAYS})$")
_BEFORE = re.compile(
    r"(?P<who>(?:\w+ ){0,2}(?:reports?|police|officials?|sources?|poll|study|survey)): ", re.IGNORECASE
)
_REPORT = re.compile(r"(?:media )?reports?", re.IGNORECASE)
_SMALL = frozenset({"a", "an", "the", "of", "for", "in", "on", "at", "to", "and", "or", "its", "his", "her", "their"})
_PLURAL = re.compile(r"(?<=\w{3})s$")


def cited(article: Article, statements: Sequence[Statement], origins: Mapping[str, Origin]) -> dict[Span, str]:
    """For each headline that names its source the origin (id) of the first remark in the report by that source. A
    headline whose source the report gives no remark is left out.
    """
    found: dict[Span, str] = {}
    for mark in article.marks:
        if mark.kind == "headline" and (who := _named(article.text[mark.start : mark.end].strip())):
            origin = next((s.origin for s in statements if _is(who, article, s, origins[s.origin])), None)
            if origin is not None:
                found[mark.span] = origin
    return found


def _named(headline: str) -> str | None:
    before = _BEFORE.match(headline)
    if before:
        return before["who"]
    behind = _BEHIND.search(headline)
    return (behind["after"] or behind["saying"]) if behind else None


def _is(who: str, article: Article, statement: Statement, origin: Origin) -> bool:
    """Whether a remark is by the one a headline names: his words are among those for the remark's source."""
    if origin.kind == "unknown" or statement.source is None:
        return False
    if _REPORT.fullmatch(who):
        return origin.kind == "outlet"
    told = _words(article.text[statement.source.start : statement.source.end])
    wanted = _words(who)
    return bool(wanted) and (wanted <= told or wanted <= _words(origin.name))


def _words(text: str) -> frozenset[str]:
    """The words in lower case, one form for "official" and "officials"."""
    words = (word.casefold() for word in re.findall(r"[^\W_]+", sources.core(text) or text))
    return frozenset(_PLURAL.sub("", word) for word in words) - _SMALL
