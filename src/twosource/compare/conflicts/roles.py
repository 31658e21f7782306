"""What somebody is said to be, where the reports say it differently.

A role is read from the words directly before a name ("fire chief Mira Tolland") and from the apposition directly after
it ("Mira Tolland, a spokeswoman for the port"). Two reports differ if no role that one gives the person has its head
noun in the other, or if one noun is said of two bodies known by capital letters ("for the ABC", "XYZ spokeswoman").
What is only shorter, wider ("official", "man") or another word for the same office is no difference. ``rounding``:
somebody may bear both.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations, product
from typing import NamedTuple

from twosource.compare.conflicts.sight import Difference, Sight, value_of
from twosource.lexicon import persons
from twosource.lexicon.words import FUNCTION, SPEECH_VERBS, listed
from twosource.model import Passage

REACH = 80
"""Characters before and after a name in which its role stands."""

WIDE = listed("""
    man woman boy girl person child official officials leader member figure head chief boss star expert politician
    republican democrat conservative liberal immigrant father mother son daughter wife husband brother sister friend
    mr mrs ms sir president-elect candidate nominee native resident suspect victim witness hopeful billionaire
    dictator strongman businessman mogul celebrity personality icon aide ally critic contributor author host colleague
    appointee
    """)
"""Nouns that name no office, or one so wide that it holds another."""

NO_HEADS = listed("""
    former vice general special acting interim assistant associate deputy majority minority staff executive district
    first lady envoy-designate president-elect ex-president mr mrs ms prime fellow
    """)
"""Words of titles that no title ends in."""

_SAME = {
    "spokeswoman": "spokesman", "spokesperson": "spokesman", "advisor": "adviser", "chairwoman": "chairman",
    "chair": "chairman", "attorney": "lawyer", "counsel": "lawyer", "prosecutor": "lawyer", "ceo": "executive",
    "congresswoman": "lawmaker", "congressman": "lawmaker", "representative": "lawmaker", "rep": "lawmaker",
    "senator": "lawmaker", "sen": "lawmaker", "legislator": "lawmaker", "lawmaker": "lawmaker", "mp": "lawmaker",
    "gov": "governor", "professor": "academic", "prof": "academic", "lecturer": "academic", "scientist": "academic",
    "researcher": "academic", "justice": "judge", "dr": "doctor", "physician": "doctor", "surgeon": "doctor",
    "neurosurgeon": "doctor", "premier": "minister", "rapper": "singer", "musician": "singer", "activist": "activist",
    "reporter": "journalist", "correspondent": "journalist",
    "editor": "journalist",
    "rancher": "farmer", "cop": "officer", "policeman": "officer",
}  # fmt: skip
LAWMAKER = "lawmaker"
"""What many a chairman, leader and negotiator is as well."""
BESIDE = frozenset({"Dr", "Dr.", "Prof", "Prof."})
"""What somebody is called beside every office that he may hold."""
_WORD = re.compile(r"[^\W_]+(?:[.'’-][^\W_]+)*")
_APPOSED = re.compile(
    r",\s+(?:(?:a|an|the|his|her|its|their)\s+|(?=former|deputy|acting|[A-Z]{2,}))"
    r"([^,.;:—()\"“”\n]{3,80})"
)
_OWNED = re.compile(r"['’]s?\s")
_CAPITALS = re.compile(r"\b[A-Z]{3,6}\b")
_TITLE = re.compile(r"[^,.;:—()\"“”\n]*$")
_WHY = "The reports give the person different roles."


class Role(NamedTuple):
    """What somebody is said to be: the noun, bodies known by capital letters, and where it stands."""

    head: str
    bodies: frozenset[str]
    place: Passage


def differences(sight: Sight) -> Iterator[Difference]:
    """The roles that differ between the reports, one difference a person at most."""
    for entity in sight.entities:
        if entity.kind != "person":
            continue
        roles: dict[str, list[Role]] = defaultdict(list)
        for mention in sorted(entity.mentions):
            if mention.text[:1].isupper():
                roles[mention.article] += told(mention, sight.articles[mention.article].text)
        yield from _differing(roles, sight)


def _differing(roles: Mapping[str, Sequence[Role]], sight: Sight) -> Iterator[Difference]:
    for a, b in combinations(sorted(roles), 2):
        heads, others = {r.head for r in roles[a]}, {r.head for r in roles[b]}
        for mine, theirs in product(roles[a], roles[b]):
            if mine.place.text in BESIDE or theirs.place.text in BESIDE:
                continue
            apart = (not heads & others and LAWMAKER not in {mine.head, theirs.head}) or (
                mine.head == theirs.head and mine.bodies and theirs.bodies and not mine.bodies & theirs.bodies
            )
            if apart:
                values = (value_of(mine.place), value_of(theirs.place))
                claim = sight.holding(*values)
                if claim:
                    yield Difference(claim=claim, slot="person", kind="rounding", values=values, why=_WHY)
                    return


def told(mention: Passage, text: str, *, wide: bool = False) -> list[Role]:
    """The roles in a mention's title, before it, and after it; ``wide``: also those that name no office."""
    found = []
    lead = text[max(0, mention.start - REACH) : mention.start]
    before = _TITLE.search(lead[: lead.rfind(",")] if lead.endswith(", ") else lead)
    start = _opening(before[0], wide=wide) if before else None
    words = _WORD.findall(mention.text)
    inner = [w.casefold() for w in words[:-1]]
    if before and start is not None:
        at = mention.start - len(lead) + before.start() + start
        found += read_role(text, mention.article, at, mention.start - 2 * lead.endswith(", "), wide=wide)
    elif len(words) > 2 and any(_is_role(w, wide=wide) for w in inner) and not _OWNED.search(mention.text):  # noqa: PLR2004 - a title and a name
        last = max(i for i, w in enumerate(inner) if _is_role(w, wide=wide))
        found += read_role(
            text,
            mention.article,
            mention.start,
            mention.start + mention.text.index(words[last]) + len(words[last]),
            wide=wide,
        )
    after = _APPOSED.match(text, mention.end, min(len(text), mention.end + 2 * REACH))
    if after:
        found += read_role(text, mention.article, after.start(1), after.end(1), after=True, wide=wide)
    return found


