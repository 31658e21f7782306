"""The grid: drawn when there are too many reports for lines."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest
from msgspec import structs

import invented
from twosource import render
from twosource.model import Dossier, MadeBy, Origin
from twosource.render import grid
from twosource.render.view import View

WIDTHS = pytest.mark.parametrize("width", [360, 720])


def drawn(made: Dossier, width: int) -> ET.Element:
    """The picture as XML; no dot lies outside of it."""
    root = ET.fromstring(grid.origins(View(made), width=width))  # noqa: S314 - our own
    _, _, wide, high = (float(number) for number in root.attrib["viewBox"].split())
    for circle in root.iter("circle"):
        assert float(circle.attrib["cx"]) - float(circle.attrib["r"]) >= 0
        assert float(circle.attrib["cx"]) + float(circle.attrib["r"]) <= wide
        assert float(circle.attrib["cy"]) + float(circle.attrib["r"]) <= high
    return root


def told(root: ET.Element) -> list[str]:
    return [title.text or "" for title in root.iter("title")]


@WIDTHS
def test_every_origin_has_a_dot_in_each_report_it_reaches(width: int) -> None:
    root = drawn(invented.dossier(), width)
    assert "Skerry Herald: 1 statement of Ada Holm" in told(root)
    assert {link.get("href") for link in root.iter("a")} == {"#o1", "#o2", "#r1", "#r2", "#r3"}
    assert len(list(root.iter("circle"))) == 3


def test_reports_that_quote_nobody_have_a_row() -> None:
    names = [text.text for text in drawn(invented.dossier(), 720).iter("text")]
    assert "Nordholm Courier" in names


def test_a_long_name_keeps_its_number() -> None:
    made = invented.dossier()
    same = tuple(structs.replace(a, outlet="The Upper Nordholm Morning Courier") for a in made.articles)
    names = [text.text or "" for text in drawn(structs.replace(made, articles=same), 360).iter("text")]
    assert [name[-4:] for name in names if name.endswith(")")] == [" (1)", " (2)", " (3)"]


def test_what_came_through_others_is_an_open_dot() -> None:
    made = invented.dossier()
    relayed = tuple(structs.replace(s, relayed_by=("Lodestar",)) for s in made.statements)
    root = drawn(structs.replace(made, statements=relayed), 720)
    assert all(circle.get("class") == "through" for circle in root.iter("circle"))
    assert "Skerry Herald: 1 statement of Ada Holm, through Lodestar" in told(root)


def test_agency_copy_is_a_square() -> None:
    made = invented.dossier()
    wire = Origin(id="o-wire", name="Lodestar", kind="outlet")
    closed = next(claim for claim in made.claims if claim.id == "c-closed")
    evidence = tuple(structs.replace(e, origins=(wire.id,)) for e in closed.evidence)
    claims = (structs.replace(closed, evidence=evidence),)
    root = drawn(structs.replace(made, claims=claims, origins=(*made.origins, wire)), 720)
    assert len(list(root.iter("rect"))) == 2
    assert "Skerry Herald: 1 passage of Lodestar copy" in told(root)


@WIDTHS
def test_no_more_origins_than_fit(width: int) -> None:
    made = invented.dossier()
    origins = tuple(Origin(id=f"o{i}", name=f"A speaker of a long name {i}", kind="person") for i in range(40))
    said = tuple(structs.replace(made.statements[0], id=f"s{i}", origin=f"o{i}") for i in range(40))
    root = drawn(structs.replace(made, origins=origins, statements=said), width)
    assert 4 <= len(list(root.iter("circle"))) <= 20


def test_nothing_to_draw_draws_nothing() -> None:
    assert grid.origins(View(Dossier(made_by=MadeBy(twosource="1"), title="x")), width=720) == ""


def test_a_page_of_many_reports_shows_the_grid() -> None:
    made = invented.dossier()
    more = tuple(structs.replace(made.articles[2], id=f"a-{i}", outlet=f"Paper {i}") for i in range(12))
    assert 'class="picture grid"' in render.html(structs.replace(made, articles=(*made.articles, *more)))
    assert 'class="picture origins"' in render.html(made)
