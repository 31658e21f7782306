"""Definite descriptions put to whom they stand for.

"the envoy", "Russia's president" go to the one bearer of that role in the article, else in the story, if nothing they
say contradicts what the bearer is called; of several bearers to the one of the nation they name, or whom the article
names by far the most. "the agency", "the company" go to the one body of the article that is one by its name, or that
was named alone in the sentences before. A description that nobody bears is joined to the same noun's last description
in the article ("A woman ... . The woman ...").
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from twosource.compare.entities.items import Item, words_of
from twosource.compare.entities.names import fold, numbered
from twosource.compare.entities.roles import (
    GENERIC,
    OWNED,
    PLAIN,
    Role,
    fits_name,
    is_company,
    is_former,
    may_be_company,
    meant,
    meant_formerly,
    nation,
    repeats,
)
from twosource.compare.entities.said import Scene, fitting, in_passing
from twosource.compare.sources import is_outlet
from twosource.lexicon import organisations, places
from twosource.lexicon.words import DETERMINERS, is_ordinary, listed

DOMINANT = 3
"""How many times as often as the next bearer an article must name a bearer to be meant by a bare description."""

OPENING = 3
"""Sentences, the headline with them, in which a report may say "a judge" of one whom others name."""

FEWEST = 2
"""Times that an article must have named its main body before "the company" is that (``stories/train``)."""

REACH = 2
"""Sentences back in which "the company" looks for the one body named there (``stories/train``)."""

_APPOSABLE = (
    organisations.NOUN_CLASSES["company"]
    | organisations.NOUN_CLASSES["outlet"]
    | listed("agency bureau group party union regulator watchdog organisation organization charity movement club team")
)
"""Nouns that can follow a body's name ("the Oregonian newspaper") and take up the last body named."""

_ANY_COMPANY = frozenset({"company", "firm", "giant"})
"""Nouns for any company: which one is meant, nearness tells and not that one of them is well known."""

_ONE_OF_A_STORY = listed("administration ministry commission bureau department parliament committee")
"""Nouns by which a report may call a body that only another report of the story names."""

_OF_NATIONS = frozenset({"army", "navy", "military", "government", "police", "force", "parliament"})
"""Bodies that a nation or a town has: "the army" is the Norland Army, not the Liberation Army."""

_OUTLET_NAMES = organisations.OUTLETS | listed(
    "reuters bbc cnn ap afp npr nbc cbs abc fox bloomberg guardian tass news press magazine radio tv network"
)


def link(scene: Scene) -> None:
    """Join the descriptions of a story that are still open."""
    linker = _Linker(scene)
    for item in scene.every:
        if item.described and item.number not in scene.linked:
            linker.definite(item)


def link_repeated(scene: Scene) -> None:
    """Join what is still open to the last description by the same noun."""
    for found in scene.by_article.values():
        _repeated(scene, found)
        _owned(scene, found)


def press(scene: Scene) -> set[int]:
    """The groups that look like news outlets by name."""
    return {scene.groups.of(i) for i in scene.every if i.named and not i.person and _outlet(i)}


