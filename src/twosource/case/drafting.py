"""From what somebody wants ruled to rulings: the one way there from a page, a program, a command or a file.

In: :class:`Wanted`: the ruling, what it is about, and what it is on, by ids or by words of reports. Out:
:class:`Correction` records that can be followed, in their order; else a :class:`UsageError` that says what is wrong,
where, and what to do.

- On two (``same``, ``not-same``): the first of what is named with each of the others. An id stands for its passages; of
  two ids passages of two reports are taken, if there are such.
- That passages are not the claim which they stand in, with the ``story`` named: they leave it. Each is told apart from
  every other passage of the claim, or those would hold it there.
- ``speaker``: each of what is named was said by ``who``; without that by whom the last words name, if there are
  several, else by nobody who is known.
- Others: one ruling on each. Words on the kind or the name of an entity must name one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from typing import Annotated, Any

import msgspec
from msgspec import Meta, Struct
from sqlalchemy import Connection

from twosource import corrections
from twosource.case import naming, things
from twosource.case.naming import kind_of
from twosource.case.things import DossierOf
from twosource.corrections import OF_ENTITY, OF_TWO
from twosource.errors import UsageError
from twosource.model import Claim, Correction, Dossier, Passage, RulingName, Subject
from twosource.text import overlap, quote

MOST = 60
"""Lines of the log that one ruling may write: more is a slip of the mouse."""

_LONGEST_NAME = 100
"""Characters of a name; more are a sentence."""
Start = Annotated[int, Meta(ge=0, le=2**53)]


class Words(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Words in a report: as they stand there, or by their characters."""

    report: Annotated[
        str, Meta(description="The report, by its id, its address or the name of its file.", examples=["dam.txt"])
    ]
    text: Annotated[
        str,
        Meta(description="The words as they stand in it; may be left out where `start` and `end` tell them."),
    ] = ""
    start: Annotated[
        Start | None, Meta(description="Where they start, in characters from 0: needed if they stand there often.")
    ] = None
    end: Annotated[Start | None, Meta(description="Where they end; without `text` only.")] = None


