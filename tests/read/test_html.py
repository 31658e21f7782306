"""Saved pages: blocks, what a page says of itself, which of it is the report. All people and papers are invented."""

import gzip
import json
from pathlib import Path

import pytest
from msgspec import structs

from twosource import read
from twosource.model import Article, Dated, DateFound, Problem
from twosource.read import languages, markup
from twosource.read.html import blocks, bylines, dated, facts, features, judge, linked, maintext, tree
from twosource.read.html.facts import Facts

TEXT = (
    "The harbour wall of Orsk gave way on Monday, the mayor said. Nobody was hurt, but two boats sank in the basin.",
    "Engineers had warned of cracks in the wall since March, according to a report of the port authority.",
    "“We closed the quay in time,” said Ada Lund, who heads the authority. She expects repairs to last until autumn.",
    "The town had put off the work twice, in 2019 and in 2022, because the money went into the new ferry landing.",
)
PARAGRAPHS = "".join(f"<p>{text}</p>" for text in TEXT)


def page(body: str, head: str = "", html: str = "") -> str:
    return f"<!DOCTYPE html><html {html}><head>{head}</head><body>{body}</body></html>"


def cut(body: str) -> tuple[blocks.Block, ...]:
    root = tree.parsed(page(body))
    assert root is not None
    return blocks.blocks(root)


def told(body: str = "", head: str = "", html: str = "") -> Facts:
    root = tree.parsed(page(body, head, html))
    assert root is not None
    return facts.read(root, blocks.blocks(root))


def ld(**values: object) -> str:
    return f'<script type="application/ld+json">{json.dumps({"@type": "NewsArticle", **values})}</script>'


# --- blocks


def test_blocks_are_what_reads_as_a_paragraph() -> None:
    found = cut(
        "<div>Loose <b>words</b><p>One<br>line</p>tail</div><ul><li>a <a href=x>link</a></ul>"
        "one<br><br>two<script>no()</script><!-- no --><style>no</style>"
    )
    assert [block.text for block in found] == ["Loose words", "One\nline", "tail", "a link", "one", "two"]
    assert [block.tag for block in found[:4]] == ["div", "p", "div", "li"]
    assert (found[0].strong, found[3].linked) == (5, 4)


def test_rows_of_data_are_one_block_and_tables_for_layout_are_not() -> None:
    data = "<table><tr><th>Port</th><th>Boats</th></tr><tr><td>Orsk</td><td>2</td></tr></table>"
    assert [block.text for block in cut(data)] == ["Port | Boats", "Orsk | 2"]
    layout = f"<table><tr><td><p>Menu</p></td><td>{PARAGRAPHS}</td></tr></table>"
    assert [block.text for block in cut(layout)] == ["Menu", *TEXT]


def test_what_is_not_seen_is_left_out_unless_it_is_all_there_is() -> None:
    hidden = f'<div style="display: none"><p>{TEXT[0]}</p></div>'
    assert [block.text for block in cut(PARAGRAPHS + hidden)] == list(TEXT)
    assert [block.text for block in cut(f"<div hidden>{PARAGRAPHS}</div><p>Loading</p>")] == [*TEXT, "Loading"]


def test_places_know_the_words_of_their_classes() -> None:
    (found,) = cut('<div class="ArticleBody-related_links" id="x1"><p>Words</p></div>')
    assert [place.tag for place in found.above] == ["p", "div", "body", "html"]
    assert found.above[1].names == {"article", "body", "related", "links", "x"}


# --- the judge


def test_the_shipped_trees_ask_for_the_features_that_there_are() -> None:
    assert judge.shipped().names == features.NAMES


def test_trees_add_the_leaves_that_a_row_reaches() -> None:
    trees = judge.opened("a\tb\n0<1.5:1:2 -2 1<0.5:3:4 0.5 3\n1")
    import numpy as np  # noqa: PLC0415

    assert trees.odds(np.array([[1.5, 9.0], [2.0, 0.5], [2.0, 0.6]])).tolist() == [-1.0, 1.5, 4.0]