class _Linker:
    """Looks up who may be meant; its indices are made once a story."""

    def __init__(self, scene: Scene) -> None:
        self.scene, self.groups = scene, scene.groups
        self.named: dict[tuple[int, int], list[int]] = defaultdict(list)
        self.bodies: dict[tuple[int, str], dict[int, Item]] = defaultdict(dict)
        self.crafts: dict[int, dict[int, set[str]]] = defaultdict(dict)
        self.companies: dict[int, set[int]] = defaultdict(set)
        self.outlets: dict[int, set[int]] = defaultdict(set)
        self.indefinite: dict[tuple[int, str], list[int]] = defaultdict(list)
        self.introduced: dict[tuple[int, str], set[int]] = defaultdict(set)
        self.press = press(scene)
        for item in scene.every:
            if item.named:
                self.named[item.article, self.groups.of(item)].append(item.number)
                self._index_body(item)
                if item.mention.kind == "organisation":
                    self.introduced[item.article, self._word_before(item)].add(self.groups.of(item))
            role = scene.roles.get(item.number)
            if role and not role.definite and not scene.headline(item):
                self.indefinite[item.article, role.head].append(item.number)

    def _word_before(self, item: Item) -> str:
        """The word right before a name, or nothing."""
        start = item.mention.start
        before = _WORD_BEFORE.search(self.scene.articles[item.article].text, max(0, start - 20), start)
        return before[1] if before else ""

    def _index_body(self, item: Item) -> None:
        if item.mention.kind not in {"person", "place"} and _craft_name(item.name.words):
            for where in (item.article, _STORY):
                self.crafts[where].setdefault(self.groups.of(item), set()).update(item.name.words)
        house = item.mention.kind == "place" and item.name.last in organisations.NOUNS and len(item.name.words) > 1
        if item.mention.kind not in {"organisation", "other"} and not house:
            return
        if self.groups.of(item) in self.press:
            self.outlets[item.article].add(self.groups.of(item))
        elif not house and may_be_company(item.name.words):
            self.companies[item.article].add(self.groups.of(item))
        words = {w for w in item.name.words if w in organisations.NOUNS}
        words |= organisations.KINDS_OF.get(" ".join(item.name.words), frozenset()) - _ANY_COMPANY
        if is_company(item.name.words):
            words |= organisations.NOUN_CLASSES["company"]
        for word in words:
            self.bodies[item.article, word].setdefault(self.groups.of(item), item)
            self.bodies[_STORY, word].setdefault(self.groups.of(item), item)

    def definite(self, item: Item) -> None:
        """Join one description, if it is definite and somebody is meant."""
        role = self.scene.roles[item.number]
        first = words_of(item.text)[0]
        bare = first not in DETERMINERS and role.head not in GENERIC
        if role.head == "police":  # a plural that is a body
            chosen = self._body(item, role)
        elif role.head in {"judge", "justices"} and words_of(item.text)[-1] == "justices":
            chosen = self._justices(item)
        elif role.plural or not role.head or first in OWNED:
            return
        elif item.mention.kind == "other" or (role.head in organisations.CRAFT_OR_STATION and self.crafts[_STORY]):
            chosen = self._craft(item, role)
            if chosen is None and role.definite:
                told = fitting(self.scene.bearers.of((role.head,), item.article), role)
                chosen = next(iter(told)) if len(told) == 1 else None
        elif role.definite or bare:
            chosen = self._person(item, role) if item.person else self._body(item, role)
        else:
            chosen = None
        if chosen is None and item.person and not role.definite:
            chosen = self._opening(item, role)
        if chosen is not None and self.groups.join(chosen, item):
            self.scene.linked.add(item.number)

    def _person(self, item: Item, role: Role) -> int | None:
        if self._several(item, role):
            return None
        heads = meant(role)
        here = fitting(self.scene.bearers.of(heads, item.article), role)
        anywhere = fitting(self.scene.bearers.of(heads, None), role)
        if here and all(in_passing(item, self._names(item, group)) for group in here):
            return None
        mine = nation(role.modifiers | role.owner)
        told = {group for group in anywhere if mine & self.scene.bearers.nations(heads, group)}
        if mine and told:
            here = {group: roles for group, roles in here.items() if group in told}
            anywhere = {group: roles for group, roles in anywhere.items() if group in told}
        elif mine and (len(anywhere) > 1 or role.head not in heads[:1] or len(heads) > 1):
            return None
        chosen = self._pick(item, here) if here else self._former(item, role)
        if chosen is None and not here and role.head not in GENERIC:
            chosen = self._pick(item, anywhere)
        return chosen

    def _former(self, item: Item, role: Role) -> int | None:
        """The only one of the article whom a title calls a former one: "ex-President Brand, the former leader"."""
        if "former" not in words_of(item.text):
            return None
        told = fitting(self.scene.bearers.of(meant_formerly(role.head), item.article), role)
        found = [
            group
            for group, roles in told.items()
            if any(is_former(other) for other in roles)
            or any(self._word_before(name) == "former" for name in self._names(item, group))
        ]
        return found[0] if len(found) == 1 else None

    def _opening(self, item: Item, role: Role) -> int | None:
        """The one whom "a judge" means that opens a report: the judge of the report; if it names none, of the story."""
        if item.sentence > OPENING or role.head in GENERIC:
            return None
        here = fitting(self.scene.bearers.of(meant(role), item.article), role)
        if here:
            return self._pick(item, here)
        anywhere = fitting(self.scene.bearers.of(meant(role), None), role)
        group = next(iter(anywhere)) if len(anywhere) == 1 else None
        return group if group is not None and (item.article, group) not in self.named else None

    def _justices(self, item: Item) -> int | None:
        """The supreme court that "the justices" are: the one of the report, or of the story."""
        for article in (item.article, _STORY):
            courts = {g: i for g, i in self.bodies.get((article, "court"), {}).items() if "supreme" in i.name.words}
            if courts:
                return next(iter(courts)) if len(courts) == 1 else None
        return None

    def _craft(self, item: Item, role: Role) -> int | None:
        """The ship, aircraft or spacecraft that "the flight" is: the only one its article names, or mostly names; else
        the only one of the story. One whose name says what it is is meant by no other noun.
        """
        own = set(words_of(item.text))
        named = {g for g, words in self.crafts[_STORY].items() if any(numbered(w) for w in own & words)}
        if named:
            return min(named) if len(named) == 1 else None
        if role.owner or nation(role.modifiers) - {"united states"} or not (role.definite or item.sentence <= OPENING):
            return None
        here, anywhere = (
            {g for g, words in sorted(self.crafts.get(where, {}).items()) if _is_craft(role.head, words)}
            for where in (item.article, _STORY)
        )
        if not here:
            return min(anywhere) if len(anywhere) == 1 and role.definite else None
        counts = sorted(((self._times(item, g, None), -g) for g in here), reverse=True)
        return -counts[0][1] if len(counts) == 1 or counts[0][0] >= DOMINANT * counts[1][0] else None

    def _several(self, item: Item, role: Role) -> bool:
        """Whether the article has introduced somebody else of that role without a name ("a reporter")."""
        for number in self.indefinite.get((item.article, role.head), ()):
            if number >= item.number:
                return False
            if number not in self.scene.linked:
                return True
        return False

    def _pick(self, item: Item, bearers: dict[int, list[Role]]) -> int | None:
        """The bearer that is meant: the only one, or the one whom the article names by far the most."""
        if len(bearers) <= 1:
            return next(iter(bearers), None)
        counts = sorted(((self._times(item, g, item.number), -g) for g in bearers), reverse=True)
        if not counts[0][0]:
            counts = sorted(((self._times(item, g, None), -g) for g in bearers), reverse=True)
        return -counts[0][1] if counts[0][0] > 0 and counts[0][0] >= DOMINANT * counts[1][0] else None

    def _names(self, item: Item, group: int) -> list[Item]:
        """The names by which the item's article calls a group."""
        return [self.scene.every[number] for number in self.named.get((item.article, group), ())]

    def _times(self, item: Item, group: int, before: int | None) -> int:
        """How often the item's article names a group, in all or before an item."""
        found = self.named.get((item.article, group), [])
        return len(found) if before is None else bisect_left(found, before)

    # --- bodies ------------------------------------------------------------------------------------------------

    def _body(self, item: Item, role: Role) -> int | None:
        """Find the body that "the agency", "the company" is: the body of this article that is one."""
        inside = self._named_inside(item, role)
        if inside is not None:
            return inside
        told = fitting(self.scene.bearers.of((role.head,), item.article), role)
        fit = self._called(item.article, role)
        candidates = {**{g: told.get(g, []) for g in sorted(fit)}, **told}
        if candidates:
            chosen = self._pick(item, candidates)
            return (
                self._last_staff(item, candidates) if chosen is None and role.head in organisations.STAFFS else chosen
            )
        if role.head in _ONE_OF_A_STORY and not nation(role.modifiers | role.owner):
            elsewhere = self._called(_STORY, role)
            if len(elsewhere) == 1:
                return next(iter(elsewhere))
        return self._recent(item, role)

    def _last_staff(self, item: Item, candidates: Iterable[int]) -> int | None:
        """The administration named last before "the administration", in its sentence or the one before."""
        among, at = set(candidates), item.number - 1
        while at >= 0 and self.scene.every[at].article == item.article:
            other = self.scene.every[at]
            if item.sentence - other.sentence > 1:
                return None
            if other.named and self.groups.of(other) in among:
                return self.groups.of(other)
            at -= 1
        return None

    def _called(self, article: int, role: Role) -> dict[int, Item]:
        """The bodies whose names have the noun; those that also have the words before it, if any has."""
        found = {g: i for g, i in self.bodies.get((article, role.head), {}).items() if _fits(role, i.name.words)}
        if role.head in _OF_NATIONS:
            found = {g: i for g, i in found.items() if _of_a_place(i.name.words, role.head)}
        own = role.modifiers | role.owner
        return {g: i for g, i in found.items() if own & set(i.name.words)} or found

    def _named_inside(self, item: Item, role: Role) -> int | None:
        """Find the body in "the Oregonian newspaper": the body named right before the description's noun."""
        if role.head not in _APPOSABLE:
            return None
        at = item.number + 1
        while at < len(self.scene.every) and _inside(self.scene.every[at], item):
            other = self.scene.every[at]
            if other.named and other.mention.kind in {"organisation", "other"}:
                text = self.scene.articles[item.article].text
                if fold(text[other.mention.end : item.mention.end].strip()) == role.head:
                    return self.groups.of(other)
            at += 1
        return None

    def _recent(self, item: Item, role: Role) -> int | None:
        """The one body named before the noun in this sentence and the two before it; of several the one that the
        article introduces by the noun ("credit rating firm Corvane").
        """
        if role.head not in _APPOSABLE or role.owner or not all(_common(w) for w in role.modifiers):
            return None
        outlet = role.head in organisations.NOUN_CLASSES["outlet"]
        found: set[int] = set()
        at = item.number - 1
        while at >= 0:
            other = self.scene.every[at]
            if other.article != item.article or item.sentence - other.sentence > REACH:
                break
            fits = (
                role.head not in other.name.words
                and _may_be(role, other)
                and (self.groups.of(other) in self.press) == outlet
            )
            if other.named and other.mention.kind == "organisation" and fits:
                found.add(self.groups.of(other))
            at -= 1
        if len(found) > 1:
            found = found & self.introduced[item.article, role.head] or found
        if len(found) == 1:
            return found.pop()
        if outlet:
            return self._main(item, self.outlets)
        return self._main(item, self.companies) if role.head in organisations.NOUN_CLASSES["company"] else None

    def _main(self, item: Item, among: Mapping[int, set[int]]) -> int | None:
        """The body among some that an article names by far the most up to an item."""
        counts = sorted(
            ((self._times(item, group, item.number), -group) for group in among.get(item.article, ())),
            reverse=True,
        )
        if not counts or (counts[0][0] < FEWEST and len(counts) > 1):
            return None
        return -counts[0][1] if len(counts) == 1 or counts[0][0] >= DOMINANT * counts[1][0] else None


