"""Names that differ: one person's or body's name written in two ways.

Names are compared if no report that has the one has the other. Forms: a letter or two of one word ("Tolland",
"Toland"; "Mike", "Mick"), a second surname ("Mira Tolland", "Mira Kole-Tolland"), the kind of a body whose name goes
on alike ("Bureau of Mines and Quarries", "Department of Mines and Quarries"). All are ``rounding``: what differs may
be a slip of the pen. Short names ("Bill") for full ones are no difference.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import combinations, product

from twosource import likeness
from twosource.compare.conflicts.sight import Difference, Sight, value_of
from twosource.lexicon import persons, places
from twosource.lexicon.words import CALENDAR, PARTICLES
from twosource.model import Passage
from twosource.text import squash

MOST_NAMES = 400
"""Different names of one story that are compared with one another."""

_BODY = re.compile(
    r"\b(?:the\s+)?([A-Z][a-z]+)((?:\s+[A-Z][a-z]+)?)\s+(?:of|for)\s+((?:[A-Z]\w+|Seven|Eight|Twenty)"
    r"(?:(?:,\s+|\s+and\s+|,\s+and\s+|\s+)[A-Z]\w+){0,6})"
)
_LONG = re.compile(r"\b(?!The\b)([A-Z][\w’'-]+(?:\s+[A-Z][\w’'-]+)+)\s+([A-Z][a-z]+)\b(?!\s+[A-Z]|['’]s\s+[A-Z])")
_MODEL = re.compile(r"\b([A-Z][a-z]{2,})[\s-]((?:[A-Z]{1,2}-?)?\d{2,4}[\w-]*)(?:\s+[A-Z][a-z]+){0,3}")
_TITLES = persons.OFFICES | persons.ADDRESS.keys() | persons.ROLES
_NO_GIVEN = _TITLES | places.ADJECTIVES
_OUR = re.compile(r"(?<=\w)our(?=s?\b)")
_ISE = re.compile(r"(\wi)s(ation|e|ing)")
_WHY = "The reports write the name in different ways."


def differences(sight: Sight) -> Iterator[Difference]:
    """The names that differ between the reports of a story."""
    yield from _spelt(sight)
    yield from _bodies(sight)
    yield from _tails(sight)
    yield from _models(sight)


def _spelt(sight: Sight) -> Iterator[Difference]:
    where = _names(sight)
    names = sorted((name for name in where if len(name) > 2), key=lambda n: (-len(n.split()), n))[:MOST_NAMES]  # noqa: PLR2004
    told: set[frozenset[str]] = set()
    together = _of_one(sight)
    for a, b in combinations(names, 2):
        one_person = (a, b) in together or (b, a) in together
        if where[a].keys() & where[b].keys() or not (
            _misspelt(a, b) or _joined(a, b) or (one_person and _called_otherwise(a, b))
        ):
            continue
        if any(_written(b, sight, article) for article in where[a]) or any(
            _written(a, sight, article) for article in where[b]
        ):
            continue
        words = frozenset(set(a.split()) ^ set(b.split()))
        if words not in told:
            told.add(words)
            yield from _difference(sight, [*where[a].values(), *where[b].values()])


def _of_one(sight: Sight) -> set[tuple[str, str]]:
    """Pairs of names that one person goes by."""
    return {
        pair
        for entity in sight.entities
        if entity.kind == "person"
        for pair in combinations(sorted({squash(m.text[_untitled(m.text) :]) for m in entity.mentions}), 2)
    }


def _called_otherwise(a: str, b: str) -> bool:
    """Whether two full names of one surname have no given name in common, not even by its beginning."""
    first, other = (
        [likeness.plain(word) for word in name.split() if word[:1].isupper() and word.casefold() not in _NO_GIVEN]
        for name in (a, b)
    )
    if min(len(first), len(other)) < 2 or first[-1] != other[-1]:  # noqa: PLR2004 - a given name and a surname
        return False
    given = [[word.strip(".") for word in name[:-1]] for name in (first, other)]
    return not any(x.startswith(y) or y.startswith(x) for x, y in product(*given))


def _misspelt(a: str, b: str) -> bool:
    return likeness.misspelt(a, b) and _plainly_spelt(a) != _plainly_spelt(b)


def _plainly_spelt(name: str) -> str:
    """A name in one of the two English spellings ("Defence", "Defense")."""
    return _ISE.sub(r"\1z\2", _OUR.sub("or", name.casefold().replace("defence", "defense").replace("centre", "center")))


def _joined(a: str, b: str) -> bool:
    """Whether one has a second surname before a hyphen."""
    first, second = a.split(), b.split()
    if len(first) != len(second) or len(first) < 2 or first[:-1] != second[:-1]:  # noqa: PLR2004 - first and last
        return False
    short, long = sorted((first[-1], second[-1]), key=len)
    return long.endswith(f"-{short}") and long.removesuffix(f"-{short}").casefold() not in PARTICLES


def _names(sight: Sight) -> Mapping[str, Mapping[str, Passage]]:
    """Each name of the story, with its first place in each report."""
    where: dict[str, dict[str, Passage]] = defaultdict(dict)
    for entity in sight.entities:
        for mention in sorted(entity.mentions):
            cut = _untitled(mention.text) if entity.kind == "person" else 0
            name = squash(mention.text[cut:])
            if (
                name[:1].isupper()
                and not {*name.casefold().split()} & CALENDAR
                and (" " in name or len(entity.mentions) > 1)
            ):
                bare = Passage(
                    article=mention.article, start=mention.start + cut, end=mention.end, text=mention.text[cut:]
                )
                where[name].setdefault(mention.article, bare)
    return where


def _untitled(text: str) -> int:
    """Where a person's own name begins: after the last word that is an office or not a name's."""
    words = list(re.finditer(r"\S+", text))
    for k in range(len(words) - 2, -1, -1):
        word = words[k][0]
        if (
            not word[0].isupper()
            or word.casefold().strip(".,") in persons.OFFICES | persons.ADDRESS.keys() | persons.ROLES
        ):
            return words[k + 1].start()
    return 0


def _written(name: str, sight: Sight, article: str) -> bool:
    """Whether a report writes a name anywhere, its boilerplate included."""
    return name in sight.articles[article].text


def _bodies(sight: Sight) -> Iterator[Difference]:
    """Bodies whose names differ in the word for what they are."""
    found: dict[str, dict[str, dict[str, Passage]]] = defaultdict(lambda: defaultdict(dict))
    for claim in sight.shared:
        for item in claim.evidence:
            for match in _BODY.finditer(item.text):
                tail = squash(match[3])
                if len(tail.split()) > 1 or tail in {"Seven", "Eight", "Twenty"}:
                    start, end = item.start + match.start(1), item.start + match.end()
                    passage = Passage(
                        article=item.article, start=start, end=end, text=item.text[match.start(1) : match.end()]
                    )
                    found[tail][squash(match[1] + match[2])].setdefault(item.article, passage)
    for tail, heads in sorted(found.items()):
        for a, b in combinations(sorted(heads), 2):
            both = [*heads[a].values(), *heads[b].values()]
            if not heads[a].keys() & heads[b].keys() and not any(
                f"{a if p.text.startswith(b) else b} of {tail}" in sight.articles[p.article].text for p in both
            ):
                yield from _difference(sight, both)


def _tails(sight: Sight) -> Iterator[Difference]:
    """Names of three words and more that differ in the last, told of in one claim ("the Tarn Head Harbour Board", "the
    Tarn Head Harbour Trust").
    """
    for lead, tails in _in_claims(sight, _LONG):
        for a, b in combinations(sorted(tails), 2):
            names, both = (f"{lead} {a}", f"{lead} {b}"), [*tails[a], *tails[b]]
            if not any(all(_written(name, sight, p.article) for name in names) for p in both):
                yield from _difference(sight, both)


def _models(sight: Sight) -> Iterator[Difference]:
    """What is called by a name and a number, of which one report gives less ("Tarn 208", "Tarn 208B"), in one claim."""
    for maker, models in _in_claims(sight, _MODEL):
        for a, b in combinations(sorted(models, key=len), 2):
            told = any(_written(f"{maker} {b}", sight, passage.article) for passage in models[a])
            if b.startswith(a) and not b[len(a)].isdigit() and not told:
                yield from _difference(sight, [*models[a], *models[b]])


def _in_claims(sight: Sight, pattern: re.Pattern[str]) -> Iterator[tuple[str, Mapping[str, list[Passage]]]]:
    """Claim by claim what a pattern of two parts matches: each first part, and for each second one the places."""
    for claim in sight.shared:
        found: dict[str, dict[str, list[Passage]]] = defaultdict(lambda: defaultdict(list))
        for item in claim.evidence:
            for match in pattern.finditer(item.text):
                start, end = item.start + match.start(), item.start + match.end()
                passage = Passage(article=item.article, start=start, end=end, text=match[0])
                found[squash(match[1])][match[2]].append(passage)
        yield from sorted(found.items())


def _difference(sight: Sight, passages: list[Passage]) -> Iterator[Difference]:
    values = tuple(value_of(passage) for passage in passages)
    claim = sight.home(*values)
    if claim:
        yield Difference(claim=claim, slot="person", kind="rounding", values=tuple(sorted(values)), why=_WHY)
