import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from twosource import read
from twosource.model import Article
from twosource.read import feeds

PARAGRAPH = (
    "The harbour wall of Orsk gave way on Monday, and forty boats were let loose upon the river, the mayor said. "
)
OTHER = "Nobody was hurt, a spokesman for the harbour board said, and the ferry would go again from noon on Tuesday. "
LONG = f"<p>{PARAGRAPH * 3}</p><p>{OTHER * 3}</p>"
BEGUN = "The harbour wall of Orsk gave way on Monday [&#8230;]"


def rss(*items: str, title: str = "Quay Times", site: str = "https://quay.example/", version: str = "2.0") -> bytes:
    spaces = (
        'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:atom="http://www.w3.org/2005/Atom"'
    )
    channel = f"<title>{title}</title><link>{site}</link>" + "".join(f"<item>{item}</item>" for item in items)
    return f'<?xml version="1.0"?><rss version="{version}" {spaces}><channel>{channel}</channel></rss>'.encode()


def atom(*entries: str, more: str = "") -> bytes:
    inner = f'<title>Quay Times</title><link href="https://quay.example/"/>{more}'
    inner += "".join(f"<entry>{entry}</entry>" for entry in entries)
    return f'<feed xmlns="http://www.w3.org/2005/Atom">{inner}</feed>'.encode()


def whole(text: str = LONG) -> str:
    return f"<content:encoded><![CDATA[{text}]]></content:encoded>"


def one(raw: bytes, url: str | None = None) -> feeds.Item:
    feed = feeds.items(raw, "a.rss", url)
    assert feed.problems == ()
    (item,) = feed.items
    return item


def messages(raw: bytes) -> list[str]:
    return [f"{problem.about}: {problem.message}" for problem in feeds.items(raw, "a.rss").problems]


ITEM = """<title>Harbour wall &amp;amp; quay give way</title><link>https://quay.example/wall</link>
<guid isPermaLink="false">wall-1</guid><pubDate>Mon, 31 Mar 2025 18:05:00 +0200</pubDate>
<dc:creator>Ada Quill</dc:creator><dc:creator>Ben Reed</dc:creator><description>The wall gave way.</description>"""


def test_an_item_in_full() -> None:
    item = one(rss(ITEM + whole()))
    assert item.page.stated == read.Hints(
        outlet="Quay Times",
        published="2025-03-31T18:05:00+02:00",
        url="https://quay.example/wall",
        title="Harbour wall & quay give way",
        byline="Ada Quill, Ben Reed",
    )
    title, *paragraphs = (item.page.content or "").split("\n\n")
    assert (title, paragraphs) == ("Harbour wall & quay give way", [(PARAGRAPH * 3).strip(), (OTHER * 3).strip()])
    assert (item.id, item.link, item.extent, item.source) == ("wall-1", "https://quay.example/wall", "full", None)
    assert (item.page.file, item.page.kind, len(item.page.raw_sha256)) == ("a.rss:1", "jsonl", 64)


def test_an_item_is_read_as_an_article() -> None:
    article = read.page(one(rss(ITEM + whole())).page)
    assert isinstance(article, Article)
    assert (article.outlet, article.published, article.published_from) == (
        "Quay Times",
        "2025-03-31T18:05:00+02:00",
        "stated",
    )
    assert [mark.kind for mark in article.marks] == ["headline"]


def test_an_atom_entry() -> None:
    entry = f"""<title type="html">Wall &amp;amp; quay</title><id>tag:quay.example,2025:1</id>
    <link rel="enclosure" href="https://quay.example/a.mp3"/><link href="https://quay.example/wall"/>
    <published>2025-03-31T18:05:00Z</published><updated>2025-04-02T08:00:00Z</updated>
    <author><name>Ada Quill</name><email>ada@quay.example</email></author>
    <summary>Short.</summary><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">{LONG}</div></content>"""
    item = one(atom(entry))
    assert item.page.stated == read.Hints(
        outlet="Quay Times",
        published="2025-03-31T18:05:00+00:00",
        url="https://quay.example/wall",
        title="Wall & quay",
        byline="Ada Quill",
    )
    assert (item.id, item.updated, item.extent) == ("tag:quay.example,2025:1", "2025-04-02T08:00:00+00:00", "full")


