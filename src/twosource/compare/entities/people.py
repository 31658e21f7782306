"""Names of people put together: full names across the story, then surnames to the full names they shorten.

Full names (two words or more) are compared within blocks of like last words, each against the fuller ones before it;
a name that fits several different people ("J. Hale") joins none. A single name ("Hale", "Mr. Hale") stands for the
one person of its article whose full name has it as last word, else as another word, if the reader has met that person
by then; if the article has none, for the one of the story. "President Hale" is the Hale whom some report calls
president. If several fit, titles and genders decide, then whom the article calls by the bare surname between the
introductions of the two; otherwise the name stays by itself. Two Hales are never merged by their surname.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise

from twosource.compare.entities.items import Groups, Item, words_of
from twosource.compare.entities.names import Name, same_person, short_name, sound_alike, sounds
from twosource.lexicon import persons
from twosource.lexicon.words import PARTICLES

_BESIDE = 2
"""Characters between a relative's description and the name."""

_KIN = {"jr", "sr", "ii", "iii"}

MOST = 300
"""Names of a block that one name is compared with, so that a telephone directory does not take for ever."""

SOON = 3
"""Sentences within which the full name follows a surname used first, as in "Hale ... Ann Hale" (``stories/train``)."""


def full(item: Item) -> bool:
    """Whether an item is a person's full name."""
    return item.named and item.person and len(item.name.words) > 1


def single(item: Item) -> bool:
    """Whether an item is one word that may be a person's surname or first name. "Hale Jr." is no other Hale."""
    if not item.named or len(item.name.words) != 1 or item.name.suffix:
        return False
    return item.person or (item.mention.kind == "other" and not item.text.startswith(("@", "#")))


def link(every: Sequence[Item], groups: Groups) -> None:
    """Join all items that are names of one person."""
    _full_names(every, groups)
    _juniors(every, groups)
    people = _bearers(every)
    borne = _titles(people, groups)
    _office_holders(every, people, groups, borne)
    left, unmet = _by_article(every, people, groups, borne)
    left = _by_story(every, left, unmet, groups, borne)
    _alone(left, groups)


def _full_names(every: Sequence[Item], groups: Groups) -> None:
    kinds: dict[Name, list[Item]] = defaultdict(list)
    for item in every:
        if full(item):
            kinds[item.name._replace(title=(), gender=None)].append(item)
    for members in kinds.values():
        _join_all(members, groups)
    blocks: dict[str, list[Name]] = defaultdict(list)
    for name in sorted(kinds, key=lambda n: (-sum(len(w) for w in n.words), n.words, n.suffix)):
        found = _fitting(name, blocks, kinds, groups)
        if len(found) == 1:
            groups.join(kinds[name][0], found[0])
        for key in _blocks(name):
            blocks[key].append(name)


def _bearers(every: Sequence[Item]) -> list[Item]:
    """The full names that a surname may stand for. Where a "President Hale" is told of, no "Tom Hale Jr." is Hale."""
    elders = {item.name.last for item in every if single(item) and _offices(item)}
    return [item for item in every if full(item) and (item.name.suffix not in _KIN or item.name.last not in elders)]


def _juniors(every: Sequence[Item], groups: Groups) -> None:
    """Join "Hale Jr." with the one "Tom Hale Jr." of the story, else with its like."""
    people = [item for item in every if full(item)]
    called: dict[tuple[str, str], list[Item]] = defaultdict(list)
    for item in every:
        if item.named and len(item.name.words) == 1 and item.name.suffix:
            called[item.name.last, item.name.suffix].append(item)
    for (last, suffix), members in called.items():
        bearers = {groups.of(p): p for p in people if (p.name.last, p.name.suffix) == (last, suffix)}
        _join_all([*bearers.values(), *members] if len(bearers) == 1 else members, groups)


def _blocks(name: Name) -> Iterable[str]:
    """Keys under which names that may be one person's meet."""
    words = {w.removeprefix("al-") for w in name.words if w not in PARTICLES}
    return sorted({w[:3] for w in words} | {f"sound {sounds(name.last)}"})


def _fitting(name: Name, blocks: dict[str, list[Name]], kinds: dict[Name, list[Item]], groups: Groups) -> list[Item]:
    """One item of each group whose names fit ``name``."""
    own = kinds[name][0]
    out: dict[int, Item] = {}
    seen: set[Name] = set()
    for key in _blocks(name):
        for other in blocks[key][-MOST:]:
            if other in seen:
                continue
            seen.add(other)
            item = kinds[other][0]
            alike = same_person(name, other._replace(suffix=name.suffix))
            if (alike and name.suffix != other.suffix) or (not alike and sound_alike(name, other)):
                alike = not {i.article for i in kinds[name]} & {i.article for i in kinds[other]}
            if alike and groups.agree(own, item):
                out.setdefault(groups.of(item), item)
    return list(out.values())