_WORD_BEFORE = re.compile(r"(\w+) \Z")
_STATION = ("space", "station")
_CODE = re.compile(r"[a-z]{1,3}-?\d{2,4}|[a-z]+-\d{1,2}")


def _is_craft(head: str, words: Iterable[str]) -> bool:
    """Whether a craft may be called by a noun: its name has that, or no such noun."""
    return head in words or not set(words) & organisations.CRAFT


def _craft_name(words: tuple[str, ...]) -> bool:
    """Whether a name is a ship's, an aircraft's or a spacecraft's by its words: "Flight 12", "Norlandia-3"."""
    if set(words) & (organisations.CRAFT | {"uss", "hms", "apollo", "soyuz", "falcon"}) or words[-2:] == _STATION:
        return True
    word = words[0] if len(words) == 1 else ""
    return word[-1:].isdigit() and _CODE.fullmatch(word) is not None


def _may_be(role: Role, other: Item) -> bool:
    """Whether a well-known body is one of those that a noun means; what is not well known may be anything."""
    kinds = organisations.KINDS_OF.get(" ".join(other.name.words))
    return kinds is None or role.head in kinds or role.head not in _KINDS


_KINDS = listed(
    "bank lender airline carrier automaker carmaker broadcaster newspaper paper court parliament bloc alliance"
)
"""Nouns that a well-known body either is or is not."""