def test_the_report_is_told_from_what_is_around_it() -> None:
    around = (
        '<header><nav><a href="/">Home</a> <a href="/s">Sport</a> <a href="/w">Weather and tides</a></nav></header>'
        f'<main><article class="article-body"><h1>Harbour wall gives way</h1>{PARAGRAPHS}</article></main>'
        '<aside class="related-stories"><h3>More on this</h3><ul>'
        '<li><a href="/1">Ferry landing opens late again</a></li>'
        '<li><a href="/2">Mayor of Orsk to stand for a third term</a></li></ul></aside>'
        '<div class="newsletter-signup"><p>Sign up for our morning newsletter and never miss a story.</p>'
        "</div><footer><p>Copyright 2025 The Orsk Post. All rights reserved.</p></footer>"
    )
    found = markup.read(page(around, '<meta property="og:title" content="Harbour wall gives way">'))
    assert found is not None
    assert found.text == "Harbour wall gives way\n\n" + "\n".join(TEXT)


def test_a_list_inside_of_a_report_is_kept() -> None:
    listed = (
        "<p>Three things are to be done before the quay opens again, according to the authority's plan:</p>"
        "<ul><li>the basin has to be dredged by the end of June,</li>"
        "<li>the wall is to be rebuilt in concrete on 140 metres,</li>"
        "<li>the lifeboat station moves to the northern quay.</li></ul>"
    )
    found = markup.read(page(f"<article><h1>Harbour wall gives way</h1>{PARAGRAPHS}{listed}{PARAGRAPHS[:0]}</article>"))
    assert found is not None
    assert "the wall is to be rebuilt in concrete on 140 metres," in found.text


