"""The past of a claim as it is shown: the sentence, what was left out, and the picture."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest
from msgspec import structs

import invented
from twosource import render
from twosource.history import Appearance, Dropped, Since, Step
from twosource.model import Dossier, Passage
from twosource.render import growth, words
from twosource.render.view import View
from twosource.text import make_id

NAMES = ("Tarn Gazette", "Skerry Herald", "Nordholm Courier", "Brine Weekly", "Quay Mirror")


def dossier(*published: str | None) -> Dossier:
    """The invented dossier with as many reports as there are dates."""
    made = invented.dossier()
    reports = [
        structs.replace(made.articles[0], id=f"a{i}", outlet=NAMES[i], published=date)
        for i, date in enumerate(published)
    ]
    return structs.replace(made, articles=tuple(reports), claims=(), conflicts=(), statements=(), entities=())


def seen(made: Dossier, article: str) -> Appearance:
    date = next(one.published for one in made.articles if one.id == article)
    return Appearance(article=article, published=date, passage=passage(article), origins=())


def passage(article: str) -> Passage:
    return Passage(article=article, start=0, end=5, text="Ferry")


def step(by: str, *articles: str, outlets: int, origins: int = 0, standing: str = "not-established") -> Step:
    names = tuple(f"o{i}" for i in range(origins))
    return Step(by=by, articles=articles, outlets=NAMES[:outlets], origins=names, standing=standing)


def test_growth_is_told_from_the_first_on() -> None:
    made = dossier("2031-05-12T09:30:00", "2031-05-12T12:00:00", "2031-05-13", "2031-05-14")
    past = Since(
        claim="c",
        first=(seen(made, "a0"),),
        steps=(
            step("2031-05-12T09:30:00", "a0", outlets=1),
            step("2031-05-12T12:00:00", "a1", outlets=2, origins=2),
            step("2031-05-13", "a2", outlets=3, origins=2),
            step("2031-05-14", "a3", outlets=3, origins=2),
        ),
    )
    told = growth.told(past, View(made))
    assert told == "First in Tarn Gazette, 12 May 2031, 09:30; 3 outlets by 13 May; 2 independent origins since 12:00."


def test_origins_count_from_when_they_stayed() -> None:
    made = dossier("2031-05-12", "2031-05-13", "2031-05-14", "2031-05-15")
    steps = [step(f"2031-05-{12 + i}", f"a{i}", outlets=i + 1, origins=n) for i, n in enumerate((0, 2, 0, 2))]
    past = Since(claim="c", first=(seen(made, "a0"),), steps=tuple(steps))
    assert growth.told(past, View(made)).endswith("4 outlets and 2 independent origins by 15 May.")
    fallen = structs.replace(past, steps=tuple(steps[:3]))
    assert "origins" not in growth.told(fallen, View(made))


@pytest.mark.parametrize(
    ("dates", "told"),
    [
        (("2031-05-12", "2031-05-12"), "First in Tarn Gazette or Skerry Herald, 12 May 2031: order not known."),
        (
            ("2031-05-12", "2031-05-12T10:00:00"),
            "First in Tarn Gazette (12 May 2031) or Skerry Herald (12 May 2031, 10:00): order not known.",
        ),
        (("2031-05-12", None), "First in Tarn Gazette, 12 May 2031; Skerry Herald not dated: order not known."),
        ((None, None), "In Tarn Gazette and Skerry Herald, not dated: since when is not known."),
    ],
)
def test_what_is_not_known_is_told(dates: tuple[str | None, ...], told: str) -> None:
    made = dossier(*dates)
    every = [seen(made, f"a{i}") for i in range(len(dates))]
    first = tuple(one for one in every if one.published)
    steps = (step("2031-05-12", *(one.article for one in first), outlets=len(first)),) if first else ()
    past = Since(claim="c", first=first, undated=tuple(one for one in every if not one.published), steps=steps)
    assert growth.told(past, View(made)) == told


def test_what_was_left_out_names_both_reports() -> None:
    made = dossier("2031-05-12", "2031-05-13")
    without, having = passage("a1"), passage("a0")
    found = Dropped(left="attribution", earlier=having, words=having, origin="o", later=without)
    hedge = structs.replace(found, left="hedge", origin=None)
    past = Since(claim="c", dropped=(found, hedge))
    shown = growth.left_out(past, View(made))
    assert [one.what for one in shown] == ["the attribution to “Ferry”", "the hedge “Ferry”"]
    assert {(one.later.name, one.earlier.name) for one in shown} == {("Skerry Herald", "Tarn Gazette")}


STANDINGS = ("single", "same-origin", "not-established", "corroborated")


def grown(standings: tuple[str, ...] = STANDINGS) -> tuple[Since, View]:
    made = invented.dossier()
    past = Since(
        claim="c-ran",
        first=(),
        steps=tuple(
            step(f"2031-05-{12 + i}", f"a{i}", outlets=i + 1, origins=2 * (name == "corroborated"), standing=name)
            for i, name in enumerate(standings)
        ),
    )
    return past, View(made)


def test_the_picture_shows_outlets_and_origins_in_their_place() -> None:
    root = ET.fromstring(growth.picture(*grown()))  # noqa: S314 - our own
    _, _, width, height = (float(number) for number in root.attrib["viewBox"].split())
    assert [text.text for text in root.iter("text")] == ["4 outlets", "2 origins"]
    assert [circle.get("class") for circle in root.iter("circle")] == [f"k-{name}" for name in STANDINGS]
    dots = [(float(circle.attrib["cx"]), float(circle.attrib["cy"])) for circle in root.iter("circle")]
    assert dots == sorted(dots, key=lambda dot: (dot[0], -dot[1]))
    assert all(0 < x < width and 0 < y < height for x, y in dots)
    labels = [float(text.attrib["y"]) for text in root.iter("text")]
    assert labels[1] - labels[0] >= 11
    assert max(labels) <= height
    assert root.attrib["role"] == "img"
    assert root.findtext("title")
    assert "12 May 2031: 1 outlet, one report only; 13 May 2031: 2 outlets, one origin" in (root.findtext("desc") or "")


def test_origins_that_are_not_known_are_not_drawn() -> None:
    root = ET.fromstring(growth.picture(*grown(("single",) + ("not-established",) * 3)))  # noqa: S314 - our own
    assert [text.text for text in root.iter("text")] == ["4 outlets"]
    assert not root.findall("path[@class='origins']")


def test_few_reports_make_no_picture() -> None:
    past, view = grown()
    assert growth.picture(structs.replace(past, steps=past.steps[:3]), view) == ""
    together = step("2031-05-12", "a0", "a1", "a2", "a3", outlets=4)
    assert growth.picture(structs.replace(past, steps=(together,)), view) == ""


def test_every_shared_claim_has_its_line_in_page_and_markdown() -> None:
    made = invented.dossier()
    shared = len(View(made).shared)
    for text in (render.html(made), render.markdown(made)):
        assert text.count("First in ") == shared


def test_a_finding_stands_in_page_and_markdown_with_links_to_both_passages() -> None:
    made = left_out()
    page = render.html(made)
    for line in ("without the attribution to “the captain” that", "Skerry Herald"):
        assert line in page
        assert line in render.markdown(made)
    anchors = [
        part.split('"')[0] for part in page.split('class="left-out"')[1].split("</span>")[0].split('href="#')[1:]
    ]
    assert len(anchors) == 2
    assert all(f'id="{anchor}"' in page for anchor in anchors)


def left_out() -> Dossier:
    """The invented dossier, in which the second report says flatly what the captain said in the first."""
    made = invented.dossier()
    gazette, herald = made.articles[:2]
    told = "The ferry Osprey ran aground on the reef off Tarn Head, the captain said."
    flat = "On Monday the ferry Osprey ran aground on a reef off Tarn Head."
    texts = (told, flat)
    dates = ("2031-05-12", "2031-05-13")
    articles = tuple(
        structs.replace(one, id=make_id("a", text), text=text, marks=(), boilerplate=(), published=date)
        for one, text, date in zip((gazette, herald), texts, dates, strict=True)
    )
    at = told.index("the captain")
    said = structs.replace(
        made.statements[0],
        article=articles[0].id,
        content=(invented.Span(0, at - 2),),
        source=invented.Span(at, at + 11),
        cue=invented.Span(at + 12, at + 16),
    )
    ran = next(claim for claim in made.claims if claim.id == "c-ran")
    evidence = tuple(
        structs.replace(e, article=a.id, start=0, end=len(a.text), text=a.text)
        for e, a in zip(ran.evidence, articles, strict=True)
    )
    own = structs.replace(evidence[1], statement=None, origins=("o-herald",))
    evidence = (structs.replace(evidence[0], statement=said.id, origins=("o-captain",)), own)
    wording = Passage(article=articles[0].id, start=0, end=len(told), text=told)
    claim = structs.replace(ran, evidence=evidence, wording=wording, standing="not-established", grounds=())
    return structs.replace(
        made, articles=articles, statements=(said,), claims=(claim,), conflicts=(), times=(), entities=(), timeline=()
    )


@pytest.mark.parametrize(
    ("value", "beside", "told"),
    [
        ("2031-05-12T09:30:00", None, "12 May 2031, 09:30"),
        ("2031-05-12T00:00:00", None, "12 May 2031"),
        ("2031-05-12T09:30:00+02:00", None, "12 May 2031, 09:30 (UTC+02:00)"),
        ("2031-05-12T09:30:00Z", "2031-05-12", "09:30 (UTC)"),
        ("2031-05-13", "2031-05-12T09:00:00", "13 May"),
        ("2032-05-13", "2031-05-12", "13 May 2032"),
        (None, None, "date unknown"),
        ("soon", "2031-05-12", "soon"),
    ],
)
def test_a_moment_is_told_as_exactly_as_it_is_known(value: str | None, beside: str | None, told: str) -> None:
    assert words.moment(value, beside=beside) == told
