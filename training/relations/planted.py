"""Changes planted in sentences of news: training/relations/planted.py ARTICLES.jsonl.gz OUT.jsonl [--without DIR].

Each change says which relations may hold between a sentence and the changed one: another number, unit, day, place or
person, two names that change places, a denial, a doubt; a clause left out; the same in other words of the same sense.
Sentences that follow one another are related, those of two articles unrelated. ``--without``: articles with a headline
or a sentence of the stories in DIR are left out.

``benchmarks/distortion.py`` plants changes by rules of its own, so that what is measured is not what was learned.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import re
from collections.abc import Callable, Iterator
from pathlib import Path

from records import CONTAINED, CONTRADICTS, DIFFERS, NOT_SO, RELATED, SAME, UNRELATED, Item, write

from twosource.lexicon.places import COUNTRIES

PER_ARTICLE = 5
WORDS = range(9, 46)
LONG = 10_000
TRIED = 6
"""Kinds of change that are tried on a sentence: with all of them, those that fit any sentence would outweigh."""

Change = Callable[[str, random.Random], str | None]

_SENTENCE = re.compile(r"(?<=[.!?”\"])\s+(?=[A-Z“\"])")
_NUMBER = re.compile(r"(?<![\w$.,/-])(\d{1,3}(?:,\d{3})+|\d{1,4}(?:\.\d+)?)(?![\w/-]|[.,]\d)")
_MONEY = re.compile(r"(?<=[$£€])(\d{1,3}(?:,\d{3})*(?:\.\d+)?)")
_WORDED = "two three four five six seven eight nine ten eleven twelve".split()  # noqa: SIM905
_DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()  # noqa: SIM905
_MONTHS = "January February March April May June July August September October November December".split()  # noqa: SIM905
_UNITS = (
    ("million", "billion"), ("thousand", "million"), ("miles", "kilometers"), ("hours", "days"), ("days", "weeks"),
    ("months", "years"), ("dozens", "hundreds"), ("hundreds", "thousands"), ("weeks", "months"), ("feet", "yards"),
)  # fmt: skip
_TURNED = (
    ("approved", "rejected"), ("rose", "fell"), ("confirmed", "denied"), ("support", "oppose"), ("supports", "opposes"),
    ("supported", "opposed"), ("won", "lost"), ("increase", "decrease"), ("increased", "decreased"),
    ("accepted", "refused"),
    ("before", "after"), ("more", "fewer"), ("higher", "lower"), ("guilty", "innocent"), ("allowed", "banned"),
    ("allow", "ban"), ("agreed", "refused"), ("passed", "failed"), ("killed", "injured"), ("dead", "alive"),
    ("arrested", "released"), ("began", "ended"), ("opened", "closed"), ("raise", "cut"), ("raised", "cut"),
    ("largest", "smallest"), ("first", "last"), ("joined", "left"), ("praised", "criticized"), ("succeeded", "failed"),
    ("illegal", "legal"), ("possible", "impossible"), ("win", "loss"), ("strong", "weak"), ("early", "late"),
    ("men", "women"), ("man", "woman"), ("north", "south"), ("eastern", "western"), ("northern", "southern"),
)  # fmt: skip
_LANDS = sorted(name.title() for name in COUNTRIES if len(name) > 3)  # noqa: PLR2004 - no abbreviation
_AUXILIARY = re.compile(r"\b(is|are|was|were|will|would|can|could|should|has|have|had|must|did)\b(?! not|n['’]t)")
_NOT = re.compile(r"\b(is|are|was|were|will|would|can|could|should|has|have|had|must|did|does|do) not\b")
NAME = re.compile(r"(?<![.!?“\"] )(?<!^)\b([A-Z][a-z]+ (?:[A-Z]\. )?[A-Z][a-z]+(?:-[A-Z][a-z]+)?)\b")
_COUNTRY = re.compile(r"\b(" + "|".join(sorted(map(re.escape, _LANDS), key=len, reverse=True)) + r")\b")
_TAIL = re.compile(
    r",? (?:who|which|after|while|when|because|although|despite|following|amid|saying|including|as) [^“”\"]+\.$"
)
_SAID = re.compile(r"^(?P<what>[A-Z“\"].{30,}),[”\"]? (?P<who>(?:[A-Z][\w.’'-]+ ?){1,4}) said(?P<when> \w+day)?\.$")


def number(text: str, rng: random.Random) -> str | None:
    """Another number, too far off to be a rounding."""
    spots = [m for p in (_NUMBER, _MONEY) for m in p.finditer(text) if not re.fullmatch(r"(?:19|20)\d\d", m[1])]
    if not spots:
        return _worded(text, rng)
    spot = rng.choice(spots)
    value = float(spot[1].replace(",", ""))
    new = value * rng.choice((0.2, 0.4, 0.5, 0.6, 0.75, 1.3, 1.5, 2, 3)) + (rng.choice((1, 2, 3)) if value < 12 else 0)  # noqa: PLR2004
    shown = f"{new:,.1f}" if "." in spot[1] else f"{round(new):,}" if "," in spot[1] or new >= LONG else f"{round(new)}"
    return None if shown == spot[1] else text[: spot.start(1)] + shown + text[spot.end(1) :]


def _worded(text: str, rng: random.Random) -> str | None:
    found = [m for m in re.finditer(r"\b[a-z]+\b", text) if m[0] in _WORDED]
    if not found:
        return None
    spot = rng.choice(found)
    return text[: spot.start()] + rng.choice([w for w in _WORDED if w != spot[0]]) + text[spot.end() :]


def unit(text: str, rng: random.Random) -> str | None:
    """Another unit."""
    return _one_of(text, rng, _UNITS)


def day(text: str, rng: random.Random) -> str | None:
    """Another weekday, month or year."""
    found = list(
        re.finditer(r"\b(?:" + "|".join([*_DAYS, *(m for m in _MONTHS if m != "May")]) + r"|(?:19|20)\d\d)\b", text)
    )
    if not found:
        return None
    spot = rng.choice(found)
    if spot[0].isdigit():
        new = str(int(spot[0]) + rng.choice((-5, -3, -2, -1, 1, 2, 4)))
    else:
        new = rng.choice([w for w in (_DAYS if spot[0] in _DAYS else _MONTHS) if w != spot[0]])
    return text[: spot.start()] + new + text[spot.end() :]


def place(text: str, rng: random.Random) -> str | None:
    """Another country."""
    found = list(_COUNTRY.finditer(text))
    if not found:
        return None
    spot = rng.choice(found)
    new = rng.choice([land for land in _LANDS if land != spot[0]])
    return re.sub(rf"\b{re.escape(spot[0])}\b", new, text)


class Persons:
    """Another person: names are taken from the articles themselves."""

    def __init__(self, names: list[str]) -> None:
        self._names = names

    def __call__(self, text: str, rng: random.Random) -> str | None:
        found = list(NAME.finditer(text))
        if not found:
            return None
        spot, new = rng.choice(found), rng.choice(self._names)
        return None if new == spot[1] else text.replace(spot[1], new)


def roles(text: str, rng: random.Random) -> str | None:
    """Two names that change places."""
    found = [m for p in (NAME, _COUNTRY) for m in p.finditer(text)]
    distinct = sorted({m[1] for m in found})
    if len(distinct) != 2 or distinct[0] in distinct[1] or distinct[1] in distinct[0]:  # noqa: PLR2004 - a pair
        return None
    a, b = distinct
    if re.search(rf"{re.escape(a)},? (?:and|or) {re.escape(b)}|{re.escape(b)},? (?:and|or) {re.escape(a)}", text):
        return None
    return text.replace(a, "\0").replace(b, a).replace("\0", b)


def polarity(text: str, rng: random.Random) -> str | None:
    """What was so is not, or the other way round."""
    ways: list[str] = []
    turned = _one_of(text, rng, _TURNED)
    if turned:
        ways.append(turned)
    denied = _NOT.search(text)
    if denied:
        ways.append(text[: denied.end(1)] + text[denied.end() :])
    spots = list(_AUXILIARY.finditer(text))
    if spots and not denied:
        ways.append(text[: spots[0].end()] + " not" + text[spots[0].end() :])
    return rng.choice(ways) if ways else None


def modality(text: str, rng: random.Random) -> str | None:
    """What is told as fact becomes possible, planned or reported."""
    ways = ((r"\bwill\b", "may"), (r"\bhas ([a-z]+ed)\b", r"may have \1"), (r"\bwas ([a-z]+ed)\b", r"could be \1"),
            (r"\bis\b", "may be"), (r"\bhave ([a-z]+ed)\b", r"plan to have \1"))  # fmt: skip
    able = [(pattern, new) for pattern, new in ways if re.search(pattern, text)]
    return re.sub(*rng.choice(able), text, count=1) if able else None


def shorter(text: str, rng: random.Random) -> str | None:
    """The last clause left out."""
    tail = _TAIL.search(text)
    return text[: tail.start()] + "." if tail and tail.start() > 0.4 * len(text) else None


def reworded(text: str, rng: random.Random) -> str | None:
    """The same in other signs and small words, or told from the other end."""
    told = _SAID.match(text)
    if told and "“" not in told["what"]:
        return f"{told['who'].strip()} said{told['when'] or ''} that {told['what'][:1].lower()}{told['what'][1:]}."
    ways = (
        (" percent", "%"), ("%", " percent"), ("U.S.", "American"), ("more than", "over"), ("said", "told reporters"),
        (" United States", " U.S."), ("about", "around"), ("approximately", "about"), ("children", "kids"),
        ("killed", "left dead"), ("attorney", "lawyer"), ("but", "yet"), ("began", "started"), ("however", "though"),
    )  # fmt: skip
    able = [(old, new) for old, new in ways if old in text]
    return text.replace(*rng.choice(able), 1) if able else None


def _one_of(text: str, rng: random.Random, pairs: tuple[tuple[str, str], ...]) -> str | None:
    able = [(a, b) for one, other in pairs for a, b in ((one, other), (other, one)) if re.search(rf"\b{a}\b", text)]
    if not able:
        return None
    old, new = rng.choice(able)
    return re.sub(rf"\b{old}\b", new, text, count=1)


LOOSE = (DIFFERS, CONTRADICTS, RELATED)


def changes(names: list[str]) -> dict[str, tuple[Change, tuple[int, ...]]]:
    """All changes by name, each with the relations that may hold then."""
    return {
        "number": (number, (DIFFERS,)), "unit": (unit, (DIFFERS,)), "day": (day, (DIFFERS,)), "place": (place, LOOSE),
        "person": (Persons(names), LOOSE), "roles": (roles, NOT_SO), "polarity": (polarity, NOT_SO),
        "modality": (modality, LOOSE), "shorter": (shorter, (CONTAINED,)), "reworded": (reworded, (SAME,)),
    }  # fmt: skip


def sentences(text: str) -> list[str]:
    """Sentences of an article's first paragraphs that are worth changing."""
    lines = [line.strip() for line in text.split("\n") if len(line) > 60][:12]  # noqa: PLR2004 - no headline, no scrap
    return [s for line in lines for s in _SENTENCE.split(line) if len(s.split()) in WORDS and s[-1] in '.”"']


