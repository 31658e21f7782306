"""Descriptions put to the names they stand for.

First what the text itself says: an apposition ("The envoy, Kirill Dmitriev,", "Dmitriev, a former banker,"), a role
before a name ("special envoy Steve Witkoff"), and "is", "was", "serves as" between the two. From these and from the
titles in names comes who bears which role. Then each definite description ("the envoy", "Russia's president") goes to
the one bearer of its role in its article, else in the story, if nothing it says contradicts what the bearer is called;
of several bearers to the one that its modifiers pick, or that the article speaks of by far the most. "the agency",
"the company" go to the one body of the article that is one. A description opening a report ("A Kremlin envoy said
...") goes to the person named as subject of one of the next two sentences.

A description that nobody bears stays unlinked, or is joined to the same description elsewhere in its article.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from twosource.compare.entities_items import Groups, Item, words_of
from twosource.compare.entities_names import fold
from twosource.lexicon import organisations, persons, places
from twosource.lexicon.words import is_ordinary, DETERMINERS, FUNCTION, listed
from twosource.model import Article

DOMINANT = 3
"""How many times as often as the next bearer an article must name a bearer to be meant by a bare description."""

REACH = 2
"""Sentences back in which "the company" looks for the one body named there (``stories/train``)."""

AHEAD = 3
"""Sentences within which the person is named whom an opening description means (``stories/train``)."""

_APPOSABLE = (
    organisations.NOUN_CLASSES["company"]
    | organisations.NOUN_CLASSES["outlet"]
    | listed("agency bureau group party union regulator watchdog organisation organization charity movement club team")
)
"""Nouns that can follow a body's name ("the Oregonian newspaper") and take up the last body named."""

_ONE_OF_A_STORY = listed("administration ministry commission bureau department parliament committee")
"""Nouns by which a report may call a body that only another report of the story names."""

_COPULAS = frozenset(
    {"is", "was", "is also", "was also", ", who is", ", who was", "serves as", ", who serves as", ", who served as"}
    | {
        "served as",
        "became",
        "is now",
        "remains",
        ", who also serves as",
        ", who is also",
        "also serves as",
        "and serves as",
    }
)
_GENERIC = listed(
    """
    man woman boy girl person child friend colleague critic opponent supporter member figure fellow head star
    resident expert worker parent mother father son daughter wife husband brother sister student reporter journalist
    partner user customer patient victim witness passenger guest writer author winner loser owner official source
    leader lawyer attorney spokesman spokeswoman spokesperson candidate
    """
)
"""Roles that many bear: "the official" is linked within an article only, and only to a bearer told by apposition."""

