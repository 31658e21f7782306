"""Datelines: where and when a report was filed, and the agency that filed it, at the head of its first paragraph.

In: the units of a text. Out: the dateline's own characters, up to and with its dash, and the agency it names. Known
forms: "GENEVA, March 3 (AP) —", "Washington (Reuters) -", "March 3 (Reuters) -", "(CNN) --", "GENEVA —", "GENEVA:".
A dash after capitals is a dateline only if a sentence begins behind it ("NATO — which ..." is none), a colon only if
the text is not a transcript of speakers in capitals.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from twosource.model import Mark, MarkKind
from twosource.read import agencies
from twosource.read.units import Unit

WITHIN = 10
"""Units (furniture included) within which the dateline is looked for."""
PARAGRAPH_LEAST = 60
"""Characters of the shortest paragraph that has a dateline; below are headings and labels."""

_UPPER = "A-ZÀ-ÖØ-Þ"
_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?"
    r"|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
_DATE = rf"(?:{_MONTH} \d{{1,2}}(?:, \d{{4}})?|\d{{1,2}} {_MONTH}(?: \d{{4}})?)"
_CITY = rf"[{_UPPER}][{_UPPER}.'’]+(?:[ /-][{_UPPER}][{_UPPER}.'’]*){{0,3}}"
_REGION = rf"(?:[{_UPPER}][\w.'’-]*(?: [{_UPPER}][\w.'’-]*){{0,3}})"
_TOWN = rf"{_REGION}(?: (?:de|del|de la|la|el|al|da|do|dos) {_REGION}){{0,2}}"
_LAND = rf"(?: \({_REGION}\))?"
_NO_AGENCY = r"(?!(?:HOST|ANCHOR|GUEST|CEO|CFO|COO|GOP|LIVE|VIDEO)\))"
_BRACKET = rf"\({_NO_AGENCY}(?P<who>(?:{agencies.NAME}|[A-Z]{{2,6}})(?:/(?:{agencies.NAME}|[A-Z]{{2,6}}))?)\)"
_DASH = r"(?:\s?(?:—|–|--|―)\s?|\s-\s)"
_SENTENCE = rf"(?=[“\"'‘(\[$£€\d{_UPPER}])"
# Behind a place in capitals and before a dash, any short name in brackets is an agency, known here or not.
_ANYONE = rf"\((?P<who>[{_UPPER}][\w.'’-]*(?: [{_UPPER}][\w.'’-]*){{0,2}}(?:/[\w .'’-]{{2,30}})?)\)"
_HEAD = rf"(?P<place>{_CITY})(?: and {_CITY})?(?:, {_REGION})?(?:, {_REGION})?(?:,? {_DATE})?(?: ?{_ANYONE})?"
_FORMS = tuple(
    re.compile(form)
    for form in (
        rf"{_HEAD}{_DASH}{_SENTENCE}",
        rf"(?P<place>{_TOWN}(?: ?, {_REGION}){{0,2}}){_LAND}(?:,? {_DATE})? ?{_BRACKET}(?:{_DASH}|: ?){_SENTENCE}",
        rf"(?P<place>{_DATE}) ?{_BRACKET}{_DASH}{_SENTENCE}",
        rf"(?P<place>){_BRACKET}(?:{_DASH}| )?{_SENTENCE}",
        rf"(?P<place>[{_UPPER}]{{4,}})(?:, {_REGION})?(?: ?{_BRACKET})?: {_SENTENCE}",
    )
)
_SPEAKER = re.compile(rf"[{_UPPER}][{_UPPER} .'’-]{{1,40}}:")
_NEW = (
    r"NEW(?! (?:YORK|DELHI|ORLEANS|HAVEN|JERSEY|HAMPSHIRE|MEXICO|ZEALAND|BRUNSWICK|BRITAIN|BEDFORD|CASTLE|ROCHELLE"
    r"|LONDON|ALBANY|PHILADELPHIA)\b)"
)
_NO_PLACE = re.compile(
    rf"(?:UPDATED?|WATCH|{_NEW}|BREAKING|EXCLUSIVE|VIDEO|LIVE|REPORT|OPINION|ANALYSIS|JUST IN|POLL|REVIEW|FACT"
    r"|CORRECTION|RELATED|READ|MORE|NOTE|WARNING|PHOTOS?|TRANSCRIPT|EDITOR|QUESTION|ANSWER|FILE|ADVERT|PS|TL|I|A|THE|US"
    r"|UN|EU|UK|BY|CLARIFICATION|DISCLAIMER|DISCLOSURE|REVEALED|CONFIRMED|LISTEN|HOST|EXPLAINED|EXPLAINER|SPOILERS?)\b"
)


class Dateline(NamedTuple):
    """The mark, and the agency that the dateline names."""

    mark: Mark
    agency: str | None


def find(units: Sequence[Unit], kinds: Sequence[MarkKind | None]) -> Dateline | None:
    """The first dateline of a text; ``kinds`` says which units are furniture."""
    speakers = sum(_SPEAKER.match(unit.words) is not None for unit in units)
    forms = _FORMS if speakers <= 1 else _FORMS[:-1]
    for unit, kind in list(zip(units, kinds, strict=True))[:WITHIN]:
        if kind or len(unit.words) < PARAGRAPH_LEAST:
            continue
        for form in forms:
            found = form.match(unit.words)
            if found and not _NO_PLACE.match(found["place"]):
                who = found.groupdict().get("who")
                end = unit.start + len(found[0].rstrip())
                mark = Mark(start=unit.start, end=end, kind="dateline")
                return Dateline(mark, _agency(who) if who else None)
    return None


def _agency(who: str) -> str:
    """The agency in the brackets: of a paper and an agency ("QUAY/AP") the agency."""
    return next(filter(None, map(agencies.named, who.split("/"))), who.split("/", maxsplit=1)[0])


def opens(words: str) -> bool:
    """Whether a line opens with a dateline."""
    return any(found for form in _FORMS[:-1] if (found := form.match(words)) and not _NO_PLACE.match(found["place"]))
