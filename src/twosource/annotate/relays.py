"""Remarks inside remarks: who passed a remark on.

In: the attributions of an article in text order. Out: those that are statements, and for each the words or names of
those who passed it on, nearest to the article first. "The Herald reported that the minister had said ..." is one
statement, the minister's, relayed by the Herald. (Of "Reed said the police had told him ..." both are statements; that
Reed passes one on is told where it is known who is meant: ``compare.origins``.)
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from twosource.annotate import anonymity, channels, outlets
from twosource.annotate.surroundings import NEIGHBOURS, neighbours
from twosource.lexicon.words import listed
from twosource.model import Article, Attribution, Span
from twosource.text import merged, overlap

NESTED = 0.5
"""Share of the outer content that an inner remark must hold to be what is reported. Set on the stories of ``train``."""
_ACCORDING = re.compile("according", re.IGNORECASE)


def unnest(
    article: Article, found: Sequence[Attribution]
) -> tuple[list[Attribution], dict[Attribution, tuple[str, ...]]]:
    """Drop each attribution that only reports another one, and note who reported it."""
    found, relays = _cited(article, found)
    dropped: set[Attribution] = set()
    for number, outer in enumerate(found):
        words = _words(article, outer.source)
        outlet = _relayer(words)
        if outlet is None and not _ACCORDING.match(_words(article, outer.cue)):
            continue
        inner = [other for other in neighbours(found, number) if other != outer and _reports(outer, other)]
        for other in inner:
            relays[other] = (*relays.get(other, ()), outlet or words)
        if inner:
            dropped.add(outer)
    return [a for a in found if a not in dropped], relays


_CITING = re.compile(r"^(?:citing|cited|cites|quoting|quoted|quotes|attributing it to)$", re.IGNORECASE)
_BEHIND = re.compile(r",? (?P<cue>citing|quoting) (?P<who>(?:[^.,;\n]|(?<=\b[A-Z])\.){3,120})(?=[.,;\n]|$)")
_BODIES = listed("authorities police prosecutors investigators officials ministry military army")
CITED = 120
"""Characters of the words for whom somebody cites."""


def _cited(
    article: Article, found: Sequence[Attribution]
) -> tuple[list[Attribution], dict[Attribution, tuple[str, ...]]]:
    """Put what is said "citing two officials" into the mouth of those who are cited: an attribution whose content is
    nothing but a source, beside another one of the same speaker in the same sentence.
    """
    relays: dict[Attribution, tuple[str, ...]] = {}
    found = list(_with_overlooked(article, found))
    made: list[Attribution | None] = list(found)
    for number, citing in enumerate(found):
        if not _names_source(article, citing):
            continue
        near = range(max(0, number - NEIGHBOURS), min(len(found), number + NEIGHBOURS + 1))
        for place in near:
            other = found[place]
            if place == number or other.source != citing.source or not _one_sentence(article, other, citing):
                continue
            told = Attribution(content=other.content, source=citing.content[0], cue=citing.cue)
            made[place], made[number] = told, None
            relays[told] = (_relayer(_words(article, citing.source)) or _words(article, citing.source),)
    return [attribution for attribution in made if attribution is not None], relays


def _with_overlooked(article: Article, found: Sequence[Attribution]) -> Iterator[Attribution]:
    """The attributions, each with what an outlet cites right behind it ("..., the Herald reported, citing police")
    where the tagger did not see that.
    """
    cues = {one.cue.start for one in found if one.cue}
    for one in found:
        yield one
        if one.source is None or one.cue is None:
            continue
        told = _BEHIND.match(article.text, max(one.cue.end, one.source.end, one.content[-1].end))
        if told and told.start("cue") not in cues and _relayer(_words(article, one.source)):
            citing = Attribution(content=(Span(*told.span("who")),), source=one.source, cue=Span(*told.span("cue")))
            if _names_source(article, citing):
                yield citing


def _names_source(article: Article, citing: Attribution) -> bool:
    """Whether what is cited are people, a document or an outlet, not a reason ("citing the weather")."""
    words = _words(article, citing.content[0])
    if citing.source is None or len(citing.content) > 1 or len(words) > CITED:
        return False
    if not _CITING.match(_words(article, citing.cue)) or words[:1] in "\"“‘'":
        return False
    if words.rpartition(" ")[2].lower() in _BODIES:
        return True
    return bool(anonymity.noun(words) or channels.is_document(words) or channels.is_outlet(words))


def _one_sentence(article: Article, one: Attribution, other: Attribution) -> bool:
    cues = (one.cue or one.content[0], other.cue or other.content[0])
    first, last = min(cues), max(cues)
    return "\n" not in article.text[first.end : last.start] and ". " not in article.text[first.end : last.start]


def _words(article: Article, span: Span | None) -> str:
    return article.text[span.start : span.end] if span else ""


_REPORTS = re.compile(r"(?:^|\s)(?:newspaper|news|media|press)\s+reports?$", re.IGNORECASE)


def _relayer(source: str) -> str | None:
    """The outlet's name if the source is an outlet, its report ("Tidewater and Quay newspaper reports") or somebody of
    its staff ("the Tidewater Herald's Ann Bell").
    """
    named = outlets.find(source)
    if not named:
        return None
    first = named[0]
    staff = source[: first.start].lower().strip() in {"", "the"} and source.startswith(("'s ", "’s "), first.end)
    return first.name if staff or _REPORTS.search(source) or channels.is_outlet(source) else None


def _reports(outer: Attribution, inner: Attribution) -> bool:
    """Whether the outer content is mostly the inner remark, source and cue included."""
    if inner.source is None or inner.source == outer.source:
        return False
    parts = [*inner.content, inner.source, *([inner.cue] if inner.cue and inner.cue != outer.cue else [])]
    said = sum(overlap(a, b) for a in outer.content for b in merged(parts))
    size = sum(c.end - c.start for c in outer.content)
    if said < NESTED * size:
        return False
    inside = any(c.start <= inner.source.start and inner.source.end <= c.end for c in outer.content)
    return inside or outer.cue != inner.cue
