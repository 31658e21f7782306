"""A feed, followed as a case follows it: fetched, read, its teasers' pages fetched and read."""

from pathlib import Path

from serving import Reply, fetcher, served
from twosource import read
from twosource.fetch import Got, NotModified
from twosource.model import Article
from twosource.read import feeds

BODY = "<p>The harbour wall of Orsk gave way on Monday evening, and forty boats were let loose, the mayor said.</p>"
PAGE = f"""<html><head><title>Wall gives way</title></head><body><article><h1>Wall gives way</h1>{BODY}
<p>Nobody was hurt, a spokesman for the harbour board said, and the ferry goes again from noon on Tuesday.</p>
</article></body></html>"""
FEED = """<rss version="2.0"><channel><title>Quay Times</title><link>/</link><item><title>Wall gives way</title>
<link>/wall?from=feed</link><guid>w1</guid><description>The harbour wall of Orsk gave way [...]</description>
<pubDate>Mon, 31 Mar 2025 18:05:00 GMT</pubDate></item></channel></rss>"""


def test_a_feed_is_followed(tmp_path: Path) -> None:
    with served() as server:
        server.replies |= {
            "/feed": lambda headers: Reply(
                FEED.encode(),
                304 if headers.get("If-None-Match") == '"1"' else 200,
                {"Content-Type": "application/rss+xml", "ETag": '"1"'},
            ),
            "/wall?from=feed": Reply(b"", 301, {"Location": "/wall"}),
            "/wall": Reply(PAGE.encode()),
        }
        asking = fetcher()
        got = asking.get(f"{server.url}/feed")
        assert isinstance(got, Got)
        assert feeds.looks_like(got.raw[: feeds.HEAD])
        (item,) = feeds.items(got.raw, "Quay Times", got.url, charset=got.charset).items
        assert (item.extent, item.link) == ("teaser", f"{server.url}/wall?from=feed")
        page = asking.get(item.link or "")
        assert isinstance(page, Got)
        path = tmp_path / "wall.html"
        path.write_bytes(page.raw)
        article = read.page(read.Page(file="wall.html", kind="html", path=str(path), stated=item.page.stated))
        assert isinstance(article, Article)
        assert (article.outlet, article.published) == ("Quay Times", "2025-03-31T18:05:00+00:00")
        assert "Nobody was hurt" in article.text
        assert isinstance(asking.get(f"{server.url}/feed", known=got.known), NotModified)
