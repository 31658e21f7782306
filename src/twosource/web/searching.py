"""Full-text search: what was said, claims and reports, with the words around what was looked for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import get_args

from litestar import get
from litestar.params import FromQuery
from litestar.response import Template
from markupsafe import Markup, escape
from msgspec import Struct

from twosource.case import Hit
from twosource.case.search import VALUES
from twosource.errors import UsageError
from twosource.model import Channel, StandingName
from twosource.render import words
from twosource.web.pages import OpenDesk, page

MOST = 50
"""Hits on a page; who needs more words it more closely."""
KINDS = {"claim": "claims", "statement": "statements", "article": "reports"}
_FOUND = re.compile(r"\[([^\[\]]*)\]")
"""What the index has put between brackets."""


class Shown(Struct, frozen=True):
    """A hit, where it leads, and its snippet with what was found marked in it."""

    hit: Hit
    address: str
    snippet: Markup
    notes: str


@get("/search", include_in_schema=False, sync_to_thread=True)
def search(
    desk: OpenDesk,
    q: FromQuery[str] = "",
    kind: FromQuery[str] = "",
    speaker: FromQuery[str] = "",
    outlet: FromQuery[str] = "",
    channel: FromQuery[str] = "",
    standing: FromQuery[str] = "",
    since: FromQuery[str] = "",
    until: FromQuery[str] = "",
    story: FromQuery[str] = "",
) -> Template:
    """The best hits."""
    asked = {
        "q": q.strip(), "kind": kind, "speaker": speaker.strip(), "outlet": outlet.strip(), "channel": channel,
        "standing": standing, "since": since.strip(), "until": until.strip(), "story": story,
    }  # fmt: skip
    filters = {name: value or None for name, value in asked.items() if name != "q"}
    problem, hits = "", []
    if any(asked.values()):
        try:
            hits = desk.case.search(asked["q"], first=0, limit=MOST, **filters)
            problem = "" if hits else "; ".join(desk.case.nothing_found(asked["q"], **filters))
        except UsageError as error:
            problem = str(error)
    return page(
        desk,
        "search.html.j2",
        here="search",
        asked=asked,
        problem=problem.replace("--", ""),
        searched=any(asked.values()),
        hits=[_shown(hit) for hit in hits],
        most=MOST,
        kinds_of_hits=KINDS,
        channels={name: words.CHANNEL[name] or name for name in get_args(Channel) if name in VALUES["channel"]},
        standings={name: words.STANDING[name] for name in get_args(StandingName)},
    )


def _shown(hit: Hit) -> Shown:
    standing = next((words.STANDING[name] for name in get_args(StandingName) if name == hit.standing), "")
    channel = next((words.CHANNEL[name] for name in get_args(Channel) if name == hit.channel), "")
    day = words.when(hit.day) if hit.day else "date unknown"
    notes = [words.line(hit.speaker), channel, words.line(hit.outlet), day, standing]
    return Shown(hit, _address(hit), Markup("").join(_marked(hit.snippet)), " · ".join(note for note in notes if note))


def _address(hit: Hit) -> str:
    """The claim in its dossier; a report or a statement in its article, at its words."""
    if hit.kind == "claim":
        return f"/stories/{hit.story}?claim={hit.ref}"
    place = f"?from={hit.start}&to={hit.end}" if hit.start is not None else ""
    return f"/articles/{hit.article}{place}"


def _marked(snippet: str) -> Iterator[Markup]:
    at = 0
    for found in _FOUND.finditer(snippet):
        yield escape(words.visible(snippet[at : found.start()]))
        yield Markup("<mark>{}</mark>").format(words.visible(found[1]))
        at = found.end()
    yield escape(words.visible(snippet[at:]))


HANDLERS = (search,)