def test_without_any_judgement_the_paragraphs_of_a_page_are_its_text(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(maintext, "generic", lambda _: "")
    monkeypatch.setattr(maintext, "judged", lambda *_: "")
    assert maintext.find("", cut(PARAGRAPHS + "<p>Menu</p>"), Facts()) == "\n".join(TEXT)


def test_what_breaks_a_foreign_parser_does_not_break_the_page(monkeypatch: pytest.MonkeyPatch) -> None:
    import trafilatura  # noqa: PLC0415

    def broken(*_: object, **__: object) -> str:
        raise RecursionError

    monkeypatch.setattr(trafilatura, "extract", broken)
    found = markup.read(page(f"<article><h1>Harbour wall gives way</h1>{PARAGRAPHS}</article>"))
    assert found is not None
    assert TEXT[2] in found.text


# --- dates


@pytest.mark.parametrize(
    ("line", "language", "day"),
    [
        ("Published March 3, 2025", None, "2025-03-03"),
        ("By Ada Quill | 3rd Mar 2025 at 4 pm", None, "2025-03-03"),
        ("Veröffentlicht am 3. März 2025, 16:10 Uhr", "de", "2025-03-03"),
        ("Publié le 1er août 2025", "fr", "2025-08-01"),
        ("3 de marzo de 2025", "es", "2025-03-03"),
        ("03.04.2025 | 12:00", None, "2025-04-03"),
        ("03/04/2025", "fr-FR", "2025-04-03"),
        ("25/04/2025", "en", "2025-04-25"),
        ("2025-04-03 18:15", None, "2025-04-03"),
        ("2025年4月3日", "ja", "2025-04-03"),
        ("Published April 3, 2025. Updated April 5, 2025", None, "2025-04-03"),
        ("Updated April 5, 2025 | Published April 3, 2025", None, "2025-04-03"),
    ],
)
def test_days_in_lines(line: str, language: str | None, day: str) -> None:
    assert dated.in_line(line, language) == day


@pytest.mark.parametrize(
    ("line", "language"),
    [
        ("03/04/2025", "en-GB"),  # March or April
        ("03/04/2025", None),
        ("Updated March 3, 2025", None),
        ("Zuletzt aktualisiert: 3. März 2025", "de"),
        ("Last modified on 03.04.2025", None),
        ("31.02.2025", None),
        ("Section 3, 2025", None),
        ("March 2025", None),
        ("version 1.2.2025.4", None),
        ("x" * 300 + " March 3, 2025", None),
    ],
)
def test_lines_that_name_no_day_of_publication(line: str, language: str | None) -> None:
    assert dated.in_line(line, language) is None


def test_two_methods_make_a_date_sure_and_one_weak_one_does_not() -> None:
    one = DateFound(value="2025-04-03", method="line")
    assert dated.judged([]) is None
    assert dated.judged([one]) == Dated(value="2025-04-03", method="line", certainty="likely")
    both = dated.judged([one, DateFound(value="2025-04-04", method="url")])  # a day apart: two time zones
    assert both == Dated(value="2025-04-03", method="line", certainty="sure")


def test_of_contradicting_dates_the_surest_is_taken_and_the_others_are_kept() -> None:
    url, meta = DateFound(value="2024-11-20", method="url"), DateFound(value="2025-04-03T10:00:00+00:00", method="meta")
    assert dated.judged([url, meta]) == Dated(value=meta.value, method="meta", certainty="doubtful", others=(url,))


def test_a_date_of_a_change_is_no_date_of_publication() -> None:
    changed = (
        '<meta property="article:modified_time" content="2025-05-01"><meta name="last-modified" content="2025-05-02">'
        + ld(headline="Wall gives way", dateModified="2025-05-03")
    )
    body = (
        '<h1>Wall gives way</h1><p class="updated">Updated May 4, 2025</p><time class="updated" datetime="2025-05-05">'
    )
    assert told(body + PARAGRAPHS, changed).dated is None


@pytest.mark.parametrize(
    ("head", "body", "method"),
    [
        (ld(headline="Wall gives way", datePublished="2025-04-03T10:00:00+02:00"), "", "json-ld"),
        ('<meta property="article:published_time" content="2025-04-03T10:00:00+02:00">', "", "meta"),
        ("", '<time itemprop="datePublished" datetime="2025-04-03T10:00:00+02:00">Thursday</time>', "time"),
        ("", "<p>April 3, 2025</p>", "line"),
        ('<meta name="date" content="2025-04-03">', "", "meta-date"),
        ('<link rel="canonical" href="https://orsk.example/2025/04/03/wall">', "", "url"),
    ],
)
def test_ways_of_dating(head: str, body: str, method: str) -> None:
    found = told(f"<h1>Wall gives way</h1>{body}{PARAGRAPHS}", head).dated
    assert found is not None
    assert (found.value[:10], found.method) == ("2025-04-03", method)


def test_dates_of_other_reports_and_in_the_text_are_not_taken() -> None:
    others = '<aside class="related"><time datetime="2025-04-01">1 April</time></aside>'
    text = (
        "<p>The wall was built on 3 May 1987 by a firm that no longer exists, and it was repaired only once since.</p>"
    )
    assert told(f"{others}<h1>Wall gives way</h1>{PARAGRAPHS}{text}").dated is None


# --- title, byline, outlet, language


@pytest.mark.parametrize(
    ("head", "body"),
    [
        ("<title>Wall gives way - The Orsk Post</title>", '<meta property="og:site_name" content="The Orsk Post">'),
        (
            "<title>Wall gives way | orskpost.example</title>",
            '<link rel=canonical href="https://www.orskpost.example/1">',
        ),
        ('<meta property="og:title" content="Wall gives way"><title>x</title>', "<h1>The Orsk Post</h1>"),
        (ld(headline="Wall gives way"), ""),
        ('<meta property="og:title" content="Wall gives way - live"><title>x</title>', "<h1>Wall gives way</h1>"),
    ],
)
def test_titles(head: str, body: str) -> None:
    assert told(body, head + body).title == "Wall gives way"


def test_a_dash_in_a_title_is_not_the_site() -> None:
    head = '<meta property="og:site_name" content="The Orsk Post">'
    head += "<title>Orsk – a town without a wall - The Orsk Post</title>"
    assert told("", head).title == "Orsk – a town without a wall"


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("By Ada Quill", ("Ada Quill",)),
        ("By ADA QUILL and Bo Reed", ("Ada Quill", "Bo Reed")),
        ("Ada Quill, Staff Reporter", ("Ada Quill",)),
        ("By Ada Quill | Updated March 3, 2025", ("Ada Quill",)),
        ("Von Ada Quill und Bo Reed", ("Ada Quill", "Bo Reed")),
        ("ada.quill@orsk.example", ()),
        ("https://orsk.example/ada", ()),
        ("@adaquill", ()),
        ("By Staff Reporter", ()),
        ("admin", ()),
        ("The Orsk Post", ()),
        ("Bo Reed; Associated Press", ("Bo Reed", "Associated Press")),
    ],
)
def test_names_in_bylines(text: str, names: tuple[str, ...]) -> None:
    assert bylines.people([text], "The Orsk Post") == names


