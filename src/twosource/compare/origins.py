"""Origins: who every statement goes back to, across the reports of a story.

In: the articles, their readings, the entities and copies of the story. Out: :class:`Traced`: the statements with
``speaker`` (an entity) and ``origin`` set, the origins, and for each article the origin of its own voice.

- A source that is an entity is that person or organisation; the same person in two articles is one origin. Somebody
  unnamed who speaks for a body or a person ("a spokesman for the bank", "bank officials") is that body or person.
- A document is an origin of its own ("the filing"); so is another outlet's report ("Reuters reported").
- Unnamed people are one origin across articles if they are worded alike, or relayed by the same outlet under the same
  noun; within an article "the officials" are those named before.
- A source that is missing or cannot be resolved is *unknown*: such an origin confirms nothing.
- The own voice of a report is its outlet; of a report credited to an agency, and of a full copy of one, the agency.

What this does not do: it guesses no identity from facts about the world, and it does not judge independence
(``standing`` does).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from msgspec import Struct, structs

from twosource.compare import sources
from twosource.houses import outlet_key
from twosource.model import Article, Copy, Entity, Origin, OriginKind, Passage, Reading, Span, Statement
from twosource.text import Ranged, make_id, overlap, squash

NEAR = 600
"""Characters over which "he" or "they" without a resolved antecedent still go on with the speaker before: within a
remark; in the training stories, farther off the speaker has changed in one of three cases."""

AGENCY_NAMES = {
    "AP": "Associated Press (AP)",
    "AFP": "Agence France-Presse (AFP)",
    "UPI": "United Press International (UPI)",
}
"""Agencies whose dossier name is an abbreviation, as an origin is called."""


class Traced(Struct, frozen=True):
    """Statements in the order of the articles, origins by name, and for each article id the origin of its own voice."""

    statements: tuple[Statement, ...]
    origins: tuple[Origin, ...]
    voice: dict[str, str]


class Voices:
    """Whose own voice a passage is: its outlet's, or in text that reports share with an agency's copy, the agency's."""

    def __init__(self, articles: Sequence[Article], copies: Sequence[Copy], traced: Traced) -> None:
        credited = {article.id: article.credit for article in articles}
        self._voice = traced.voice
        self._shared: dict[str, list[tuple[Span, str]]] = {}
        for copy in copies:
            agency = next(
                (traced.voice[a] for a in sorted(copy.articles) if copy.wire and credited[a] == copy.wire), None
            )
            for passage in copy.shared if agency else ():
                self._shared.setdefault(passage.article, []).append((passage.span, agency or ""))

    def of(self, article: Article, passage: Ranged) -> str:
        """The origin (id) of a passage that is nobody's statement."""
        length = passage.end - passage.start
        inside = (agency for span, agency in self._shared.get(article.id, ()) if 2 * overlap(span, passage) > length)
        return next(inside, self._voice[article.id])


class _Found(NamedTuple):
    """What one source was found to be. Two with a key in common are one origin."""

    kind: OriginKind
    name: str
    keys: tuple[str, ...]
    entity: Entity | None = None


class _Place(NamedTuple):
    mention: Passage
    entity: Entity
    press: bool = False
    """Whether the entity is an outlet."""


class _Page(NamedTuple):
    """One article with what is needed to resolve its sources; ``before`` grows as its statements are read."""

    article: Article
    places: list[_Place]
    starts: list[int]
    before: list[tuple[int, _Found]]
    """Where the content of each statement so far ends, and its source."""


UNKNOWN = _Found("unknown", "unknown", ("unknown",))


def trace(
    articles: Sequence[Article], readings: Sequence[Reading], entities: Sequence[Entity], copies: Sequence[Copy]
) -> Traced:
    """Trace all statements of a story; ``readings[i]`` is the reading of ``articles[i]``."""
    places = _places(entities, {article.id: article.text for article in articles})
    found: list[tuple[Statement, _Found]] = []
    for article, reading in zip(articles, readings, strict=True):
        here = places.get(article.id, [])
        page = _Page(article, here, [place.mention.start for place in here], [])
        for statement in sorted(reading.statements, key=_where):
            source = _resolve(statement, page)
            page.before.append((max((span.end for span in statement.content), default=0), source))
            found.append((statement, source))
    voices = {article.id: _voice(article, copies) for article in articles}
    origin_of, origins = _merged([source for _, source in found] + [voices[article.id] for article in articles])
    return Traced(
        tuple(
            structs.replace(s, speaker=source.entity.id if source.entity else None, origin=origin_of[source.keys[0]])
            for s, source in found
        ),
        origins,
        {article: origin_of[voice.keys[0]] for article, voice in voices.items()},
    )


def _where(statement: Statement) -> tuple[int, str]:
    spans = [*statement.content, *(span for span in (statement.source, statement.cue) if span)]
    return (min((span.start for span in spans), default=0), statement.id)


