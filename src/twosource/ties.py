"""Ties between origins: who speaks for whom, so that two names are not taken for two independent sources.

In: the articles, the entities found in them and the origins of a story. Out: pairs of origins that are tied. Two
origins are tied when a report calls one by the other ("Acme spokesman Jo Reed"; "Reed, a lawyer for Acme"; "Acme's
Reed"), when a name contains a word of the other ("the Reed administration", "Jo Reed"), or when one is an office
and the other the person who holds it ("the Kremlin", "President ..."). The rules err towards a tie: a tie that is
none costs a corroboration, a tie that is missed makes one source two.

What this does not do: it knows no facts about the world (who owns what, who is married to whom) but those that the
reports state beside a name.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct

from twosource.model import Article, Entity, Origin, Passage

REACH = 60
"""Characters between two names of one construction ("Reed, the longtime spokesman for the northern region of Acme").
Longer stretches in the training stories hold a verb more often than a role."""

ROLE = (
    r"(?:spokes\w+|press secretary|secretary|attorneys?|lawyers?|counsel|aides?|advis[eo]rs?|chief|director|minister|"
    r"chair\w*|heads?|leads?|leader|presidents?|chief executive|executive|ceo|officers?|officials?|manager|managing|"
    r"commissioner|commander|general|captain|sergeant|analysts?|economists?|professor|researchers?|scientists?|editor|"
    r"reporter|correspondent|founder|co-founder|owner|partner|member|deputy|envoy|ambassador|representative|adviser|"
    r"coach|trainer|agent|publicist|manager|boss|mayor|governor|senator|wife|husband|spouse|son|daughter|father|mother|"
    r"brother|sister|cousin|friend|widow|colleague|team|campaign|office|administration|company|subsidiary|parent)"
)
_BEFORE = re.compile(rf"(?:['’]s?)?,?\s*(?:[\w.-]+\s+){{0,5}}{ROLE}\b(?:\s+[\w.-]+){{0,3}},?\s*", re.IGNORECASE)
_AFTER = re.compile(
    rf",?\s*(?:[\w.’'-]+\s+){{0,7}}{ROLE}\b[^.;!?]*?\b(?:of|for|at|to|with|in|from)\s+(?:the\s+)?", re.IGNORECASE
)
_OWNED = re.compile(r"['’]s?\s+|,\s+(?:of|from|with)\s+(?:the\s+)?|\s+(?:of|from)\s+(?:the\s+)?|\s*\(\s*")
_OFFICES = re.compile(
    r"\b(?:white house|kremlin|administration|downing street|elys[eé]e|government|regime|presidency|cabinet)\b",
    re.IGNORECASE,
)
_HOLDERS = re.compile(
    r"\b(?:president|prime minister|chancellor|premier|press secretary|white house|minister|secretary|spokes\w+)\b",
    re.IGNORECASE,
)
_WORDS = re.compile(r"\w+")
_COMMON = frozenset(
    """
    the of and for in on at an to by with
    agency association authority bank board center centre chief city commission committee company council county court
    department federal fire former general government group health house inc corp ltd international law ministry
    national news office officer officers official officials party people police public report reports school security
    senior service services spokesman spokesperson spokeswoman state states street union united university
    north south east west new
    """.split()  # noqa: SIM905 - a list of words reads better as words
)

Ties = frozenset[tuple[str, str]]


class _Known(Struct, frozen=True):
    """An origin with where its name stands in the reports."""

    origin: Origin
    places: tuple[Passage, ...]


def tied(articles: Mapping[str, Article], entities: Iterable[Entity], origins: Sequence[Origin]) -> Ties:
    """The tied pairs of ids of origins, each pair in order."""
    mentions = {entity.id: entity.mentions for entity in entities}
    known = [
        _Known(origin, mentions.get(origin.entity or "", ()))
        for origin in sorted(origins, key=lambda o: o.id)
        if origin.kind in {"person", "organisation", "document"}
    ]
    found = {(a.origin.id, b.origin.id) for i, a in enumerate(known) for b in known[i + 1 :] if _by_name(a, b)}
    for article in articles.values():
        found |= _by_text(article, known)
    return frozenset(found)


def name_words(name: str) -> frozenset[str]:
    """The telling words of a name: folded, without those that many names share; all of them if no other is left."""
    plain = unicodedata.normalize("NFKD", name.casefold().replace("’s", "").replace("'s", ""))
    words = frozenset(word for word in _WORDS.findall(plain) if len(word) > 1)
    return words - _COMMON or words


def _by_name(a: _Known, b: _Known) -> bool:
    """A word in common, or an office and somebody who is called by such an office."""
    if name_words(a.origin.name) & name_words(b.origin.name):
        return True
    return _office(a, b) or _office(b, a)


def _office(office: _Known, holder: _Known) -> bool:
    if not _OFFICES.search(office.origin.name):
        return False
    if holder.origin.kind == "organisation":
        return bool(_OFFICES.search(holder.origin.name))
    return any(_HOLDERS.search(place.text) for place in (*holder.places,))


def _by_text(article: Article, known: Sequence[_Known]) -> set[tuple[str, str]]:
    """Pairs that this report ties, by what stands between two names that follow one another."""
    places = sorted(
        (place.start, place.end, one.origin.id)
        for one in known
        for place in one.places
        if place.article == article.id and place.text[:1].isupper()
    )
    found: set[tuple[str, str]] = set()
    for at, (_, end, one) in enumerate(places):
        for next_start, _, other in places[at + 1 : at + 4]:
            if next_start > end + REACH:
                break
            if one != other and (next_start < end or _binds(article.text[end:next_start])):
                found.add((min(one, other), max(one, other)))
    return found


def _binds(between: str) -> bool:
    """Whether the words between two names make one a description of the other."""
    return any(pattern.fullmatch(between) for pattern in (_BEFORE, _AFTER, _OWNED))
