"""Ties between origins: who speaks for whom, so that two names are not taken for two independent sources.

In: the articles, the entities found in them and the origins of a story. Out: pairs of origins that are tied, and pairs
of which it is open. Two origins are tied when a report calls one by the other ("Acme spokesman Jo Reed"; "Reed, a
lawyer for Acme"; "Acme's Reed"), when a name contains a word of the other ("the Reed administration", "Jo Reed"), when
both speak for a government (an administration, a ministry, a president, prosecutors) and are not known to be of two
countries, when a reporter is named with his outlet ("the Daily Bell's Jo Reed"), or when somebody is called the
mouthpiece of whoever is named shortly before ("his lawyer Jo Reed"). The rules err towards a tie: a tie that is none
costs a corroboration, a tie that is missed makes one source two.

What this does not do: it knows no facts about the world (who owns what, who is married to whom) but those that the
reports state beside a name.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import combinations
from typing import NamedTuple

from msgspec import Struct, structs

from twosource.lexicon.places import COUNTRIES, COUNTRY_OF
from twosource.likeness import misspelt
from twosource.model import Article, Entity, Origin, Passage

REACH = 60
"""Characters between two names of one construction ("Reed, the longtime spokesman for the northern region of Acme").
Longer stretches in the training stories hold a verb more often than a role."""

FURTHER = 4 * REACH
"""Characters back to whoever "his" in "his lawyer Jo Reed" may mean: the sentence and the one before."""

ROLE = (
    r"(?:spokes\w+|press secretary|secretary|attorneys?|lawyers?|counsel|aides?|assistants?|advis[eo]rs?|chief|"
    r"director|minister|chair\w*|heads?|leads?|leader|presidents?|chief executive|executive|ceo|officers?|"
    r"officials?|manager|managing|commissioner|commander|general|captain|sergeant|analysts?|economists?|professor|"
    r"researchers?|scientists?|editor|reporter|correspondent|founder|co-founder|owner|partner|member|deputy|envoy|"
    r"ambassador|representative|adviser|coach|trainer|agent|publicist|manager|boss|mayor|governor|senator|wife|"
    r"husband|spouse|son|daughter|father|mother|brother|sister|cousin|friend|widow|colleague|team|campaign|office|"
    r"administration|company|subsidiary|parent)"
)
_BEFORE = re.compile(
    rf"(?:['’]s?)?,?\s*(?:(?!(?:and|or|with|told|met|as|while|but|said)\b)[\w.-]+\s+){{0,5}}{ROLE}\b(?:\s+[\w.-]+){{0,3}},?\s*",
    re.IGNORECASE,
)
_AFTER = re.compile(
    rf",?\s*(?:[\w.’'-]+\s+){{0,7}}{ROLE}\b[^.;!?]*?\b(?:of|for|at|to|with|in|from)\s+(?:the\s+)?", re.IGNORECASE
)
_SPEAKS_FOR = re.compile(
    r",?\s+(?:who\s+)?(?:speaks?|spoke|speaking|works?|worked|acts?|acting|appears|appearing)\s+(?:for|on\s+behalf\s+of)\s+"
    r"(?:the\s+)?",
    re.IGNORECASE,
)
_OWNED = re.compile(r"['’]s?\s+|,\s+(?:of|from|with)\s+(?:the\s+)?|\s+(?:of|from)\s+(?:the\s+)?|\s*\(\s*")
_BESIDE = re.compile(r",\s+(?:an?\s+|the\s+)?")
_GOVERNMENT = re.compile(
    r"['’]s office\b|\b(?:white house|kremlin|downing street|elys[eé]e|pentagon|administration|government|regime|"
    r"presidency|cabinet|ministr(?:y|ies)|minister|department|presidents?|chancellor|premier|secretary|"
    r"attorney general|justice|homeland security|fbi|cia|nsa|prosecutors?|special counsel|solicitor general|"
    r"immigration|customs|envoy|ambassador|embassy|junta|crown prince|king|military|army|navy|air force|"
    r"armed forces|joint chiefs|(?:pacific|central|northern|southern|strategic|defen[cs]e|joint) command|norad)\b",
    re.IGNORECASE,
)
_LOCAL = re.compile(r"\b(?:fire|police|sheriff|health|county|city|university|former|ex)\b", re.IGNORECASE)
_SERVICE = re.compile(r"\b(?:police|sheriff|fire|coast guard|hospital|rescue)\b", re.IGNORECASE)
_OFFICIAL = re.compile(r"\b(?:officials?|diplomats?)\b", re.IGNORECASE)
_TEAM = re.compile(
    r"['’]s? (?:team|office|lawyers|staff|prosecutors|investigators)$|\b(?:team|prosecutors|investigators)$",
    re.IGNORECASE,
)
_OF_A_TEAM = re.compile(r"\b(?:prosecutor|attorney|lawyer|counsel|aide|investigator|spokes\w+)\b", re.IGNORECASE)
_HIS = re.compile(
    r"\b(?:his|her|their|its)\s+(?:[\w-]+\s+){0,3}(?:spokes\w+|press secretary|attorneys?|lawyers?|counsel|"
    r"representatives?|publicist|agent|adviser|aide)s?,?\s*$",
    re.IGNORECASE,
)
_HOUSE_BEFORE = re.compile(
    r"(?:^|[.,;:”\"]\s*)(?:the\s+|a\s+)?(?:\w+\s+)?spokes(?:man|woman|person)\s+$", re.IGNORECASE
)
_ADDED = re.compile(r"(?:\s+\([^)]*\)|\s+-\s+News|\s+(?:Online|Web)(?:\s+News)?|\.com|\.org)$")
_TITLE = re.compile(
    r"(?:(?:[A-Z][\w.’'-]*|spokes\w+|minister|secretary|president|chief|commander|ambassador|envoy|official|diplomat|"
    r"prosecutor|attorney|lawyer|aide)\s+"
    r"(?:of\s+|for\s+|the\s+)*){1,6}$"
)
_COUNTRY = re.compile(
    r"\b(?:"
    + "|".join(re.escape(name) for name in sorted({*COUNTRIES, *COUNTRY_OF}, key=lambda n: (-len(n), n)))
    + r")(?:s\b|\b)"
)
_HALF = re.compile(r"\b(north|south)['’]s\b")
_APPOSITION = re.compile(r",\s+(?:an?\s+|the\s+)?[^,.;:“”\"]{3,}(?=,)")
_WORDS = re.compile(r"\w+")
_FUNCTION = frozenset("the of and for in on at an to by with his her its their".split())  # noqa: SIM905
_COMMON = frozenset(
    """
    agency association authority authorities organisers organizers investigators prosecutors firefighters
    bank board center centre chief city commission committee company council county court
    department federal fire former general government group health house inc corp ltd international law ministry
    national news office officer officers official officials party people police public report school security
    senior service services spokesman spokesperson spokeswoman state states street union united university
    north south east west new us america american
    president vice prime minister secretary senator sen rep representative congressman governor gov mayor mr mrs ms dr
    sir lord attorney director chairman chairwoman chair professor foreign interior defense defence deputy press judge
    justice king queen prince ambassador envoy special executive ceo leader adviser advisor republican democrat
    democratic republicans democrats speaker majority minority head manager analyst reporter lawyer police sheriff
    """.split()  # noqa: SIM905 - a list of words reads better as words
)

Ties = frozenset[tuple[str, str]]


class _Known(Struct, frozen=True):
    """An origin with where its name stands in the reports."""

    origin: Origin
    places: tuple[Passage, ...]
    government: bool = False
    countries: frozenset[str] = frozenset()
    called: frozenset[str] = frozenset()
    """Telling words of the titled names it goes by."""
    serves: frozenset[str] = frozenset()
    """Telling words of the names in its descriptions ("head of the Harbour Trust")."""
    services: frozenset[str] = frozenset()
    """The services that its descriptions name ("acting police chief"), or that it is, if it has no name of its own."""
    words: frozenset[str] = frozenset()
    """The telling words of its name; all of them if none is telling."""
    every: frozenset[str] = frozenset()
    """All words of its name."""
    common: bool = False
    """Whether none of them is telling."""
    helps: bool = False
    """Whether it is somebody of a team ("prosecutor Ada Holm"), whosever that is."""


class _Place(NamedTuple):
    """Where an origin is named, and whether it is a person."""

    start: int
    end: int
    origin: str
    person: bool


class Tied(NamedTuple):
    """Pairs of ids of origins, each pair in order: those that are tied, and those that may be (offices of governments
    that are not known to be of one country or of two, in a story of several countries; a prosecutor and somebody's
    team).
    """

    sure: Ties
    open: Ties


def tied(articles: Mapping[str, Article], entities: Iterable[Entity], origins: Sequence[Origin]) -> Tied:
    """Who speaks for whom among the origins of a story."""
    by_id = {entity.id: entity for entity in sorted(entities, key=lambda e: e.id)}
    known = [
        _known(origin, by_id.get(origin.entity or ""), articles)
        for origin in sorted(origins, key=lambda o: o.id)
        if origin.kind in {"person", "organisation", "document", "outlet"}
    ]
    speakers = {origin.entity for origin in origins}
    houses = [_house(e, articles) for e in by_id.values() if e.kind != "place" and e.id not in speakers]
    beside: set[tuple[str, str]] = set()
    for article, places in sorted(_by_article([*known, *houses]).items()):
        if article in articles:
            beside |= _by_text(articles[article].text, places)
    known = _in_office(known, houses, beside)
    found = {(a.origin.id, b.origin.id) for a, b in combinations(known, 2) if _by_name(a, b)}
    governing = list(combinations((one for one in known if one.government), 2))
    foreign = {(a.origin.id, b.origin.id) for a, b in governing if _of_two_countries(a, b)}
    found |= _through_houses(beside, {one.origin.id for one in known}, [*known, *houses])
    sure = frozenset(found - foreign)
    may_be = frozenset((a.origin.id, b.origin.id) for a, b in governing if not (a.countries and b.countries)) - sure
    teams = (
        frozenset(
            (min(a.origin.id, b.origin.id), max(a.origin.id, b.origin.id))
            for a in known
            if a.helps
            for b in known
            if a is not b and _TEAM.search(b.origin.name)
        )
        - sure
    )
    countries = {country for one in known if one.government for country in one.countries}
    return Tied(sure | may_be, teams - may_be) if len(countries) <= 1 else Tied(sure, may_be | teams)


def _house(entity: Entity, articles: Mapping[str, Article]) -> _Known:
    """Somebody or something that says nothing here, but may be whom two speakers have in common."""
    return _known(Origin(id=entity.id, name=entity.name, kind="organisation"), entity, articles)


def _in_office(known: Sequence[_Known], houses: Sequence[_Known], beside: set[tuple[str, str]]) -> list[_Known]:
    """The origins, those who are tied to a body of a government being of that government."""
    bodies = {one.origin.id: one for one in [*known, *houses] if one.government and one.origin.kind != "person"}
    out = []
    for one in known:
        pairs = (pair for pair in sorted(beside) if one.origin.kind == "person" and one.origin.id in pair)
        served = [bodies[other] for pair in pairs for other in pair if other != one.origin.id and other in bodies]
        countries = frozenset(country for body in served for country in body.countries)
        out.append(
            structs.replace(one, government=True, countries=one.countries or countries)
            if served and not one.government
            else one
        )
    return out


def _through_houses(beside: set[tuple[str, str]], speakers: set[str], known: Sequence[_Known]) -> set[tuple[str, str]]:
    """The ties among speakers, with those tied to one another whose organisations have a telling word in common (the
    branches of one house have its name). A country is no house: "Reed's Norland inquiry" makes nobody Norland's.
    """
    ties = {pair for pair in beside if set(pair) <= speakers}
    of_word: dict[str, set[str]] = {}
    for house in (one.origin for one in known if one.origin.kind == "organisation" and not _is_country(one.origin)):
        members = {({a, b} - {house.id}).pop() for a, b in beside if house.id in (a, b)} | {house.id}
        for word in name_words(house.name):
            of_word.setdefault(word, set()).update(members & speakers)
    for one in known:
        for word in one.serves if one.origin.id in speakers else ():
            of_word.setdefault(word, set()).add(one.origin.id)
    for members in of_word.values():
        ties.update((a, b) for a in members for b in members if a < b)
    return ties


def _known(origin: Origin, entity: Entity | None, articles: Mapping[str, Article]) -> _Known:
    words, every = name_words(origin.name), _every_word(origin.name)
    if origin.kind == "outlet":
        places = tuple(_outlet_places(origin.name, articles))
        return _Known(origin, places, words=words, common=every <= _COMMON, every=every)
    places = tuple(mention for mention in entity.mentions if not mention.text.islower()) if entity else ()
    told = {origin.name, *(_with_title(mention, articles) for mention in places)}
    return _Known(
        origin,
        places,
        government=(entity is not None and entity.kind == "place")
        or _is_country(origin)
        or any(_governs(part) for part in told),
        countries=frozenset(_countries(origin.name) or {country for part in told for country in _countries(part)}),
        called=frozenset(word for mention in places if mention.text[:1].isupper() for word in name_words(mention.text)),
        serves=frozenset(word for mention in places if mention.text[:1].islower() for word in _served(mention.text)),
        services=frozenset(m[0].casefold() for part in told for m in _SERVICE.finditer(part))
        if origin.kind == "person" or not telling_words(origin.name)
        else frozenset(),
        words=words,
        common=every <= _COMMON,
        every=every,
        helps=origin.kind == "person" and any(_OF_A_TEAM.search(part) for part in told),
    )


def _governs(words: str) -> bool:
    """Whether words name an office of a state, or an official of a country."""
    office = _GOVERNMENT.search(words) or (_OFFICIAL.search(words) and _countries(words))
    return bool(office) and not _LOCAL.search(words)


def _served(description: str) -> frozenset[str]:
    return telling_words(" ".join(word for word in description.split() if word[:1].isupper()))


def _outlet_places(name: str, articles: Mapping[str, Article]) -> Iterable[Passage]:
    """Where reports name an outlet, with or without what sites add to its name ("Bell Online News")."""
    short = _ADDED.sub("", name.removeprefix("The "))
    if len(short) < 2:  # noqa: PLR2004 - a letter is no name
        return
    forms = sorted({name.removeprefix("The "), short}, key=lambda n: (-len(n), n))
    wanted = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, forms))})(?!\w)")
    for article in articles.values():
        for found in wanted.finditer(article.text) if any(form in article.text for form in forms) else ():
            yield Passage(article=article.id, start=found.start(), end=found.end(), text=found[0])


def _with_title(place: Passage, articles: Mapping[str, Article]) -> str:
    """A mention with the capitalised words before it ("Norwegian Foreign Minister Jo Reed") and the apposition after
    it ("Jo Reed, the foreign minister,").
    """
    article = articles.get(place.article)
    if article is None:
        return place.text
    before = _TITLE.search(article.text[max(0, place.start - REACH) : place.start])
    after = _APPOSITION.match(article.text[place.end : place.end + REACH])
    return f"{before[0] if before else ''}{place.text}{after[0] if after else ''}"


def _countries(words: str) -> set[str]:
    """The countries that words name; "the South's ministry" is of any country that is the South of something."""
    folded = _folded_country(words)
    halves = {half for found in _HALF.finditer(folded) for half in COUNTRIES if half.startswith(f"{found[1]} ")}
    return halves | {COUNTRY_OF.get(m[0].removesuffix("s"), m[0]) for m in _COUNTRY.finditer(folded)}


def _is_country(origin: Origin) -> bool:
    folded = _folded_country(origin.name)
    return bool(_COUNTRY.fullmatch(folded) or _COUNTRY.fullmatch(folded[:-1]))


def _folded_country(words: str) -> str:
    return words.casefold().replace("u.s.", "united states").replace("american", "united states").removeprefix("the ")


@lru_cache(maxsize=65536)
def telling_words(name: str) -> frozenset[str]:
    """The telling words of a name: folded, without titles and what many names share."""
    return frozenset(_WORDS.findall(_folded(name))) - _FUNCTION - _COMMON


@lru_cache(maxsize=65536)
def name_words(name: str) -> frozenset[str]:
    """The telling words of a name; all of them if none is telling."""
    return telling_words(name) or _every_word(name)


@lru_cache(maxsize=65536)
def _every_word(name: str) -> frozenset[str]:
    return frozenset(_WORDS.findall(_folded(name))) - _FUNCTION


def names_meet(a: str, b: str) -> bool:
    """Whether two names have a telling word in common; a name without one meets any with the same common word ("the
    police", "Quay Town police").
    """
    if name_words(a) & name_words(b):
        return True
    first, second = _every_word(a), _every_word(b)
    return bool((first <= _COMMON or second <= _COMMON) and first & second)


def _folded(name: str) -> str:
    return unicodedata.normalize("NFKD", name.casefold().replace("’s", "").replace("'s", "").replace("u.s.", "us"))


def _by_name(a: _Known, b: _Known) -> bool:
    """A word in common, or one called by the other's name in a title, or by the service that the other is ("the
    police"), or both of one government.
    """
    # as names_meet(a, b), which would fold each name again for each of ten thousands of pairs
    if not a.words.isdisjoint(b.words) or ((a.common or b.common) and not a.every.isdisjoint(b.every)):
        return True
    if not a.words.isdisjoint(b.called) or not b.words.isdisjoint(a.called):
        return True
    if misspelt(a.origin.name, b.origin.name):
        return True
    if a.services & b.services and (a.origin.kind == "person") != (b.origin.kind == "person"):
        return True
    return a.government and b.government and bool(a.countries & b.countries)


def _of_two_countries(a: _Known, b: _Known) -> bool:
    """Whether these two who govern do it for different countries, whatever stands between their names."""
    return bool(a.countries and b.countries and not a.countries & b.countries)


def _by_article(known: Sequence[_Known]) -> dict[str, list[_Place]]:
    """Article id -> the names there, in text order."""
    found: dict[str, list[_Place]] = {}
    for one in known:
        for place in one.places:
            entry = _Place(place.start, place.end, one.origin.id, one.origin.kind == "person")
            found.setdefault(place.article, []).append(entry)
    return {article: sorted(places) for article, places in found.items()}


def _by_text(text: str, places: Sequence[_Place]) -> set[tuple[str, str]]:
    """Pairs that a report ties, by what stands between two names that follow one another, or before a name ("his
    lawyer Jo Reed", "..., spokesman Jo Reed said": whoever is named shortly before).
    """
    found: set[tuple[str, str]] = set()
    for at, first in enumerate(places):
        before = text[max(0, first.start - REACH) : first.start]
        if first.person and (_HIS.search(before) or _HOUSE_BEFORE.search(before)):
            near = {place.origin for place in places[max(0, at - 4) : at] if place.end > first.start - FURTHER}
            found |= {(min(first.origin, o), max(first.origin, o)) for o in near - {first.origin}}
        for second in places[at + 1 : at + 4]:
            if second.start > first.end + REACH:
                break
            between = text[first.end : second.start]
            bound = second.start < first.end or _binds(between)
            beside = first.person and not second.person and _BESIDE.fullmatch(between)
            if first.origin != second.origin and (bound or beside):
                found.add((min(first.origin, second.origin), max(first.origin, second.origin)))
    return found


def _binds(between: str) -> bool:
    """Whether the words between two names make one a description of the other."""
    return any(pattern.fullmatch(between) for pattern in (_BEFORE, _AFTER, _SPEAKS_FOR, _OWNED))