def _join_all(members: Sequence[Item], groups: Groups) -> None:
    for other in members[1:]:
        groups.join(members[0], other)


def _index(people: Iterable[Item], groups: Groups) -> dict[str, dict[int, Item]]:
    """Word -> group -> the first name there that has the word."""
    out: dict[str, dict[int, Item]] = defaultdict(dict)
    for item in people:
        for word in item.name.words:
            if word not in PARTICLES:
                out[word].setdefault(groups.of(item), item)
        out[_called(item.name.words[0])].setdefault(groups.of(item), item)
    return out


def _called(word: str) -> str:
    """The key under which a first name and what it is shortened to meet: "Mitch" and "Mitchell"."""
    return f"called {short_name(word)}"


def _offices(item: Item) -> frozenset[str]:
    """The offices in a name's title: "President", not "Mr." or "Foreign"."""
    return frozenset(w for w in item.name.title if w in persons.OFFICES and w not in persons.TITLE_MODIFIERS)


def _titles(people: Iterable[Item], groups: Groups) -> dict[int, set[str]]:
    """Group -> the words of the titles its full names carry."""
    out: dict[int, set[str]] = defaultdict(set)
    for item in people:
        out[groups.of(item)].update(item.name.title)
    return out


def _office_holders(every: Sequence[Item], people: Sequence[Item], groups: Groups, borne: dict[int, set[str]]) -> None:
    """Join "President Hale" to the one Hale of the story who is called president with the full name."""
    index = _index(people, groups)
    first: dict[tuple[int, str, frozenset[str]], Item] = {}
    for item in every:
        offices = _offices(item) if single(item) else frozenset()
        if offices:
            groups.join(first.setdefault((item.article, item.name.last, offices), item), item)
        found = [c for c in index.get(item.name.last, {}).values() if c.name.last == item.name.last] if offices else []
        fit = {groups.of(c): c for c in found if offices <= borne[groups.of(c)] and groups.agree(c, item)}
        if len(fit) == 1:
            groups.join(next(iter(fit.values())), item)


def _by_article(
    every: Sequence[Item], people: Sequence[Item], groups: Groups, borne: dict[int, set[str]]
) -> tuple[list[Item], dict[int, int]]:
    """Join single names to names of their article that say more. What is left over comes back, and for some of it
    the group that it does not stand for, as the reader has not met that person yet.
    """
    alone, kin, beside = _sole_bearers(people, groups), _relatives(every), _companions(every)
    signed = _signed(every)
    at: dict[int, list[Item]] = defaultdict(list)
    bearers = {item.number for item in people}
    for item in every:
        if item.number in bearers or (single(item) and _offices(item)):
            at[item.article].append(item)
    uses = _first_uses(every)
    left: list[Item] = []
    unmet: dict[int, int] = {}
    for with_office in (True, False):
        indices = {article: _index(found, groups) for article, found in at.items()}
        for item in every:
            if not single(item) or bool(_offices(item)) != with_office:
                continue
            here = indices.get(item.article, {})
            candidates = list((here.get(item.name.last) or here.get(_called(item.name.last), {})).values())
            candidates = _narrowed(item, [c for c in candidates if c is not item], groups, borne)
            if with_office:
                named = beside.get((item.article, item.name.last), set())
                candidates = [c for c in candidates if full(c) and c.name.words not in named]
            if len(candidates) == 1:
                known = candidates[0].number in signed or _met(item, candidates[0], alone, kin, groups)
                chosen = candidates[0] if known else None
                if chosen is None:
                    unmet[item.number] = groups.of(candidates[0])
            else:
                chosen = _introduced(item, candidates, uses)
            if chosen is None or not groups.join(chosen, item):
                left.append(item)
    return left, unmet


def _sole_bearers(people: Iterable[Item], groups: Groups) -> set[str]:
    """The surnames that only one person of the story bears."""
    bearers: dict[str, set[int]] = defaultdict(set)
    for item in people:
        bearers[item.name.last].add(groups.of(item))
    return {name for name, found in bearers.items() if len(found) == 1}


def _relatives(every: Sequence[Item]) -> set[int]:
    """The numbers of full names that stand right beside a relative's description: "his son Eric Hale"."""
    out: set[int] = set()
    for left, right in pairwise(every):
        near = left.article == right.article and right.mention.start - left.mention.end <= _BESIDE
        for description, name in ((left, right), (right, left)):
            if near and full(name) and description.described and words_of(description.text)[-1] in persons.FAMILY:
                out.add(name.number)
    return out


