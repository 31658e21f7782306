"""Names of people put together: full names across the story, then surnames to the full names they shorten.

Full names (two words or more) are compared within blocks of like last words, each against the fuller ones before it;
a name that fits several different people ("J. Hale") joins none. A single name ("Hale", "Mr. Hale") stands for the
one person of its article whose full name has it as last word, else as another word; if the article has none, for the
one of the story. If several fit, titles and genders decide, then whom the article calls by the bare surname between
the introductions of the two; otherwise the name stays by itself. Two Hales are never merged by their surname.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from twosource.compare.entities_items import Groups, Item
from twosource.compare.entities_names import Name, same_person
from twosource.lexicon import persons
from twosource.lexicon.words import PARTICLES

_KIN = {"jr", "sr", "ii", "iii"}


def full(item: Item) -> bool:
    """Whether an item is a person's full name."""
    return item.named and item.person and len(item.name.words) > 1


def single(item: Item) -> bool:
    """Whether an item is one word that may be a person's surname or first name."""
    if not item.named or len(item.name.words) != 1:
        return False
    return item.person or (item.mention.kind == "other" and not item.text.startswith(("@", "#")))


def link(every: Sequence[Item], groups: Groups) -> None:
    """Join all items that are names of one person."""
    _full_names(every, groups)
    people = [item for item in every if full(item)]
    left = _by_article(every, people, groups)
    left = _by_story(left, people, groups)
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


def _blocks(name: Name) -> Iterable[str]:
    """Keys under which names that may be one person's meet."""
    words = {w.removeprefix("al-") for w in name.words if w not in PARTICLES}
    return sorted({w[:3] for w in words})


def _fitting(name: Name, blocks: dict[str, list[Name]], kinds: dict[Name, list[Item]], groups: Groups) -> list[Item]:
    """One item of each group whose names fit ``name``."""
    own = kinds[name][0]
    out: dict[int, Item] = {}
    seen: set[Name] = set()
    for key in _blocks(name):
        for other in blocks[key]:
            if other in seen:
                continue
            seen.add(other)
            item = kinds[other][0]
            alike = same_person(name, other._replace(suffix=name.suffix))
            if alike and name.suffix != other.suffix:
                alike = not {i.article for i in kinds[name]} & {i.article for i in kinds[other]}
            if alike and groups.agree(own, item):
                out.setdefault(groups.of(item), item)
    return list(out.values())


def _join_all(members: Sequence[Item], groups: Groups) -> None:
    for other in members[1:]:
        groups.join(members[0], other)


def _index(people: Iterable[Item], groups: Groups) -> dict[str, dict[int, Item]]:
    """Word -> group -> the first full name there that has the word."""
    out: dict[str, dict[int, Item]] = defaultdict(dict)
    for item in people:
        for word in item.name.words:
            if word not in PARTICLES:
                out[word].setdefault(groups.of(item), item)
    return out


def _by_article(every: Sequence[Item], people: Sequence[Item], groups: Groups) -> list[Item]:
    """Join single names to full names of their article; what is left over comes back."""
    at: dict[int, list[Item]] = defaultdict(list)
    for item in people:
        at[item.article].append(item)
    indices = {article: _index(found, groups) for article, found in at.items()}
    titles = _titles(every, groups)
    left: list[Item] = []
    for item in every:
        if not single(item):
            continue
        candidates = _narrowed(
            item, list(indices.get(item.article, {}).get(item.name.last, {}).values()), groups, titles
        )
        chosen = candidates[0] if len(candidates) == 1 else _introduced(item, candidates, every)
        if chosen is None or not groups.join(chosen, item):
            left.append(item)
    return left


def _titles(every: Iterable[Item], groups: Groups) -> dict[int, set[str]]:
    """Group -> the words of the titles its full names carry."""
    out: dict[int, set[str]] = defaultdict(set)
    for item in every:
        if full(item):
            out[groups.of(item)].update(item.name.title)
    return out


def _narrowed(item: Item, candidates: list[Item], groups: Groups, titles: dict[int, set[str]]) -> list[Item]:
    """The candidates that a single name's gender, title and place in the full name leave."""
    fit = [c for c in candidates if groups.agree(c, item)]
    elder = [c for c in fit if c.name.suffix not in _KIN]
    fit = elder or fit
    surnames = [c for c in fit if c.name.last == item.name.last]
    if surnames:
        fit = surnames
    elif item.name.title and not any(w in persons.ADDRESS and persons.ADDRESS[w] for w in item.name.title):
        fit = [c for c in fit if c.name.words[0] == item.name.last] if len(fit) > 1 else fit
    offices = {w for w in item.name.title if w in persons.OFFICES and w not in persons.TITLE_MODIFIERS}
    if len(fit) > 1 and offices:
        borne = [c for c in fit if offices <= titles[groups.of(c)]]
        fit = borne or fit
    return fit


def _introduced(item: Item, candidates: Sequence[Item], every: Sequence[Item]) -> Item | None:
    """The person whom the bare surname stands for where several bear it: the one already introduced by full name
    when the surname is first used by itself, before any other of that name is.
    """
    if not candidates:
        return None
    order = sorted(candidates, key=lambda c: c.number)
    uses = _first_use(item, every)
    if uses is not None and order[0].number < uses < order[1].number:
        return order[0]
    return None


_FirstUses = dict[tuple[int, str], int]


def _first_use(item: Item, every: Sequence[Item]) -> int | None:
    """Where the article first uses the single name by itself."""
    at = item.number
    first: int | None = None
    while at >= 0 and every[at].article == item.article:
        if single(every[at]) and every[at].name.last == item.name.last:
            first = at
        at -= 1
    return first


def _by_story(left: Sequence[Item], people: Sequence[Item], groups: Groups) -> list[Item]:
    """Join what is left to the one full name of the story that it may shorten, surnames only."""
    index = _index(people, groups)
    titles = _titles(people, groups)
    articles = {(item.article, word) for item in people for word in item.name.words}
    rest: list[Item] = []
    for item in left:
        found = [c for c in index.get(item.name.last, {}).values() if _surname_of(c, item.name.last)]
        fit = _narrowed(item, found, groups, titles)
        told = (item.article, item.name.last) in articles
        if len(fit) != 1 or told or not groups.join(fit[0], item):
            rest.append(item)
    return rest


def _surname_of(candidate: Item, word: str) -> bool:
    return candidate.name.last == word or (
        candidate.name.words[0] == word and word not in persons.MALE | persons.FEMALE
    )


def _alone(left: Sequence[Item], groups: Groups) -> None:
    """Join equal single names that no full name explains: over the story, unless one article has several of them."""
    kinds: dict[str, list[Item]] = defaultdict(list)
    for item in left:
        if item.person:
            kinds[item.name.last].append(item)
    for members in kinds.values():
        _join_all(members, groups)
