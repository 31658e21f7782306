"""What grouping needs to know of one report.

In: an article and its reading. Out: a :class:`Profile` of a few kilobytes, a function of that one article: kept beside
the reading, it spares reading the article again whenever another one comes in. Boilerplate is left out.

Method. Terms and names are weighted by how telling they are in news at large (``group.terms``). Texts that share
stretches are found by MinHash (Broder, 1997) of runs of five words, by the package ``rensa``. Days of the week stand
beside days of the calendar because a report that is not dated says "on Tuesday" and no more. Embeddings are means of
those of the reading, in 8 bits.

What this does not do: it does not look at another article, nor at who published it.
"""

from __future__ import annotations

import re
import zlib
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from math import log

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from twosource.group.terms import stem, telling, terms, weighted
from twosource.model import Article, Reading
from twosource.publication import window

TERMS, LEAD_TERMS, TITLE_TERMS, NAMES = 200, 80, 20, 60
"""How many terms and names are kept: the weightiest. Without a limit nothing is gained."""
TOLD_FROM = 0.7
"""Terms that are less telling are left out: half of all reports have them."""
TITLE_COUNTS = 2
"""How often a word of the title counts, beside those of the body."""
LEAD = 5
"""Sentences that open a report."""
FIRST = 6
"""Assertions that open a report."""
NUMBERS, DAYS, QUOTED = 60, 20, 100
SMALL = 4
"""Whole numbers below it are in every report."""
YEARS = range(1900, 2100)
RUN = 5
"""Words of a run: five in a row are seldom the same by chance."""
SKETCH = 128
"""Values of a MinHash signature: of two texts that share half, half agree, give or take .09."""
SEED = 12
SCALE = 1000
"""Weights are whole thousandths."""
NEAR_DAYS = 7
"""A day of the calendar so far from the publication is called by its name of the week."""

_WORD = re.compile(r"[^\W_]+")
_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
_WEEKDAY = re.compile(r"XXXX-WXX-([1-7])")
_YEAR = re.compile(r"(\d{4})(?!\d)")
_TITLES = frozenset("the of and mr mrs ms president sen rep us".split())  # noqa: SIM905 - a list of words


class Profile(Struct, frozen=True, kw_only=True):
    """One report as grouping sees it.

    ``published`` and ``outlet`` as the article has them (the outlet only orders, it decides nothing). ``terms``,
    ``lead`` (title and first sentences), ``title`` and ``names``: words and their weights in thousandths, heaviest
    first. ``numbers``: values with units. ``days``: days of the calendar that are told of, the most frequent first;
    ``weekdays``: how often Monday ... Sunday is; ``weekday``: the first told of (1 to 7, 0 if none); ``year``: of
    publication, or the latest told of. ``quoted``: hashes of runs of words in quotations. ``sketch``: MinHash of the
    body, 32 bits each. ``mean`` and ``first``: embeddings of the report and of its beginning, 8 bits each. ``words``:
    the length of the body.
    """

    article: str
    published: str | None = None
    outlet: str | None = None
    words: int = 0
    terms: tuple[tuple[str, int], ...] = ()
    lead: tuple[tuple[str, int], ...] = ()
    title: tuple[tuple[str, int], ...] = ()
    names: tuple[tuple[str, int], ...] = ()
    numbers: tuple[tuple[float, str], ...] = ()
    days: tuple[str, ...] = ()
    weekdays: tuple[int, ...] = (0, 0, 0, 0, 0, 0, 0)
    weekday: int = 0
    year: int = 0
    quoted: tuple[int, ...] = ()
    sketch: bytes = b""
    mean: bytes = b""
    first: bytes = b""


def profile(article: Article, reading: Reading) -> Profile:
    """The profile of one report."""
    body = _body(article)
    title = terms(article.title or "")
    counts = Counter(terms(body))
    words = counts.total()
    for term in title:
        counts[term] += TITLE_COUNTS
    opening = [s for s in reading.sentences if not s.headline][:LEAD]
    lead = Counter([*title, *terms(" ".join(article.text[s.start : s.end] for s in opening))])
    days, weekdays, weekday, year = _times(article, reading)
    mean, first = _embeddings(reading)
    return Profile(
        article=article.id,
        published=article.published,
        outlet=article.outlet,
        words=words,
        terms=_scaled(weighted(counts, most=TERMS, least=TOLD_FROM)),
        lead=_scaled(weighted(lead, most=LEAD_TERMS, least=TOLD_FROM)),
        title=_scaled(weighted(Counter(title), most=TITLE_TERMS, least=TOLD_FROM)),
        names=_names(article, reading),
        numbers=_numbers(reading),
        days=days,
        weekdays=weekdays,
        weekday=weekday,
        year=year,
        quoted=_quoted(article, reading),
        sketch=_sketch(body),
        mean=mean,
        first=first,
    )


