"""One source resolved: who the words that name a source mean, in their place.

In: a statement and its page: the article, the mentions there with their entities, and who spoke before. Out:
:class:`Found`: kind, name, entity, and keys; two sources with a key in common are one origin. The rules stand in
``origins``; here each is tried in turn, and what none resolves is *unknown*.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from twosource.compare import sources
from twosource.houses import outlet_key
from twosource.model import Article, Channel, Entity, OriginKind, Passage, Span, Statement
from twosource.text import overlap, squash

NEAR = 600
"""Characters over which "he" or "they" without a resolved antecedent still go on with the speaker before: within a
remark; in the training stories, farther off the speaker has changed in one of three cases."""

AGENCY_NAMES = {
    "AP": "Associated Press (AP)",
    "AFP": "Agence France-Presse (AFP)",
    "UPI": "United Press International (UPI)",
}
"""Agencies whose dossier name is an abbreviation, as an origin is called."""


class Found(NamedTuple):
    """What one source was found to be. Two with a key in common are one origin."""

    kind: OriginKind
    name: str
    keys: tuple[str, ...]
    entity: Entity | None = None


class Place(NamedTuple):
    """A mention and the entity it stands for."""

    mention: Passage
    entity: Entity
    press: bool = False
    """Whether the entity is an outlet."""


class Page(NamedTuple):
    """One article with what is needed to resolve its sources; ``before`` grows as its statements are read."""

    article: Article
    places: list[Place]
    starts: list[int]
    before: list[tuple[int, Found]]
    """Where the content of each statement so far ends, and its source."""
    ways: list[Channel]
    """... and through which channel it was made."""


UNKNOWN = Found("unknown", "unknown", ("unknown",))


def resolve(statement: Statement, page: Page) -> Found:
    """What the source of a statement is."""
    if statement.source is None or statement.source.start >= statement.source.end:
        return UNKNOWN
    words = squash(page.article.text[statement.source.start : statement.source.end])
    if not sources.telling(words):
        return UNKNOWN
    inside = _inside(statement.source, page)
    if sources.SOME.fullmatch(words) and statement.anonymous:
        return _some(words, page)
    if sources.PRONOUN.fullmatch(words):
        found = _pronoun(words, statement, inside, page)
        return UNKNOWN if _told_of(words, statement, found, page) else found
    if sources.PARTISAN.fullmatch(words):
        return _partisan(statement.source.start, page)
    if sources.VAGUE.match(words):
        name = sources.telling(words)
        return Found("unknown", name, (f"unknown {page.article.id} {_key(name)}",))
    return (
        _outlet(words, statement, inside, page)
        or _document(words, statement, inside, page)
        or _spoken_for(words, statement, inside)
        or (_anonymous(words, statement, page) if statement.anonymous else None)
        or _other_court(words, statement, inside, page)
        or _entity(statement, inside, page)
        or _by_words(words, statement, page)
    )


def _inside(source: Span, page: Page) -> list[Place]:
    """The mentions that touch the source words, or that cover them."""
    first = max(0, bisect_right(page.starts, source.start) - 8)
    last = bisect_right(page.starts, source.end)
    return [place for place in page.places[first:last] if overlap(place.mention, source)]


def _pronoun(words: str, statement: Statement, inside: Sequence[Place], page: Page) -> Found:
    """What "he" stands for: the entity that it was resolved to; else who spoke just before, if nobody else is named
    in between and the first name does not speak against it.
    """
    start = statement.source.start if statement.source else 0
    if words.casefold() in sources.RELATIVE:
        antecedent = _just_before(start, page)
        return _of_entity(antecedent) if antecedent else UNKNOWN
    if inside:
        return _of_entity(inside[0])
    if words.casefold() in sources.WRITER:
        return UNKNOWN
    last = next((found for at, found in reversed(page.before) if start - at <= NEAR), None)
    if last is None or last.kind == "unknown":
        return UNKNOWN
    if words.casefold() == "it" and _bodies_between(page, page.before[-1][0], start, last):
        return UNKNOWN
    if words.casefold() not in sources.PERSONAL:
        one = last.kind == "person" or (last.kind == "outlet" and words.casefold() in sources.SEVERAL)
        return UNKNOWN if one else last
    at = page.before[-1][0]
    fits = last.kind == "person" and not _others(page, at, start, last) and sources.may_be(words, last.name)
    return last if fits else UNKNOWN


_ASIDE = re.compile(r",[\"”’']? ")
"""What stands before a clause that is put between a subject and its verb."""


def _told_of(words: str, statement: Statement, found: Found, page: Page) -> bool:
    """Whether "he" was taken for the one of whom he speaks, in a clause between subject and verb: "Reed, he said, had
    understood".
    """
    if statement.source is None or statement.cue is None or found.entity is None:
        return False
    text, start = page.article.text, statement.source.start
    inserted = words.casefold() in sources.PERSONAL and text[statement.cue.end : statement.cue.end + 1] == ","
    return inserted and any(
        place.entity == found.entity and _ASIDE.fullmatch(text, place.mention.end, start)
        for place in page.places[: bisect_left(page.starts, start)][-2:]
    )


def _others(page: Page, start: int, end: int, last: Found) -> bool:
    """Whether people besides the last speaker are mentioned between two places."""
    between = page.places[bisect_right(page.starts, start) : bisect_right(page.starts, end)]
    return any(place.entity.kind == "person" and place.entity != last.entity for place in between)


def _bodies_between(page: Page, start: int, end: int, last: Found) -> bool:
    """Whether another body than the last speaker is named between two places."""
    between = page.places[bisect_right(page.starts, start) : bisect_right(page.starts, end)]
    bodies = (place for place in between if place.entity.kind in {"organisation", "other"})
    return any(place.entity != last.entity and place.mention.text[:1].isupper() for place in bodies)


def _partisan(start: int, page: Page) -> Found:
    """Whom "the Ohio Republican" means: of the people who are mentioned just before it, the last whom the report calls
    a politician anywhere; else the only one.
    """
    text = page.article.text
    before = [
        place
        for place in page.places[bisect_left(page.starts, start - NEAR) : bisect_left(page.starts, start)]
        if place.entity.kind == "person"
    ]
    near = {place.entity for place in before}
    chosen = {
        place.entity
        for place in page.places
        if place.entity in near and sources.is_politician(text, place.mention.start, place.mention.end)
    } or (near if len(near) == 1 else set())
    last = next((place for place in reversed(before) if place.entity in chosen), None)
    return _of_entity(last) if last else UNKNOWN


def _just_before(start: int, page: Page) -> Place | None:
    """The mention that a relative pronoun follows ("the bank, which")."""
    last = bisect_right(page.starts, start)
    text = page.article.text
    touching = [p for p in page.places[max(0, last - 4) : last] if _PAUSE.fullmatch(text, p.mention.end, start)]
    return max(touching, key=lambda place: (place.mention.end, -place.mention.start, place.entity.id), default=None)


_PAUSE = re.compile(r",? (?:[—–-]{1,2} )?|[—–]")
"""What stands between a noun and "who"."""


def _some(words: str, page: Page) -> Found:
    """People of whom nothing is told but that they are some."""
    name = f"{words.casefold()} (unnamed)"
    return Found("anonymous", name, (f"anonymous {page.article.id} {name}",))


def _outlet(words: str, statement: Statement, inside: Sequence[Place], page: Page) -> Found | None:
    """Another outlet, named, or meant by "the paper" or "the report" after it was named."""
    if sources.is_press_before(words) or sources.is_their_report(words):
        if statement.channel == "other-outlet" and statement.channel_name:
            return of_outlet(statement.channel_name)
        return next((found for _, found in reversed(page.before) if found.kind == "outlet"), None)
    people = [place.entity.name for place in inside if place.entity.kind == "person"]
    if not sources.is_outlet(words) or any(name != sources.core(words) for name in people):
        return None
    named = [p.entity.name for p in inside if sources.is_outlet(p.mention.text) and sources.is_outlet(p.entity.name)]
    return of_outlet(max(named, key=lambda name: (len(name), name)) if named else sources.core(words))


def of_outlet(name: str) -> Found:
    """An outlet, under the name it is called by."""
    key = outlet_key(name)
    return Found("outlet", AGENCY_NAMES.get(key.upper(), name), (f"outlet {key}",))


def _document(words: str, statement: Statement, inside: Sequence[Place], page: Page) -> Found | None:
    if not sources.is_document(words):
        return None
    if sources.head(words) in sources.RELEASES:
        return _release(words, statement, inside, page)
    if sources.is_bare(words):
        same = next(
            (f for _, f in reversed(page.before) if f.kind == "document" and sources.head(words) in f.keys[0]), None
        )
        if same:
            return same
    name = sources.telling(words)
    key = " ".join(sorted(set(sources.core(words).casefold().split())))
    return Found("document", name, (f"document {key}",))


def _release(words: str, statement: Statement, inside: Sequence[Place], page: Page) -> Found:
    """A statement or post speaks for whom it names, or for who spoke before, unless it speaks of him; it is no origin
    of its own.
    """
    start = statement.source.start if statement.source else 0
    telling = [place for place in inside if not _beside(place, page.article.text)]
    if telling:
        named = [place for place in telling if place.mention.text[:1].isupper()]
        return _of_entity((named or telling)[-1])
    if body := sources.issuer(words):
        return Found("organisation", body, (f"organisation {_key(body)}",))
    if not page.before or not sources.is_bare(sources.unmodified(words)):
        return UNKNOWN
    spoke = _by_way(sources.head(words), page)
    if spoke is None:
        return UNKNOWN
    at, last = spoke
    if sources.head(words) in _POSTS and last.kind == "person" and _others(page, at, start, last):
        return UNKNOWN
    spoken = {word for part in statement.content for word in page.article.text[part.start : part.end].split()}
    if last.kind == "person" and last.name.split()[-1] in {
        word.strip(_MARKS).removesuffix("’s").removesuffix("'s") for word in spoken
    }:
        return UNKNOWN
    return last if last.kind in {"person", "organisation", "anonymous"} else UNKNOWN


def _by_way(head: str, page: Page) -> tuple[int, Found] | None:
    """Who spoke last, or, if that was in a post where a statement is meant (or the other way round), who last spoke in
    one: "the statement said" is not the word of her who tweeted.
    """
    way: Channel = "social-post" if head in _POSTS else "press-release"
    if page.ways[-1] not in {"social-post", "press-release"} - {way}:
        return page.before[-1]
    return next(
        (one for one, through in reversed(list(zip(page.before, page.ways, strict=True))) if through == way), None
    )


_POSTS = frozenset({"tweet", "tweets", "post", "posts", "message", "messages"})
"""What is often brought in by a name that is no source: "a message from Reed: ... . The tweet said"."""

_MARKS = ".,;:!?()[]\"“”‘'"
_SENT = re.compile(r"(?<!according )\bto (?:the |its |his |her |their )?$")
_OBTAINED = re.compile(r"\b(?:obtained|seen|reviewed|viewed|received) by (?:the )?$")


def _beside(place: Place, text: str) -> bool:
    """Whether a mention only tells where somebody is, who got hold of something, or to whom it went: "a statement from
    a rabbi in Torvek", "a letter obtained by the Herald", "the letter to the council".
    """
    before = text[max(0, place.mention.start - 20) : place.mention.start]
    where = place.entity.kind == "place" and before.split()[-1:] in (["in"], ["at"], ["near"], ["outside"])
    return where or _OBTAINED.search(before) is not None or _SENT.search(before) is not None


def _spoken_for(words: str, statement: Statement, inside: Sequence[Place]) -> Found | None:
    """Somebody unnamed who speaks for a body or a person: that body or person."""
    named = [place for place in inside if place.mention.text[:1].isupper()]
    if sources.SPOKEN_FOR.search(words):
        core = sources.core(words)
        if sources.SPOKEN_FOR.search(core.split(" ")[-1]) and named:
            return _of_entity(min(named, key=lambda place: (place.entity.kind == "place", place.mention.start)))
    if statement.anonymous or sources.head(words) not in sources.BODIES:
        return None
    bodies = [place for place in named if place.entity.kind != "person"]
    return _of_entity(bodies[0]) if bodies and sources.head(words) in {"officials", "office", "police"} else None


_COURT = re.compile(
    r"\b(?:[Cc]ircuit|[Dd]istrict [Cc]ourt|[Aa]ppeals [Cc]ourt|[Ll]ower [Cc]ourt|[Ff]ederal (?:\w+ )?court|"
    r"[Cc]ourt of [A-Z])"
)


def _other_court(words: str, statement: Statement, inside: Sequence[Place], page: Page) -> Found | None:
    """What "the court" is where another court was told of since the one that it was taken for: it may be either."""
    start = statement.source.start if statement.source else 0
    if sources.head(words) != "court" or not sources.is_bare(words) or not inside:
        return None
    taken = inside[0].entity.id
    named = [p.mention.end for p in page.places if p.entity.id == taken and p.mention.text[:1].isupper()]
    last = max((end for end in named if end <= start), default=0)
    if not _COURT.search(page.article.text, last, start):
        return None
    name = sources.telling(words)
    return Found("organisation", name, (f"organisation {page.article.id} {_key(name)}",))


def _entity(statement: Statement, inside: Sequence[Place], page: Page) -> Found | None:
    """The entity that the words name: the one at the end of the core, else a person or body named beside it."""
    if not inside or statement.source is None:
        return None
    raw = page.article.text[statement.source.start : statement.source.end]
    end = statement.source.start + sources.core_end(raw)
    fitting = [
        place
        for place in inside
        if place.mention.start < end <= place.mention.end + 2
        or place.mention.start <= statement.source.start < statement.source.end <= place.mention.end
    ]
    if not fitting:
        fitting = [
            place
            for place in inside
            if place.mention.start >= end
            and (
                not _owned(place, raw, statement.source)
                if place.entity.kind == "person"
                else _APPOSED.fullmatch(page.article.text, end, place.mention.start)
            )
        ]
    rank = {"person": 0, "organisation": 1, "other": 2, "place": 3}
    if _FORMER.match(raw):
        fitting = [place for place in fitting if place.entity.kind == "person"]
    best = min(
        fitting,
        key=lambda p: (rank[p.entity.kind], -(p.mention.end - p.mention.start), p.mention.start, p.entity.id),
        default=None,
    )
    return _of_entity(_named_beside(best, inside, raw, statement.source)) if best else None


_FORMER = re.compile(r"(?:the|an?) (?:former|retired|one-?time|ex-)", re.IGNORECASE)
"""What begins the words for somebody by what he was: "the former Navy SEAL" is not the Navy."""
_APPOSED = re.compile(r", (?:the )?")
"""What stands between what a body is and its name: "the largest union, the Harbour Workers' Union"."""


def _named_beside(best: Place, inside: Sequence[Place], raw: str, source: Span) -> Place:
    """The person named beside a place or a description: "the couple, Ann and Tom Reed", "Northport, Judge Reed"."""
    ending = [
        place
        for place in inside
        if place.entity.kind == "person"
        and place.mention.text[:1].isupper()
        and place.mention.end - source.start == len(raw.split(",", maxsplit=1)[0].rstrip())
        and not _owned(place, raw, source)
    ]
    if best.entity.kind != "person" and ending:
        return ending[0]
    described = best.mention.text[:1].islower() or best.mention.text.startswith(("The ", "A "))
    if best.entity.kind != "place" and not described:
        return best
    people = [
        place
        for place in inside
        if place.entity.kind == "person"
        and place.mention.text[:1].isupper()
        and place.mention.start > best.mention.end
        and not _owned(place, raw, source)
        and "," in raw[: place.mention.start - source.start]
    ]
    return max(people, key=lambda place: (place.mention.end - place.mention.start, -place.mention.start), default=best)


def _owned(place: Place, raw: str, source: Span) -> bool:
    """Whether the mention only says whose somebody is ("a lawyer for Reed", "Reed's lawyer")."""
    after = raw[place.mention.end - source.start : place.mention.end - source.start + 2]
    before = raw[: max(0, place.mention.start - source.start)].rstrip().rsplit(" ", 1)[-1].casefold()
    return after[:1] in {"'", "’"} or before in {"of", "for", "to", "with", "by", "from", "the", "in", "at"}


def _of_entity(place: Place) -> Found:
    entity = place.entity
    if place.press:
        found = of_outlet(entity.name)
        return found._replace(entity=entity)
    kind: OriginKind = "person" if entity.kind == "person" else "organisation"
    name = _called(entity)
    keys: tuple[str, ...] = (f"entity {entity.id}",)
    if kind == "organisation":
        keys += (f"organisation {_key(entity.name)}",)
    return Found(kind, name, keys, entity)


def _called(entity: Entity) -> str:
    """An entity's name as an origin is called: no handle where there is a name, no rest of an office ("State Ann Reed"
    of "Secretary of State Ann Reed").
    """
    if entity.name.startswith("@"):
        names = [m.text for m in entity.mentions if m.text[:1].isupper()]
        return max(names, key=lambda name: (len(name), name), default=entity.name)
    return sources.without_office(entity.name) if entity.kind == "person" else entity.name


def _anonymous(words: str, statement: Statement, page: Page) -> Found:
    """Unnamed people: those named before under the same noun, or a group of their own."""
    noun = _stem(sources.head(words))
    among_them = sources.PRONOUN.fullmatch(sources.core(words))
    few = sources.is_partitive(words)
    if sources.is_bare(words) or among_them or few:
        for _, before in reversed(page.before):
            alike = before.keys[-1].endswith(f" {noun}") and (
                few or sources.is_plural(words) == sources.is_plural(before.name)
            )
            if before.kind == "anonymous" and (among_them or alike):
                return before
    name = sources.telling(words)
    relays = [f"anonymous {outlet_key(relay)} {noun}" for relay in statement.relayed_by[:1]]
    if not relays and page.article.outlet and statement.channel == "interview":
        relays = [f"anonymous {outlet_key(page.article.outlet)} {noun}"]
    return Found(
        "anonymous", name, (f"anonymous {_key(name)}", *relays, f"anonymous {page.article.id} {_key(name)} {noun}")
    )


def _by_words(words: str, statement: Statement, page: Page) -> Found:
    """No entity: a body that speaks officially goes by its words, anybody else is not known."""
    name = sources.telling(words)
    if sources.head(words) in sources.BODIES:
        return Found("organisation", name, (f"organisation {_key(sources.core(words))}",))
    if statement.anonymous:
        return _anonymous(words, statement, page)
    return Found("unknown", name, (f"unknown {page.article.id} {_key(name)}",))


def _key(name: str) -> str:
    return " ".join(squash(name).casefold().removeprefix("the ").split())


def _stem(noun: str) -> str:
    return noun.removesuffix("s")
