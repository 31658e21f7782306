"""Origins: who every statement goes back to, across the reports of a story.

In: the articles, their readings, the entities and copies of the story. Out: :class:`Traced`: the statements with
``speaker`` (an entity) and ``origin`` set, the origins, and for each article the origin of its own voice.

- A source that is an entity is that person or organisation; the same person in two articles is one origin. Somebody
  unnamed who speaks for a body or a person ("a spokesman for the bank", "bank officials") is that body or person.
- A document is an origin of its own ("the filing"); so is another outlet's report ("Reuters reported").
- Unnamed people are one origin across articles if they are worded alike, or relayed by the same outlet under the same
  noun; within an article "the officials" are those named before.
- What is told inside somebody's remark is relayed by him, under his full name.
- A source that is missing or cannot be resolved is *unknown*: such an origin confirms nothing.
- The own voice of a report is its outlet; of a report credited to an agency, and of a full copy of one, the agency.

What this does not do: it guesses no identity from facts about the world, and it does not judge independence
(``standing`` does).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct, structs

from twosource.compare import headlines, sources
from twosource.compare.handed import handed_on
from twosource.compare.resolving import UNKNOWN, Found, Page, Place, of_outlet, resolve
from twosource.compare.tellers import tellers
from twosource.model import Article, Copy, Entity, Origin, Reading, Span, Statement
from twosource.text import Ranged, make_id, overlap, squash

_OPENING = frozenset('"“„«‘')
"""Signs that words in quotation marks begin with."""


class Traced(Struct, frozen=True):
    """Statements in the order of the articles, origins by name, and for each article id the origin of its own voice."""

    statements: tuple[Statement, ...]
    origins: tuple[Origin, ...]
    voice: dict[str, str]


class Voices:
    """Whose own voice a passage is: its outlet's; in text that reports share with an agency's copy, the agency's; of a
    headline that says whose words it gives, theirs.
    """

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
        said: dict[str, list[Statement]] = {}
        for statement in traced.statements:
            said.setdefault(statement.article, []).append(statement)
        names = {origin.id: origin for origin in traced.origins}
        self._cited = {a.id: headlines.cited(a, said.get(a.id, ()), names) for a in articles}

    def of(self, article: Article, passage: Ranged) -> str:
        """The origin (id) of a passage that is nobody's statement."""
        length = passage.end - passage.start
        for headline, origin in self._cited[article.id].items():
            if headline.start <= passage.start and passage.end <= headline.end:
                return origin
        inside = (agency for span, agency in self._shared.get(article.id, ()) if 2 * overlap(span, passage) > length)
        return next(inside, self._voice[article.id])


def trace(
    articles: Sequence[Article], readings: Sequence[Reading], entities: Sequence[Entity], copies: Sequence[Copy]
) -> Traced:
    """Trace all statements of a story; ``readings[i]`` is the reading of ``articles[i]``."""
    places = _places(entities, {article.id: article.text for article in articles})
    found: list[tuple[Statement, Found]] = []
    inside: list[tuple[int, list[int]]] = []
    for article, reading in zip(articles, readings, strict=True):
        here = places.get(article.id, [])
        page = Page(article, here, [place.mention.start for place in here], [], [])
        ordered, first = sorted(reading.statements, key=_where), len(found)
        within = tellers(ordered)
        inside += [(first + n, [first + m for m in outer]) for n, outer in within.items()]
        for number, read in enumerate(ordered):
            source = resolve(read, page)
            quoting = [found[first + n] for n in within.get(number, ()) if n < number]
            if _of_himself(read, source, quoting, article.text):
                source = UNKNOWN
            statement, source = handed_on(read, source, found[first:], article.text)
            page.before.append((max((span.end for span in statement.content), default=0), source))
            page.ways.append(statement.channel)
            found.append((statement, source))
    voices = {article.id: _voice(article, copies) for article in articles}
    origin_of, origins = _merged([source for _, source in found] + [voices[article.id] for article in articles])
    return Traced(
        _told(
            found, origin_of, {origin.id: origin for origin in origins}, dict(inside), {a.id: a.text for a in articles}
        ),
        origins,
        {article: origin_of[voice.keys[0]] for article, voice in voices.items()},
    )


