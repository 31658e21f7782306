"""Words and dates as the formats show them; every text of a report goes through :func:`line` or :func:`visible`.

Texts come from strangers. ``visible`` replaces what a reader does not see but a screen obeys: control characters
(a terminal's escape codes), characters that reverse or override the direction of text, halves of surrogate pairs.
Each becomes U+FFFD, one for one, so that offsets stay what they are. Nothing is escaped here: that is the format's.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from twosource.model import (
    Article,
    Certainty,
    Channel,
    ConflictKind,
    MarkKind,
    RulingName,
    Slot,
    StandingName,
    Statement,
)
from twosource.text import squash

STANDING: dict[StandingName, str] = {
    "conflict": "Contradicted",
    "corroborated": "Corroborated",
    "same-origin": "One origin",
    "not-established": "Not established",
    "single": "One report only",
}
MEANING: dict[StandingName, str] = {
    "conflict": "The reports contradict each other on it. Their values stand side by side; none is preferred.",
    "corroborated": "At least two independent origins state it: different first-hand sources, neither quoting the "
    "other, in reports that are not copies of one another.",
    "same-origin": "Several reports carry it, and all go back to one speaker, one agency or one text. "
    "More reports, no more sources.",
    "not-established": "Several outlets carry it, and their texts do not show that they have it from different "
    "sources. It may well be so; it is not shown.",
    "single": "Found in one report, whoever it quotes: no other report in this dossier confirms it.",
}
CONFLICT: dict[str, str] = {
    "contradiction": "contradiction",
    "update": "later report, newer value",
    "scope": "perhaps not the same thing",
    "rounding": "rounded differently",
}
_ALSO: dict[tuple[Slot, ConflictKind], str] = {
    ("quote", "rounding"): "quoted differently",
    ("person", "rounding"): "called differently",
    ("time", "rounding"): "given more closely",
    ("place", "rounding"): "given more closely",
    ("person", "scope"): "given to different people",
}
"""Kinds that are told otherwise of some slots."""
SLOT: dict[Slot, str] = {
    "count": "Number",
    "amount": "Amount",
    "time": "Time",
    "place": "Place",
    "person": "Person",
    "polarity": "Whether it is so",
    "quote": "Words quoted",
}

CHANNEL: dict[Channel, str] = {
    "social-post": "on social media",
    "press-release": "in a statement",
    "speech": "in a speech",
    "interview": "in an interview",
    "press-conference": "to reporters",
    "broadcast": "on air",
    "document": "in a document",
    "court": "in court",
    "other-outlet": "to another outlet",
    "unstated": "",
}
CERTAINTY: dict[Certainty, str] = {
    "asserted": "",
    "hedged": "hedged",
    "denied": "denied",
    "declined": "declined to comment",
    "unverified": "not verified",
}
_BEFORE_NAME: dict[Channel, str] = {
    "interview": "to",
    "other-outlet": "to",
    "press-conference": "to",
    "document": "in",
    "court": "in",
    "press-release": "in",
}
"""What stands before a channel's own name: "to the Post", "in the report"; others are "on" it."""
RULED: dict[RulingName, str] = {
    "same": "One {}",
    "not-same": "Not one {}",
    "speaker": "Said by",
    "report": "Part of the report",
    "not-report": "Not part of the report",
    "person": "A person",
    "organisation": "An organisation",
    "place": "A place",
    "other": "No person, organisation or place",
    "name": "Called so",
}
"""What a ruling says; of two things what they are, or are not, one of."""
MARK: dict[MarkKind, str] = {
    "headline": "headline",
    "byline": "byline",
    "dateline": "dateline",
    "credit": "credit",
    "repeated-headline": "headline again",
    "caption": "caption",
    "appeal": "appeal",
    "share": "share line",
    "highlights": "highlights",
    "related": "related article",
    "media": "media player",
    "copyright": "copyright",
    "navigation": "navigation",
    "notice": "notice",
}
PUBLISHED: dict[str, str] = {
    "stated": "date stated in the input",
    "metadata": "date from the page's metadata",
    "url": "date from the address",
    "given": "date given by the user",
    "unknown": "date unknown",
}
METHODS: dict[str, str] = {
    "json-ld": "its structured data",
    "meta": "its metadata",
    "time": "a time element",
    "line": "a line beside the title",
    "meta-date": "its metadata",
    "url": "its address",
}
MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
# fmt: off
PRONOUNS = frozenset({
    "he", "him", "his", "himself", "she", "her", "hers", "herself", "they", "them", "their", "theirs",
    "themselves", "it", "its", "itself", "we", "us", "our", "ours", "i", "me", "my", "mine", "who", "whom",
    "whose", "you", "your",
})
# fmt: on
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

_UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u206f\ufff9-\ufffb\ufffe\uffff\ud800-\udfff\U000e0000-\U000e007f]"
)
_MIDNIGHT = re.compile(r"T00:00(?::00)?(?=$|Z|[+-])")
"""What programs write where only the day is known (``publication``)."""
_OFFSET = re.compile(r"(?:Z|[+-]\d{2}:\d{2})$")
_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_MONTH = re.compile(r"(\d{4})-(\d{2})")
_WEEK = re.compile(r"(\d{4})-W(\d{2})")
_WEEKDAY = re.compile(r"XXXX-WXX-([1-7])")
_ANY_YEAR = re.compile(r"XXXX-(0[1-9]|1[0-2])(?:-(\d{2}))?")


def differs(slot: Slot, kind: ConflictKind) -> str:
    """How the values of a slot differ."""
    return _ALSO.get((slot, kind), CONFLICT[kind])


def visible(text: str) -> str:
    """The text with every character that is obeyed but not seen as U+FFFD. Line feeds and tabs stay."""
    return _UNSEEN.sub("\ufffd", text)


def line(text: str | None) -> str:
    """The text on one line."""
    return visible(squash(text or ""))


def passage(text: str) -> str:
    """A passage on one line, without a quotation mark at either end whose other half stands outside it."""
    whole = line(text)
    for opening, closing in ("“”", "«»", "„“", '""'):
        odd = whole.count(opening) % 2 if opening == closing else whole.count(opening) != whole.count(closing)
        if odd and whole.startswith(opening):
            return whole[1:]
        if odd and whole.endswith(closing):
            return whole[:-1]
    return whole


