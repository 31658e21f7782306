"""When two pieces of evidence are independent: the rules that ``standing`` counts by.

In: two :class:`Evidence` records and the :class:`Basis` of their story. Out: yes or no. Two are independent when all
of this holds; whatever is not known counts against it:

- they stand in articles of two different outlets, both known, that are not copies of one another and not known to
  have one owner; and they came out within a week: what is told later may be the next missile, flood or arrest;
- each is a statement with a source that is asserted, not hedged or denied: an outlet's own voice tells nothing about
  where it has it from, so it confirms nothing;
- neither is only "authorities", who may be the other;
- the sources are different, known by their (full) name, and not tied (a company and its spokesman, a person and his
  lawyer: ``ties``): "the company" may be any company named elsewhere, and a document speaks for whoever wrote it,
  unless it is a recording;
- neither is said by the other as well ("both Reed and Holm said");
- neither is relayed by the other's outlet, both are not relayed by the same outlet, neither quotes the other;
- each gives an account: a question, a condition, a hope or a judgement is no fact that another can confirm;
- both tell of the same thing in enough of the same words, and in nothing that can be compared otherwise
  (``agreement``; of an outlet's report on a person the names are not compared: he is in it); no conflict of the dossier
  stands between the two passages, in whichever claim it was found;
- neither begins with what the other, a body, did ("police found grenades", said by the mayor): it was told so;
- a title is no second person ("the mayor" may be anybody who is named);
- no words are given to both: one remark given to two people is a remark of unknown lineage, and somebody whose
  statement another reads out speaks with one voice with him;
- of anonymous sources, only people who saw it and were heard by the article's own reporter are a source beside
  others: unnamed officials may be the named ones, and two unnamed groups may be the same people (desk rule: no claim
  on anonymous sources alone without two first-hand sources);
- another outlet's report ("Reuters reported") is a source of its own only beside what a person says of his own doing
  ("she met the ministers", and the agency reported that she met them): other reports mostly pass on what somebody
  said, and it is not known who.

What this does not do: it weighs no outlet and no speaker, and knows no facts but those in the records.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from functools import lru_cache

from msgspec import Struct, structs

from twosource.agreement import agree
from twosource.houses import outlet_key, outlets_alike
from twosource.lexicon import clocks
from twosource.likeness import telling
from twosource.model import Article, Conflict, Copy, Dossier, Entity, Evidence, Origin, Passage, Statement, Value
from twosource.publication import of_one_time
from twosource.ties import Ties, name_words, telling_words, tied

SAME_WORDS = 6
"""So many words in a row that two statements share make them one remark: in the training stories different speakers'
words on one fact share five at most."""

TELLING_OF_SAME = 2
"""... of which so many are telling: six words of a title or a turn of phrase show nothing."""

MEETING_WORDS, MEETING_SHARE = 3, 0.33
"""So many telling words and numbers two accounts of one thing share at least, and such a share of the shorter one.
Chosen by reading some 60 pairs that were called independent in 16 events of ``news_cluster``: most of those that told
of different things share less, almost none of the others. An estimate by eye, not a count."""

FEW_WORDS, FEW_SHARE = 2, 0.6
"""... or so many and such a share, of accounts of a few words ("27 were hurt"). Another outlet's report beside what a
person says of himself needs the words only."""

FULL_NAME = 2
"""Words of a person's name: "Kim" may be any Kim, and a handle may be anybody."""

OPENING_WORDS = 3
"""Words in which a sentence names whose deed it tells ("the Quay Town police found")."""

NAMED = frozenset({"person", "organisation", "document"})

_ANYBODY = re.compile(r"(?:(?:the|local|city|state)\s+)*(?:authorities|officials|investigators)", re.IGNORECASE)
_TWO = re.compile(r"\band\b|&|,")
_WITNESSES = re.compile(
    r"\b(?:eye-?)?witness(?:es)?\b|\b(?:resident|neighbou?r|bystander|passenger|survivor|victim)s?\b", re.IGNORECASE
)
_TELLS = re.compile(
    r"\b(?:said|says?|told|tells|according to|announced|wrote|writes|reported|confirmed|claims|claimed|quoted|citing|"
    r"cited)\b",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"[“\"].{12,}|:\s*[‘'].{12,}", re.DOTALL)