def _places(entities: Iterable[Entity], texts: Mapping[str, str]) -> dict[str, list[_Place]]:
    """Article id -> the mentions there with their entities, in text order."""
    found: dict[str, list[_Place]] = {}
    for entity in entities:
        press = entity.kind == "organisation" and (
            sources.is_outlet(entity.name)
            or any(
                m.text[:1].isupper() and sources.is_press(texts.get(m.article, ""), m.start, m.end)
                for m in entity.mentions
            )
        )
        for mention in entity.mentions:
            found.setdefault(mention.article, []).append(_Place(mention, entity, press))
    for here in found.values():
        here.sort(key=lambda place: (place.mention.start, place.mention.end, place.entity.id))
    return found


# --- one source ------------------------------------------------------------------------------------------------------


def _resolve(statement: Statement, page: _Page) -> _Found:
    """What the source of a statement is."""
    if statement.source is None or statement.source.start >= statement.source.end:
        return UNKNOWN
    words = squash(page.article.text[statement.source.start : statement.source.end])
    if not sources.telling(words):
        return UNKNOWN
    inside = _inside(statement.source, page)
    if sources.PRONOUN.fullmatch(words):
        return _pronoun(words, statement, inside, page)
    if sources.VAGUE.match(words):
        return UNKNOWN
    return (
        _outlet(words, inside, page)
        or _document(words, inside, page)
        or _spoken_for(words, statement, inside)
        or (_anonymous(words, statement, page) if statement.anonymous else None)
        or _entity(statement, inside, page)
        or _by_words(words, statement, page)
    )


def _inside(source: Span, page: _Page) -> list[_Place]:
    """The mentions that touch the source words, or that cover them."""
    first = max(0, bisect_right(page.starts, source.start) - 8)
    last = bisect_right(page.starts, source.end)
    return [place for place in page.places[first:last] if overlap(place.mention, source)]


def _pronoun(words: str, statement: Statement, inside: Sequence[_Place], page: _Page) -> _Found:
    """What "he" stands for: the entity that it was resolved to; else who spoke just before, if nobody else is named
    in between and the first name does not speak against it.
    """
    if inside:
        return _of_entity(inside[0])
    start = statement.source.start if statement.source else 0
    last = next((found for at, found in reversed(page.before) if start - at <= NEAR), None)
    if last is None or last.kind == "unknown":
        return UNKNOWN
    if words.casefold() not in sources.PERSONAL:
        return UNKNOWN if last.kind == "person" else last
    at = page.before[-1][0]
    between = page.places[bisect_right(page.starts, at) : bisect_right(page.starts, start)]
    others = {place.entity.id for place in between if place.entity.kind == "person" and place.entity != last.entity}
    fits = last.kind == "person" and not others and sources.may_be(words, last.name)
    return last if fits else UNKNOWN


def _outlet(words: str, inside: Sequence[_Place], page: _Page) -> _Found | None:
    """Another outlet, named, or meant by "the paper" or "the report" after it was named."""
    if sources.is_press_before(words):
        return next((found for _, found in reversed(page.before) if found.kind == "outlet"), None)
    if not sources.is_outlet(words) or any(place.entity.kind == "person" for place in inside):
        return None
    named = [p.entity.name for p in inside if sources.is_outlet(p.mention.text) and sources.is_outlet(p.entity.name)]
    return _of_outlet(max(named, key=lambda name: (len(name), name)) if named else sources.core(words))


def _of_outlet(name: str) -> _Found:
    key = outlet_key(name)
    return _Found("outlet", AGENCY_NAMES.get(key.upper(), name), (f"outlet {key}",))


def _document(words: str, inside: Sequence[_Place], page: _Page) -> _Found | None:
    if not sources.is_document(words):
        return None
    if sources.head(words) in sources.RELEASES:
        return _release(words, inside, page)
    if sources.is_bare(words):
        same = next(
            (f for _, f in reversed(page.before) if f.kind == "document" and sources.head(words) in f.keys[0]), None
        )
        if same:
            return same
    name = sources.telling(words)
    key = " ".join(sorted(set(sources.core(words).casefold().split())))
    return _Found("document", name, (f"document {key}",))


def _release(words: str, inside: Sequence[_Place], page: _Page) -> _Found:
    """A statement or post speaks for whom it names, or for who spoke before; it is no origin of its own."""
    if inside:
        named = [place for place in inside if place.mention.text[:1].isupper()]
        return _of_entity((named or inside)[-1])
    last = page.before[-1][1] if page.before and sources.is_bare(words) else UNKNOWN
    return last if last.kind in {"person", "organisation", "anonymous"} else UNKNOWN


def _spoken_for(words: str, statement: Statement, inside: Sequence[_Place]) -> _Found | None:
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