def test_a_byline_is_found_where_the_page_has_it() -> None:
    assert told("", ld(headline="x", author=[{"@type": "Person", "name": "Ada Quill"}])).byline == "Ada Quill"
    assert told("", '<meta name="author" content="Ada Quill">').byline == "Ada Quill"
    assert told('<h1>Wall gives way</h1><span class="byline">By Ada Quill</span>').byline == "Ada Quill"
    assert told(f"<h1>Wall gives way</h1><p>By Ada Quill</p>{PARAGRAPHS}").byline == "Ada Quill"
    assert told(f"<h1>Wall gives way</h1><p>By Monday, all was over</p>{PARAGRAPHS}").byline is None
    assert told('<div class="comments"><span class="author">Bo Reed</span></div>').byline is None


def test_the_agency_that_a_page_names_is_its_credit(tmp_path: Path) -> None:
    head = ld(headline="Wall gives way", author={"@type": "Organization", "name": "Reuters"})
    path = tmp_path / "a.html"
    path.write_text(page(f"<h1>Wall gives way</h1>{PARAGRAPHS}", head))
    (found,) = read.discover([path]).pages
    article = read.page(found)
    assert isinstance(article, Article)
    assert article.credit == "Reuters"


def test_the_text_decides_on_the_language_and_the_page_breaks_ties() -> None:
    german = "Die Hafenmauer von Orsk ist am Montag eingestürzt, wie der Bürgermeister sagte. Niemand wurde verletzt."
    assert languages.identify(german, declared="en-US") == "de"
    assert languages.identify("Flut!", declared="de-AT") == "de"
    assert languages.identify("Flut!") is None
    assert languages.identify("Flut!", declared="german") is None
    croatian = "Gradonačelnik je u ponedjeljak rekao da nitko nije ozlijeđen kada se srušio lučki zid."
    assert languages.identify(croatian, declared="bs") == "bs"
    assert languages.identify(croatian, declared="en") == "hr"


# --- JSON-LD


def test_of_several_articles_the_pages_own_is_taken() -> None:
    both = json.dumps(
        [
            {"@type": "NewsArticle", "headline": "Ferry late", "datePublished": "2025-01-01"},
            {"@type": "NewsArticle", "headline": "Wall gives way", "datePublished": "2025-04-03"},
        ]
    )
    found = told("<h1>Wall gives way</h1>", f'<script type="application/ld+json">{both}</script>').dated
    assert found is not None
    assert found.value == "2025-04-03"