class Wanted(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is ruled, and on what: things by their ids (`ids`), or words of reports (`passages`)."""

    ruling: Annotated[RulingName, Meta(description="What is ruled.")]
    about: Annotated[
        Subject | None,
        Meta(description="What it is about; left out, a claim for a ruling on two things, else what it can be about."),
    ] = None
    ids: Annotated[
        tuple[str, ...],
        Meta(max_length=500, description="Claims, statements, entities, origins, stories or reports, by their ids."),
    ] = ()
    passages: Annotated[tuple[Words, ...], Meta(max_length=500, description="Words of reports.")] = ()
    who: Annotated[
        str | None,
        Meta(
            description="`speaker`: the id of the entity that said it, or empty for nobody who is known. Left out, the "
            "last of several passages names who said the others."
        ),
    ] = None
    story: Annotated[
        str,
        Meta(
            description="The story that ids are looked for in first. With it, passages that are ruled not to be one "
            "claim leave the claim of that story which they stand in."
        ),
    ] = ""
    by: Annotated[str, Meta(description="Who rules.")] = ""
    note: Annotated[str, Meta(description="Why.")] = ""


def read(told: Mapping[str, Any]) -> Wanted:
    """What a JSON object asks for. Raises :class:`UsageError` if that is nothing that can be ruled."""
    corrections.meant(told.get("ruling"), told.get("about"))
    try:
        return msgspec.convert(told, Wanted)
    except msgspec.ValidationError as error:
        raise UsageError(str(error).replace("`$.", "`"), to_do="see what a ruling may hold") from None


class _Case(Struct, frozen=True):
    """What is asked for ids: the case, its dossiers, and the ids that are named together."""

    connection: Connection
    dossier_of: DossierOf
    wanted: Wanted

    def options(self, id_: str, about: Subject) -> list[Passage]:
        """The passages that stand for an id, the best first."""
        return things.options(
            self.connection, id_, self.dossier_of, about=about, beside=self.wanted.ids, story=self.wanted.story
        )


def drafted(connection: Connection, wanted: Wanted, dossier_of: DossierOf, where: str = "") -> list[Correction]:
    """The rulings that are wanted, one for each line of the log. ``where`` it is told that they are, if not in one
    place.
    """
    try:
        return _drafted(connection, wanted, dossier_of)
    except UsageError as error:
        told = ", ".join(part for part in (where, error.where) if part)
        raise UsageError(error.what, where=told, to_do=error.to_do) from None


def _drafted(connection: Connection, wanted: Wanted, dossier_of: DossierOf) -> list[Correction]:
    ruling, about = corrections.meant(wanted.ruling, wanted.about)
    words = [naming.passage(connection, w.report, w.text, w.start, w.end) for w in wanted.passages]
    lines = list(_lines(_Case(connection, dossier_of, wanted), words, ruling, about))
    if not lines:
        raise UsageError("it is not told what is ruled on", to_do="name it by an id or by words (on a page: tick it)")
    if len(lines) > MOST:
        raise UsageError(f"this would write {len(lines)} lines into the log", to_do=f"rule on fewer: {MOST} at most")
    return [
        corrections.checked(
            Correction(ruling=ruling, about=about, passages=tuple(line), by=wanted.by, note=wanted.note)
        )
        for line in lines
    ]


def _lines(case: _Case, words: Sequence[Passage], ruling: RulingName, about: Subject) -> Iterator[Sequence[Passage]]:
    """The passages of each ruling."""
    wanted = case.wanted
    if ruling == "speaker":
        yield from _said(case, words)
    elif ruling in OF_ENTITY:
        yield from _naming(case, words, ruling)
    elif ruling not in OF_TWO:
        yield from ([passage] for passage in (*(case.options(id_, about)[0] for id_ in wanted.ids), *words))
    elif about == "claim" and ruling == "not-same" and words and wanted.story and not wanted.ids:
        yield from _leaving(case.dossier_of(naming.story_of(case.connection, wanted.story)), words)
    else:
        yield from _pairs(case, words, ruling, about)


def _pairs(case: _Case, words: Sequence[Passage], ruling: RulingName, about: Subject) -> Iterator[Sequence[Passage]]:
    """The first of what is named with each of the others."""
    named = [case.options(id_, about) for id_ in case.wanted.ids] + [[passage] for passage in words]
    if len(named) < 2:  # noqa: PLR2004 - a ruling on two
        told = f"`{ruling}` about {naming.with_article(about)} needs two, and {'one is' if named else 'none is'} named"
        raise UsageError(told, to_do="name both by an id or by words (on a page: tick both)")
    for other in named[1:]:
        apart = [pair for pair in product(named[0], other) if pair[0].article != pair[1].article]
        yield min(apart, key=lambda pair: named[0].index(pair[0])) if apart else (named[0][0], other[0])


def _said(case: _Case, words: Sequence[Passage]) -> Iterator[Sequence[Passage]]:
    """What was said, each with the words that name who said it: in the same report, where it names them."""
    wanted = case.wanted
    people = [id_ for id_ in wanted.ids if kind_of(id_) == "entity"]
    said = [case.options(id_, "passage")[0] for id_ in wanted.ids if id_ not in people] + list(words)
    who = wanted.who if wanted.who is not None else people[0] if people else None
    if len({*people, *filter(None, [wanted.who])}) > 1:
        raise UsageError("several are named who said it", to_do="name one, or nobody")
    names = case.options(who, "entity") if who else []
    if who is None and len(said) > 1:
        said, names = said[:-1], said[-1:]
    for passage in said:
        yield [passage, *([one for one in names if one.article == passage.article] or names)[:1]]


def _naming(case: _Case, words: Sequence[Passage], ruling: RulingName) -> Iterator[Sequence[Passage]]:
    """Words that name an entity each; an id names one by its first mention, which tells no name."""
    ids = case.wanted.ids
    if ruling == "name" and ids:
        raise UsageError("an id is no name", to_do="give the words of a report by which it is called")
    for passage in words:
        story = naming.story_of(case.connection, passage.article)
        meant = [
            entity.name
            for entity in case.dossier_of(story).entities
            if any(_touch(mention, passage) for mention in entity.mentions)
        ]
        if len(meant) != 1 or len(passage.text) > _LONGEST_NAME:
            what = f"“{passage.text:.80}” is no name of {' or '.join(meant) or 'anybody'}"
            raise UsageError(what, to_do="give the words by which a report names one person, organisation or place")
    yield from ([passage] for passage in (*(case.options(id_, "entity")[0] for id_ in ids), *words))


def _leaving(dossier: Dossier, words: Sequence[Passage]) -> Iterator[Sequence[Passage]]:
    """Passages of a claim, each with every other passage of it in another report."""
    texts = {article.id: article.text for article in dossier.articles}
    claim = next((one for one in dossier.claims if _holds_all(one, words)), None)
    if claim is None:
        what = "these passages are of several claims, or of none"
        raise UsageError(what, to_do="name passages of one claim, or the claims themselves")
    every = [quote(item.article, texts[item.article], item) for item in claim.evidence]
    others = [passage for passage in every if not any(_touch(passage, one) for one in words)]
    seen: dict[frozenset[Passage], Sequence[Passage]] = {}
    for one, other in product(words, others or words):
        if one.article != other.article:
            seen.setdefault(frozenset((one, other)), (one, other))
    if not seen:
        what = "all other passages of this claim are of the same report: a claim is told between reports"
        raise UsageError(what, to_do="name a passage of another report")
    yield from seen.values()


def _holds_all(claim: Claim, words: Sequence[Passage]) -> bool:
    return all(any(item.article == one.article and overlap(item, one) for item in claim.evidence) for one in words)


def _touch(one: Passage, other: Passage) -> bool:
    return one.article == other.article and overlap(one, other) > 0
