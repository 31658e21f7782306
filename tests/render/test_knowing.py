"""Who had what when: a dot for each report that carries a claim, in the order in which they came out."""

from __future__ import annotations

from itertools import pairwise
from xml.etree import ElementTree as ET

import pytest
from msgspec import structs

import invented
from twosource.model import Dossier
from twosource.render import knowing
from twosource.render.view import View

WIDTHS = pytest.mark.parametrize("width", [360, 720])


def drawn(made: Dossier, width: int = 720) -> ET.Element:
    """The picture as XML; nothing lies outside of it."""
    root = ET.fromstring(knowing.picture(View(made), width=width))  # noqa: S314 - our own
    _, _, wide, high = (float(number) for number in root.attrib["viewBox"].split())
    for circle in root.iter("circle"):
        assert float(circle.attrib["cx"]) - float(circle.attrib["r"]) >= 0
        assert float(circle.attrib["cx"]) + float(circle.attrib["r"]) <= wide
        assert float(circle.attrib["cy"]) + float(circle.attrib["r"]) <= high
    for text in root.iter("text"):
        assert float(text.attrib["x"]) <= wide
    return root


def dots(root: ET.Element, row: int) -> list[ET.Element]:
    """The dots of one row, from left to right."""
    heights = sorted({float(circle.attrib["cy"]) for circle in root.iter("circle")})
    found = [circle for circle in root.iter("circle") if float(circle.attrib["cy"]) == heights[row]]
    return sorted(found, key=lambda circle: float(circle.attrib["cx"]))


def dated(*days: str | None) -> Dossier:
    """The invented dossier, its reports published so."""
    made = invented.dossier()
    articles = tuple(structs.replace(a, published=day) for a, day in zip(made.articles, days, strict=True))
    return structs.replace(made, articles=articles)


@WIDTHS
def test_each_shared_claim_has_a_row_with_a_dot_for_each_report_that_carries_it(width: int) -> None:
    made = invented.dossier()
    view, root = View(made), drawn(made, width)
    assert len(list(root.iter("tspan"))) == len(view.shared)
    assert len(list(root.iter("circle"))) == sum(len(item.reports) for item in view.shared)


def test_a_dot_has_the_colour_of_how_the_claim_stood_when_the_report_was_out() -> None:
    made = invented.dossier()
    root = drawn(made)
    of_claim: dict[str, list[str]] = {}
    for link in root.iter("a"):
        if link.find("circle") is not None:
            of_claim.setdefault(link.attrib["href"], []).append(link.attrib["class"])
    confirmed = next(item for item in View(made).items if item.claim.standing == "corroborated")
    assert sorted(of_claim[f"#c{confirmed.number}"]) == ["k-corroborated", "k-single"]


def test_reports_stand_in_the_order_in_which_they_came_out() -> None:
    later = drawn(dated("2031-05-14", "2031-05-12", "2031-05-13"))
    told = [title.text or "" for title in later.iter("title") if "the first" in (title.text or "")]
    assert told
    assert all(title.startswith(View(invented.dossier()).reports[1].name) for title in told)
    names = [text for text in later.iter("text") if "transform" in text.attrib]
    by_place = sorted(names, key=lambda text: float(text.attrib["x"]))
    assert [text.text for text in by_place] == [View(invented.dossier()).reports[i].name for i in (1, 2, 0)]


def test_of_a_report_without_a_date_the_dot_is_open_and_stands_last() -> None:
    root = drawn(dated(None, "2031-05-12", "2031-05-13"))
    row = dots(root, 0)
    assert [dot.get("class") for dot in row][-1] == "through"
    assert "no date" in [text.text for text in root.iter("text")]


def test_fewer_than_two_dates_make_no_picture() -> None:
    assert knowing.picture(View(dated(None, None, "2031-05-13")), width=720) == ""


@WIDTHS
@pytest.mark.parametrize("number", [12, 40, 120])
def test_many_reports_of_many_days_fit(width: int, number: int) -> None:
    made = invented.dossier()
    more = tuple(
        structs.replace(
            made.articles[0], id=f"a{i}", published=f"20{31 + i // 20}-05-{i % 20 + 1:02}", outlet=f"Tarn {i}"
        )
        for i in range(number)
    )
    root = drawn(structs.replace(made, articles=(*made.articles, *more)), width)
    dates = [text for text in root.iter("text") if text.get("class") == "note"]
    places = [float(text.attrib["x"]) for text in dates]
    assert places == sorted(places)
    assert all(b - a > 40 for a, b in pairwise(places))
