"""What descriptions and titles say of somebody: roles, and whether two of them may be one's.

In: the text of a description, or a name with its title. Out: a :class:`Role`: the head noun ("envoy"), the words
before it, whose it is ("Russia's", "of Russia"), whether it is definite and whether plural. ``compatible`` says
whether a bearer of one role may be meant by another description: not if they are of different nations or creeds, and
not if one is a deputy's. Words are folded; nouns for the same office share one head ("congressman", "Rep.").
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from twosource.compare.entities.items import Item, words_of
from twosource.lexicon import organisations, persons, places
from twosource.lexicon.words import DETERMINERS, FUNCTION, listed

PLAIN = listed(
    """
    federal state local city national international government independent public private same powerful giant global
    big large main new nonpartisan leading major whole entire regional foreign domestic current top u.s. us american
    """
)
"""Modifiers that fit any body of a kind."""

GENERIC = listed(
    """
    man woman boy girl person child friend colleague critic opponent supporter member figure fellow head star
    resident expert worker parent mother father son daughter wife husband brother sister student reporter journalist
    partner user customer patient victim witness passenger guest writer author winner loser owner official source
    leader lawyer attorney spokesman spokeswoman spokesperson candidate
    """
)
"""Roles that many bear: "the official" is linked within an article only, and only to a bearer told by apposition."""

OWNED = frozenset({"his", "her", "its", "their"})
"""Owners that are pronouns."""

_SAME = {
    "sen.": "senator",
    "sen": "senator",
    "rep.": "congressman",
    "rep": "congressman",
    "representative": "congressman",
    "congresswoman": "congressman",
    "gov.": "governor",
    "gov": "governor",
    "gen.": "general",
    "gen": "general",
    "col.": "colonel",
    "capt.": "captain",
    "sgt.": "sergeant",
    "prof.": "professor",
    "prof": "professor",
    "amb.": "ambassador",
    "adm.": "admiral",
    "dr": "doctor",
    "dr.": "doctor",
    "justice": "judge",
    "emissary": "envoy",
    "counsellor": "counselor",
    "advisor": "adviser",
    "chairwoman": "chair",
    "chairman": "chair",
    "chairperson": "chair",
    "chief": "head",
    "boss": "head",
    "ceo": "executive",
    "premier": "minister",
}


def _nations_joined(words: tuple[str, ...]) -> tuple[str, ...]:
    """Words with two-word adjectives of nations as one: "north korean"."""
    out: list[str] = []
    for word in words:
        if out and f"{out[-1]} {word}" in places.ADJECTIVES:
            out[-1] = f"{out[-1]} {word}"
        else:
            out.append(word)
    return tuple(out)


_JOINERS = frozenset({"of", "for", "at", "to", "in", "with", "from", "on"})
"""Words with which a noun phrase goes on after its noun."""


class Role(NamedTuple):
    """What a description says: its head noun, the words before it, and whose it is (folded words)."""

    head: str
    modifiers: frozenset[str]
    definite: bool
    plural: bool
    owner: frozenset[str]


def read(text: str) -> Role:
    """A description taken apart."""
    words = _nations_joined(words_of(text))
    cut = next((i for i, w in enumerate(words) if w in _JOINERS and i > 0), len(words))
    body, after = words[:cut], words[cut + 1 :]
    if cut < len(words) and after[:1] and after[0] in {"staff", "state"}:
        body = (*words[: cut - 1], f"{words[cut - 1]} of {after[0]}")
    mark = max((i for i, w in enumerate(body) if w == "'s"), default=-1)
    owner = frozenset(w for w in (*body[: max(mark, 0)], *after) if w not in FUNCTION)
    own = body[mark + 1 :]
    head = own[-1] if own else ""
    plural = head in persons.GROUPS or persons.singular(head) != head
    first = words[0] if words else ""
    modifiers = frozenset(w for w in own[:-1] if w not in DETERMINERS and w not in {"former", "own"})
    definite = mark >= 0 or first in DETERMINERS - {"a", "an", "another", "some"}
    if head == "representative" and "special" in modifiers:
        head = "envoy"
    return Role(_SAME.get(head, head), modifiers, definite, plural, owner)


def title_role(item: Item) -> Role | None:
    """The role in a name's title: "Russian Foreign Minister" -> minister."""
    title = [w for w in _nations_joined(item.name.title) if w not in persons.ADDRESS or persons.ADDRESS[w] is None]
    heads = [i for i, w in enumerate(title) if w in persons.OFFICES or w in persons.ROLES or w in _SAME]
    if not heads:
        return None
    at = heads[-1]
    owner = frozenset(places.COUNTRY_OF.get(w, w) for w in title[at + 1 :] if w not in FUNCTION)
    head = title[at]
    if at + 2 < len(title) and title[at + 1] == "of":
        head = f"{head} of {title[at + 2]}" if title[at + 2] in {"state", "staff"} else head
    return Role(_SAME.get(head, head), frozenset(title[:at]), definite=True, plural=False, owner=owner)


