"""A feed of what changed in a case: Atom (RFC 4287), to be followed with any feed reader.

In: :class:`Change` records, from wherever a case keeps them. Out: the feed's bytes, the newest entry first. The same
changes give the same bytes, in whatever order they come. Ids are UUIDs made from the changes' own ids (RFC 9562, by
name), so that a reader shows a change once. Characters that XML cannot hold, or that a screen obeys, are replaced
(``words.visible``).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Literal
from urllib.parse import quote, urlsplit
from uuid import UUID, uuid5
from xml.etree import ElementTree as ET

from msgspec import Struct, structs

from twosource.publication import stamp
from twosource.render.words import visible
from twosource.text import make_id, squash
from twosource.version import __version__

ChangeKind = Literal[
    "new-story", "new-report", "edited", "new-claim", "standing", "new-conflict", "merged", "split", "withdrawn"
]
LABELS: dict[ChangeKind, str] = {
    "new-story": "New story",
    "new-report": "New report",
    "edited": "Report edited",
    "new-claim": "New shared claim",
    "standing": "Standing changed",
    "new-conflict": "Reports contradict one another",
    "withdrawn": "Story without a report",
    "merged": "Stories merged",
    "split": "Story split",
}
MOST = 200
"""Entries of a feed; readers ask often, and who was away longer looks at the case."""

_ATOM = "http://www.w3.org/2005/Atom"
_OURS = UUID("6f0b6c1e-6c7d-5b0a-9d53-0f6c2b1a7e44")
"""The name space of our UUIDs; any constant would do."""
_KEPT = "%/:?#[]@!$&'()*+,;=~"
_NO_TIME = datetime(1970, 1, 1, tzinfo=UTC)


class Change(Struct, frozen=True, kw_only=True):
    """Something that changed. ``at`` is ISO 8601 (UTC, if it names no offset); ``id`` is the change's own, the same on
    every run; ``link`` leads to what changed: an address, or a path beside the feed.
    """

    at: str
    kind: ChangeKind
    title: str
    summary: str
    link: str | None = None
    id: str


def feed(
    changes: Iterable[Change], *, case: str, title: str, updated: str | None = None, address: str | None = None
) -> bytes:
    """The feed of a case. ``case``: its id, which never changes; ``updated``: when the case was last looked at (the
    newest change's time, unless given); ``address``: where the feed itself lies, if that is known.
    """
    last_of = {change.id: change for change in sorted(changes, key=_order, reverse=True)}
    newest: Sequence[Change] = sorted(last_of.values(), key=_order)[:MOST]
    root = ET.Element("feed", {"xmlns": _ATOM})
    last = _time(updated) if updated else max((_time(change.at) for change in newest), default=_NO_TIME)
    _add(root, "id", _urn("case", case))
    _add(root, "title", squash(title) or "Changes")
    _add(root, "updated", stamp(last))
    _add(_add(root, "author"), "name", "twosource")
    _add(root, "generator", "twosource").set("version", __version__)
    _linked(root, address, "self")
    for change in newest:
        _entry(root, case, change)
    ET.indent(root)
    raw: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return raw + b"\n"


def _entry(root: ET.Element, case: str, change: Change) -> None:
    entry = _add(root, "entry")
    when = stamp(_time(change.at))
    _add(entry, "id", _urn("change", case, change.id))
    _add(entry, "title", squash(change.title) or LABELS[change.kind])
    _add(entry, "published", when)
    _add(entry, "updated", when)
    category = _add(entry, "category")
    category.set("term", change.kind)
    category.set("label", LABELS[change.kind])
    _linked(entry, change.link, "alternate")
    _add(entry, "content", change.summary).set("type", "text")  # an entry without a link must have a content


def _add(parent: ET.Element, name: str, text: str | None = None) -> ET.Element:
    child = ET.SubElement(parent, name)
    child.text = None if text is None else visible(text)
    return child


def _linked(parent: ET.Element, link: str | None, rel: str) -> None:
    """A link, if it leads to a page, a file, or a path beside the feed."""
    try:
        scheme = urlsplit(link or "").scheme
    except ValueError:
        return
    if link and scheme in {"", "http", "https", "file"}:
        href = quote(link.encode("utf-8", "replace"), safe=_KEPT)
        _add(parent, "link").attrib.update({"rel": rel, "href": href})


def _order(change: Change) -> tuple[float, str, str]:
    """The newest first; of changes at one time, in an order that does not depend on theirs."""
    return -_time(change.at).timestamp(), change.id, str(structs.astuple(change))


def _time(at: str) -> datetime:
    found = datetime.fromisoformat(at)
    return found.replace(tzinfo=UTC) if found.tzinfo is None else found.astimezone(UTC)


def _urn(*parts: str) -> str:
    return uuid5(_OURS, make_id("u", *parts)).urn
