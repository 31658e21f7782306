"""Bodies and groups without a name put together over the story.

"Police", "the government" are one over a story where no name explains them; so are "the Norland government" and
"Norland's authorities", by the nation they name, and "researchers" and "the scientists" (an event seldom has two such
groups). A report's bare "the government" is that of the one nation whose government it names.
"""

from __future__ import annotations

from collections import defaultdict

from twosource.compare.entities.items import Item, words_of
from twosource.compare.entities.roles import Role, nation
from twosource.compare.entities.said import Scene
from twosource.lexicon import organisations, places
from twosource.lexicon.words import listed

ACTORS = listed(
    """
    police authorities government ministry administration army military prosecutors investigators firefighters
    coastguard parliament navy rebels
    """
)
"""Nouns of bodies that speak and act without a name, and of which an event seldom has two."""

_CLASSES = (
    listed("government regime authorities"),
    listed("army military forces troops"),
    listed("parliament legislature"),
    listed("police"),
    listed("lawmakers legislators"),
    listed("navy"),
    listed("researchers scientists astronomers astrophysicists physicists biologists geologists"),
    listed("firefighters"),
    listed("prosecutors"),
    listed("investigators detectives"),
    listed("rescuers"),
    listed("justices"),
    listed("jurors jury"),
    listed("hackers"),
    listed("organizers organisers"),
    listed("rebels"),
    listed("militants"),
    listed("plaintiffs"),
    listed("defendants"),
    listed("couple"),
    listed("delegation"),
)
"""Nouns for one and the same body or group; of each a story seldom has two."""

_CLASS = {noun: number for number, nouns in enumerate(_CLASSES) for noun in sorted(nouns)}

_PLAIN = listed("the local armed two own")
"""Words before a noun that do not tell which body is meant."""


def join(scene: Scene) -> None:
    """Join what is somebody's by the same noun, and equal groups."""
    _somebodys(scene)
    _groups(scene)


def _somebodys(scene: Scene) -> None:
    """Join "Hale's team" and "President Ann Hale's team", "Hale's administration", "the administration of President
    Hale" and "the Hale administration".
    """
    first: dict[tuple[str, str], Item] = {}
    for item in scene.every:
        words = item.name.words
        if item.named and len(words) > 1 and words[-1] in organisations.STAFFS:
            scene.groups.join(first.setdefault((words[-2], words[-1]), item), item)
    for item in scene.every:
        role = scene.roles.get(item.number)
        if role is None or item.person:
            continue
        words = words_of(item.text)
        at = max((i for i, word in enumerate(words) if word == "'s"), default=0)
        if at and item.text[:1].isupper():
            scene.groups.join(first.setdefault((words[at - 1], words[-1]), item), item)
        elif (
            role.head in organisations.STAFFS and f"{role.head} of " in item.text and item.text.split()[-1][0].isupper()
        ):
            scene.groups.join(first.setdefault((words[-1], role.head), item), item)


def _groups(scene: Scene) -> None:
    """Join equal groups over the story: with the nation they name, or the only one told of such a body."""
    groups = scene.groups
    keys = {item.number: key for item in scene.every if (key := _name_key(item) if item.named else _key(item, scene))}
    named = {groups.of(item) for item in scene.every if item.named and item.number not in keys}
    found = [(i, keys[i.number]) for i in scene.every if i.number in keys and groups.of(i) not in named]
    known: dict[tuple[int, int], set[str]] = defaultdict(set)
    for item, (number, of) in found:
        if of:
            known[groups.of(item), number].add(of)
    # "the government" that was found to be Norland's is no other nation's, however bare
    found = [(i, (number, of or min(known.get((groups.of(i), number), {""})))) for i, (number, of) in found]
    first: dict[tuple[int, str], Item] = {}
    nations: dict[int, set[str]] = defaultdict(set)
    for item, (number, of) in found:
        groups.join(first.setdefault((number, of), item), item)
        if of:
            nations[number].add(of)
    for number, told in sorted(nations.items()):
        bare = first.get((number, ""))
        if bare is not None and len(told) == 1:
            groups.join(first[number, min(told)], bare)


def _key(item: Item, scene: Scene) -> tuple[int, str] | None:
    """The class of a group's noun and the nation that is named with it; None for what is told by more."""
    role = scene.roles.get(item.number)
    if role is None or item.person:
        return None
    head = words_of(item.text)[-1] if not role.owner else role.head
    number = _CLASS.get(role.head if role.head in _CLASS else head)
    if number is None:
        return None
    told = nation(role.modifiers | role.owner)
    rest = {w for w in _rest(role) if not _of_nation(w)}
    return (number, min(told, default="")) if not rest and len(told) <= 1 else None


def _name_key(item: Item) -> tuple[int, str] | None:
    """The class and the nation of a name that says no more: "Parliament", "Norland Army", "Norlandian Armed Forces"."""
    words = item.name.words
    if item.mention.kind != "organisation" or not words or words[-1] not in _CLASS:
        return None
    of = " ".join(w for w in words[:-1] if w not in _PLAIN)
    told = nation((of,)) if of else set()
    return (_CLASS[words[-1]], min(told, default="")) if told or not of else None


def _rest(role: Role) -> frozenset[str]:
    return frozenset(w for w in role.modifiers | role.owner if w not in _PLAIN)


def _of_nation(word: str) -> bool:
    return word in places.COUNTRY_OF or places.is_place(word)