def repeats(role: Role, before: Role) -> bool:
    """Whether a description may take up the one before: it is definite, or a group's, and adds nothing new."""
    if role.plural != before.plural or not (role.definite or role.head in persons.GROUPS):
        return False
    return role.modifiers <= before.modifiers and role.owner <= before.owner | before.modifiers


def nation(words: Iterable[str]) -> set[str]:
    """Countries and places among words, adjectives as their countries."""
    return {place for word in words if (place := _place(word))}


@lru_cache(maxsize=65536)
def _place(word: str) -> str | None:
    """The place that a word names or is an adjective of."""
    country = places.COUNTRY_OF.get(word, word)
    named = places.ALIASES.get(country, country)
    return named if places.is_place(named) else None


def compatible(role: Role, other: Role) -> bool:
    """Whether a bearer of ``other`` may be meant by ``role``: no other nation, no other modifier."""
    mine, theirs = nation(role.modifiers | role.owner), nation(other.modifiers | other.owner)
    if mine and theirs and not mine & theirs:
        return False
    special = {w for w in role.modifiers if w in places.ADJECTIVES and w not in places.COUNTRY_OF}
    if special and not special & (other.modifiers | other.owner):
        return False
    own = {w for w in role.modifiers - _ANY if w in persons.TITLE_MODIFIERS or w in persons.OFFICES}
    its = {w for w in other.modifiers if w in persons.TITLE_MODIFIERS or w in persons.OFFICES}
    return own <= its and not (its - own) & _LESSER


_ANY = frozenset({"federal", "national"})
"""Modifiers that the bearer's title may leave out: "a federal judge" is a district judge."""

_LESSER = frozenset({"vice", "deputy", "assistant", "under", "associate", "first", "second", "acting", "interim"})
"""Modifiers that make another office: a deputy minister is not "the minister"."""


def meant(role: Role) -> tuple[str, ...]:
    """The heads that a description's head may take up: "the lawmaker" a senator, "the Russian leader" a president."""
    if role.head == "lawmaker":
        return ("lawmaker", "congressman", "senator", "mp")
    if role.head == "leader" and nation(role.modifiers | role.owner):
        return _LEADERS
    return (role.head,)


def meant_formerly(head: str) -> tuple[str, ...]:
    """The heads that "the former leader", "the former president" may take up."""
    heads = _LEADERS if head == "leader" else (head,)
    return (*heads, *(f"ex-{h}" for h in heads))


def is_former(role: Role) -> bool:
    """Whether a title tells that its bearer no longer has the office: "ex-President", "former President"."""
    return "former" in role.modifiers or role.head.startswith("ex-")


_LEADERS = ("leader", "president", "minister", "chancellor", "king", "dictator")
"""What the leader of a country may be."""


def fits_name(role: Role, words: tuple[str, ...]) -> bool:
    """Whether what is said before a noun fits a body's name: "the credit bureau" is no Census Bureau, and "Norland's
    news agency" not the Amber News Agency.
    """
    told = {m for m in role.modifiers | role.owner if m not in PLAIN and not m.isdigit() and "-" not in m}
    where = nation(told)
    if len(told) > len(where) > 0 and not where & nation(words):
        return False
    return not told or bool(told & set(words))


def is_company(words: tuple[str, ...]) -> bool:
    """Whether a name is plainly a company's."""
    return any(w in organisations.SUFFIXES for w in words)


def may_be_company(words: tuple[str, ...]) -> bool:
    """Whether a name may be a company's: nothing in it tells another kind of body, and it is no known office."""
    public = organisations.OPENERS - organisations.NOUN_CLASSES["company"] - {"trust", "fund", "service", "foundation"}
    return is_company(words) or not (set(words) & (public | _PUBLIC))


_PUBLIC = listed(
    """
    police forces force command headquarters congress senate parliament pentagon kremlin white nato un eu fbi cia nsa
    republicans democrats taliban hamas state states government act law
    """
)