def day(published: str | None) -> date | None:
    """The day on which a report came out, if it is known."""
    known = window(published)
    return known.first.date() if known else None


def _body(article: Article) -> str:
    """The text with boilerplate as spaces."""
    parts, at = [], 0
    for span in article.boilerplate:
        parts += [article.text[at : span.start], " "]
        at = span.end
    return "".join([*parts, article.text[at:]])


def _scaled(ranked: Iterable[tuple[str, float]]) -> tuple[tuple[str, int], ...]:
    return tuple((term, whole) for term, weight in ranked if (whole := round(weight * SCALE)))


def _names(article: Article, reading: Reading) -> tuple[tuple[str, int], ...]:
    """A person by the last word of the name, everything else by all of it."""
    counts: Counter[str] = Counter()
    for mention in reading.mentions:
        if mention.form == "name":
            found = [w.casefold() for w in _WORD.findall(article.text[mention.start : mention.end]) if len(w) > 1]
            words = [word for word in map(stem, found) if word not in _TITLES]
            if words:
                counts[words[-1] if mention.kind == "person" else " ".join(words)] += 1
    weights = {name: (1 + log(count)) * max(map(telling, name.split())) for name, count in counts.items()}
    ranked = sorted(weights.items(), key=lambda item: (-item[1], item[0]))[:NAMES]
    length = sum(weight * weight for _, weight in ranked) ** 0.5
    return _scaled((name, weight / length) for name, weight in ranked if weight)


def _numbers(reading: Reading) -> tuple[tuple[float, str], ...]:
    found = {(q.value, q.unit) for q in reading.quantities}
    return tuple(sorted(n for n in found if n[0] not in range(SMALL) and (n[1] or n[0] not in YEARS)))[:NUMBERS]


def _times(article: Article, reading: Reading) -> tuple[tuple[str, ...], tuple[int, ...], int, int]:
    """Days, days of the week, the first of those, and the year."""
    published = day(article.published)
    days: Counter[str] = Counter()
    called: list[int] = []
    years: list[int] = [0]
    for time in reading.times:
        if by_name := _WEEKDAY.match(time.value):
            called.append(int(by_name[1]))
        elif told := _told(time.value):
            days[told.isoformat()] += 1
            years.append(told.year)
            if published and abs((published - told).days) <= NEAR_DAYS:
                called.append(told.isoweekday())
        elif of_year := _YEAR.match(time.value):
            years.append(int(of_year[1]))
    ranked = sorted(days, key=lambda told: (-days[told], told))[:DAYS]
    weekdays = tuple(called.count(number) for number in range(1, 8))
    latest = published.year if published else max(year for year in years if year in YEARS or not year)
    return tuple(ranked), weekdays, called[0] if called else 0, latest


def _told(value: str) -> date | None:
    found = _DAY.match(value)
    try:
        return date(*map(int, found.groups())) if found else None
    except ValueError:
        return None


def _quoted(article: Article, reading: Reading) -> tuple[int, ...]:
    """The smallest hashes: of two reports that quote the same, the same are kept."""
    spans = [span for s in reading.statements if s.manner in {"direct", "mixed"} for span in s.content]
    found = {run for span in spans for run in _runs(article.text[span.start : span.end])}
    return tuple(sorted(zlib.crc32(run.encode("utf-8", "surrogatepass")) for run in found)[:QUOTED])


def _runs(text: str) -> Iterable[str]:
    words = [word.casefold() for word in _WORD.findall(text)]
    return (" ".join(words[at : at + RUN]) for at in range(len(words) - RUN + 1))


def _sketch(body: str) -> bytes:
    import rensa  # noqa: PLC0415 - the records of a group can be read where it is not installed

    runs = sorted({run.encode("utf-8", "replace").decode("utf-8") for run in _runs(body)})
    if not runs:
        return b""
    made = rensa.RMinHash(num_perm=SKETCH, seed=SEED)
    made.update(runs)
    return np.array(made.digest(), dtype="<u4").tobytes()


def _embeddings(reading: Reading) -> tuple[bytes, bytes]:
    if not reading.width or not reading.vectors:
        return b"", b""
    rows = np.frombuffer(reading.vectors, dtype="<f2").reshape(-1, reading.width).astype(np.float32)
    body = [number for number, assertion in enumerate(reading.assertions) if assertion.form != "headline"][:FIRST]
    return _eighths(rows.mean(axis=0)), _eighths(rows[body].mean(axis=0)) if body else b""


def _eighths(vector: NDArray[np.float32]) -> bytes:
    """A vector in 8 bits: its largest part is 127."""
    most = float(np.abs(vector).max())
    return np.rint(vector * (127 / most)).astype(np.int8).tobytes() if most else b""


def ordered(profiles: Sequence[Profile]) -> list[Profile]:
    """By time, outlet and id: the one order that every result is in."""
    return sorted(profiles, key=lambda one: (one.published or "9999", one.outlet or "", one.article))