_RECORDINGS = re.compile(
    r"\b(?:video|footage|recording|audio|tape|photo(?:graph)?s?|images?|camera|satellite)\b", re.IGNORECASE
)
_ONE_OF_A_KIND = re.compile(
    r"\b(?:police|prosecutors?|firefighters?|fire (?:department|brigade|service)|hospital|coast ?guard|mayor|airport|"
    r"sheriff|coroner|port authority|weather service)\b",
    re.IGNORECASE,
)
_OFFICE = re.compile(r"\b(?:mayor|sheriff|coroner)$", re.IGNORECASE)
_DETERMINER = re.compile(
    r"^(?:(?:the|a|an|its|their|his|her|our|some|one|two|three|four|both|all|several|many|most|other|of)\s+)+",
    re.IGNORECASE,
)
_CAPITAL = re.compile(r"(?<!\w)[^\W\d_a-z]")
_NO_ACCOUNT = re.compile(
    r"\?|\b(?:[Ii]f|(?:I|[Ww]e) will|should|might|could|may|needs? to|must|"
    r"(?i:hopes?|hoped|rightly|wrongly|welcomed|predict\w*|expect(?:s|ed)?|urge[sd]?|urging|oppos\w+|condemn\w*|"
    r"reckless|unacceptable|outrageous|regret\w*|condolences?|sympath\w+|prayers|congratulat\w+|apologi[sz]\w+|"
    r"grateful|thank\w*|deserves?|call(?:s|ed|ing)? (?:on|for)|the (?:right|wrong) thing))\b|"
    r"(?:not|n['’]t) understand\b|^\W*(?i:in general|generally|usually|typically|normally|as a rule)\b"
)
_WISHES = re.compile(
    r"\b(?:advis|urg|order|ask|call(?:ed|s|ing)? (?:on|for)|recommend|demand|appeal|invit|promis|vow|pledg|oppos|"
    r"condemn|criticis|criticiz|prais|welcom|wish|hope|want|expect|predict|argu|contend|believ|think|thought|feel|felt|"
    r"thank|congratulat|apologi|suggest|speculat|question)",
    re.IGNORECASE,
)
_INTENDS = re.compile(r"\b(?:wants?|plans?|aims?|intends?|seeks?|believes?|thinks?|visions?)\b", re.IGNORECASE)
_EMBEDDED = re.compile(r"\W*(?:what|how|why|whether|who|which|where|to (?!have|be)\w+)\b", re.IGNORECASE)
_OF_HIMSELF = re.compile(
    r"\W*(?:that\s+)?(?:(?:at|in|on|as|after|before)\b[^,.]{0,60},\s*)?(?:he|she|I|we|his|her|my|our)\b", re.IGNORECASE
)
_WORD = re.compile(r"\w+")
_NUMBER = re.compile(r"\d+(?:[.,:]\d+)*")


class Basis(Struct, frozen=True):
    """What the standings of one story rest on; all of it stands in a dossier. Made by :func:`basis`."""

    articles: dict[str, Article]
    statements: dict[str, Statement]
    origins: dict[str, Origin]
    copies: tuple[Copy, ...]
    families: dict[str, frozenset[str]]
    """For each article that is a copy, it and its copies."""
    ties: Ties
    doubts: Ties
    """Pairs of origins that are not known to be two: the same words are given to both, or both may be of one
    government.
    """
    bound: Ties
    """Pairs of origins one of whom speaks for the other, or may: the tied, and those who may be of one government."""
    press: dict[str, tuple[str, ...]]
    conflicts: tuple[Conflict, ...]
    named: dict[str, tuple[tuple[Passage, str], ...]]
    """For each article where it names an origin, in text order, and its id."""
    owners: dict[str, str]
    """For each outlet (by its key) whom it belongs to, folded, where that is known."""