def clipped(text: str | None, length: int) -> str:
    """The text on one line, cut at a word if it is longer."""
    whole = line(text)
    if len(whole) <= length:
        return whole
    cut = whole[: length - 1]
    return (cut[: cut.rfind(" ")] if " " in cut[length // 2 :] else cut).rstrip(" ,;:–—-") + "…"


def count(number: int, noun: str, several: str = "") -> str:
    """``1 report``, ``1,200 reports``; ``several``: where it is not the noun and an s."""
    return f"{number:,} {noun if number == 1 else several or noun + 's'}"


def listed(names: Sequence[str], *, most: int = 4, last: str = "and") -> str:
    """``A, B and C``; ``A, B, C, D and 7 others`` when there are more than ``most``."""
    if len(names) > most + 1:
        return f"{', '.join(names[:most])} {last} {len(names) - most} others"
    return f" {last} ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else "".join(names)


# --- dates ----------------------------------------------------------------------------------------------------------


def day_of(value: str | None) -> date | None:
    """The first day of an ISO date, month, week or year; None for anything else."""
    text = value or ""
    try:
        if week := _WEEK.match(text):
            return date.fromisocalendar(int(week[1]), int(week[2]), 1)
        if day := _DAY.match(text):
            return date(int(day[1]), int(day[2]), int(day[3]))
        if month := _MONTH.match(text):
            return date(int(month[1]), int(month[2]), 1)
        return date(int(text), 1, 1) if re.fullmatch(r"\d{4}", text) else None
    except ValueError:
        return None


def when(value: str | None) -> str:
    """A date or time value in words: ``10 March 2026``, ``March 2026``, ``a Wednesday, date unknown``."""
    text = line(value)
    if not text:
        return "date unknown"
    if weekday := _WEEKDAY.match(text):
        return f"a {WEEKDAYS[int(weekday[1]) - 1]}, date unknown"
    if known := _ANY_YEAR.match(text):
        day_of_month = f"{int(known[2])} " if known[2] else ""
        return f"{day_of_month}{MONTHS[int(known[1]) - 1]}, year unknown"
    day = day_of(text)
    if day is None:
        return text
    if week := _WEEK.match(text):
        return f"week {int(week[2])} of {week[1]}"
    if _DAY.match(text):
        return f"{day.day} {MONTHS[day.month - 1]} {day.year}"
    return f"{MONTHS[day.month - 1]} {day.year}" if _MONTH.match(text) else text


def clock(value: str | None) -> str:
    """The time of day in an ISO date and time, if it has one."""
    found = re.match(r"\d{4}-\d{2}-\d{2}[T ](\d{2}:\d{2})", value or "")
    return found[1] if found else ""


def moment(value: str | None, *, beside: str | None = None) -> str:
    """A date with its time of day and offset, as far as they are known: ``10 March 2026, 09:05 (UTC+01:00)``. What
    ``beside``, a date that was told before, has in common with it is not told again: the year, or the whole day.
    """
    day, time, told = day_of(value), clock(value), when(value)
    if day is None or not _DAY.match(value or ""):
        return told
    offset = _OFFSET.search(value or "")
    zone = f" (UTC{'' if offset[0] in {'Z', '+00:00'} else offset[0]})" if offset else ""
    hour = "" if _MIDNIGHT.search(value or "") else f"{time}{zone}" if time else ""
    known = day_of(beside)
    if hour and known == day:
        return hour
    if known and known.year == day.year:
        told = f"{day.day} {MONTHS[day.month - 1]}"
    return f"{told}, {hour}" if hour else told


def short_day(day: date) -> str:
    """``10 Mar``."""
    return f"{day.day} {MONTHS[day.month - 1][:3]}"


def period(days: Sequence[date]) -> str:
    """``10–11 March 2026``; empty if there are no days."""
    if not days:
        return ""
    first, last = min(days), max(days)
    end = when(last.isoformat())
    if first == last:
        return end
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{end}"
    start = f"{first.day} {MONTHS[first.month - 1]}"
    return f"{start} – {end}" if first.year == last.year else f"{start} {first.year} – {end}"


# --- sources --------------------------------------------------------------------------------------------------------


def channel(statement: Statement) -> str:
    """How the words reached the public: ``on Telegram``, ``to the Post``, ``in a statement``."""
    if statement.channel_name:
        return f"{_BEFORE_NAME.get(statement.channel, 'on')} {line(statement.channel_name)}"
    return CHANNEL[statement.channel]


def relayed(statement: Statement) -> str:
    """Through whom the words came: ``relayed by Reuters``; what the channel says already is not said again."""
    through = [line(relay) for relay in statement.relayed_by if relay != statement.channel_name]
    return f"relayed by {listed(through)}" if through else ""


def source(name: str, statement: Statement) -> str:
    """Who says it and how it came here: ``Ilan Torvek, on Telegram, relayed by Reuters; denied``. Who is named as the
    channel of their own words (an agency that reports) did not say it to themselves.
    """
    own = statement.channel_name is not None and line(statement.channel_name).casefold() == line(name).casefold()
    parts = [line(name), "" if own else channel(statement), relayed(statement)]
    told = ", ".join(part for part in parts if part)
    return f"{told}; {CERTAINTY[statement.certainty]}" if CERTAINTY[statement.certainty] else told


def dating(article: Article) -> str:
    """Where the date of a report is from, how sure that is unless it is, and what the page says otherwise."""
    told = PUBLISHED[article.published_from]
    if article.dated and article.dated.certainty != "sure":
        told += f", {article.dated.certainty}"
    others = article.dated.others if article.dated else ()
    for other in others[:1]:
        told += f"; {METHODS[other.method]} says {moment(other.value)}"
    return told
