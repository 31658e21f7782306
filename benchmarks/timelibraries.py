"""Time expressions by other people's libraries, for ``benchmarks/times.py --libraries``.

Each finder takes a text and the day of its report ("2017-12-27") and gives (start, end, type, TimeML value). A library
is left out if it is not installed. dateparser and parsedatetime give a moment and not how exact it is; the words tell
that (a year, a month, a day). Nothing here is needed to run twosource.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import datetime

Found = tuple[int, int, str, str]
Finder = Callable[[str, str], list[Found]]

_MONTH = re.compile(r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)", re.IGNORECASE)


def installed() -> dict[str, Finder]:
    """The finders whose library can be imported, by name."""
    found: dict[str, Finder] = {}
    for name, make in (("dateparser", _dateparser), ("parsedatetime", _parsedatetime), ("recognizers", _recognizers)):
        try:
            found[name] = make()
        except ImportError:
            continue
    return found


def _exactly(words: str, moment: datetime) -> str:
    """The moment as exactly as the words give it."""
    numbers = re.findall(r"\d+", words)
    if re.fullmatch(r"\W*\d{4}\W*", words) or re.search(r"\byear", words):
        return f"{moment:%Y}"
    if (_MONTH.search(words) and not any(len(n) <= len("31") for n in numbers)) or re.search(r"\bmonth", words):
        return f"{moment:%Y-%m}"
    if re.search(r"\bweek", words):
        return f"{moment:%G-W%V}"
    return f"{moment:%Y-%m-%d}"


def _dateparser() -> Finder:
    from dateparser.search import search_dates  # noqa: PLC0415

    def find(text: str, today: str) -> list[Found]:
        settings = {"RELATIVE_BASE": datetime.fromisoformat(today), "PREFER_DATES_FROM": "past"}
        out, at = [], 0
        for paragraph in text.split("\n\n"):
            for words, moment in search_dates(paragraph, languages=["en"], settings=settings) or []:
                start = text.find(words, at)
                if start >= 0:
                    at = start + len(words)
                    out.append((start, at, "DATE", _exactly(words, moment)))
        return out

    return find


def _parsedatetime() -> Finder:
    import parsedatetime  # noqa: PLC0415

    calendar = parsedatetime.Calendar()

    def find(text: str, today: str) -> list[Found]:
        made = calendar.nlp(text, sourceTime=datetime.fromisoformat(today)) or ()
        return [(start, end, "DATE", _exactly(words, moment)) for moment, _, start, end, words in made]

    return find


def _recognizers() -> Finder:
    from recognizers_date_time import recognize_datetime  # noqa: PLC0415

    def find(text: str, today: str) -> list[Found]:
        reference = datetime.fromisoformat(today)
        out = []
        for result in recognize_datetime(text, "en-us", reference=reference):
            values = (result.resolution or {}).get("values") or [{}]
            read = next(_readings(result.type_name.rpartition(".")[2], values, today), None)
            if read:
                out.append((result.start, result.end + 1, *read))
        return out

    return find


def _readings(kind: str, values: list[dict[str, str]], today: str) -> Iterator[tuple[str, str]]:
    """Type and value: of several candidates the last one that is not after today."""
    timex = values[0].get("timex", "")
    if kind in {"duration", "set"}:
        yield kind.upper(), timex
        return
    days = sorted(v[key] for v in values for key in ("value", "start") if v.get(key))
    past = [day for day in days if day[: len(today)] <= today] or days
    if re.fullmatch(r"\d{4}(?:-\d\d|-W\d\d(?:-WE)?)?", timex) or (kind != "date" and not past):
        yield "DATE", timex
    elif past and timex.startswith("XXXX-") and re.fullmatch(r"XXXX-\d\d", timex):
        yield "DATE", past[-1][: len("2017-12")]
    elif past:
        yield ("TIME" if "T" in timex else "DATE"), past[-1].replace(" ", "T")[: len("2017-12-27T10:00")]
