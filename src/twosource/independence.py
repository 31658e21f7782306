"""When two pieces of evidence are independent: the rules that ``standing`` counts by.

In: two :class:`Evidence` records and the :class:`Basis` of their story. Out: yes or no. Two are independent when all
of this holds; whatever is not known counts against it:

- they stand in articles of two different outlets, both known, that are not copies of one another;
- each is a statement with a source that is asserted, not hedged or denied: an outlet's own voice tells nothing about
  where it has it from, so it confirms nothing;
- the sources are different, known by their (full) name, and not tied (a company and its spokesman, a person and his
  lawyer: ``ties``): "the company" may be any company named elsewhere, and a document speaks for whoever wrote it,
  unless it is a recording;
- neither is relayed by the other's outlet, both are not relayed by the same outlet, neither quotes the other;
- each gives an account: a question, a condition, a hope or a judgement is no fact that another can confirm;
- both tell of the same thing in at least some of the same words;
- the wording is not the same: one remark given to two people is a remark of unknown lineage;
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
from collections.abc import Iterable

from msgspec import Struct

from twosource.likeness import telling
from twosource.model import Article, Copy, Entity, Evidence, Origin, Statement
from twosource.ties import Ties, name_words, telling_words, tied

SAME_WORDS = 6
"""So many words in a row that two statements share make them one remark: in the training stories different speakers'
words on one fact share five at most."""

MEETING_WORDS = 2
"""So many telling words two accounts of one thing share at least. Grouping passages into claims errs mostly on pairs
that share none or one, and a wrong corroboration is the dearest error (training stories, example)."""

FULL_NAME = 2
"""Words of a person's name: "Kim" may be any Kim, and a handle may be anybody."""

NAMED = frozenset({"person", "organisation", "document"})

_WITNESSES = re.compile(
    r"\b(?:eye-?)?witness(?:es)?\b|\b(?:resident|neighbou?r|bystander|passenger|survivor|victim)s?\b", re.IGNORECASE
)
_TELLS = re.compile(
    r"\b(?:said|says?|told|tells|according to|announced|wrote|writes|reported|confirmed|claims|claimed|quoted|citing|"
    r"cited)\b",
    re.IGNORECASE,
)
_RECORDINGS = re.compile(
    r"\b(?:video|footage|recording|audio|tape|photo(?:graph)?s?|images?|camera|transcript|satellite)\b", re.IGNORECASE
)
_ONE_OF_A_KIND = re.compile(
    r"\b(?:police|prosecutors?|firefighters?|fire (?:department|brigade|service)|hospital|coast ?guard|mayor|airport|"
    r"sheriff|coroner|port authority|weather service)\b",
    re.IGNORECASE,
)
_DETERMINER = re.compile(r"^(?:the|a|an|its|their|his|her|our|some|one|two)\s+", re.IGNORECASE)
_CAPITAL = re.compile(r"(?<!\w)[^\W\d_a-z]")
_NO_ACCOUNT = re.compile(r"\?|\b(?:[Ii]f|should|might|could|may|hopes?|hoped|rightly|wrongly|welcomed|predict\w*)\b")
_EMBEDDED = re.compile(r"\W*(?:what|how|why|whether|who|which|where)\b", re.IGNORECASE)
_OF_HIMSELF = re.compile(
    r"\W*(?:that\s+)?(?:(?:at|in|on|as|after|before)\b[^,.]{0,60},\s*)?(?:he|she|I|we|his|her|my|our)\b", re.IGNORECASE
)
_WORD = re.compile(r"\w+")
_ARTICLE = re.compile(r"^the\s+")
_WEB = re.compile(r"^(?:https?://)?(?:www\.)?|\.(?:com|co\.uk|org|net)/?$")
_NO_WORD = re.compile(r"[\W_]+")
_AGENCIES = {
    "associatedpress": "ap",
    "associatedpressap": "ap",
    "agencefrancepresse": "afp",
    "agencefrancepresseafp": "afp",
    "thomsonreuters": "reuters",
}


class Basis(Struct, frozen=True):
    """What the standings of one story rest on; all of it stands in a dossier. Made by :func:`basis`."""

    articles: dict[str, Article]
    statements: dict[str, Statement]
    origins: dict[str, Origin]
    copies: tuple[Copy, ...]
    families: dict[str, frozenset[str]]
    """For each article that is a copy, it and its copies."""
    ties: Ties
    press: dict[str, tuple[str, ...]]


def basis(
    *,
    articles: Iterable[Article],
    statements: Iterable[Statement],
    origins: Iterable[Origin],
    copies: Iterable[Copy] = (),
    entities: Iterable[Entity] = (),
) -> Basis:
    """Index what a dossier holds, once for all its claims."""
    by_id = {article.id: article for article in articles}
    ordered = sorted(origins, key=lambda origin: origin.id)
    copies = tuple(sorted(copies, key=lambda copy: (copy.articles, copy.extent)))
    ties = tied(by_id, entities, ordered)
    return Basis(
        articles=by_id,
        statements={statement.id: statement for statement in statements},
        origins={origin.id: origin for origin in ordered},
        copies=copies,
        families=_families(copies),
        ties=ties,
        press=_press(ordered, ties),
    )


