"""The pictures: drawn for few and many reports, for a page and a phone."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

import pytest
from msgspec import structs

import invented
from twosource.model import Dossier, MadeBy, Moment, Origin
from twosource.render import charts
from twosource.render.view import View

WIDTHS = pytest.mark.parametrize("width", [360, 720])


def drawn(svg: str) -> ET.Element:
    """The picture as XML: it parses, and nothing lies outside of it."""
    root = ET.fromstring(svg)  # noqa: S314 - our own
    _, _, width, height = (float(number) for number in root.attrib["viewBox"].split())
    for element in root.iter():
        assert -1 <= float(element.get("cx", 0)) <= width
        assert -1 <= float(element.get("cy", 0)) <= height
        if element.tag == "text":
            assert 0 <= float(element.attrib["y"]) <= height
    return root


def told(root: ET.Element) -> list[str]:
    return [element.text or "" for element in root.iter("text")]


@WIDTHS
def test_origins_and_reports_are_named_and_linked(width: int) -> None:
    root = drawn(charts.origins(View(invented.dossier()), width=width))
    assert {"Ada Holm", "Jon Reck", "Skerry Herald"} <= set(told(root))
    assert "Nordholm Courier" not in told(root)
    assert {link.get("href") for link in root.iter("a")} == {"#o1", "#o2", "#r1", "#r2"}
    assert len(root.findall("g[@class='flow common']/path")) == 2
    assert len(root.findall("g[@class='flow lone']/path")) == 1


@WIDTHS
def test_a_relay_stands_between(width: int) -> None:
    made = invented.dossier()
    relayed = tuple(structs.replace(s, relayed_by=("Lodestar", "the mayor")) for s in made.statements)
    root = drawn(charts.origins(View(structs.replace(made, statements=relayed)), width=width))
    assert told(root).count("Lodestar") == 1


def test_an_outlet_is_no_relay_of_its_own_report() -> None:
    made = invented.dossier()
    relayed = tuple(structs.replace(s, relayed_by=("the Skerry Herald",)) for s in made.statements if s.source is None)
    herald = [s for s in relayed if s.article == made.articles[1].id]
    assert "relay" not in charts.origins(View(structs.replace(made, statements=tuple(herald))), width=720)


@WIDTHS
def test_an_agency_whose_copy_is_carried_is_an_origin(width: int) -> None:
    made = invented.dossier()
    wire = Origin(id="o-wire", name="Lodestar", kind="outlet")
    closed = next(claim for claim in made.claims if claim.id == "c-closed")
    evidence = tuple(structs.replace(e, origins=(wire.id,)) for e in closed.evidence)
    claims = (structs.replace(closed, evidence=evidence),)
    root = drawn(charts.origins(View(structs.replace(made, claims=claims, origins=(*made.origins, wire))), width=width))
    assert {"Lodestar", "agency copy"} <= set(told(root))


@WIDTHS
def test_dates_stand_in_order(width: int) -> None:
    made = invented.dossier()
    when = ["1999", "2029-03", "2031-04-30", "2031-05-11", "2031-05-12", "2031-W20", "XXXX-WXX-3", "soon"]
    moments = tuple(Moment(when=value, claims=("c-ran", "c-none")) for value in when)
    root = drawn(charts.timeline(View(structs.replace(made, timeline=moments)), width=width))
    xs = [float(circle.attrib["cx"]) for circle in root.iter("circle")]
    assert xs == sorted(xs)
    assert len(xs) == 6
    assert {"1999", "12 May"} <= set(told(root))


@WIDTHS
def test_many_dates_are_drawn_together(width: int) -> None:
    moments = tuple(
        Moment(when=f"{year}-0{month}-11", claims=("c-ran",)) for year in range(1950, 2031) for month in (1, 6)
    )
    svg = charts.timeline(View(structs.replace(invented.dossier(), timeline=moments)), width=width)
    assert len(set(re.findall(r'cx="([^"]+)"', svg))) < width / 20
    drawn(svg)


def test_many_claims_of_a_day_are_counted() -> None:
    made = invented.dossier()
    claims = tuple(structs.replace(made.claims[0], id=f"c-{i}") for i in range(50))
    moments = (
        Moment(when="2031-05-12", claims=tuple(c.id for c in claims)),
        Moment(when="2031-05-10", claims=("c-1",)),
    )
    root = drawn(charts.timeline(View(structs.replace(made, claims=claims, timeline=moments)), width=720))
    assert "+37" in told(root)


def test_nothing_to_draw_draws_nothing() -> None:
    view = View(Dossier(made_by=MadeBy(twosource="1"), title="x"))
    assert charts.origins(view, width=720) == ""
    assert charts.timeline(view, width=720) == ""
    assert charts.shares(view) == ""


def test_strokes_show_which_reports_carry_a_claim() -> None:
    view = View(invented.dossier())
    svg = charts.carriers(view, view.items[0])
    assert "In 2 of 3 reports" in svg
    assert ET.fromstring(svg).find("path[@class='yes']").attrib["d"] == "M2 1v12M9 1v12"  # noqa: S314 - our own


def test_the_bar_is_filled() -> None:
    root = ET.fromstring(charts.shares(View(invented.dossier())))  # noqa: S314 - our own
    widths = [float(part.attrib["width"]) for part in root.iter("rect")]
    assert len(widths) == 4
    assert sum(widths) == pytest.approx(100, abs=2)