def test_the_day_of_an_update_is_no_day_of_publication() -> None:
    item = one(atom("<title>Wall</title><id>x:1</id><updated>2025-04-02T08:00:00Z</updated><summary>Short.</summary>"))
    assert (item.page.stated.published, item.updated) == (None, "2025-04-02T08:00:00+00:00")


def test_the_one_date_of_rss_1_is_that_of_publication() -> None:
    raw = b"""<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
    xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="https://quay.example/"><title>Quay Times</title>
    <link>https://quay.example/</link></channel><item rdf:about="https://quay.example/1"><title>Wall</title>
    <link>https://quay.example/1</link><dc:date>2025-03-31T18:05:00Z</dc:date></item></rdf:RDF>"""
    item = one(raw)
    assert (item.page.stated.published, item.updated) == ("2025-03-31T18:05:00+00:00", None)


def test_the_date_of_the_dublin_core_is_that_of_publication_where_no_update_is_dated() -> None:
    bare = "<title>Wall</title><link>https://quay.example/1</link><dc:date>2025-03-31T18:05:00Z</dc:date>"
    assert one(rss(bare)).page.stated.published == "2025-03-31T18:05:00+00:00"
    both = one(rss(f"{bare}<pubDate>Sun, 30 Mar 2025 10:00:00 GMT</pubDate>"))
    assert both.page.stated.published == "2025-03-30T10:00:00+00:00"
    updated = one(
        rss("<title>Wall</title><link>https://quay.example/1</link><atom:updated>2025-03-31T18:05:00Z</atom:updated>")
    )
    assert (updated.page.stated.published, updated.updated) == (None, "2025-03-31T18:05:00+00:00")


# --- whose report it is ------------------------------------------------------------------------------------------


def aggregated(source: str, link: str = "https://collector.example/r/1") -> feeds.Item:
    item = f"<title>Wall gives way - Quay Times</title><link>{link}</link>{source}"
    return one(rss(item, title="The Collector", site="https://collector.example/"))


def test_the_outlet_is_whom_the_aggregator_has_it_from() -> None:
    item = aggregated('<source url="https://quay.example">Quay Times</source>')
    assert (item.page.stated.outlet, item.source, item.source_url) == (
        "Quay Times",
        "Quay Times",
        "https://quay.example",
    )
    assert item.page.stated.title == "Wall gives way"


def test_a_title_keeps_what_is_not_the_name_of_its_source() -> None:
    item = aggregated('<source url="https://gazette.example">Gazette</source>')
    assert item.page.stated.title == "Wall gives way - Quay Times"


def test_a_source_without_a_name_is_its_site() -> None:
    assert aggregated('<source url="https://www.quay.example/feed"/>').page.stated.outlet == "quay.example"


def test_an_atom_source() -> None:
    source = '<source><id>x:q</id><title>Quay Times</title><link href="https://quay.example/"/></source>'
    item = one(atom(f"<title>Wall</title><id>x:1</id><summary>Short.</summary>{source}"))
    assert (item.page.stated.outlet, item.source_url) == ("Quay Times", "https://quay.example/")


def test_a_collector_of_links_is_no_outlet() -> None:
    assert aggregated("", link="https://quay.example/wall").page.stated.outlet is None
    assert aggregated("").page.stated.outlet == "The Collector"


@pytest.mark.parametrize(
    ("link", "site", "outlet"),
    [
        ("https://news.quay.example/1", "https://feeds.quay.example/", "Quay Times"),
        ("https://www.quay.example/1", "https://quay.example/", "Quay Times"),
        ("https://gazette.co.uk/1", "https://quay.co.uk/", None),
        ("https://www.reuters.com/1", "https://quay.example/", "Reuters"),
    ],
)
def test_the_feed_s_title_is_an_outlet_on_its_own_site_only(link: str, site: str, outlet: str | None) -> None:
    item = one(rss(f"<title>Wall</title><link>{link}</link>", site=site))
    assert item.page.stated.outlet == outlet