def _entity(statement: Statement, inside: Sequence[_Place], page: _Page) -> _Found | None:
    """The entity that the words name: the one at the end of the core, else a person named beside it."""
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
            if place.entity.kind == "person" and place.mention.start >= end and not _owned(place, raw, statement.source)
        ]
    rank = {"person": 0, "organisation": 1, "other": 2, "place": 3}
    best = min(
        fitting,
        key=lambda p: (rank[p.entity.kind], -(p.mention.end - p.mention.start), p.mention.start, p.entity.id),
        default=None,
    )
    return _of_entity(best) if best else None


def _owned(place: _Place, raw: str, source: Span) -> bool:
    """Whether the mention only says whose somebody is ("a lawyer for Reed", "Reed's lawyer")."""
    after = raw[place.mention.end - source.start : place.mention.end - source.start + 2]
    before = raw[: max(0, place.mention.start - source.start)].rstrip().rsplit(" ", 1)[-1].casefold()
    return after[:1] in {"'", "’"} or before in {"of", "for", "to", "with", "by", "from", "the"}


def _of_entity(place: _Place) -> _Found:
    entity = place.entity
    if place.press:
        found = _of_outlet(entity.name)
        return found._replace(entity=entity)
    kind: OriginKind = "person" if entity.kind == "person" else "organisation"
    keys: tuple[str, ...] = (f"entity {entity.id}",)
    if kind == "organisation":
        keys += (f"organisation {_key(entity.name)}",)
    return _Found(kind, entity.name, keys, entity)


def _anonymous(words: str, statement: Statement, page: _Page) -> _Found:
    """Unnamed people: those named before under the same noun, or a group of their own."""
    noun = _stem(sources.head(words))
    among_them = sources.PRONOUN.fullmatch(sources.core(words))
    if sources.is_bare(words) or among_them or sources.is_partitive(words):
        for _, before in reversed(page.before):
            if before.kind == "anonymous" and (among_them or before.keys[-1].endswith(f" {noun}")):
                return before
    name = sources.telling(words)
    relays = [f"anonymous {outlet_key(relay)} {noun}" for relay in statement.relayed_by[:1]]
    if not relays and page.article.outlet and statement.channel == "interview":
        relays = [f"anonymous {outlet_key(page.article.outlet)} {noun}"]
    return _Found(
        "anonymous", name, (f"anonymous {_key(name)}", *relays, f"anonymous {page.article.id} {_key(name)} {noun}")
    )


def _by_words(words: str, statement: Statement, page: _Page) -> _Found:
    """No entity: a body that speaks officially goes by its words, anybody else is not known."""
    name = sources.telling(words)
    if sources.head(words) in sources.BODIES:
        return _Found("organisation", name, (f"organisation {_key(sources.core(words))}",))
    if statement.anonymous:
        return _anonymous(words, statement, page)
    return _Found("unknown", name, (f"unknown {page.article.id} {_key(name)}",))


def _key(name: str) -> str:
    return " ".join(squash(name).casefold().removeprefix("the ").split())


def _stem(noun: str) -> str:
    return noun.removesuffix("s")


# --- the own voice --------------------------------------------------------------------------------------------------


def _voice(article: Article, copies: Sequence[Copy]) -> _Found:
    """The outlet, or the agency whose text it is."""
    wires = sorted(
        {copy.wire for copy in copies if copy.wire and copy.extent == "full" and article.id in copy.articles}
    )
    agency = article.credit or (wires[0] if wires else None)
    if agency or article.outlet:
        return _of_outlet(squash(agency or article.outlet or ""))
    return _Found("unknown", "an outlet that is not named", ("unknown outlet",))


# --- one origin for many sources ------------------------------------------------------------------------------------


def _merged(found: Iterable[_Found]) -> tuple[Mapping[str, str], tuple[Origin, ...]]:
    """The origin id of each key, and the origins: sources that share a key are one."""
    root: dict[str, str] = {}

    def top(key: str) -> str:
        while root.setdefault(key, key) != key:
            key = root[key]
        return key

    every = list(dict.fromkeys(found))
    for source in every:
        for key in source.keys[1:]:
            first, other = sorted((top(source.keys[0]), top(key)))
            root[other] = first
    groups: dict[str, list[_Found]] = {}
    for source in every:
        groups.setdefault(top(source.keys[0]), []).append(source)
    origins = {key: _origin(key, members) for key, members in groups.items()}
    ids = {source.keys[0]: origins[top(source.keys[0])].id for source in every}
    return ids, tuple(sorted(origins.values(), key=lambda origin: (origin.name.casefold(), origin.id)))


def _origin(key: str, members: Sequence[_Found]) -> Origin:
    best = max(members, key=lambda found: (found.entity is not None, len(found.name), found.name))
    return Origin(
        id=make_id("origin", best.kind, key),
        name=best.name,
        kind=best.kind,
        entity=best.entity.id if best.entity else None,
    )
