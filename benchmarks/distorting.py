"""Distortions of a passage: one fact of it changed, and nothing else.

``changes(passage, truths, scene, chance)`` gives at most one :class:`Change` of each kind. ``truths`` are passages of
other reports that state the same claim: only what at least one of them states as well is changed, so that the changed
passage contradicts it (a changed number that the other report never gave contradicts nothing). The kinds:

number     another count, amount, age or share ("27" -> "41"); never a year, a date, a label or a rounding
unit       another unit or scale of the same number ("million" -> "billion", "miles" -> "kilometers")
date       another weekday, month, day or year; never the day on which somebody spoke
place      another country, state or city
person     an invented name of the same gender for a person's
confusion  the name of another person of the same story
roles      who did it and to whom exchanged ("Reed sued Bell" -> "Bell sued Reed")
negation   "not" put in or taken out
antonym    the opposite ("approved" -> "rejected")
modality   what is told as so told as possible, hearsay or planned ("was" -> "may have been", "signed" -> "was planning
           to sign")

Names in which a word is only a part ("the Washington Post", "Flight 93") are left alone. What this does not do: it does
not understand the passage; whether a change is good English and changes what is meant, a person must check.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

import swaps  # beside this file

from twosource.lexicon import persons

FAR = 0.2
"""A changed number differs by this share at least: less may be a rounding."""

OLDEST = 100
"""No number below becomes one above: nobody is so old."""

NEAR = 60
"""Characters between the names of two who exchange their roles."""

_MONTHS = "January February March April May June July August September October November December".split()  # noqa: SIM905
_DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()  # noqa: SIM905
_MONTH = rf"\b(?:{'|'.join(_MONTHS)})\b"
_DAY = rf"\b(?:{'|'.join(_DAYS)})\b"
_WORDS = """
    zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen
    eighteen nineteen twenty