_WELL_KNOWN = PLAIN | listed("central investment social news militant messaging space spy intelligence tech internet")
"""Words before a noun that leave a well-known body one of those that are meant."""


def _fits(role: Role, words: tuple[str, ...]) -> bool:
    """Whether a description fits a body: by the words of its name, or as it is well known by that noun."""
    known = role.head in organisations.KINDS_OF.get(" ".join(words), frozenset())
    return fits_name(role, words) or (known and not role.owner and role.modifiers <= _WELL_KNOWN)


def _common(word: str) -> bool:
    """Whether a word before a noun may be said of any body: an ordinary one, a place or a nation."""
    return (
        is_ordinary(word) or word in places.ADJECTIVES or places.is_place(word) or "-" in word or word in _PLACE_PARTS
    )


_PLACE_PARTS = listed("york angeles francisco kong korea africa zealand britain")
_STORY = -1
"""Stands for "any article" in the index of bodies."""


def _of_a_place(words: tuple[str, ...], head: str) -> bool:
    """Whether a name is a place's with a noun: "Norland Army", "Oslo police"."""
    rest = " ".join(w for w in words if w not in {head, "of", "the", "department", "city", "national", "state"})
    return places.is_place(rest) or rest in places.ADJECTIVES or not rest or len(rest.split()) == 1


