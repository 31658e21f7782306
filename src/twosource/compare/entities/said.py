"""What a report itself says of who is who.

An apposition ("The envoy, Kirill Dmitriev,", "Dmitriev, a former banker,"), a role before a name ("special envoy Steve
Witkoff") and "is", "was", "serves as" between the two join a description to a name. From these and from the titles in
names comes who bears which role. A description opening a report ("A Kremlin envoy said ...") is the person named as
new in one of the next two sentences; one without a name ("a federal judge") the only person of that role named in the
next three.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence

from twosource.compare.entities.items import Groups, Item, words_of
from twosource.compare.entities.roles import Role, compatible, meant, nation, read, title_role
from twosource.lexicon import organisations, persons
from twosource.lexicon.words import listed
from twosource.model import Article

AHEAD = 3
"""Sentences within which the person is named whom an opening description means (``stories/train``)."""

_ANYBODY = listed("man woman boy girl teen teenager person")
"""Nouns that say nothing of what somebody does."""

_NEAR = 5
"""Mentions looked at after one to find its apposition."""

_FEW_WORDS = 3

_GOES_ON = frozenset(["of", "at", "for", "in", "who", "with", "from", "to", "on", "whose", "and", "that", "which"])
"""Words with which a description goes on."""

_IS = re.compile(
    r"(?:(?:,|[–—-])?\s?(?:who|which))?\s?(?:['’]s|is|was|became|becomes|remains|(?:has|had) (?:been|become)"
    r"|(?:(?:now|also|once|then|previously|formerly|currently|and|still|later|long) )*"
    r"(?:serves?|served|acts|acted|works|worked) as|was (?:named|appointed|elected)(?: as)?)"
    r"(?: (?:also|now|then|still|once|currently))?"
)
"""What stands between a name and a description that says who that is: "who also serves as", "became"."""

_ALIAS = re.compile(
    r"(?:[,(]?\s?(?:(?:who|which) (?:is|was) )?"
    r"(?:also|better|formerly|once|commonly|popularly|previously|widely|otherwise|sometimes) "
    r"(?:known|called|nicknamed|dubbed|named|referred to)|[,(]\s?(?:known|nicknamed|dubbed|called)|known)"
    r"(?: (?:simply|only|collectively|locally|online))?(?: (?:as|by the name))?(?: the)?\s?[\"“‘']?"
    r"|(?:[,(]?\s?(?:or|meaning|(?:(?:which|whose name) )?(?:means|translates (?:as|to)))) (?:the )?[\"“‘]"
)
"""What stands between two names of one, or a description and its name: "also known as", or words in marks."""

_MAY_BE_A_VERB = re.compile(r",\s?(?:nicknamed|dubbed|called)\b")
_CLOSING = frozenset(',.;:)]"”’') | {""}

_PARTS = re.compile(r"(?:of|for|at|in|to) (?P<of>[^,.;:()\"“”\n]{1,60})(?P<comma>,?)")
"""How a description may go on before the name that it comes with: "the director of the spy service, Ida Lund,"."""


class Bearers:
    """Who bears which role: by head noun, group by group, with the article that says so."""

    def __init__(self, groups: Groups) -> None:
        self._groups = groups
        self._told: dict[str, dict[int, list[tuple[int, Role]]]] = defaultdict(lambda: defaultdict(list))

    def tell(self, group: int, article: int, role: Role) -> None:
        """Record that a group bears a role."""
        if role.head and not role.plural:
            self._told[role.head][group].append((article, role))

    def of(self, heads: Iterable[str], article: int | None) -> dict[int, list[Role]]:
        """Group -> the roles with one of these heads it bears, in one article or in the story."""
        out: dict[int, list[Role]] = defaultdict(list)
        for head in heads:
            for group, told in self._told.get(head, {}).items():
                roles = [role for where, role in told if article is None or where == article]
                if roles:
                    out[self._groups.of(group)].extend(roles)
        return out

    def nations(self, heads: Iterable[str], group: int) -> set[str]:
        """The nations told anywhere in the story with such a role of a group."""
        told = self.of(heads, None).get(group, [])
        return {name for role in told for name in nation(role.modifiers | role.owner)}


def fitting(bearers: dict[int, list[Role]], role: Role) -> dict[int, list[Role]]:
    """The bearers whom a description does not contradict."""
    return {group: told for group, told in bearers.items() if all(compatible(role, other) for other in told)}


def in_passing(item: Item, named: Sequence[Item]) -> bool:
    """Whether an article names somebody once and far behind a description (``named`` are its names for that one): it
    did not speak of that one all the time.
    """
    first = named[0] if len(named) == 1 else item
    return first.number > item.number and first.sentence - item.sentence > AHEAD


def full_name(item: Item) -> bool:
    """Whether an item is a person's full name."""
    return item.named and item.person and len(item.name.words) > 1