""".split()  # noqa: SIM905 - a list of words
_DIGITS = r"(?<![\w.,:/#’'-])(?P<sign>[$€£]?)(?P<digits>\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?)(?![\w:/]|[.,]\d|-\d)"
_NUMBER = re.compile(rf"{_DIGITS}|\b(?P<word>{'|'.join(_WORDS[2:])})\b(?!-(?!year|hour|day|week|month))", re.IGNORECASE)
_NO_COUNT = re.compile(rf"(?:{_MONTH}|\b(?:[A-Z][\w.]*|Nos?\.|of|or|and|to|in|since|until|age|aged|an?|[Tt]he))\s$")
_NO_COUNT_AFTER = re.compile(
    rf"\s?(?:[ap]\.?m\b|o['’]clock|{_MONTH}|of them\b|of the\b|or \w+\b|to \w+\b|and \w+\b|-\s?to\b|other\b)"
)
_SCALE = re.compile(r"[\s-](hundred|thousand|million|billion|trillion)\b")
_SPEAKS = re.compile(
    r"\b(?:said|says?|told|announce\w*|tweet\w*|wrote|report(?:ed|s)|statement|interview|according|speech|asked|added)\b"
)
_NAME_GOES_ON = re.compile(
    r"\s(?:[A-Z]|\d|administration|campaign|team|government|university|-)|[-–][A-Za-z]|['’]s\s[A-Z]|\.com"
)
_TITLES = persons.OFFICES | persons.ADDRESS.keys() | persons.ROLES | {"and", "former", "president", "rep", "sen", "gov"}


class Change(NamedTuple):
    """Characters ``start..end`` of a passage that give way to ``new``."""

    kind: str
    start: int
    end: int
    new: str

    def on(self, passage: str) -> str:
        """The passage with the change made."""
        return passage[: self.start] + self.new + passage[self.end :]


class Scene(NamedTuple):
    """What of a story a change must know: all its texts, and its people, each with the names it goes by."""

    texts: str
    people: tuple[tuple[str, ...], ...] = ()


Maker = Callable[[str, Sequence[str], Scene, random.Random], Iterator[Change]]


def changes(passage: str, truths: Sequence[str], scene: Scene, chance: random.Random) -> list[Change]:
    """At most one change of each kind, drawn by ``chance``, in the order of ``KINDS``."""
    drawn = []
    for make in KINDS.values():
        found = list(make(passage, truths, scene, chance))
        if found:
            drawn.append(chance.choice(found))
    return drawn


def stated(pattern: str, truths: Sequence[str]) -> bool:
    """Whether a truth states these words."""
    return any(re.search(rf"(?<![\w$€£.,]){pattern}(?![\w%])", truth) for truth in truths)


# --- numbers ---------------------------------------------------------------------------------------------------------


def numbers(text: str) -> Iterator[tuple[re.Match[str], float]]:
    """The numbers of a passage that count or measure something, with their values."""
    for match in _NUMBER.finditer(text):
        before, after = text[: match.start()], text[match.end() :]
        value = float(match["digits"].replace(",", "")) if match["digits"] else float(_WORDS.index(match[0].lower()))
        year = match["digits"] and not match["sign"] and match["digits"].isdigit() and 1000 <= value <= 2100  # noqa: PLR2004
        if (
            year
            or _NO_COUNT_AFTER.match(after)
            or value <= 1
            or after.startswith("-") != bool(re.match("-year", after))
        ):
            continue
        if match["sign"] or not _NO_COUNT.search(before):
            yield match, value * swaps.SCALES.get(_scale(after), 1.0)


def _scale(after: str) -> str:
    found = _SCALE.match(after)
    return found[1] if found else ""


def _number(passage: str, truths: Sequence[str], scene: Scene, chance: random.Random) -> Iterator[Change]:
    known = {value for truth in truths for _, value in numbers(truth)}
    for match, value in numbers(passage):
        shown = match["digits"] or match["word"]
        new = _other_number(shown, chance)
        if value in known and not re.search(rf"(?<![\w.,]){re.escape(new)}(?!\w|[.,]\d)", scene.texts):
            start = match.start("digits") if match["digits"] else match.start("word")
            yield Change("number", start, start + len(shown), new)


def _other_number(shown: str, chance: random.Random) -> str:
    """Another number, written alike."""
    if shown.lower() in _WORDS:
        value = _WORDS.index(shown.lower())
        new = _WORDS[chance.choice([n for n in range(2, 21) if abs(n - value) > FAR * value])]
        return new.capitalize() if shown[0].isupper() else new
    value, decimals = float(shown.replace(",", "")), len(shown.partition(".")[2])
    zeros = 10 ** min(len(shown.replace(",", "")) - len(shown.replace(",", "").rstrip("0")), 6) if not decimals else 1
    while True:
        new = round(value * chance.choice((0.4, 0.6, 0.7, 1.3, 1.4, 1.6, 2.2, 3)) / zeros, decimals) * zeros
        new += chance.choice((0, zeros, -zeros)) if not decimals else 0
        aged = value < OLDEST <= new  # it may be an age
        if abs(new - value) > FAR * value and new > 1 and not aged:
            return f"{new:,.{decimals}f}" if "," in shown or new >= 10_000 else f"{new:.{decimals}f}"  # noqa: PLR2004


def _unit(passage: str, truths: Sequence[str], scene: Scene, chance: random.Random) -> Iterator[Change]:
    del scene, chance
    number = rf"(?:[\d.,]*\d|{'|'.join(_WORDS[1:])})"
    for match in re.finditer(rf"\b({number})([\s-])({swaps.UNIT})\b(?!-)(?!\s(?:of|old)\b)", passage, re.IGNORECASE):
        if stated(re.escape(match[0]), truths) and match[1].lower() != "one":
            yield Change("unit", match.start(3), match.end(3), swaps.UNITS[match[3].lower()])
    for match in re.finditer(rf"\$({number})", passage):
        if stated(re.escape(match[1]), [truth.replace("$", " ") for truth in truths]):
            yield Change("unit", match.start(), match.start() + 1, "€")


def _date(passage: str, truths: Sequence[str], scene: Scene, chance: random.Random) -> Iterator[Change]:
    del scene
    for match in re.finditer(_DAY, passage):
        new = _DAYS[(_DAYS.index(match[0]) + chance.choice((2, 3, 4))) % 7]
        yield from _dated(match.span(), new, passage, truths)
    for match in re.finditer(rf"({_MONTH})(?=\s\d|,)|\b(?:in|last|since|until)\s({_MONTH})", passage):
        group = 1 if match[1] else 2
        new = _MONTHS[(_MONTHS.index(match[group]) + chance.choice((3, 4, 5, 6))) % 12]
        yield from _dated(match.span(group), new, passage, truths)
    for match in re.finditer(rf"(?:{_MONTH}|Jan\.|Feb\.|Aug\.|Sept\.|Oct\.|Nov\.|Dec\.)\s(\d\d?)\b(?!,?\d|:)", passage):
        new = str((int(match[1]) + chance.choice((4, 6, 9)) - 1) % 28 + 1)
        yield from _dated(match.span(1), new, passage, truths)
    for match in re.finditer(rf"(?:\b(?:in|since|until|of|by|from)\s|{_MONTH}\s|\d,\s)((?:19|20)\d\d)\b(?!-)", passage):
        yield from _dated(match.span(1), str(int(match[1]) - chance.choice((2, 3, 4, 6))), passage, truths)


def _dated(span: tuple[int, int], new: str, passage: str, truths: Sequence[str]) -> Iterator[Change]:
    """The change, if a truth has the date and nobody speaks on it."""
    start, end = span
    told = _SPEAKS.search(passage[max(0, start - 25) : start]) or _SPEAKS.search(passage[end : end + 20])
    if not told and stated(re.escape(passage[start:end]), truths) and not stated(re.escape(new), [*truths, passage]):
        yield Change("date", start, end, new)


# --- names -----------------------------------------------------------------------------------------------------------


def _place(passage: str, truths: Sequence[str], scene: Scene, chance: random.Random) -> Iterator[Change]:
    for match in re.finditer(r"(?<![\w-])[A-Z][a-z]+(?:\s[A-Z][a-z]+)?", passage):
        for words in (match[0], match[0].partition(" ")[0]):
            sort = swaps.sort_of_place(words)
            if not sort or not _whole(passage, match.start(), match.start() + len(words)):
                continue
            new = chance.choice([name for name in swaps.PLACES[sort] if name not in scene.texts])
            if stated(re.escape(words), truths):
                yield Change("place", match.start(), match.start() + len(words), new)
            break


def _whole(passage: str, start: int, end: int) -> bool:
    """Whether a name stands alone: not a part of a longer one, nor with a hyphen."""
    before = re.search(r"([\w.’']+)\s$", passage[:start])
    opens = before and before.start() == 0 and before[1].casefold() not in persons.MALE | persons.FEMALE
    part = before and before[1][0].isupper() and not opens and before[1].casefold().strip(".") not in _TITLES
    return not part and not _NAME_GOES_ON.match(passage[end:])


def names(passage: str, people: Sequence[Sequence[str]]) -> Iterator[tuple[int, int, str, Sequence[str]]]:
    """Where a passage names a person in full or by surname: start, end, gender, and all names of that person."""
    for forms in people:
        full = next((form for form in forms if _gender(form)), None)
        if not full:
            continue
        for words in (full, _surname(full)):
            for match in re.finditer(rf"(?<![\w-]){re.escape(words)}(?!\w)", passage):
                if _whole(passage, match.start(), match.end()):
                    yield match.start(), match.end(), _gender(full), forms


def _surname(name: str) -> str:
    """The last word of a name."""
    return name.rsplit(maxsplit=1)[-1]


def _gender(name: str) -> str:
    """The gender that a full name of two or three words tells; empty if none."""
    words = name.split()
    if len(words) not in (2, 3) or not all(re.fullmatch(r"[A-Z][\w.’'-]+", word) for word in words):
        return ""
    first = words[0].casefold()
    return "male" if first in persons.MALE else "female" if first in persons.FEMALE else ""


def _person(passage: str, truths: Sequence[str], scene: Scene, chance: random.Random) -> Iterator[Change]:
    for start, end, gender, forms in names(passage, scene.people):
        given, surname = chance.choice(swaps.GIVEN[gender]), chance.choice(swaps.SURNAMES)
        if _named(forms, truths) and surname not in scene.texts:
            new = f"{given} {surname}" if " " in passage[start:end] else surname
            yield Change("person", start, end, new)


def _confusion(passage: str, truths: Sequence[str], scene: Scene, chance: random.Random) -> Iterator[Change]:
    said = " ".join([passage, *truths])
    for start, end, gender, forms in names(passage, scene.people):
        others = [
            full
            for other in scene.people
            for full in other[:1]
            if _gender(full) == gender and _surname(full) not in said and not set(other) & set(forms)
        ]
        if others and _named(forms, truths):
            new = chance.choice(others)
            yield Change("confusion", start, end, new if " " in passage[start:end] else _surname(new))


def _named(forms: Sequence[str], truths: Sequence[str]) -> bool:
    return any(stated(re.escape(_surname(form)), truths) for form in forms if _gender(form))


def _roles(passage: str, truths: Sequence[str], scene: Scene, chance: random.Random) -> Iterator[Change]:
    del chance
    known = sorted({*_actors(passage, scene.people)})
    for (a, b), (c, d) in ((x, y) for x in known for y in known if 0 < y[0] - x[1] <= NEAR):
        first, last = (re.escape(_surname(passage[i:j])) for i, j in ((a, b), (c, d)))
        between = passage[b:c]
        done = swaps.DOES_TO.fullmatch(between) and not passage[d:].startswith(("’s", "'s", " and "))
        told = any(re.search(rf"\b{first}\b.*\b{last}\b", truth) for truth in truths)
        if done and told and first != last:
            yield Change("roles", a, d, f"{passage[c:d]}{between}{passage[a:b]}")


def _actors(passage: str, people: Sequence[Sequence[str]]) -> Iterator[tuple[int, int]]:
    """Where a passage names somebody or some body or country that may do something."""
    for words in sorted({form for forms in people for form in forms if re.match(r"[A-Z][^\d]*$", form)}):
        for match in re.finditer(rf"(?<![\w-]){re.escape(words)}(?!\w)", passage):
            if _whole(passage, *match.span()):
                yield match.span()
    for match in re.finditer(r"(?<![\w-])[A-Z][a-z]+(?:\s[A-Z][a-z]+)?", passage):
        if swaps.sort_of_place(match[0]) == "country" and _whole(passage, *match.span()):
            yield match.span()


# --- what is said of the deed ----------------------------------------------------------------------------------------


def _shared(verb: str, truths: Sequence[str]) -> bool:
    """Whether a truth has the verb, in whatever form, and neither doubts nor denies anything."""
    stem = re.escape(_stem(verb))
    return any(re.search(rf"\b{stem}", truth) and not swaps.DOUBTS.search(truth) for truth in truths)


def _stem(verb: str) -> str:
    return re.sub(r"(?:ed|ing|es|s|e)$", "", verb)


def _negation(passage: str, truths: Sequence[str], scene: Scene, chance: random.Random) -> Iterator[Change]:
    del scene, chance
    if swaps.DOUBTS.search(passage):
        return
    for match in _helped(passage):
        if _shared(match["verb"], truths):
            yield Change("negation", match.end("aux"), match.end("aux"), " not")
    for match in re.finditer(swaps.PAST, passage):
        if _active(passage, match) and _shared(match[0], truths):
            yield Change("negation", match.start(), match.end(), f"did not {swaps.VERBS[match[0]][0]}")


def _helped(passage: str) -> Iterator[re.Match[str]]:
    """The verbs that have a help, but for those of relative clauses: "that was stolen" only says which."""
    for match in re.finditer(swaps.HELPED, passage):
        if not re.search(r"\b(?:that|which|who)\s$", passage[: match.start()]):
            yield match


def _active(passage: str, match: re.Match[str]) -> bool:
    """Whether a past form is a sentence's verb and no participle: somebody stands before it and no help."""
    before = passage[: match.start()]
    helped = re.search(
        r"\b(?:was|were|been|being|be|is|are|has|had|have|not|to|and|or|by|an?|the|of|who)\s(?:\w+ly\s)?$", before
    )
    return (
        bool(re.search(r"[\w’']\s$", before))
        and not helped
        and not passage[match.end() :].startswith((" by ", " into ", ","))
    )