def _inside(other: Item, item: Item) -> bool:
    return other.article == item.article and other.mention.start < item.mention.end


def _outlet(item: Item) -> bool:
    """Whether a name looks like a news outlet's."""
    kinds = organisations.KINDS_OF.get(" ".join(item.name.words), frozenset())
    known = set(item.name.words) & _OUTLET_NAMES or kinds & {"newspaper", "broadcaster"}
    return bool(known) or (len(item.name.words) == 1 and is_outlet(item.text))


def _repeated(scene: Scene, found: Sequence[Item]) -> None:
    """Join a definite description that nobody bears to the same noun's last description in the article."""
    last: dict[tuple[str, str], Item] = {}
    for item in found:
        role = scene.roles.get(item.number)
        if role is None or not role.head or words_of(item.text)[0] in OWNED:
            continue
        key = (role.head, item.mention.kind)
        before = last.get(key)
        heading = before is not None and scene.headline(before) and item.sentence - before.sentence <= OPENING
        if before is not None and (
            heading or (item.number not in scene.linked and repeats(role, scene.roles[before.number]))
        ):
            scene.groups.join(before, item)
        if item.number not in scene.linked:
            last[key] = item
        elif heading:
            del last[key]


def _owned(scene: Scene, found: Sequence[Item]) -> None:
    """Join "her cousin" to the one whom the article has named so before ("her cousin, Ben Hale,"): whose cousin is
    named later may be another woman's.
    """
    told: dict[tuple[str, ...], set[int]] = defaultdict(set)
    for item in found:
        words = words_of(item.text)
        if not item.described or words[0] not in OWNED:
            continue
        if item.number in scene.linked:
            told[words].add(scene.groups.of(item))
        elif len(told[words]) == 1 and scene.groups.join(min(told[words]), item):
            scene.linked.add(item.number)