def basis(
    *,
    articles: Iterable[Article],
    statements: Iterable[Statement],
    origins: Iterable[Origin],
    copies: Iterable[Copy] = (),
    entities: Iterable[Entity] = (),
    conflicts: Iterable[Conflict] = (),
) -> Basis:
    """Index what a dossier holds, once for all its claims."""
    by_id = {article.id: article for article in articles}
    papers = {outlet_key(article.outlet) for article in by_id.values() if article.outlet} - {""}
    ordered = [_as_paper(origin, papers) for origin in sorted(origins, key=lambda origin: origin.id)]
    entities = sorted(entities, key=lambda entity: entity.id)
    copies = tuple(sorted(copies, key=lambda copy: (copy.articles, copy.extent)))
    by_statement = {statement.id: statement for statement in statements}
    ties, may_be = tied(by_id, entities, ordered)
    return Basis(
        articles=by_id,
        statements=by_statement,
        origins={origin.id: origin for origin in ordered},
        copies=copies,
        families=_families(copies),
        ties=ties,
        bound=ties | may_be,
        doubts=may_be | _of_one_remark(by_statement.values(), by_id),
        press=_press(ordered, ties),
        conflicts=_that_matter(conflicts),
        named=_named(ordered, entities),
        owners={outlet_key(a.outlet): a.owner.casefold() for a in by_id.values() if a.outlet and a.owner},
    )


def with_conflicts(basis: Basis, conflicts: Iterable[Conflict]) -> Basis:
    """The basis once it is known where the reports differ."""
    return structs.replace(basis, conflicts=_that_matter(conflicts))


def _that_matter(conflicts: Iterable[Conflict]) -> tuple[Conflict, ...]:
    return tuple(sorted((c for c in conflicts if c.kind != "rounding"), key=lambda conflict: conflict.id))


def _as_paper(origin: Origin, papers: Collection[str]) -> Origin:
    """An outlet of the story is one also where it was read as a body or a person ("Ostrava Ledger reported")."""
    named = origin.kind in {"organisation", "person"} and outlet_key(origin.name) in papers
    return structs.replace(origin, kind="outlet") if named else origin


def basis_of(dossier: Dossier) -> Basis:
    """What the standings of a dossier rest on, from its records alone."""
    return basis(
        articles=dossier.articles,
        statements=dossier.statements,
        origins=dossier.origins,
        copies=dossier.copies,
        entities=dossier.entities,
        conflicts=dossier.conflicts,
    )


def _named(origins: Iterable[Origin], entities: Iterable[Entity]) -> dict[str, tuple[tuple[Passage, str], ...]]:
    """Article id -> the mentions of named origins there."""
    mentions = {entity.id: entity.mentions for entity in entities}
    found: dict[str, list[tuple[Passage, str]]] = {}
    for origin in origins:
        for mention in mentions.get(origin.entity or "", ()) if origin.kind in NAMED else ():
            found.setdefault(mention.article, []).append((mention, origin.id))
    return {article: tuple(sorted(found[article])) for article in sorted(found)}


def _of_one_remark(statements: Iterable[Statement], articles: Mapping[str, Article]) -> Ties:
    """The pairs of origins to whom the same words are given: one signed them and the other read them out, or quotes
    the other.
    """
    first_said: dict[tuple[str, ...], set[str]] = {}
    for statement in statements:
        article = articles.get(statement.article)
        for part in statement.content if article else ():
            for run in runs(article.text[part.start : part.end] if article else ""):
                first_said.setdefault(run, set()).add(statement.origin)
    groups = {frozenset(origins) for origins in first_said.values() if len(origins) > 1}
    return frozenset((a, b) for group in groups for a in group for b in group if a < b)