def _named_alike(left: Item, right: Item) -> bool:
    """Whether two names are of kinds that can be one."""
    return left.person == right.person


def kinds_agree(description: Item, name: Item) -> bool:
    """Whether a description and a name are of kinds that can be one. A "watchdog" is a person or a body, and "the
    hotel" the place whose name says so.
    """
    noun = words_of(description.text)[-1]
    if noun in persons.ROLES and noun in organisations.NOUNS and name.mention.kind != "place":
        return True
    if description.person or name.mention.kind != "place":
        return name.person == description.person and name.mention.kind != "place"
    return len(name.name.words) > 1 and noun in name.name.words


class Scene:
    """The mentions of a story and what its reports say of them."""

    def __init__(self, every: Sequence[Item], groups: Groups, articles: Sequence[Article]) -> None:
        self.every, self.groups, self.articles = every, groups, articles
        self.bearers = Bearers(groups)
        self.roles = {item.number: read(item.text) for item in every if item.described}
        self.linked: set[int] = set()
        self.by_article: dict[int, list[Item]] = defaultdict(list)
        for item in every:
            self.by_article[item.article].append(item)

    def read(self) -> None:
        """Read all that the reports say."""
        for item in self.every:
            role = title_role(item) if item.named and item.person else None
            if role:
                self.bearers.tell(self.groups.of(item), item.article, role)
        for found in self.by_article.values():
            self._said(found)
        for found in self.by_article.values():
            self._lead(found)
            self._ahead(found)

    # --- what the text says ------------------------------------------------------------------------------------

    def _said(self, found: Sequence[Item]) -> None:
        """Appositions, roles before names and copulas between neighbouring mentions of one sentence."""
        plain = [item for item in found if item.mention.form != "pronoun"]
        for i, left in enumerate(plain):
            for right in plain[i + 1 : i + _NEAR]:
                if right.sentence != left.sentence:
                    break
                if left.mention.end <= right.mention.start and self._pair(left, right):
                    break

    def _pair(self, left: Item, right: Item) -> bool:
        """Join a description and a name if the words between and after say that they are one."""
        text = self.articles[left.article].text
        between = text[left.mention.end : right.mention.start].strip()
        if left.named and right.named:
            said = _named_alike(left, right) and self._alias(between, text[right.mention.end : right.mention.end + 1])
            return said and self.groups.join(left, right)
        description, name = (left, right) if left.described else (right, left)
        if not description.described or not name.named or description.number in self.linked:
            return False
        role = self.roles[description.number]
        if role.plural or not kinds_agree(description, name):
            return False
        after = text[right.mention.end : right.mention.end + 12]
        if left.named:
            told = _IS.fullmatch(between) is not None
        else:
            told = between in {"", "("} or _ALIAS.fullmatch(between) is not None
            told = told or (self._goes_on(between, after, name) if len(between) > 1 else False)
        return (told or (between == "," and self._closed(left, right, after))) and self._take(description, name)

    def _alias(self, between: str, after: str) -> bool:
        """Whether the words between two names say that they are one. In "Ida Lund of the Harbour Union, called the
        Orlovs liars" the verb is somebody's, so ", called" must be closed behind the name.
        """
        if _ALIAS.fullmatch(between) is None:
            return False
        return _MAY_BE_A_VERB.match(between) is None or after in _CLOSING

    def _goes_on(self, between: str, after: str, name: Item) -> bool:
        """Whether a description goes on to the name that it comes with: "the director of the spy service, Ida Lund,";
        but "the spokesman for the mayor, Ida Lund," may be either.
        """
        parts = _PARTS.fullmatch(between)
        if not parts or not full_name(name):
            return False
        words = words_of(parts["of"])
        if not words or any(w in persons.ROLES for w in words):
            return False
        if parts["comma"]:
            return after[:1] in {",", ".", ";", ")"} or after[:2] in {" —", " –"}
        return len(words) <= _FEW_WORDS and words[-1].isalpha() and parts["of"].split()[-1].islower()

    def _closed(self, left: Item, right: Item, after: str) -> bool:
        """Whether the second part of an apposition is closed by a mark or goes on as a description does."""
        if after[:1] in {",", ".", ";", ")", "—", "–", ":"} or after[:3] in {" - ", " — ", " – "}:
            return left.described or not self._listed(left, right)
        if left.described and self._as(left):
            return True
        word = after.split(" ")[1] if after.startswith(" ") and len(after.split(" ")) > 1 else ""
        if left.named and right.described:
            return word in _GOES_ON
        return False

    def _as(self, left: Item) -> bool:
        """Whether a description is opened by "As": "As the head of the union, Ms. Lund"."""
        text = self.articles[left.article].text
        return text[max(0, left.mention.start - 3) : left.mention.start] == "As "

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
        """Read "A Kremlin envoy said ... . Kirill Dmitriev, who ...": the opening description is the next person's."""
        body = [i for i in found if i.mention.form != "pronoun" and not self.headline(i)]
        opening = self._opening(body)
        if opening is None:
            return
        role = self.roles[opening.number]
        first = self._first_names(found)
        for item in body:
            if item.sentence > opening.sentence + 2:
                return
            if item.sentence == opening.sentence:
                continue
            if full_name(item) and item is first.get(self.groups.of(item)):
                fits = not self._told_otherwise(role, item, body)
                if fits and (self._starts(item) or self._by_itself(item, body)):
                    self._take(opening, item)
                return
            if self._starts(item) and item.number in self.linked and self.roles[item.number].head == role.head:
                self.groups.join(item, opening)
                self.linked.add(opening.number)
                return

    def _opening(self, body: Sequence[Item]) -> Item | None:
        """The description of one person that a report opens with, if its sentence names no person after it."""
        if not body:
            return None
        opening = max((i for i in body if i.mention.start == body[0].mention.start), key=lambda i: i.mention.end)
        role = self.roles.get(opening.number)
        if role is None or role.plural or not opening.person or opening.number in self.linked:
            return None
        if not self._starts(opening):
            return None
        here = [i for i in body if i.named and i.person and i.sentence == opening.sentence]
        return None if any(i.mention.start >= opening.mention.end for i in here) else opening

    def _told_otherwise(self, role: Role, name: Item, body: Sequence[Item]) -> bool:
        """Whether the sentence that names somebody tells another trade: "A nurse said ... . Tom Reed, the mayor,"."""
        if role.definite or role.head in _ANYBODY:
            return False
        told = [
            self.roles[item.number]
            for item in body
            if item.described
            and item.sentence == name.sentence
            and self.groups.of(item) == self.groups.of(name)
            and "former" not in words_of(item.text)
        ]
        return bool(told) and not any(set(meant(other)) & set(meant(role)) for other in told)

    def _ahead(self, found: Sequence[Item]) -> None:
        """Read "A federal judge ruled ... . Judge Ann Hale ...": told without a name before the only one is named."""
        first = self._first_names(found)
        for item in found:
            role = self.roles.get(item.number)
            if role is None or role.definite or role.plural or not item.person or item.number in self.linked:
                continue
            bearers = fitting(self.bearers.of((role.head,), item.article), role)
            named = [first[group] for group in bearers if group in first]
            close = [i for i in named if i.number > item.number and i.sentence - item.sentence <= AHEAD]
            if len(close) == 1 and self.groups.join(close[0], item):
                self.linked.add(item.number)

    def _first_names(self, found: Sequence[Item]) -> dict[int, Item]:
        """Where an article first names each group, its headline aside."""
        out: dict[int, Item] = {}
        for item in found:
            if item.named and not self.headline(item):
                out.setdefault(self.groups.of(item), item)
        return out

    def headline(self, item: Item) -> bool:
        """Whether an item stands in its article's headline."""
        return item.sentence == 0 and any(
            m.kind == "headline" and m.start <= item.mention.start < m.end for m in self.articles[item.article].marks
        )

    def _starts(self, item: Item) -> bool:
        before = self.articles[item.article].text[max(0, item.mention.start - 3) : item.mention.start]
        return before == "" or before.rstrip(' "“')[-1:] in {"", "\n", ".", "—", "-", "–", "”"}

    def _by_itself(self, item: Item, body: Sequence[Item]) -> bool:
        """Whether no other person is named in an item's sentence."""
        return not any(i.named and i.person and i.sentence == item.sentence and i is not item for i in body)