def main() -> None:
    """Write items of all articles."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("articles", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--without", type=Path)
    parser.add_argument("--every", type=int, default=2, help="use every nth article")
    args = parser.parse_args()
    kept_out = _held(args.without) if args.without else set()
    with gzip.open(args.articles, "rt", encoding="utf-8") as lines:
        texts = [json.loads(line)["text"] for number, line in enumerate(lines) if number % args.every == 0]
    texts = [text for text in texts if not kept_out & set(sentences(text))]
    rng = random.Random(11)  # noqa: S311 - a choice of examples
    print(write(_items(texts, rng), args.out), "items of", len(texts), "articles")


def _items(texts: list[str], rng: random.Random) -> Iterator[Item]:
    names = sorted({m[1] for text in texts[:1500] for m in NAME.finditer(text[:3000])})
    every = changes(names)
    before = ""
    for text in texts:
        said = sentences(text)
        for at in rng.sample(range(len(said)), min(PER_ARTICLE, len(said))):
            one = said[at]
            kinds = sorted(every)
            rng.shuffle(kinds)
            for kind in kinds[:TRIED]:
                new = every[kind][0](one, rng)
                if new and new != one:
                    yield Item(*_either(one, new, rng), every[kind][1], f"planted-{kind}")
                    break
            if at + 1 < len(said) and rng.random() < 0.2:  # noqa: PLR2004
                yield Item(*_either(one, said[at + 1], rng), (RELATED,), "planted-next")
            if before and rng.random() < 0.1:  # noqa: PLR2004
                yield Item(one, before, (UNRELATED,), "planted-far")
            before = one


def _either(a: str, b: str, rng: random.Random) -> tuple[str, str]:
    return (a, b) if rng.random() < 0.5 else (b, a)  # noqa: PLR2004


def _held(stories: Path) -> set[str]:
    return {s for file in stories.glob("*/*.txt") for s in sentences(file.read_text("utf-8"))}


if __name__ == "__main__":
    main()