def _signed(every: Sequence[Item]) -> set[int]:
    """The numbers of full names before a handle ("Ann Hale (@annhale)"): a post is shown of whom the report speaks."""
    return {
        left.number
        for left, right in pairwise(every)
        if left.article == right.article
        and full(left)
        and right.text.startswith("@")
        and right.mention.start - left.mention.end <= _BESIDE
    }


def _companions(every: Sequence[Item]) -> dict[tuple[int, str], set[tuple[str, ...]]]:
    """By article and surname the full names that stand in one sentence with that surname and an office: "President
    Hale was there with Ann Hale" tells of two.
    """
    held: dict[tuple[int, int], set[str]] = defaultdict(set)
    for item in every:
        if single(item) and _offices(item):
            held[item.article, item.sentence].add(item.name.last)
    out: dict[tuple[int, str], set[tuple[str, ...]]] = defaultdict(set)
    for item in every:
        if full(item) and not _offices(item) and item.name.last in held.get((item.article, item.sentence), ()):
            out[item.article, item.name.last].add(item.name.words)
    return out


def _met(item: Item, candidate: Item, alone: set[str], kin: set[int], groups: Groups) -> bool:
    """Whether a reader has met the candidate when the single name comes: a surname used long before the only person
    who bears it in the article is named in full is somebody else's, whom everybody knows; unless the full name comes
    with an office ("Governor Hale") and not as somebody's relative's.
    """
    if groups.of(item) == groups.of(candidate) or candidate.number < item.number:
        return True
    if candidate.sentence - item.sentence <= SOON:
        return True
    if candidate.number not in kin and not _offices(item) - set(candidate.name.title):
        return candidate.name.last in alone or bool(_offices(candidate))
    return candidate.name.last in alone and not _offices(item)


def _narrowed(item: Item, candidates: list[Item], groups: Groups, borne: dict[int, set[str]]) -> list[Item]:
    """The candidates that a single name's gender, title and place in the full name leave."""
    fit = [c for c in candidates if groups.agree(c, item)]
    fit = [c for c in fit if c.name.suffix not in _KIN] or fit
    surnames = [c for c in fit if c.name.last == item.name.last]
    if surnames:
        fit = surnames
    elif item.name.title:
        fit = [c for c in fit if c.name.words[0] == item.name.last]
    offices = _offices(item)
    if len(fit) > 1 and offices:
        fit = [c for c in fit if offices <= borne[groups.of(c)] | set(c.name.title)] or fit
    return fit


def _first_uses(every: Iterable[Item]) -> dict[tuple[int, str], int]:
    """Where each article first uses a single name by itself, without an office."""
    out: dict[tuple[int, str], int] = {}
    for item in every:
        if single(item) and not _offices(item):
            out.setdefault((item.article, item.name.last), item.number)
    return out


def _introduced(item: Item, candidates: Sequence[Item], uses: dict[tuple[int, str], int]) -> Item | None:
    """The person whom the bare surname stands for where several bear it: the one already introduced when the surname
    is first used by itself, before any other of that name is.
    """
    use = uses.get((item.article, item.name.last))
    if len(candidates) <= 1 or use is None:
        return None
    first, second = sorted(candidates, key=lambda c: c.number)[:2]
    return first if first.number < use < second.number else None


def _by_story(
    every: Sequence[Item], left: Sequence[Item], unmet: dict[int, int], groups: Groups, borne: dict[int, set[str]]
) -> list[Item]:
    """Join what is left to the one full name of the story that it may shorten, surnames only."""
    people = _bearers(every)
    index = _index(people, groups)
    relatives = {groups.of(number) for number in _relatives(every)}
    named_in = {(item.article, word) for item in people for word in item.name.words}
    rest: list[Item] = []
    for item in left:
        found = [c for c in index.get(item.name.last, {}).values() if _surname_of(c, item.name.last)]
        fit = _narrowed(item, [c for c in found if groups.of(c) != unmet.get(item.number)], groups, borne)
        told = (item.article, item.name.last) in named_in and unmet.get(item.number) not in relatives
        if len(fit) != 1 or told or not groups.join(fit[0], item):
            rest.append(item)
    return rest


def _surname_of(candidate: Item, word: str) -> bool:
    if candidate.name.last == word:
        return True
    first = candidate.name.words[0] == word
    return first and (word in persons.SURNAMES_FIRST or word not in persons.MALE | persons.FEMALE)


def _alone(left: Sequence[Item], groups: Groups) -> None:
    """Join equal single names that no full name explains, over the story."""
    kinds: dict[str, list[Item]] = defaultdict(list)
    for item in left:
        if item.person:
            kinds[item.name.last].append(item)
    for members in kinds.values():
        _join_all(members, groups)