def independent(a: Evidence, a_origin: str, b: Evidence, b_origin: str, basis: Basis) -> bool:
    """Whether two pieces of evidence, taken as coming from these two of their origins, are independent."""
    one, other = basis.origins.get(a_origin), basis.origins.get(b_origin)
    said, also = basis.statements.get(a.statement or ""), basis.statements.get(b.statement or "")
    if one is None or other is None or said is None or also is None or one.id == other.id:
        return False
    return (
        reports_differ(a.article, b.article, basis)
        and said.certainty == also.certainty == "asserted"
        and _kinds_allow(one, other)
        and _is_account(_words(a, said, basis))
        and _is_account(_words(b, also, basis))
        and not _of_the_press(a.article, one, basis)
        and not _of_the_press(b.article, other, basis)
        and not are_tied(one.id, other.id, basis)
        and not (one.kind == "anonymous" and said.relayed_by)
        and not (other.kind == "anonymous" and also.relayed_by)
        and not _relayed(hands(said, one), {outlet_of(b.article, basis), outlet_key(other.name)}, hands(also, other))
        and not _relayed(hands(also, other), {outlet_of(a.article, basis), outlet_key(one.name)}, hands(said, one))
        and not _quotes(_words(a, said, basis), other)
        and not _quotes(_words(b, also, basis), one)
        and not _same_words(_words(a, said, basis), _words(b, also, basis))
        and _meet(_words(a, said, basis), _words(b, also, basis))
        and _report_confirms(one, _words(a, said, basis), other, _words(b, also, basis))
        and _report_confirms(other, _words(b, also, basis), one, _words(a, said, basis))
    )


def reports_differ(a: str, b: str, basis: Basis) -> bool:
    """Whether two articles are of different, known outlets and not copies of one another. The outlets of an article's
    copies count as its own: a text that an unknown outlet carries as well may come from there.
    """
    ours, theirs = (basis.families.get(article, frozenset({article})) for article in (a, b))
    if ours & theirs:
        return False
    mine, other = ({outlet_of(article, basis) for article in family} for family in (ours, theirs))
    return not any(outlets_alike(x, y) for x in mine for y in other)


def _families(copies: Iterable[Copy]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for copy in copies:
        for article in copy.articles:
            found.setdefault(article, set()).update(copy.articles)
    return {article: frozenset(found[article]) for article in sorted(found)}


def outlets_alike(a: str | None, b: str | None) -> bool:
    """Whether two keys of outlets may mean one house ("bellnews", "bellnewsonline"); an unknown one may be any."""
    return not a or not b or a.startswith(b) or b.startswith(a)


def are_tied(a: str, b: str, basis: Basis) -> bool:
    """Whether one origin speaks for the other, or is called by its name."""
    return (min(a, b), max(a, b)) in basis.ties


def outlet_of(article: str, basis: Basis) -> str | None:
    """The key of an article's outlet; None if it is not known."""
    known = basis.articles.get(article)
    return (outlet_key(known.outlet) or None) if known and known.outlet else None


def outlet_key(name: str) -> str:
    """An outlet's name as it is compared: case, article, punctuation and web address aside."""
    folded = _NO_WORD.sub("", _ARTICLE.sub("", _WEB.sub("", name.strip().casefold())))
    return _AGENCIES.get(folded, folded)


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


def _relayed(through: frozenset[str], theirs: set[str | None], also_through: frozenset[str]) -> bool:
    """Whether a statement came through the other's outlet or origin, or both through the same hands."""
    return bool(through & theirs) or bool(through & also_through)


def _words(evidence: Evidence, statement: Statement, basis: Basis) -> str:
    """The words of the evidence that are the speaker's: without "the minister said"."""
    article = basis.articles.get(evidence.article)
    inside = [(max(p.start, evidence.start), min(p.end, evidence.end)) for p in statement.content]
    parts = [article.text[start:end] for start, end in inside if start < end] if article else []
    return " ".join(parts) or evidence.text


def _quotes(words: str, origin: Origin) -> bool:
    """Whether the words themselves tell that they come from this origin."""
    return bool(_TELLS.search(words)) and bool(name_words(origin.name) & name_words(words))


def _report_confirms(one: Origin, report: str, other: Origin, words: str) -> bool:
    """Whether another outlet's report on a person confirms what that person says of himself; true of other pairs."""
    if one.kind != "outlet":
        return True
    return bool(name_words(other.name) & name_words(report)) and bool(_OF_HIMSELF.match(words))


def _is_account(words: str) -> bool:
    """Whether the words tell that something is so: no question, condition, hope or judgement."""
    return not _NO_ACCOUNT.search(words) and not _EMBEDDED.match(words)


def _meet(a: str, b: str) -> bool:
    return len(telling(a) & telling(b)) >= MEETING_WORDS


def _same_words(a: str, b: str) -> bool:
    """Whether two passages share a run of words that two people do not hit upon by chance."""
    first, second = ([word.casefold() for word in _WORD.findall(text)] for text in (a, b))
    runs = {tuple(first[at : at + SAME_WORDS]) for at in range(len(first) - SAME_WORDS + 1)}
    return any(tuple(second[at : at + SAME_WORDS]) in runs for at in range(len(second) - SAME_WORDS + 1))
