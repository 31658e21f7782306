import re
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import structs

from twosource.read import feeds
from twosource.render import atom
from twosource.render.atom import LABELS, Change

NS = {"a": "http://www.w3.org/2005/Atom"}
WALL = Change(
    at="2025-04-03T12:00:00Z",
    kind="standing",
    title="The wall gave way on Monday",
    summary="single → corroborated: the mayor & the harbour board <both> say so",
    link="https://quay.example/wall?a=1&b=2",
    id="c-1",
)
BOATS = Change(
    at="2025-04-03T14:30:00+02:00", kind="new-conflict", title="Forty boats, or fifty", summary="40, 50", id="c-2"
)

changes = st.builds(
    Change,
    at=st.sampled_from(["2025-04-03T12:00:00Z", "2025-04-03", "2024-12-31T23:00:00-05:00"]),
    kind=st.sampled_from(sorted(LABELS)),
    title=st.text(max_size=20),
    summary=st.text(max_size=40),
    link=st.none() | st.text(max_size=20),
    id=st.text(max_size=5),
)


def parsed(raw: bytes) -> ET.Element:
    return ET.fromstring(raw)  # noqa: S314 - our own


def test_a_feed_of_changes_the_newest_first() -> None:
    root = parsed(atom.feed([WALL, BOATS], case="case-1", title="Harbour", address="https://desk.example/case.atom"))
    assert root.tag == "{http://www.w3.org/2005/Atom}feed"
    assert root.findtext("a:updated", namespaces=NS) == "2025-04-03T12:30:00Z"
    assert root.findtext("a:author/a:name", namespaces=NS) == "twosource"
    boats, wall = root.findall("a:entry", NS)
    assert boats.findtext("a:title", namespaces=NS) == "Forty boats, or fifty"
    assert wall.findtext("a:content", namespaces=NS) == WALL.summary
    assert wall.find("a:link", NS).attrib == {"rel": "alternate", "href": WALL.link}  # type: ignore[union-attr]
    assert wall.find("a:category", NS).attrib == {"term": "standing", "label": "Standing changed"}  # type: ignore[union-attr]
    assert boats.find("a:link", NS) is None


def test_what_we_write_is_what_readers_of_feeds_read() -> None:
    found = feeds.items(atom.feed([WALL, BOATS], case="case-1", title="Harbour"), "case.atom")
    assert (found.title, found.problems) == ("Harbour", ())
    assert [item.page.stated.title for item in found.items] == [BOATS.title, WALL.title]
    assert found.items[1].page.stated.published == "2025-04-03T12:00:00+00:00"
    assert WALL.summary in (found.items[1].page.content or "")


def test_an_id_is_that_of_the_change_and_of_nothing_else() -> None:
    def ids(*given: Change, case: str = "case-1") -> list[str | None]:
        root = parsed(atom.feed(given, case=case, title="x"))
        return [element.text for element in root.iter("{http://www.w3.org/2005/Atom}id")]

    assert ids(WALL) == ids(structs.replace(WALL, title="Other", at="2026-01-01", link=None))
    assert len({*ids(WALL, BOATS), *ids(WALL, BOATS, case="case-2")}) == 6
    assert all(re.fullmatch(r"urn:uuid:[0-9a-f-]{36}", found or "") for found in ids(WALL, BOATS))


def test_a_feed_without_changes_is_one() -> None:
    root = parsed(atom.feed([], case="case-1", title=" ", updated="2025-04-03T12:00:00.5+02:00"))
    assert root.findtext("a:updated", namespaces=NS) == "2025-04-03T10:00:00Z"
    assert root.findtext("a:title", namespaces=NS) == "Changes"


@pytest.mark.parametrize(
    ("link", "href"),
    [
        ("dossier/story 1.html#c-1", "dossier/story%201.html#c-1"),
        ("https://quay.example/é", "https://quay.example/%C3%A9"),
        ("javascript:alert(1)", None),
        ("data:text/html,x", None),
        ("http://[::", None),
        ("", None),
    ],
)
def test_links_lead_to_pages_only(link: str, href: str | None) -> None:
    found = parsed(atom.feed([structs.replace(WALL, link=link)], case="c", title="x")).find("a:entry/a:link", NS)
    assert (None if found is None else found.get("href")) == href


def test_only_so_many() -> None:
    many = [structs.replace(WALL, id=str(number)) for number in range(atom.MOST + 10)]
    assert len(parsed(atom.feed(many, case="c", title="x")).findall("a:entry", NS)) == atom.MOST


def test_a_time_that_is_none_is_a_wrong_program() -> None:
    with pytest.raises(ValueError, match="Invalid isoformat"):
        atom.feed([structs.replace(WALL, at="Monday")], case="c", title="x")


@settings(deadline=None)
@given(st.lists(changes, max_size=6), st.randoms(use_true_random=False), st.text(max_size=10))
def test_any_changes_make_a_valid_feed_in_whatever_order_they_come(
    given: list[Change], chance: object, title: str
) -> None:
    raw = atom.feed(given, case="case-1", title=title)
    root = parsed(raw)
    entries = root.findall("a:entry", NS)
    assert len(entries) == len({change.id for change in given})
    for element in (root, *entries):
        assert [len(element.findall(f"a:{name}", NS)) for name in ("id", "title", "updated")] == [1, 1, 1]
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", element.findtext("a:updated", "", NS))
    ids = [entry.findtext("a:id", namespaces=NS) for entry in entries]
    assert len(set(ids)) == len(ids)
    mixed = list(given)
    chance.shuffle(mixed)  # type: ignore[attr-defined]
    assert atom.feed(mixed, case="case-1", title=title) == raw