def _antonym(passage: str, truths: Sequence[str], scene: Scene, chance: random.Random) -> Iterator[Change]:
    del scene, chance
    for match in re.finditer(swaps.OPPOSED, passage):
        new = swaps.OPPOSITES[match[0]]
        if stated(match[0], truths) and not any(re.search(rf"\b{new}\b", text) for text in [passage, *truths]):
            yield Change("antonym", match.start(), match.end(), new)


def _modality(passage: str, truths: Sequence[str], scene: Scene, chance: random.Random) -> Iterator[Change]:
    del scene
    if swaps.DOUBTS.search(passage):
        return
    for match in _helped(passage):
        if _shared(match["verb"], truths):
            new = chance.choice(swaps.SOFTER[match["aux"]])
            yield Change("modality", *match.span("aux"), new)
    for match in re.finditer(swaps.PAST, passage):
        if _active(passage, match) and _shared(match[0], truths):
            base, participle = swaps.VERBS[match[0]]
            new = [f"may have {participle}", f"reportedly {match[0]}"]
            new += [] if base in swaps.UNPLANNED else [f"was planning to {base}"]
            yield Change("modality", *match.span(), chance.choice(new))


KINDS: dict[str, Maker] = {
    "number": _number,
    "unit": _unit,
    "date": _date,
    "place": _place,
    "person": _person,
    "confusion": _confusion,
    "roles": _roles,
    "negation": _negation,
    "antonym": _antonym,
    "modality": _modality,
}