def _opening(before: str, *, wide: bool) -> int | None:
    """Where the words of a title begin, in the words before a name; None if they end in no role."""
    words = list(_WORD.finditer(before))
    if not words or before[words[-1].end() :].strip() or not _is_role(words[-1][0].casefold(), wide=wide):
        return None
    first = len(words) - 1
    while first and words[first - 1][0].casefold() not in FUNCTION - {"former"} and first > len(words) - 7:
        gap = before[words[first - 1].end() : words[first].start()]
        word = words[first - 1][0]
        if gap.strip() or (word.islower() and not _may_modify(word)):
            break
        first -= 1
    return words[first].start()


def _may_modify(word: str) -> bool:
    ending = word.endswith(("ed", "ing", "s")) and word not in {"founding", "managing", "sitting", "leading"}
    return word in persons.TITLE_MODIFIERS or word in persons.ROLES or not ending


def _is_role(word: str, *, wide: bool = False) -> bool:
    """Whether a word is a role by itself; ``wide``: or may stand for one ("police chief")."""
    if wide and word in WIDE and (word in persons.ROLES or word in persons.OFFICES):
        return True
    return (word in persons.ROLES or word in persons.OFFICES or word in _SAME) and (
        word not in persons.TITLE_MODIFIERS | NO_HEADS
    )


def read_role(text: str, article: str, start: int, end: int, *, after: bool = False, wide: bool = False) -> list[Role]:
    """The role in a stretch of text, if its head is one."""
    found = [(w[0].casefold(), w.end()) for w in _WORD.finditer(text, start, end)]
    if after:
        spoken = next((i for i, (w, _) in enumerate(found) if i and w in SPEECH_VERBS), len(found))
        end = found[spoken - 1][1] if found else end
        cut = next((i for i, (w, _) in enumerate(found) if i and w in FUNCTION - {"former"}), len(found))
        found = found[: min(cut, spoken)]
    words = [w for w, _ in found]
    if not words or not _is_role(words[-1], wide=wide) or (words[-1] in WIDE and not wide):
        return []
    while end > start and text[end - 1].isspace():
        end -= 1
    place = Passage(article=article, start=start, end=end, text=text[start:end])
    head = "ceo" if words[-3:] == ["chief", "executive", "officer"] else words[-1]
    return [Role(_SAME.get(head, head), frozenset(_CAPITALS.findall(place.text)), place)]