_SAME = {
    "sen.": "senator",
    "sen": "senator",
    "rep.": "representative",
    "rep": "representative",
    "congressman": "representative",
    "congresswoman": "representative",
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
    "representative": "envoy",
    "emissary": "envoy",
    "counsellor": "counselor",
    "advisor": "adviser",
    "chairwoman": "chair",
    "chairman": "chair",
    "chairperson": "chair",
    "chief": "head",
    "boss": "head",
    "ceo": "executive",
    "judge": "judge",
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
    cut = next((i for i, w in enumerate(words) if w in {"of", "for"} and i > 0), len(words))
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
    return Role(_SAME.get(head, head), modifiers, definite, plural, owner)


class _Bearers:
    """Who bears which role: article and story, group by group."""

    def __init__(self) -> None:
        self.story: dict[str, dict[int, list[tuple[int, Role]]]] = defaultdict(lambda: defaultdict(list))

    def tell(self, group: int, article: int, role: Role) -> None:
        if role.head and not role.plural:
            self.story[role.head][group].append((article, role))

    def of(self, head: str, groups: Groups, article: int | None) -> dict[int, list[Role]]:
        """Group -> the roles with this head it bears, in one article or in the story."""
        out: dict[int, list[Role]] = defaultdict(list)
        for group, told in self.story.get(head, {}).items():
            for where, role in told:
                if article is None or where == article:
                    out[groups.of(group)].append(role)
        return out


def _title_role(item: Item) -> Role | None:
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
    return Role(_SAME.get(head, head), frozenset(title[:at]), True, False, owner)


class Linker:
    """Links the descriptions of a story; holds what the steps share."""

    def __init__(self, every: Sequence[Item], groups: Groups, articles: Sequence[Article]) -> None:
        self.every, self.groups, self.articles = every, groups, articles
        self.bearers = _Bearers()
        self.roles = {item.number: read(item.text) for item in every if item.described}
        self.linked: set[int] = set()
        self.by_article: dict[int, list[Item]] = defaultdict(list)
        for item in every:
            self.by_article[item.article].append(item)

    def run(self) -> None:
        """All steps, the surest first."""
        for item in self.every:
            role = _title_role(item) if item.named and item.person else None
            if role:
                self.bearers.tell(self.groups.of(item), item.article, role)
        for found in self.by_article.values():
            self._said(found)
        for found in self.by_article.values():
            self._lead(found)
            self._ahead(found)
        for item in self.every:
            if item.described and item.number not in self.linked:
                self._definite(item)
        for found in self.by_article.values():
            self._repeated(found)
            self._owned(found)

    # --- what the text says ------------------------------------------------------------------------------------

    def _said(self, found: Sequence[Item]) -> None:
        """Appositions, roles before names and copulas between neighbouring mentions of one sentence."""
        plain = [item for item in found if item.mention.form != "pronoun"]
        for i, left in enumerate(plain):
            for right in plain[i + 1 : i + 4]:
                if right.sentence != left.sentence:
                    break
                if left.mention.end <= right.mention.start and self._pair(left, right):
                    break

    def _pair(self, left: Item, right: Item) -> bool:
        """Join a description and a name if the words between and after say that they are one."""
        description, name = (left, right) if left.described else (right, left)
        if not description.described or not name.named or description.number in self.linked:
            return False
        role = self.roles[description.number]
        if role.plural or not _kinds_agree(description, name):
            return False
        text = self.articles[left.article].text
        between = text[left.mention.end : right.mention.start].strip()
        after = text[right.mention.end : right.mention.end + 12]
        said = between in _COPULAS if left.named else False
        said = (
            said or (between == "," and self._closed(left, right, after)) or (between in {"", "("} and left.described)
        )
        return said and self._take(description, name)

    def _closed(self, left: Item, right: Item, after: str) -> bool:
        """Whether the second part of an apposition is closed by a mark or goes on as a description does."""
        if after[:1] in {",", ".", ";", ")", "—", "–", ":"} or after[:3] in {" - ", " — ", " – "}:
            return left.described or not self._listed(left, right)
        word = after.split(" ")[1] if after.startswith(" ") and len(after.split(" ")) > 1 else ""
        if left.named and right.described:
            return word in {"of", "at", "for", "in", "who", "with", "from", "to", "on", "whose", "and"}
        return False

    def _listed(self, left: Item, right: Item) -> bool:
        """Whether the two stand in a list: the description is followed by ", and"."""
        text = self.articles[left.article].text
        return text[right.mention.end : right.mention.end + 5] == ", and"

    def _take(self, description: Item, name: Item) -> bool:
        if not self.groups.join(name, description):
            return False
        role = self.roles[description.number]
        self.linked.add(description.number)
        self.bearers.tell(self.groups.of(name), description.article, role)
        gender = persons.ROLE_GENDER.get(words_of(description.text)[-1])
        if gender and name.person:
            self.groups.tell(name, gender)
        return True

    # --- a description that opens the report -------------------------------------------------------------------

    def _lead(self, found: Sequence[Item]) -> None:
        """ "A Kremlin envoy said ... . Kirill Dmitriev, who ...": the opening description is the next subject's."""
        body = [i for i in found if i.mention.form != "pronoun" and not self._headline(i)]
        if not body:
            return
        opening = body[0]
        role = self.roles.get(opening.number)
        starts = self._start_of_sentence(opening)
        if role is None or not starts or not opening.person or role.plural or opening.number in self.linked:
            return
        first = opening.sentence
        inside = [i for i in body if i.named and i.person and i.sentence == first]
        if any(i.mention.start >= opening.mention.end for i in inside):
            return
        for item in body:
            if first < item.sentence <= first + 2:
                if item.named and item.person and len(item.name.words) > 1 and self._new(item, found):
                    if self._start_of_sentence(item) or self._alone(item, body):
                        self._take(opening, item)
                    return
                if (
                    self._start_of_sentence(item)
                    and item.described
                    and self.roles[item.number].head == role.head
                    and item.number in self.linked
                ):
                    self.groups.join(item, opening)
                    self.linked.add(opening.number)
                    return

    def _ahead(self, found: Sequence[Item]) -> None:
        """ "A federal judge ruled ... . Judge Ann Hale ...": a role told without a name before the one person of that
        role is named.
        """
        for item in found:
            role = self.roles.get(item.number)
            if role is None or role.definite or role.plural or not item.person or item.number in self.linked:
                continue
            bearers = self._fitting(self.bearers.of(role.head, self.groups, item.article), role)
            firsts = [self._first_name(group, found) for group in bearers]
            close = [i for i in firsts if i and i.number > item.number and i.sentence - item.sentence <= AHEAD]
            if len(close) == 1 and self.groups.join(close[0], item):
                self.linked.add(item.number)

    def _first_name(self, group: int, found: Sequence[Item]) -> Item | None:
        """Where an article first names a group, its headline aside."""
        return next((i for i in found if i.named and self.groups.of(i) == group and not self._headline(i)), None)

    def _headline(self, item: Item) -> bool:
        return item.sentence == 0 and any(
            m.kind == "headline" and m.start <= item.mention.start < m.end for m in self.articles[item.article].marks
        )

    def _start_of_sentence(self, item: Item) -> bool:
        before = self.articles[item.article].text[max(0, item.mention.start - 3) : item.mention.start]
        return before == "" or before.rstrip(' "“')[-1:] in {"", "\n", ".", "—", "-", "–", "”"}

    def _alone(self, item: Item, body: Sequence[Item]) -> bool:
        """Whether no other person is named in an item's sentence."""
        return not any(i.named and i.person and i.sentence == item.sentence and i is not item for i in body)

    def _new(self, item: Item, found: Sequence[Item]) -> bool:
        """Whether a person is not named before, but in the headline."""
        group = self.groups.of(item)
        return not any(
            i.named and i.number < item.number and self.groups.of(i) == group and not self._headline(i) for i in found
        )

    # --- definite descriptions ---------------------------------------------------------------------------------

    def _definite(self, item: Item) -> None:
        role = self.roles[item.number]
        if role.head == "police":
            self._body(item, role)
            return
        if role.plural or not (role.definite or self._bare(item, role)) or not role.head:
            return
        if words_of(item.text)[0] in {"his", "her", "their", "its"}:
            return
        if item.person:
            self._person(item, role)
        else:
            self._body(item, role)

    def _bare(self, item: Item, role: Role) -> bool:
        """Whether a description has no article at all, as in a headline."""
        return words_of(item.text)[0] not in DETERMINERS and role.head not in _GENERIC

    def _person(self, item: Item, role: Role) -> None:
        if self._several(item, role):
            return
        here = self._fitting(self.bearers.of(role.head, self.groups, item.article), role)
        anywhere = self._fitting(self.bearers.of(role.head, self.groups, None), role)
        mine = _nation(role.modifiers | role.owner)
        told = {group for group in anywhere if mine & self._nations(role.head, group)}
        if mine and told:
            here = {group: roles for group, roles in here.items() if group in told}
            anywhere = {group: roles for group, roles in anywhere.items() if group in told}
        elif mine and len(anywhere) > 1:
            return
        chosen = self._pick(item, role, here)
        if chosen is None and not here and role.head not in _GENERIC:
            chosen = self._pick(item, role, anywhere)
        if chosen is not None and self.groups.join(chosen, item):
            self.linked.add(item.number)

    def _several(self, item: Item, role: Role) -> bool:
        """Whether the article has introduced somebody else of that role without a name ("a reporter")."""
        return any(
            i.number < item.number and i.number not in self.linked and other.head == role.head and not other.definite
            for i in self.by_article[item.article]
            if (other := self.roles.get(i.number)) is not None and not self._headline(i)
        )

    def _fitting(self, bearers: dict[int, list[Role]], role: Role) -> dict[int, list[Role]]:
        return {group: told for group, told in bearers.items() if all(_compatible(role, other) for other in told)}

    def _nations(self, head: str, group: int) -> set[str]:
        """The nations told anywhere in the story with a role of a group."""
        told = self.bearers.of(head, self.groups, None).get(group, [])
        return {nation for role in told for nation in _nation(role.modifiers | role.owner)}

    def _pick(self, item: Item, role: Role, bearers: dict[int, list[Role]]) -> int | None:
        """The bearer that is meant: the only one, the one its modifiers pick, or the dominant one."""
        if len(bearers) > 1 and (role.modifiers or role.owner):
            wanted = _nation(role.modifiers | role.owner)
            picked = {g: t for g, t in bearers.items() if any(wanted & _nation(o.modifiers | o.owner) for o in t)}
            bearers = picked or bearers
        if not bearers:
            return None
        counts = sorted(((self._named_before(item, g), -g) for g in bearers), reverse=True)
        if not counts[0][0]:
            last = self.by_article[item.article][-1]
            counts = sorted(((self._named_before(last, g), -g) for g in bearers), reverse=True)
        if len(bearers) == 1:
            return -counts[0][1]
        return -counts[0][1] if counts[0][0] > 0 and counts[0][0] >= DOMINANT * counts[1][0] else None

    def _named_before(self, item: Item, group: int) -> int:
        """How often the article names a group, up to the item."""
        return sum(
            1
            for i in self.by_article[item.article]
            if i.named and i.number < item.number and self.groups.of(i) == group
        )

    def _body(self, item: Item, role: Role) -> None:
        """ "the agency", "the company": the body of this article that is one."""
        if self._named_inside(item, role):
            return
        told = self._fitting(self.bearers.of(role.head, self.groups, item.article), role)
        named = {self.groups.of(i) for i in self.by_article[item.article] if _is_a(i, role)}
        candidates = {**{g: told.get(g, []) for g in sorted(named)}, **told}
        chosen = self._pick(item, role, candidates)
        if not candidates and not _nation(role.modifiers | role.owner):
            elsewhere = {self.groups.of(i) for i in self.every if _is_a(i, role)}
            chosen = elsewhere.pop() if len(elsewhere) == 1 and role.head in _ONE_OF_A_STORY else None
        if chosen is None and not candidates:
            chosen = self._recent(item, role)
        if chosen is not None and self.groups.join(chosen, item):
            self.linked.add(item.number)

    def _named_inside(self, item: Item, role: Role) -> bool:
        """ "the Oregonian newspaper": join the description to the body named right before its noun."""
        if role.head not in _APPOSABLE:
            return False
        for other in self.by_article[item.article]:
            inside = other.named and item.mention.start <= other.mention.start and other.mention.end < item.mention.end
            if inside and other.mention.kind in {"organisation", "other"}:
                between = self.articles[item.article].text[other.mention.end : item.mention.end].strip()
                if fold(between) == role.head and self.groups.join(other, item):
                    self.linked.add(item.number)
                    return True
        return False

    def _recent(self, item: Item, role: Role) -> int | None:
        """The one body named in this sentence before the noun, or else in the two sentences before."""
        if role.head not in _APPOSABLE or role.owner or not all(is_ordinary(w) for w in role.modifiers):
            return None
        outlet = role.head in organisations.NOUN_CLASSES["outlet"]
        near = [
            i
            for i in self.by_article[item.article]
            if i.named
            and i.mention.kind == "organisation"
            and _outlet(i) == outlet
            and i.number < item.number
            and item.sentence - i.sentence <= REACH
        ]
        found = {self.groups.of(i) for i in near}
        return found.pop() if len(found) == 1 else None

    # --- the rest ----------------------------------------------------------------------------------------------

    def _repeated(self, found: Sequence[Item]) -> None:
        """Join a definite description that nobody bears to the same noun's last description in the article."""
        last: dict[tuple[str, str], Item] = {}
        for item in found:
            role = self.roles.get(item.number)
            if role is None or not role.head or item.number in self.linked or words_of(item.text)[0] in _OWNED:
                continue
            key = (role.head, item.mention.kind)
            before = last.get(key)
            if before is not None and _repeats(role, self.roles[before.number]):
                self.groups.join(before, item)
            last[key] = item

    def _owned(self, found: Sequence[Item]) -> None:
        """Join "her cousin" to the one that the article names ("her cousin, Ben Hale,")."""
        told: dict[tuple[str, ...], set[int]] = defaultdict(set)
        for item in found:
            if item.number in self.linked and words_of(item.text)[0] in _OWNED:
                told[words_of(item.text)].add(self.groups.of(item))
        for item in found:
            groups = (
                told.get(words_of(item.text), set()) if item.described and item.number not in self.linked else set()
            )
            if len(groups) == 1 and self.groups.join(next(iter(groups)), item):
                self.linked.add(item.number)


_OWNED = frozenset({"his", "her", "its", "their"})


def _repeats(role: Role, before: Role) -> bool:
    """Whether a description may take up the one before: it is definite, or a group's, and adds nothing new."""
    if role.plural != before.plural or not (role.definite or role.head in persons.GROUPS):
        return False
    return role.modifiers <= before.modifiers and role.owner <= before.owner | before.modifiers


def _nation(words: Iterable[str]) -> set[str]:
    """Countries and places among words, adjectives as their countries."""
    named = {places.ALIASES.get(places.COUNTRY_OF.get(w, w), places.COUNTRY_OF.get(w, w)) for w in words}
    return {w for w in named if places.is_place(w)}


def _compatible(role: Role, other: Role) -> bool:
    """Whether a bearer of ``other`` may be meant by ``role``: no other nation, no other modifier."""
    mine, theirs = _nation(role.modifiers | role.owner), _nation(other.modifiers | other.owner)
    if mine and theirs and not mine & theirs:
        return False
    special = {w for w in role.modifiers if w in places.ADJECTIVES and w not in places.COUNTRY_OF}
    if special and not special & (other.modifiers | other.owner):
        return False
    own = {w for w in role.modifiers if w in persons.TITLE_MODIFIERS or w in persons.OFFICES}
    its = {w for w in other.modifiers if w in persons.TITLE_MODIFIERS or w in persons.OFFICES}
    return own <= its and not (its - own) & _LESSER


_LESSER = frozenset({"vice", "deputy", "assistant", "under", "associate", "first", "second", "acting", "interim"})
"""Modifiers that make another office: a deputy minister is not "the minister"."""


def _outlet(item: Item) -> bool:
    """Whether a name looks like a news outlet's."""
    words = item.name.words
    known = {"reuters", "bbc", "cnn", "ap", "afp", "npr", "nbc", "cbs", "abc", "fox", "bloomberg", "guardian", "tass"}
    return bool(set(words) & (organisations.OUTLETS | known | {"news", "press", "magazine", "radio", "tv", "network"}))


def _kinds_agree(description: Item, name: Item) -> bool:
    if description.person:
        return name.person
    return name.mention.kind in {"organisation", "other"}


def _is_a(item: Item, role: Role) -> bool:
    """Whether a name is that of a body which the noun describes."""
    if not item.named or item.mention.kind not in {"organisation", "other"} or role.head not in organisations.NOUNS:
        return False
    words = item.name.words
    if role.head in words or fold(role.head) == words[-1]:
        return True
    company = role.head in organisations.NOUN_CLASSES["company"]
    return company and any(w in organisations.SUFFIXES for w in words)