@pytest.mark.parametrize(
    ("author", "byline"),
    [
        ("<author>ada@quay.example (Ada Quill)</author>", "Ada Quill"),
        ("<author>ada@quay.london (Ada Quill)</author>", "Ada Quill"),
        ("<author>Ada Quill</author>", "Ada Quill"),
        ("<author>ada@quay.example</author>", None),
        ("<dc:creator>Ada Quill</dc:creator>", "Ada Quill"),
        ("", None),
    ],
)
def test_a_byline_is_a_name(author: str, byline: str | None) -> None:
    assert one(rss(f"<title>Wall</title><link>https://quay.example/1</link>{author}")).page.stated.byline == byline


# --- links and ids -----------------------------------------------------------------------------------------------


def test_links_without_a_host_are_those_of_the_feed_s() -> None:
    item = one(rss("<title>Wall</title><link>../wall?a=1&amp;b=2</link>"), "https://quay.example/feeds/all.xml")
    assert item.link == "https://quay.example/wall?a=1&b=2"
    assert one(rss("<description>Wall.</description><link>/wall</link>")).link is None


@pytest.mark.parametrize("link", ["javascript:alert(1)", "file:///etc/passwd", "ftp://quay.example/1"])
def test_links_that_are_no_pages_are_none(link: str) -> None:
    item = one(rss(f"<title>Wall</title><link>{link}</link><description>x</description>"), "https://quay.example/f")
    assert item.link is None


def test_an_id_is_the_same_on_every_reading() -> None:
    bare = "<title>Wall</title><description>The wall gave way.</description>"
    linked = f"{bare}<link>https://quay.example/1</link>"
    assert one(rss(bare)).id == one(rss(bare), "https://quay.example/f").id != ""
    assert one(rss(linked)).id == "https://quay.example/1"
    two = feeds.items(rss(linked, bare), "a.rss").items
    assert [item.id for item in two] == ["https://quay.example/1", one(rss(bare)).id]


# --- full or teaser ----------------------------------------------------------------------------------------------

FOOTER = "<p>The post Wall appeared first on Quay Times.</p>"


@pytest.mark.parametrize(
    ("body", "extent"),
    [
        (whole(), "full"),
        (whole(LONG + FOOTER), "full"),
        (whole(LONG + "<p>“I saw it,” he said. “All of it...”</p>"), "full"),
        (whole(f"<p>{PARAGRAPH}</p>"), "teaser"),
        (whole(LONG + "<p>And then [&hellip;]</p>"), "teaser"),
        (whole(LONG + "<p>And then …</p>" + FOOTER), "teaser"),
        (whole(LONG + '<p><a href="x">Read more »</a></p>'), "teaser"),
        (whole(LONG + "<p>Continue reading Wall gives way at Quay Times</p>"), "teaser"),
        (f"<description>{BEGUN}</description>", "teaser"),
        (f"<description><![CDATA[{LONG}]]></description>", "teaser"),
        (f"<description><![CDATA[{LONG * 3}]]></description>", "full"),
        (f"<description>{BEGUN}</description>" + whole(), "full"),
        ("", "teaser"),
    ],
)
def test_a_teaser_is_told_from_a_report(body: str, extent: str) -> None:
    assert one(rss(f"<title>Wall</title><link>https://quay.example/1</link>{body}")).extent == extent


def test_content_that_lies_elsewhere_is_none() -> None:
    item = one(
        atom(
            '<title>W</title><id>x:1</id><content src="https://quay.example/1" type="text/html"/>'
            "<summary>Short.</summary>"
        )
    )
    assert (item.extent, item.page.content) == ("teaser", "W\n\nShort.")


def test_plain_text_is_left_as_it_is() -> None:
    text = f"if a &lt;b&gt; c &amp;amp; d\n\n{PARAGRAPH * 5}"
    item = one(atom(f'<title>W</title><id>x:1</id><content type="text">{text}</content>'))
    assert (item.page.content or "").startswith("W\n\nif a <b> c &amp; d\n\nThe harbour")