def _of_himself(statement: Statement, source: Found, quoting: Sequence[tuple[Statement, Found]], text: str) -> bool:
    """Whether "he" in somebody's quoted words was taken for that very person, who would say "I"."""
    if statement.source is None:
        return False
    at, words = statement.source.start, text[statement.source.start : statement.source.end]
    return words.casefold() in sources.PERSONAL and any(
        teller.keys == source.keys and text[part.start] in _OPENING
        for outer, teller in quoting
        for part in outer.content
        if part.start <= at < part.end
    )


def _told(
    found: Sequence[tuple[Statement, Found]],
    origin_of: Mapping[str, str],
    origins: Mapping[str, Origin],
    inside: Mapping[int, Sequence[int]],
    texts: Mapping[str, str],
) -> tuple[Statement, ...]:
    """The statements with speaker and origin, and with those who tell them inside a remark of their own."""
    out = []
    for number, (statement, source) in enumerate(found):
        origin = origin_of[source.keys[0]]
        through = [origins[origin_of[found[outer][1].keys[0]]] for outer in inside.get(number, ())]
        names = [teller.name for teller in through if teller.kind != "unknown" and teller.id != origin]
        out.append(
            structs.replace(
                statement,
                speaker=source.entity.id if source.entity else None,
                origin=origin,
                anonymous=_unnamed(statement, source, texts[statement.article]),
                relayed_by=tuple(dict.fromkeys((*reversed(names), *statement.relayed_by)))
                if names
                else statement.relayed_by,
            )
        )
    return tuple(out)


def _unnamed(statement: Statement, source: Found, text: str) -> bool:
    """Whether the source is anonymous: a pronoun is as anonymous as whom it was found to stand for."""
    words = text[statement.source.start : statement.source.end] if statement.source else ""
    if source.kind in {"unknown", "document", "outlet"} or not sources.PRONOUN.fullmatch(words):
        return statement.anonymous
    return source.kind == "anonymous"


def _where(statement: Statement) -> tuple[int, str]:
    spans = [*statement.content, *(span for span in (statement.source, statement.cue) if span)]
    return (min((span.start for span in spans), default=0), statement.id)


def _places(entities: Iterable[Entity], texts: Mapping[str, str]) -> dict[str, list[Place]]:
    """Article id -> the mentions there with their entities, in text order."""
    found: dict[str, list[Place]] = {}
    for entity in entities:
        press = entity.kind == "organisation" and (
            sources.is_outlet(entity.name)
            or any(
                m.text[:1].isupper() and sources.is_press(texts.get(m.article, ""), m.start, m.end)
                for m in entity.mentions
            )
        )
        for mention in entity.mentions:
            found.setdefault(mention.article, []).append(Place(mention, entity, press))
    for here in found.values():
        here.sort(key=lambda place: (place.mention.start, place.mention.end, place.entity.id))
    return found


# --- the own voice --------------------------------------------------------------------------------------------------


def _voice(article: Article, copies: Sequence[Copy]) -> Found:
    """The outlet, or the agency whose text it is."""
    wires = sorted(
        {copy.wire for copy in copies if copy.wire and copy.extent == "full" and article.id in copy.articles}
    )
    agency = article.credit or (wires[0] if wires else None)
    if agency or article.outlet:
        return of_outlet(squash(agency or article.outlet or ""))
    return Found("unknown", "an outlet that is not named", ("unknown outlet",))


# --- one origin for many sources ------------------------------------------------------------------------------------


def _merged(found: Iterable[Found]) -> tuple[Mapping[str, str], tuple[Origin, ...]]:
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
    groups: dict[str, list[Found]] = {}
    for source in every:
        groups.setdefault(top(source.keys[0]), []).append(source)
    origins = {key: _origin(key, members) for key, members in groups.items()}
    ids = {source.keys[0]: origins[top(source.keys[0])].id for source in every}
    return ids, tuple(sorted(origins.values(), key=lambda origin: (origin.name.casefold(), origin.id)))


def _origin(key: str, members: Sequence[Found]) -> Origin:
    best = max(members, key=lambda found: (found.entity is not None, len(found.name), found.name))
    return Origin(
        id=make_id("origin", best.kind, key),
        name=best.name,
        kind=best.kind,
        entity=best.entity.id if best.entity else None,
    )