def independent(a: Evidence, a_origin: str, b: Evidence, b_origin: str, basis: Basis) -> bool:
    """Whether two pieces of evidence, taken as coming from these two of their origins, are independent."""
    one, other = basis.origins.get(a_origin), basis.origins.get(b_origin)
    said, also = basis.statements.get(a.statement or ""), basis.statements.get(b.statement or "")
    if one is None or other is None or said is None or also is None or one.id == other.id:
        return False
    mine, theirs = words_of(a, said, basis), words_of(b, also, basis)
    report = "outlet" in {one.kind, other.kind}
    return (
        reports_differ(a.article, b.article, basis)
        and _of_one_time(a.article, b.article, basis)
        and _says(said, a)
        and _says(also, b)
        and not _anybody(said, basis)
        and not _anybody(also, basis)
        and said.certainty == also.certainty == "asserted"
        and _kinds_allow(one, other)
        and is_account(mine, said, basis)
        and is_account(theirs, also, basis)
        and not _of_the_press(a.article, one, basis)
        and not _of_the_press(b.article, other, basis)
        and not are_tied(one.id, other.id, basis)
        and (min(one.id, other.id), max(one.id, other.id)) not in basis.doubts
        and not (one.kind == "anonymous" and said.relayed_by)
        and not (other.kind == "anonymous" and also.relayed_by)
        and not _relayed(
            hands(said, one), {outlet_of(b.article, basis), outlet_key(other.name)}, hands(also, other), basis
        )
        and not _relayed(
            hands(also, other), {outlet_of(a.article, basis), outlet_key(one.name)}, hands(said, one), basis
        )
        and not _quotes(mine, other)
        and not _quotes(theirs, one)
        and not _says_with(said, other, basis)
        and not _says_with(also, one, basis)
        and not same_words(mine, theirs)
        and not _begins_with(mine, other)
        and not _begins_with(theirs, one)
        and meet(mine, theirs, report=report)
        and agree(mine, theirs, names=not report)
        and not _differ(a, b, basis)
        and _report_confirms(one, mine, other, theirs)
        and _report_confirms(other, theirs, one, mine)
    )


def heard_apart(a: Evidence, b: Evidence, basis: Basis) -> bool:
    """Whether two outlets each heard a source of their own: the sources are two, as far as the texts tell, and not
    tied, and no words are given to both. They are less than independent: two unnamed sources may be one person.
    """
    said, also = basis.statements.get(a.statement or ""), basis.statements.get(b.statement or "")
    if not (said and also and first_hand(said, basis) and first_hand(also, basis) and said.origin != also.origin):
        return False
    return (
        reports_differ(a.article, b.article, basis)
        and not are_tied(said.origin, also.origin, basis)
        and (min(said.origin, also.origin), max(said.origin, also.origin)) not in basis.doubts
        and not same_words(words_of(a, said, basis), words_of(b, also, basis))
    )


def first_hand(statement: Statement, basis: Basis) -> bool:
    """Whether a report heard (or read) this source itself, and the source asserts what it says. Named or not: what
    another outlet heard, and what comes from nobody who can be told, is not first hand; what was told to the report's
    own outlet is.
    """
    origin, own = basis.origins.get(statement.origin), outlet_of(statement.article, basis)
    known = origin is not None and origin.kind not in {"outlet", "unknown"}
    others = [name for name in statement.relayed_by if not own or not outlets_alike(outlet_key(name), own)]
    return known and statement.certainty == "asserted" and not others


def reports_differ(a: str, b: str, basis: Basis) -> bool:
    """Whether two articles are of different, known outlets and not copies of one another. The outlets of an article's
    copies count as its own: a text that an unknown outlet carries as well may come from there.
    """
    ours, theirs = (basis.families.get(article, frozenset({article})) for article in (a, b))
    if ours & theirs:
        return False
    mine, other = ({outlet_of(article, basis) for article in family} for family in (ours, theirs))
    return not any(outlets_alike(x, y) or _of_one_owner(x, y, basis) for x in mine for y in other)


def _of_one_time(a: str, b: str, basis: Basis) -> bool:
    return of_one_time(*(basis.articles[id_].published if id_ in basis.articles else None for id_ in (a, b)))


def _of_one_owner(a: str | None, b: str | None, basis: Basis) -> bool:
    """Whether two outlets are known to belong to one owner."""
    return a is not None and b is not None and basis.owners.get(a, a) == basis.owners.get(b, b)