@pytest.mark.parametrize("title", ["Wall &amp; quay", "Wall &amp;amp; quay", "&lt;b&gt;Wall&lt;/b&gt; &amp;amp; quay"])
def test_titles_are_escaped_once_or_twice(title: str) -> None:
    item = one(rss(f"<title>{title}</title><link>https://quay.example/1</link>"))
    assert item.page.stated.title == "Wall & quay"


def test_pictures_and_sounds_are_no_text() -> None:
    item = one(
        atom(
            f'<title>W</title><id>x:1</id><link href="https://quay.example/1"/>'
            f'<content type="image/png">{"iVBOR" * 200}</content>'
        )
    )
    assert (item.extent, item.page.content) == ("teaser", "W")


# --- broken feeds ------------------------------------------------------------------------------------------------


def test_a_feed_that_breaks_off_loses_its_last_item_only() -> None:
    raw = rss(*(f"<title>{number}</title><link>https://quay.example/{number}</link>{whole()}" for number in range(3)))
    cut = raw[: raw.rindex(b"the mayor said")]
    feed = feeds.items(cut, "a.rss")
    assert [item.page.stated.title for item in feed.items] == ["0", "1"]
    assert messages(cut) == ["a.rss: the feed breaks off: its last item is left out; get it again"]


def test_a_damaged_feed_is_read_as_far_as_it_goes() -> None:
    raw = rss(ITEM.replace("&amp;amp;", "&") + whole(), ITEM.replace("wall-1", "wall-2") + whole())
    feed = feeds.items(raw, "a.rss")
    assert [item.id for item in feed.items] == ["wall-1", "wall-2"]
    assert feed.items[0].page.stated.title == "Harbour wall & quay give way"
    (problem,) = feed.problems
    assert "damaged (not well-formed" in problem.message


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"\x00\xff" * 500,
        b"<html><body><p>A page</p></body></html>",
        b"<opml><body/></opml>",
        b"Just words.",
        b'{"version": "https://jsonfeed.org/version/1"}',
        b"%PDF-1.7",
    ],
)
def test_what_is_no_feed_is_told(raw: bytes) -> None:
    feed = feeds.items(raw, "a.rss")
    assert feed.items == ()
    assert "is no feed that can be read" in feed.problems[0].message
    assert not feeds.looks_like(raw)


def test_an_empty_feed_is_a_feed() -> None:
    assert feeds.items(rss(), "a.rss") == feeds.Feed(title="Quay Times", site="https://quay.example/")


def test_an_item_of_nothing_is_told() -> None:
    assert messages(rss("<title>Wall</title>")) == ["a.rss:1: the item has neither a text nor a link: left out"]


def test_a_date_that_is_none_is_told() -> None:
    (message,) = messages(rss("<title>W</title><link>https://quay.example/1</link><pubDate>Monday</pubDate>"))
    assert message.startswith("a.rss:1: the date of publication 'Monday' is no date")


def test_many_problems_are_summed_up() -> None:
    found = messages(rss(*["<title>Wall</title>"] * 30))
    assert (len(found), found[-1]) == (6, "a.rss: 25 more items have problems")


def test_a_feed_that_is_too_large_is_left_out() -> None:
    assert "too large" in messages(rss() + b" " * feeds.MAX_FEED)[0]
    assert "too large" in messages(b"<rss version='2.0'><channel>" + b"<item>" * (feeds.MAX_ITEMS + 1))[0]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "iso-8859-1"])
def test_encodings(encoding: str) -> None:
    text = rss("<title>Mur éboulé</title><link>https://quay.example/1</link>").decode()
    raw = text.replace('version="1.0"', f'version="1.0" encoding="{encoding}"', 1).encode(encoding)
    assert one(raw).page.stated.title == "Mur éboulé"
    assert feeds.looks_like(raw)


