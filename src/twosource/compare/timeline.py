"""The time line: claims by the time that their own wording states.

In: the judged claims and the readings. Out: moments in order, each with its claims. A claim's time is the calendar time
that stands inside its evidence; the day of publication is not a time of the event and is never used. Of several
passages the time that most articles state counts, of several times in one passage the first, of a month and a day in
it the day.

What this does not do: claims without a stated time, and times that are not on the calendar ("XXXX-WXX-3"), are left
out; it does not order what happened within one day.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date

from twosource.model import Claim, Evidence, Moment, Reading, Time

_ON_THE_CALENDAR = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?|-W\d{2})?(?![\d-])")


def order(claims: Sequence[Claim], readings: Sequence[Reading]) -> tuple[Moment, ...]:
    """All moments, earliest first; a longer span comes before what begins with it ("2017", "2017-05", "2017-05-01")."""
    times = {reading.article: reading.times for reading in readings}
    moments: dict[str, list[str]] = {}
    for claim in claims:
        when = _when(claim.evidence, times)
        if when:
            moments.setdefault(when, []).append(claim.id)
    return tuple(Moment(when=when, claims=tuple(moments[when])) for when in sorted(moments, key=_begins))


def _when(evidence: Sequence[Evidence], times: Mapping[str, Sequence[Time]]) -> str | None:
    """The time that most articles state for a claim; of equals the most precise, then the earliest."""
    stated: dict[str, set[str]] = {}
    for item in evidence:
        inside = [time for time in times.get(item.article, ()) if item.start <= time.start and time.end <= item.end]
        first = min(
            (t for t in inside if _ON_THE_CALENDAR.match(t.value)), key=lambda t: (t.start, t.end), default=None
        )
        if first:
            stated.setdefault(_ON_THE_CALENDAR.match(first.value)[0], set()).add(item.article)  # type: ignore[index]
    return min(stated, key=lambda value: (-len(stated[value]), -len(value), value), default=None)


def _begins(when: str) -> tuple[str, int, str]:
    """The first day of a time, then the longer time."""
    if "W" in when:
        try:
            first = date.fromisocalendar(int(when[:4]), int(when[6:8]), 1).isoformat()
        except ValueError:
            first = when[:4]
        return (first, 1, when)
    return (f"{when}-01-01"[:10], len(when), when)