@pytest.mark.parametrize(
    "script",
    [
        '<!-- {"@type": "NewsArticle", "headline": "Wall gives way"} -->',
        '{"@type": "NewsArticle", "headline": "Wall gives way",}',
        '{"@graph": [{"@type": "WebPage"}, {"@type": ["Thing", "NewsArticle"], "headline": "Wall gives way"}]}',
        '{"@type": "http://schema.org/NewsArticle", "headline": ["Wall gives way"]}',
    ],
)
def test_json_that_is_nearly_right_is_read(script: str) -> None:
    root = tree.parsed(page("", f'<script type="application/ld+json">{script}</script>'))
    assert root is not None
    article = linked.article(linked.nodes(root), None, "")
    assert article is not None
    assert linked.text(article["headline"]) == "Wall gives way"


# --- hostile pages


def one(path: Path, raw: bytes) -> Article | Problem:
    path.write_bytes(raw)
    (found,) = read.discover([path]).pages
    return read.page(found)


def test_a_page_saved_packed_is_unpacked(tmp_path: Path) -> None:
    found = one(tmp_path / "a.html", gzip.compress(page(f"<h1>Wall gives way</h1>{PARAGRAPHS}").encode()))
    assert isinstance(found, Article)
    assert TEXT[1] in found.text


@pytest.mark.parametrize(
    ("raw", "what"),
    [
        (b"\x1f\x8b" + b"x" * 100, "damaged gzip"),
        (gzip.compress(b"<html>" + b"a" * 20_000_000), "too large when unpacked"),
        (b"<html><body>" + b"<div>" * 20_000, "no report was found"),
        (b"<html><body><p>a\0b", "NUL"),
        (b"<html>" + b"<" * 100_000, "no report"),
        (b"<html></html>", "no report was found"),
    ],
)
def test_a_page_that_is_none_is_a_problem(tmp_path: Path, raw: bytes, what: str) -> None:
    found = one(tmp_path / "a.html", raw)
    assert isinstance(found, Problem)
    assert what in found.message


@pytest.mark.parametrize(
    "junk",
    [
        "<div " + " ".join(f"a{number}=1" for number in range(100_000)) + ">",  # minutes, if the parser sees them
        "<b>" * 1_000,
        "<script type='application/ld+json'>" + "[" * 100_000 + "</script>",
        "<script type='application/ld+json'>" + '{"a":' * 50_000 + "</script>",
        ld(author=[[{"name": {"name": 3}}], 5], headline=[None], datePublished={"@value": ["x"]}, publisher=7),
        "<p>&#x110000;&#0;&bogus;</p>",
        "<time datetime='\ud7ff'>9999-99-99</time>",
    ],
)
def test_junk_in_a_page_does_not_hide_its_report(tmp_path: Path, junk: str) -> None:
    found = one(tmp_path / "a.html", page(f"{junk}<h1>Wall gives way</h1>{PARAGRAPHS}").encode())
    assert isinstance(found, Article), found
    assert TEXT[0] in found.text


def test_the_article_says_how_its_date_was_found_and_how_surely() -> None:
    head = '<title>Wall gives way</title><meta property="article:published_time" content="2025-03-31T18:05:00+00:00">'
    raw = page(f"<article><h1>Wall gives way</h1>{PARAGRAPHS}</article>", head).encode()
    article = read.page(read.Page(file="wall.html", kind="html", path="", raw=raw))
    assert isinstance(article, Article)
    assert article.dated == Dated(value="2025-03-31T18:05:00+00:00", method="meta", certainty="sure")
    told = read.Page(file="wall.txt", kind="text", path="", raw=b"Wall gives way\n\nThe wall of Orsk gave way.\n")
    stated = structs.replace(told, stated=read.Hints(url="https://quay.example/2025/03/31/wall"))
    article = read.page(stated)
    assert isinstance(article, Article)
    assert article.dated == Dated(value="2025-03-31", method="url", certainty="likely")
    article = read.page(structs.replace(stated, stated=read.Hints(published="2025-04-01")))
    assert isinstance(article, Article)
    assert article.dated is None