def test_the_server_s_word_on_the_encoding_counts() -> None:
    raw = rss("<title>Mur éboulé</title><link>https://quay.example/1</link>").decode().encode("iso-8859-1")
    (item,) = feeds.items(raw, "a.rss", charset="ISO-8859-1").items
    assert item.page.stated.title == "Mur éboulé"


def doctype(entities: str) -> str:
    return f'<?xml version="1.0"?><!DOCTYPE rss [{entities}]>'


def test_entities_that_multiply_are_not_expanded() -> None:
    entities = '<!ENTITY a0 "lol">' + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
    raw = rss("<title>&a11;</title><description>Wall.</description>").decode().partition("?>")[2]
    started = time.monotonic()
    feed = feeds.items((doctype(entities) + raw).encode(), "a.rss")
    assert time.monotonic() - started < 10
    assert sum(len(item.page.content or "") for item in feed.items) < 1_000


def test_files_are_not_drawn_in(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("the secret")
    raw = rss("<title>a &x; b</title><description>Wall &x;</description>").decode().partition("?>")[2]
    feed = feeds.items((doctype(f'<!ENTITY x SYSTEM "{secret.as_uri()}">') + raw).encode(), "a.rss")
    assert "secret" not in str(feed.items)
    assert len(feed.items) == 1


@settings(deadline=None)
@given(st.integers(0, 1_200), st.binary(max_size=4))
def test_any_damage_is_survived(at: int, what: bytes) -> None:
    raw = rss(ITEM + whole(), ITEM.replace("wall-1", "wall-2"))
    feed = feeds.items(raw[:at] + what + raw[at + 2 :], "a.rss")
    assert feed.items or feed.problems


# --- saved feeds -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["news.rss", "news.atom", "news.xml"])
def test_a_saved_feed_is_found_in_a_folder(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(rss(ITEM + whole(), ITEM.replace("wall-1", "wall-2"), ITEM + whole()))
    found = read.discover([tmp_path], outlet="Other")
    assert [page.file for page in found.pages] == [f"{name}:1", f"{name}:3"]
    assert {page.given.outlet for page in found.pages} == {"Other"}
    (problem,) = found.problems
    assert problem.message == (
        "1 of 3 items has only the beginning of a report: left out; save its page and add it, or have it fetched by "
        "the feed's address: `twosource CASE.db add --online ADDRESS`"
    )
    assert isinstance(read.page(found.pages[0]), Article)


def test_a_feed_that_is_named_is_read(tmp_path: Path) -> None:
    (tmp_path / "news.xml").write_bytes(atom() and rss(ITEM + whole()))
    assert [page.file for page in read.discover([tmp_path / "news.xml"]).pages] == ["news.xml:1"]


def test_other_xml_is_of_an_unknown_type(tmp_path: Path) -> None:
    (tmp_path / "sitemap.xml").write_text(
        '<?xml version="1.0"?><urlset><url><loc>https://quay.example</loc></url></urlset>'
    )
    (tmp_path / "a.txt").write_text("The wall gave way.")
    found = read.discover([tmp_path])
    assert [page.file for page in found.pages] == ["a.txt"]
    assert "sitemap.xml" in found.problems[0].about
    assert "of a type that is not read" in found.problems[0].message


@pytest.mark.parametrize(
    "head",
    [
        b"\xef\xbb\xbf<?xml version='1.0'?>\n<!-- made by hand -->\n<rss version='2.0'>",
        b'<?xml-stylesheet href="a.xsl"?><feed xmlns="http://www.w3.org/2005/Atom">',
        b'<atom:feed xml:lang="en" xmlns:atom="http://www.w3.org/2005/Atom">',
        b'<!DOCTYPE rss PUBLIC "x" "y"><rss>',
        b'<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/">',
    ],
)
def test_how_feeds_begin(head: bytes) -> None:
    assert feeds.looks_like(head)


@pytest.mark.parametrize(
    "head",
    [b"<feeds>", b"<rssfeed>", b"<feed>", b'<rdf:RDF xmlns:foaf="x">', b"<urlset>", b"words <rss>", b"<!--" * 1000],
)
def test_how_other_xml_begins(head: bytes) -> None:
    assert not feeds.looks_like(head)