def _families(copies: Iterable[Copy]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for copy in copies:
        for article in copy.articles:
            found.setdefault(article, set()).update(copy.articles)
    return {article: frozenset(found[article]) for article in sorted(found)}


def are_tied(a: str, b: str, basis: Basis) -> bool:
    """Whether one origin speaks for the other, or is called by its name."""
    return (min(a, b), max(a, b)) in basis.ties


def outlet_of(article: str, basis: Basis) -> str | None:
    """The key of an article's outlet; None if it is not known."""
    known = basis.articles.get(article)
    return (outlet_key(known.outlet) or None) if known and known.outlet else None


def hands(statement: Statement, origin: Origin) -> frozenset[str]:
    """The outlets and people through whom a statement came to the article."""
    own = {outlet_key(origin.name)} if origin.kind == "outlet" else set()
    return frozenset({outlet_key(name) for name in statement.relayed_by} | own)


def _kinds_allow(one: Origin, other: Origin) -> bool:
    """Whether sources of these kinds can be independent at all."""
    if not (_is_named(one) and _is_named(other)):
        return False
    named = [origin for origin in (one, other) if origin.kind in NAMED]
    rest = [origin for origin in (one, other) if origin.kind not in NAMED]
    if any(origin.kind == "unknown" for origin in rest):
        return False
    if len(named) == 1 and rest[0].kind == "outlet":
        return named[0].kind == "person"
    if any(_is_office(a) and b.kind == "person" for a, b in ((one, other), (other, one))):
        return False
    return all(origin.kind == "anonymous" and _WITNESSES.search(origin.name) for origin in rest) and len(rest) <= 1


def _is_named(origin: Origin) -> bool:
    """Whether a source is told by its name, or is one of which a place has one; true of what no name is asked of."""
    if origin.kind == "document":
        return bool(_RECORDINGS.search(origin.name))
    if origin.kind not in NAMED:
        return True
    name = _DETERMINER.sub("", origin.name)
    if _ONE_OF_A_KIND.search(name):
        return True
    needed = FULL_NAME if origin.kind == "person" else 1
    return not name.startswith("@") and bool(_CAPITAL.search(name)) and len(telling_words(name)) >= needed


def _is_office(origin: Origin) -> bool:
    """Whether a source is known by his office alone."""
    return origin.kind != "document" and bool(_OFFICE.search(origin.name)) and len(telling_words(origin.name)) == 0


def _of_the_press(article: str, origin: Origin, basis: Basis) -> bool:
    """Whether a person is named as a reporter of the article's own outlet: then it is the outlet's own voice."""
    own = outlet_of(article, basis)
    return any(outlets_alike(house, own) for house in basis.press.get(origin.id, ()))


def _press(origins: Iterable[Origin], ties: Ties) -> dict[str, tuple[str, ...]]:
    """For each person the keys of the outlets that he is tied to."""
    houses = {origin.id: outlet_key(origin.name) for origin in origins if origin.kind == "outlet"}
    people = {origin.id for origin in origins if origin.kind == "person"}
    found: dict[str, set[str]] = {}
    for a, b in ties:
        for person, house in ((a, b), (b, a)):
            if person in people and house in houses:
                found.setdefault(person, set()).add(houses[house])
    return {person: tuple(sorted(found[person])) for person in sorted(found)}


def _relayed(through: frozenset[str], theirs: set[str | None], also: frozenset[str], basis: Basis) -> bool:
    """Whether a statement came through the other's outlet (or one of the same owner) or origin, or both through the
    same hands.
    """
    return any(_of_one_owner(hand, other, basis) for hand in through for other in theirs | also)


def words_of(evidence: Evidence, statement: Statement, basis: Basis) -> str:
    """The words of the evidence that are the speaker's: without "the minister said"."""
    article = basis.articles.get(evidence.article)
    inside = [(max(p.start, evidence.start), min(p.end, evidence.end)) for p in statement.content]
    parts = [article.text[start:end] for start, end in inside if start < end] if article else []
    return " ".join(parts) or evidence.text


def _says_with(statement: Statement, other: Origin, basis: Basis) -> bool:
    """Whether a statement is given to somebody else as well ("both Reed and Holm said")."""
    article = basis.articles.get(statement.article)
    source = article.text[statement.source.start : statement.source.end] if article and statement.source else ""
    return bool(_TWO.search(source)) and bool(name_words(other.name) & name_words(source))


def _anybody(statement: Statement, basis: Basis) -> bool:
    """Whether "authorities" say so, who may be those that another report names."""
    article = basis.articles.get(statement.article)
    return bool(
        article and statement.source and _ANYBODY.fullmatch(article.text, statement.source.start, statement.source.end)
    )


def _says(statement: Statement, passage: Evidence) -> bool:
    """Whether a passage holds some of what is said, and not only who says so."""
    return any(part.start < passage.end and passage.start < part.end for part in statement.content)


def _quotes(words: str, origin: Origin) -> bool:
    """Whether the words themselves tell that they come from this origin ("Reed said", or "Reed on the radio: “…”")."""
    names = name_words(origin.name)
    quoted = _QUOTED.search(words)
    before = words[: quoted.start()] if quoted else ""
    return (bool(_TELLS.search(words)) and bool(names & name_words(words))) or bool(
        before and names & name_words(before)
    )


def _report_confirms(one: Origin, report: str, other: Origin, words: str) -> bool:
    """Whether another outlet's report on a person confirms what that person says of himself; true of other pairs."""
    if one.kind != "outlet":
        return True
    if _INTENDS.search(report) or _INTENDS.search(words):
        return False
    return bool(name_words(other.name) & name_words(report)) and bool(_OF_HIMSELF.match(words))


def is_account(words: str, statement: Statement, basis: Basis) -> bool:
    """Whether the words tell that something is so: no question, condition, hope or judgement, nothing that holds in
    general; nor what somebody is advised, asked or promised.
    """
    article = basis.articles.get(statement.article)
    cue = article.text[statement.cue.start : statement.cue.end] if article and statement.cue else ""
    return not _NO_ACCOUNT.search(words) and not _EMBEDDED.match(words) and not _WISHES.search(cue)


def meet(a: str, b: str, *, report: bool) -> bool:
    """Whether two accounts have words enough in common to tell of one thing, and do not give different numbers.
    ``report``: one is an outlet's report on what the other says of himself.
    """
    a, b = clocks.spelt(a), clocks.spelt(b)
    numbers, others = (frozenset(_NUMBER.findall(words)) for words in (a, b))
    if numbers and others and not numbers & others:
        return False
    first, second = telling(a) | numbers, telling(b) | others
    common, shorter = len(first & second), min(len(first), len(second))
    if report or common >= FEW_SHARE * shorter:
        return common >= FEW_WORDS
    return common >= MEETING_WORDS and common >= MEETING_SHARE * shorter


def _differ(a: Evidence, b: Evidence, basis: Basis) -> bool:
    """Whether a conflict has a value in each of two passages."""
    return any(
        any(_holds(a, value) for value in conflict.values) and any(_holds(b, value) for value in conflict.values)
        for conflict in basis.conflicts
    )


def _holds(passage: Evidence, value: Value) -> bool:
    return passage.article == value.article and passage.start < value.end and value.start < passage.end


def _begins_with(words: str, origin: Origin) -> bool:
    """Whether the words begin with what this body did."""
    if origin.kind != "organisation":
        return False
    opening = _WORD.findall(_DETERMINER.sub("", words.strip(" \t\n\"“‘'")).casefold())[:OPENING_WORDS]
    names = [word.casefold() for word in _WORD.findall(origin.name)]
    return bool(names) and bool((name_words(origin.name) | {names[-1]}) & frozenset(opening))


def same_words(a: str, b: str) -> bool:
    """Whether two passages share a run of words that two people do not hit upon by chance."""
    return not runs(a).isdisjoint(runs(b))


@lru_cache(maxsize=16384)  # a passage may stand in many claims
def runs(words: str, count: int = SAME_WORDS) -> frozenset[tuple[str, ...]]:
    """The runs of ``count`` words, folded, but for stock phrases ("of the President of the United States") and
    names ("the Democratic Republic of Norland has").
    """
    every = _WORD.findall(words)
    telling_of = [_told(word) for word in every]
    folded = [word.casefold() for word in every]
    # a name alone tells nothing
    common = [bool(found) and not word[0].isupper() for word, found in zip(every, telling_of, strict=True)]
    found = set()
    for at in range(len(every) - count + 1):
        end = at + count
        if any(common[at:end]) and len(frozenset().union(*telling_of[at:end])) >= TELLING_OF_SAME:
            found.add(tuple(folded[at:end]))
    return frozenset(found)


@lru_cache(maxsize=65536)
def _told(word: str) -> frozenset[str]:
    return frozenset(telling(" ".join(telling_words(word))))
