"""When a page was published: every way in which it says so, and how sure that is.

In: what a page declares and shows. Out: :class:`Dated`: the date, the method that found it, how certain it is, and what
else was found that says another day. Dates of changes are never taken for dates of publication.

Methods, the surest first: ``json-ld`` (``datePublished`` of the page's own article), ``meta``
(``article:published_time`` and its likes), ``time`` (an element ``time`` marked as the publication, or the first one
beside the title), ``line`` ("Published March 3, 2025" beside the title), ``meta-date`` (a ``meta`` element that does
not say what its date is of), ``url``. Certainty: ``sure`` where two methods give one day, or a declaration of
publication stands undisputed; ``likely`` where one weaker method does; ``doubtful`` where methods contradict one
another: then the surest one is taken and the others are kept beside it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from typing import get_args

from twosource.model import Dated, DateFound, DateMethod
from twosource.read import dates
from twosource.read.html.months import MONTHS

ORDER: tuple[DateMethod, ...] = get_args(DateMethod)
_DECLARED = frozenset({"json-ld", "meta"})
NEAR = 1
"""Days that two accounts of one date may lie apart: the same hour is two days in two time zones."""
LONGEST_LINE = 200

_NAMED = re.compile(
    r"(?<!\d)(?P<day>\d{1,2})(?:st|nd|rd|th|er|\.|º|-го)?[ \u00a0-]{1,2}(?:de |of |d[’'])?(?P<name>[^\W\d_]{3,12})\.?,?"
    r"[ \u00a0-](?:de |del )?(?P<year>(?:19|20)\d{2})(?!\d)"
    r"|(?P<name2>[^\W\d_]{3,12})\.? (?P<day2>\d{1,2})(?:st|nd|rd|th)?,? (?P<year2>(?:19|20)\d{2})(?!\d)"
)
_ISO = re.compile(r"(?<![\d/-])((?:19|20)\d{2})([-./])(\d{1,2})\2(\d{1,2})(?!\d)")
_NUMBERS = re.compile(r"(?<![\d/.-])(\d{1,2})([./-]) ?(\d{1,2})\2 ?((?:19|20)\d{2})(?![./-]?\d)")
_EAST = re.compile(r"((?:19|20)\d{2}) ?[年년] ?(\d{1,2}) ?[月월] ?(\d{1,2}) ?[日일]")
_CHANGED = re.compile(
    r"\b(?:updat\w*|modif\w*|edit\w*|revis\w*|correct\w*|last|aktuali\w*|geändert|mis à jour|màj|actuali\w*|atuali\w*"
    r"|aggiorna\w*|bijgewerkt|обновлен\w*|zuletzt|stand)\b[^\d]{0,24}$",
    re.IGNORECASE,
)


def judged(found: Iterable[DateFound]) -> Dated | None:
    """The date of publication from all accounts of it."""
    every = sorted(found, key=lambda each: ORDER.index(each.method))
    if not every:
        return None
    best = every[0]
    others = tuple(each for each in every if _apart(each.value, best.value) > NEAR)
    agreeing = {each.method for each in every if each not in others}
    disputing = {each.method for each in others}
    if disputing & (_DECLARED | {"url"}) and len(agreeing) < 2:  # noqa: PLR2004
        return Dated(value=best.value, method=best.method, certainty="doubtful", others=others)
    sure = len(agreeing) > 1 or (best.method in _DECLARED and not others)
    return Dated(value=best.value, method=best.method, certainty="sure" if sure else "likely", others=others)


def in_line(line: str, language: str | None) -> str | None:
    """The first day named in a line that is not said to be the day of a change; None if there is none.

    ``03/04/2025`` is read only where the language leaves no doubt: all but English put the day first.
    """
    if len(line) > LONGEST_LINE:
        return None
    hits = [(each.start(), value) for each in _NAMED.finditer(line) if (value := _named(each))]
    for form, order in ((_ISO, (1, 3, 4)), (_EAST, (1, 2, 3))):
        for each in form.finditer(line):
            value = _day(each[order[0]], each[order[1]], each[order[2]])
            if value:
                hits.append((each.start(), value))
    for each in _NUMBERS.finditer(line):
        value = _numbers(each, language)
        if value:
            hits.append((each.start(), value))
    return next((value for start, value in sorted(hits) if not _CHANGED.search(line[:start])), None)


def _named(found: re.Match[str]) -> str | None:
    """``3 March 2025``, ``March 3, 2025`` in the languages of :data:`MONTHS`."""
    name = (found["name"] or found["name2"]).lower()
    month = MONTHS.get(name)
    return _day(found["year"] or found["year2"], str(month), found["day"] or found["day2"]) if month else None


def _numbers(found: re.Match[str], language: str | None) -> str | None:
    first, mark, second, year = found[1], found[2], found[3], found[4]
    if mark == "." or (language and not language.lower().startswith("en")):
        return _day(year, second, first)
    return dates.normalise(f"{first}/{second}/{year}")


def _day(year: str, month: str, day: str) -> str | None:
    try:
        found = date(int(year), int(month), int(day))
    except ValueError:
        return None
    return found.isoformat() if dates.FIRST_URL_YEAR <= found.year <= dates.LAST_URL_YEAR else None


def _apart(one: str, other: str) -> int:
    """Days between two dates."""
    return abs((date.fromisoformat(one[:10]) - date.fromisoformat(other[:10])).days)


def first(values: Sequence[object]) -> str | None:
    """The first of several values that is a date."""
    return next((found for value in values if (found := dates.normalise(value))), None)
